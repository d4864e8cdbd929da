using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>Somebody has finished a course.</summary>
/// <param name="EnrolmentId">Whose course.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="On">The London date, today or before.</param>
public sealed record TrainingDone(Guid EnrolmentId, int Version, DateOnly On);

/// <summary>
/// Writes down that somebody has finished a programme, by its rule (INV-032): makes the certificate, and moves their role on where this is the
/// training it asks for.
/// </summary>
public sealed class CompleteTraining(UnitOfWork unit, RoleMover mover)
{
    /// <summary>Writes it down.</summary>
    /// <returns>The certificate's id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="EnrolmentMoveNotOpen"/>, <see cref="TrainingNotFinished"/>, or what a slice's <see cref="IRoleGuard"/> says.</returns>
    public Task<Outcome<Guid>> RunAsync(TrainingDone input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("training-completed"), async writing =>
        {
            var context = writing.Context;
            var (turn, refused) = await EnrolmentTurn.TakeAsync(writing, input.EnrolmentId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            var enrolment = turn.Enrolment;
            if (!writing.Viewer.Runs(enrolment.SchemeId))
            {
                return new NotAllowed();
            }

            if (PeopleRules.CheckPast(nameof(input.On), input.On, writing.Today) is { } date)
            {
                return date;
            }

            if (enrolment.State != EnrolmentState.Attending || enrolment.CohortId is not { } cohortId)
            {
                return new EnrolmentMoveNotOpen(enrolment.State);
            }

            var outline = await context.Cohorts.Where(c => c.Id == cohortId).Select(c => c.Outline).SingleAsync(cancellation);
            var progress = (await context.ProgressAsync(new Dictionary<Guid, ProgrammeOutline> { [enrolment.Id] = outline }, cancellation))[enrolment.Id];
            if (!progress.IsComplete)
            {
                return new TrainingNotFinished(outline.Title, progress.Missing);
            }

            if (enrolment.Complete(input.On, writing.Viewer.PersonId) is { } refusal)
            {
                return refusal;
            }

            var person = await context.People.AsNoTracking().SingleAsync(p => p.Id == enrolment.PersonId, cancellation);
            var certificate = Certificate.For(writing.NewId(), enrolment, outline, writing.Seal(person.Id, person.FullName), input.On);
            context.Add(certificate);

            var holding = await context.RoleHoldings.Include(h => h.Moves.OrderBy(m => m.Number)).SingleAsync(h => h.Id == enrolment.HoldingId, cancellation);
            var role = await context.RoleDefinitions.SingleAsync(r => r.Id == holding.RoleDefinitionId, cancellation);
            var key = await context.Programmes.Where(p => p.Id == enrolment.ProgrammeId).Select(p => p.Key).SingleAsync(cancellation);
            var needed = await context.NeededAsync(role, cancellation);
            if (holding.State == RoleState.InTraining && (needed is null || needed == key)
                && await mover.MoveAsync(writing, holding, role, RoleState.TrainedAwaitingClearance, input.On, cancellation) is { } no)
            {
                return no;
            }

            return certificate.Id;
        }, cancellation);
}
