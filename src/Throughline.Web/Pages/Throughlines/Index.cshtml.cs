using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Throughlines;

namespace Throughline.Web.Pages.Throughlines;

/// <summary>A person's throughline: one's own without an id.</summary>
public sealed class IndexModel(ThroughlineQueries throughlines, CurrentViewer current) : PageModel
{
    [FromRoute]
    public Guid? Id { get; set; }

    public ThroughlinePage Line { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string? period, string? from, string? to, CancellationToken cancellation)
    {
        var path = Id is { } id ? $"/throughline/{id}" : "/throughline";
        if (await throughlines.FindAsync(Id ?? current.Viewer.PersonId, path, period, from, to, cancellation) is not { } line)
        {
            return NotFound();
        }

        Line = line;
        return Page();
    }
}
