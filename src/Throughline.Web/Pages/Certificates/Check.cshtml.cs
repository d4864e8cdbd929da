using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Training;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Certificates;

/// <summary>Open to everybody: says whether a certificate is genuine and nothing more. An unknown code gets the same page but for the answer.</summary>
public sealed class CheckModel(CertificateCheckQueries certificates) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    public bool Asked { get; private set; }

    public GenuineCertificate? Found { get; private set; }

    public async Task OnGetAsync(string? code, CancellationToken cancellation)
    {
        Asked = !string.IsNullOrWhiteSpace(code);
        Found = Asked ? await certificates.CheckAsync(code, cancellation) : null;
    }

    public IActionResult OnPost()
    {
        if (string.IsNullOrWhiteSpace(Code))
        {
            ModelState.AddModelError(nameof(Code), "Enter the code on the certificate");
            return this.Invalid();
        }

        // Whatever was typed becomes an address that can be kept; what cannot be a code is unknown like any other.
        var code = Certificate.Read(Code) is { } read ? Certificate.Grouped(read) : new string([.. Code.Where(char.IsAsciiLetterOrDigit).Take(Certificate.CodeLength)]);
        return LocalRedirect($"/certificates/{(code.Length == 0 ? "0" : code)}");
    }
}
