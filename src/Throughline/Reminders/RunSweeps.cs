using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>What came of one sweep.</summary>
/// <param name="Name">The sweep.</param>
/// <param name="Count">How much it did.</param>
/// <param name="Failed">What stopped it; null when it was done.</param>
public sealed record SweepResult(string Name, int Count, Exception? Failed);

/// <summary>
/// Runs the sweeps of the day that have not been done, once <see cref="ReminderRules.SweepHour"/> has come in London. One that fails is tried again by the
/// next run and keeps none of the others back. Run by the scheduler, as the system.
/// </summary>
public sealed class RunSweeps(UnitOfWork unit, ThroughlineContext context, IServiceProvider services, ReminderRules rules, TimeProvider clock)
{
    // Enough for two hundred thousand records; a sweep that never says it is done must not run for ever.
    private const int MostParts = 1000;

    /// <summary>Runs them.</summary>
    /// <returns>What came of each that was run; none before the hour.</returns>
    public Task<Outcome<IReadOnlyList<SweepResult>>> RunAsync(CancellationToken cancellation = default) => RunAsync(Sweeps.All, cancellation);

    internal async Task<Outcome<IReadOnlyList<SweepResult>>> RunAsync(IReadOnlyList<Sweep> sweeps, CancellationToken cancellation)
    {
        if (context.Viewer.Hat != People.Hat.System)
        {
            return new NotAllowed();
        }

        List<SweepResult> results = [];
        var today = clock.Today();
        if (clock.Now() >= today.AtHourInLondon(rules.SweepHour))
        {
            var done = await context.DailyRuns.AsNoTracking().Where(r => r.On == today && r.FinishedAt != null).Select(r => r.Name).ToListAsync(cancellation);
            foreach (var sweep in sweeps.Where(s => !done.Contains(RunName(s))))
            {
                results.Add(await OneAsync(sweep, today, cancellation));
            }
        }

        return results;
    }

    /// <summary>The name of a sweep among the daily runs.</summary>
    internal static string RunName(Sweep sweep) => $"sweep/{sweep.Name}";

    private async Task<SweepResult> OneAsync(Sweep sweep, DateOnly today, CancellationToken cancellation)
    {
        var count = 0;
        try
        {
            for (var part = 0; part < MostParts; part++)
            {
                var outcome = await sweep.RunAsync(services, cancellation);
                if (!outcome.Succeeded)
                {
                    throw new InvalidOperationException($"The sweep was refused: {outcome.Refusal!.Code}");
                }

                if (outcome.Value == 0)
                {
                    break;
                }

                count += outcome.Value;
            }
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            await WriteAsync(writing => DailyRun.FailAsync(writing, RunName(sweep), today, cancellation), cancellation);
            return new SweepResult(sweep.Name, count, failed);
        }

        await WriteAsync(writing => DailyRun.FinishAsync(writing, RunName(sweep), today, count, cancellation), cancellation);
        return new SweepResult(sweep.Name, count, null);
    }

    private Task WriteAsync(Func<Writing, Task> write, CancellationToken cancellation) => unit.RunAsync<Done>(new Act("sweep-written"), async writing =>
    {
        await write(writing);
        return new Done();
    }, cancellation, WriteTurn.Batch);
}
