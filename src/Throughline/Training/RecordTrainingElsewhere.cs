using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>Training done elsewhere, as typed.</summary>
/// <param name="HoldingId">The role it is for.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="FinishedOn">The London date on which they finished it, today or before.</param>
/// <param name="Words">What it was, where, and how it is known.</param>
public sealed record NewTrainingElsewhere(Guid HoldingId, int Version, DateOnly FinishedOn, string? Words);

/// <summary>
/// Records that training somebody did elsewhere counts as what their role asks for, in a coordinator's words (INV-033). Whoever was offered a place or
/// is in training is trained from then on.
/// </summary>
public sealed class RecordTrainingElsewhere(UnitOfWork unit, RoleMover mover)
{
    /// <summary>Fewest characters of the words: long enough that it has to be a sentence.</summary>
    public const int WordsMinLength = 20;

    /// <summary>Records it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NoTrainingNeeded"/>, <see cref="HasAPlace"/>, <see cref="CountsAlready"/>, or what a slice's <see cref="IRoleGuard"/> says.</returns>
    public Task<Outcome<Done>> RunAsync(NewTrainingElsewhere input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("training-elsewhere-recorded"), async writing =>
        {
            var (turn, refused) = await RoleTurn.TakeAsync(writing, input.HoldingId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            var (context, holding, role) = (writing.Context, turn.Holding, turn.Role);
            if (turn.Veiled || holding.State.IsOver() || await context.NeededAsync(role, cancellation) is not { } needed)
            {
                return new NoTrainingNeeded();
            }

            if ((PeopleRules.CheckPast(nameof(input.FinishedOn), input.FinishedOn, writing.Today)
                ?? PeopleRules.CheckText(nameof(input.Words), input.Words, "Enter what the training was and where", "Your words", TrainingElsewhere.WordsMaxLength)) is { } wrong)
            {
                return wrong;
            }

            if (input.Words!.Trim().Length < WordsMinLength)
            {
                return new Invalid(nameof(input.Words), $"Your words must be {WordsMinLength} characters or more: what it was, where, and how you know");
            }

            if (await context.Enrolments.AnyAsync(e => e.HoldingId == holding.Id && e.State <= EnrolmentState.Deferred, cancellation))
            {
                return new HasAPlace();
            }

            var person = holding.PersonId;
            if (await context.TrainingElsewhere.AnyAsync(t => t.PersonId == person && t.SchemeId == holding.SchemeId && t.ProgrammeKey == needed, cancellation))
            {
                return new CountsAlready();
            }

            context.Add(new TrainingElsewhere(
                writing.NewId(), person, holding.SchemeId, needed, role.TellsOfThePast, input.FinishedOn, writing.Seal(person, input.Words.Trim()), writing.Viewer.PersonId, writing.Now));
            foreach (var to in new[] { RoleState.InTraining, RoleState.TrainedAwaitingClearance })
            {
                if (RoleStates.ExitsOf(holding.State).Contains(to) && await mover.MoveAsync(writing, holding, role, to, writing.Today, cancellation) is { } refusal)
                {
                    return refusal;
                }
            }

            return new Done();
        }, cancellation);
}

/// <summary>The role asks for no training, or is over.</summary>
public sealed record NoTrainingNeeded() : Refusal("no-training-needed")
{
    /// <inheritdoc />
    public override string Sentence => "This role does not ask for training here.";
}

/// <summary>It is written down already that training elsewhere counts.</summary>
public sealed record CountsAlready() : Refusal("counts-already")
{
    /// <inheritdoc />
    public override string Sentence => "It is written down already that they were trained elsewhere.";
}
