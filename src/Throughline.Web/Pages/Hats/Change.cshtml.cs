using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Hats;

public sealed class ChangeModel(ChangeHat change) : PageModel
{
    public IReadOnlyList<HeldHat> Hats => HttpContext.Session().Hats;

    public string Chosen => Key(HttpContext.Session().Hat);

    public IReadOnlyList<Choice> Choices => [.. Hats.Select(held => new Choice(Key(held.Hat), held.Hat.Name()))];

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(Hat? hat, CancellationToken cancellation)
    {
        if (hat is null && Request.Form[nameof(Hat)] is [{ Length: > 0 }])
        {
            return NotFound();
        }

        if (hat is null)
        {
            ModelState.AddModelError(nameof(Hat), "Choose the hat you want to wear");
            return this.Invalid();
        }

        var changed = await change.RunAsync(HttpContext.Session(), hat.Value, cancellation);
        return changed.Succeeded ? LocalRedirect(SignIns.SafeReturn(ReturnUrl)) : NotFound();
    }

    private static string Key(Hat hat) => ((int)hat).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
