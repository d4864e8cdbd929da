using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Keys;

public sealed class MineModel(KeyQueries keys, ConfirmKey confirm, CallOffHandover callOff, HandInKey handIn, ReportKeyLost lost) : PageModel
{
    [BindProperty]
    public Guid KeyId { get; set; }

    public IReadOnlyList<MyKey> Keys { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Keys = await keys.MineAsync(cancellation);

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellation) =>
        await SaveAsync(await confirm.RunAsync(KeyId, cancellation), "The key is yours to look after", cancellation);

    public async Task<IActionResult> OnPostRefuseAsync(CancellationToken cancellation) =>
        await SaveAsync(await callOff.RunAsync(KeyId, cancellation), "Noted. Nothing has changed", cancellation);

    public async Task<IActionResult> OnPostHandInAsync(CancellationToken cancellation) =>
        await SaveAsync(await handIn.RunAsync(KeyId, cancellation), "Thank you. It is off your list when a coordinator has said so too", cancellation);

    public async Task<IActionResult> OnPostLostAsync(CancellationToken cancellation) =>
        await SaveAsync(await lost.RunAsync(KeyId, cancellation), "Thank you for saying so. You do not have to do anything more", cancellation);

    private async Task<IActionResult> SaveAsync<T>(Outcome<T> outcome, string done, CancellationToken cancellation)
    {
        if (outcome.Succeeded)
        {
            return this.Done(done, "/keys/mine");
        }

        Keys = await keys.MineAsync(cancellation);
        return this.Refused(outcome.Refusal!);
    }
}
