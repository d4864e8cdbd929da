using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Throughline.Mentoring;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Pages.Training;

namespace Throughline.Web.Pages.Mentoring;

/// <summary>The six fields of a contact, as typed. What can be known is filled in: today, and the last quarter of an hour an hour ago.</summary>
public sealed class ContactForm
{
    /// <summary>How many days back a contact can be logged without asking anybody.</summary>
    public const int DaysBack = 28;

    public string? Day { get; set; }

    public string? At { get; set; }

    public int? Minutes { get; set; }

    public ContactMode? Mode { get; set; }

    public ContactPlace? Place { get; set; }

    public string? WhatHelped { get; set; }

    public int? Load { get; set; }

    [BindNever]
    public IReadOnlyList<Choice> Days { get; set; } = [];

    [BindNever]
    public IReadOnlyList<Choice> Durations { get; set; } = MentoringForms.Durations;

    public static ContactForm Fresh(DateTimeOffset now)
    {
        var begun = now.AddHours(-1);
        var form = new ContactForm { Day = Value(begun.LondonDate()) };
        var time = begun.LondonTime();
        form.At = new TimeOnly(time.Hour, time.Minute / 15 * 15).ToString("HH:mm", CultureInfo.InvariantCulture);
        return form.With(now.LondonDate());
    }

    public static ContactForm Of(ContactRow contact, DateOnly today)
    {
        var form = new ContactForm
        {
            Day = Value(contact.At.LondonDate()), At = contact.At.LondonTime().ToString("HH:mm", CultureInfo.InvariantCulture), Minutes = contact.Minutes, Mode = contact.Mode, Place = contact.Place,
            WhatHelped = contact.WhatHelped, Load = contact.Load,
        };
        return form.With(today, contact.At.LondonDate(), contact.Minutes);
    }

    /// <summary>Fills the lists: the last weeks, and a day or a length of an earlier log that is not among them.</summary>
    public ContactForm With(DateOnly today, DateOnly? also = null, int? minutes = null)
    {
        var days = Enumerable.Range(0, DaysBack + 1).Select(back => today.AddDays(-back)).ToList();
        if (also is { } other && !days.Contains(other))
        {
            days.Add(other);
        }

        Days = [.. days.Select(d => new Choice(Value(d), d == today ? $"Today, {PeopleForms.Day(d)}" : d == today.AddDays(-1) ? $"Yesterday, {PeopleForms.Day(d)}" : HubDay(d)))];
        if (minutes is { } length && MentoringForms.Durations.All(d => d.Value != length.ToString(CultureInfo.InvariantCulture)))
        {
            Durations = [.. MentoringForms.Durations, new Choice(length.ToString(CultureInfo.InvariantCulture), MentoringForms.Minutes(length))];
        }

        return this;
    }

    public ContactLog Read() => new(
        DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? on : null, TrainingForms.ReadTime(At), Minutes, Mode, Place, WhatHelped, Load);

    /// <summary>Which field of the form a refusal belongs to.</summary>
    public static string Field(string? input) => input switch
    {
        nameof(ContactLog.On) => "Form.Day",
        null => "",
        _ => $"Form.{input}",
    };

    private static string Value(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string HubDay(DateOnly day) => day.ToString("dddd d MMMM", CultureInfo.GetCultureInfo("en-GB"));
}
