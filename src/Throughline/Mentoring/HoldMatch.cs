using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Lets a match wait, such as while the mentor pauses.</summary>
public sealed class HoldMatch(UnitOfWork unit)
{
    /// <summary>Lets it wait until it is looked at again.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="MatchMoveNotOpen"/>, <see cref="MatchOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(MatchLook input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("match-held"), async writing =>
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
            var until = input.On ?? writing.Today.AddDays(longest);
            return (PeopleRules.CheckText(nameof(input.Words), input.Words, "Enter why it waits", "Why it waits", MatchEntry.WordsMaxLength)
                ?? (until <= writing.Today || until > writing.Today.AddDays(longest) ? new Invalid(nameof(input.On), $"The next look must be in the next {longest} days") : null)
                ?? turn.Match.Hold(turn.Viewer.PersonId, writing.Today, turn.Seal(input.Words!), until)) is { } refusal ? refusal : new Done();
        }, cancellation);
}
