using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>
/// Lets go of concerns, with all that belongs to them, and of decisions that a second person looked at, when the scheme's years for them are over. One that is still open or
/// is kept longer stays. Run by the sweeps, as the system.
/// </summary>
public sealed class LetGoOfConcerns(UnitOfWork unit, ThroughlineContext context, TimeProvider clock)
{
    private const int Most = 50;

    /// <summary>Lets go of some.</summary>
    /// <returns>How many went; <see cref="NotAllowed"/> for anybody but the system.</returns>
    public async Task<Outcome<int>> RunAsync(CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != Hat.System)
        {
            return new NotAllowed();
        }

        var gone = 0;
        foreach (var scheme in await context.Schemes.AsNoTracking().OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancellation))
        {
            var years = (await new SettingQueries(context).ValuesAsync(scheme, cancellation)).Whole(SettingKeys.KeepConcernYears);
            var (day, instant) = (clock.Today().AddYears(-years), clock.Now().AddYears(-years));
            if (!await context.Concerns.AnyAsync(c => c.SchemeId == scheme && c.OverOn != null && c.OverOn < day && !c.KeptLonger, cancellation)
                && !await context.SecondLooks.AnyAsync(l => l.SchemeId == scheme && l.AskedAt < instant, cancellation))
            {
                continue;
            }

            gone += (await unit.RunAsync<int>(new Act("raised-concerns-forgotten"), async writing =>
            {
                // Asked again inside the write: somebody may have said just now that one is kept longer.
                var concerns = await writing.Context.Concerns.Include(c => c.Entries).Include(c => c.Walls).AsSplitQuery()
                    .Where(c => c.SchemeId == scheme && c.OverOn != null && c.OverOn < day && !c.KeptLonger).OrderBy(c => c.Id).Take(Most).ToListAsync(cancellation);
                var looks = await writing.Context.SecondLooks.Where(l => l.SchemeId == scheme && l.AskedAt < instant).OrderBy(l => l.Id).Take(Most).ToListAsync(cancellation);
                writing.Context.RemoveRange(concerns);
                writing.Context.RemoveRange(looks);
                return concerns.Count + looks.Count;
            }, cancellation, WriteTurn.Batch)).Value;
        }

        return gone;
    }
}
