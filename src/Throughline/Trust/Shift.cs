using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>Planned hours as typed.</summary>
/// <param name="Weekly">True for every week on the same day.</param>
/// <param name="From">The London date, or the first of them.</param>
/// <param name="Until">The last date of a weekly shift; null for no end.</param>
/// <param name="Starts">When it begins, on London's clocks.</param>
/// <param name="Ends">When it ends; at or before <paramref name="Starts"/> for one that ends on the next day.</param>
public sealed record ShiftTimes(bool Weekly, DateOnly? From, DateOnly? Until, TimeOnly? Starts, TimeOnly? Ends);

/// <summary>
/// Hours that somebody is down for in a space, once or every week, with the duty they need clearance for. It keeps London's clocks: nine o'clock
/// stays nine o'clock in March and in October.
/// </summary>
public sealed class Shift : IAboutPerson
{
    /// <summary>Longest shift, in hours on the clock.</summary>
    public const int LongestHours = 12;

    /// <summary>Longest duty scope, in characters.</summary>
    public const int ScopeMaxLength = 80;

    private readonly List<ShiftSkip> skips = [];

    private Shift()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Where.</summary>
    public Guid SpaceId { get; private init; }

    /// <summary>The scheme of the role.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The role they do it in.</summary>
    public Guid HoldingId { get; private init; }

    /// <summary>Code of the clearance that the duty asks for.</summary>
    public string Scope { get; private init; } = "";

    /// <summary>True for every week on the day of <see cref="From"/>.</summary>
    public bool Weekly { get; private init; }

    /// <summary>Its London date, or the first of them.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Its last London date; null for a weekly shift without an end.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>When it begins.</summary>
    public TimeOnly Starts { get; private init; }

    /// <summary>When it ends; on the next day where that is not after <see cref="Starts"/>.</summary>
    public TimeOnly Ends { get; private init; }

    /// <summary>Dates on which it does not take place.</summary>
    public IReadOnlyList<ShiftSkip> Skips => skips;

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Plans it. Clearance, the role and other shifts are the use case's to check.</summary>
    internal static Outcome<Shift> Plan(Guid id, RoleHolding holding, Guid spaceId, string scope, ShiftTimes times)
    {
        if (times.From is not { } from)
        {
            return new Invalid(nameof(times.From), times.Weekly ? "Enter the first day" : "Enter the day");
        }

        if (times.Starts is not { } starts)
        {
            return new Invalid(nameof(times.Starts), "Enter when it begins, such as 9:00");
        }

        if (times.Ends is not { } ends || ends == starts)
        {
            return new Invalid(nameof(times.Ends), "Enter when it ends, such as 12:30");
        }

        if (ends - starts > TimeSpan.FromHours(LongestHours))
        {
            return new Invalid(nameof(times.Ends), $"A shift can be at most {LongestHours} hours");
        }

        if (times.Weekly && times.Until < from)
        {
            return new Invalid(nameof(times.Until), "The last day must be on or after the first day");
        }

        return new Shift
        {
            Id = id, PersonId = holding.PersonId, SpaceId = spaceId, SchemeId = holding.SchemeId, HoldingId = holding.Id, Scope = scope, Weekly = times.Weekly,
            From = from, Until = times.Weekly ? times.Until : from, Starts = starts, Ends = ends,
        };
    }

    /// <summary>Ends a weekly shift after a day.</summary>
    internal Refusal? EndAfter(DateOnly last)
    {
        if (Until is { } until && until <= last)
        {
            return new ShiftOver(until);
        }

        Until = last;
        Version++;
        return null;
    }

    /// <summary>Leaves one date out, or takes it in again.</summary>
    internal Refusal? Skip(DateOnly on, bool takesPlace)
    {
        if (!IsOn(on))
        {
            return new Invalid(nameof(on), $"There is no such shift on {Typed.Day(on)}");
        }

        var skip = skips.Find(s => s.On == on);
        if (takesPlace != skip is not null)
        {
            return null;
        }

        if (takesPlace)
        {
            skips.Remove(skip!);
        }
        else
        {
            skips.Add(new ShiftSkip(this, on));
        }

        Version++;
        return null;
    }

