using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Account;

/// <summary>Sets up an authenticator app. The one page, with passkeys, that a session with a password alone may open.</summary>
public sealed class SecondFactorModel(SetUpAuthenticator setUp, MakeRecoveryCodes codes, AccountQueries accounts, ProveSession prove, SignInFlow flow) : PageModel
{
    private string signInName = "";

    /// <summary>The offered key; null until one is.</summary>
    public string? Key { get; private set; }

    /// <summary>The recovery codes; shown once, in answer to the right code.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    [BindProperty]
    public string? Code { get; set; }

    public string SpacedKey => string.Join(' ', Key!.Chunk(4).Select(four => new string(four)));

    public string Picture
    {
        get
        {
            var address = $"otpauth://totp/Throughline:{Uri.EscapeDataString(signInName)}?secret={Key}&issuer=Throughline";
            using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
            using var png = new PngByteQRCode(data);
            return "data:image/png;base64," + Convert.ToBase64String(png.GetGraphic(6));
        }
    }

    public IActionResult OnGet() => this.First(prove) ?? Page();

    public async Task<IActionResult> OnPostOfferAsync(CancellationToken cancellation)
    {
        if (this.First(prove) is { } first)
        {
            return first;
        }

        var offered = await setUp.RunAsync(HttpContext.Session().PersonId, cancellation);
        return offered.Succeeded ? await ShowAsync(offered.Value, cancellation) : NotFound();
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellation)
    {
        if (this.First(prove) is { } first)
        {
            return first;
        }

        var session = HttpContext.Session();
        var confirmed = await setUp.ConfirmAsync(session.PersonId, Code, cancellation);
        if (!confirmed.Succeeded)
        {
            if (await setUp.OfferedAsync(session.PersonId, cancellation) is not { } offered)
            {
                return LocalRedirect("/account/second-factor");
            }

            ModelState.AddModelError(nameof(Code), "That code is not right. Check that your app has this key, and type the code it shows now");
            await ShowAsync(offered, cancellation);
            return this.Invalid();
        }

        Codes = (await codes.RunAsync(session.PersonId, cancellation)).Value;
        if (session.Standing == SessionStanding.NeedsSecondFactor)
        {
            await flow.SignInAsync(HttpContext, new NewSession(session.PersonId, null, SignInMethod.PasswordAndCode, session.SharedComputer), cancellation);
        }

        return Page();
    }

    private async Task<IActionResult> ShowAsync(string key, CancellationToken cancellation)
    {
        Key = key;
        signInName = (await accounts.PageAsync(HttpContext.Session().PersonId, cancellation))?.SignInName ?? "";
        return Page();
    }
}
