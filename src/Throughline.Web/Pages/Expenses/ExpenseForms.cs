using System.Globalization;
using Throughline.Expenses;

namespace Throughline.Web.Pages.Expenses;

/// <summary>The wording of the pages about expenses.</summary>
public static class ExpenseForms
{
    public static string Pounds(int pence) => string.Create(CultureInfo.InvariantCulture, $"£{pence / 100m:#,0.00}");

    /// <summary>What was typed as pounds, in pence; null where it is no such amount.</summary>
    public static int? Pence(string? typed) =>
        decimal.TryParse(typed?.Trim().TrimStart('£'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var pounds)
            && pounds > 0 && pounds < 1_000_000 && pounds == decimal.Round(pounds, 2) ? (int)(pounds * 100) : null;

    public static string Days(int days) => days switch { 0 => "since today", 1 => "for 1 day", _ => $"for {days} days" };

    public static string Colour(ExpenseState state) => state switch
    {
        ExpenseState.Paid => "green",
        ExpenseState.Asked => "yellow",
        ExpenseState.SentBack => "orange",
        _ => "grey",
    };
}
