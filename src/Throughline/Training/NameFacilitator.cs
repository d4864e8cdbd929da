using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>Somebody who is to run a cohort.</summary>
/// <param name="CohortId">The cohort.</param>
/// <param name="HoldingId">The role they are named by: one they hold now, or for somebody who holds none a peer role they once held.</param>
public sealed record NewFacilitator(Guid CohortId, Guid HoldingId);

/// <summary>Names somebody who runs a cohort, cleared for groups (INV-021) and credited by the role they hold today (INV-035).</summary>
public sealed class NameFacilitator(UnitOfWork unit)
{
    /// <summary>Names them.</summary>
    /// <returns>The facilitation's id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="CohortMoveNotOpen"/>, <see cref="Invalid"/>, <see cref="AlreadyRunsIt"/>, <see cref="RunsTheCourse"/>, <see cref="NotClearedForGroups"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewFacilitator input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("facilitator-named"), async writing =>
        {
            var context = writing.Context;
            var choice = await context.FacilitatorChoices(input.CohortId, writing.Today).FirstOrDefaultAsync(h => h.Id == input.HoldingId, cancellation);
            if (choice is not null && !await writing.LockAsync(choice.PersonId, cancellation))
            {
                choice = null;
            }

            var (cohort, refused) = await CohortTurn.TakeAsync(writing, input.CohortId, null, cancellation);
            if (cohort is null)
            {
                return refused!;
            }

            if (cohort.State is not (CohortState.Planned or CohortState.Open))
            {
                return new CohortMoveNotOpen(cohort.State);
            }

            if (choice is null)
            {
                return new Invalid(nameof(input.HoldingId), "Choose who helps to run it");
            }

            if (await context.Facilitations.AnyAsync(f => f.CohortId == cohort.Id && f.PersonId == choice.PersonId && f.To == null, cancellation))
            {
                return new AlreadyRunsIt();
            }

            if (await context.Enrolments.AnyAsync(e => e.CohortId == cohort.Id && e.PersonId == choice.PersonId && e.State <= EnrolmentState.Deferred, cancellation))
            {
                return new RunsTheCourse();
            }

            if (!await context.IsClearedAsync(choice.PersonId, ClearanceScopes.Groups, writing.Today, cancellation))
            {
                return new NotClearedForGroups(nameof(input.HoldingId));
            }

            var credited = await context.CreditAsync([(choice.PersonId, input.HoldingId)], writing.Today, cancellation);
            var facilitation = new Facilitation(writing.NewId(), cohort.Id, credited[0], writing.Today, writing.Viewer.PersonId);
            context.Add(facilitation);
            return facilitation.Id;
        }, cancellation);
}

/// <summary>Who can be asked to run a cohort.</summary>
internal static class FacilitatorChoice
{
    /// <summary>
    /// The roles by which people of the scheme can be named, as the viewer may see them: those who do the work or are staff now, and those who once
    /// did and hold no other role in the scheme.
    /// </summary>
    public static IQueryable<ShownHolding> FacilitatorChoices(this ThroughlineContext context, Guid cohortId, DateOnly today)
    {
        var holdings = context.ShownHoldings(today).Where(h => context.Cohorts.Any(c => c.Id == cohortId && c.SchemeId == h.SchemeId));
        return holdings.Where(h =>
            (h.State == RoleState.Held && !h.Receiving)
            || (h.OnLadder && h.State >= RoleState.ActiveSupervised && h.State <= RoleState.Senior)
            || (h.OnLadder && h.State == RoleState.Ended
                && context.RoleMoves.Any(m => m.HoldingId == h.Id && m.State >= RoleState.ActiveSupervised && m.State <= RoleState.Senior)
                && !context.RoleHoldings.Any(o => o.PersonId == h.PersonId && o.SchemeId == h.SchemeId
                    && ((o.To == null && o.State >= RoleState.ActiveSupervised) || (o.State == RoleState.Ended && o.Id != h.Id && o.To > h.To)))));
    }
}

/// <summary>They run it already.</summary>
public sealed record AlreadyRunsIt() : Refusal("already-runs-it")
{
    /// <inheritdoc />
    public override string Sentence => "They help to run this course already";

    /// <inheritdoc />
    public override string? Field => nameof(NewFacilitator.HoldingId);
}
