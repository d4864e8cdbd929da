using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>What a run of sending did.</summary>
/// <param name="Sent">Messages that were accepted.</param>
/// <param name="Failed">Messages that were not.</param>
/// <param name="Dropped">Reminders that were no longer needed.</param>
public readonly record struct SendCounts(int Sent, int Failed, int Dropped);

/// <summary>
/// Sends what waits: one message for one person, channel and day, whatever number of things is in it. Of many who send at once, one has a person's turn.
/// What is due, who may be told and the address are asked again just before. At least once: a process that dies after a mail server has
/// accepted a message and before that is written sends it again when its lease has run out, under the same message id. Run by the scheduler, as the system.
/// </summary>
public sealed class SendReminders(
    UnitOfWork unit, ThroughlineContext context, DueQueries due, AudienceQueries audience, AddressQueries addresses, IEnumerable<IReminderChannel> channels,
    InstallationAddress installation, ReminderRules rules, TimeProvider clock)
{
    /// <summary>Sends at most <see cref="ReminderRules.BatchSize"/> messages.</summary>
    /// <returns>What was done; <see cref="NotAllowed"/> for anybody but the system.</returns>
    public async Task<Outcome<SendCounts>> RunAsync(CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != Hat.System)
        {
            return new NotAllowed();
        }

        var turns = await WaitingAsync(cancellation);
        if (turns.Count == 0)
        {
            return default(SendCounts);
        }

        var today = clock.Today();
        var things = await due.AllAsync(today, cancellation);
        var counts = default(SendCounts);
        foreach (var turn in turns)
        {
            if (clock.Today() != today)
            {
                break;
            }

            counts = await SendAsync(turn, things, counts, cancellation);
        }

        return counts;
    }

    private async Task<IReadOnlyList<Waiting>> WaitingAsync(CancellationToken cancellation)
    {
        var (now, today) = (clock.Now(), clock.Today());
        // What waits for a channel that is off goes on waiting.
        var on = channels.Where(c => c.IsOn).Select(c => c.Kind).ToList();
        return await context.ReminderTurns.AsNoTracking()
            .Where(t => on.Contains(t.Channel) && (t.LastOn == null || t.LastOn < today) && (t.LeaseUntil == null || t.LeaseUntil <= now)
                && context.Reminders.Any(r => r.PersonId == t.PersonId && r.Channel == t.Channel && r.ClosedAt == null && r.NextTryAt <= now))
            .OrderBy(t => t.Id)
            .Take(rules.BatchSize)
            .Select(t => new Waiting(t.Id, t.PersonId, t.Channel))
            .ToListAsync(cancellation);
    }

    private async Task<SendCounts> SendAsync(Waiting turn, IReadOnlyList<Due> things, SendCounts counts, CancellationToken cancellation)
    {
        var lease = clock.NewId();
        if (!await TakeAsync(turn, lease, cancellation))
        {
            return counts;
        }

        var open = await context.Reminders.AsNoTracking()
            .Where(r => r.PersonId == turn.PersonId && r.Channel == turn.Channel && r.ClosedAt == null).Select(r => new { r.Id, r.DueKey }).ToListAsync(cancellation);
        var keys = open.Select(r => r.DueKey).ToHashSet(StringComparer.Ordinal);
        var still = (await audience.ForAsync([.. things.Where(d => keys.Contains(d.Key))], turn.PersonId, cancellation)).Select(t => t.Due.Key).ToHashSet(StringComparer.Ordinal);
        var channel = channels.First(c => c.Kind == turn.Channel);
        var to = still.Count == 0 ? null : await addresses.FindAsync(turn.PersonId, turn.Channel, cancellation);
        var needed = to is null ? [] : open.Where(r => still.Contains(r.DueKey)).Select(r => r.Id).ToHashSet();
        var (today, sent) = (clock.Today(), default(SendResult?));
        if (needed.Count > 0)
        {
            sent = await channel.SendAsync(to!, NeutralMessage.Of(still.Count, installation.Address, $"{turn.Id:N}.{today:yyyyMMdd}"), cancellation);
        }

        var dropped = await SettleAsync(turn, lease, [.. open.Select(r => r.Id)], needed, sent, today);
        return new SendCounts(
            counts.Sent + (sent is { Failure: null } ? 1 : 0), counts.Failed + (sent is { Failure: not null } ? 1 : 0), counts.Dropped + dropped);
    }

    // In somebody's quiet hours the turn is not taken: what waits is put off to their end.
    private async Task<bool> TakeAsync(Waiting turn, Guid lease, CancellationToken cancellation) =>
        (await unit.RunAsync<bool>(new Act("reminder-turn-taken"), async writing =>
        {
            await ReminderTurn.LockAsync(writing, turn.PersonId, turn.Channel, cancellation);
            var choice = await writing.Context.ReminderChoices.AsNoTracking().FirstOrDefaultAsync(c => c.PersonId == turn.PersonId, cancellation);
            var quiet = choice is null ? QuietHours.Usual : new QuietHours(choice.QuietFrom, choice.QuietTo);
            if (quiet.Ends(writing.Now) is { } end)
            {
                foreach (var held in await OpenAsync(writing, turn, cancellation))
                {
                    held.Hold(end);
                }

                return false;
            }

            return await ReminderTurn.TakeAsync(writing, turn.Id, lease, TimeSpan.FromMinutes(rules.LeaseMinutes), cancellation);
        }, cancellation, WriteTurn.Batch)).Value;

    // What has gone is written whatever else is being stopped.
    private async Task<int> SettleAsync(Waiting turn, Guid lease, HashSet<Guid> looked, HashSet<Guid> needed, SendResult? sent, DateOnly today) =>
        (await unit.RunAsync<int>(new Act("reminder-sent"), async writing =>
        {
            var went = sent is { Failure: null };
            if (!await ReminderTurn.GiveBackAsync(writing, turn.Id, lease, went ? today : null, CancellationToken.None))
            {
                return 0;
            }

            var dropped = 0;
            // Made while the message was on its way: the next one's.
            foreach (var reminder in (await OpenAsync(writing, turn, CancellationToken.None)).Where(r => looked.Contains(r.Id)))
            {
                if (!needed.Contains(reminder.Id))
                {
                    reminder.Drop(writing.Now);
                    dropped++;
                }
                else if (went)
                {
                    reminder.Send(writing.Now);
                }
                else if (sent is { Failure: { } failure, ForGood: var forGood })
                {
                    reminder.Fail(failure, forGood, writing.Now, rules);
                }
            }

            if (went)
            {
                // The person sees that something was sent to them, and how.
                writing.Note(turn.PersonId, nameof(Reminder), turn.Id, new FieldChange(nameof(Reminder.Channel), null, turn.Channel.ToString()));
            }

            return dropped;
        }, CancellationToken.None, WriteTurn.Batch)).Value;

    private static Task<List<Reminder>> OpenAsync(Writing writing, Waiting turn, CancellationToken cancellation) =>
        writing.Context.Reminders.Where(r => r.PersonId == turn.PersonId && r.Channel == turn.Channel && r.ClosedAt == null).ToListAsync(cancellation);

    private sealed record Waiting(Guid Id, Guid PersonId, ReminderChannel Channel);
}
