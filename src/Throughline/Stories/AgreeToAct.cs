using Throughline.Storage;
using Throughline.Stories.Stages;

namespace Throughline.Stories;

/// <summary>The person whom a noted act is about says that it happened as it was noted, or that it did not, or takes the answer back.</summary>
public sealed class AgreeToAct(UnitOfWork unit)
{
    /// <summary>Saves the answer.</summary>
    /// <returns>Done; <see cref="NotFound"/> for anybody but the owner, and for words that need no agreement; <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid storyId, OwnerAnswer? answer, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("act-answered"), async writing =>
        {
            var owner = writing.Viewer.PersonId;
            var story = await writing.Context.LockStoryAsync(storyId, cancellation) ? await writing.Context.FindOwnAsync(storyId, owner, cancellation) : null;
            if (story is null || !story.NeedsAgreement)
            {
                return new NotFound();
            }

            if (answer is not { } given || !Enum.IsDefined(given))
            {
                return new Invalid("Agreed", "Choose yes or no");
            }

            story.Agree(given, writing.Now);
            return new Done();
        }, cancellation);
}
