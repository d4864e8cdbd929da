using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>The person whom an account is about answers it. The answer stands beside the account wherever it is shown (E24).</summary>
public sealed class ReplyToAccount(UnitOfWork unit)
{
    /// <summary>Saves the answer; blank words take it back.</summary>
    /// <returns>Done; <see cref="NotFound"/> for anybody but the owner and for a story of one's own; <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid storyId, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("account-answered"), async writing =>
        {
            var owner = writing.Viewer.PersonId;
            var story = await writing.Context.FindOwnAsync(storyId, owner, cancellation);
            if (story is null || story.AuthorId == owner)
            {
                return new NotFound();
            }

            if (words?.Length > Story.ReplyMaxLength)
            {
                return new Invalid("Words", $"Use {Story.ReplyMaxLength:N0} characters or fewer");
            }

            story.Answer(writing.SealOptional(owner, words), writing.Now);
            return new Done();
        }, cancellation);
}
