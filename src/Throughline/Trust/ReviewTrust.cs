using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A step of trust looked at again.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Words">What the reviewer sees now, to the person.</param>
/// <param name="Next">When to look again: after today, within the scheme's number of days.</param>
public sealed record TrustReview(Guid GrantId, int Version, string? Words, DateOnly Next);

/// <summary>Looks at a step again, with new words and a new date, which the steps below take as well.</summary>
public sealed class ReviewTrust(UnitOfWork unit)
{
    /// <summary>Saves the review.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="TrustMoveNotOpen"/>,
    /// <see cref="NotYourOwn"/>, <see cref="NeedsAPerson"/>, <see cref="InAPeerRole"/>, <see cref="CannotDecideForThem"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(TrustReview input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("trust-reviewed"), async writing =>
        {
            var (turn, refused) = await TrustTurn.TakeGrantAsync(writing, input.GrantId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if ((await turn.MayDecideAsync(cancellation)
                ?? OfferTrust.CheckWords(nameof(input.Words), input.Words, "Enter what you see now")
                ?? await turn.CheckReviewAsync(nameof(input.Next), input.Next, cancellation)) is { } wrong)
            {
                return wrong;
            }

            var grant = turn.Grant!;
            if (grant.Review(writing.Viewer.PersonId, writing.Today, writing.Seal(grant.PersonId, input.Words!.Trim()), input.Next) is { } refusal)
            {
                return refusal;
            }

            turn.RestOn(grant);
            return new Done();
        }, cancellation);
}
