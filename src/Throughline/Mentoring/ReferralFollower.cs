using Throughline.Importing;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Puts on the list who came with a file that says since when they have waited. Those who wait or have a match stay as they are.</summary>
internal sealed class ReferralFollower : IImportFollower
{
    public async Task FollowAsync(Writing writing, Guid schemeId, IReadOnlyList<ImportedWait> waiting, CancellationToken cancellation)
    {
        if (!writing.Viewer.Runs(schemeId))
        {
            return;
        }

        List<ImportedWait> here = [];
        foreach (var wait in waiting.OrderBy(w => w.PersonId))
        {
            if (wait.PersonId != writing.Viewer.PersonId && await writing.LockAsync(wait.PersonId, cancellation))
            {
                here.Add(wait);
            }
        }

        var (worked, waits, matched) = await writing.Context.ReferralsAsync(schemeId, [.. here.Select(w => w.PersonId)], cancellation);
        foreach (var wait in here.Where(w => worked.Contains(w.PersonId) && !waits.Contains(w.PersonId) && !matched.Contains(w.PersonId)))
        {
            writing.Context.Add(Referral.Ask(
                writing.NewId(), wait.PersonId, schemeId, ReferralSource.File, writing.Viewer.PersonId, wait.Since, writing.SealOptional(wait.PersonId, wait.For)));
        }
    }
}
