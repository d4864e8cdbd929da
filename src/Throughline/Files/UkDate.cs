using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Throughline.Files;

/// <summary>What dates are taken. Policy, so that a scheme can change it.</summary>
public sealed record UkDateRules
{
    /// <summary>Four-figure years from 1900 to 2100.</summary>
    public static UkDateRules Default { get; } = new();

    /// <summary>The earliest date taken. Default 1 January 1900: nobody now alive was born before it.</summary>
    public DateOnly Earliest { get; init; } = new(1900, 1, 1);

    /// <summary>The latest date taken. Default 31 December 2100: later ones are slips of the key.</summary>
    public DateOnly Latest { get; init; } = new(2100, 12, 31);

    /// <summary>
    /// The last year that two figures can mean, such as 2049 for 1950 to 2049. Default none, which refuses them: 26 may be the
    /// year, or the day of a date written backwards.
    /// </summary>
    public int? TwoDigitYearsUpTo { get; init; }
}

/// <summary>Why what was written is not taken as a date.</summary>
/// <param name="Code">The name of the reason, for logs and tests.</param>
public abstract record DateRefusal(string Code) : Refusal(Code)
{
    /// <summary>Nothing was written.</summary>
    public sealed record Blank() : DateRefusal("date-blank")
    {
        /// <inheritdoc/>
        public override string Sentence => "There is no date. Write it like 27 3 2026 or 27/3/2026.";
    }

    /// <summary>It is not written as a date, or a day, month or year is missing.</summary>
    /// <param name="Written">What was written.</param>
    public sealed record NotUnderstood(string Written) : DateRefusal("date-not-understood")
    {
        /// <inheritdoc/>
        public override string Sentence => $"“{FileRefusal.Shown(Written)}” is not a date we understand. Write the day, month and year, like 27/3/2026.";
    }

    /// <summary>The calendar has no such day, such as 31/02/2026.</summary>
    /// <param name="Written">What was written.</param>
    public sealed record DoesNotExist(string Written) : DateRefusal("date-does-not-exist")
    {
        /// <inheritdoc/>
        public override string Sentence => $"“{FileRefusal.Shown(Written)}” is not a real date. Check the day and the month, and write the day first.";
    }

    /// <summary>The year has two figures.</summary>
    /// <param name="Written">What was written.</param>
    public sealed record TwoDigitYear(string Written) : DateRefusal("date-two-digit-year")
    {
        /// <inheritdoc/>
        public override string Sentence => $"The year in “{FileRefusal.Shown(Written)}” has two figures. Write all four, like 2026.";
    }

    /// <summary>The date is before <see cref="UkDateRules.Earliest"/> or after <see cref="UkDateRules.Latest"/>.</summary>
    /// <param name="Written">What was written.</param>
    /// <param name="Earliest">The earliest date taken.</param>
    /// <param name="Latest">The latest date taken.</param>
    public sealed record OutOfRange(string Written, DateOnly Earliest, DateOnly Latest) : DateRefusal("date-out-of-range")
    {
        /// <inheritdoc/>
        public override string Sentence => string.Create(CultureInfo.InvariantCulture,
            $"“{FileRefusal.Shown(Written)}” is too far away. The date must be from {Earliest:d MMMM yyyy} to {Latest:d MMMM yyyy}.");
    }
}

/// <summary>Dates as people in Britain write them: 1/2/2026, 01.02.2026, 1 February 2026, Sunday 1st Feb 2026, 2026-02-01. The day comes before the month.</summary>
public static partial class UkDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads a date that was typed. A time of day after it is left out.</summary>
    /// <param name="written">What was typed.</param>
    /// <param name="date">The date, when it is one.</param>
    /// <param name="refusal">Why not, when it is none.</param>
    /// <param name="rules">What is taken; <see cref="UkDateRules.Default"/> when left out.</param>
    public static bool TryRead(string? written, out DateOnly date, [NotNullWhen(false)] out DateRefusal? refusal, UkDateRules? rules = null)
    {
        rules ??= UkDateRules.Default;
        date = default;
        var text = written?.Trim() ?? "";
        if (text.Length == 0)
        {
            refusal = new DateRefusal.Blank();
            return false;
        }
        // Nothing longer is a date; patterns need not look at it.
        var match = text.Length > 60 ? Match.Empty : Find(text);
        var month = match.Groups["name"] is { Success: true } name
            ? Array.IndexOf(Months, name.Value[..3].ToLowerInvariant()) + 1
            : match.Success ? Figures(match.Groups["month"]) : 0;
        if (!match.Success || (match.Groups["name"].Success && month == 0))
        {
            refusal = new DateRefusal.NotUnderstood(text);
            return false;
        }
        var year = Figures(match.Groups["year"]);
        if (match.Groups["year"].Length == 2)
        {
            if (rules.TwoDigitYearsUpTo is not { } upTo)
            {
                refusal = new DateRefusal.TwoDigitYear(text);
                return false;
            }
            year += upTo / 100 * 100;
            year -= year > upTo ? 100 : 0;
        }
        var day = Figures(match.Groups["day"]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            refusal = new DateRefusal.DoesNotExist(text);
            return false;
        }
        return InRange(text, new DateOnly(year, month, day), rules, out date, out refusal);
    }

    /// <summary>Reads a date from a cell: one that the spreadsheet knows to be a date, or text. A bare number is never taken for one.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="date">The date, when it is one.</param>
    /// <param name="refusal">Why not, when it is none.</param>
    /// <param name="rules">What is taken; <see cref="UkDateRules.Default"/> when left out.</param>
    public static bool TryRead(CellValue cell, out DateOnly date, [NotNullWhen(false)] out DateRefusal? refusal, UkDateRules? rules = null)
    {
        switch (cell.Kind)
        {
            case CellKind.Date:
                return InRange(cell.Text, DateOnly.FromDateTime(cell.Date), rules ?? UkDateRules.Default, out date, out refusal);
            case CellKind.Number or CellKind.TrueFalse or CellKind.Error:
                date = default;
                refusal = new DateRefusal.NotUnderstood(cell.Text);
                return false;
            default:
                return TryRead(cell.Text, out date, out refusal, rules);
        }
    }

    private static bool InRange(string text, DateOnly found, UkDateRules rules, out DateOnly date, [NotNullWhen(false)] out DateRefusal? refusal)
    {
        var inRange = found >= rules.Earliest && found <= rules.Latest;
        date = inRange ? found : default;
        refusal = inRange ? null : new DateRefusal.OutOfRange(text, rules.Earliest, rules.Latest);
        return inRange;
    }

    private static Match Find(string text) =>
        YearFirst().Match(text) is { Success: true } yearFirst ? yearFirst : InFigures().Match(text) is { Success: true } figures ? figures : InWords().Match(text);

    private static int Figures(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private const string Time = @"(?:[ T,]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?$";

    [GeneratedRegex(@"^(?<year>[0-9]{4})(?<sep>[-/.])(?<month>[0-9]{1,2})\k<sep>(?<day>[0-9]{1,2})" + Time, RegexOptions.CultureInvariant)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<day>[0-9]{1,2})(?<sep> ?[-/.] ?| +)(?<month>[0-9]{1,2})\k<sep>(?<year>[0-9]{4}|[0-9]{2})" + Time, RegexOptions.CultureInvariant)]
    private static partial Regex InFigures();

    [GeneratedRegex(@"^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? +)?(?<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: +of)?[ -]+"
        + @"(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
        + @",?[ -]+(?<year>[0-9]{4}|[0-9]{2})" + Time, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex InWords();
}
