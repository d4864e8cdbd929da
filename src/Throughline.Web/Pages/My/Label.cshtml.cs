using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.My;

public sealed class LabelModel(PeopleQueries people, MyMentoringQueries mentoring, SetLabelSunset set, TimeProvider clock) : PageModel
{
    [BindProperty]
    [Display(Name = "The day")]
    public DateOnly? From { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public DateOnly? Now { get; private set; }

    /// <summary>How many people they mentor, who have to know that somebody is there for them.</summary>
    public int Mentors { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await ReadAsync(cancellation) is not { } version)
        {
            return NotFound();
        }

        (Version, From) = (version, Now is { } now && now >= clock.Today() ? now : null);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (ModelState.IsValid && From is null)
        {
            ModelState.AddModelError(nameof(From), "Enter the day");
        }

        return SaveAsync(From, From <= clock.Today() ? "Your label is not shown to others any more" : "Your label will not be shown to others from that day", cancellation);
    }

    public Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancellation)
    {
        ModelState.Remove(nameof(From));
        return SaveAsync(null, "Others see your roles as they are again", cancellation);
    }

    private async Task<IActionResult> SaveAsync(DateOnly? from, string done, CancellationToken cancellation)
    {
        if (await ReadAsync(cancellation) is not { } version)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await set.RunAsync(new LabelSunset(Version, from), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done(done, "/my/record");
        }

        Version = outcome.Refusal is Stale ? version : Version;
        return this.Refused(outcome.Refusal!, nameof(From));
    }

    private async Task<int?> ReadAsync(CancellationToken cancellation)
    {
        var me = await people.PersonAsync(HttpContext.Session().Viewer.PersonId, "Looked at my own label", cancellation);
        Now = me?.LabelSunset;
        Mentors = await mentoring.MentorsAsync(cancellation);
        return me?.Version;
    }
}
