using Throughline.People;
using Throughline.Recruitment;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>The officer names another who decides in their place, or nobody any more.</summary>
public sealed class NameStandIn(UnitOfWork unit)
{
    /// <summary>Names them.</summary>
    /// <param name="requirementId">Which requirement.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="officerId">Another officer of the scheme; null for nobody.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="CannotBeOfficer"/>, <see cref="RequirementHasEnded"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid requirementId, int version, Guid? officerId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("stand-in-named"), async writing =>
        {
            if (writing.Viewer.Hat != Hat.ResponsibleOfficer)
            {
                return new NotAllowed();
            }

            var (requirement, refused) = await RequirementTurn.TakeAsync(writing, requirementId, version, cancellation);
            if (requirement is null)
            {
                return refused!;
            }

            if (officerId == writing.Viewer.PersonId)
            {
                return new Invalid(nameof(Requirement.DelegateId), "Choose another officer");
            }

            if (officerId is { } other && await writing.CheckOfficerAsync(nameof(Requirement.DelegateId), requirement.PersonId, requirement.SchemeId, other, cancellation) is { } wrong)
            {
                return wrong;
            }

            return requirement.StandIn(officerId) is { } refusal ? refusal : new Done();
        }, cancellation);
}
