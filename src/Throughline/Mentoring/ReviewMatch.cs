using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>What a coordinator writes when looking at a match.</summary>
/// <param name="Id">The match.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Words">How it goes; the two can read it.</param>
/// <param name="On">When to look again, or the last day of a wait; null for the scheme's number of weeks.</param>
public sealed record MatchLook(Guid Id, int Version, string? Words, DateOnly? On = null);

/// <summary>Looks with the two how it goes. After the trial the match then goes on.</summary>
public sealed class ReviewMatch(UnitOfWork unit)
{
    /// <summary>Looks.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="MatchMoveNotOpen"/>, <see cref="MatchOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(MatchLook input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("match-reviewed"), async writing =>
        {
            var (turn, refused) = await MatchTurn.TakeAsync(writing, input.Id, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.Coordinates)
            {
                return new NotAllowed();
            }

            var longest = 7 * (await new SettingQueries(writing.Context).ValuesAsync(turn.Match.SchemeId, cancellation)).Whole(SettingKeys.MatchesReviewWeeks);
            var next = input.On ?? writing.Today.AddDays(longest);
            return (PeopleRules.CheckText(nameof(input.Words), input.Words, "Enter how it goes", "How it goes", MatchEntry.WordsMaxLength)
                ?? (next <= writing.Today || next > writing.Today.AddDays(longest) ? new Invalid(nameof(input.On), $"The next look must be in the next {longest} days") : null)
                ?? turn.Match.Review(turn.Viewer.PersonId, writing.Today, turn.Seal(input.Words!), next)) is { } refusal ? refusal : new Done();
        }, cancellation);
}
