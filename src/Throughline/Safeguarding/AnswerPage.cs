using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Where somebody who answered goes on.</summary>
/// <param name="Kind">What it was about.</param>
/// <param name="CaseId">The concern or the word.</param>
public sealed record Answered(AlarmKind Kind, Guid CaseId);

/// <summary>Whoever is paged says that they have it: the clock stops, and the time is written down. Of two at once, one has it.</summary>
public sealed class AnswerPage(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <param name="pageId">A page of the viewer's.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Where to go on, or <see cref="NotFound"/>, <see cref="NeedsStaffOwner"/>, <see cref="NeedsStaffHat"/>, <see cref="AlreadyAnswered"/>.</returns>
    public Task<Outcome<Answered>> RunAsync(Guid pageId, CancellationToken cancellation = default) =>
        unit.RunAsync<Answered>(new Act("page-answered"), async writing =>
        {
            var me = writing.Viewer.PersonId;
            if (await writing.Context.DutyPages.AsNoTracking().FirstOrDefaultAsync(p => p.Id == pageId && p.PersonId == me, cancellation) is not { } page)
            {
                return new NotFound();
            }

            if (page.AnsweredAt is not null)
            {
                return new Answered(page.Kind, page.CaseId);
            }

            if (page.Kind == AlarmKind.Word)
            {
                if (await writing.Context.WordRequests.FirstOrDefaultAsync(w => w.Id == page.CaseId, cancellation) is not { } word)
                {
                    return new NotFound();
                }

                if (!await writing.AnswerAsync(word.Id, cancellation) || word.See(me, writing.Now) is not null)
                {
                    return new AlreadyAnswered();
                }

                return new Answered(page.Kind, word.Id);
            }

            var (turn, refused) = await ConcernTurn.TakePagedAsync(writing, page.CaseId, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!await turn.MayOwnAsync(me, cancellation))
            {
                return new NeedsStaffOwner();
            }

            // Under another hat they could not read what they have.
            if (!writing.Viewer.WorksIn(turn.Concern.SchemeId))
            {
                return new NeedsStaffHat();
            }

            if (!await writing.AnswerAsync(page.CaseId, cancellation))
            {
                return new AlreadyAnswered();
            }

            return turn.Concern.Acknowledge(me, writing.Now) is { } refusal ? refusal : new Answered(page.Kind, page.CaseId);
        }, cancellation);
}

/// <summary>The lead takes a concern on without a page.</summary>
public sealed class TakeConcern(UnitOfWork unit)
{
    /// <summary>Takes it on.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="AlreadyAnswered"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-taken"), async writing =>
        {
            var (turn, refused) = await ConcernTurn.TakeAsync(writing, id, null, cancellation);
            return turn is null ? refused!
                : !turn.IsLead || !await turn.MayOwnAsync(writing.Viewer.PersonId, cancellation) ? new NotAllowed()
                : !await writing.AnswerAsync(id, cancellation) ? new AlreadyAnswered()
                : turn.Concern.Acknowledge(writing.Viewer.PersonId, writing.Now) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
