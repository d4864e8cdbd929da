using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>A change to a time under supervision.</summary>
/// <param name="EpisodeId">The episode.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="End">Its last London date; null where it is not known.</param>
/// <param name="OfficerId">The officer from now on.</param>
public sealed record ChangedSupervision(Guid EpisodeId, int Version, DateOnly? End, Guid OfficerId);

/// <summary>Changes when it ends, or who the officer is. What is asked and not yet answered goes to the new officer.</summary>
public sealed class ChangeSupervision(UnitOfWork unit)
{
    /// <summary>Changes it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="CannotBeOfficer"/>, <see cref="EpisodeOverlaps"/>.</returns>
    public Task<Outcome<Done>> RunAsync(ChangedSupervision input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("supervision-changed"), async writing =>
        {
            var context = writing.Context;
            var found = await context.ShownEpisodes(writing.Today).FirstOrDefaultAsync(e => e.Id == input.EpisodeId, cancellation);
            if (found is null)
            {
                return new NotFound();
            }

            if (await ClearanceTurn.TakeAsync(writing, found.PersonId, found.SchemeId, cancellation) is { } refused)
            {
                return refused;
            }

            await context.Entry(found).ReloadAsync(cancellation);
            if (found.Version != input.Version)
            {
                return new Stale();
            }

            if (input.OfficerId != found.OfficerId
                && await SupervisionRules.CheckOfficerAsync(writing, found.PersonId, found.SchemeId, input.OfficerId, cancellation) is { } wrong)
            {
                return wrong;
            }

            if (await SupervisionRules.OverlapsAsync(context, found.Id, found.PersonId, found.Type, found.Start, input.End, cancellation))
            {
                return new EpisodeOverlaps();
            }

            if (found.Change(input.End, input.OfficerId) is { } refusal)
            {
                return refusal;
            }

            foreach (var asked in await context.OfficerApprovals.Where(a => a.EpisodeId == found.Id && a.State == ApprovalState.Asked).ToListAsync(cancellation))
            {
                asked.PassTo(input.OfficerId);
            }

            return new Done();
        }, cancellation);
}
