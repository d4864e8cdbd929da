using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>A place on a course.</summary>
/// <param name="CohortId">The cohort.</param>
/// <param name="HoldingId">The role they train for: somebody who has been offered a place, or is in training already.</param>
/// <param name="On">Since which London date, today or before.</param>
public sealed record NewEnrolment(Guid CohortId, Guid HoldingId, DateOnly On);

/// <summary>Gives somebody a place on a course. Whoever had been offered a place in the scheme is in training from then on.</summary>
public sealed class EnrolPerson(UnitOfWork unit, RoleMover mover)
{
    /// <summary>Gives it.</summary>
    /// <returns>The enrolment's id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="HasAPlace"/>, <see cref="CohortIsFull"/>, <see cref="CohortMoveNotOpen"/>, <see cref="RunsTheCourse"/>, or what a slice's <see cref="IRoleGuard"/> says.</returns>
    public Task<Outcome<Guid>> RunAsync(NewEnrolment input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("training-place-given"), async writing =>
        {
            var context = writing.Context;
            var chosen = await context.ShownHoldings(writing.Today).Where(h => h.Id == input.HoldingId && h.OnLadder)
                .Select(h => new { h.PersonId, h.SchemeId, h.Version }).FirstOrDefaultAsync(cancellation);
            RoleTurn? turn = null;
            if (chosen is not null)
            {
                (turn, var no) = await RoleTurn.TakeAsync(writing, input.HoldingId, chosen.Version, cancellation);
                if (turn is null)
                {
                    return no!;
                }
            }

            var (cohort, refused) = await CohortTurn.TakeAsync(writing, input.CohortId, null, cancellation);
            if (cohort is null)
            {
                return refused!;
            }

            if (turn is null || turn.Holding.SchemeId != cohort.SchemeId || turn.Holding.State is not (RoleState.Offered or RoleState.InTraining))
            {
                return new Invalid(nameof(input.HoldingId), "Choose somebody who has been offered a place or is in training");
            }

            if (PeopleRules.CheckPast(nameof(input.On), input.On, writing.Today) is { } date)
            {
                return date;
            }

            var (holding, person) = (turn.Holding, turn.Holding.PersonId);
            if (await context.Enrolments.AnyAsync(e => e.HoldingId == holding.Id && e.State <= EnrolmentState.Deferred, cancellation))
            {
                return new HasAPlace();
            }

            if (await writing.CheckRoomAsync(cohort, cancellation) is { } full)
            {
                return full;
            }

            if (await context.Facilitations.AnyAsync(f => f.CohortId == cohort.Id && f.PersonId == person && f.To == null, cancellation))
            {
                return new RunsTheCourse();
            }

            var enrolment = Enrolment.Enrol(writing.NewId(), holding, turn.Role, cohort, input.On);
            context.Add(enrolment);
            return holding.State == RoleState.Offered
                && await mover.MoveAsync(writing, holding, turn.Role, RoleState.InTraining, input.On, cancellation) is { } refusal ? refusal : enrolment.Id;
        }, cancellation);
}

/// <summary>They have a place on a course already.</summary>
public sealed record HasAPlace() : Refusal("has-a-place")
{
    /// <inheritdoc />
    public override string Sentence => "They have a place on a course already. Let them go on with another one from there";

    /// <inheritdoc />
    public override string? Field => nameof(NewEnrolment.HoldingId);
}
