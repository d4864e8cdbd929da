namespace Throughline;

/// <summary>Time as Throughline keeps it: UTC to the millisecond in storage (PostgreSQL keeps microseconds, .NET ticks), London dates to people.</summary>
public static class Clock
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>The present instant in UTC, cut to whole milliseconds so that it reads back from either database as it was written.</summary>
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }

    /// <summary>Today's date in London.</summary>
    public static DateOnly Today(this TimeProvider clock) => clock.GetUtcNow().LondonDate();

    /// <summary>A new id that sorts by age (UUID version 7).</summary>
    public static Guid NewId(this TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>The London calendar date of an instant.</summary>
    public static DateOnly LondonDate(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.InLondon().DateTime);

    /// <summary>The instant on London's clocks, for showing to people.</summary>
    public static DateTimeOffset InLondon(this DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, London);

    /// <summary>The instant at which a London date begins.</summary>
    public static DateTimeOffset StartInLondon(this DateOnly date)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, London.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>
    /// The instant at which London's clocks show a time on a date. In the hour that comes twice in October it is the first of the two; in the hour
    /// that is left out in March there is none.
    /// </summary>
    public static DateTimeOffset? InstantInLondon(this DateOnly date, TimeOnly time) => London.IsInvalidTime(date.ToDateTime(time)) ? null : date.AtInLondon(time);

    /// <summary>
    /// The instant at which London's clocks show a time on a date. In the hour that comes twice it is the first of the two; in the hour that
    /// does not come, the same time since midnight, which the clocks then show as an hour later.
    /// </summary>
    public static DateTimeOffset AtInLondon(this DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local, London.IsAmbiguousTime(local) ? London.GetAmbiguousTimeOffsets(local).Max() : London.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The instant at which London's clocks show a whole hour on a date, as <see cref="AtInLondon(DateOnly, TimeOnly)"/> says.</summary>
    public static DateTimeOffset AtHourInLondon(this DateOnly date, int hour) => date.AtInLondon(new TimeOnly(hour, 0));

    /// <summary>The time that London's clocks show at an instant.</summary>
    public static TimeOnly LondonTime(this DateTimeOffset instant) => TimeOnly.FromDateTime(instant.InLondon().DateTime);
}
