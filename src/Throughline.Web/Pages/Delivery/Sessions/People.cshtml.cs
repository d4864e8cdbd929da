using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Choice = Throughline.Web.Components.Choice;

namespace Throughline.Web.Pages.Delivery.Sessions;

public sealed class PeopleModel(GroupQueries groups, ExpectPeople expect) : PageModel
{
    [BindProperty]
    public List<Guid> Who { get; set; } = [];

    [BindProperty]
    public bool LaterOnes { get; set; }

    public SessionPage Shown { get; private set; } = null!;

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        LaterOnes = true;
        return await ReadAsync(id, cancellation) ? Page() : NotFound();
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

        var outcome = await expect.RunAsync(new Expected(id, Who, LaterOnes), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("They are on the list", $"/groups/sessions/{id}#people");
        }

        var refusal = outcome.Refusal is Throughline.Invalid { Field: nameof(Expected.People), Sentence: var sentence } ? new Throughline.Invalid(nameof(Who), sentence) : outcome.Refusal!;
        return this.Refused(refusal, nameof(Who));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await groups.SessionAsync(id, cancellation) is not { MayRun: true, Line.State: SessionState.Planned } session)
        {
            return false;
        }

        Shown = session;
        Choices = PeopleForms.Of(await groups.PeopleAsync(id, cancellation));
        return true;
    }
}
