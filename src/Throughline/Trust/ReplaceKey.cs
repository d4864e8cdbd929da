using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>What hangs in the place of a lost key, as typed.</summary>
/// <param name="KeyId">The lost key.</param>
/// <param name="Label">What is written on the new one.</param>
public sealed record KeyReplacement(Guid KeyId, string? Label);

/// <summary>Puts another key in the place of a lost one.</summary>
public sealed class ReplaceKey(UnitOfWork unit)
{
    /// <summary>Replaces it.</summary>
    /// <returns>The new key's id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="KeyMoveNotOpen"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(KeyReplacement input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("key-replaced"), async writing =>
        {
            var (turn, refused) = await KeyTurn.TakeAsync(writing, input.KeyId, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (await turn.MayRunAsync(cancellation) is { } no)
            {
                return no;
            }

            var lost = turn.Key;
            var made = Key.Add(writing.NewId(), lost.SchemeId, lost.SiteId, lost.SpaceId, input.Label, lost.Opens, writing.Today);
            if (!made.Succeeded)
            {
                return made.Refusal!;
            }

            if (lost.ReplaceBy(made.Value) is { } refusal)
            {
                return refusal;
            }

            writing.Context.Add(made.Value);
            return made.Value.Id;
        }, cancellation);
}
