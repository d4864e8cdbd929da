namespace Throughline.Web.Components;

/// <summary>The links each hat finds under the header. A hat is named by its key, such as "peer-worker".</summary>
public static class Navigation
{
    private const int MostInBar = 7;

    private static readonly NavigationItem Home = new("Home", "/");
    private static readonly NavigationItem MyWeek = new("My week", "/calendar");
    private static readonly NavigationItem People = new("People", "/people");
    private static readonly NavigationItem MyThroughline = new("My throughline", "/throughline");
    private static readonly NavigationItem MyStories = new("My stories", "/stories");
    private static readonly NavigationItem MyRecord = new("My record", "/my/record");
    private static readonly NavigationItem Join = new("Work with us", "/join");
    private static readonly NavigationItem Joining = new("Joining", "/recruitment");
    private static readonly NavigationItem Influence = new("How people came to apply", "/recruitment/influence");
    private static readonly NavigationItem Import = new("Bring people in", "/import");
    private static readonly NavigationItem Walls = new("Walls", "/walls");
    private static readonly NavigationItem Trust = new("Trust", "/trust");
    private static readonly NavigationItem MyTrust = new("My trust", "/trust/mine");
    private static readonly NavigationItem Schemes = new("Schemes", "/schemes");
    private static readonly NavigationItem Settings = new("Settings", "/settings");
    private static readonly NavigationItem Hub = new("Hub", "/hub");
    private static readonly NavigationItem Places = new("Places", "/spaces");
    private static readonly NavigationItem SharedStories = new("Stories shared with me", "/stories/coding");
    private static readonly NavigationItem Reviews = new("Stages", "/stories/reviews");
    private static readonly NavigationItem Surveys = new("Surveys", "/surveys");
    private static readonly NavigationItem Training = new("Training", "/training");
    private static readonly NavigationItem Mentoring = new("Mentoring", "/mentoring");
    private static readonly NavigationItem MyPeople = new("My people", "/mentoring/mine");
    private static readonly NavigationItem MyMentor = new("My mentor", "/mentor");
    private static readonly NavigationItem MyTraining = new("My training", "/training/mine");
    private static readonly NavigationItem Groups = new("Groups", "/groups");
    private static readonly NavigationItem Running = new("Sessions I run", "/groups/running");
    private static readonly NavigationItem Programmes = new("Programmes", "/programmes");
    private static readonly NavigationItem MySessions = new("My sessions", "/my/sessions");
    private static readonly NavigationItem Attendance = new("Attendance", "/attendance");
    private static readonly NavigationItem Approvals = new("Approvals", "/clearance/approvals");
    private static readonly NavigationItem Safety = new("Safety", "/safety");
    private static readonly NavigationItem DutyRota = new("Duty rota", "/safety/rota");
    private static readonly NavigationItem SafetyFigures = new("Safety in numbers", "/safety/figures");
    private static readonly NavigationItem Needed = new("You are needed", "/now");
    private static readonly NavigationItem BackgroundWork = new("Background work", "/reminders/worker");
    private static readonly NavigationItem Messages = new("How I am treated", "/messages");
    private static readonly NavigationItem SeenInMe = new("What people see in me", "/recognition/mine");
    private static readonly NavigationItem Recognise = new("Recognise somebody", "/recognition/say");
    private static readonly NavigationItem Thanks = new("Thanks", "/recognition/thanks");
    private static readonly NavigationItem SharedWithMe = new("Shared with me", "/recognition/shared");
    private static readonly NavigationItem Support = new("How I am looked after", "/support");
    private static readonly NavigationItem Supervision = new("Supervision", "/support/people");
    private static readonly NavigationItem SupervisionDays = new("Supervision", "/support/dates");
    private static readonly NavigationItem Flags = new("Flags", "/support/flags");
    private static readonly NavigationItem Pauses = new("Hard times", "/support/pauses");
    private static readonly NavigationItem StayWell = new("Staying well", "/stay-well");
    private static readonly NavigationItem InBetween = new("In between", "/recognition/between");
    private static readonly NavigationItem Climate = new("Climate", "/climate");
    private static readonly NavigationItem Concerns = new("Concerns", "/concerns");
    private static readonly NavigationItem Second = new("Second person", "/second-person");
    private static readonly NavigationItem Invitations = new("Invitations", "/invitations");
    private static readonly NavigationItem Erase = new("Erase a record", "/rights/erase");
    private static readonly NavigationItem Emergencies = new("Emergency access", "/rights/emergencies");

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<NavigationItem>> ByHat =
        new Dictionary<string, IReadOnlyList<NavigationItem>>(StringComparer.Ordinal)
        {
            ["peer-worker"] = [Home, MyPeople, MyWeek, Hub, Running, MyThroughline, MyTrust, Support, Messages, SeenInMe, MyStories, MyTraining, Programmes, Thanks, Concerns, MyRecord],
            ["mentee"] = [Home, MyMentor, MyWeek, MySessions, Hub, MyThroughline, MyStories, StayWell, Join, Concerns, MyRecord],
            ["coordinator"] = [Home, People, Mentoring, Groups, Joining, MyWeek, Training, Trust, Places, Surveys, Climate, InBetween, SupervisionDays, Flags, Pauses, Recognise, Thanks, Programmes, SharedStories, Import, Walls, DutyRota, Needed, Invitations, Schemes, Settings, StayWell, Second, Concerns, MyRecord],
            ["supervisor"] = [Home, People, Supervision, MyWeek, Mentoring, Training, Trust, Recognise, Running, Hub, SharedWithMe, Flags, Pauses, Thanks, SharedStories, Reviews, DutyRota, Needed, StayWell, Second, Concerns, MyRecord],
            ["officer"] = [Home, Attendance, Approvals, DutyRota, Concerns, MyRecord],
            ["colleague"] = [Home, Recognise, MyWeek, Training, Running, Hub, SharedStories, Thanks, Pauses, DutyRota, Needed, StayWell, Second, Concerns, MyRecord],
            ["voice-lead"] = [Home, Second, Concerns, MyRecord],
            ["safeguarding-lead"] = [Home, Safety, DutyRota, Needed, Second, Concerns, MyRecord],
            ["data-protection-lead"] = [Home, Erase, Emergencies, Concerns, MyRecord],
            ["researcher"] = [Home, Concerns, MyRecord],
            ["head-of-service"] = [Home, Climate, SupervisionDays, Flags, Recognise, Thanks, Surveys, Programmes, Influence, SafetyFigures, DutyRota, Needed, Second, Concerns, MyRecord],
            ["commissioner"] = [Home, Concerns, MyRecord],
            ["administrator"] = [Home, Invitations, Schemes, Settings, BackgroundWork, Second, Concerns, MyRecord],
        };

