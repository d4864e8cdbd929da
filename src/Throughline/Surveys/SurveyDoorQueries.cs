using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>The page on which somebody answers, for whoever has its address. Nobody is signed in, and nothing is kept of who opened it.</summary>
public sealed class SurveyDoorQueries(IDatabaseEngine engine, TimeProvider clock)
{
    /// <summary>The page of a code, with a new number; null for a code that there is not. One command.</summary>
    public async Task<DoorPage?> FindAsync(string? typed, CancellationToken cancellation = default)
    {
        if (SurveyDoor.Read(typed) is not { } code)
        {
            return null;
        }

        await using var context = engine.OpenReader(Viewer.System);
        var wave = await context.SurveyWaves.AsNoTracking().FirstOrDefaultAsync(w => w.Doors.Any(d => d.Code == code), cancellation);
        return wave is null ? null : new DoorPage(code, wave.Sheet, wave.TakesAnswersOn(clock.Today()), wave.NeedsCode, CountedSheet.NewNumber());
    }
}
