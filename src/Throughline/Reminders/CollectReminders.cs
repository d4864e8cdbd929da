using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>
/// The day's collection: once each scheme's hour has come in London, what is due becomes a reminder for everybody who may be told of it and wants a
/// message. Safe to repeat and to run in two places at once: a person is told of one thing by one channel once. Run by the scheduler, as the system.
/// </summary>
public sealed class CollectReminders(
    UnitOfWork unit, ThroughlineContext context, DueQueries due, AudienceQueries audience, AddressQueries addresses, IEnumerable<IReminderChannel> channels, TimeProvider clock)
{
    private const int RowsInAWrite = 200;

    /// <summary>The name of a scheme's collection among the daily runs.</summary>
    public static string RunName(Guid schemeId) => $"reminders/{schemeId}";

    /// <summary>Collects for every scheme whose hour has come and whose day is not done.</summary>
    /// <returns>How many reminders were made; <see cref="NotAllowed"/> for anybody but the system.</returns>
    public async Task<Outcome<int>> RunAsync(CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != People.Hat.System)
        {
            return new NotAllowed();
        }

        var today = clock.Today();
        var schemes = await OpenAsync(today, cancellation);
        if (schemes.Count == 0)
        {
            return 0;
        }

        var things = (await due.AllAsync(today, cancellation)).Where(d => schemes.Contains(d.SchemeId)).ToList();
        var told = await audience.ForAsync(things, null, cancellation);
        var ways = channels.Where(c => c.IsOn).Select(c => c.Kind).ToList();
        var reachable = await addresses.ReachableAsync([.. told.Select(t => t.PersonId).Distinct()], ways, cancellation);
        var wanted = (
            from one in told
            from channel in ways
            where reachable.Contains((one.PersonId, channel))
            select (one.PersonId, one.Due.Key, Channel: channel, one.Due.SchemeId)).Distinct().ToList();
        var keys = wanted.Select(w => w.Key).Distinct().ToList();
        var known = await context.Reminders.AsNoTracking().Where(r => keys.Contains(r.DueKey))
            .ToDictionaryAsync(r => (r.PersonId, r.DueKey, r.Channel), r => r.State, cancellation);
        Dictionary<Guid, int> made = [];
        foreach (var rows in wanted
            .Where(w => !known.TryGetValue((w.PersonId, w.Key, w.Channel), out var state) || state == ReminderState.NoLongerNeeded)
            .OrderBy(w => w.PersonId).ThenBy(w => w.Channel).Chunk(RowsInAWrite))
        {
            foreach (var scheme in (await MakeAsync(rows, cancellation)).GroupBy(s => s))
            {
                made[scheme.Key] = made.GetValueOrDefault(scheme.Key) + scheme.Count();
            }
        }

        // The day is done when its rows are in, never before: a process that dies between the two does it again and changes nothing.
        await unit.RunAsync<Done>(new Act("reminders-collected"), async writing =>
        {
            foreach (var scheme in schemes)
            {
                await DailyRun.FinishAsync(writing, RunName(scheme), today, made.GetValueOrDefault(scheme), cancellation);
            }

            return new Done();
        }, cancellation, WriteTurn.Batch);
        return made.Values.Sum();
    }

    private async Task<HashSet<Guid>> OpenAsync(DateOnly today, CancellationToken cancellation)
    {
        var done = (await context.DailyRuns.AsNoTracking().Where(r => r.On == today && r.FinishedAt != null).Select(r => r.Name).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        var settings = new SettingQueries(context);
        var now = clock.Now();
        HashSet<Guid> open = [];
        foreach (var scheme in await context.Schemes.AsNoTracking().OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancellation))
        {
            if (!done.Contains(RunName(scheme)) && now >= today.AtHourInLondon((await settings.ValuesAsync(scheme, cancellation)).Whole(SettingKeys.RemindersHour)))
            {
                open.Add(scheme);
            }
        }

        return open;
    }

    private async Task<List<Guid>> MakeAsync((Guid PersonId, string Key, ReminderChannel Channel, Guid SchemeId)[] rows, CancellationToken cancellation) =>
        (await unit.RunAsync<List<Guid>>(new Act("reminders-made"), async writing =>
        {
            List<Guid> schemes = [];
            foreach (var turn in rows.GroupBy(r => (r.PersonId, r.Channel)))
            {
                var (person, channel) = turn.Key;
                await writing.Context.InsertOnceAsync(ReminderTurn.Make(writing.NewId(), person, channel), cancellation, nameof(ReminderTurn.PersonId), nameof(ReminderTurn.Channel));
                await ReminderTurn.LockAsync(writing, person, channel, cancellation);
                foreach (var row in turn)
                {
                    var reminder = Reminder.Make(writing.NewId(), person, row.Key, channel, writing.Now);
                    if (await writing.Context.InsertOnceAsync(reminder, cancellation, nameof(Reminder.PersonId), nameof(Reminder.DueKey), nameof(Reminder.Channel))
                        || (await writing.Context.Reminders.SingleAsync(r => r.PersonId == person && r.DueKey == row.Key && r.Channel == channel, cancellation)).NeedAgain(writing.Now) is null)
                    {
                        schemes.Add(row.SchemeId);
                    }
                }
            }

            return schemes;
        }, cancellation, WriteTurn.Batch)).Value;
}
