using Throughline.People;
using Throughline.Security;
using Throughline.Web.Components;

namespace Throughline.Web.Security;

/// <summary>The session of a request, and what follows from it.</summary>
public static class SessionContext
{
    private static readonly object SessionItem = new(), KeyItem = new();

    /// <summary>The request's session, ended ones included; null without a cookie that we gave out.</summary>
    public static CurrentSession? FindSession(this HttpContext context) => context.Items[SessionItem] as CurrentSession;

    /// <summary>The request's session on a page that asks for one.</summary>
    public static CurrentSession Session(this HttpContext context) =>
        context.FindSession() ?? throw new InvalidOperationException("This page has no session: its line in Access lets people in who are not signed in.");

    public static string SessionKey(this HttpContext context) => (string)context.Items[KeyItem]!;

    public static void SetSession(this HttpContext context, CurrentSession session, string key) =>
        (context.Items[SessionItem], context.Items[KeyItem]) = (session, key);

    /// <summary>Sets the viewer and the frame from the session. Comes after authentication and before authorisation.</summary>
    public static IApplicationBuilder UseThroughlineSession(this WebApplication app, bool fictional) => app.Use((context, next) =>
    {
        var shell = context.RequestServices.GetRequiredService<CurrentShell>();
        shell.Model = ShellModel.SignedOut with { FictionalService = fictional };
        if (context.FindSession() is { } session && session.Standing is not (SessionStanding.Ended or SessionStanding.Locked))
        {
            var open = session.Standing == SessionStanding.Open;
            if (open)
            {
                context.RequestServices.GetRequiredService<CurrentViewer>().Viewer = session.Viewer;
            }

            shell.Model = new ShellModel(
                session.PersonName,
                open ? session.Hat.Name().ToLowerInvariant() : null,
                open ? context.RequestServices.GetRequiredService<NavigationLinks>().For(session.Hat) : [],
                fictional,
                session.IdleMinutes,
                session.Hats.Count > 1,
                open && (session.SharedComputer || session.Hat is Hat.PeerWorker or Hat.Mentee),
                open && session.Hat is Hat.PeerWorker or Hat.StaffColleague);
        }

        return next(context);
    });

    /// <summary>The key of a hat in addresses and in <see cref="Navigation"/>.</summary>
    public static string Key(Hat hat) => hat switch
    {
        Hat.PeerWorker => "peer-worker",
        Hat.Mentee => "mentee",
        Hat.Coordinator => "coordinator",
        Hat.Supervisor => "supervisor",
        Hat.ResponsibleOfficer => "officer",
        Hat.StaffColleague => "colleague",
        Hat.VoiceLead => "voice-lead",
        Hat.SafeguardingLead => "safeguarding-lead",
        Hat.DataProtectionLead => "data-protection-lead",
        Hat.Researcher => "researcher",
        Hat.HeadOfService => "head-of-service",
        Hat.Commissioner => "commissioner",
        Hat.SystemAdministrator => "administrator",
        _ => throw new ArgumentOutOfRangeException(nameof(hat), hat, "Nobody wears this hat."),
    };
}
