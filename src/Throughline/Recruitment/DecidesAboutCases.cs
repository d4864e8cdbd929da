using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

// Whoever is named for a case of clearance decides about somebody whose record they do not reach.
internal sealed class DecidesAboutCases : IDecidesAbout
{
    public async Task<IReadOnlyList<Guid>> PeopleAsync(ThroughlineContext context, CancellationToken cancellation)
    {
        var viewer = context.Viewer.PersonId;
        return !VettingTurn.DeciderHats.Contains(context.Viewer.Hat) ? []
            : await context.VettingCases.Where(c => c.PersonId != viewer && (c.DeciderId == viewer || c.HearerId == viewer)).Select(c => c.PersonId).Distinct().ToListAsync(cancellation);
    }
}
