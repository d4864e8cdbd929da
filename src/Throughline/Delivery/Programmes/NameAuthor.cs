using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;
using Throughline.Training;

namespace Throughline.Delivery.Programmes;

/// <summary>Names somebody as an author of a version, with the role they hold now and what they wrote (INV-088).</summary>
public sealed class NameAuthor(UnitOfWork unit)
{
    /// <summary>Names them.</summary>
    /// <param name="versionId">The version.</param>
    /// <param name="holdingId">The role they hold now.</param>
    /// <param name="wrote">What they wrote, in a few words.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="AlreadyAuthor"/>, <see cref="AuthorAskedOut"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid versionId, Guid? holdingId, string? wrote, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("programme-author-named"), async writing =>
        {
            var context = writing.Context;
            if (await context.OwnVersions().Where(v => v.Id == versionId).Select(v => (Guid?)v.SchemeId).FirstOrDefaultAsync(cancellation) is not { } scheme)
            {
                return new NotFound();
            }

            var choice = writing.Viewer.Runs(scheme) ? await context.RunnerChoices(scheme, writing.Today).FirstOrDefaultAsync(h => h.Id == holdingId, cancellation) : null;
            if (choice is not null && !await writing.LockAsync(choice.PersonId, cancellation))
            {
                choice = null;
            }

            var (version, refused) = await writing.TakeOwnVersionAsync(versionId, null, cancellation);
            if (version is null)
            {
                return refused!;
            }

            if (choice is null)
            {
                return new Invalid("HoldingId", "Choose who wrote it");
            }

            if ((Typed.Required(wrote, Authorship.WroteMaxLength, "Wrote", "Enter what they wrote", "What they wrote") ?? PersonFirst.Check(wrote, "Wrote")) is { } wrong)
            {
                return wrong;
            }

            if (await context.Authorships.FirstOrDefaultAsync(a => a.VersionId == versionId && a.PersonId == choice.PersonId, cancellation) is { TakenOutAt: null })
            {
                return new AlreadyAuthor();
            }

            if (await context.Authorships.AnyAsync(a => a.ProgrammeId == version.ProgrammeId && a.PersonId == choice.PersonId && a.TakenOutAt != null, cancellation))
            {
                return new AuthorAskedOut();
            }

            if (await context.CreditAsync([(choice.PersonId, choice.Id)], writing.Today, cancellation) is not [var role])
            {
                return new Invalid("HoldingId", "Choose who wrote it");
            }

            var isPeer = await (from holding in context.RoleHoldings
                                join definition in context.RoleDefinitions on holding.RoleDefinitionId equals definition.Id
                                where holding.Id == role.HoldingId
                                select definition.Hats.Contains(Hat.PeerWorker)).FirstOrDefaultAsync(cancellation);
            context.Add(new Authorship(writing.NewId(), version, role, isPeer, wrote!.Trim(), writing.Viewer.PersonId));
            return new Done();
        }, cancellation);
}
