using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Safeguarding;
using Throughline.Security;

namespace Throughline.Fictional;

// The duty rota with one gap, a crisis at a hospital, and a word that somebody would like: each as the person who would have done it.
internal sealed partial class FictionalHistory
{
    private const int RotaBegins = -16, RotaWeeks = 5;
    private static readonly TimeOnly Handover = new(9, 0);

    private void PlanSafeguarding()
    {
        foreach (var rota in content.Safeguarding.Rota)
        {
            for (var day = 0; day < 7; day++)
            {
                var (first, who) = (RotaBegins + day, rota.People[day % rota.People.Count]);
                Plan(Day(RotaBegins), async () => await AsAsync<PlanDuty, int>(await LeadsAsync(), use => use.RunAsync(new NewDutyTurn(
                    [schemes[rota.Scheme]], people[who], rota.Place, Day(first), Handover, Day(first + 1), Handover, rota.Phone, RotaWeeks))));
            }
        }

        var gap = content.Safeguarding.Gap;
        Plan(Day(-2), async () =>
        {
            var (scheme, starts) = (schemes[gap.Scheme], Day(gap.On).AtInLondon(Handover));
            await using var context = engine.OpenReader(Viewer.System);
            var turn = await context.DutyTurns.Where(t => t.SchemeId == scheme && t.Place == 1 && t.StartsAt == starts).Select(t => t.Id).SingleAsync();
            await AsAsync<TakeOffDuty, Done>(await LeadsAsync(), use => use.RunAsync(turn));
        });
        PlanCrisis(content.Safeguarding.Crisis);
        var word = content.Safeguarding.Word;
        PlanOwn(word.Person, word.On, viewer => AsAsync<AskForWord, Done>(viewer, use => use.RunAsync()));
    }

    private void PlanCrisis(CrisisEntry crisis)
    {
        var day = WorkingDay(crisis.On);
        Guid id = default;
        Viewer owner = Viewer.System;
        Plan(day, async () =>
        {
            var mentor = await WearsAsync(crisis.Mentor, Hat.PeerWorker);
            id = await AsAsync<RaiseConcern, Guid>(mentor, use => use.RunAsync(
                new NewConcern(true, people[crisis.Person], null, SafeguardingKind.WantsToDie, crisis.Words, crisis.When, crisis.Did, true)));
        });
        Plan(day, () => AsAsync<RunPaging, PagingCounts>(Viewer.System, use => use.RunAsync()));
        Plan(day, async () =>
        {
            await using var context = engine.OpenReader(Viewer.System);
            var page = await context.DutyPages.AsNoTracking().SingleAsync(p => p.CaseId == id);
            var who = people.Single(p => p.Value == page.PersonId).Key;
            owner = await WearsAsync(who, Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague);
            await AsAsync<AnswerPage, Answered>(owner, use => use.RunAsync(page.Id));
        });
        Plan(day, async () => await AsAsync<AddToConcern, Done>(await WearsAsync(crisis.Mentor, Hat.PeerWorker), use => use.RunAsync(id, crisis.Added)));
        Plan(day, async () => await AsAsync<TriageConcern, Done>(owner, async use => await use.RunAsync(id, await ConcernVersionAsync(id), SafeguardingKind.WantsToDie, crisis.Triage)));
        Plan(day, () => AsAsync<ShareConcern, Done>(owner, use => use.RunAsync(new NewShare(id, crisis.Recipient, crisis.Told, crisis.Why, ConsentSought.Agreed, null))));
        Plan(day, async () => await AsAsync<MoveConcern, Done>(owner, async use => await use.RunAsync(new ConcernMove(id, await ConcernVersionAsync(id), SafeguardingState.ActionPlan, crisis.Plan))));
        Plan(day, () => AsAsync<AddConcernAction, Done>(owner, use => use.RunAsync(id, crisis.Task, owner.PersonId, day.AddDays(4))));
        Plan(day, async () => await AsAsync<OfferDebrief, Done>(await RunsAsync(crisis.Scheme), async use => await use.RunAsync(await TalkAsync(id))));
        Plan(WorkingDay(crisis.On + 2), async () => await AsAsync<HoldDebrief, Done>(await RunsAsync(crisis.Scheme), async use => await use.RunAsync(await TalkAsync(id), WorkingDay(crisis.On + 2))));
        Plan(WorkingDay(crisis.On + 5), () => AsAsync<FinishConcernAction, Done>(owner, use => use.RunAsync(id, 1, crisis.DidIt)));
        Plan(WorkingDay(crisis.On + 5), async () => await AsAsync<MoveConcern, Done>(owner, async use =>
            await use.RunAsync(new ConcernMove(id, await ConcernVersionAsync(id), SafeguardingState.Monitoring, crisis.Watch, WorkingDay(crisis.ClosedOn).AddDays(3)))));
        Plan(WorkingDay(crisis.On + 5), async () => await AsAsync<SayTelling, Done>(await LeadsAsync(), use => use.RunAsync(id, true, crisis.Telling, null)));
        Plan(WorkingDay(crisis.ClosedOn), async () => await AsAsync<CloseConcern, Done>(await LeadsAsync(), async use => await use.RunAsync(id, await ConcernVersionAsync(id), crisis.Closed)));
    }

    private Task<Viewer> LeadsAsync() => WearsAsync("neil", Hat.SafeguardingLead);

    private async Task<int> ConcernVersionAsync(Guid id)
    {
        await using var context = engine.OpenReader(Viewer.System);
        return await context.SafeguardingConcerns.Where(c => c.Id == id).Select(c => c.Version).SingleAsync();
    }

    private async Task<Guid> TalkAsync(Guid concern)
    {
        await using var context = engine.OpenReader(Viewer.System);
        return await context.Debriefs.Where(d => d.ConcernId == concern).Select(d => d.Id).SingleAsync();
    }
}
