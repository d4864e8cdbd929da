using Throughline.Recruitment;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>A change to a requirement.</summary>
/// <param name="RequirementId">Which.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="To">Last London date; null where it is not known.</param>
/// <param name="Length">The most that can count.</param>
/// <param name="OfficerId">The officer; null for that of the person's supervision.</param>
public sealed record ChangedRequirement(Guid RequirementId, int Version, DateOnly? To, int? Length, Guid? OfficerId);

/// <summary>Changes until when a requirement runs, how much can count, or who the officer is.</summary>
public sealed class ChangeRequirement(UnitOfWork unit)
{
    /// <summary>Changes it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="RequirementHasEnded"/>, <see cref="NeedsOfficer"/>, <see cref="CannotBeOfficer"/>, <see cref="RequirementOverlaps"/>.</returns>
    public Task<Outcome<Done>> RunAsync(ChangedRequirement input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("requirement-changed"), async writing =>
        {
            var (requirement, refused) = await RequirementTurn.TakeAsync(writing, input.RequirementId, input.Version, cancellation);
            if (requirement is null)
            {
                return refused!;
            }

            return (requirement.Change(input.To, input.Length, input.OfficerId) ?? await RequirementTurn.CheckAsync(writing, requirement, cancellation)) is { } refusal ? refusal : new Done();
        }, cancellation);
}
