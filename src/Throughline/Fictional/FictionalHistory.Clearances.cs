using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;

namespace Throughline.Fictional;

// Clearances, cases, supervision and approvals: each as the person who would have done it.
internal sealed partial class FictionalHistory
{
    private static readonly Hat[] Deciding = [Hat.StaffColleague, Hat.SafeguardingLead, Hat.HeadOfService];

    private void PlanClearances()
    {
        foreach (var entry in content.Clearances.Recorded)
        {
            foreach (var person in entry.People)
            {
                var entered = content.Everybody.Single(p => p.Key == person).Roles[0].Steps[0].On;
                Plan(WorkingDay(Math.Max(entry.On, entered)), async () => await AsAsync<RecordClearance, Done>(await RunsAsync(entry.Scheme), use => use.RunAsync(
                    new RecordedClearance(people[person], schemes[entry.Scheme], entry.Scopes, Day(entry.From), Day(entry.Until)))));
            }
        }

        foreach (var entry in content.Clearances.Cases)
        {
            PlanCase(entry);
        }

        foreach (var entry in content.Clearances.Supervision)
        {
            PlanSupervision(entry);
        }
    }

    private void PlanCase(CaseEntry entry)
    {
        Guid id = default;
        Plan(WorkingDay(entry.Opened), async () => id = await AsAsync<OpenVetting, Guid>(await RunsAsync(entry.Scheme), use => use.RunAsync(
            new NewVetting(people[entry.Person], schemes[entry.Scheme], true, entry.Scopes, people[entry.Decider]))));
        Plan(WorkingDay(entry.Asked), async () => await AsAsync<AskPerson, Done>(await WearsAsync(entry.Decider, Deciding), async use =>
            await use.RunAsync(new AskedOfPerson(id, await CaseVersionAsync(id), entry.Route, entry.Ask))));
        if (entry.Part is not { } part)
        {
            return;
        }

        PlanOwn(entry.Person, part, viewer => AsAsync<SubmitVetting, Done>(viewer, async use => await use.RunAsync(new VettingPart(id, await CaseVersionAsync(id)))));
        Plan(WorkingDay(entry.Decided!.Value), async () => await AsAsync<DecideVetting, Done>(await WearsAsync(entry.Decider, Deciding), async use =>
            await use.RunAsync(entry.Refusal is { } refusal
                ? new VettingDecision(id, await CaseVersionAsync(id), VettingVerdict.Refuse, null, null, new Decision(refusal.Reason, refusal.LookedAt))
                : new VettingDecision(id, await CaseVersionAsync(id), VettingVerdict.Clear, Day(entry.Until!.Value), null, new Decision(null, null)))));
        if (entry.Refusal is null)
        {
            return;
        }

        PlanOwn(entry.Person, entry.Appealed!.Value, viewer => AsAsync<AppealVetting, Done>(viewer, async use =>
            await use.RunAsync(new VettingAppeal(id, await CaseVersionAsync(id), entry.Appeal))));
        Plan(WorkingDay(entry.HearerNamed!.Value), async () => await AsAsync<NameAppealHearer, Done>(await RunsAsync(entry.Scheme), async use =>
            await use.RunAsync(new NamedHearer(id, await CaseVersionAsync(id), people[entry.Hearer!]))));
        Plan(WorkingDay(entry.Heard!.Value), async () => await AsAsync<DecideAppeal, Done>(await WearsAsync(entry.Hearer!, Deciding), async use =>
            await use.RunAsync(new AppealDecision(id, await CaseVersionAsync(id), true, Day(entry.Until!.Value), new Decision(entry.Answer, null)))));
    }

    private void PlanSupervision(SupervisionEntry entry)
    {
        Guid episode = default;
        Plan(WorkingDay(entry.On), async () => episode = await AsAsync<BeginSupervision, Guid>(await RunsAsync(entry.Scheme), use => use.RunAsync(
            new NewSupervision(people[entry.Person], schemes[entry.Scheme], entry.Type, Day(entry.From), Day(entry.Until), people[entry.Officer]))));
        foreach (var approval in entry.Approvals)
        {
            Guid id = default;
            Plan(WorkingDay(approval.Asked), async () => id = await AsAsync<AskOfficerApproval, Guid>(await RunsAsync(entry.Scheme), use =>
                use.RunAsync(new NewApproval(episode, roles[$"{entry.Scheme}/{approval.Role}"]))));
            if (approval.Answered is { } answered)
            {
                Plan(WorkingDay(answered), async () => await AsAsync<AnswerOfficerApproval, Done>(await WearsAsync(entry.Officer, Hat.ResponsibleOfficer), use =>
                    use.RunAsync(new ApprovalAnswer(id, 1, true, new Decision(approval.Words, null)))));
            }
        }
    }

    private async Task<int> CaseVersionAsync(Guid id)
    {
        await using var context = engine.OpenReader(Viewer.System);
        return await context.VettingCases.Where(c => c.Id == id).Select(c => c.Version).SingleAsync();
    }
}
