using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>Deletes what has been kept as long as its scheme keeps messages and weeks.</summary>
internal static class KeptMonths
{
    /// <summary>Most records of a kind in one write.</summary>
    public const int Most = 500;

    /// <summary>Goes through the schemes, as the system, until there is enough for one write.</summary>
    /// <param name="unit">Writes.</param>
    /// <param name="act">What is done.</param>
    /// <param name="forget">Deletes what a scheme has from before a London date, and says how many; <see cref="Most"/> of a kind at most.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>How many; call again until there are none. <see cref="NotAllowed"/> for anybody but the system.</returns>
    public static Task<Outcome<int>> ForgetAsync(this UnitOfWork unit, Act act, Func<Writing, Guid, DateOnly, Task<int>> forget, CancellationToken cancellation) =>
        unit.RunAsync<int>(act, async writing =>
        {
            if (writing.Viewer.Hat != Hat.System)
            {
                return new NotAllowed();
            }

            var (count, settings) = (0, new SettingQueries(writing.Context));
            foreach (var scheme in await writing.Context.Schemes.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancellation))
            {
                count += await forget(writing, scheme, writing.Today.AddMonths(-(await settings.ValuesAsync(scheme, cancellation)).Whole(SettingKeys.KeepMessageMonths)));
                if (count >= Most)
                {
                    break;
                }
            }

            return count;
        }, cancellation, WriteTurn.Batch);
}
