using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Schemes;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Pages.Training;

namespace Throughline.Web.Pages.Delivery.Groups;

public sealed class PlanModel(GroupQueries groups, PlanSessions plan) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? CatchUpFor { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter the day")]
    [Display(Name = "The day")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? From { get; set; } = "10am";

    [BindProperty]
    public string? To { get; set; } = "12pm";

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public string? Weeks { get; set; } = "1";

    [BindProperty]
    public bool SameAsBefore { get; set; } = true;

    public GroupPage Shown { get; private set; } = null!;

    public SessionLine? Missed { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        ModelState.Clear();
        if ((Missed ?? (Shown.Sessions.Count > 0 ? Shown.Sessions[0] : null)) is { } before)
        {
            (From, To) = (TrainingForms.Time(before.StartsAt.LondonTime()), TrainingForms.Time(before.EndsAt.LondonTime()));
            On = Missed is null ? before.StartsAt.LondonDate().AddDays(7) : null;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var time = DeliveryForms.ReadTimes(ModelState, On, From, To);
        var rule = new SettingRule(true, 1, PlanSessions.MostWeeks);
        if (Missed is null && rule.Read(Weeks, out _) is { } wrong)
        {
            ModelState.AddModelError(nameof(Weeks), wrong);
        }

        if (!ModelState.IsValid || time is null)
        {
            return this.Invalid();
        }

        var weeks = Missed is null ? int.Parse(Weeks!.Trim(), CultureInfo.InvariantCulture) : 1;
        var outcome = await plan.RunAsync(new SessionPlan(id, time, Place, weeks, Missed is null && SameAsBefore, CatchUpFor), cancellation);
        return outcome.Succeeded
            ? this.Done(weeks == 1 ? "The session is planned. See who runs it and who is expected" : $"{weeks} sessions are planned. See who runs them and who is expected", $"/groups/sessions/{outcome.Value}")
            : this.Refused(outcome.Refusal!, nameof(On), nameof(From), nameof(To), nameof(Place), nameof(Weeks));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await groups.GroupAsync(id, cancellation) is not { } group)
        {
            return false;
        }

        Shown = group;
        Missed = CatchUpFor is { } missed ? group.Sessions.FirstOrDefault(s => s.Id == missed) : null;
        return CatchUpFor is null || Missed is not null;
    }
}
