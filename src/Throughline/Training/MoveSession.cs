using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>Another day or time for a session, as typed.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Version">The version of its cohort that the form was opened on.</param>
/// <param name="On">The London date.</param>
/// <param name="From">When it begins, by London's clocks.</param>
/// <param name="To">When it ends.</param>
/// <param name="LaterOnes">Whether the later sessions move by as many days.</param>
public sealed record SessionMove(Guid SessionId, int Version, DateOnly On, TimeOnly From, TimeOnly To, bool LaterOnes = false);

/// <summary>Moves a session of a cohort to another day or time. A session whose register has been kept stays where it was.</summary>
public sealed class MoveSession(UnitOfWork unit)
{
    /// <summary>Moves it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NoSuchTime"/>, <see cref="RegisterIsKept"/>, <see cref="CohortMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(SessionMove input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("session-moved"), async writing =>
        {
            var cohortId = await writing.Context.TrainingSessions.Where(s => s.Id == input.SessionId).Select(s => (Guid?)s.CohortId).FirstOrDefaultAsync(cancellation);
            if (cohortId is not { } id)
            {
                return new NotFound();
            }

            var (cohort, refused) = await CohortTurn.TakeAsync(writing, id, input.Version, cancellation);
            if (cohort is null)
            {
                return refused!;
            }

            if (input.On < writing.Today.AddYears(-PlanCohort.MostYears) || input.On > writing.Today.AddYears(PlanCohort.MostYears))
            {
                return new Invalid(nameof(input.On), $"The day must be within {PlanCohort.MostYears} years of today");
            }

            var number = cohort.Sessions.Single(s => s.Id == input.SessionId).Number;
            var moving = cohort.Sessions.Where(s => s.Id == input.SessionId || (input.LaterOnes && s.Number > number)).Select(s => s.Id).ToList();
            if (await writing.Context.Attendances.AnyAsync(a => moving.Contains(a.SessionId), cancellation))
            {
                return new RegisterIsKept();
            }

            return cohort.Move(input.SessionId, input.On, input.From, input.To, input.LaterOnes) is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>The register of the session, or of one that would move with it, has been kept.</summary>
public sealed record RegisterIsKept() : Refusal("register-is-kept")
{
    /// <inheritdoc />
    public override string Sentence => "A register has been kept for this session or a later one, so they stay where they were";

    /// <inheritdoc />
    public override string? Field => nameof(SessionMove.On);
}
