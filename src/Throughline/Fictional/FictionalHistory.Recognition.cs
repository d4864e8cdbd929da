using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Schemes;
using Throughline.Security;

namespace Throughline.Fictional;

// How people are treated, in their own words, and what the head of service makes of it: each as the person who would have said it.
internal sealed partial class FictionalHistory
{
    private static readonly Hat[] Tells = [Hat.StaffColleague, Hat.Supervisor, Hat.Coordinator, Hat.HeadOfService];
    private static readonly Hat[] WorksBeside = [Hat.Coordinator, Hat.Supervisor, Hat.HeadOfService, Hat.ResponsibleOfficer, Hat.StaffColleague];

    // The days on which a period has ended long enough: the system counts, as it does every morning.
    private static readonly int[] CountingDays = [-82, -1];

    private void PlanRecognition()
    {
        var file = content.Recognition;
        foreach (var message in file.Messages)
        {
            foreach (var (on, value) in message.At.OrderBy(a => a.Key))
            {
                Guid id = default;
                PlanPeer(message.Person, on, async viewer => id = await AsAsync<LogMessage, Guid>(viewer, async use => await use.RunAsync(new NewMessage(
                    message.LeftOut, message.About, message.From, value, await PlaceAsync(message.Team ?? message.Place), message.In, message.Words, message.Impact, Day(on)))));
                if (message.Shared is not { } shared)
                {
                    continue;
                }

                PlanPeer(message.Person, shared, async viewer =>
                {
                    await using var context = engine.OpenReader(Viewer.System);
                    var scheme = await context.ReceivedMessages.Where(m => m.Id == id).Select(m => m.SchemeId).SingleAsync();
                    var with = await context.SupervisorAsync(viewer.PersonId, scheme, clock.Today(), default);
                    await AsAsync<ShareMessage, Done>(viewer, use => use.RunAsync(id, 1, with));
                });
                if (message.Read)
                {
                    Plan(WorkingDay(shared + 3), async () =>
                    {
                        await using var context = engine.OpenReader(Viewer.System);
                        var with = await context.MessageShares.Where(s => s.MessageId == id).Select(s => s.WithId).SingleAsync();
                        await AsAsync<SayMessageRead, Done>(await WearsAsync(people.Single(p => p.Value == with).Key, Hat.Supervisor), use => use.RunAsync(id));
                    });
                }
            }
        }

        foreach (var pulse in file.Pulses)
        {
            foreach (var on in pulse.On)
            {
                PlanPeer(pulse.Person, on, viewer => AsAsync<SavePulse, Done>(viewer, use => use.RunAsync(new PulseInput(pulse.Felt, pulse.Between))));
            }
        }

        foreach (var belief in file.Beliefs)
        {
            Plan(WorkingDay(belief.On), async () => await AsAsync<SayBelief, Guid>(await WearsAsync(belief.By, Tells), use => use.RunAsync(new NewBelief(people[belief.About], belief.Prompt, belief.Words))));
        }

        foreach (var thanks in file.Thanks)
        {
            Guid id = default;
            Plan(WorkingDay(thanks.On), async () => id = await AsAsync<AddCeremony, Guid>(await WearsAsync(thanks.By, Tells), async use => await use.RunAsync(new NewCeremony(
                thanks.Place is null ? Guid.Empty : await PlaceAsync(thanks.Place), OnDay(thanks.On), thanks.For, [.. thanks.Agreed.Concat(thanks.Asked).Select(p => people[p])]))));
            foreach (var person in thanks.Agreed)
            {
                PlanPeer(person, thanks.On + 1, viewer => AsAsync<AnswerCeremony, Done>(viewer, use => use.RunAsync(id, true)));
            }
        }

        foreach (var chance in file.Chances)
        {
            Guid id = default;
            PlanPeer(chance.Person, chance.On, async viewer => id = await AsAsync<NoteShutChance, Guid>(viewer, use => use.RunAsync(new ShutChance(chance.Kind, chance.What, chance.Reason, chance.By, Day(chance.On)))));
            if (chance.Outcome is { } outcome)
            {
                PlanPeer(chance.Person, chance.On + 14, viewer => AsAsync<SayOutcome, Done>(viewer, use => use.RunAsync(id, outcome)));
            }
        }

        foreach (var view in file.Views)
        {
            PlanPeer(view.Person, view.On, viewer => AsAsync<SayOwnView, Done>(viewer, use => use.RunAsync(view.Topic, view.Words, view.Asks)));
        }

        foreach (var course in file.Alongside)
        {
            Plan(WorkingDay(course.Said), async () => await AsAsync<SayAlongside, Done>(await WearsAsync(course.Person, WorksBeside), use => use.RunAsync(OnDay(course.On))));
        }

        foreach (var check in file.Checks)
        {
            Plan(WorkingDay(check.On), async () => await AsAsync<AnswerCondition, Done>(await WearsAsync(check.By, Hat.HeadOfService), async use =>
                await use.RunAsync(new ConditionCheck(await PlaceAsync(check.Place), check.Condition, check.Met, OnDay(check.On), check.Evidence))));
        }

        foreach (var step in file.Steps)
        {
            Guid id = default;
            Plan(WorkingDay(step.On), async () => id = await AsAsync<PlanClimateStep, Guid>(await WearsAsync(step.By, Hat.HeadOfService), async use =>
                await use.RunAsync(new NewClimateStep(await PlaceAsync(step.Place), step.Condition, step.What, step.Who, Day(step.Until)))));
            if (step.Done is { } done)
            {
                Plan(WorkingDay(done), async () => await AsAsync<FinishClimateStep, Done>(await WearsAsync(step.By, Hat.HeadOfService), use => use.RunAsync(id)));
            }
        }

        foreach (var day in CountingDays)
        {
            steps.Add(new Step(Day(day), true, async () =>
            {
                while (await AsAsync<CountClimate, int>(Viewer.System, use => use.RunAsync()) > 0)
                {
                }
            }));
        }
    }

    private void PlanPeer(string person, int on, Func<Viewer, Task> act) => steps.Add(new Step(Day(on), true, async () => await act(await WearsAsync(person, Hat.PeerWorker))));

    // A site or a team, by its name.
    private async Task<Guid> PlaceAsync(string name)
    {
        await using var context = engine.OpenReader(Viewer.System);
        return await context.Set<Site>().Where(s => s.Name == name).Select(s => s.Id).Concat(context.Set<Team>().Where(t => t.Name == name).Select(t => t.Id)).SingleAsync();
    }
}
