using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>Asks that a step on hold be taken back, with reason and evidence. Nothing changes until a second person agrees (INV-041).</summary>
public sealed class AskToWithdrawTrust(UnitOfWork unit)
{
    /// <summary>Asks.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>,
    /// <see cref="NotOnHold"/>, <see cref="HoldRanOut"/>, <see cref="HoldNotConfirmed"/>, <see cref="WithdrawalAskedAlready"/>, <see cref="NeedsSecondPerson"/>,
    /// <see cref="NotYourOwn"/>, <see cref="InAPeerRole"/>, <see cref="CannotDecideForThem"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(TrustDecision input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("trust-withdrawal-asked"), writing =>
            TrustDecisions.DecideAsync(writing, input, (grant, words) => grant.AskWithdrawal(writing.Viewer.PersonId, writing.Now, words), cancellation), cancellation);
}
