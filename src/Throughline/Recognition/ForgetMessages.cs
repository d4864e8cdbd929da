using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>
/// Deletes messages, pulses and chances that were shut once they have been kept as long as the scheme says. What was counted without names stays. Run by the scheduler, as the system.
/// </summary>
public sealed class ForgetMessages(UnitOfWork unit)
{
    /// <summary>Deletes what is due.</summary>
    /// <returns>How many; call again until there are none. <see cref="NotAllowed"/> for anybody but the system.</returns>
    public Task<Outcome<int>> RunAsync(CancellationToken cancellation = default) =>
        unit.ForgetAsync(new Act("messages-forgotten"), async (writing, scheme, before) =>
        {
            var context = writing.Context;
            var messages = await context.ReceivedMessages.Where(m => m.SchemeId == scheme && m.On < before).OrderBy(m => m.Id).Take(KeptMonths.Most).ToListAsync(cancellation);
            var ids = messages.ConvertAll(m => m.Id);
            var pulses = await context.WeeklyPulses.Include(p => p.Answers).Where(p => p.SchemeId == scheme && p.Week < before).OrderBy(p => p.Id).Take(KeptMonths.Most).ToListAsync(cancellation);
            var chances = await context.BlockedOpportunities.Where(b => b.SchemeId == scheme && b.On < before).OrderBy(b => b.Id).Take(KeptMonths.Most).ToListAsync(cancellation);
            context.RemoveRange(await context.MessageShares.Where(s => ids.Contains(s.MessageId)).ToListAsync(cancellation));
            context.RemoveRange(messages);
            context.RemoveRange(pulses);
            context.RemoveRange(chances);
            messages.ForEach(m => writing.NoteDeleted(m.PersonId, nameof(ReceivedMessage), m.Id));
            pulses.ForEach(p => writing.NoteDeleted(p.PersonId, nameof(WeeklyPulse), p.Id));
            chances.ForEach(b => writing.NoteDeleted(b.PersonId, nameof(BlockedOpportunity), b.Id));
            return messages.Count + pulses.Count + chances.Count;
        }, cancellation);
}
