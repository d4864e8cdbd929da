using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Training.Certificates;

public sealed class TakeBackModel(CertificateQueries certificates, RevokeCertificate revoke) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public CertificatePage Certificate { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Certificate.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await revoke.RunAsync(new CertificateRevocation(id, Version, new Decision(Reason, Evidence)), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("The certificate is taken back. Tell them yourself", $"/training/certificates/{id}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Certificate.Version;
        }

        return this.Refused(outcome.Refusal!, nameof(Reason), nameof(Evidence));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await certificates.FindAsync(id, cancellation) is not { MayTakeBack: true } page)
        {
            return false;
        }

        Certificate = page;
        return true;
    }
}
