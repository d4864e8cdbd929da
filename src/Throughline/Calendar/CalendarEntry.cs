using Throughline.People;
using Throughline.Trust;

namespace Throughline.Calendar;

/// <summary>What stands in somebody's week.</summary>
public enum CalendarKind
{
    /// <summary>Planned hours in a place.</summary>
    Shift = 1,

    /// <summary>The first meeting of a mentor and somebody they may mentor.</summary>
    FirstMeeting = 2,

    /// <summary>The day by which a match is looked at.</summary>
    MatchReview = 3,

    /// <summary>The planned last day of a match.</summary>
    MatchEnd = 4,

    /// <summary>A session of a group at which they are expected.</summary>
    GroupSession = 5,

    /// <summary>A session of a group that they run.</summary>
    GroupToRun = 6,

    /// <summary>A session of a group that nobody runs, for whoever coordinates it.</summary>
    GroupGap = 7,

    /// <summary>A session of a course they are on.</summary>
    TrainingSession = 8,

    /// <summary>A session of a course they help to run.</summary>
    TrainingToRun = 9,

    /// <summary>The day by which a step of trust is looked at again.</summary>
    TrustReview = 10,

    /// <summary>The day by which a talk after something hard is to be had.</summary>
    Talk = 11,

    /// <summary>A time at which they have booked a place.</summary>
    Booking = 12,
}

/// <summary>One thing in somebody's week.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="RecordId">The record it is of.</param>
/// <param name="On">Its London date; the first, where it goes on into the next.</param>
/// <param name="StartsAt">When it begins; null for something that has a day and no time.</param>
/// <param name="EndsAt">When it ends; null where that is not planned.</param>
/// <param name="Title">What it is, in words for the page.</param>
/// <param name="Detail">Where, or with whom; null for nothing to add.</param>
/// <param name="Path">The address of its own page.</param>
/// <param name="Site">The name of its site; null for none.</param>
/// <param name="Off">Why it does not take place, in a word or two; null while it does.</param>
public sealed record CalendarEntry(
    CalendarKind Kind, Guid RecordId, DateOnly On, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, string Title, string? Detail, string Path, string? Site = null, string? Off = null);

/// <summary>A day of a week.</summary>
/// <param name="On">The London date.</param>
/// <param name="Entries">What stands in it: what has no time first, then by time.</param>
public sealed record CalendarDay(DateOnly On, IReadOnlyList<CalendarEntry> Entries);

/// <summary>Somebody's week.</summary>
/// <param name="Monday">Its Monday, in London.</param>
/// <param name="Today">Today's London date.</param>
/// <param name="Days">Its seven days.</param>
/// <param name="Places">The places whose week the viewer may open.</param>
public sealed record CalendarWeek(DateOnly Monday, DateOnly Today, IReadOnlyList<CalendarDay> Days, IReadOnlyList<Named> Places);

/// <summary>Somebody's own link to their calendar.</summary>
/// <param name="MadeAt">When it was made.</param>
/// <param name="ShowsPlaces">Whether it names sites.</param>
/// <param name="ReadAt">When it was last read, to the day; null for not yet.</param>
public sealed record OwnLink(DateTimeOffset MadeAt, bool ShowsPlaces, DateOnly? ReadAt);

/// <summary>A booking in the week of a place. Whose it is, is a scheme.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="Own">Whether the viewer made it.</param>
/// <param name="Displaces">Whether it takes the team's room from them.</param>
public sealed record PlaceBooking(SpacePurpose Purpose, string Scheme, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool Own, bool Displaces);

/// <summary>A session at the site of a place.</summary>
/// <param name="Name">The group or the course.</param>
/// <param name="Where">Where in words; null for no more than the site.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="Path">The address of its page.</param>
/// <param name="Off">True for one that was called off.</param>
public sealed record PlaceSession(string Name, string? Where, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Path, bool Off);

/// <summary>One day of a place.</summary>
/// <param name="On">The London date.</param>
/// <param name="InUse">Whether the place is used on that day.</param>
/// <param name="Lines">Who is down for it.</param>
/// <param name="Bookings">What it is booked for.</param>
/// <param name="Sessions">Groups and courses at its site.</param>
/// <param name="Cover">The hours for which nobody is down; null where the viewer is not told of them.</param>
public sealed record PlaceDay(
    DateOnly On, bool InUse, IReadOnlyList<RosterLine> Lines, IReadOnlyList<PlaceBooking> Bookings, IReadOnlyList<PlaceSession> Sessions, CoverDay? Cover);

/// <summary>The week of a place.</summary>
/// <param name="SpaceId">The place.</param>
/// <param name="Space">What it is called.</param>
/// <param name="Site">Its site.</param>
/// <param name="IsHub">Whether people sign in there.</param>
/// <param name="OpensAt">When it usually opens.</param>
/// <param name="ClosesAt">When it usually closes.</param>
/// <param name="Monday">The week's Monday.</param>
/// <param name="Today">Today's London date.</param>
/// <param name="Days">Its seven days.</param>
/// <param name="MayPlan">Whether the viewer plans who is there.</param>
public sealed record PlaceWeek(
    Guid SpaceId, string Space, string Site, bool IsHub, TimeOnly OpensAt, TimeOnly ClosesAt, DateOnly Monday, DateOnly Today, IReadOnlyList<PlaceDay> Days, bool MayPlan)
{
    /// <summary>True where hours without anybody are worked out: in a hub, for whoever plans.</summary>
    public bool ShowsGaps => Days.Any(d => d.Cover is not null);
}
