using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Concerns;

namespace Throughline.Web.Pages.Concerns;

public sealed class FiguresModel(ConcernFigureQueries figures) : PageModel
{
    public IReadOnlyList<ConcernFigures> Schemes { get; private set; } = [];

    public static string Months(ConcernPeriod period) => $"{period.From.ToString("MMMM", CultureInfo.InvariantCulture)} to {period.To.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}";

    public static string Words<T>(ConcernTally<T> tally, Func<T, string> name)
        where T : struct, Enum =>
        tally.Total is not { } total ? "Too few to show" : tally.Split.Count == 0 ? $"{total}" : $"{total}: {string.Join(", ", tally.Split.Select(s => $"{s.Count} {name(s.Of)}"))}";

    public static string About(ConcernAbout about) => about switch
    {
        ConcernAbout.Person => "about a person",
        ConcernAbout.Place => "about a place",
        _ => "about how things are done",
    };

    public static string How(ConcernEnd end) => end switch
    {
        ConcernEnd.Accepted => "with an answer that would do",
        ConcernEnd.LookedAtAgain => "looked at again",
        ConcernEnd.NoReply => "closed when the owner said nothing to the answer",
        _ => "taken back",
    };

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
