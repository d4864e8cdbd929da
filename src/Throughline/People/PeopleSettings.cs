using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>The policy numbers of this slice as they ship, each with its reason. A scheme may set its own within the bounds of its template.</summary>
/// <param name="PeerSupervisorWeeks">Weeks in a peer role before somebody in one may supervise (INV-004): half a year is two review cycles.</param>
/// <param name="PlanWorkingDays">Working days in which a declared conflict is looked at: a week, because people work around an interim wall meanwhile.</param>
/// <param name="WallReviewDays">Longest time between looks at a wall, in days: a wall nobody looks at becomes a life sentence.</param>
public sealed record PeopleSettings(int PeerSupervisorWeeks = 26, int PlanWorkingDays = 5, int WallReviewDays = 90)
{
    /// <summary>The shipped defaults.</summary>
    public static PeopleSettings Default { get; } = new();

    /// <summary>The numbers that hold for a person: those of the schemes they belong to, and where these differ the more careful ones.</summary>
    internal static async Task<PeopleSettings> OfAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation) =>
        await OfAsync(context, await SchemesOfAsync(context, personId, cancellation), cancellation);

    /// <summary>The same for somebody in a scheme, whether they belong to it already or come to it with this write.</summary>
    internal static async Task<PeopleSettings> OfAsync(ThroughlineContext context, Guid personId, Guid schemeId, CancellationToken cancellation) =>
        await OfAsync(context, (await SchemesOfAsync(context, personId, cancellation)).Append(schemeId).Distinct(), cancellation);

    private static async Task<List<Guid>> SchemesOfAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation) =>
        await context.Belongings.Where(b => b.PersonId == personId).Select(b => b.SchemeId).Distinct().ToListAsync(cancellation);

    private static async Task<PeopleSettings> OfAsync(ThroughlineContext context, IEnumerable<Guid> schemes, CancellationToken cancellation)
    {
        var settings = new SettingQueries(context);
        PeopleSettings? careful = null;
        foreach (var scheme in schemes)
        {
            var values = await settings.ValuesAsync(scheme, cancellation);
            var own = new PeopleSettings(
                values.Whole(SettingKeys.SupervisionPeerSupervisorWeeks), values.Whole(SettingKeys.SupportPlanWorkingDays), values.Whole(SettingKeys.SupportWallReviewDays));
            careful = careful is null ? own : new PeopleSettings(
                Math.Max(careful.PeerSupervisorWeeks, own.PeerSupervisorWeeks),
                Math.Min(careful.PlanWorkingDays, own.PlanWorkingDays),
                Math.Min(careful.WallReviewDays, own.WallReviewDays));
        }

        return careful ?? Default;
    }

    /// <summary>By when a conflict that begins on a date is to have been looked at.</summary>
    public DateOnly PlanBy(DateOnly from) => WorkingDaysAfter(from, PlanWorkingDays);

    /// <summary>
    /// The date so many working days after another. Saturdays and Sundays do not count; bank holidays do, so that a date is early by a day
    /// rather than late.
    /// </summary>
    public static DateOnly WorkingDaysAfter(DateOnly date, int days)
    {
        while (days > 0)
        {
            date = date.AddDays(1);
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                days--;
            }
        }

        return date;
    }
}
