using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>
/// That somebody of the staff did the short course about working beside people with lived experience: their own word, with its day. A course is done once, so it belongs to the person and
/// to no scheme. Nobody else reads it; it is only counted.
/// </summary>
public sealed class WorkingAlongside : IAboutPerson
{
    private WorkingAlongside()
    {
    }

    internal WorkingAlongside(Guid personId, DateOnly on) => (PersonId, On) = (personId, on);

    /// <summary>Who did it.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>When, as a London date.</summary>
    public DateOnly On { get; private set; }

    internal void PutRight(DateOnly on) => On = on;
}

/// <summary>Who works beside peer workers.</summary>
internal static class Staff
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>The hats under which somebody works beside peer workers.</summary>
    public static bool WorksBeside(this Hat hat) => hat.Recognises() || hat == Hat.ResponsibleOfficer;

    /// <summary>Posts of staff that are held in some schemes on a London date: none of the ladder, and none that only looks after a part of the record. Without reach, and never through a wall.</summary>
    public static IQueryable<RoleHolding> StaffPosts(this ThroughlineContext context, IReadOnlyList<Guid> schemes, DateOnly today) =>
        context.RoleHoldings.IgnoreQueryFilters(AnyReach).Where(h => schemes.Contains(h.SchemeId) && h.State == RoleState.Held && h.From <= today && (h.To == null || h.To >= today)
            && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && !r.OnLadder && (r.Hats.Contains(Hat.Coordinator) || r.Hats.Contains(Hat.Supervisor) || r.Hats.Contains(Hat.StaffColleague)
                || r.Hats.Contains(Hat.HeadOfService) || r.Hats.Contains(Hat.ResponsibleOfficer))));

    /// <summary>The staff of a scheme, each with whether they said that they did the course since a London date. Two commands.</summary>
    public static async Task<IReadOnlyCollection<(Guid Person, bool Did)>> StaffWhoLearnedAsync(this ThroughlineContext context, Guid schemeId, DateOnly since, DateOnly today, CancellationToken cancellation)
    {
        var staff = await context.StaffPosts([schemeId], today).Select(h => h.PersonId).Distinct().ToListAsync(cancellation);
        var did = (await context.WorkingAlongside.IgnoreQueryFilters(AnyReach).AsNoTracking().Where(w => staff.Contains(w.PersonId) && w.On >= since && w.On <= today).Select(w => w.PersonId)
            .ToListAsync(cancellation)).ToHashSet();
        return [.. staff.Select(person => (person, did.Contains(person)))];
    }

    /// <summary>Whether the viewer is of the staff under this hat. One command at most.</summary>
    public static async Task<bool> IsStaffAsync(this ThroughlineContext context, DateOnly today, CancellationToken cancellation)
    {
        var own = context.Viewer.PersonId;
        return context.Viewer.Hat.WorksBeside() && await context.StaffPosts(context.Viewer.SchemeIds, today).AnyAsync(h => h.PersonId == own, cancellation);
    }
}
