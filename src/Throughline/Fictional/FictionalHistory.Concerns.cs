using Microsoft.EntityFrameworkCore;
using Throughline.Concerns;
using Throughline.People;

namespace Throughline.Fictional;

// Somebody outside is named, three people raise something, and a decision waits for a second person: each as the person who would have done it.
internal sealed partial class FictionalHistory
{
    private void PlanConcerns()
    {
        foreach (var outside in content.Concerns.Outside)
        {
            Plan(WorkingDay(outside.On), async () => await AsAsync<NameOutsideContact, Done>(await WearsAsync("colin", Hat.HeadOfService), use => use.RunAsync(
                new OutsideContact(schemes[outside.Scheme], 0, outside.Name, outside.Organisation, outside.Reach))));
        }

        foreach (var raised in content.Concerns.Raised)
        {
            PlanRaised(raised);
        }

        var look = content.Concerns.Look;
        Plan(WorkingDay(look.On), async () => await AsAsync<AskSecondPerson, Guid>(await WearsAsync(look.By, Hat.Supervisor), use => use.RunAsync(
            new SecondLookInput(people[look.Person], schemes[look.Scheme], look.Act, new Decision(look.Reason, look.LookedAt)))));
    }

    private void PlanRaised(RaisedEntry raised)
    {
        Guid id = default;
        async Task<int> VersionAsync()
        {
            await using var context = engine.OpenReader(Security.Viewer.System);
            return await context.Concerns.Where(c => c.Id == id).Select(c => c.Version).SingleAsync();
        }

        PlanOwn(raised.Person, raised.On, async viewer =>
        {
            id = await AsAsync<WriteConcern, Guid>(viewer, use => use.RunAsync(new ConcernInput(
                null, 0, schemes[raised.Scheme], raised.About, raised.Subject is { } subject ? people[subject] : null, raised.What, raised.Words, raised.Wanted, false, [.. raised.NotToKnow.Select(who => people[who])])));
            await AsAsync<SubmitConcern, Done>(viewer, async use => await use.RunAsync(id, await VersionAsync()));
        });
        if (raised.Course is not { } course)
        {
            return;
        }

        Task<Security.Viewer> HandlerAsync() => WearsAsync(course.Handler, Hat.Supervisor, Hat.Coordinator);
        Task<Security.Viewer> HearsAsync() => WearsAsync("judith", Hat.VoiceLead);
        Plan(After(raised.On, course.Received), async () => await AsAsync<AcknowledgeConcern, Done>(await HearsAsync(), async use => await use.RunAsync(id, await VersionAsync())));
        Plan(After(raised.On, course.Asked), async () => await AsAsync<AssignHandler, Done>(await HearsAsync(), async use => await use.RunAsync(id, await VersionAsync(), people[course.Handler])));
        Plan(After(raised.On, course.Begun), async () =>
        {
            await AsAsync<BeginConcern, Done>(await HandlerAsync(), async use => await use.RunAsync(id, await VersionAsync()));
            await AsAsync<SayInConcern, Done>(await HandlerAsync(), async use => await use.RunAsync(id, await VersionAsync(), course.Message));
        });
        if (course.Answered is not { } answered)
        {
            return;
        }

        Plan(After(raised.On, answered), async () => await AsAsync<OfferOutcome, Done>(await HandlerAsync(), async use => await use.RunAsync(id, await VersionAsync(), course.Answer)));
        PlanOwn(raised.Person, course.Accepted, viewer => AsAsync<AcceptOutcome, Done>(viewer, async use => await use.RunAsync(id, await VersionAsync())));
        Plan(After(course.Accepted, course.Closed), async () => await AsAsync<EndConcern, Done>(await HearsAsync(), async use => await use.RunAsync(id, await VersionAsync())));
    }

    // A working day, and never before the evening that it follows.
    private DateOnly After(int evening, int on)
    {
        var day = WorkingDay(on);
        while (day <= Day(evening) || day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            day = day.AddDays(1);
        }

        return day;
    }
}
