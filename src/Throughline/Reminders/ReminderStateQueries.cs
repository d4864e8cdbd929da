using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>How many reminders stand at a state.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="State">The state.</param>
/// <param name="Failure">The code of the failure, for those that failed; null for the rest.</param>
/// <param name="Count">How many.</param>
public sealed record ReminderCount(ReminderChannel Channel, ReminderState State, string? Failure, int Count);

/// <summary>The last time a piece of daily work was tried.</summary>
/// <param name="Name">The work.</param>
/// <param name="On">The London date it was for.</param>
/// <param name="FinishedAt">When it was done; null while every try has failed.</param>
/// <param name="Count">How much it did; null where the number itself would tell of something.</param>
/// <param name="Failures">How many tries failed.</param>
public sealed record RunLine(string Name, DateOnly On, DateTimeOffset? FinishedAt, int? Count, int Failures);

/// <summary>How the background work is doing.</summary>
/// <param name="Counts">Reminders of the last 30 days, counted; no person and no thing.</param>
/// <param name="Runs">The last run of each piece of daily work.</param>
/// <param name="LastMessageOn">The London date of the last message; null before the first.</param>
public sealed record WorkerPage(IReadOnlyList<ReminderCount> Counts, IReadOnlyList<RunLine> Runs, DateOnly? LastMessageOn);

/// <summary>How the background work is doing, for whoever looks after the installation: numbers only.</summary>
public sealed class ReminderStateQueries(IDatabaseEngine engine, CurrentViewer current, TimeProvider clock)
{
    /// <summary>Counts it. Four commands. Null for anybody but a system administrator.</summary>
    public async Task<WorkerPage?> FindAsync(CancellationToken cancellation = default)
    {
        if (current.Viewer.Hat != Hat.SystemAdministrator)
        {
            return null;
        }

        var since = clock.Now().AddDays(-30);
        var from = clock.Today().AddDays(-30);
        await using var context = engine.OpenReader(Viewer.System);
        var counts = await context.Reminders.AsNoTracking().Where(r => r.MadeAt >= since)
            .GroupBy(r => new { r.Channel, r.State, Failure = r.State == ReminderState.Failed || r.State == ReminderState.GivenUp ? r.Failure : null })
            .Select(g => new { g.Key.Channel, g.Key.State, g.Key.Failure, Count = g.Count() }).ToListAsync(cancellation);
        var runs = await context.DailyRuns.AsNoTracking().Where(r => r.On >= from).OrderByDescending(r => r.On)
            .Select(r => new RunLine(r.Name, r.On, r.FinishedAt, r.Count, r.Failures)).ToListAsync(cancellation);
        var schemes = await context.Schemes.AsNoTracking().ToDictionaryAsync(s => CollectReminders.RunName(s.Id), s => s.Name, cancellation);
        return new WorkerPage(
            [.. counts.Select(c => new ReminderCount(c.Channel, c.State, c.Failure, c.Count)).OrderBy(c => c.Channel).ThenBy(c => c.State).ThenBy(c => c.Failure, StringComparer.Ordinal)],
            [.. runs.DistinctBy(r => r.Name).Select(r => r with { Count = r.Name == $"sweep/{Sweeps.Untold}" ? null : r.Count, Name = schemes.TryGetValue(r.Name, out var scheme) ? $"Reminders, {scheme}" : Sweeps.All.FirstOrDefault(s => r.Name == $"sweep/{s.Name}")?.Words ?? r.Name["sweep/".Length..] })
                .OrderBy(r => r.Name, StringComparer.Ordinal)],
            await context.ReminderTurns.AsNoTracking().MaxAsync(t => t.LastOn, cancellation));
    }
}
