using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Plans the end of a match with the person: how they say goodbye, what they take with them, who is there for them after (INV-069).</summary>
public sealed class PlanEnding(UnitOfWork unit)
{
    /// <summary>Longest time to a planned end, in days.</summary>
    public const int DaysMost = 182;

    /// <summary>Plans it, or changes the plan. A coordinator or the mentor does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="MatchMoveNotOpen"/>, <see cref="MatchOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(MatchLook input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("match-ending-planned"), async writing =>
        {
            var (turn, refused) = await MatchTurn.TakeAsync(writing, input.Id, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.Coordinates && !turn.IsMentor)
            {
                return new NotAllowed();
            }

            return (PeopleRules.CheckText(nameof(input.Words), input.Words, "Enter how it will end and who is there for them after", "The plan", MatchEntry.WordsMaxLength)
                ?? (input.On is not { } last || last < writing.Today || last > writing.Today.AddDays(DaysMost)
                    ? new Invalid(nameof(input.On), "The last day must be today or in the next 26 weeks")
                    : turn.Match.PlanEnding(turn.Viewer.PersonId, writing.Today, turn.Seal(input.Words!), last))) is { } refusal ? refusal : new Done();
        }, cancellation);
}
