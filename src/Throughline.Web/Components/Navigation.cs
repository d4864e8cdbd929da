namespace Throughline.Web.Components;

/// <summary>The links each hat finds under the header. A hat is named by its key, such as "peer-worker".</summary>
public static class Navigation
{
    private const int MostInBar = 7;
    private const int MostWithoutGroups = 8;
    private const string Work = "The work";
    private const string Records = "People and records";
    private const string Care = "Looking after people";
    private const string Treated = "How people are treated";
    private const string SettingUp = "Setting up";
    private const string You = "About you";

    private static readonly string[] InOrder = [Work, Records, Care, Treated, SettingUp, You];

    private static readonly NavigationItem Home = new("Home", "/");
    private static readonly NavigationItem MyWeek = new("My week", "/calendar", Work);
    private static readonly NavigationItem People = new("People", "/people", Records);
    private static readonly NavigationItem MyThroughline = new("My throughline", "/throughline", You);
    private static readonly NavigationItem MyStories = new("My stories", "/stories", You);
    private static readonly NavigationItem MyRecord = new("My record", "/my/record", You);
    private static readonly NavigationItem Join = new("Work with us", "/join", Records);
    private static readonly NavigationItem Joining = new("Joining", "/recruitment", Records);
    private static readonly NavigationItem Influence = new("How people came to apply", "/recruitment/influence", Records);
    private static readonly NavigationItem Import = new("Bring people in", "/import", Records);
    private static readonly NavigationItem Walls = new("Walls", "/walls", Records);
    private static readonly NavigationItem Trust = new("Trust", "/trust", Work);
    private static readonly NavigationItem MyTrust = new("My trust", "/trust/mine", Work);
    private static readonly NavigationItem Schemes = new("Schemes", "/schemes", SettingUp);
    private static readonly NavigationItem Settings = new("Settings", "/settings", SettingUp);
    private static readonly NavigationItem Hub = new("Hub", "/hub", Work);
    private static readonly NavigationItem Places = new("Places", "/spaces", Work);
    private static readonly NavigationItem SharedStories = new("Stories shared with me", "/stories/coding", Records);
    private static readonly NavigationItem Reviews = new("Stages", "/stories/reviews", Records);
    private static readonly NavigationItem Surveys = new("Surveys", "/surveys", Work);
    private static readonly NavigationItem Training = new("Training", "/training", Work);
    private static readonly NavigationItem Mentoring = new("Mentoring", "/mentoring", Work);
    private static readonly NavigationItem MyPeople = new("My people", "/mentoring/mine", Work);
    private static readonly NavigationItem MyMentor = new("My mentor", "/mentor", Work);
    private static readonly NavigationItem MyTraining = new("My training", "/training/mine", Work);
    private static readonly NavigationItem Groups = new("Groups", "/groups", Work);
    private static readonly NavigationItem Running = new("Sessions I run", "/groups/running", Work);
    private static readonly NavigationItem Programmes = new("Programmes", "/programmes", Work);
    private static readonly NavigationItem MySessions = new("My sessions", "/my/sessions", Work);
    private static readonly NavigationItem Attendance = new("Attendance", "/attendance", Work);
    private static readonly NavigationItem Approvals = new("Approvals", "/clearance/approvals", Work);
    private static readonly NavigationItem Safety = new("Safety", "/safety", Care);
    private static readonly NavigationItem DutyRota = new("Duty rota", "/safety/rota", Care);
    private static readonly NavigationItem SafetyFigures = new("Safety in numbers", "/safety/figures", Care);
    private static readonly NavigationItem Needed = new("You are needed", "/now", Care);
    private static readonly NavigationItem BackgroundWork = new("Background work", "/reminders/worker", SettingUp);
    private static readonly NavigationItem Messages = new("How I am treated", "/messages", Treated);
    private static readonly NavigationItem SeenInMe = new("What people see in me", "/recognition/mine", Treated);
    private static readonly NavigationItem Recognise = new("Recognise somebody", "/recognition/say", Treated);
    private static readonly NavigationItem Thanks = new("Thanks", "/recognition/thanks", Treated);
    private static readonly NavigationItem Alongside = new("Working alongside", "/recognition/alongside", Treated);
    private static readonly NavigationItem SharedWithMe = new("Shared with me", "/recognition/shared", Care);
    private static readonly NavigationItem Support = new("How I am looked after", "/support", Care);
    private static readonly NavigationItem Supervision = new("Supervision", "/support/people", Care);
    private static readonly NavigationItem SupervisionDays = new("Supervision", "/support/dates", Care);
    private static readonly NavigationItem Flags = new("Flags", "/support/flags", Care);
    private static readonly NavigationItem Pauses = new("Hard times", "/support/pauses", Care);
    private static readonly NavigationItem Expenses = new("Expenses", "/expenses", Work);
    private static readonly NavigationItem ExpensesToPay = new("Expenses to pay", "/expenses/to-pay", Work);
    private static readonly NavigationItem StayWell = new("Staying well", "/stay-well", Care);
    private static readonly NavigationItem InBetween = new("In between", "/recognition/between", Treated);
    private static readonly NavigationItem Climate = new("Climate", "/climate", Treated);
    private static readonly NavigationItem UnpaidWork = new("Unpaid work", "/climate/unpaid", Treated);
    private static readonly NavigationItem Concerns = new("Concerns", "/concerns", Treated);
    private static readonly NavigationItem Second = new("Second person", "/second-person", Treated);
    private static readonly NavigationItem Invitations = new("Invitations", "/invitations", Records);
    private static readonly NavigationItem Erase = new("Erase a record", "/rights/erase", Records);
    private static readonly NavigationItem Emergencies = new("Emergency access", "/rights/emergencies", Records);

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<NavigationItem>> ByHat =
        new Dictionary<string, IReadOnlyList<NavigationItem>>(StringComparer.Ordinal)
        {
            ["peer-worker"] = [Home, MyPeople, MyWeek, Hub, Running, MyThroughline, MyTrust, Support, Messages, SeenInMe, MyStories, MyTraining, Expenses, Programmes, Thanks, Concerns, MyRecord],
            ["mentee"] = [Home, MyMentor, MyWeek, MySessions, Hub, MyThroughline, MyStories, StayWell, Join, Concerns, MyRecord],
            ["coordinator"] = [Home, People, Mentoring, Groups, Joining, MyWeek, Training, Trust, Places, Surveys, Climate, InBetween, UnpaidWork, SupervisionDays, Flags, Pauses, ExpensesToPay, Recognise, Thanks, Alongside, Programmes, SharedStories, Import, Walls, DutyRota, Needed, Invitations, Schemes, Settings, StayWell, Second, Concerns, MyRecord],
            ["supervisor"] = [Home, People, Supervision, MyWeek, Mentoring, Training, Trust, Recognise, Running, Hub, SharedWithMe, Flags, Pauses, Thanks, Alongside, SharedStories, Reviews, DutyRota, Needed, StayWell, Second, Concerns, MyRecord],
            ["officer"] = [Home, Attendance, Approvals, DutyRota, Alongside, Concerns, MyRecord],
            ["colleague"] = [Home, Recognise, MyWeek, Training, Running, Hub, SharedStories, Thanks, Alongside, Pauses, DutyRota, Needed, StayWell, Second, Concerns, MyRecord],
            ["voice-lead"] = [Home, Second, Concerns, MyRecord],
            ["safeguarding-lead"] = [Home, Safety, DutyRota, Needed, Second, Concerns, MyRecord],
            ["data-protection-lead"] = [Home, Erase, Emergencies, Concerns, MyRecord],
            ["researcher"] = [Home, Concerns, MyRecord],
            ["head-of-service"] = [Home, Climate, SupervisionDays, Flags, Recognise, Thanks, Alongside, Surveys, Programmes, UnpaidWork, Influence, SafetyFigures, DutyRota, Needed, Second, Concerns, MyRecord],
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

    /// <summary>The links behind “More” under headings, where there are too many to look through; a few stay one list without a heading.</summary>
    public static IReadOnlyList<(string? Heading, IReadOnlyList<NavigationItem> Items)> Grouped(IReadOnlyList<NavigationItem> more) =>
        more.Count <= MostWithoutGroups ? [(null, more)]
            : [.. more.GroupBy(item => item.Group).OrderBy(group => Array.IndexOf(InOrder, group.Key)).Select(group => ((string?)group.Key, (IReadOnlyList<NavigationItem>)[.. group]))];

    public static IEnumerable<string> Hats => ByHat.Keys;
}
