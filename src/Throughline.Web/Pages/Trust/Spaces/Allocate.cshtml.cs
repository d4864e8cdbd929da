using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Spaces;

public sealed class AllocateModel(SpaceQueries spaces, PeopleQueries people, AllocateSpace allocate, TimeProvider clock) : PageModel
{
    public SpacePage Space { get; private set; } = null!;

    public IReadOnlyList<Choice> Schemes { get; private set; } = [];

    public IReadOnlyList<Choice> Sponsors { get; private set; } = [];

    [BindProperty]
    public string? SchemeId { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Say whether it is theirs alone")]
    public string? Exclusive { get; set; }

    [BindProperty]
    public List<string> Purposes { get; set; } = [];

    [BindProperty]
    public string? SponsorId { get; set; }

    [BindProperty]
    public string? NoticeDays { get; set; }

    [BindProperty]
    [Display(Name = "The first day")]
    [Required(ErrorMessage = "Enter the first day")]
    public DateOnly? From { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (!await ReadAsync(spaceId, cancellation))
        {
            return NotFound();
        }

        (From, SchemeId, NoticeDays) = (clock.Today(), Space.Space.SchemeId.ToString(), "7");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (!await ReadAsync(spaceId, cancellation))
        {
            return NotFound();
        }

        if (!int.TryParse(NoticeDays, NumberStyles.None, CultureInfo.InvariantCulture, out var notice))
        {
            ModelState.AddModelError(nameof(NoticeDays), "The notice must be a whole number of days");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await allocate.RunAsync(
            new NewAllocation(
                spaceId, Guid.TryParse(SchemeId, out var scheme) ? scheme : null, Exclusive == "true", Guid.TryParse(SponsorId, out var sponsor) ? sponsor : null,
                [.. Purposes.Select(p => Enum.TryParse<SpacePurpose>(p, out var purpose) ? purpose : default)], notice, From!.Value),
            cancellation);
        return outcome.Succeeded
            ? this.Done("It is given", $"/spaces/{spaceId}")
            : this.Refused(outcome.Refusal!, nameof(SchemeId), nameof(Purposes), nameof(SponsorId), nameof(NoticeDays), nameof(From));
    }

    private async Task<bool> ReadAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (await spaces.FindAsync(spaceId, cancellation) is not { MayRun: true } space)
        {
            return false;
        }

        Space = space;
        Schemes = PeopleForms.Of(await spaces.SchemesAsync(cancellation));
        Sponsors = PeopleForms.Of(await people.WithHatAsync(Hat.StaffColleague, cancellation));
        return true;
    }
}
