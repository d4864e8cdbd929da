using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;
using Throughline.Stories.Stages;

namespace Throughline.Stories;

/// <summary>A coordinator confirms that somebody has been trained to mark passages.</summary>
public sealed class ConfirmCoderTraining(UnitOfWork unit)
{
    /// <summary>Confirms it. Safe to repeat: the first date stays.</summary>
    /// <param name="personId">Who was trained; not oneself.</param>
    /// <param name="on">The London date on which they finished; not in the future.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns>Done; <see cref="NotFound"/>; <see cref="NotAllowed"/> for a hat other than the coordinator's; <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid personId, DateOnly? on, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("coder-training-confirmed"), async writing =>
        {
            if (writing.Viewer.Hat is not (Hat.Coordinator or Hat.System))
            {
                return new NotAllowed();
            }

            if (on is not { } date || date > writing.Today)
            {
                return new Invalid("On", "Enter the date they finished, today or earlier");
            }

            // The person's row is the lock: two confirmations at once become one.
            if (await writing.Context.People.Where(p => p.Id == personId).ExecuteUpdateAsync(set => set.SetProperty(p => p.Version, p => p.Version), cancellation) == 0)
            {
                return new NotFound();
            }

            if (personId == writing.Viewer.PersonId)
            {
                return new Invalid("PersonId", "Ask another coordinator to confirm your own training");
            }

            var book = Codebook.Default.Key;
            if (!await writing.Context.CoderTrainings.AnyAsync(t => t.PersonId == personId && t.Book == book, cancellation))
            {
                writing.Context.Add(new CoderTraining(writing.NewId(), personId, book, date, writing.Viewer.PersonId, writing.Now));
            }

            return new Done();
        }, cancellation);
}
