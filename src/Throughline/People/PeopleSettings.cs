namespace Throughline.People;

/// <summary>The policy numbers of this slice as they ship, each with its reason. A scheme may set its own within the bounds of its template.</summary>
/// <param name="PeerSupervisorWeeks">Weeks in a peer role before somebody in one may supervise (INV-004): half a year is two review cycles.</param>
/// <param name="PlanWorkingDays">Working days in which a declared conflict is looked at: a week, because people work around an interim wall meanwhile.</param>
/// <param name="WallReviewDays">Longest time between looks at a wall, in days: a wall nobody looks at becomes a life sentence.</param>
public sealed record PeopleSettings(int PeerSupervisorWeeks = 26, int PlanWorkingDays = 5, int WallReviewDays = 90)
{
    /// <summary>The shipped defaults.</summary>
    public static PeopleSettings Default { get; } = new();

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
