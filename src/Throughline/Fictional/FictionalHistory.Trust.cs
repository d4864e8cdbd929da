using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Trust;

namespace Throughline.Fictional;

internal sealed partial class FictionalHistory
{
    // The longest a step of trust goes without being looked at: every word in the file gives the next date this far ahead.
    private const int ReviewDays = 84;

    private void PlanTrust()
    {
        foreach (var entry in content.Trust.Trust)
        {
            PlanTrust(entry);
        }

        foreach (var first in content.Trust.Firsts)
        {
            PlanFirst(first);
        }

        foreach (var key in content.Trust.Keys)
        {
            PlanKey(key);
        }
    }

    private void PlanTrust(TrustRoleEntry entry)
    {
        var role = content.Everybody.Single(p => p.Key == entry.Person).Roles.Where(r => r.Role == entry.Role).ElementAt(entry.Spell - 1);
        Dictionary<TrustStep, Guid> grants = [];
        foreach (var step in entry.Steps)
        {
            Plan(WorkingDay(step.Offered), async () => grants[step.Step] = await AsAsync<OfferTrust, Guid>(
                await SponsorAsync(step.By), use => use.RunAsync(new TrustOffer(holdings[role], step.Step, step.Words.TrimEnd(), clock.Today().AddDays(ReviewDays)))));
            if (step.Accepted is { } accepted)
            {
                PlanEvening(WorkingDay(accepted), entry.Person, async viewer => await AsAsync<AcceptTrust, Done>(
                    viewer, async use => await use.RunAsync(new TrustAnswer(grants[step.Step], await GrantVersionAsync(grants[step.Step])))));
            }
        }

        foreach (var review in entry.Reviews)
        {
            var top = entry.Steps.Where(s => s.Accepted < review.On).Max(s => s.Step);
            Plan(WorkingDay(review.On), async () => await AsAsync<ReviewTrust, Done>(await SponsorAsync(review.By), async use => await use.RunAsync(
                new TrustReview(grants[top], await GrantVersionAsync(grants[top]), review.Words.TrimEnd(), clock.Today().AddDays(ReviewDays)))));
        }

        foreach (var ask in entry.Asks)
        {
            PlanOwn(entry.Person, ask.On, viewer => AsAsync<ProposeTrust, Guid>(viewer, use => use.RunAsync(new TrustProposal(holdings[role], ask.Step, ask.Words.TrimEnd()))));
        }

        if (entry.Hold is { } hold)
        {
            Plan(WorkingDay(hold.On), async () => await AsAsync<HoldTrust, Done>(await SponsorAsync(hold.By), async use => await use.RunAsync(new TrustHold(
                grants[hold.Step], await GrantVersionAsync(grants[hold.Step]), Day(hold.LastDay), people[hold.Appeal], new Decision(hold.Reason.TrimEnd(), hold.LookedAt.TrimEnd())))));
            Plan(WorkingDay(hold.On), async () => await AsAsync<ConfirmHold, Done>(await SponsorAsync(hold.Second), async use => await use.RunAsync(new TrustDecision(
                grants[hold.Step], await GrantVersionAsync(grants[hold.Step]), new Decision(hold.SecondReason.TrimEnd(), hold.SecondLookedAt.TrimEnd())))));
            Plan(WorkingDay(hold.Restored), async () => await AsAsync<RestoreTrust, Done>(await SponsorAsync(hold.RestoredBy), async use => await use.RunAsync(
                new RestoredTrust(grants[hold.Step], await GrantVersionAsync(grants[hold.Step]), hold.Words.TrimEnd()))));
        }
    }

    private void PlanFirst(FirstEntry first)
    {
        // Where presence at the hub has written the first day already, there is nothing left to write.
        Plan(WorkingDay(first.On), async () =>
        {
            var outcome = await WithAsync<RecordMilestone, Outcome<Done>>(
                await SponsorAsync(first.By), use => use.RunAsync(new NewMilestone(people[first.Person], first.Kind, clock.Today())));
            if (outcome.Refusal is not (null or ReachedAlready))
            {
                throw new InvalidOperationException($"{first.Person}, {first.Kind}: {outcome.Refusal.Sentence}");
            }
        });
        if (first.Said is { } said)
        {
            Plan(WorkingDay(said), async () =>
            {
                Milestone milestone;
                await using (var context = engine.OpenReader(Viewer.System))
                {
                    var person = people[first.Person];
                    milestone = await context.Milestones.AsNoTracking().SingleAsync(m => m.PersonId == person && m.Kind == first.Kind);
                }

                await AsAsync<RecogniseMilestone, Done>(await SponsorAsync(first.By), use => use.RunAsync(new MilestoneWords(milestone.Id, milestone.Version, first.Words)));
            });
        }
    }

    private void PlanKey(KeyEntry entry)
    {
        Guid key = default;
        var hung = WorkingDay(entry.Spells[0].Given);
        Plan(hung, async () =>
        {
            var scheme = schemes[entry.Scheme];
            Guid site;
            await using (var context = engine.OpenReader(Viewer.System))
            {
                site = await context.Set<Site>().Where(s => s.SchemeId == scheme && s.Name == entry.Site).Select(s => s.Id).SingleAsync();
            }

            key = await AsAsync<AddKey, Guid>(await RunsAsync(entry.Scheme), use => use.RunAsync(new NewKey(scheme, site, entry.Label, entry.Opens)));
        });
        foreach (var spell in entry.Spells)
        {
            Plan(WorkingDay(spell.Given), async () => await AsAsync<HandOverKey, Guid>(
                await WearsAsync(spell.By, Hat.Coordinator), use => use.RunAsync(new KeyHandover(key, people[spell.Person]))));
            PlanEvening(WorkingDay(spell.Given), spell.Person, viewer => AsAsync<ConfirmKey, Done>(viewer, use => use.RunAsync(key)));
            if (spell.Back is { } back)
            {
                if (spell.SeenBy is { } seenBy)
                {
                    Plan(WorkingDay(back), async () => await AsAsync<WitnessKey, bool>(await SponsorAsync(seenBy), use => use.RunAsync(key)));
                }
                else
                {
                    PlanEvening(WorkingDay(back), spell.Person, viewer => AsAsync<HandInKey, bool>(viewer, use => use.RunAsync(key)));
                }

                Plan(WorkingDay(back), async () => await AsAsync<TakeBackKey, bool>(await WearsAsync(spell.By, Hat.Coordinator), use => use.RunAsync(key)));
            }

            if (spell.Lost is { } lost)
            {
                PlanEvening(WorkingDay(lost), spell.Person, viewer => AsAsync<ReportKeyLost, Done>(viewer, use => use.RunAsync(key)));
                Plan(WorkingDay(spell.Replaced!.Value), async () => await AsAsync<ReplaceKey, Guid>(
                    await WearsAsync(spell.By, Hat.Coordinator), use => use.RunAsync(new KeyReplacement(key, spell.Label))));
            }
        }
    }

    private void PlanEvening(DateOnly day, string person, Func<Viewer, Task> act) =>
        steps.Add(new Step(day < begins ? begins : day, true, async () => await act(await WearsAsync(person, Hat.PeerWorker))));

    private Task<Viewer> SponsorAsync(string person) => WearsAsync(person, Hat.Supervisor, Hat.Coordinator);

    private async Task<int> GrantVersionAsync(Guid grant)
    {
        await using var context = engine.OpenReader(Viewer.System);
        return await context.TrustGrants.Where(g => g.Id == grant).Select(g => g.Version).SingleAsync();
    }
}
