using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment.Clearance;

/// <summary>Writes down a time under an officer's supervision, or changes its end or officer.</summary>
public sealed class SupervisionModel(ClearanceQueries clearances, BeginSupervision begin, ChangeSupervision change) : PageModel
{
    [BindProperty(Name = "scheme", SupportsGet = true)]
    public Guid? SchemeId { get; set; }

    [BindProperty]
    public string? Type { get; set; }

    [BindProperty]
    [Display(Name = "The first day")]
    public DateOnly? Start { get; set; }

    [BindProperty]
    [Display(Name = "The last day")]
    public DateOnly? End { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose who the officer is")]
    public Guid? OfficerId { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public Guid PersonId { get; private set; }

    public EpisodeLine? Episode { get; private set; }

    public ClearanceForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? episodeId, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(id, episodeId, cancellation))
        {
            return NotFound();
        }

        if (Episode is { } episode)
        {
            (End, Version) = (episode.End, episode.Version);
            OfficerId = Form.Officers.FirstOrDefault(o => o.Name == episode.Officer)?.Id;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid? episodeId, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, episodeId, cancellation))
        {
            return NotFound();
        }

        if (Episode is null)
        {
            this.Need(nameof(Start), Start, "Enter when it began");
            if (Form.Sorts.Count > 0 && string.IsNullOrEmpty(Type))
            {
                ModelState.AddModelError(nameof(Type), "Choose which sort it is");
            }
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var refusal = Episode is null
            ? (await begin.RunAsync(new NewSupervision(id, Form.SchemeId, string.IsNullOrEmpty(Type) ? null : Type, Start!.Value, End, OfficerId!.Value), cancellation)).Refusal
            : (await change.RunAsync(new ChangedSupervision(Episode.Id, Version, End, OfficerId!.Value), cancellation)).Refusal;
        if (refusal is null)
        {
            return this.Done("It is saved", $"/clearance/{id}");
        }

        Version = refusal is Stale ? Episode!.Version : Version;
        return this.Refused(refusal, nameof(Type), nameof(Start), nameof(End), nameof(OfficerId));
    }

    private async Task<bool> ReadAsync(Guid id, Guid? episodeId, CancellationToken cancellation)
    {
        PersonId = id;
        if (episodeId is { } wanted)
        {
            if (await clearances.PersonAsync(id, cancellation) is not { } page || page.Supervision.FirstOrDefault(e => e.Id == wanted) is not { } episode)
            {
                return false;
            }

            Episode = episode;
            SchemeId = episode.SchemeId;
        }

        if (await this.FormForAsync(clearances, id, SchemeId, cancellation) is not { } form)
        {
            return false;
        }

        Form = form;
        return true;
    }
}
