using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Reminders;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Reminders;

/// <summary>Where the link of an address check leads. Opening it changes nothing: mail programs open links by themselves.</summary>
public sealed class ConfirmModel(ConfirmAddress confirm) : PageModel
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellation)
    {
        var outcome = await confirm.RunAsync(token, cancellation);
        return outcome.Succeeded ? this.Done("Thank you. Messages may go to your address", "/reminders/settings") : this.Refused(outcome.Refusal!);
    }
}
