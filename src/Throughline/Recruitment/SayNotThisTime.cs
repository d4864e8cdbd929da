using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>"Not this time", to an application.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Good">What was good: they read this first; compulsory.</param>
/// <param name="ReapplyFrom">From when they may try again: after today.</param>
/// <param name="Decision">What would help next time, and what was looked at.</param>
public sealed record NotThisTime(Guid ApplicationId, int Version, string? Good, DateOnly ReapplyFrom, Decision Decision);

/// <summary>Says "not this time": by a person, with what was good, what would help, and a date to try again (E02).</summary>
public sealed class SayNotThisTime(UnitOfWork unit, RoleMover mover)
{
    /// <summary>Says it.</summary>
    /// <returns>
    /// <see cref="Done"/>; <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>, <see cref="TalkFirst"/>,
    /// <see cref="OwnApplication"/>, <see cref="ApplicationMoved"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(NotThisTime input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("application-declined"), async writing =>
        {
            var (turn, refused) = await ApplicationTurn.TakeAsync(writing, input.ApplicationId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if ((input.Decision.Check(writing.Viewer)
                ?? PeopleRules.CheckText(nameof(input.Good), input.Good, "Enter what was good", "What was good", Application.WordsMaxLength)) is { } wrong)
            {
                return wrong;
            }

            if (input.ReapplyFrom <= writing.Today)
            {
                return new Invalid(nameof(input.ReapplyFrom), "The date to try again must be after today");
            }

            if (await SecondPerson.CheckAsync(writing, turn.Application.PersonId, turn.Holding.SchemeId, AdverseAct.DeclineApplication, turn.Holding.Id, cancellation) is { } second)
            {
                return second;
            }

            var (application, holding) = (turn.Application, turn.Holding);
            var told = writing.Seal(application.PersonId, $"{input.Good!.Trim()}\n\n{input.Decision.Reason!.Trim()}");
            var note = writing.Seal(application.PersonId, input.Decision.Text);
            var refusal = application.SayNotThisTime(writing.Viewer.PersonId, told, writing.Today, input.ReapplyFrom)
                ?? await mover.DoAsync(writing, holding, turn.Role, () => holding.DeclineThisTime(writing.Today, input.ReapplyFrom, note), cancellation);
            return refusal is null ? new Done() : refusal;
        }, cancellation);
}
