using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>
/// Destroys what people wrote for whoever decided about their clearance, once the decision and the time to appeal are over (INV-023). The words
/// are taken out of the rows with an audit event; then the key of each is overwritten, so that no log and no backup can bring them back. Run every
/// day by the scheduler.
/// </summary>
public sealed class DestroyConvictionText(UnitOfWork unit, Keyring keyring)
{
    /// <summary>Most people in one run; the next takes the rest.</summary>
    public const int Most = 200;

    /// <summary>Destroys what is due. Safe to repeat: a run cut short is finished by the next.</summary>
    /// <returns>How many texts were destroyed, or <see cref="NotAllowed"/> for anybody but the system itself.</returns>
    public async Task<Outcome<int>> RunAsync(CancellationToken cancellation = default)
    {
        List<Guid> gone = [];
        var outcome = await unit.RunAsync<int>(new Act("own-words-destroyed"), async writing =>
        {
            gone.Clear();
            if (writing.Viewer.Hat != Hat.System)
            {
                return new NotAllowed();
            }

            var context = writing.Context;
            var (today, now) = (writing.Today, writing.Now);
            var count = 0;
            foreach (var personId in await DueAsync(writing, cancellation))
            {
                if (!await writing.LockAsync(personId, cancellation))
                {
                    continue;
                }

                var cases = await context.VettingCases.Include(c => c.Words).Where(c => c.PersonId == personId).ToListAsync(cancellation);
                var left = await LeftAsync(writing, [.. cases.Where(c => c.KeepWordsUntil is null)], cancellation);
                foreach (var words in cases.Where(c => c.KeepWordsUntil < today || left.Contains(c.Id)).SelectMany(c => c.Words).Where(w => w.DestroyedAt is null))
                {
                    words.Destroy(now);
                    count++;
                }

                // A form that was posted from a locked session may hold the same words.
                await context.Drafts.Where(d => d.PersonId == personId && d.ExpiresAt <= now).ExecuteDeleteAsync(cancellation);
            }

            gone.AddRange(await context.VettingWords.Where(w => w.DestroyedAt != null).Select(w => w.Id).ToListAsync(cancellation));
            gone.AddRange(context.VettingWords.Local.Where(w => w.DestroyedAt is not null).Select(w => w.Id));
            return count;
        }, cancellation, WriteTurn.Batch);
        if (outcome.Succeeded)
        {
            foreach (var id in gone.Distinct().Where(id => !keyring.IsDestroyed(id)))
            {
                keyring.Destroy(id);
            }
        }

        return outcome;
    }

    private static async Task<List<Guid>> DueAsync(Writing writing, CancellationToken cancellation)
    {
        var context = writing.Context;
        var today = writing.Today;
        var waiting = from words in context.VettingWords
                      where words.DestroyedAt == null
                      join about in context.VettingCases on words.CaseId equals about.Id
                      where about.KeepWordsUntil < today
                          || (about.KeepWordsUntil == null && !context.RoleHoldings.Any(h => h.PersonId == about.PersonId && h.SchemeId == about.SchemeId && h.To == null))
                      select about.PersonId;
        return await waiting.Distinct().OrderBy(id => id).Take(Most).ToListAsync(cancellation);
    }

    // Nobody decides any more about somebody who has left: their leaving stands in for the decision.
    private static async Task<HashSet<Guid>> LeftAsync(Writing writing, IReadOnlyList<VettingCase> undecided, CancellationToken cancellation)
    {
        HashSet<Guid> left = [];
        foreach (var open in undecided)
        {
            var spells = await writing.Context.RoleHoldings.Where(h => h.PersonId == open.PersonId && h.SchemeId == open.SchemeId).Select(h => h.To).ToListAsync(cancellation);
            if (spells.TrueForAll(to => to is not null)
                && (spells.Max() ?? open.OpenedOn).AddDays((await writing.SettingsAsync(open.SchemeId, cancellation)).Whole(SettingKeys.KeepConvictionDays)) < writing.Today)
            {
                left.Add(open.Id);
            }
        }

        return left;
    }
}
