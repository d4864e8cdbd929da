using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>What the viewer said of the course about working beside peer workers.</summary>
/// <param name="IsStaff">False for somebody who does the work themselves, whom nobody asks.</param>
/// <param name="On">When they did it; null where they have said nothing.</param>
/// <param name="Counts">Whether that is still in its time.</param>
/// <param name="Months">How long it counts.</param>
public sealed record AlongsidePage(bool IsStaff, DateOnly? On, bool Counts, int Months);

/// <summary>The viewer's own word about that course.</summary>
public sealed class AlongsideQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>What they said; null under a hat that does not work beside peer workers. Two commands, and two for each scheme.</summary>
    public async Task<AlongsidePage?> MineAsync(CancellationToken cancellation = default)
    {
        var (own, today) = (context.Viewer.PersonId, clock.Today());
        if (!context.Viewer.Hat.WorksBeside() || context.Viewer.SchemeIds.Count == 0)
        {
            return null;
        }

        var months = await context.AlongsideMonthsAsync(cancellation);
        var on = await context.WorkingAlongside.AsNoTracking().Where(w => w.PersonId == own).Select(w => (DateOnly?)w.On).FirstOrDefaultAsync(cancellation);
        return new AlongsidePage(await context.IsStaffAsync(today, cancellation), on, on >= today.AddMonths(-months), months);
    }
}

/// <summary>How long the course counts.</summary>
internal static class AlongsideTime
{
    /// <summary>The longest time in which it counts in any of the viewer's schemes, in months.</summary>
    public static async Task<int> AlongsideMonthsAsync(this ThroughlineContext context, CancellationToken cancellation)
    {
        var most = 0;
        foreach (var scheme in context.Viewer.SchemeIds)
        {
            most = Math.Max(most, (await new SettingQueries(context).ValuesAsync(scheme, cancellation)).Whole(SettingKeys.ClimateAlongsideMonths));
        }

        return most;
    }
}
