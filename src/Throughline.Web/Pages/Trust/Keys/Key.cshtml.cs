using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Keys;

public sealed class KeyModel(
    KeyQueries keys, HandOverKey handOver, CallOffHandover callOff, AskForKey ask, TakeBackKey takeBack, ReportKeyLost lost, ReplaceKey replace) : PageModel
{
    [BindProperty]
    public Guid? PersonId { get; set; }

    [BindProperty]
    public string? Label { get; set; }

    public KeyPage Shown { get; private set; } = null!;

    public IReadOnlyList<Choice> Receivers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostHandOverAsync(Guid id, CancellationToken cancellation)
    {
        if (PersonId is not { } person)
        {
            ModelState.AddModelError(nameof(PersonId), "Choose who has the key now");
            return await ReadAsync(id, cancellation) ? this.Invalid() : NotFound();
        }

        return await SaveAsync(id, await handOver.RunAsync(new KeyHandover(id, person), cancellation), "Ask them to say so too: it is on their home page", cancellation);
    }

    public async Task<IActionResult> OnPostCallOffAsync(Guid id, CancellationToken cancellation) =>
        await SaveAsync(id, await callOff.RunAsync(id, cancellation), "The handover is off. The key is where it was", cancellation);

    public async Task<IActionResult> OnPostAskAsync(Guid id, CancellationToken cancellation) =>
        await SaveAsync(id, await ask.RunAsync(id, cancellation), "They see on their home page that it is to come back", cancellation);

    public async Task<IActionResult> OnPostTakeBackAsync(Guid id, CancellationToken cancellation)
    {
        var outcome = await takeBack.RunAsync(id, cancellation);
        return await SaveAsync(id, outcome, outcome.Succeeded && outcome.Value ? "The key is back" : "Noted. It is back once the other half has been said", cancellation);
    }

    public async Task<IActionResult> OnPostLostAsync(Guid id, CancellationToken cancellation) =>
        await SaveAsync(id, await lost.RunAsync(id, cancellation), "It is noted as lost", cancellation);

    public async Task<IActionResult> OnPostReplaceAsync(Guid id, CancellationToken cancellation) =>
        await SaveAsync(id, await replace.RunAsync(new KeyReplacement(id, Label), cancellation), "The new key hangs in the cupboard", cancellation);

    private async Task<IActionResult> SaveAsync<T>(Guid id, Outcome<T> outcome, string done, CancellationToken cancellation)
    {
        if (outcome.Succeeded)
        {
            return this.Done(done, $"/keys/{id}");
        }

        return await ReadAsync(id, cancellation) ? this.Refused(outcome.Refusal!, nameof(PersonId), nameof(Label)) : NotFound();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await keys.FindAsync(id, cancellation) is not { } key)
        {
            return false;
        }

        Shown = key;
        Receivers = key.Row.State == KeyState.Available ? PeopleForms.Of(await keys.ReceiversAsync(id, cancellation)) : [];
        return true;
    }
}
