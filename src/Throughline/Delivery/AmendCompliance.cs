using Throughline.People;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>The officer decides otherwise, always with a reason; or looks again at a fact that was put right. What was decided before is kept.</summary>
public sealed class AmendCompliance(UnitOfWork unit)
{
    /// <summary>Changes it.</summary>
    /// <param name="input">What is decided now.</param>
    /// <param name="version">The version of the decision that the form was opened on.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotAllowed"/>, <see cref="NotFound"/>, <see cref="NoFactYet"/>, <see cref="NotDecidedYet"/>, <see cref="Stale"/>,
    /// <see cref="ContradictsFact"/>, <see cref="NobodysAbsence"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(ComplianceInput input, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("compliance-amended"), async writing =>
        {
            var (turn, refused) = await ComplianceTurn.TakeAsync(writing, input, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (turn.Decision is not { } decision)
            {
                return new NotDecidedYet();
            }

            if (decision.Version != version)
            {
                return new Stale();
            }

            if (decision.Code == turn.Outcome.Code && decision.FactVersion == turn.Fact.Version)
            {
                return new Invalid(nameof(input.Outcome), "Choose another outcome, or leave it as it is");
            }

            return (OutcomeRules.Check(turn.Fact.Mark, turn.Outcome)
                ?? input.Decision.Check(writing.Viewer)
                ?? decision.Amend(turn.Fact, turn.Outcome, writing.Seal(decision.PersonId, input.Decision.Text), writing.Viewer.PersonId, writing.Now)) is { } refusal ? refusal : new Done();
        }, cancellation);
}
