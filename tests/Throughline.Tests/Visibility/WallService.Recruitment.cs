using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    /// <summary>A role in each scheme that everybody can apply for, and what a panel looks at.</summary>
    /// <returns>The window of each scheme.</returns>
    private static async Task<IReadOnlyDictionary<Guid, Guid>> OpenWindowsAsync(Acts acts, List<Someone> people, Viewer chief)
    {
        Dictionary<Guid, Guid> windows = [];
        foreach (var scheme in people.Select(p => p.Scheme.Id).Distinct())
        {
            var role = await acts.DoAsync<UnitOfWork, Guid>(chief, unit => unit.RunAsync<Guid>(new Act("role-defined"), writing =>
            {
                var leader = RoleDefinition.Define(writing.NewId(), scheme, new RoleOutline("group-leader", "Group leader", "Team member", [Hat.PeerWorker], true, 3, MinTraining: Course));
                writing.Context.Add(leader);
                void Add(ReferenceKind kind, string code, string name) => writing.Context.Add(ReferenceItem.Add(
                    writing.NewId(), scheme, kind, code, name, null, new DateOnly(2024, 1, 1), new Dictionary<string, string>(), 1).Value);
                Add(ReferenceKind.PanelDimensions, "listening", "Listens to people");
                Add(ReferenceKind.PanelDimensions, "steady", "Is steady");
                Add(ReferenceKind.SourceClasses, "ownOfficer", "My officer");
                return Task.FromResult<Outcome<Guid>>(leader.Id);
            }));
            windows[scheme] = await acts.DoAsync<OpenWindow, Guid>(chief, open => open.RunAsync(new NewWindow(role, new DateOnly(2026, 2, 1), null, "Lead a group on Tuesdays.")));
        }

        return windows;
    }

    // Interest, applications and whom they saw do it; talks, panels and what these saw; offers, answers, "not this time", and some taken back.
    private static async Task ApplyAsync(Acts acts, Ring ring, IReadOnlyDictionary<Guid, Guid> windows)
    {
        var (me, window, coordinator) = (ring.This, windows[ring.This.Scheme.Id], ring.As(Hat.Coordinator, 8));
        if (ring.Every(9, 4))
        {
            await acts.DoAsync<SayInterest, Guid>(me.Viewer, say => say.RunAsync(window));
            return;
        }

        var typed = ring.Every(5, 2);
        var form = new NewApplication(
            window, "I know what waiting is like.", "Somebody sat with me.", "A lift home.",
            ring.Every(3) ? ApplicationRoute.Inspired : ring.Every(3, 1) ? ApplicationRoute.Encouraged : ApplicationRoute.SelfInitiated, "ownOfficer", ["Whoever ran the Tuesday group", "A man with a dog"],
            typed ? me.Id : null);
        var application = await acts.DoAsync<Apply, Guid>(typed ? ring.As(Hat.Coordinator, 12) : me.Viewer, apply => apply.RunAsync(form));
        if (ring.Every(3))
        {
            await InspireAsync(acts, ring, application, coordinator);
        }

        if (ring.Every(5))
        {
            return;
        }

        await acts.DoAsync<HoldConversation, Guid>(coordinator, hold => hold.RunAsync(new TalkNotes(application, new DateOnly(2026, 3, 2), "Listens, and laughs at the right time.", "To be asked", "Bus fares")));
        if (ring.Every(5, 1))
        {
            return;
        }

        var asked = (await acts.LookAsync<RecruitmentQueries, IReadOnlyList<Named>>(coordinator, q => q.CandidatesAsync(application))).Select(p => p.Id).ToHashSet();
        var panel = ring.Around.Where(p => asked.Contains(p.Id)).Take(3).ToList();
        await acts.DoAsync<AskPanel, Done>(coordinator, ask => ask.RunAsync(new PanelAsked(application, 2, [.. panel.Select(p => p.Id)])));
        foreach (var member in panel.Skip(ring.Every(2) ? 0 : 1))
        {
            await acts.DoAsync<GivePanelView, Done>(member.Viewer, give => give.RunAsync(new PanelSaid(application, [
                new SeenInDimension("listening", PanelStanding.Seen, "Let me finish."), new SeenInDimension("steady", PanelStanding.NotSeenYet, null)])));
        }

        if (ring.Every(5, 3))
        {
            await acts.DoAsync<OfferPlace, Done>(ring.As(Hat.Coordinator, 24), offer => offer.RunAsync(new PlaceOffer(application, 3, "You stay with people.")));
            if (ring.Every(2))
            {
                await acts.DoAsync<AnswerOffer, Done>(me.Viewer, answer => answer.RunAsync(application, 4, !ring.Every(4)));
            }
        }
        else if (ring.Every(5, 4))
        {
            if (ring.Every(2))
            {
                await acts.DoAsync<SayNotThisTime, Done>(ring.As(Hat.Coordinator, 24), say => say.RunAsync(
                    new NotThisTime(application, 3, "You came every time.", new DateOnly(2026, 9, 1), TestData.Decision)));
            }
            else
            {
                await acts.DoAsync<WithdrawApplication, Done>(me.Viewer, withdraw => withdraw.RunAsync(application, 3));
            }
        }
    }

    // Somebody who did the work before them is asked whether they may be named: they have not said, or said yes, or no.
    private static async Task InspireAsync(Acts acts, Ring ring, Guid application, Viewer coordinator)
    {
        // In a small service there may be nobody.
        if (ring.Around.FirstOrDefault(p => p.Viewer.Hat == Hat.PeerWorker) is not { } inspirer)
        {
            return;
        }

        Guid link;
        await using (var context = acts.Everything())
        {
            link = await context.Inspirations.Where(i => i.ApplicationId == application).OrderBy(i => i.Id).Select(i => i.Id).FirstAsync();
        }

        await acts.DoAsync<AskInspirer, Done>(coordinator, ask => ask.RunAsync(new WhoIsMeant(link, inspirer.Id)));
        if (ring.Place / 3 % 3 is > 0 and var answer)
        {
            await acts.DoAsync<AnswerInspiration, Done>(inspirer.Viewer, say => say.RunAsync(link, answer == 1));
        }
    }
}
