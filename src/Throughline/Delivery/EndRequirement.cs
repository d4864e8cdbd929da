using Throughline.People;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>Ends a requirement. What happened until its last day still counts, and is still decided.</summary>
public sealed class EndRequirement(UnitOfWork unit)
{
    /// <summary>Ends it.</summary>
    /// <param name="requirementId">Which.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="on">Its last London date: today or before.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="RequirementHasEnded"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid requirementId, int version, DateOnly on, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("requirement-ended"), async writing =>
        {
            var (requirement, refused) = await RequirementTurn.TakeAsync(writing, requirementId, version, cancellation);
            if (requirement is null)
            {
                return refused!;
            }

            return (PeopleRules.CheckPast(nameof(Requirement.EndedOn), on, writing.Today) ?? requirement.End(on)) is { } refusal ? refusal : new Done();
        }, cancellation);
}
