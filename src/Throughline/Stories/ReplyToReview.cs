using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>The person whom a review is about answers it. The answer stands beside the review wherever it is shown (E24).</summary>
public sealed class ReplyToReview(UnitOfWork unit)
{
    /// <summary>Saves the answer; blank words take it back.</summary>
    /// <returns>Done; <see cref="NotFound"/> for anybody but the person, and for a review of their own; <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid reviewId, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("review-answered"), async writing =>
        {
            var person = writing.Viewer.PersonId;
            var review = await writing.Context.StageReviews.FirstOrDefaultAsync(r => r.Id == reviewId && r.PersonId == person && r.ReviewerId != person, cancellation);
            if (review is null)
            {
                return new NotFound();
            }

            if (words?.Length > StageReview.WordsMaxLength)
            {
                return new Invalid("Words", $"Use {StageReview.WordsMaxLength:N0} characters or fewer");
            }

            review.Answer(writing.SealOptional(person, words), writing.Now);
            return new Done();
        }, cancellation);
}
