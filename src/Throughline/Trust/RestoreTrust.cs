using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A step given back.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Words">What was found, to the person.</param>
public sealed record RestoredTrust(Guid GrantId, int Version, string? Words);

/// <summary>Gives a step back, in words: one person is enough. Also after a hold has run out, to say how it ended.</summary>
public sealed class RestoreTrust(UnitOfWork unit)
{
    /// <summary>Gives it back.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="TrustMoveNotOpen"/>,
    /// <see cref="NotYourOwn"/>, <see cref="NeedsAPerson"/>, <see cref="InAPeerRole"/>, <see cref="CannotDecideForThem"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(RestoredTrust input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("trust-restored"), async writing =>
        {
            var (turn, refused) = await TrustTurn.TakeGrantAsync(writing, input.GrantId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            return (await turn.MayDecideAsync(cancellation)
                ?? OfferTrust.CheckWords(nameof(input.Words), input.Words, "Enter what you found")
                ?? turn.Grant!.Restore(writing.Viewer.PersonId, writing.Now, writing.Seal(turn.Holder.Id, input.Words!.Trim()))) is { } refusal ? refusal : new Done();
        }, cancellation);
}
