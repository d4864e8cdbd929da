using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>A change of a story.</summary>
/// <param name="StoryId">The story.</param>
/// <param name="Version">The number of the version that the form was opened on.</param>
/// <param name="Words">Title, text and date as they are to be.</param>
public sealed record StoryChange(Guid StoryId, int Version, StoryWords Words);

/// <summary>Saves a change as a new version. Earlier versions, and the marks on them, stay as they are (INV-150, INV-151).</summary>
public sealed class ChangeStory(UnitOfWork unit)
{
    /// <summary>Saves it.</summary>
    /// <returns>The number of the new version, or the old one when nothing was changed; <see cref="NotFound"/> for anybody but the owner;
    /// <see cref="Invalid"/>; <see cref="Stale"/>.</returns>
    public Task<Outcome<int>> RunAsync(StoryChange input, CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("story-changed"), async writing =>
        {
            var (context, owner) = (writing.Context, writing.Viewer.PersonId);
            var story = await context.LockStoryAsync(input.StoryId, cancellation) ? await context.FindOwnAsync(input.StoryId, owner, cancellation) : null;
            if (story is null || story.AuthorId != owner)
            {
                return new NotFound();
            }

            if (input.Words.Check(writing.Today) is { } refusal)
            {
                return refusal;
            }

            if (story.VersionNumber != input.Version)
            {
                return new Stale();
            }

            var words = input.Words;
            var newest = await context.StoryVersions.SingleAsync(v => v.StoryId == story.Id && v.Number == input.Version, cancellation);
            if (story.OccasionDate == words.OccasionDate && writing.Open(owner, newest.Title) == words.Title && writing.Open(owner, newest.Text) == words.Text)
            {
                return input.Version;
            }

            story.Change(words.OccasionDate!.Value, writing.Now);
            context.Add(new StoryVersion(
                writing.NewId(), story, story.VersionNumber, writing.Seal(owner, words.Title!), writing.Seal(owner, words.Text!), words.Text!.Length, newest.FileName, writing.Now));
            return story.VersionNumber;
        }, cancellation);
}
