using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Lets go of concerns, with all that belongs to them, and of words that were answered, when the scheme's years for them are over. Run by the sweeps, as the system.</summary>
public sealed class ForgetConcerns(UnitOfWork unit, ThroughlineContext context, TimeProvider clock)
{
    private const int Most = 50;

    /// <summary>Lets go of some.</summary>
    /// <returns>How many went; <see cref="NotAllowed"/> for anybody but the system.</returns>
    public async Task<Outcome<int>> RunAsync(CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != People.Hat.System)
        {
            return new NotAllowed();
        }

        var gone = 0;
        foreach (var scheme in await context.Schemes.AsNoTracking().OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancellation))
        {
            var until = clock.Now().AddYears(-(await new SettingQueries(context).ValuesAsync(scheme, cancellation)).Whole(SettingKeys.KeepSafeguardingYears));
            var old = await context.SafeguardingConcerns.AsNoTracking().Where(c => c.SchemeId == scheme && c.ClosedAt != null && c.ClosedAt < until && !c.KeptLonger)
                .OrderBy(c => c.Id).Take(Most).Select(c => c.Id).ToListAsync(cancellation);
            var words = await context.WordRequests.AsNoTracking().Where(w => w.SchemeId == scheme && w.SeenAt != null && w.SeenAt < until).OrderBy(w => w.Id).Take(Most).Select(w => w.Id).ToListAsync(cancellation);
            if (old.Count + words.Count > 0)
            {
                gone += (await unit.RunAsync<int>(new Act("concerns-forgotten"), async writing =>
                {
                    await EraseSafeguarding.CasesAsync(writing.Context, old, words, cancellation);
                    return old.Count + words.Count;
                }, cancellation, WriteTurn.Batch)).Value;
            }
        }

        return gone;
    }
}
