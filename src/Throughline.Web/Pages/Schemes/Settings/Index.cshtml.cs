using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;

namespace Throughline.Web.Pages.Schemes.Settings;

public sealed class IndexModel(SchemeQueries schemes) : PageModel
{
    public SettingsPage Settings { get; private set; } = null!;

    [BindProperty(Name = "changed", SupportsGet = true)]
    public bool ChangedOnly { get; set; }

    private static readonly Lazy<IReadOnlySet<string>> Used = new(() => SettingUse.In(typeof(SettingUse).Assembly, typeof(IndexModel).Assembly));

    /// <summary>False for a number that drives nothing yet.</summary>
    public static bool IsInUse(string key) => Used.Value.Contains(key);

    public IEnumerable<SettingLine> Lines => Settings.Settings.Where(s => !ChangedOnly || s.Changed);

    public static string Anchor(string text) => text.Replace(' ', '-').Replace('.', '-').ToLowerInvariant();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await schemes.SettingsAsync(id, null, cancellation) is not { } settings)
        {
            return NotFound();
        }

        Settings = settings;
        return Page();
    }
}
