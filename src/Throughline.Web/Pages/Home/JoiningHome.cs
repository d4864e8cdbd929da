using Throughline.People;
using Throughline.Recruitment;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Home;

/// <summary>What joining asks of the viewer: applications to answer, panels to speak on, an offer of their own, a question whether they may be named.</summary>
public sealed record JoiningHome(int Waiting, int Late, IReadOnlyList<PanelAsk> Panels, IReadOnlyList<InspirationAsk> Asks, IReadOnlyList<OwnApplicationLine> Own)
{
    public static JoiningHome Nothing { get; } = new(0, 0, [], [], []);

    public bool IsEmpty => Waiting + Panels.Count + Asks.Count + Own.Count == 0;

    public static async Task<JoiningHome> OfAsync(RecruitmentQueries recruitment, Hat hat, DateOnly today, CancellationToken cancellation)
    {
        var (waiting, late) = hat == Hat.Coordinator ? await recruitment.CountAsync(cancellation) : (0, 0);
        return new JoiningHome(
            waiting, late,
            Access.PanelMembers.Contains(hat) ? [.. (await recruitment.PanelsAsync(cancellation)).Where(p => !p.Said)] : [],
            hat == Hat.PeerWorker ? await recruitment.AsksAsync(cancellation) : [],
            Access.Applicants.Contains(hat) ? [.. (await recruitment.MineAsync(cancellation)).Where(a => !a.State.IsOver() || IsFresh(a, today))] : []);
    }

    // A no stays in sight until its person can try again, and four weeks on from there.
    private static bool IsFresh(OwnApplicationLine line, DateOnly today) =>
        line.State == ApplicationState.NotThisTime && line.ReapplyFrom is { } again && today < again.AddDays(28);
}
