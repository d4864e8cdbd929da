using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Throughline.People;
using Throughline.Security;

namespace Throughline.Web.Security;

/// <summary>
/// Who may open which page: the one table. A line covers a page or a folder under Pages; the longest line that fits a page decides.
/// Add a line for each new folder: a page without one fails the endpoint test. Endpoints that are not pages use <see cref="Policy"/> with RequireAuthorization.
/// </summary>
public static class Access
{
    public static readonly IReadOnlyList<Hat> Anyone = [.. Enum.GetValues<Hat>().Where(hat => hat != Hat.System)];
    public static readonly IReadOnlyList<Hat> Coordinators = [Hat.Coordinator];
    public static readonly IReadOnlyList<Hat> Administrators = [Hat.SystemAdministrator];
    public static readonly IReadOnlyList<Hat> CoordinatorsAndAdministrators = [Hat.Coordinator, Hat.SystemAdministrator];
    public static readonly IReadOnlyList<Hat> DataProtectionLeads = [Hat.DataProtectionLead];
    public static readonly IReadOnlyList<Hat> SchemeStaff = [Hat.Coordinator, Hat.Supervisor];
    public static readonly IReadOnlyList<Hat> PeerWorkersAndMentees = [Hat.PeerWorker, Hat.Mentee];

    public static readonly IReadOnlyList<Hat> SafeguardingLeads = [Hat.SafeguardingLead];
    public static readonly IReadOnlyList<Hat> CourseRunners = [Hat.PeerWorker, Hat.StaffColleague, Hat.Supervisor, Hat.Coordinator];
    public static readonly IReadOnlyList<Hat> PeerWorkers = [Hat.PeerWorker];
    public static readonly IReadOnlyList<Hat> ProgrammeReaders = [Hat.Coordinator, Hat.HeadOfService, Hat.PeerWorker];
    public static readonly IReadOnlyList<Hat> CoordinatorsAndHeads = [Hat.Coordinator, Hat.HeadOfService];
    public static readonly IReadOnlyList<Hat> Officers = [Hat.ResponsibleOfficer];
    public static readonly IReadOnlyList<Hat> CoordinatorsAndOfficers = [Hat.Coordinator, Hat.ResponsibleOfficer];
    public static readonly IReadOnlyList<Hat> ClearanceDeciders = [Hat.StaffColleague, Hat.SafeguardingLead, Hat.HeadOfService];

    public static readonly IReadOnlyList<Hat> StoryReaders = [Hat.PeerWorker, Hat.Mentee, Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague];

    public static readonly IReadOnlyList<Hat> PanelMembers = [Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague, Hat.PeerWorker];

    /// <summary>Who may apply for a peer role: people the service works with, peer workers, and staff who want to do the work themselves.</summary>
    public static readonly IReadOnlyList<Hat> Applicants = [Hat.Mentee, Hat.PeerWorker, Hat.StaffColleague];

    public static readonly IReadOnlyList<Hat> StoryAskers = [Hat.PeerWorker, Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague];

    public static readonly IReadOnlyList<Hat> SpaceUsers = [Hat.PeerWorker, Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague];

    /// <summary>Whoever has a day that can stand in a calendar.</summary>
    public static readonly IReadOnlyList<Hat> CalendarHats = [Hat.PeerWorker, Hat.Mentee, Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague];

    public static readonly IReadOnlyList<Hat> TrustSponsors = [Hat.Coordinator, Hat.Supervisor, Hat.HeadOfService];

    public static readonly IReadOnlyList<Hat> Recognisers = [Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague, Hat.HeadOfService];

