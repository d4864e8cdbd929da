using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Pages.Training;

namespace Throughline.Web.Pages.Delivery.Sessions;

public sealed class MoveModel(GroupQueries groups, MoveGroupSession move) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Enter the day")]
    [Display(Name = "The day")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public WhoAsked? Asked { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public SessionPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var line = Shown.Line;
        (On, From, To) = (line.StartsAt.LondonDate(), TrainingForms.Time(line.StartsAt.LondonTime()), TrainingForms.Time(line.EndsAt.LondonTime()));
        (Place, Version) = (Shown.Place, Shown.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var time = DeliveryForms.ReadTimes(ModelState, On, From, To);
        this.Ask(Asked is null, nameof(Asked), "Choose who asked");
        if (!ModelState.IsValid || time is null)
        {
            return this.Invalid();
        }

        var outcome = await move.RunAsync(new GroupSessionMove(id, Version, time, Place, Asked), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done($"The session is on {PeopleForms.Day(time.On)}", $"/groups/sessions/{id}");
        }

        Version = outcome.Refusal is Stale ? Shown.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(On), nameof(From), nameof(To), nameof(Place), nameof(Asked));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await groups.SessionAsync(id, cancellation) is not { MayRun: true } session)
        {
            return false;
        }

        Shown = session;
        return true;
    }
}
