using Throughline.Storage;

namespace Throughline.People;

/// <summary>A look at a wall that keeps it.</summary>
/// <param name="ConflictId">The conflict.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Finding">What was found.</param>
/// <param name="NextReview">When to look again.</param>
public sealed record WallReview(Guid ConflictId, int Version, string? Finding, DateOnly NextReview);

/// <summary>Looks at a wall again and keeps it, with the next date to look (INV-143).</summary>
public sealed class ReviewWall(UnitOfWork unit)
{
    /// <summary>Records it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="OneOfTheTwo"/>, <see cref="ConflictMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(WallReview input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("wall-reviewed"), async writing =>
        {
            var (conflict, refused) = await ConflictTurn.TakeAsync(writing, input.ConflictId, input.Version, cancellation);
            if (conflict is null)
            {
                return refused!;
            }

            if ((PeopleRules.CheckText(nameof(input.Finding), input.Finding, "Enter what you found", "What you found", Conflict.TextMaxLength)
                ?? await ConflictTurn.CheckReviewAsync(writing, conflict, nameof(input.NextReview), input.NextReview, cancellation)) is { } wrong)
            {
                return wrong;
            }

            var finding = writing.Seal(conflict.PersonId, input.Finding!.Trim());
            return conflict.Continue(writing.Viewer.PersonId, finding, input.NextReview) is { } refusal ? refusal : new Done();
        }, cancellation);
}
