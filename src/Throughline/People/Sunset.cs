using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>From when people's labels are not shown, without any filter: whether a label has set is asked of this, by the visibility rule too, and nothing else.</summary>
internal sealed class Sunset
{
    public Guid Id { get; init; }

    public DateOnly? LabelSunset { get; init; }
}

/// <summary>Whose label has set (INV-009), whatever the viewer may see of them.</summary>
internal static class LabelSunsets
{
    /// <summary>Everybody whose label has set by a London date: for use inside another query.</summary>
    public static IQueryable<Sunset> LabelsSet(this ThroughlineContext context, DateOnly today) => context.Sunsets.Where(s => s.LabelSunset <= today);

    /// <summary>Of some people, those whose label has set by a London date. One command; none for nobody.</summary>
    public static async Task<HashSet<Guid>> LabelsSetAsync(this ThroughlineContext context, IEnumerable<Guid> people, DateOnly today, CancellationToken cancellation)
    {
        var ids = people.Distinct().ToList();
        return ids.Count == 0 ? [] : await context.LabelsSet(today).Where(s => ids.Contains(s.Id)).Select(s => s.Id).ToHashSetAsync(cancellation);
    }
}
