using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery.Programmes;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Programmes;

public sealed class NewModel(SessionProgrammeQueries programmes, StartProgramme start) : PageModel
{
    [BindProperty(Name = "scheme", SupportsGet = true)]
    public Guid Scheme { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Aim { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await MayAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await MayAsync(cancellation))
        {
            return NotFound();
        }

        var outcome = await start.RunAsync(Scheme, Title, Aim, cancellation);
        return outcome.Succeeded ? this.Done("The idea is written down", $"/programmes/versions/{outcome.Value}") : this.Refused(outcome.Refusal!, nameof(Title), nameof(Aim));
    }

    private async Task<bool> MayAsync(CancellationToken cancellation) => (await programmes.ListAsync(cancellation)).Schemes.Any(s => s.Id == Scheme);
}
