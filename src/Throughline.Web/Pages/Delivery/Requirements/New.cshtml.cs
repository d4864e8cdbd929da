using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Choice = Throughline.Web.Components.Choice;

namespace Throughline.Web.Pages.Delivery.Requirements;

public sealed class NewModel(RequirementQueries requirements, RecordRequirement record) : PageModel
{
    [BindProperty(Name = "scheme", SupportsGet = true)]
    public Guid Scheme { get; set; }

    [BindProperty]
    public string? Type { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter the first day")]
    [Display(Name = "The first day")]
    public DateOnly? From { get; set; }

    [BindProperty]
    [Display(Name = "The last day")]
    public DateOnly? To { get; set; }

    [BindProperty]
    public string? Length { get; set; }

    [BindProperty]
    public Guid? OfficerId { get; set; }

    public RequirementForm Form { get; private set; } = null!;

    public IReadOnlyList<Choice> Sorts => [.. Form.Sorts.Select(s => new Choice(s.Code, s.Name, s.Hint))];

    public IReadOnlyList<Choice> Officers => PeopleForms.Of(Form.Officers);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var length = RequirementForms.ReadLength(ModelState, Length);
        this.Ask(string.IsNullOrWhiteSpace(Type), nameof(Type), "Choose which sort it is");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await record.RunAsync(new NewRequirement(id, Scheme, Type, From!.Value, To, length, OfficerId), cancellation);
        return outcome.Succeeded
            ? this.Done("It is written down. They can see it on their own page", $"/requirements/people/{id}")
            : this.Refused(outcome.Refusal!, nameof(Type), nameof(From), nameof(To), nameof(Length), nameof(OfficerId));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await requirements.FormAsync(id, Scheme, cancellation) is not { } form)
        {
            return false;
        }

        Form = form;
        return true;
    }
}
