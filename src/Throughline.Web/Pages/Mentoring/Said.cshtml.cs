using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Mentoring;

public sealed class SaidModel(MentoringQueries mentoring, SayForMatching say, CurrentViewer current) : PageModel
{
    public SaidPage Said { get; private set; } = null!;

    public string Back { get; private set; } = "/";

    public Guid SchemeId { get; private set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public List<string> Interests { get; set; } = [];

    [BindProperty]
    public List<int> Slots { get; set; } = [];

    [BindProperty]
    public List<Guid> SiteIds { get; set; } = [];

    [BindProperty]
    public List<string> Languages { get; set; } = [];

    [BindProperty]
    public bool Interpreter { get; set; }

    [BindProperty]
    public bool SharesExperience { get; set; }

    [BindProperty]
    public string? Hours { get; set; }

    [BindProperty]
    public string? Gender { get; set; }

    [BindProperty]
    public string? WantsGender { get; set; }

    [BindProperty]
    public bool MustGender { get; set; }

    [BindProperty]
    [Display(Name = "The date")]
    public DateOnly? PausedUntil { get; set; }

    public IReadOnlyList<Choice> InterestChoices => [.. Said.Interests.Select(i => new Choice(i.Code, i.Name, i.Lived ? "Counts only if both agree" : null))];

    public IReadOnlyList<Choice> LanguageChoices => [.. Said.Languages.Select(l => new Choice(l.Code, l.Name))];

    public async Task<IActionResult> OnGetAsync(Guid schemeId, Guid? personId, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, personId, cancellation))
        {
            return NotFound();
        }

        var details = Said.Details;
        (Version, Interests, Slots, SiteIds, Languages) = (Said.Version, [.. details.Interests ?? []], [.. WeekSlots.In(details.Slots)], [.. details.SiteIds ?? []], [.. details.Languages ?? []]);
        (Interpreter, SharesExperience, Gender, WantsGender, MustGender, PausedUntil) =
            (details.Interpreter, details.SharesExperience, details.Gender, details.WantsGender, details.MustGender, details.PausedUntil);
        Hours = (details.Minutes / 60m).ToString("0.##", CultureInfo.InvariantCulture);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid schemeId, Guid? personId, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, personId, cancellation))
        {
            return NotFound();
        }

        if (!decimal.TryParse(Hours, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours))
        {
            ModelState.AddModelError(nameof(Hours), "Enter the hours a week as a number, such as 1 or 1.5");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var minutes = hours > MatchProfile.MinutesMost ? int.MaxValue : (int)Math.Round(hours * 60);
        var details = new MatchDetails(
            WeekSlots.Of(Slots), Interests, Languages, Interpreter, SiteIds, Gender, WantsGender, MustGender, SharesExperience, minutes, Said.Mentors ? PausedUntil : null);
        var outcome = await say.RunAsync(Said.PersonId, schemeId, details, Version, cancellation);
        if (outcome.Refusal is Stale)
        {
            Version = Said.Version;
            ModelState.Remove(nameof(Version));
        }

        if (outcome.Refusal is Invalid { Input: nameof(MatchDetails.Minutes) } time)
        {
            ModelState.AddModelError(nameof(Hours), time.Message);
            return this.Invalid();
        }

        return outcome.Succeeded
            ? this.Done("Saved", Back)
            : this.Refused(outcome.Refusal!, nameof(Interests), nameof(Slots), nameof(SiteIds), nameof(Languages), nameof(Gender), nameof(WantsGender), nameof(PausedUntil));
    }

    private async Task<bool> ReadAsync(Guid schemeId, Guid? personId, CancellationToken cancellation)
    {
        var viewer = current.Viewer;
        if (await mentoring.SaidAsync(personId ?? viewer.PersonId, schemeId, cancellation) is not { } said)
        {
            return false;
        }

        (Said, SchemeId) = (said, schemeId);
        Back = !said.Own ? $"/mentoring/waiting/{schemeId}/{said.PersonId}" : viewer.Hat switch
        {
            Hat.PeerWorker => "/mentoring/mine",
            Hat.Mentee => "/mentor",
            _ => "/mentoring",
        };
        return true;
    }
}
