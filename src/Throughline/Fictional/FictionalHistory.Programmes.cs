using Microsoft.EntityFrameworkCore;
using Throughline.Delivery.Programmes;
using Throughline.People;
using Throughline.Security;
using Throughline.Stories;

namespace Throughline.Fictional;

// A programme that a group runs: written by peers, read by another, approved, delivered, and changed twice.
internal sealed partial class FictionalHistory
{
    private void PlanProgrammes()
    {
        var file = content.Programmes;
        Dictionary<string, Guid> consents = new(StringComparer.Ordinal);
        foreach (var story in file.Stories)
        {
            var entry = content.Stories.Single(s => s.Person == story.Person).Stories.Single(s => s.Key == story.Story);
            PlanOwn(story.Person, story.Given, async viewer => consents[story.Story] = await AsAsync<GiveConsent, Guid>(
                viewer, use => use.RunAsync(new NewConsent(stories[entry], 1, ProgrammeRules.Purpose, schemes[file.Scheme], story.Audience, ConsentChannel.InTheRoom, 24))));
            if (story.Withdrawn is { } withdrawn)
            {
                PlanOwn(story.Person, withdrawn, viewer => AsAsync<WithdrawConsent, Done>(viewer, use => use.RunAsync(consents[story.Story])));
            }
        }

        PlanDraft(file.Draft);
        Guid current = default;
        foreach (var version in file.Versions)
        {
            Plan(WorkingDay(version.On), async () =>
            {
                var runs = await RunsAsync(file.Scheme);
                if (version.Changes is { } changes)
                {
                    var before = current;
                    current = await AsAsync<ReviseProgramme, Guid>(runs, async use => await use.RunAsync(before, await RecordAsync(before), changes));
                }
                else
                {
                    current = await AsAsync<StartProgramme, Guid>(runs, use => use.RunAsync(schemes[file.Scheme], file.Title, file.Aim));
                    await MoveAsync(runs, current, ProgrammeState.CoDesign);
                    await MoveAsync(runs, current, ProgrammeState.Draft);
                }

                foreach (var session in version.Sessions)
                {
                    await AsAsync<WriteProgrammeSession, Done>(runs, async use => await use.RunAsync(
                        current, await RecordAsync(current), session.Number, new SessionText(session.Title, session.Minutes, session.Aim, session.Plan)));
                }

                foreach (var author in version.Authors)
                {
                    await NameAsync(runs, current, author);
                }

                foreach (var story in version.Changes is null ? file.Stories : [])
                {
                    await AsAsync<UseStory, Done>(runs, use => use.RunAsync(new StoryToUse(current, story.Session, consents[story.Story], null)));
                }
            });
            Plan(WorkingDay(version.On + 1), async () => await MoveAsync(await RunsAsync(file.Scheme), current, ProgrammeState.PeerReview));
            PlanOwn(file.Reader, version.On + 3, viewer => AsAsync<GiveProgrammeView, Done>(viewer, use => use.RunAsync(current, version.View)));
            Plan(WorkingDay(version.On + 6), async () => await MoveAsync(await RunsAsync(file.Scheme), current, ProgrammeState.Finalised));
            Plan(WorkingDay(version.Approved), async () => await AsAsync<ApproveProgramme, Done>(
                await RunsAsync(file.Scheme), async use => await use.RunAsync(current, await RecordAsync(current), version.Reason)));
            Plan(WorkingDay(version.Runs), async () =>
            {
                await using var context = engine.OpenReader(Viewer.System);
                var group = await context.Activities.Where(a => a.SchemeId == schemes[file.Scheme] && a.Name == file.Group).Select(a => a.Id).SingleAsync();
                await AsAsync<RunProgramme, int>(await RunsAsync(file.Scheme), use => use.RunAsync(group, current, version.From));
            });
        }
    }

    private void PlanDraft(ProgrammeDraftEntry draft) => Plan(WorkingDay(draft.On), async () =>
    {
        var runs = await RunsAsync(content.Programmes.Scheme);
        var id = await AsAsync<StartProgramme, Guid>(runs, use => use.RunAsync(schemes[content.Programmes.Scheme], draft.Title, draft.Aim));
        await MoveAsync(runs, id, ProgrammeState.CoDesign);
        await AsAsync<WriteProgrammeSession, Done>(runs, async use => await use.RunAsync(
            id, await RecordAsync(id), null, new SessionText(draft.Session.Title, draft.Session.Minutes, draft.Session.Aim, draft.Session.Plan)));
        await NameAsync(runs, id, draft.Author);
    });

    private async Task NameAsync(Viewer runs, Guid version, ProgrammeAuthorEntry author)
    {
        var name = content.Everybody.Where(p => p.Key == author.Person).Select(p => $"{p.Name} {p.Family}, ").Single();
        var choice = (await WithAsync<SessionProgrammeQueries, IReadOnlyList<Named>>(runs, q => q.AuthorChoicesAsync(version))).First(c => c.Name.StartsWith(name, StringComparison.Ordinal));
        await AsAsync<NameAuthor, Done>(runs, use => use.RunAsync(version, choice.Id, author.Wrote));
    }

    private async Task MoveAsync(Viewer runs, Guid version, ProgrammeState to) =>
        await AsAsync<MoveProgramme, Done>(runs, async use => await use.RunAsync(version, await RecordAsync(version), to));

    private async Task<int> RecordAsync(Guid version)
    {
        await using var context = engine.OpenReader(Viewer.System);
        return await context.SessionProgrammeVersions.Where(v => v.Id == version).Select(v => v.Version).SingleAsync();
    }
}
