using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A step put forward.</summary>
/// <param name="HoldingId">The role holding.</param>
/// <param name="Step">The step: the next one.</param>
/// <param name="Words">Why it is time; may be left out.</param>
public sealed record TrustProposal(Guid HoldingId, TrustStep Step, string? Words);

/// <summary>Puts the next step forward: the holder asks for it, or somebody who works with them thinks it is time.</summary>
public sealed class ProposeTrust(UnitOfWork unit)
{
    /// <summary>Puts it forward.</summary>
    /// <returns>
    /// The grant's id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="RoleNotGoingOn"/>,
    /// <see cref="NotTheNextStep"/>, <see cref="StepWaits"/>, <see cref="LowerStepOnHold"/>, <see cref="InAPeerRole"/>, <see cref="CannotDecideForThem"/>.
    /// </returns>
    public Task<Outcome<Guid>> RunAsync(TrustProposal input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("trust-proposed"), async writing =>
        {
            var (turn, refused) = await TrustTurn.TakeAsync(writing, input.HoldingId, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (((turn.IsOwn ? null : await turn.MayDecideAsync(cancellation))
                ?? PeopleRules.CheckOptionalText(nameof(input.Words), input.Words, "Your words", TrustGrant.WordsMaxLength)
                ?? CheckNext(turn, input.Step)) is { } refusal)
            {
                return refusal;
            }

            var grant = TrustGrant.Propose(
                writing.NewId(), turn.Holding, input.Step, writing.Viewer.PersonId, writing.Today, writing.SealOptional(turn.Holder.Id, input.Words));
            writing.Context.Add(grant);
            return grant.Id;
        }, cancellation);

    /// <summary>Why this step cannot be the next one for the role; null when it can.</summary>
    internal static Refusal? CheckNext(TrustTurn turn, TrustStep step) =>
        !turn.Holding.State.IsActive() ? new RoleNotGoingOn()
        : turn.Grants.Any(g => g.ActiveFrom is null && g.ClosedOn is null) ? new StepWaits()
        : TrustLadder.Next(turn.Standing, turn.Grants) is var next && next != step ? new NotTheNextStep(next)
        : turn.Grants.Any(g => g.Step < step && g.HoldStands(turn.Writing.Now)) ? new LowerStepOnHold()
        : null;
}
