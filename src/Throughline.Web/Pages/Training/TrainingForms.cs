using System.Globalization;
using System.Text.RegularExpressions;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Training;

/// <summary>How the pages about training word what they show, and how times are typed.</summary>
public static partial class TrainingForms
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static string Time(TimeOnly time) =>
        time.Minute == 0 ? time.ToString("htt", CultureInfo.InvariantCulture).ToLowerInvariant() : time.ToString("h:mmtt", CultureInfo.InvariantCulture).ToLowerInvariant();

    public static string Times(TimeOnly from, TimeOnly to) => $"{Time(from)} to {Time(to)}";

    public static string WeekdayOf(DateOnly date) => date.ToString("dddd d MMMM yyyy", British);

    public static string When(DateOnly on, TimeOnly from, TimeOnly to) => $"{WeekdayOf(on)}, {Times(from, to)}";

    /// <summary>A time as people type it: 10, 10am, 10.30, 2:30 pm, 14:30. Null for anything else.</summary>
    public static TimeOnly? ReadTime(string? typed)
    {
        if (typed is null || TypedTime().Match(typed.Trim().ToLowerInvariant()) is not { Success: true } match)
        {
            return null;
        }

        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"] is { Success: true, Value: var minutes } ? int.Parse(minutes, CultureInfo.InvariantCulture) : 0;
        if (match.Groups["half"] is { Success: true, Value: var half })
        {
            if (hour is < 1 or > 12)
            {
                return null;
            }

            hour = (hour % 12) + (half[0] == 'p' ? 12 : 0);
        }

        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    public static string Colour(CohortState state) => state switch
    {
        CohortState.Open => "green",
        CohortState.Planned => "blue",
        _ => "grey",
    };

    public static string Colour(EnrolmentState state) => state switch
    {
        EnrolmentState.Attending => "green",
        EnrolmentState.Completed => "teal",
        EnrolmentState.Enrolled => "blue",
        EnrolmentState.Deferred => "yellow",
        _ => "grey",
    };

    public static string Colour(Came? came) => came switch
    {
        Came.Came => "green",
        Came.CaughtUp => "teal",
        Came.DidNotCome => "yellow",
        _ => "grey",
    };

    public static IReadOnlyList<Choice> Marks { get; } = [.. Enum.GetValues<Came>().Select(c => new Choice(c.ToString(), c.Name()))];

    public static IReadOnlyList<Choice> Sayings { get; } = [.. Enum.GetValues<WhoSaid>().Select(w => new Choice(w.ToString(), w.Name()))];

    public static IReadOnlyList<Choice> Of(IEnumerable<CohortLine> cohorts) =>
        [.. cohorts.Select(c => new Choice(c.Id.ToString(), c.Name, $"{c.State.Name()}. {c.Site}, from {PeopleForms.Day(c.StartsOn)}. {Free(c)}"))];

    public static string Free(CohortLine cohort) => (cohort.Places - cohort.Taken) switch
    {
        <= 0 => "Full",
        1 => "1 place free",
        var free => $"{free} places free",
    };

    public static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";

    [GeneratedRegex(@"^(?<hour>\d{1,2})(\s*[:.]\s*(?<minute>\d{2}))?\s*(?<half>[ap])?\.?(m\.?)?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex TypedTime();
}
