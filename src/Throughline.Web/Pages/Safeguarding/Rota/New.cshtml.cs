using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Safeguarding;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Pages.Training;

namespace Throughline.Web.Pages.Safeguarding.Rota;

public sealed class NewModel(DutyQueries duty, PlanDuty plan) : PageModel
{
    public DutyForm Form { get; private set; } = new([], []);

    [BindProperty]
    public List<string> SchemeIds { get; set; } = [];

    [BindProperty]
    public string? PersonId { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    [Display(Name = "The first day")]
    public DateOnly? StartsOn { get; set; }

    [BindProperty]
    public string? StartsAt { get; set; }

    [BindProperty]
    [Display(Name = "The last day")]
    public DateOnly? EndsOn { get; set; }

    [BindProperty]
    public string? EndsAt { get; set; }

    [BindProperty]
    public string? Weeks { get; set; } = "1";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        IReadOnlyList<Guid> schemes = Form.Schemes.Count == 1 ? [Form.Schemes[0].Id] : [.. SchemeIds.Select(s => Guid.TryParse(s, out var id) ? id : Guid.Empty)];
        var outcome = await plan.RunAsync(
            new NewDutyTurn(
                schemes, Guid.TryParse(PersonId, out var person) ? person : null, int.TryParse(Place, CultureInfo.InvariantCulture, out var place) ? place : 0, StartsOn, TrainingForms.ReadTime(StartsAt), EndsOn,
                TrainingForms.ReadTime(EndsAt), Phone, int.TryParse(Weeks, CultureInfo.InvariantCulture, out var weeks) ? weeks : 0),
            cancellation);
        return outcome.Succeeded
            ? this.Done(outcome.Value == 1 ? "They are on the rota" : $"They are on the rota, {outcome.Value} turns", "/safety/rota")
            : this.Refused(outcome.Refusal!, nameof(SchemeIds), nameof(PersonId), nameof(Place), nameof(Phone), nameof(StartsOn), nameof(StartsAt), nameof(EndsOn), nameof(EndsAt), nameof(Weeks));
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await duty.FormAsync(cancellation) is not { } form)
        {
            return false;
        }

        Form = form;
        return true;
    }
}
