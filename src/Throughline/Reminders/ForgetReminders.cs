using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>Lets go of reminders that are over, and of daily runs, once they have been kept long enough. Run by the scheduler, as the system.</summary>
public sealed class ForgetReminders(UnitOfWork unit, ReminderRules rules)
{
    /// <summary>Lets go of them.</summary>
    /// <returns>How many reminders and runs; <see cref="NotAllowed"/> for anybody but the system.</returns>
    public Task<Outcome<int>> RunAsync(CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("reminders-forgotten"), async writing =>
        {
            if (writing.Viewer.Hat != People.Hat.System)
            {
                return new NotAllowed();
            }

            var (before, day) = (writing.Now.AddDays(-rules.KeepDays), writing.Today.AddDays(-rules.KeepDays));
            return await writing.Context.Reminders.Where(r => r.ClosedAt != null && r.ClosedAt < before).ExecuteDeleteAsync(cancellation)
                + await writing.Context.DailyRuns.Where(r => r.On < day).ExecuteDeleteAsync(cancellation);
        }, cancellation, WriteTurn.Batch);
}
