using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Training.Certificates;

public sealed class ShowModel(CertificateQueries certificates, PrintName print) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    public CertificatePage Certificate { get; private set; } = null!;

    public string Address => $"{Request.Scheme}://{Request.Host}/certificates/{Certificate.Code}";

    public string Qr
    {
        get
        {
            using var data = QRCodeGenerator.GenerateQrCode(Address, QRCodeGenerator.ECCLevel.M);
            using var png = new PngByteQRCode(data);
            return $"data:image/png;base64,{Convert.ToBase64String(png.GetGraphic(6))}";
        }
    }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Name = Certificate.HolderName;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!Certificate.IsOwn)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var outcome = await print.RunAsync(id, Name, cancellation);
        return outcome.Succeeded ? this.Done("The certificate carries this name", $"/training/certificates/{id}") : this.Refused(outcome.Refusal!, nameof(Name));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await certificates.FindAsync(id, cancellation) is not { } page)
        {
            return false;
        }

        Certificate = page;
        return true;
    }
}
