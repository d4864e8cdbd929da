using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Web.Pages.Account;

namespace Throughline.Web.Pages.Stories;

/// <summary>The owner takes a copy of all their stories away, after showing again that it is them.</summary>
public sealed class CopyModel(ExportMyStories export, ProveSession prove, TimeProvider clock) : PageModel
{
    public IActionResult OnGet() => this.First(prove) ?? Page();

    // A session left open must not be enough to carry everything away.
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation) => this.First(prove) ??
        File(await export.RunAsync(cancellation), "application/zip", string.Create(CultureInfo.InvariantCulture, $"my-stories-{clock.Today():yyyy-MM-dd}.zip"));
}
