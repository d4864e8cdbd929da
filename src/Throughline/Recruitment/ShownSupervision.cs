using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>
/// Supervision and approvals as others may be shown them: not at all once the person's label has set (E08), for both tell of the past. The person
/// and the system itself always see them.
/// </summary>
internal static class ShownSupervision
{
    /// <summary>The episodes as the context's viewer may see them on a London date.</summary>
    public static IQueryable<SupervisionEpisode> ShownEpisodes(this ThroughlineContext context, DateOnly today)
    {
        var viewer = context.Viewer.PersonId;
        var everything = context.Viewer.Hat == Hat.System;
        return context.SupervisionEpisodes.Where(e => everything || e.PersonId == viewer
            || !context.People.Any(p => p.Id == e.PersonId && p.LabelSunset != null && p.LabelSunset <= today));
    }

    /// <summary>The approvals as the context's viewer may see them on a London date.</summary>
    public static IQueryable<OfficerApproval> ShownApprovals(this ThroughlineContext context, DateOnly today)
    {
        var viewer = context.Viewer.PersonId;
        var everything = context.Viewer.Hat == Hat.System;
        return context.OfficerApprovals.Where(a => everything || a.PersonId == viewer
            || !context.People.Any(p => p.Id == a.PersonId && p.LabelSunset != null && p.LabelSunset <= today));
    }
}
