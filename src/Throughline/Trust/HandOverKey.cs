using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A key put into somebody's hand.</summary>
/// <param name="KeyId">The key, in the cupboard.</param>
/// <param name="PersonId">Who has it now: somebody trusted with a key in the key's scheme.</param>
public sealed record KeyHandover(Guid KeyId, Guid PersonId);

/// <summary>
/// A coordinator says that they put a key into somebody's hand. That is half of it: custody changes when the other says so too, within the
/// scheme's hours, signed in as themselves (INV-044).
/// </summary>
public sealed class HandOverKey(UnitOfWork unit)
{
    /// <summary>Says so.</summary>
    /// <returns>
    /// The custody's id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="KeyMoveNotOpen"/>,
    /// <see cref="NotTrustedWithKeys"/>, <see cref="NotToYourself"/>.
    /// </returns>
    public Task<Outcome<Guid>> RunAsync(KeyHandover input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("key-handed-over"), async writing =>
        {
            var seen = await writing.LockAsync(input.PersonId, cancellation);
            var (turn, refused) = await KeyTurn.TakeAsync(writing, input.KeyId, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!writing.Viewer.Runs(turn.Key.SchemeId))
            {
                return new NotAllowed();
            }

            if (!seen)
            {
                return new Invalid(nameof(input.PersonId), "Choose who has the key now");
            }

            if (turn.Custody is { } earlier && earlier.FellBack(writing.Now))
            {
                earlier.CallOff(turn.Key, writing.Now);
            }

            // Somebody whose label has set is shown to others as a colleague who never held a peer role, and no colleague is handed one.
            var person = await writing.Context.People.AsNoTracking().SingleAsync(p => p.Id == input.PersonId, cancellation);
            if (person.LabelHasSet(writing.Today) || !await writing.Context.IsTrustedAsync(input.PersonId, TrustStep.KeyHolding, writing.Today, turn.Key.SchemeId, cancellation))
            {
                return new NotTrustedWithKeys();
            }

            var custody = KeyCustody.HandOver(writing.NewId(), turn.Key, input.PersonId, writing.Viewer.PersonId, writing.Now, writing.Now + turn.Within);
            if (!custody.Succeeded)
            {
                return custody.Refusal!;
            }

            writing.Context.Add(custody.Value);
            return custody.Value.Id;
        }, cancellation);
}
