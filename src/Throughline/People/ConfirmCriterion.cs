using Throughline.Storage;

namespace Throughline.People;

/// <summary>The holding whose criterion is met.</summary>
/// <param name="HoldingId">The holding.</param>
/// <param name="Version">The version the form was opened on.</param>
public sealed record MetCriterion(Guid HoldingId, int Version);

/// <summary>Records that the lived-experience criterion of a role is met, by whom and when. Nothing else about it is asked or kept (INV-008).</summary>
public sealed class ConfirmCriterion(UnitOfWork unit)
{
    /// <summary>Records it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="AlreadyEnded"/>, <see cref="CriterionNotAsked"/>.</returns>
    public Task<Outcome<Done>> RunAsync(MetCriterion input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("criterion-confirmed"), async writing =>
        {
            var (turn, refused) = await RoleTurn.TakeAsync(writing, input.HoldingId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (turn.Look.IsOver())
            {
                return new AlreadyEnded(turn.Holding.To);
            }

            if (turn.Veiled || !turn.Role.LivedExperienceRequired)
            {
                return new CriterionNotAsked();
            }

            if (turn.Holder.Id == writing.Viewer.PersonId)
            {
                return new NotAllowed();
            }

            if (turn.Holding.CriterionConfirmedAt is null)
            {
                turn.Holding.ConfirmCriterion(writing.Viewer.PersonId, writing.Now);
            }

            return new Done();
        }, cancellation);
}

/// <summary>The role does not ask for lived experience.</summary>
public sealed record CriterionNotAsked() : Refusal("criterion-not-asked")
{
    /// <inheritdoc />
    public override string Sentence => "This role does not ask for lived experience.";
}
