using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Stories;

internal static class OwnStories
{
    /// <summary>A story that still has its words and belongs to a person; null otherwise.</summary>
    public static Task<Story?> FindOwnAsync(this ThroughlineContext context, Guid storyId, Guid ownerId, CancellationToken cancellation) =>
        context.Stories.FirstOrDefaultAsync(s => s.Id == storyId && s.PersonId == ownerId && s.DeletedAt == null, cancellation);

    /// <summary>Makes writers about one story take turns until they commit; false when the viewer cannot see it or it is deleted.</summary>
    public static async Task<bool> LockStoryAsync(this ThroughlineContext context, Guid storyId, CancellationToken cancellation) =>
        await context.Stories.Where(s => s.Id == storyId && s.DeletedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.VersionNumber, s => s.VersionNumber), cancellation) == 1;
}
