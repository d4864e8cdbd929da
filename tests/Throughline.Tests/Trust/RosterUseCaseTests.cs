using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

[Trait("invariants", "INV-021, INV-022")]
public sealed class RosterUseCaseTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Plan_GoodAndBad_IsRefusedByName(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.SetUpSchemeAsync();
        var hub = await database.AddSpaceAsync(scheme.Id);
        var dee = await AddAsync("Dee", "peer-mentor", RoleState.ActiveSolo);
        var tim = await AddAsync("Tim", "peer-mentor", RoleState.InTraining);
        var holding = await HoldingAsync(dee);

        (await PlanAsync(scheme.Coordinator, holding)).Refusal.ShouldBe(new NotClearedForShift(Today));
        await database.ClearAsync(dee, scheme.Id);
        await database.ClearAsync(tim, scheme.Id);
        (await PlanAsync(scheme.Coordinator, holding)).Succeeded.ShouldBeTrue();
        (await PlanAsync(scheme.Coordinator, holding, from: Today.AddDays(2), scope: "groups")).Refusal.ShouldBe(new NotClearedForShift(Today.AddDays(2)));
        (await PlanAsync(scheme.Coordinator, holding)).Refusal.ShouldBeOfType<ShiftOverlaps>();
        (await PlanAsync(scheme.Coordinator, holding, from: Today.AddDays(1))).Succeeded.ShouldBeTrue();
        (await PlanAsync(scheme.Coordinator, await HoldingAsync(tim))).Refusal.ShouldBeOfType<RoleNotAtWork>();
        (await PlanAsync(scheme.Coordinator, null)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("HoldingId");
        (await PlanAsync(scheme.Coordinator, holding, scope: "nonsense")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Scope");
        (await PlanAsync(scheme.Coordinator, holding, from: Today.AddDays(-1))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("From");
        (await PlanAsync(scheme.Coordinator, Guid.CreateVersion7())).Refusal.ShouldBeOfType<NotFound>();
        (await PlanAsync(TestData.Viewer(dee, Hat.PeerWorker, scheme.Id), holding)).Refusal.ShouldBeOfType<NotAllowed>();

        var week = await database.AsAsync<RosterQueries, RosterWeek>(scheme.Coordinator, rosters => rosters.WeekAsync(Today.AddDays(7)));
        week.Lines.Count.ShouldBe(2);
        var shift = week.Lines[0].ShiftId;
        (await database.DoAsync(scheme.Coordinator, (SkipShift skip) => skip.RunAsync(new ShiftOnDate(shift, 1, Today.AddDays(7), false)))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(scheme.Coordinator, (SkipShift skip) => skip.RunAsync(new ShiftOnDate(shift, 1, Today.AddDays(14), false)))).Refusal.ShouldBeOfType<Stale>();
        (await database.AsAsync<RosterQueries, RosterWeek>(scheme.Coordinator, rosters => rosters.WeekAsync(Today.AddDays(7)))).Lines.Count.ShouldBe(1);
        (await database.DoAsync(scheme.Coordinator, (EndShift end) => end.RunAsync(new ShiftEnd(shift, 2, Today.AddDays(-2))))).Refusal.ShouldBeOfType<Invalid>();
        (await database.DoAsync(scheme.Coordinator, (EndShift end) => end.RunAsync(new ShiftEnd(shift, 2, Today)))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(scheme.Coordinator, (EndShift end) => end.RunAsync(new ShiftEnd(shift, 3, Today.AddDays(7))))).Refusal.ShouldBe(new ShiftOver(Today));
        (await database.AsAsync<RosterQueries, ShiftPage?>(TestData.Viewer(dee, Hat.PeerWorker, scheme.Id), rosters => rosters.FindAsync(shift)))!.MayChange.ShouldBeFalse();

        async Task<Guid> AddAsync(string name, string role, RoleState state)
        {
            await using var context = database.Everything();
            return await database.AddPersonAsync(name, "Marsh", context.RoleDefinitions.Single(r => r.SchemeId == scheme.Id && r.Key == role), state);
        }

        async Task<Guid?> HoldingAsync(Guid person)
        {
            await using var context = database.Everything();
            return context.RoleHoldings.Single(h => h.PersonId == person).Id;
        }

        Task<Outcome<Guid>> PlanAsync(Viewer who, Guid? of, DateOnly? from = null, string scope = "hub") => database.DoAsync(who, (PlanShift plan) => plan.RunAsync(
            new NewShift(hub, of, scope, new ShiftTimes(true, from ?? Today, null, new TimeOnly(9, 0), new TimeOnly(12, 30)))));
    }
}
