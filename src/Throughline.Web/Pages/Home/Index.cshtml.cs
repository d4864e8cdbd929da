using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.HealthGoals;
using Throughline.People;
using Throughline.Mentoring;
using Throughline.Recognition;
using Throughline.Recruitment;
using Throughline.Safeguarding;
using Throughline.Security;
using Throughline.Surveys;
using Throughline.Training;
using Throughline.Trust;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Home;

public sealed class IndexModel(
    HomeQueries home, RecruitmentQueries recruitment, EmergencyQueries emergencies, AccountCareQueries accounts, TrainingQueries training, HubHomeQueries hubs,
    ClearanceHomeQueries clearance, TrustHomeQueries trust, MySessionQueries sessions, HealthGoalQueries health, SurveyQueries surveys, PagingQueries paging, PulseQueries pulses, MyMentoringQueries mentoring, TimeProvider clock) : PageModel
{
    public Hat Hat => HttpContext.Session().Hat;

    public string FirstName => HttpContext.Session().PersonName.Split(' ')[0];

    public CoordinatorHome? Coordinator { get; private set; }

    public IReadOnlyList<Named> Supervisees { get; private set; } = [];

    public TrustHome Trust { get; private set; } = new();

    public IReadOnlyList<OwnRole> Roles { get; private set; } = [];

    /// <summary>What joining asks of the viewer.</summary>
    public JoiningHome Joining { get; private set; } = JoiningHome.Nothing;

    public bool UnreadLink { get; private set; }

    public int NewEmergencies { get; private set; }

    public TrainingWaits? TrainingWaits { get; private set; }

    public MyTrainingHome? MyTraining { get; private set; }

    public HubHome? Hub { get; private set; }

    /// <summary>The viewer has health goals, or is where people set them.</summary>
    public bool HealthGoals { get; private set; }

    /// <summary>A survey is open that the viewer could hand out.</summary>
    public bool Survey { get; private set; }

    /// <summary>How many things the viewer is called for, and how many talks are offered to them.</summary>
    public (int Needed, int Talks) Safety { get; private set; }

    /// <summary>The viewer has said how this week was.</summary>
    public bool SaidThisWeek { get; private set; }

    public HubCoordinatorHome? Places { get; private set; }

    public DeliveryHome Delivery { get; private set; } = null!;

    public ClearanceHome Clearance { get; private set; } = null!;

    /// <summary>Something waits that has a heading of its own.</summary>
    public bool MoreWaits => !Joining.IsEmpty || Trust.HasTasks || TrainingWaits is { IsEmpty: false } || Clearance.Waits.Count > 0 || Places is { Gaps: > 0 } || !Delivery.IsEmpty;

    public string Nothing => Hat switch
    {
        Hat.ResponsibleOfficer => "When sessions are held, what happened at them shows here for you to decide about.",
        Hat.StaffColleague => "When something waits for you, it shows here.",
        Hat.VoiceLead => "When somebody raises a concern, it shows here.",
        Hat.SafeguardingLead => "When somebody may be in danger, it shows here.",
        Hat.Researcher => "When people say that their words may be studied, what they allow shows here.",
        Hat.HeadOfService or Hat.Commissioner => "Summaries show here once there are enough people behind them that nobody can be picked out.",
        _ => "There is nothing to do here yet.",
    };

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Joining = await JoiningHome.OfAsync(recruitment, Hat, clock.Today(), cancellation);
        UnreadLink = await accounts.AnyUnreadAsync(HttpContext.Session().PersonId, cancellation);
        Safety = (await paging.CountAsync(cancellation), (await mentoring.TalksAsync(cancellation)).Count);
        Clearance = await clearance.HereAsync(cancellation);
        Trust = await trust.HomeAsync(cancellation);
        Delivery = await sessions.HomeAsync(cancellation);
        switch (Hat)
        {
            case Hat.Coordinator:
                Coordinator = await home.CoordinatorAsync(cancellation);
                TrainingWaits = await training.WaitsAsync(cancellation);
                Places = await hubs.CoordinatorAsync(cancellation);
                break;
            case Hat.Supervisor:
                Supervisees = await home.SuperviseesAsync(cancellation);
                break;
            case Hat.DataProtectionLead:
                NewEmergencies = await emergencies.CountNewAsync(cancellation);
                break;
            case Hat.PeerWorker or Hat.Mentee:
                Roles = await home.OwnRolesAsync(cancellation);
                Hub = await hubs.MineAsync(cancellation);
                HealthGoals = await health.HasAnyAsync(cancellation);
                SaidThisWeek = Hat == Hat.PeerWorker && await pulses.HasSaidAsync(cancellation);
                Survey = Hat == Hat.PeerWorker && (await surveys.ToHandOutAsync(cancellation)).Count > 0;
                break;
        }

        if (Hat is Hat.PeerWorker or Hat.Mentee or Hat.StaffColleague or Hat.Supervisor)
        {
            MyTraining = await training.MyHomeAsync(cancellation);
        }
    }
}
