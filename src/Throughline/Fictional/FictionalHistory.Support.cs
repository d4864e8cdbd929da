using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Security;
using Throughline.Support;

namespace Throughline.Fictional;

// How those who do the work are looked after: supervision, check-ins, what was noticed, plans. Each as the person who would have done it.
internal sealed partial class FictionalHistory
{
    // The last three talks. The one before the last came a week late for some.
    private static readonly int[] SupervisionOn = [-63, -38, -13];

    private void PlanSupport()
    {
        var file = content.Support;
        foreach (var (person, at, talk) in content.PeerWorkers.Select((p, i) => (p.Key, i)).Where(p => !file.Late.Contains(p.Key))
            .SelectMany(p => SupervisionOn.Select((_, talk) => (p.Key, p.i, talk))))
        {
            Guid id = default;
            var offset = SupervisionOn[talk] + (talk == 1 && at % 3 == 1 ? 7 : 0);
            var on = WorkingDay(offset);
            steps.Add(new Step(WorkingDay(offset - 2), true, async () => id = await PlanWithSupervisorAsync(person, on)));
            steps.Add(new Step(on, true, async () =>
            {
                if (id == default)
                {
                    return;
                }

                DateOnly? next = talk < SupervisionOn.Length - 1 || file.NoNext.Contains(person) ? null : WorkingDay(5 + (at % 8));
                await AsAsync<HoldSupervision, Done>(await SupervisesAsync(id), use => use.RunAsync(new SupervisionHeld(id, 1, on, file.Agreed[(at + talk) % file.Agreed.Count], next)));
                if (at % 5 != 4)
                {
                    await AsAsync<ConfirmSupervision, Done>(await WearsAsync(person, Hat.PeerWorker), use => use.RunAsync(id, 2));
                }
            }));
        }

        foreach (var item in file.Agenda)
        {
            steps.Add(new Step(Day(item.On), true, async () =>
            {
                await using var context = engine.OpenReader(Viewer.System);
                var who = people[item.Person];
                var next = await context.Supervisions.Where(s => s.PersonId == who && s.State == SupervisionState.Planned).OrderBy(s => s.On).Select(s => s.Id).FirstAsync();
                await AsAsync<PutOnAgenda, Done>(item.Supervisor ? await SupervisesAsync(next) : await WearsAsync(item.Person, Hat.PeerWorker), use => use.RunAsync(next, item.Words));
            }));
        }

        foreach (var said in file.CheckIns)
        {
            PlanPeer(said.Person, said.On, async viewer =>
            {
                var id = await AsAsync<SaveCheckIn, Guid>(viewer, use => use.RunAsync(0, new CheckInInput(said.How, said.Words, said.Told, said.Family)));
                if (said.Shared)
                {
                    await using var context = engine.OpenReader(Viewer.System);
                    var made = await context.CheckIns.Where(c => c.Id == id).Select(c => new { c.Version, c.SchemeId }).SingleAsync();
                    var with = await context.SupervisorAsync(viewer.PersonId, made.SchemeId, clock.Today(), default);
                    await AsAsync<ShareCheckIn, Done>(viewer, use => use.RunAsync(id, made.Version, with));
                }
            });
        }

        foreach (var plan in file.StayWell)
        {
            PlanPeer(plan.Person, plan.On, async viewer =>
            {
                await AsAsync<SaveStayWellPlan, Done>(viewer, use => use.RunAsync(0, new StayWellWords(plan.Helps, plan.Signs, plan.Call)));
                if (plan.With is { } with)
                {
                    await AsAsync<ShareStayWellPlan, Done>(viewer, use => use.RunAsync(people[with]));
                }
            });
        }

        foreach (var pause in file.Pauses)
        {
            Guid id = default;
            PlanPeer(pause.Person, pause.On, async viewer =>
            {
                await using var context = engine.OpenReader(Viewer.System);
                var holding = await context.RoleHoldings.Where(h => h.PersonId == viewer.PersonId && h.State >= RoleState.ActiveSupervised && h.State <= RoleState.Senior).OrderByDescending(h => h.From).Select(h => h.Id).FirstAsync();
                id = await AsAsync<AskForPause, Guid>(viewer, use => use.RunAsync(new PauseQuestion(holding, pause.Wish, pause.Helps, pause.Back)));
            });
            if (pause.Agreed is { } by)
            {
                Plan(WorkingDay(pause.AgreedOn), async () => await AsAsync<AgreePause, Done>(await WearsAsync(by, Hat.Coordinator), use => use.RunAsync(
                    new PauseAgreed(id, 1, people[pause.After!], Day(pause.AgreedOn + 35), new Decision(pause.Reason, pause.LookedAt)))));
            }
        }

        // The sign-in books are brought in on that evening; what he writes opens it to the head of service at once.
        var evening = WorkingDay(-1);
        steps.Add(new Step(evening, true, async () => await AsAsync<RaiseFlags, int>(Viewer.System, use => use.RunAsync())));
        steps.Add(new Step(evening, true, async () => await AsAsync<AnswerFlag, Done>(await WearsAsync(file.Flag.Person, Hat.PeerWorker), async use => await use.RunAsync((await FlagAsync(file.Flag.Person)).Id, file.Flag.Reply))));
        steps.Add(new Step(evening, true, async () => await AsAsync<MoveFlag, Done>(await WearsAsync(file.Flag.By, Hat.HeadOfService), async use =>
        {
            var (id, version) = await FlagAsync(file.Flag.Person);
            return await use.RunAsync(new FlagMove(id, version, FlagState.Acknowledged, file.Flag.Seen));
        })));
    }

    // Somebody who does the work at the time, and has a supervisor; no id for anybody else.
    private async Task<Guid> PlanWithSupervisorAsync(string person, DateOnly on)
    {
        await using var context = engine.OpenReader(Viewer.System);
        var who = people[person];
        var role = (await context.LookedAfterAsync(clock.Today(), default)).FirstOrDefault(h => h.PersonId == who && h.SupervisorId is not null);
        var label = await context.People.Where(p => p.Id == who).Select(p => p.LabelSunset).SingleAsync();
        return role is null || label <= on ? default : await AsAsync<PlanSupervision, Guid>(await WearsAsync(people.Single(p => p.Value == role.SupervisorId).Key, Hat.Supervisor), use => use.RunAsync(role.Id, on));
    }

    private async Task<Viewer> SupervisesAsync(Guid supervision)
    {
        await using var context = engine.OpenReader(Viewer.System);
        var with = await context.Supervisions.Where(s => s.Id == supervision).Select(s => s.SupervisorId).SingleAsync();
        return await WearsAsync(people.Single(p => p.Value == with).Key, Hat.Supervisor);
    }

    private async Task<(Guid Id, int Version)> FlagAsync(string person)
    {
        await using var context = engine.OpenReader(Viewer.System);
        var who = people[person];
        var flag = await context.SupportFlags.Where(f => f.PersonId == who && f.Rule == FlagRule.UnpaidHours).Select(f => new { f.Id, f.Version }).SingleAsync();
        return (flag.Id, flag.Version);
    }
}