    private static readonly AccessLine[] Lines =
    [
        // Open to everybody, signed in or not. Keep it short.
        AccessLine.Public("/SignIn"), // with invitations, recovery and the first start
        AccessLine.Public("/Problems"),
        AccessLine.Public("/About"),
        AccessLine.Public("/Leave"), // locks whoever is signed in
        AccessLine.Public("/Demonstration"), // exists in Development only
        AccessLine.Public("/Certificates"),

        new("/Account", Anyone),
        AccessLine.Session("/Account/SecondFactor", SessionStanding.Open, SessionStanding.NeedsSecondFactor),
        AccessLine.Session("/Account/Passkeys", SessionStanding.Open, SessionStanding.NeedsSecondFactor),
        new("/Invitations", CoordinatorsAndAdministrators),
        new("/Accounts", CoordinatorsAndAdministrators),
        AccessLine.Session("/Locked", SessionStanding.Locked, SessionStanding.Open),
        new("/Drafts", Anyone),
        AccessLine.Session("/Hats", SessionStanding.Open, SessionStanding.NoHat),
        AccessLine.Session("/SignOut", SessionStanding.Open, SessionStanding.NoHat, SessionStanding.NeedsSecondFactor, SessionStanding.Locked),

        // Each slice adds its lines here: new("/People", SchemeStaff), …
        new("/Schemes", CoordinatorsAndAdministrators),
        new("/Importing", Coordinators),
        new("/Throughlines", Anyone),
        new("/Stories", PeerWorkersAndMentees),
        new("/Stories/Read", StoryReaders),
        new("/Stories/Shared", StoryReaders),
        new("/Stories/Coding", StoryReaders),
        new("/Stories/Coders", Coordinators),
        new("/Stories/Ask", StoryAskers),
        new("/Stories/AskFor", StoryAskers),
        new("/Stories/Asked", StoryAskers),
        new("/Stories/Reviews", SchemeStaff),
        new("/Stories/Review", SchemeStaff),
        new("/Stories/Kept", StoryReaders),
        new("/Stories/Account", SchemeStaff),
        AccessLine.Public("/Recruitment/Join"),
        new("/Recruitment", Coordinators),
        new("/Recruitment/Apply", Applicants),
        new("/Recruitment/Mine", Anyone),
        new("/Recruitment/MyApplication", Anyone),
        new("/Recruitment/Application", PanelMembers),
        new("/Recruitment/View", PanelMembers),
        new("/Recruitment/Influence", [Hat.Coordinator, Hat.HeadOfService]),
        new("/Trust/Spaces", Coordinators),
        new("/Trust/Spaces/List", SpaceUsers),
        new("/Trust/Spaces/Space", SpaceUsers),
        new("/Trust/Spaces/Book", SpaceUsers),
        new("/Trust/Hub", Anyone),
        new("/Trust/Hub/Today", SchemeStaff),
        AccessLine.Screen("/Trust/Hub/Wall"),
        new("/Reminders", Anyone),
        new("/Reminders/Worker", Administrators),
        new("/Reminders/Outbox", Administrators), // exists in the fictional service only
        new("/People", Coordinators),
        new("/People/List", SchemeStaff),
        new("/People/Person", SchemeStaff),
        new("/People/Suggest", SchemeStaff),
        new("/Training", CourseRunners),
        new("/Training/Mine", Anyone),
        new("/Training/Person", SchemeStaff),
        new("/Training/Elsewhere", Coordinators),
        new("/Training/Programmes", Coordinators),
        new("/Training/Cohorts", Coordinators),
        new("/Training/Cohorts/Cohort", CourseRunners),
        new("/Training/Sessions/Move", Coordinators),
        new("/Training/Courses", Coordinators),
        new("/Training/Courses/Course", Anyone),
        new("/Training/Courses/Withdraw", Anyone),
        new("/Training/Courses/SignOff", CourseRunners),
        new("/Training/Certificates", Coordinators),
        new("/Training/Certificates/Show", Anyone),
        new("/Delivery/Groups", Coordinators),
        new("/Delivery/Sessions", Coordinators),
        new("/Delivery/Sessions/Session", CourseRunners),
        new("/Delivery/Sessions/Register", CourseRunners),
        new("/Delivery/Sessions/Pack", CourseRunners),
        new("/Delivery/Programmes", Coordinators),
        new("/Delivery/Programmes/List", ProgrammeReaders),
        new("/Delivery/Programmes/Programme", ProgrammeReaders),
        new("/Delivery/Programmes/Version", ProgrammeReaders),
        new("/Delivery/Programmes/Move", CoordinatorsAndHeads),
        new("/Delivery/Programmes/View", PeerWorkers),
        new("/Delivery/Programmes/Mine", Anyone),
        new("/Delivery/Places", Coordinators),
        new("/Delivery/Running", CourseRunners),
        new("/Delivery/MySessions", Anyone),
        new("/Delivery/Requirements", CoordinatorsAndOfficers),
        new("/Delivery/Requirements/StandIn", Officers),
        new("/Delivery/Attendance", Officers),
        new("/Recruitment/Clearance", Coordinators),
        new("/Recruitment/Clearance/Cases", ClearanceDeciders),
        new("/Recruitment/Clearance/Approvals", Officers),
        new("/Recruitment/Clearance/Mine", Anyone),
        new("/Mentoring", Coordinators),
        new("/Mentoring/Index", SchemeStaff),
        new("/Mentoring/Matches/Match", SchemeStaff),
        new("/Mentoring/Debriefs", [Hat.Coordinator, Hat.Supervisor, Hat.SafeguardingLead]),
        new("/Mentoring/Debriefs/Index", Anyone),
        new("/Safeguarding", SafeguardingLeads),
        new("/Safeguarding/Danger", Anyone), // under every hat, whatever it opens otherwise
        new("/Safeguarding/Raised", Anyone),
        new("/Safeguarding/Now", Anyone),
        new("/Safeguarding/Concerns", Anyone), // whose it is, is for the record to say
        new("/Safeguarding/Concerns/Stop", SafeguardingLeads),
        new("/Safeguarding/Rota/Index", Anyone),
        new("/Safeguarding/Word", [Hat.PeerWorker, Hat.StaffColleague]),
        new("/Safeguarding/Figures", [Hat.HeadOfService]),
        new("/Mentoring/Said", [Hat.Coordinator, Hat.PeerWorker, Hat.Mentee]),
        new("/Mentoring/Wishes", PeerWorkersAndMentees),
        new("/Mentoring/Three", PeerWorkersAndMentees),
        new("/Mentoring/Mine", [Hat.PeerWorker]),
        new("/Mentoring/Goals", PeerWorkersAndMentees),
        new("/Mentoring/Mentor", [Hat.Mentee]),
        AccessLine.Public("/Surveys/Answer"), // nobody signs in to answer
        new("/Surveys", Coordinators),
        new("/Surveys/Index", CoordinatorsAndHeads),
        new("/Surveys/Wave", CoordinatorsAndHeads),
        new("/Surveys/HandOut", CourseRunners),
        new("/HealthGoals", PeerWorkersAndMentees),
        new("/Concerns", Anyone), // a concern exists for whom it exists: the filters say so
        new("/Concerns/Contact", [Hat.HeadOfService, Hat.SystemAdministrator]),
        new("/Concerns/Figures", [Hat.VoiceLead, Hat.HeadOfService]),
        new("/Concerns/Second", [Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague, Hat.VoiceLead, Hat.SafeguardingLead, Hat.HeadOfService, Hat.SystemAdministrator]),
        new("/HealthGoals/New", [Hat.Mentee]),
        new("/Recognition", [Hat.PeerWorker]), // somebody's own: messages, weeks, chances
        new("/Recognition/Messages/Index", Anyone),
        new("/Recognition/Messages/Message", Anyone),
        new("/Recognition/Mine", Anyone),
        new("/Recognition/Say", Recognisers),
        new("/Recognition/SayTo", Recognisers),
        new("/Recognition/Thanks", Recognisers),
        new("/Recognition/Thanks/Index", [Hat.PeerWorker, .. Recognisers]),
        new("/Recognition/Alongside", [Hat.ResponsibleOfficer, .. Recognisers]),
        new("/Recognition/Shared", [Hat.Supervisor]),
        new("/Recognition/Waiting", Coordinators),
        new("/Recognition/Climate", CoordinatorsAndHeads),
        new("/Recognition/Climate/Unpaid", CoordinatorsAndHeads),
        new("/Recognition/Climate/Answer", [Hat.HeadOfService]),
        new("/Recognition/Climate/Step", [Hat.HeadOfService]),
        new("/Support", [Hat.PeerWorker]), // how somebody is looked after: theirs
        new("/Support/People", [Hat.Supervisor]),
        new("/Support/SharedCheckIn", [Hat.Supervisor]),
        new("/Support/Dates", [Hat.Supervisor, .. CoordinatorsAndHeads]), // to a supervisor: late supervision of those they manage
        new("/Support/Plan", [Hat.PeerWorker, Hat.Supervisor]),
        new("/Support/Meeting", [Hat.PeerWorker, Hat.Supervisor]),
        new("/Support/LoadHours", [Hat.PeerWorker, Hat.Supervisor]),
        new("/Support/Flags", [Hat.Supervisor, Hat.Coordinator, Hat.HeadOfService]),
        new("/Support/Flag", [Hat.PeerWorker, Hat.Supervisor, Hat.Coordinator, Hat.HeadOfService]),
        new("/Support/Pauses", Recognisers),
        new("/Support/PauseOf", [Hat.PeerWorker, .. Recognisers]), // whose it is, is for the record to say
        new("/Support/StayWell", Anyone),
        new("/Support/StayWellRead", Anyone),
        new("/Expenses", Anyone), // whose it is, is for the record to say
        new("/Expenses/New", PeerWorkers),
        new("/Expenses/ToPay", Coordinators),
        new("/Walls", Coordinators),
        new("/Rights", DataProtectionLeads),
        new("/Emergency", SchemeStaff),
        new("/Trust", SchemeStaff),
        new("/Trust/Mine", Anyone),
        new("/Trust/Grant", Anyone),
        new("/Trust/Appeal", TrustSponsors),
        new("/Trust/Milestone", Anyone),
        new("/Trust/Keys", Coordinators),
        new("/Trust/Keys/Mine", Anyone),
        new("/Trust/Keys/ToComeBack", SchemeStaff),
        new("/Calendar", CalendarHats),
        new("/Calendar/Place", SpaceUsers),
        AccessLine.Public("/Calendar/Feed"), // whoever holds somebody's link; counted like guesses
        new("/My", Anyone),
        new("/Trace", Anyone),
        new("/Home", Anyone),
    ];

