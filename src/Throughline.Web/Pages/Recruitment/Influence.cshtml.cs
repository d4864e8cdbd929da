using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>How people came to apply, as numbers of the service.</summary>
public sealed class InfluenceModel(InfluenceQueries influence) : PageModel
{
    public InfluencePage Shown { get; private set; } = null!;

    /// <summary>Half-year, how many saw a peer do it, that as a percentage, of how many.</summary>
    public IEnumerable<(string Half, int Part, int Percent, int Whole)> Bars => Shown.HalfYears
        .Where(h => h is { Applications: > 0, SawAPeer: not null })
        .Select(h => (PeopleForms.Day(h.From), h.SawAPeer!.Value, 100 * h.SawAPeer.Value / h.Applications!.Value, h.Applications.Value));

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await influence.FindAsync(cancellation);
}
