using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Somebody takes their application back. No reason is asked, and they may apply again on any day.</summary>
public sealed class WithdrawApplication(UnitOfWork unit, RoleMover mover)
{
    /// <summary>Takes it back.</summary>
    /// <returns><see cref="Done"/>; <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="ApplicationMoved"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid applicationId, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("application-withdrawn"), async writing =>
        {
            var (turn, refused) = await ApplicationTurn.TakeOwnAsync(writing, applicationId, version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (turn.Application.Withdraw(writing.Today) is { } refusal)
            {
                return refusal;
            }

            var holding = turn.Holding;
            return holding.State.IsOver() ? new Done()
                : await mover.DoAsync(writing, holding, turn.Role, () => holding.End(writing.Today, ExitReason.OwnChoiceEnough, null), cancellation) is { } stayed ? stayed : new Done();
        }, cancellation);
}
