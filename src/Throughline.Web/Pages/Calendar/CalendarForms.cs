using System.Globalization;
using Microsoft.AspNetCore.Html;
using Throughline.Calendar;
using Throughline.Trust;
using Throughline.Web.Components.Throughlines;

namespace Throughline.Web.Pages.Calendar;

/// <summary>The links from week to week.</summary>
/// <param name="Path">The address of the page.</param>
/// <param name="Monday">The week that is shown.</param>
/// <param name="Today">Today's London date.</param>
public sealed record WeekNav(string Path, DateOnly Monday, DateOnly Today);

/// <summary>How the pages of the calendar word and draw what they show.</summary>
public static class CalendarForms
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The date that was asked for, within two years; today for anything else.</summary>
    public static DateOnly Asked(string? on, DateOnly today) =>
        DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day > today.AddYears(-2) && day < today.AddYears(2) ? day : today;

    /// <summary>A date as it stands in an address.</summary>
    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The week in words.</summary>
    public static string Week(DateOnly monday)
    {
        var sunday = monday.AddDays(6);
        var first = monday.Month == sunday.Month ? monday.Day.ToString(British) : monday.ToString(monday.Year == sunday.Year ? "d MMMM" : "d MMMM yyyy", British);
        return $"Monday {first} to Sunday {sunday.ToString("d MMMM yyyy", British)}";
    }

    public static string Day(DateOnly date) => date.ToString("dddd d MMMM", British);

    /// <summary>When something is: "9:00am to 12:30pm"; "Any time" for what has a day only.</summary>
    public static string When(DateTimeOffset? from, DateTimeOffset? to) => from is not { } starts ? "Any time"
        : to is not { } ends ? HubWords.Time(starts)
        : ends.LondonDate() == starts.LondonDate() ? $"{HubWords.Time(starts)} to {HubWords.Time(ends)}"
        : $"{HubWords.Time(starts)} to {HubWords.Time(ends)} on {ends.LondonDate().ToString("dddd", British)}";

    public static string Spells(IReadOnlyList<TimeSpell> spells, string none) =>
        spells.Count == 0 ? none : string.Join(", ", spells.Select(s => $"{HubWords.Time(s.From)} to {HubWords.Time(s.To)}"));

    /// <summary>The hours of a week for which nobody is down, from today on.</summary>
    public static decimal HoursToCome(PlaceWeek week) => week.Days.Where(d => d.On >= week.Today).Sum(d => d.Cover?.Gaps.Sum(g => g.Hours) ?? 0);

    /// <summary>A row for each day: filled where somebody is down, dashed where nobody is, thin where the room is not the team's. A table beside it says the same.</summary>
    public static HtmlString Picture(PlaceWeek week)
    {
        const double Label = 58, Width = 460, Row = 32, Head = 26;
        var (opens, closes) = (week.OpensAt.ToTimeSpan().TotalHours, week.ClosesAt.ToTimeSpan().TotalHours);
        double X(double hour) => Label + ((Width - Label - 8) * (hour - opens) / (closes - opens));
        double At(DateTimeOffset instant) => X(instant.LondonTime().ToTimeSpan().TotalHours);
        var text = new SvgText();
        text.Raw("<svg class=\"tl-cover\" xmlns=\"http://www.w3.org/2000/svg\" aria-hidden=\"true\"")
            .Attr("viewBox", $"0 0 {SvgText.Number(Width)} {SvgText.Number(Head + (Row * week.Days.Count))}").Raw(">");
        for (var hour = (int)Math.Ceiling(opens); hour <= closes; hour += closes - opens > 8 ? 2 : 1)
        {
            text.Raw("<line class=\"tl-cover__line\"").Attr("x1", X(hour)).Attr("x2", X(hour)).Attr("y1", Head - 4).Attr("y2", Head + (Row * week.Days.Count)).Raw("/>");
            text.Raw("<text class=\"tl-cover__hour\" text-anchor=\"middle\"").Attr("x", Math.Clamp(X(hour), Label + 14, Width - 22)).Attr("y", Head - 10).Raw(">")
                .Words(new TimeOnly(hour % 24, 0).ToString("htt", British).ToLowerInvariant()).Raw("</text>");
        }

        for (var at = 0; at < week.Days.Count; at++)
        {
            var (day, y) = (week.Days[at], Head + (Row * at));
            text.Raw("<text class=\"tl-cover__day\"").Attr("x", 0).Attr("y", y + 21).Raw(">").Words(day.On.ToString("ddd d", British)).Raw("</text>");
            foreach (var (spells, what, inset) in day.Cover is { } cover ? new[] { (cover.Covered, "there", 4.0), (cover.Taken, "taken", 12.0), (cover.Gaps, "gap", 5.0) } : [])
            {
                foreach (var spell in spells)
                {
                    text.Raw($"<rect class=\"tl-cover__{what}\"").Attr("x", At(spell.From)).Attr("y", y + inset).Attr("width", Math.Max(At(spell.To) - At(spell.From), 1)).Attr("height", Row - (2 * inset)).Raw("/>");
                }
            }
        }

        return new HtmlString(text.Raw("</svg>").ToString());
    }
}
