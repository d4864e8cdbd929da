using Throughline.Schemes;

namespace Throughline.Delivery;

/// <summary>In what a requirement is counted.</summary>
public enum CreditUnit
{
    /// <summary>Nothing is counted up to a total.</summary>
    None = 0,

    /// <summary>Days: two activities on one London date are one.</summary>
    Day = 1,

    /// <summary>Sessions, each by itself.</summary>
    Session = 2,
}

/// <summary>One session of one person, as far as counting needs it.</summary>
/// <param name="On">Its London date.</param>
/// <param name="Attended">Whether the person was there, late or for a part of it included.</param>
/// <param name="Complied">Whether they kept to the rules; null while nobody has decided.</param>
/// <param name="Flagged">Whether the session counts towards this requirement.</param>
public sealed record CreditedSession(DateOnly On, bool Attended, bool? Complied, bool Flagged);

/// <summary>How much of a requirement is done (CALC-13). A pure function of what happened: it asks no clock and no database.</summary>
public static class Credit
{
    /// <summary>
    /// Counts: the distinct London dates, or the sessions, that were attended, count towards the requirement and were not found to break its rules
    /// (INV-082). Never more than the length.
    /// </summary>
    /// <param name="unit">In what it is counted.</param>
    /// <param name="onlyIfKept">Whether a session counts only if the rules were kept; one on which nobody has decided counts.</param>
    /// <param name="length">The most that can count; null for no most.</param>
    /// <param name="sessions">The sessions, in any order.</param>
    /// <returns>How much is done, from 0; null where nothing is counted.</returns>
    public static int? Count(CreditUnit unit, bool onlyIfKept, int? length, IEnumerable<CreditedSession> sessions)
    {
        var counted = sessions.Where(s => s.Flagged && s.Attended && (!onlyIfKept || s.Complied != false));
        int? done = unit switch
        {
            CreditUnit.Day => counted.Select(s => s.On).Distinct().Count(),
            CreditUnit.Session => counted.Count(),
            _ => null,
        };
        return done is { } count && length is { } most ? Math.Min(count, most) : done;
    }

    /// <summary>The count in plain words: "3 of 10 days" (INV-085).</summary>
    /// <param name="unit">In what it is counted.</param>
    /// <param name="done">How much is done.</param>
    /// <param name="length">The most that can count; null for no most.</param>
    public static string Words(CreditUnit unit, int? done, int? length) => (unit, done, length) switch
    {
        (CreditUnit.None, _, _) or (_, null, _) => "Nothing is counted up to a total",
        (_, { } count, { } most) => $"{count} of {Amount(unit, most)}",
        (_, { } count, null) => $"{Amount(unit, count)} so far",
    };

    /// <summary>A number in its unit: "1 day", "12 sessions".</summary>
    public static string Amount(CreditUnit unit, int number) => (unit, number) switch
    {
        (CreditUnit.Session, 1) => "1 session",
        (CreditUnit.Session, _) => $"{number} sessions",
        (_, 1) => "1 day",
        _ => $"{number} days",
    };

    /// <summary>The unit of a requirement type of the reference list.</summary>
    internal static CreditUnit UnitOf(ReferenceItem type) => type.Flags.GetValueOrDefault("credit-unit") switch
    {
        "day" => CreditUnit.Day,
        "session" => CreditUnit.Session,
        _ => CreditUnit.None,
    };
}
