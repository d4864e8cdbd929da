using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A decision about a step of trust.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Decision">Why, and what was looked at.</param>
public sealed record TrustDecision(Guid GrantId, int Version, Decision Decision);

/// <summary>A second person agrees to a hold, with reasons of their own. It then lasts to the end of its last day.</summary>
public sealed class ConfirmHold(UnitOfWork unit)
{
    /// <summary>Agrees.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>,
    /// <see cref="NotOnHold"/>, <see cref="HoldRanOut"/>, <see cref="HoldConfirmedAlready"/>, <see cref="NeedsSecondPerson"/>, <see cref="NotYourOwn"/>,
    /// <see cref="InAPeerRole"/>, <see cref="CannotDecideForThem"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(TrustDecision input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("trust-hold-confirmed"), writing =>
            TrustDecisions.DecideAsync(writing, input, (grant, words) => grant.ConfirmHold(writing.Viewer.PersonId, writing.Now, words), cancellation), cancellation);
}

/// <summary>What the decisions against a step of trust have in common: who may, and that they say why and what they looked at (E02).</summary>
internal static class TrustDecisions
{
    public static async Task<Outcome<Done>> DecideAsync(
        Writing writing, TrustDecision input, Func<TrustGrant, Security.SealedText, Refusal?> verb, CancellationToken cancellation)
    {
        var (turn, refused) = await TrustTurn.TakeGrantAsync(writing, input.GrantId, input.Version, cancellation);
        if (turn is null)
        {
            return refused!;
        }

        return (await turn.MayDecideAsync(cancellation)
            ?? input.Decision.Check(writing.Viewer)
            ?? await SecondPerson.CheckAsync(writing, turn.Holder.Id, turn.Holding.SchemeId, AdverseAct.LowerTrust, turn.Grant!.Id, cancellation)
            ?? verb(turn.Grant!, writing.Seal(turn.Holder.Id, input.Decision.Text))) is { } refusal ? refusal : new Done();
    }
}
