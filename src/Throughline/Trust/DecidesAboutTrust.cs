using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

// Whoever gave a step of trust, or is named to hear what somebody says against a decision about it, decides about somebody whose record they need not reach.
internal sealed class DecidesAboutTrust : IDecidesAbout
{
    public async Task<IReadOnlyList<Guid>> PeopleAsync(ThroughlineContext context, CancellationToken cancellation)
    {
        var viewer = context.Viewer.PersonId;
        return await context.TrustGrants.Where(g => g.PersonId != viewer && g.ClosedOn == null && (g.AppealToId == viewer || g.GivenById == viewer)).Select(g => g.PersonId).Distinct().ToListAsync(cancellation);
    }
}
