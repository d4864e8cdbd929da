using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Safeguarding;

namespace Throughline.Web.Pages.Safeguarding;

public sealed class FiguresModel(SafeguardingFigureQueries figures) : PageModel
{
    public IReadOnlyList<SchemeFigures> Schemes { get; private set; } = [];

    public static string Months(SafetyPeriod period) => $"{period.From.ToString("MMMM", CultureInfo.InvariantCulture)} to {period.To.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await figures.ListAsync(cancellation) is not { } schemes)
        {
            return NotFound();
        }

        Schemes = schemes;
        return Page();
    }
}
