using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>A coordinator sees who is trained to mark passages, and confirms training.</summary>
public sealed class CodersModel(CoderQueries queries, ConfirmCoderTraining confirm, CurrentViewer current) : PageModel
{
    [FromQuery(Name = "q")]
    public string? Q { get; set; }

    [BindProperty]
    public Guid? PersonId { get; set; }

    [BindProperty, Display(Name = "The day they finished")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public IReadOnlyList<TrainedCoder> Coders { get; private set; } = [];

    public IReadOnlyList<NamedChoice>? Found { get; private set; }

    public IReadOnlyList<Choice> Choices => [.. (Found ?? []).Select(f => new Choice(f.Id.ToString(), f.Name))];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Coders = await queries.AllAsync(cancellation);
        Found = string.IsNullOrWhiteSpace(Q) ? null : await queries.FindAsync(Q, cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await OnGetAsync(cancellation);
        if (PersonId is not { } person)
        {
            ModelState.AddModelError(nameof(PersonId), "Choose who finished the training");
        }
        else if (ModelState.IsValid)
        {
            current.Once = Once;
            var outcome = await confirm.RunAsync(person, On, cancellation);
            return outcome.Succeeded ? this.Done("The training is confirmed", "/stories/coders") : this.Refuse(outcome.Refusal!);
        }

        return this.Invalid();
    }
}
