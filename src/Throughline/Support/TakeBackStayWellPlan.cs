using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Takes the viewer's plan for staying well back from somebody: from this moment they read it no more.</summary>
public sealed class TakeBackStayWellPlan(UnitOfWork unit)
{
    /// <summary>Takes it back.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> where it was not shared with them.</returns>
    public Task<Outcome<Done>> RunAsync(Guid withId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("stay-well-taken-back"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (!await writing.LockAsync(own, cancellation) || await writing.Context.StayWellShares.FirstOrDefaultAsync(s => s.PersonId == own && s.WithId == withId, cancellation) is not { } share)
            {
                return new NotFound();
            }

            writing.Context.Remove(share);
            return new Done();
        }, cancellation);
}