    /// <summary>The policy of pages that no line fits, and of endpoints that say nothing: signed in under any hat.</summary>
    public static AuthorizationPolicy Fallback { get; } = Policy(Anyone);

    /// <summary>Signed in under one of these hats.</summary>
    public static AuthorizationPolicy Policy(IReadOnlyList<Hat> hats) => new AccessLine("", hats).ToPolicy();

    /// <summary>Gives every page the policy of its line.</summary>
    public static void Apply(PageConventionCollection conventions) => conventions.AddFolderApplicationModelConvention("/", model =>
    {
        if (LineFor(model.ViewEnginePath) is { } line)
        {
            model.EndpointMetadata.Add(line.Hats is null && line.Standings.Count == 0 && !line.OnAScreen ? new AllowAnonymousAttribute() : line.ToPolicy());
        }
    });

    internal static AccessLine? LineFor(string page) => Lines
        .Where(line => page.Equals(line.Page, StringComparison.OrdinalIgnoreCase) || page.StartsWith(line.Page + "/", StringComparison.OrdinalIgnoreCase))
        .MaxBy(line => line.Page.Length);
}

/// <param name="Page">A page or folder under Pages, such as "/People".</param>
/// <param name="Hats">The hats it opens for; null where the hat does not matter.</param>
public sealed record AccessLine(string Page, IReadOnlyList<Hat>? Hats)
{
    /// <summary>What the session must be good for; none for a page that needs no session.</summary>
    public IReadOnlyList<SessionStanding> Standings { get; private init; } = [SessionStanding.Open];

