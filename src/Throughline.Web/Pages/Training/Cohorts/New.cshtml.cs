using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Choice = Throughline.Web.Components.Choice;

namespace Throughline.Web.Pages.Training.Cohorts;

public sealed class NewModel(TrainingQueries training, PlanCohort plan) : PageModel
{
    [BindProperty(Name = "scheme", SupportsGet = true)]
    public Guid Scheme { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter what the course is called")]
    public string? Name { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose what the course is")]
    public string? ProgrammeKey { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose where it meets")]
    public Guid? SiteId { get; set; }

    [BindProperty]
    public string? Places { get; set; } = "8";

    [BindProperty]
    [Required(ErrorMessage = "Enter when the first session is")]
    [Display(Name = "The first day")]
    public DateOnly? FirstOn { get; set; }

    [BindProperty]
    public string? From { get; set; } = "10am";

    [BindProperty]
    public string? To { get; set; } = "12:30pm";

    public CohortForm Form { get; private set; } = null!;

    public IReadOnlyList<Choice> Programmes => [.. Form.Programmes.Select(p => new Choice(p.Key, p.Outline.Title, p.Outline.Rule))];

    public IReadOnlyList<Choice> Sites => PeopleForms.Of(Form.Sites);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        ModelState.Clear();
        (ProgrammeKey, SiteId) = (Form.Programmes is [var only] ? only.Key : null, Form.Sites is [var site] ? site.Id : null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        var rule = new SettingRule(true, 1, Cohort.MostPlaces);
        if (rule.Read(Places, out _) is { } places)
        {
            ModelState.AddModelError(nameof(Places), places);
        }

        if (TrainingForms.ReadTime(From) is null)
        {
            ModelState.AddModelError(nameof(From), "Enter the time it begins, like 10am or 14:30");
        }

        if (TrainingForms.ReadTime(To) is null)
        {
            ModelState.AddModelError(nameof(To), "Enter the time it ends, like 12:30pm or 16:00");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await plan.RunAsync(
            new NewCohort(Scheme, ProgrammeKey, new CohortPlan(
                Name, SiteId!.Value, int.Parse(Places!.Trim(), CultureInfo.InvariantCulture), FirstOn!.Value, TrainingForms.ReadTime(From)!.Value, TrainingForms.ReadTime(To)!.Value)),
            cancellation);
        return outcome.Succeeded
            ? this.Done($"{Name!.Trim()} is planned. Name who runs it", $"/training/cohorts/{outcome.Value}/facilitators")
            : this.Refused(outcome.Refusal!, nameof(Name), nameof(ProgrammeKey), nameof(SiteId), nameof(Places), nameof(FirstOn), nameof(From), nameof(To));
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await training.CohortFormAsync(Scheme, cancellation) is not { } form)
        {
            return false;
        }

        Form = form;
        return true;
    }
}
