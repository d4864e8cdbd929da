using Throughline.People;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>A new story of one's own.</summary>
/// <param name="Words">Title, text and date.</param>
/// <param name="Kind">Typed or read out of a document.</param>
/// <param name="FileName">The document's name, where there was one.</param>
public sealed record NewStory(StoryWords Words, StoryKind Kind = StoryKind.Written, string? FileName = null);

/// <summary>Saves a new story as its first version. It is private until its owner shares it.</summary>
public sealed class WriteStory(UnitOfWork unit)
{
    /// <summary>Saves it.</summary>
    /// <returns>The story's id; <see cref="Invalid"/>; <see cref="NotAllowed"/> for a hat that has no stories of its own.</returns>
    public Task<Outcome<Guid>> RunAsync(NewStory input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("story-written"), writing =>
        {
            if (writing.Viewer.Hat is not (Hat.PeerWorker or Hat.Mentee))
            {
                return Task.FromResult<Outcome<Guid>>(new NotAllowed());
            }

            if (input.Words.Check(writing.Today) is { } refusal)
            {
                return Task.FromResult<Outcome<Guid>>(refusal);
            }

            var words = input.Words;
            var owner = writing.Viewer.PersonId;
            var story = Story.Begin(writing.NewId(), owner, input.Kind, words.OccasionDate!.Value, writing.Now);
            writing.Context.Add(story);
            writing.Context.Add(new StoryVersion(
                writing.NewId(), story, 1, writing.Seal(owner, words.Title!), writing.Seal(owner, words.Text!), words.Text!.Length,
                writing.SealOptional(owner, input.FileName), writing.Now));
            return Task.FromResult<Outcome<Guid>>(story.Id);
        }, cancellation);
}
