using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>
/// The second person agrees that a step is taken back, with reasons of their own (INV-041). The role stays where it is; the holder keeps the right to
/// appeal to the person who was named.
/// </summary>
public sealed class WithdrawTrust(UnitOfWork unit)
{
    /// <summary>Takes it back.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>,
    /// <see cref="NotOnHold"/>, <see cref="HoldRanOut"/>, <see cref="HoldNotConfirmed"/>, <see cref="NeedsSecondPerson"/>, <see cref="NotYourOwn"/>,
    /// <see cref="InAPeerRole"/>, <see cref="CannotDecideForThem"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(TrustDecision input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("trust-withdrawn"), writing =>
            TrustDecisions.DecideAsync(writing, input, (grant, words) => grant.Withdraw(writing.Viewer.PersonId, writing.Now, words), cancellation), cancellation);
}
