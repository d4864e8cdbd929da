using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>
/// The row on which those who send to one person by one channel take turns: one message a day, and never two senders at once. Whoever holds the lease
/// sends; a lease that runs out (its process died) is free again.
/// </summary>
public sealed class ReminderTurn : IAboutPerson, INotAudited
{
    private ReminderTurn()
    {
    }

    /// <summary>The id; part of the message's own id, so that a mailbox can tell a message that came twice.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who is told.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>By which channel.</summary>
    public ReminderChannel Channel { get; private init; }

    /// <summary>The London date of the last message; null before the first.</summary>
    public DateOnly? LastOn { get; private set; }

    /// <summary>Who is sending now; null when nobody is.</summary>
    public Guid? LeaseId { get; private set; }

    /// <summary>Until when nobody else may.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    internal static ReminderTurn Make(Guid id, Guid personId, ReminderChannel channel) => new() { Id = id, PersonId = personId, Channel = channel };

    /// <summary>Until the commit nobody else changes what waits for this person on this channel.</summary>
    internal static Task LockAsync(Writing writing, Guid personId, ReminderChannel channel, CancellationToken cancellation) =>
        writing.Context.ReminderTurns.Where(t => t.PersonId == personId && t.Channel == channel)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.LastOn, t => t.LastOn), cancellation);

    /// <summary>Takes the turn, in one statement: of many who try, one does. Nobody does on a day on which a message has gone.</summary>
    /// <returns>False when somebody else has it, or it was used today.</returns>
    internal static async Task<bool> TakeAsync(Writing writing, Guid turnId, Guid lease, TimeSpan length, CancellationToken cancellation)
    {
        var (now, today, until) = (writing.Now, writing.Today, writing.Now + length);
        return await writing.Context.ReminderTurns
            .Where(t => t.Id == turnId && (t.LastOn == null || t.LastOn < today) && (t.LeaseUntil == null || t.LeaseUntil <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.LeaseId, lease).SetProperty(t => t.LeaseUntil, until), cancellation) == 1;
    }

    /// <summary>Gives the turn back, used or not.</summary>
    /// <param name="writing">The write.</param>
    /// <param name="turnId">The turn.</param>
    /// <param name="lease">The lease it was taken under.</param>
    /// <param name="usedOn">The London date of the message that went; null when none did.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns>False when the lease had run out and somebody else took it.</returns>
    internal static async Task<bool> GiveBackAsync(Writing writing, Guid turnId, Guid lease, DateOnly? usedOn, CancellationToken cancellation) =>
        await writing.Context.ReminderTurns
            .Where(t => t.Id == turnId && t.LeaseId == lease)
            .ExecuteUpdateAsync(
                set => set.SetProperty(t => t.LeaseId, (Guid?)null).SetProperty(t => t.LeaseUntil, (DateTimeOffset?)null).SetProperty(t => t.LastOn, t => usedOn ?? t.LastOn),
                cancellation) == 1;
}
