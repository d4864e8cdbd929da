using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Says when the viewer, who is of the staff, did the course about working beside peer workers; or puts the day right.</summary>
public sealed class SayAlongside(UnitOfWork unit)
{
    /// <summary>Says so.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotAllowed"/> for whoever is not of the staff under this hat, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(DateOnly? on, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("alongside-said"), async writing =>
        {
            var (context, own, today) = (writing.Context, writing.Viewer.PersonId, writing.Today);
            if (!await context.IsStaffAsync(today, cancellation) || !await writing.LockAsync(own, cancellation))
            {
                return new NotAllowed();
            }

            if (on is not { } day)
            {
                return new Invalid("On", "Enter the day of the course");
            }

            var months = await context.AlongsideMonthsAsync(cancellation);
            if (day > today || day < today.AddMonths(-months))
            {
                return new Invalid("On", $"The day must be in the last {months} months. After that, the course is done again");
            }

            if (await context.WorkingAlongside.FirstOrDefaultAsync(w => w.PersonId == own, cancellation) is { } said)
            {
                said.PutRight(day);
            }
            else
            {
                context.Add(new WorkingAlongside(own, day));
            }

            return new Done();
        }, cancellation);
}
