using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.Account;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Emergency;

/// <summary>What the page that asks and the page that asks again share: the two fields, and where each answer leads.</summary>
public abstract class AskModel(OpenInEmergency open, ProveSession prove) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    protected Task<IActionResult?> ProveAsync() => this.FirstAsync(prove);

    /// <summary>Opens the record and goes there; goes on to ask again where nobody or several are of the name; or says what is wrong.</summary>
    protected async Task<IActionResult> AskAsync(Guid? chosen, CancellationToken cancellation)
    {
        this.Ask(chosen is null && string.IsNullOrWhiteSpace(Name), nameof(Name), "Enter their whole name");
        this.Ask(chosen is null && string.IsNullOrWhiteSpace(Reason), nameof(Reason), "Enter what the emergency is");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await open.RunAsync(new EmergencyAsk(Name, Reason, chosen), cancellation);
        if (!outcome.Succeeded)
        {
            return chosen is null ? this.Refused(outcome.Refusal!, nameof(Name), nameof(Reason)) : this.Refused(outcome.Refusal!);
        }

        return outcome.Value.PersonId is { } person
            ? this.Done("The record is open to read. The data protection lead has been told", $"/people/{person}")
            : LocalRedirect($"/emergency/{outcome.Value.Id}");
    }
}