    /// <summary>True for the page on a hub's screen, which opens to that screen's own permission and to whoever may give it.</summary>
    public bool OnAScreen { get; private init; }

    public static AccessLine Screen(string page) => new(page, null) { Standings = [], OnAScreen = true };

    public static AccessLine Public(string page) => new(page, null) { Standings = [] };

    public static AccessLine Session(string page, params SessionStanding[] standings) => new(page, null) { Standings = standings };

    public AuthorizationPolicy ToPolicy() => OnAScreen ? new AuthorizationPolicyBuilder(SessionHandler.Scheme).AddRequirements(new ScreenRequirement()).Build() : new AuthorizationPolicyBuilder(SessionHandler.Scheme)
        .RequireAuthenticatedUser()
        .AddRequirements(new AccessRequirement(Hats, Standings))
        .Build();
}

public sealed record AccessRequirement(IReadOnlyList<Hat>? Hats, IReadOnlyList<SessionStanding> Standings) : IAuthorizationRequirement;

public sealed class AccessHandler(IHttpContextAccessor accessor) : AuthorizationHandler<AccessRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        if (accessor.HttpContext?.FindSession() is { } session
            && requirement.Standings.Contains(session.Standing)
            && (requirement.Hats is null || requirement.Hats.Contains(session.Hat)))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
