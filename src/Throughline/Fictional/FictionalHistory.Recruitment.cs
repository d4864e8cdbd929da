using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;

namespace Throughline.Fictional;

// Windows, applications, talks, panels and answers: each as the person who would have done it.
internal sealed partial class FictionalHistory
{
    private readonly Dictionary<string, Guid> windows = new(StringComparer.Ordinal);
    private readonly Dictionary<ApplicationEntry, Guid> applications = [];

    private void PlanWindows()
    {
        foreach (var window in content.Recruitment.Windows)
        {
            Plan(window.Opens <= content.Service.Begins ? begins : Day(window.Opens), async () => windows[window.Role] = await AsAsync<OpenWindow, Guid>(
                await RunsAsync(window.Role.Split('/')[0]),
                use => use.RunAsync(new NewWindow(roles[window.Role], Day(window.Opens), window.Closes is { } last ? Day(last) : null, window.About, window.OtherWays))));
        }

        // Somebody whose application has not been answered has no role of the kind yet, so no path speaks of it.
        foreach (var application in content.Recruitment.Applications.Where(a => a.Sent is not null))
        {
            PlanOwn(application.Person, application.Sent!.Value, viewer => SendAsync(viewer, application));
        }
    }

    private ApplicationEntry? ApplicationOf(FictionalPerson person, RoleEntry role) =>
        content.Recruitment.Applications.Find(a => a.Sent is null && a.Person == person.Key && a.Role == role.Role);

    private void PlanApplication(FictionalPerson person, RoleEntry role)
    {
        if (ApplicationOf(person, role) is not { } application)
        {
            return;
        }

        var steps = role.Steps.ToList();
        var applied = steps.Find(s => s.State == RoleState.Applied).On;
        var answered = steps.Find(s => s.State is RoleState.Offered or RoleState.NotThisTime);
        var talk = WorkingDay((applied + answered.On) / 2);
        Plan(talk, async () =>
        {
            var coordinator = await RunsAsync(role.Scheme);
            await AsAsync<HoldConversation, Guid>(coordinator, use => use.RunAsync(
                new TalkNotes(applications[application], clock.Today(), application.Strengths, application.Wishes, application.Support)));
            if (application.Panel.Count > 0)
            {
                var version = await ApplicationVersionAsync(application);
                await AsAsync<AskPanel, Done>(coordinator, use => use.RunAsync(new PanelAsked(applications[application], version, [.. application.Panel.Select(m => people[m])])));
            }
        });
        foreach (var member in application.Panel)
        {
            Plan(talk, async () => await AsAsync<GivePanelView, Done>(await WearsAsync(member, Hat.Supervisor, Hat.PeerWorker), use => use.RunAsync(
                new PanelSaid(applications[application], [.. Dimensions.Select(d => Said(application, member, d))]))));
        }

        foreach (var (saw, at) in application.Saw.Select((saw, at) => (saw, at)))
        {
            Plan(talk, async () =>
            {
                Guid link;
                await using (var context = engine.OpenReader(Viewer.System))
                {
                    var id = applications[application];
                    link = await context.Inspirations.Where(i => i.ApplicationId == id).OrderBy(i => i.Id).Skip(at).Select(i => i.Id).FirstAsync();
                }

                await AsAsync<AskInspirer, Done>(await RunsAsync(role.Scheme), use => use.RunAsync(new WhoIsMeant(link, people[saw.Who])));
                await AsAsync<AnswerInspiration, Done>(await WearsAsync(saw.Who, Hat.PeerWorker), use => use.RunAsync(link, saw.Agrees));
            });
        }

        if (answered.State == RoleState.Offered)
        {
            Plan(WorkingDay(answered.On + 1), async () =>
            {
                var version = await ApplicationVersionAsync(application);
                await AsAsync<AnswerOffer, Done>(await WearsAsync(person.Key, Hat.Mentee, Hat.PeerWorker), use => use.RunAsync(applications[application], version, true));
            });
        }
    }

    private static readonly string[] Dimensions = ["listening", "steady", "edges", "learning", "others"];

    private static SeenInDimension Said(ApplicationEntry application, string member, string dimension)
    {
        var words = application.Seen.Find(s => s["dimension"] == dimension)?.GetValueOrDefault(member);
        return new SeenInDimension(dimension, words is null ? PanelStanding.NotSeenYet : PanelStanding.Seen, words);
    }

    private async Task ApplyAsync(FictionalPerson person, RoleEntry role, ApplicationEntry application)
    {
        await SendAsync(await WearsAsync(person.Key, Hat.Mentee, Hat.PeerWorker), application);
        await using var context = engine.OpenReader(Viewer.System);
        var id = applications[application];
        holdings[role] = await context.Applications.Where(a => a.Id == id).Select(a => a.HoldingId).SingleAsync();
    }

    private async Task SendAsync(Viewer viewer, ApplicationEntry application) =>
        applications[application] = await AsAsync<Apply, Guid>(viewer, use => use.RunAsync(new NewApplication(
            windows[application.Role], application.Brings, application.Why, application.WouldHelp, application.Route, application.EncouragedBy, [.. application.Saw.Select(s => s.Said)])));

    private async Task AnswerAsync(RoleEntry role, ApplicationEntry application)
    {
        var (id, version, viewer) = (applications[application], await ApplicationVersionAsync(application), await RunsAsync(role.Scheme));
        if (role.Declined is { } declined)
        {
            await AsAsync<SayNotThisTime, Done>(viewer, use => use.RunAsync(new NotThisTime(
                id, version, application.Good, Day(declined.Reapply), new Decision(declined.Feedback, "The application, the talk, and what the panel saw."))));
        }
        else
        {
            await AsAsync<OfferPlace, Done>(viewer, use => use.RunAsync(new PlaceOffer(id, version, application.Answer)));
        }
    }

    private async Task<int> ApplicationVersionAsync(ApplicationEntry application)
    {
        await using var context = engine.OpenReader(Viewer.System);
        var id = applications[application];
        return await context.Applications.Where(a => a.Id == id).Select(a => a.Version).SingleAsync();
    }
}
