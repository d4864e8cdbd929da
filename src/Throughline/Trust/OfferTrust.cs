using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A step of trust in words.</summary>
/// <param name="HoldingId">The role holding.</param>
/// <param name="Step">The step: the next one.</param>
/// <param name="Words">What the giver saw in them.</param>
/// <param name="ReviewOn">When to look at it again: after today, within the scheme's number of days.</param>
public sealed record TrustOffer(Guid HoldingId, TrustStep Step, string? Words, DateOnly ReviewOn);

/// <summary>
/// Grants the next step, in words to the person. The viewer is the one who grants it, by name: staff of the scheme who are not in a peer role, not
/// the holder, and not kept apart from them. It holds from the day the holder accepts.
/// </summary>
public sealed class OfferTrust(UnitOfWork unit)
{
    /// <summary>Fewest characters of the words: enough that they are about somebody.</summary>
    public const int WordsMinLength = 20;

    /// <summary>Offers it.</summary>
    /// <returns>
    /// The grant's id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="RoleNotGoingOn"/>,
    /// <see cref="NotTheNextStep"/>, <see cref="StepWaits"/>, <see cref="LowerStepOnHold"/>, <see cref="NotYourOwn"/>, <see cref="NeedsAPerson"/>,
    /// <see cref="InAPeerRole"/>, <see cref="CannotDecideForThem"/>.
    /// </returns>
    public Task<Outcome<Guid>> RunAsync(TrustOffer input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("trust-offered"), async writing =>
        {
            var (turn, refused) = await TrustTurn.TakeAsync(writing, input.HoldingId, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            // A step that was put forward is the one to grant.
            var grant = turn.Grants.FirstOrDefault(g => g.State == TrustState.Proposed && g.Step == input.Step);
            var without = grant is null ? turn : turn with { Grants = [.. turn.Grants.Where(g => g != grant)] };
            if ((await turn.MayDecideAsync(cancellation) ?? ProposeTrust.CheckNext(without, input.Step) ?? CheckWords(nameof(input.Words), input.Words, "Enter what you saw in them")
                ?? await turn.CheckReviewAsync(nameof(input.ReviewOn), input.ReviewOn, cancellation)) is { } refusal)
            {
                return refusal;
            }

            var viewer = writing.Viewer.PersonId;
            if (grant is null)
            {
                grant = TrustGrant.Propose(writing.NewId(), turn.Holding, input.Step, viewer, writing.Today, null);
                writing.Context.Add(grant);
            }

            return grant.Offer(viewer, writing.Today, writing.Seal(turn.Holder.Id, input.Words!.Trim()), input.ReviewOn) is { } no ? no : grant.Id;
        }, cancellation);

    /// <summary>What is wrong with words to somebody, or null.</summary>
    internal static Refusal? CheckWords(string field, string? words, string missing, int max = TrustGrant.WordsMaxLength) =>
        PeopleRules.CheckText(field, words, missing, "Your words", max)
        ?? (words!.Trim().Length < WordsMinLength ? new Invalid(field, $"Your words must be {WordsMinLength} characters or more, so that they say something to them") : null);
}
