using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.Training;

namespace Throughline.Web.Pages.Delivery;

/// <summary>How the pages about groups and requirements word what they show, and how their times are read.</summary>
public static class DeliveryForms
{
    /// <summary>Everything that can be said about somebody at a session; that it did not happen is said of the session.</summary>
    public static IReadOnlyList<Choice> Marks { get; } =
        [.. Enum.GetValues<AttendanceMark>().Where(m => m != AttendanceMark.SessionDidNotHappen).Select(m => new Choice(m.ToString(), m.Name()))];

    public static IReadOnlyList<Choice> WithoutSession { get; } = [.. Marks, new Choice(nameof(AttendanceMark.SessionDidNotHappen), AttendanceMark.SessionDidNotHappen.Name())];

    public static IReadOnlyList<Choice> Askers { get; } =
    [
        new(nameof(WhoAsked.Person), "The person, or people in the group"),
        new(nameof(WhoAsked.Service), "The service"),
        new(nameof(WhoAsked.Officer), "The officer"),
    ];

    public static string When(DateTimeOffset starts, DateTimeOffset ends) => TrainingForms.When(starts.LondonDate(), starts.LondonTime(), ends.LondonTime());

    public static string When(DateTimeOffset starts) => $"{TrainingForms.WeekdayOf(starts.LondonDate())}, {TrainingForms.Time(starts.LondonTime())}";

    public static string Short(DateOnly date) => date.ToString("ddd d MMM", CultureInfo.GetCultureInfo("en-GB"));

    public static string Colour(AttendanceMark mark) => mark switch
    {
        AttendanceMark.Attended or AttendanceMark.AttendedLate or AttendanceMark.LeftEarly => "green",
        AttendanceMark.DidNotAttend => "yellow",
        _ => "grey",
    };

    /// <summary>A neutral line about something that was moved (INV-084).</summary>
    public static string Moved(WhoAsked asked) => asked.Name();

    /// <summary>Reads the times of a form and says beside each field what is wrong with it.</summary>
    public static SessionTime? ReadTimes(ModelStateDictionary state, DateOnly? on, string? from, string? to)
    {
        var (starts, ends) = (TrainingForms.ReadTime(from), TrainingForms.ReadTime(to));
        if (starts is null)
        {
            state.AddModelError("From", "Enter the time it begins, like 10am or 14:30");
        }

        if (ends is null)
        {
            state.AddModelError("To", "Enter the time it ends, like 12:30pm or 16:00");
        }

        return on is { } day && starts is { } first && ends is { } last ? new SessionTime(day, first, last) : null;
    }
}
