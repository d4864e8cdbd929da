using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Delivery.Programmes;

/// <summary>Takes a passage out of a version, from this instant on: its owner, or a coordinator.</summary>
public sealed class TakeStoryOut(UnitOfWork unit)
{
    /// <summary>Takes it out. Safe to repeat. Its owner takes it out of every version of the programme.</summary>
    /// <param name="id">The passage's place in the version.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("programme-story-taken-out"), async writing =>
        {
            var context = writing.Context;
            if (await context.ProgrammeStories.FirstOrDefaultAsync(s => s.Id == id, cancellation) is not { } found)
            {
                return new NotFound();
            }

            found.TakeOut(writing.Now);
            if (found.PersonId == writing.Viewer.PersonId)
            {
                var (programme, story, owner) = (found.ProgrammeId, found.StoryId, found.PersonId);
                (await context.ProgrammeStories.Where(s => s.ProgrammeId == programme && s.StoryId == story && s.PersonId == owner).ToListAsync(cancellation)).ForEach(s => s.TakeOut(writing.Now));
            }

            return new Done();
        }, cancellation);
}
