using System.Globalization;

namespace Throughline.Files;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>Nothing.</summary>
    Blank,

    /// <summary>Text as typed; every filled cell of a CSV file.</summary>
    Text,

    /// <summary>A number that a spreadsheet knows to be one.</summary>
    Number,

    /// <summary>A date, with or without a time, that a spreadsheet knows to be one.</summary>
    Date,

    /// <summary>Yes or no.</summary>
    TrueFalse,

    /// <summary>A formula that failed, such as #N/A; the row's problems name it.</summary>
    Error,
}

/// <summary>One cell of a table.</summary>
public readonly record struct CellValue
{
    private readonly string? _text;

    private CellValue(CellKind kind, string? text, double number, DateTime date) => (Kind, _text, Number, Date) = (kind, text, number, date);

    /// <summary>What the cell holds; <see cref="CellKind.Blank"/> for a default value.</summary>
    public CellKind Kind { get; }

    /// <summary>The number; 0 when <see cref="Kind"/> is not <see cref="CellKind.Number"/>, and 1 or 0 for yes and no.</summary>
    public double Number { get; }

    /// <summary>The date and time, of no time zone and to the second; the default when <see cref="Kind"/> is not <see cref="CellKind.Date"/>.</summary>
    public DateTime Date { get; }

    /// <summary>True when there is nothing but white space.</summary>
    public bool IsBlank => Kind == CellKind.Blank;

    /// <summary>The cell as text: never null; numbers without separators, dates as 2026-02-01 or 2026-02-01 09:30, yes and no as TRUE and FALSE.</summary>
    public string Text => Kind switch
    {
        CellKind.Number => Number.ToString("R", CultureInfo.InvariantCulture),
        CellKind.Date => Date.ToString(
            Date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : Date.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        CellKind.TrueFalse => Number != 0 ? "TRUE" : "FALSE",
        _ => _text ?? "",
    };

    /// <summary>A cell of text; blank when there is only white space.</summary>
    /// <param name="text">The text as typed.</param>
    public static CellValue OfText(string? text) =>
        string.IsNullOrWhiteSpace(text) ? default : new CellValue(CellKind.Text, text, 0, default);

    /// <summary>A cell with a number.</summary>
    /// <param name="number">Any finite number.</param>
    public static CellValue OfNumber(double number) => new(CellKind.Number, null, number, default);

    /// <summary>A cell with a date.</summary>
    /// <param name="date">The date and time as shown; its kind is ignored.</param>
    public static CellValue OfDate(DateTime date) => new(CellKind.Date, null, 0, DateTime.SpecifyKind(date, DateTimeKind.Unspecified));

    /// <summary>A cell with yes or no.</summary>
    /// <param name="value">True for yes.</param>
    public static CellValue OfTrueFalse(bool value) => new(CellKind.TrueFalse, null, value ? 1 : 0, default);

    /// <summary>A cell whose formula failed.</summary>
    /// <param name="error">What the spreadsheet shows, such as #N/A.</param>
    public static CellValue OfError(string error) => new(CellKind.Error, error, 0, default);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
