using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Safeguarding;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Safeguarding;

public sealed class DutyTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Gaps_TurnsThatMeetOverlapOrAreMissing_AreTheStretchesWithNobody()
    {
        Stretch Turn(double from, double to) => new(Start.AddHours(from), Start.AddHours(to));
        DutyGaps.Between(Start, Start.AddHours(24), [Turn(-4, 8), Turn(8, 12), Turn(11, 16), Turn(20, 30)]).ShouldBe([Turn(16, 20)]);
        DutyGaps.Between(Start, Start.AddHours(24), []).ShouldBe([Turn(0, 24)]);
        DutyGaps.Between(Start, Start.AddHours(24), [Turn(2, 3), Turn(-9, -1), Turn(24, 30)]).ShouldBe([Turn(0, 2), Turn(3, 24)]);
        DutyGaps.Between(Start, Start.AddHours(24), [Turn(0, 24), Turn(4, 5)]).ShouldBeEmpty();
    }

    /// <summary>INV-127: from any instant, over weekends and both clock changes, just so much working time has gone by then, counted by the quarter of an hour.</summary>
    [Fact]
    [Trait("invariants", "INV-127")]
    public void WorkingHours_FromAnyInstant_AreJustSoManyAtWork() =>
        Gen.Select(Gen.Int[0, 4 * 24 * 400], Gen.Int[1, 60], Gen.Int[6, 11], Gen.Int[13, 21]).Sample((quarter, work, opens, closes) =>
        {
            var from = Start.AddMinutes(15 * quarter);
            var to = WorkingHours.After(from, TimeSpan.FromMinutes(15 * work), opens, closes);
            var at = from;
            for (var left = work; left > 0; at = at.AddMinutes(15))
            {
                var (day, hour) = (at.LondonDate().DayOfWeek, at.LondonTime().Hour);
                left -= day is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && hour >= opens && hour < closes ? 1 : 0;
            }

            to.ShouldBe(at);
        });

    [Theory]
    [InlineData("2026-03-02T10:00Z", 9, 17, "2026-03-02T11:00Z", "in the morning")]
    [InlineData("2026-03-02T16:30Z", 9, 17, "2026-03-03T09:30Z", "half an hour before work ends")]
    [InlineData("2026-03-06T16:30Z", 9, 17, "2026-03-09T09:30Z", "over a weekend")]
    [InlineData("2026-03-07T12:00Z", 9, 17, "2026-03-09T10:00Z", "on a Saturday")]
    [InlineData("2026-03-27T16:30Z", 9, 17, "2026-03-30T08:30Z", "over the night in which an hour is left out")]
    [InlineData("2026-10-23T15:30Z", 9, 17, "2026-10-26T09:30Z", "over the night in which an hour comes twice")]
    [InlineData("2026-03-02T06:00Z", 9, 17, "2026-03-02T10:00Z", "before work begins")]
    [InlineData("2026-03-02T16:30Z", 8, 20, "2026-03-02T17:30Z", "where work goes on into the evening")]
    [InlineData("2026-03-06T19:30Z", 8, 20, "2026-03-09T08:30Z", "where work begins at eight")]
    public void WorkingHours_AnHour_EndsWithinWorkingTime(string from, int opens, int closes, string to, string when) =>
        WorkingHours.After(DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(1), opens, closes)
            .ShouldBe(DateTimeOffset.Parse(to, System.Globalization.CultureInfo.InvariantCulture), when);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Rota_PlannedCoveredSwappedAndTakenOff_HasNobodyTwiceAndSaysWhereNobodyIs(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider, rota: false);
        var db = world.Database;
        NewDutyTurn Turn(Viewer who, int place, int day, string from, int last, string to, int weeks = 1) => new(
            [world.Scheme.Id], who.PersonId, place, new DateOnly(2026, 3, day), TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), new DateOnly(2026, 3, last),
            TimeOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture), "07700 900457", weeks);
        Task<Outcome<int>> Plan(Viewer by, NewDutyTurn turn) => db.DoAsync(by, (PlanDuty plan) => plan.RunAsync(turn));

        (await Plan(world.Moira, Turn(world.Moira, 1, 2, "9:00", 2, "17:00"))).Refusal.ShouldBeOfType<NotAllowed>("the lead's alone");
        (await Plan(world.Neil, Turn(world.Jo, 1, 2, "9:00", 2, "17:00"))).Refusal.ShouldBeOfType<Invalid>("a peer worker is never on the rota").Input.ShouldBe("PersonId");
        (await Plan(world.Neil, Turn(world.Moira, 1, 2, "17:00", 2, "9:00"))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("EndsOn");
        (await Plan(world.Neil, Turn(world.Moira, 1, 2, "9:00", 2, "17:00") with { Phone = "ring me" })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Phone");
        (await Plan(world.Neil, Turn(world.Moira, 1, 2, "17:00", 3, "9:00", weeks: 4))).Value.ShouldBe(4, "each week, across midnight");
        (await Plan(world.Neil, Turn(world.Pat, 1, 2, "20:00", 2, "22:00"))).Refusal.ShouldBeOfType<TurnOverlaps>();
        (await Plan(world.Neil, Turn(world.Moira, 2, 2, "20:00", 2, "22:00"))).Refusal.ShouldBeOfType<TurnOverlaps>("nobody is first and next at once");
        (await Plan(world.Neil, Turn(world.Pat, 1, 3, "9:00", 3, "17:00"))).Value.ShouldBe(1, "one begins when the other ends");

        // An hour is left out on the 29th: the night is an hour shorter, and the turn still ends at nine.
        (await Plan(world.Neil, Turn(world.Ruth, 2, 28, "21:00", 29, "9:00"))).Value.ShouldBe(1);
        await using (var context = db.Everything())
        {
            var night = await context.DutyTurns.SingleAsync(t => t.PersonId == world.Ruth.PersonId);
            (night.EndsAt - night.StartsAt).ShouldBe(TimeSpan.FromHours(11));
        }

        var rota = (await db.DoAsync(world.Neil, (DutyQueries q) => q.RotaAsync())).ShouldHaveSingleItem();
        rota.Gaps[0].ShouldBe(new Stretch(world.Now, new DateTimeOffset(2026, 3, 2, 17, 0, 0, TimeSpan.Zero)));
        var first = rota.Turns[0];
        (await db.DoAsync(world.Neil, (CoverDuty cover) => cover.RunAsync(new DutyCover(first.Id, world.Ruth.PersonId, "07700 900321", first.StartsAt.AddHours(2), first.StartsAt.AddHours(4))))).Refusal.ShouldBeNull();
        rota = (await db.DoAsync(world.Jo, (DutyQueries q) => q.RotaAsync())).ShouldHaveSingleItem();
        rota.Turns.Take(3).Select(t => (t.Name, t.CoversFor)).ShouldBe([("Moira Finch", null), ("Ruth Bell", "Moira Finch"), ("Moira Finch", null)]);
        var (a, b) = (rota.Turns[0], rota.Turns.First(t => t.Name == "Pat Lowe"));
        (await db.DoAsync(world.Neil, (SwapDuty swap) => swap.RunAsync(a.Id, b.Id))).Refusal.ShouldBeNull();
        rota = (await db.DoAsync(world.Neil, (DutyQueries q) => q.RotaAsync())).ShouldHaveSingleItem();
        rota.Turns.Where(t => t.StartsAt == a.StartsAt || t.StartsAt == b.StartsAt).Select(t => t.Name).ShouldBe(["Pat Lowe", "Moira Finch"]);
        (await db.DoAsync(world.Neil, (TakeOffDuty off) => off.RunAsync(a.Id))).Refusal.ShouldBeOfType<NotFound>("it is another turn now");
        (await db.DoAsync(world.Neil, (TakeOffDuty off) => off.RunAsync(rota.Turns[0].Id))).Refusal.ShouldBeNull();
        (await db.DoAsync(world.Neil, (DutyQueries q) => q.RotaAsync()))[0].Gaps[0].To.ShouldBe(first.StartsAt.AddHours(2));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Plan_ManyAtOnceForOnePlace_OneHasIt(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider, rota: false);
        Viewer[] people = [world.Moira, world.Pat, world.Ruth, world.Neil, world.Colin];
        var outcomes = await Task.WhenAll(people.Select(p => world.Database.DoAsync(world.Neil, (PlanDuty plan) => plan.RunAsync(new NewDutyTurn(
            [world.Scheme.Id], p.PersonId, 1, new DateOnly(2026, 3, 2), new TimeOnly(17, 0), new DateOnly(2026, 3, 3), new TimeOnly(9, 0), "07700 900457")))));
        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is TurnOverlaps);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Leaver_OnTheRota_IsNotShownToRingAndTheirTurnIsAGap(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var db = world.Database;
        Task<IReadOnlyList<Due>> Due() => db.DoAsync(Viewer.System, (SafeguardingDueQueries q) => q.DueAsync(new DateOnly(2026, 3, 2)));
        (await db.DoAsync(world.Jo, (DutyQueries q) => q.NowAsync())).Select(o => o.Name).ShouldBe(["Moira Finch", "Pat Lowe"]);
        (await Due()).ShouldNotContain(d => d.Kind == "turn-has-nobody");

        // She leaves on the 4th: until then she answers, and from then on nobody is first.
        var last = new DateOnly(2026, 3, 4);
        await db.WriteAsync("role-ended", writing => writing.Context.RoleHoldings.Where(h => h.PersonId == world.Moira.PersonId).ExecuteUpdate(set => set.SetProperty(h => h.To, last)));
        var rota = (await db.DoAsync(world.Neil, (DutyQueries q) => q.RotaAsync())).ShouldHaveSingleItem();
        rota.Gaps[0].From.ShouldBe(new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero));
        rota.Turns.ShouldContain(t => t.Name == "Moira Finch" && !t.Left);
        (await Due()).ShouldContain(d => d.Kind == "turn-has-nobody" && d.Hat == Hat.SafeguardingLead);

        await world.LeaveAsync(world.Moira);
        (await db.DoAsync(world.Jo, (DutyQueries q) => q.NowAsync())).ShouldHaveSingleItem().Name.ShouldBe("Pat Lowe");
        rota = (await db.DoAsync(world.Neil, (DutyQueries q) => q.RotaAsync())).ShouldHaveSingleItem();
        (rota.Now.Single().Name, rota.Gaps[0].From).ShouldBe(("Pat Lowe", world.Now));
        rota.Turns.ShouldContain(t => t.Name == "Moira Finch" && t.Left, "the lead can take it off");
        (await db.DoAsync(world.Jo, (DutyQueries q) => q.RotaAsync()))[0].Turns.ShouldNotContain(t => t.Name == "Moira Finch");
        (await db.DoAsync(world.Neil, (SafeguardingQueries q) => q.LeadAsync()))!.Gaps.ShouldHaveSingleItem().Gap.From.ShouldBe(world.Now);
    }

    [Fact]
    public async Task Gap_InTheComingWeek_IsTheLeadsToHearOf()
    {
        await using var world = await SafetyWorld.MakeAsync(rota: false);
        Task<IReadOnlyList<Due>> Due() => world.Database.DoAsync(Viewer.System, (SafeguardingDueQueries q) => q.DueAsync(new DateOnly(2026, 3, 2)));
        (await Due()).ShouldBeEmpty("a scheme without a rota has no gaps in one");
        await world.TurnAsync(world.Moira, 1, -1, 100);
        await world.TurnAsync(world.Pat, 1, 110, 400);
        (await Due()).Where(d => d.Kind == "turn-has-nobody").ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Hat.ShouldBe(Hat.SafeguardingLead), d => d.AboutId.ShouldBe(Guid.Empty));
    }
}
