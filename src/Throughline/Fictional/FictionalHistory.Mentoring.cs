using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Security;

namespace Throughline.Fictional;

// Asking for a mentor, matches, contacts and goals: each as the person who would have done it.
internal sealed partial class FictionalHistory
{
    private static readonly TimeOnly FirstMeeting = new(8, 30);
    private static readonly TimeOnly ContactBegan = new(8, 15);

    private void PlanMentoring()
    {
        foreach (var said in content.Mentoring.Said)
        {
            PlanOwn(said.Person, said.On, async viewer => await AsAsync<SayForMatching, Done>(viewer, use => use.RunAsync(people[said.Person], schemes[said.Scheme], new MatchDetails(
                WeekSlots.Of(said.Slots), said.Interests, said.Languages, Gender: said.Gender, WantsGender: said.Wants, SharesExperience: said.Shares, Minutes: said.Minutes), 0)));
        }

        foreach (var asked in content.Mentoring.Waiting)
        {
            PlanOwn(asked.Person, asked.Asked, viewer => AsAsync<AskForMentor, Guid>(viewer, use => use.RunAsync(schemes[asked.Scheme], asked.Words)));
        }

        foreach (var story in content.Mentoring.Matches)
        {
            PlanMatch(story);
        }

        foreach (var limit in content.Mentoring.WrongLimits)
        {
            Guid id = default;
            Plan(WorkingDay(limit.On), async () => id = await AsAsync<RecordAccessConstraint, Guid>(await RunsAsync(limit.Scheme), use => use.RunAsync(
                people[limit.Person], schemes[limit.Scheme], new AccessLimits(limit.Words, [], [], WeekSlots.Of(limit.Slots)))));
            PlanOwn(limit.Person, limit.Said, viewer => AsAsync<QuestionAccessConstraint, Done>(viewer, use => use.RunAsync(id, limit.Wrong)));
        }
    }

    private void PlanMatch(MatchStory story)
    {
        Guid id = default;
        PlanOwn(story.Person, story.Asked, viewer => AsAsync<AskForMentor, Guid>(viewer, use => use.RunAsync(schemes[story.Scheme], story.Words)));
        Plan(WorkingDay(story.Decided), async () => id = await AsAsync<DecideMatch, Guid>(await RunsAsync(story.Scheme), use => use.RunAsync(
            new MatchDecision(schemes[story.Scheme], people[story.Person], people[story.Mentor], story.Reason))));
        Plan(WorkingDay(story.Met), async () => await AsAsync<ArrangeMeeting, Done>(await RunsAsync(story.Scheme), async use =>
            await use.RunAsync(id, await MatchVersionAsync(id), OnDay(story.Met), FirstMeeting)));
        PlanOwn(story.Person, story.Yes ?? story.Met, async viewer => await AsAsync<AnswerMatch, Done>(viewer, async use => await use.RunAsync(id, await MatchVersionAsync(id), story.Yes is not null, null)));
        if (story.Yes is null)
        {
            return;
        }

        PlanOwn(story.Person, story.Yes.Value, viewer => AsAsync<ShowLimits, Done>(viewer, use => use.RunAsync(people[story.Person], schemes[story.Scheme])));
        foreach (var contact in story.Contacts)
        {
            // Logged on the way home.
            Plan(WorkingDay(contact.On), async () => await AsAsync<LogContact, Guid>(await WearsAsync(story.Mentor, Hat.PeerWorker), use => use.RunAsync(id, new ContactLog(
                OnDay(contact.On), ContactBegan, contact.Minutes, contact.Mode, contact.Place, contact.Helped, contact.Load))));
        }

        foreach (var goal in story.Goals)
        {
            Guid set = default;
            PlanOwn(story.Person, goal.On, async viewer => set = await AsAsync<SetGoal, Guid>(viewer, use => use.RunAsync(people[story.Person], schemes[story.Scheme], goal.Words, goal.Step)));
            if (goal.Done is { } done)
            {
                PlanOwn(story.Person, done, viewer => AsAsync<MarkGoalStep, Done>(viewer, use => use.RunAsync(set, 1, true)));
            }
        }

        foreach (var review in story.Reviews)
        {
            Plan(WorkingDay(review.On), async () => await AsAsync<ReviewMatch, Done>(await RunsAsync(story.Scheme), async use =>
                await use.RunAsync(new MatchLook(id, await MatchVersionAsync(id), review.Words))));
        }

        foreach (var check in story.Checks)
        {
            PlanOwn(check.Mentor ? story.Mentor : story.Person, check.On, viewer => AsAsync<AnswerMatchCheck, Done>(
                viewer, use => use.RunAsync(id, new CheckAnswers(check.Ease, check.Aim, check.Way), check.Review)));
        }

        if (story.Hard is { } hard)
        {
            Guid talk = default;
            Plan(WorkingDay(hard.On), async () => talk = await AsAsync<RecordSetback, Guid>(await WearsAsync(story.Mentor, Hat.PeerWorker), use => use.RunAsync(id, hard.Kind)));
            Plan(WorkingDay(hard.Offered), async () => await AsAsync<OfferDebrief, Done>(await RunsAsync(story.Scheme), use => use.RunAsync(talk)));
            Plan(WorkingDay(hard.Held), async () => await AsAsync<HoldDebrief, Done>(await RunsAsync(story.Scheme), use => use.RunAsync(talk, OnDay(hard.Held))));
        }

        if (story.Plan is { } plan)
        {
            Plan(WorkingDay(plan.On), async () => await AsAsync<PlanEnding, Done>(await WearsAsync(story.Mentor, Hat.PeerWorker), async use =>
                await use.RunAsync(new MatchLook(id, await MatchVersionAsync(id), plan.Words, Day(plan.Until)))));
        }

        if (story.Ended is { } ended)
        {
            Plan(WorkingDay(ended.On), async () => await AsAsync<EndMatch, Done>(await RunsAsync(story.Scheme), async use =>
                await use.RunAsync(id, await MatchVersionAsync(id), ended.Words, false)));
        }
    }

    private async Task<int> MatchVersionAsync(Guid id)
    {
        await using var context = engine.OpenReader(Viewer.System);
        return await context.Matches.Where(m => m.Id == id).Select(m => m.Version).SingleAsync();
    }
}