    /// <summary>True on a London date on which it is planned, left out or not.</summary>
    public bool IsOn(DateOnly date) => date >= From && (Until is null || date <= Until) && (date.DayNumber - From.DayNumber) % 7 == 0;

    /// <summary>Every date from one day to another on which it takes place.</summary>
    public IEnumerable<Occurrence> Between(DateOnly from, DateOnly to)
    {
        var first = from > From ? from.AddDays((7 - ((from.DayNumber - From.DayNumber) % 7)) % 7) : From;
        for (var date = first; date <= to && (Until is null || date <= Until); date = date.AddDays(7))
        {
            if (!skips.Exists(s => s.On == date))
            {
                yield return new Occurrence(date, date.AtInLondon(Starts), (Ends > Starts ? date : date.AddDays(1)).AtInLondon(Ends));
            }
        }
    }

    /// <summary>True when the two share any time.</summary>
    public bool Overlaps(Shift other)
    {
        // Both come every seven days, so that two weeks from the later first day say it all; the day before catches a night.
        var from = (From > other.From ? From : other.From).AddDays(-1);
        var mine = Between(from, from.AddDays(15)).ToList();
        return other.Between(from, from.AddDays(15)).Any(o => mine.Exists(m => m.StartsAt < o.EndsAt && o.StartsAt < m.EndsAt));
    }
}

/// <summary>A date on which a shift does not take place.</summary>
public sealed class ShiftSkip : IAboutPerson
{
    private ShiftSkip()
    {
    }

    internal ShiftSkip(Shift shift, DateOnly on) => (ShiftId, PersonId, On) = (shift.Id, shift.PersonId, on);

    /// <summary>The shift.</summary>
    public Guid ShiftId { get; private init; }

    /// <summary>Whose shift it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The London date.</summary>
    public DateOnly On { get; private init; }
}

/// <summary>A shift on one date.</summary>
/// <param name="On">The London date on which it begins.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends.</param>
public sealed record Occurrence(DateOnly On, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    /// <summary>Minutes before it begins in which coming counts as coming for it.</summary>
    public const int EarlyMinutes = 60;

    /// <summary>Hours that pass between its beginning and its end: a night on which the clocks change has one fewer or one more.</summary>
    public decimal Hours => (decimal)(EndsAt - StartsAt).Ticks / TimeSpan.TicksPerHour;

    /// <summary>True when somebody who came at that time came for it.</summary>
    public bool Expects(DateTimeOffset came) => came >= StartsAt.AddMinutes(-EarlyMinutes) && came < EndsAt;
}

/// <summary>Nobody is rostered for a duty on a date on which they are not cleared for it (INV-021).</summary>
/// <param name="On">The date.</param>
public sealed record NotClearedForShift(DateOnly On) : Refusal("not-cleared-for-shift")
{
    /// <inheritdoc />
    public override string Sentence => $"They are not cleared for this duty on {Typed.Day(On)}. Choose another day or another duty";

    /// <inheritdoc />
    public override string? Field => nameof(ShiftTimes.From);
}

/// <summary>Nobody is down for two shifts at a time.</summary>
public sealed record ShiftOverlaps() : Refusal("shift-overlaps")
{
    /// <inheritdoc />
    public override string Sentence => "They are down for another shift at that time";

    /// <inheritdoc />
    public override string? Field => nameof(ShiftTimes.Starts);
}

/// <summary>The shift has ended.</summary>
/// <param name="On">Its last day.</param>
public sealed record ShiftOver(DateOnly On) : Refusal("shift-over")
{
    /// <inheritdoc />
    public override string Sentence => $"This shift ends on {Typed.Day(On)} already";
}

/// <summary>The role does not do shifts, or not on that date.</summary>
public sealed record RoleNotAtWork() : Refusal("role-not-at-work")
{
    /// <inheritdoc />
    public override string Sentence => "They are not at work in this role on that day";

    /// <inheritdoc />
    public override string? Field => "HoldingId";
}
