using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>A message that somebody shared, in the list of who may read it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="On">When it was shared.</param>
/// <param name="Read">Whether the viewer said that they had read it.</param>
public sealed record SharedLine(Guid Id, string Name, DateOnly On, bool Read);

/// <summary>A message that somebody shared with the viewer.</summary>
/// <param name="Line">In the list.</param>
/// <param name="Message">The message.</param>
/// <param name="Setting">Where, as a kind of place.</param>
/// <param name="Impact">How long it stayed with them.</param>
/// <param name="Words">What happened, in their words.</param>
public sealed record SharedMessage(SharedLine Line, MessageLine Message, MessageSetting Setting, int Impact, string? Words);

/// <summary>Messages that people shared with the viewer as their supervisor. Nothing is added up: what they come to is their owner's.</summary>
public sealed class SharedMessageQueries(ThroughlineContext context, Vault vault)
{
    /// <summary>Those that were shared with the viewer, by name. Empty under any hat but a supervisor's. Two commands.</summary>
    public async Task<IReadOnlyList<SharedLine>> ListAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var rows = context.Viewer.Hat != Hat.Supervisor ? [] : await context.MessageShares.AsNoTracking().Where(s => s.WithId == viewer && s.PersonId != viewer)
            .OrderByDescending(s => s.On).ThenBy(s => s.MessageId).Take(200).ToListAsync(cancellation);
        var names = await context.NamesAsync(rows.Select(r => (Guid?)r.PersonId), cancellation);
        return [.. rows.Where(r => names.ContainsKey(r.PersonId)).Select(r => new SharedLine(r.MessageId, names[r.PersonId], r.On, r.ReadOn is not null)).OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase).ThenByDescending(l => l.On)];
    }

    /// <summary>One of them; null for any other. Leaves a trace before anything is returned. Three commands.</summary>
    public async Task<SharedMessage?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        if (context.Viewer.Hat != Hat.Supervisor
            || await context.MessageShares.AsNoTracking().FirstOrDefaultAsync(s => s.MessageId == id && s.WithId == viewer && s.PersonId != viewer, cancellation) is not { } share
            || await context.ReceivedMessages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation) is not { } message)
        {
            return null;
        }

        var name = (await context.NamesAsync([message.PersonId], cancellation)).GetValueOrDefault(message.PersonId, "");
        var opener = await vault.OpenerAsync(new Opening(message.PersonId, "a message you shared", nameof(ReceivedMessage), id, "Read a message that you shared"), cancellation);
        return new SharedMessage(
            new SharedLine(id, name, share.On, share.ReadOn is not null), new MessageLine(id, message.On, message.Dimension, message.Source, message.LeftOut, message.Value, message.Visibility),
            message.Setting, message.Impact, message.What is null ? null : opener(message.What));
    }
}
