using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;
using Choice = Throughline.Web.Components.Choice;

namespace Throughline.Web.Pages.Delivery.Requirements;

public sealed class StandInModel(RequirementQueries requirements, NameStandIn name) : PageModel
{
    [BindProperty]
    public Guid? DelegateId { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public RequirementLine Line { get; private set; } = null!;

    public RequirementForm Form { get; private set; } = null!;

    public IReadOnlyList<Choice> Officers => PeopleForms.Of(Form.Officers.Where(o => o.Id != HttpContext.Session().PersonId));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        (DelegateId, Version) = (Form.Officers.FirstOrDefault(o => o.Name == Line.StandIn)?.Id, Line.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await name.RunAsync(id, Version, DelegateId, cancellation);
        if (outcome.Succeeded)
        {
            return this.Done(DelegateId is null ? "Nobody stands in for you" : "They can decide in your place now", $"/requirements/people/{Line.PersonId}");
        }

        Version = outcome.Refusal is Stale ? Line.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(DelegateId));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await requirements.FindAsync(id, cancellation) is not { } found)
        {
            return false;
        }

        (Line, Form) = found;
        return true;
    }
}
