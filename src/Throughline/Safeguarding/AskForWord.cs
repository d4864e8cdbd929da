using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Somebody would like a word: one step, and no reason (INV-127). Pressed again while it waits, it is the same one.</summary>
public sealed class AskForWord(UnitOfWork unit)
{
    /// <summary>Asks.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotAllowed"/> under a hat of somebody who does not work here, <see cref="NotFound"/> without a scheme.</returns>
    public Task<Outcome<Done>> RunAsync(CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("word-asked"), async writing =>
        {
            var (viewer, context) = (writing.Viewer, writing.Context);
            if (viewer.Hat is not (Hat.PeerWorker or Hat.StaffColleague))
            {
                return new NotAllowed();
            }

            // Two presses at once take turns at the person's row.
            if (viewer.SchemeIds.Count == 0 || !await writing.LockAsync(viewer.PersonId, cancellation))
            {
                return new NotFound();
            }

            if (await context.WordRequests.AnyAsync(w => w.PersonId == viewer.PersonId && w.SeenAt == null, cancellation))
            {
                return new Done();
            }

            var (mine, today) = (viewer.SchemeIds, writing.Today);
            var scheme = await context.RoleHoldings.Where(h => h.PersonId == viewer.PersonId && mine.Contains(h.SchemeId) && h.SupervisorId != null && h.From <= today && (h.To == null || h.To >= today))
                .OrderByDescending(h => h.From).ThenBy(h => h.Id).Select(h => (Guid?)h.SchemeId).FirstOrDefaultAsync(cancellation) ?? viewer.SchemeIds[0];
            var word = new WordRequest(writing.NewId(), viewer.PersonId, scheme, writing.Now);
            context.AddRange(word, DutyAlarm.Ring(word.Id, AlarmKind.Word, scheme, viewer.PersonId, viewer.PersonId, immediate: false, writing.Now));
            return new Done();
        }, cancellation);
}
