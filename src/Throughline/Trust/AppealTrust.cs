using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>An appeal.</summary>
/// <param name="GrantId">The grant, on hold or taken back.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Words">What the holder wants looked at again.</param>
public sealed record TrustAppeal(Guid GrantId, int Version, string? Words);

/// <summary>The holder appeals to the person who was named. Only theirs to do.</summary>
public sealed class AppealTrust(UnitOfWork unit)
{
    /// <summary>Appeals.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/> for anybody but the holder, <see cref="Stale"/>, <see cref="Invalid"/>,
    /// <see cref="NothingToAppeal"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(TrustAppeal input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("trust-appealed"), async writing =>
        {
            var (turn, refused) = await TrustTurn.TakeGrantAsync(writing, input.GrantId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.IsOwn)
            {
                return new NotAllowed();
            }

            return (PeopleRules.CheckText(nameof(input.Words), input.Words, "Enter what you want looked at again", "Your words", TrustGrant.WordsMaxLength)
                ?? turn.Grant!.Appeal(writing.Today, writing.Seal(turn.Holder.Id, input.Words!.Trim()))) is { } refusal ? refusal : new Done();
        }, cancellation);
}
