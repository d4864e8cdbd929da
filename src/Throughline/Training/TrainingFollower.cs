using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>When a role ends, the place on a course that belonged to it is given up. Why the role ended is not written there.</summary>
internal sealed class TrainingFollower : IRoleFollower
{
    public async Task FollowAsync(Writing writing, RoleHolding holding, RoleDefinition role, RoleState from, CancellationToken cancellation)
    {
        if (!holding.State.IsOver())
        {
            return;
        }

        // Whoever ends the role may see the person; a label that has set, or a wall, does not keep the place from going.
        var open = await writing.Context.Enrolments
            .IgnoreQueryFilters([ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.LabelFilter])
            .Include(e => e.Places.OrderBy(p => p.Number))
            .Where(e => e.HoldingId == holding.Id && e.State <= EnrolmentState.Deferred).ToListAsync(cancellation);
        foreach (var enrolment in open)
        {
            var on = holding.To is { } last && last >= enrolment.EnrolledOn ? last : enrolment.EnrolledOn;
            enrolment.Withdraw(on, enrolment.PersonId);
        }
    }
}
