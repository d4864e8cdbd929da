using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>A part that is not to count as signed off any longer.</summary>
/// <param name="SignOffId">The sign-off.</param>
/// <param name="Decision">Why, and what was looked at.</param>
public sealed record SignOffTakenBack(Guid SignOffId, Decision Decision);

/// <summary>Takes a sign-off back, by a coordinator with a reason (E02). What was written stays in the log.</summary>
public sealed class TakeBackSignOff(UnitOfWork unit)
{
    /// <summary>Takes it back.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>, <see cref="EnrolmentMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(SignOffTakenBack input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("sign-off-taken-back", input.Decision.Reason), async writing =>
        {
            var context = writing.Context;
            var signOff = await context.SignOffs.FirstOrDefaultAsync(s => s.Id == input.SignOffId, cancellation);
            if (signOff is null)
            {
                return new NotFound();
            }

            await context.Enrolments.Where(e => e.Id == signOff.EnrolmentId).LockAsync(cancellation);
            var enrolment = await context.Enrolments.FirstOrDefaultAsync(e => e.Id == signOff.EnrolmentId, cancellation);
            if (enrolment is null)
            {
                return new NotFound();
            }

            if (enrolment.PersonId == writing.Viewer.PersonId || !writing.Viewer.Runs(enrolment.SchemeId))
            {
                return new NotAllowed();
            }

            if (input.Decision.Check(writing.Viewer) is { } wrong)
            {
                return wrong;
            }

            if (!enrolment.State.IsOpen())
            {
                return new EnrolmentMoveNotOpen(enrolment.State);
            }

            if (await SecondPerson.CheckAsync(writing, enrolment.PersonId, enrolment.SchemeId, AdverseAct.TakeBackTraining, enrolment.Id, cancellation) is { } second)
            {
                return second;
            }

            context.Remove(signOff);
            return new Done();
        }, cancellation);
}
