using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Lets one person read the viewer's plan for staying well: somebody who works in their scheme.</summary>
public sealed class ShareStayWellPlan(UnitOfWork unit)
{
    /// <summary>Shares it; again changes nothing.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NoStayWellPlan"/>, <see cref="SharedWithMany"/>, <see cref="Invalid"/> for somebody who cannot be chosen.</returns>
    public Task<Outcome<Done>> RunAsync(Guid? withId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("stay-well-shared"), async writing =>
        {
            var (context, own) = (writing.Context, writing.Viewer.PersonId);
            if (!await writing.LockAsync(own, cancellation) || !await context.StayWellPlans.AnyAsync(p => p.PersonId == own, cancellation))
            {
                return new NoStayWellPlan();
            }

            if (withId is not { } with || !await context.Recognisable(writing.Today).AnyAsync(p => p.Id == with, cancellation))
            {
                return new Invalid("WithId", "Choose somebody");
            }

            var shared = await context.StayWellShares.Where(s => s.PersonId == own).Select(s => s.WithId).ToListAsync(cancellation);
            if (shared.Contains(with))
            {
                return new Done();
            }

            if (shared.Count >= StayWellShare.Most)
            {
                return new SharedWithMany();
            }

            context.Add(new StayWellShare(own, with, writing.Today));
            return new Done();
        }, cancellation);
}