    /// <summary>The links for a hat; only the home page for a hat that is not known here.</summary>
    public static IReadOnlyList<NavigationItem> For(string hat) => ByHat.TryGetValue(hat, out var items) ? items : [Home];

    /// <summary>
    /// The value of aria-current for a link on a page with this path: "page" on the page itself, "true" on the closest link above it,
    /// null on the others.
    /// </summary>
    public static string? Current(IReadOnlyList<NavigationItem> items, NavigationItem item, string path)
    {
        if (Same(item.Href, path))
        {
            return "page";
        }
        return items.Where(other => Covers(other.Href, path)).MaxBy(other => other.Href.Length) == item ? "true" : null;

        static bool Same(string href, string path) => string.Equals(href, path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/", StringComparison.OrdinalIgnoreCase);

        static bool Covers(string href, string path) => Same(href, path) || (href != "/" && path.StartsWith(href + "/", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The links that stand in the bar, and those that wait behind “More”, where there are more than fit in a row. The most used come first.</summary>
    public static (IReadOnlyList<NavigationItem> Bar, IReadOnlyList<NavigationItem> More) Split(IReadOnlyList<NavigationItem> items) =>
        items.Count <= MostInBar ? (items, []) : ([.. items.Take(MostInBar - 1)], [.. items.Skip(MostInBar - 1)]);

    public static IEnumerable<string> Hats => ByHat.Keys;
}
