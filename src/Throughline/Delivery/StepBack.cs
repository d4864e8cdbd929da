using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>Somebody no longer runs a session: they step back themselves, or a coordinator writes it down. What they wrote down there stays.</summary>
public sealed class StepBack(UnitOfWork unit)
{
    /// <summary>Ends their part.</summary>
    /// <param name="partId">Their part in the session.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid partId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("session-runner-stepped-back"), async writing =>
        {
            var context = writing.Context;
            var part = await context.SessionParts.FirstOrDefaultAsync(p => p.Id == partId && p.EndedOn == null, cancellation);
            if (part is null || !await context.OwnSessions().AnyAsync(s => s.Id == part.SessionId, cancellation))
            {
                return new NotFound();
            }

            if (part.PersonId != writing.Viewer.PersonId)
            {
                var (session, refused) = await writing.TakeSessionAsync(part.SessionId, null, cancellation);
                if (session is null)
                {
                    return refused!;
                }
            }
            else
            {
                await writing.LockSessionAsync(part.SessionId, cancellation);
            }

            await context.Entry(part).ReloadAsync(cancellation);
            if (part.EndedOn is null)
            {
                part.End(writing.Today);
            }

            return new Done();
        }, cancellation);
}
