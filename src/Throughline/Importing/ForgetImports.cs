using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>Gives up files that were read and that nobody came back for, and throws their rows away. Run by the scheduler, as the system.</summary>
public sealed class ForgetImports(UnitOfWork unit)
{
    /// <summary>Gives up what has waited too long.</summary>
    /// <returns>How many files; call again until there are none. <see cref="NotAllowed"/> for anybody but the system.</returns>
    public async Task<Outcome<int>> RunAsync(CancellationToken cancellation = default)
    {
        List<Guid> given = [];
        var outcome = await unit.RunAsync<int>(new Act("imports-given-up"), async writing =>
        {
            if (writing.Viewer.Hat != Hat.System)
            {
                return new NotAllowed();
            }

            var settings = new SettingQueries(writing.Context);
            foreach (var scheme in await writing.Context.Schemes.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancellation))
            {
                var before = writing.Now.AddDays(-(await settings.ValuesAsync(scheme, cancellation)).Whole(SettingKeys.ImportKeepDays));
                var old = await writing.Context.ImportRuns.Where(r => r.SchemeId == scheme && (r.State == ImportState.Columns || r.State == ImportState.Checked) && r.TouchedAt < before)
                    .OrderBy(r => r.Id).Take(KeptMonths.Most).ToListAsync(cancellation);
                old.ForEach(r => r.Discard(writing.Now));
                given.AddRange(old.Select(r => r.Id));
            }

            return given.Count;
        }, cancellation, WriteTurn.Batch);

        // Cut short here, the worker finds a file that is given up and still has rows, and throws them away.
        foreach (var run in given)
        {
            await StagedFile.ForgetAsync(unit, run, cancellation);
        }

        return outcome;
    }
}
