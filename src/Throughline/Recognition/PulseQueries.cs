using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>How the viewer's weeks were.</summary>
/// <param name="Week">The Monday of this week.</param>
/// <param name="Values">What they said of this week, with null for no contact; empty for nothing yet.</param>
/// <param name="Between">How far in between it felt.</param>
/// <param name="Said">Whether they said anything of this week.</param>
/// <param name="Before">Earlier weeks, newest first: what was said in each.</param>
public sealed record PulsePage(DateOnly Week, IReadOnlyDictionary<SourceClass, int?> Values, int? Between, bool Said, IReadOnlyList<PulseWeek> Before);

/// <summary>What was said of one week.</summary>
/// <param name="Week">Its Monday.</param>
/// <param name="Values">What was said, with null for no contact.</param>
/// <param name="Between">How far in between it felt.</param>
public sealed record PulseWeek(DateOnly Week, IReadOnlyDictionary<SourceClass, int?> Values, int? Between);

/// <summary>A person's own weekly answers: theirs alone.</summary>
public sealed class PulseQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>Weeks that are shown of what was said before.</summary>
    public const int Shown = 12;

    /// <summary>How the viewer's weeks were; null under any hat but a peer worker's. Two commands.</summary>
    public async Task<PulsePage?> MineAsync(CancellationToken cancellation = default)
    {
        var (own, week) = (context.Viewer.PersonId, WeeklyPulse.WeekOf(clock.Today()));
        if (context.Viewer.Hat != Hat.PeerWorker || context.Viewer.SchemeIds.Count == 0)
        {
            return null;
        }

        var weeks = (await context.WeeklyPulses.AsNoTracking().Include(p => p.Answers).Where(p => p.PersonId == own).OrderByDescending(p => p.Week).Take(Shown + 1).ToListAsync(cancellation))
            .ConvertAll(p => new PulseWeek(p.Week, p.Answers.ToDictionary(a => a.Source, a => a.Value), p.Between));
        var now = weeks.Find(w => w.Week == week);
        return new PulsePage(week, now?.Values ?? new Dictionary<SourceClass, int?>(), now?.Between, now is not null, [.. weeks.Where(w => w.Week < week).Take(Shown)]);
    }

    /// <summary>Whether the viewer has said how this week was. One command.</summary>
    public Task<bool> HasSaidAsync(CancellationToken cancellation = default)
    {
        var (own, week) = (context.Viewer.PersonId, WeeklyPulse.WeekOf(clock.Today()));
        return context.WeeklyPulses.AnyAsync(p => p.PersonId == own && p.Week == week, cancellation);
    }
}
