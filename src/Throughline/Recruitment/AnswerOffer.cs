using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Somebody answers the offer they were made. A no needs no reason and has no consequence.</summary>
public sealed class AnswerOffer(UnitOfWork unit, RoleMover mover)
{
    /// <summary>Answers it.</summary>
    /// <returns><see cref="Done"/>; <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="ApplicationMoved"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid applicationId, int version, bool yes, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act(yes ? "offer-accepted" : "offer-declined"), async writing =>
        {
            var (turn, refused) = await ApplicationTurn.TakeOwnAsync(writing, applicationId, version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (turn.Application.AnswerOffer(yes, writing.Today) is { } refusal)
            {
                return refusal;
            }

            var holding = turn.Holding;
            return yes || holding.State.IsOver() ? new Done()
                : await mover.DoAsync(writing, holding, turn.Role, () => holding.End(writing.Today, ExitReason.OwnChoiceEnough, null), cancellation) is { } stayed ? stayed : new Done();
        }, cancellation);
}
