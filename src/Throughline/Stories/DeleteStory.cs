using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>
/// Deletes a story's words for ever: every version, every passage and every mark on them. What stays is a tombstone that says that there was a
/// story, and the audit log's note that it was deleted, neither with a word of it (INV-150). All sharing ends in the same transaction.
/// </summary>
public sealed class DeleteStory(UnitOfWork unit)
{
    /// <summary>Deletes it.</summary>
    /// <returns>Done; <see cref="NotFound"/> for anybody but the owner, for an account that somebody else wrote, and for one already deleted.</returns>
    public Task<Outcome<Done>> RunAsync(Guid storyId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("story-deleted"), async writing =>
        {
            var context = writing.Context;
            var story = await context.LockStoryAsync(storyId, cancellation) ? await context.FindOwnAsync(storyId, writing.Viewer.PersonId, cancellation) : null;
            if (story is null || story.AuthorId != writing.Viewer.PersonId)
            {
                return new NotFound();
            }

            // What somebody has to do with it whom the owner is walled off from goes too, though the owner never sees it.
            string[] walls = [ThroughlineContext.WallsFilter];
            context.RemoveRange(await context.Codings.IgnoreQueryFilters(walls).Where(c => c.StoryId == storyId).ToListAsync(cancellation));
            context.RemoveRange(await context.Excerpts.Where(e => e.StoryId == storyId).ToListAsync(cancellation));
            context.RemoveRange(await context.StoryVersions.Where(v => v.StoryId == storyId).ToListAsync(cancellation));
            foreach (var consent in await context.StoryConsents.IgnoreQueryFilters(walls).Where(c => c.StoryId == storyId).ToListAsync(cancellation))
            {
                _ = consent.StateAt(writing.Now) switch
                {
                    ConsentState.Given => consent.Withdraw(writing.Now),
                    ConsentState.Offered => consent.Decline(writing.Now),
                    ConsentState.Expired when consent.State == ConsentState.Given => consent.Expire(writing.Now),
                    _ => null,
                };
            }

            story.Delete(writing.Now);
            return new Done();
        }, cancellation);
}
