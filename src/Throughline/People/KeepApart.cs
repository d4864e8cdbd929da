using Throughline.Storage;

namespace Throughline.People;

/// <summary>A look at two people who are kept apart.</summary>
/// <param name="Id">The relationship.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Finding">What was found.</param>
/// <param name="NextReview">When to look again: within the longest time the settings allow.</param>
public sealed record ApartReview(Guid Id, int Version, string? Finding, DateOnly NextReview);

/// <summary>Looks again at two people who are kept apart, and keeps them so until the next look.</summary>
public sealed class KeepApart(UnitOfWork unit)
{
    /// <summary>Keeps them apart.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="OneOfTheTwo"/>, <see cref="NoLongerKeptApart"/>.</returns>
    public Task<Outcome<Done>> RunAsync(ApartReview input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("relationship-reviewed"), async writing =>
        {
            var (pair, refused) = await RelationshipTurn.TakeAsync(writing, input.Id, input.Version, cancellation);
            if (pair is null)
            {
                return refused!;
            }

            if (PeopleRules.CheckText(nameof(input.Finding), input.Finding, "Enter what you found", "What you found", Relationship.TextMaxLength) is { } wrong)
            {
                return wrong;
            }

            var (today, most) = (writing.Today, (await PeopleSettings.OfAsync(writing.Context, pair.PersonId, cancellation)).WallReviewDays);
            if (input.NextReview <= today || input.NextReview > today.AddDays(most))
            {
                return new Invalid(nameof(input.NextReview), $"The review date must be in the next {most} days");
            }

            var finding = writing.Seal(pair.PersonId, input.Finding!.Trim());
            return pair.Keep(writing.Viewer.PersonId, finding, input.NextReview) is { } refusal ? refusal : new Done();
        }, cancellation);
}
