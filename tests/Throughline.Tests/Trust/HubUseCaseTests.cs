using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

[Trait("invariants", "INV-046 to INV-050")]
public sealed class HubUseCaseTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task SignOut_LastWorkerWithTwoServiceUsersIn_ClosesToThemInTheSameWrite(string provider)
    {
        // Acceptance scenario 3.
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddHubSceneAsync();
        await scene.OpenAsync();
        (await scene.InAsync(scene.Dee)).Succeeded.ShouldBeTrue();
        (await scene.InAsync(scene.Joe)).Succeeded.ShouldBeTrue();
        (await scene.InAsync(scene.Ann)).Succeeded.ShouldBeTrue();

        (await scene.OutAsync(scene.Dee)).Succeeded.ShouldBeTrue();
        (await scene.StateAsync()).ShouldBe(OpeningState.OpenToServiceUsers, "Sam is still in");
        (await scene.OutAsync(scene.Sam)).Succeeded.ShouldBeTrue();

        (await scene.StateAsync()).ShouldBe(OpeningState.OpenPeersOnly);
        (await scene.StayAsync(scene.Joe)).AskedOutAt.ShouldNotBeNull();
        (await scene.StayAsync(scene.Ann)).AskedOutAt.ShouldNotBeNull();
        (await scene.OutAsync(scene.Ann)).Succeeded.ShouldBeTrue();
        (await scene.InAsync(scene.Ann)).Refusal.ShouldBeOfType<NotOpenToServiceUsers>();
        (await database.AsAsync<HubQueries, IReadOnlyList<HubCard>>(scene.Joe, hubs => hubs.MineAsync())).Single().Own!.AskedOut.ShouldBeTrue();
        await using var context = database.Everything();
        var moves = await context.Openings.SelectMany(o => o.Moves).OrderBy(m => m.Number).ToListAsync();
        moves.Select(m => m.State).ShouldBe([OpeningState.Unlocked, OpeningState.OpenPeersOnly, OpeningState.OpenToServiceUsers, OpeningState.OpenPeersOnly]);
        moves[^1].Cause.ShouldBe(OpeningCause.NobodyWhoMay);

        // Somebody who may comes back and opens again: those who are still there may stay.
        (await scene.InAsync(scene.Sam)).Succeeded.ShouldBeTrue();
        (await scene.MoveAsync(scene.Sam, OpeningState.OpenToServiceUsers)).Succeeded.ShouldBeTrue();
        (await scene.StayAsync(scene.Joe)).AskedOutAt.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task SignIn_BeforeItIsOpen_IsRefusedByName(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddHubSceneAsync();
        (await scene.InAsync(scene.Dee)).Refusal.ShouldBeOfType<HubClosed>();
        (await scene.InAsync(scene.Joe)).Refusal.ShouldBeOfType<HubClosed>();
        (await scene.UnlockAsync(scene.Dee)).Refusal.ShouldBeOfType<KeysNotHeld>();
        (await scene.UnlockAsync(scene.Sam)).Succeeded.ShouldBeTrue();
        (await scene.UnlockAsync(scene.Ruth)).Refusal.ShouldBe(new OpeningMoveNotOpen(OpeningState.Unlocked, OpeningState.Unlocked));
        (await scene.InAsync(scene.Joe)).Refusal.ShouldBeOfType<NotOpenToServiceUsers>();
        (await scene.MoveAsync(scene.Sam, OpeningState.OpenToServiceUsers)).Refusal.ShouldBe(new OpeningMoveNotOpen(OpeningState.Unlocked, OpeningState.OpenToServiceUsers));
        (await scene.MoveAsync(scene.Sam, OpeningState.OpenPeersOnly)).Succeeded.ShouldBeTrue();
        (await scene.InAsync(scene.Joe)).Refusal.ShouldBeOfType<NotOpenToServiceUsers>();
        (await scene.InAsync(scene.Sam)).Refusal.ShouldBeOfType<AlreadyIn>();
        (await scene.InAsync(scene.Dee with { Hat = Hat.Mentee })).Refusal.ShouldBeOfType<NoRoleHere>();
        (await scene.InAsync(scene.Dee, Guid.CreateVersion7())).Refusal.ShouldBeOfType<NotFound>();
        (await scene.OutAsync(scene.Ann)).Refusal.ShouldBeOfType<NotIn>();
        (await scene.MoveAsync(scene.Moira, OpeningState.OpenToServiceUsers)).Refusal.ShouldBeOfType<NotHere>();
        (await scene.InAsync(scene.Dee)).Succeeded.ShouldBeTrue();
        (await scene.MoveAsync(scene.Dee, OpeningState.OpenToServiceUsers)).Refusal.ShouldBeOfType<OpeningNotTrusted>();
    }

    [Fact]
    public async Task Open_StaffAlone_CannotOpenToServiceUsersAndSaysWhy()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddHubSceneAsync();
        (await scene.UnlockAsync(scene.Ruth)).Succeeded.ShouldBeTrue();
        (await scene.MoveAsync(scene.Ruth, OpeningState.OpenPeersOnly)).Succeeded.ShouldBeTrue();
        (await scene.MoveAsync(scene.Ruth, OpeningState.OpenToServiceUsers)).Refusal.ShouldBeOfType<NobodyToOpenFor>();
        (await scene.InAsync(scene.Tara)).Succeeded.ShouldBeTrue("staff are beside her");
        (await scene.MoveAsync(scene.Ruth, OpeningState.OpenToServiceUsers)).Refusal.ShouldBeOfType<NobodyToOpenFor>();
        (await scene.InAsync(scene.Dee)).Succeeded.ShouldBeTrue();
        (await scene.MoveAsync(scene.Ruth, OpeningState.OpenToServiceUsers)).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Supervised_IsNeverTheOnlyWorker(string provider)
    {
        // INV-047.
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddHubSceneAsync();
        await scene.OpenAsync();
        (await scene.InAsync(scene.Tara)).Succeeded.ShouldBeTrue();
        (await scene.OutAsync(scene.Sam)).Succeeded.ShouldBeTrue();
        var left = await scene.StayAsync(scene.Tara);
        left.Out.ShouldNotBeNull();
        left.Ended.ShouldBe(PresenceEnd.NobodyBeside);
        (await scene.InAsync(scene.Tara)).Refusal.ShouldBeOfType<NobodyBeside>();
        (await scene.InAsync(scene.Ruth)).Succeeded.ShouldBeTrue();
        (await scene.InAsync(scene.Tara)).Succeeded.ShouldBeTrue();

        // She may still be in the building: the fire list says so of the one who was taken to have left.
        (await scene.OutAsync(scene.Ruth)).Succeeded.ShouldBeTrue();
        (await scene.InAsync(scene.Sam)).Succeeded.ShouldBeTrue();
        var list = (await database.AsAsync<HubQueries, FireList?>(scene.Sam, hubs => hubs.FireListAsync(scene.Hub)))!;
        list.Inside.Select(i => i.Name).ShouldBe(["Sam Oak"]);
        list.MayBeInside.Select(i => i.Name).ShouldBe(["Tara Ash"]);
    }

    [Fact]
    public async Task Role_PausedWhileInTheHub_ClosesItInTheSameWrite()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddHubSceneAsync();
        await scene.OpenAsync();
        (await scene.InAsync(scene.Tara)).Succeeded.ShouldBeTrue();
        (await scene.InAsync(scene.Joe)).Succeeded.ShouldBeTrue();
        var holding = await database.HoldingAsync(scene.Sam.PersonId, scene.Scheme.PeerMentor);
        (await database.DoAsync(scene.Moira, (PauseRole pause) => pause.RunAsync(
            new RolePause(holding.Id, holding.Version, Today, scene.Ruth.PersonId, Today.AddDays(28), TestData.Decision)))).Succeeded.ShouldBeTrue();
        (await scene.StateAsync()).ShouldBe(OpeningState.OpenPeersOnly);
        (await scene.StayAsync(scene.Joe)).AskedOutAt.ShouldNotBeNull();
        (await scene.StayAsync(scene.Tara)).Ended.ShouldBe(PresenceEnd.NobodyBeside);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task FirstDayAlone_AfterWorkingAloneWasGranted_IsAMilestoneOnce(string provider)
    {
        // Acceptance scenario 5, INV-051.
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddHubSceneAsync();
        await scene.OpenAsync();
        (await StayAsync(hours: 2)).ShouldBeNull("no grant, and Sam is in");
        await database.AddTrustAsync(await database.HoldingAsync(scene.Dee.PersonId, scene.Scheme.PeerMentor), TrustStep.WorkingAlone, scene.Ruth.PersonId);
        (await StayAsync(hours: 1)).ShouldBeNull("Sam is in");
        (await scene.InAsync(scene.Dee)).Succeeded.ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromMinutes(10));
        (await scene.OutAsync(scene.Sam)).Succeeded.ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromMinutes(10));
        (await scene.InAsync(scene.Joe)).Succeeded.ShouldBeTrue();
        (await scene.OutAsync(scene.Dee)).Succeeded.ShouldBeTrue();
        (await MilestoneAsync()).ShouldBeNull("Sam was in at first");
        (await StayAsync(hours: 1)).ShouldBe(Today, "somebody who uses the service is no other worker");
        database.Clock.Advance(TimeSpan.FromDays(1));
        await scene.CloseForgottenAsync();
        (await scene.UnlockAsync(scene.Sam)).Succeeded.ShouldBeTrue();
        (await scene.MoveAsync(scene.Sam, OpeningState.OpenPeersOnly)).Succeeded.ShouldBeTrue();
        (await scene.InAsync(scene.Dee)).Succeeded.ShouldBeTrue();
        (await scene.OutAsync(scene.Sam)).Succeeded.ShouldBeTrue();
        (await scene.OutAsync(scene.Dee)).Succeeded.ShouldBeTrue();
        (await StayAsync(hours: 1)).ShouldBe(Today, "once and only once");

        async Task<DateOnly?> StayAsync(int hours)
        {
            (await scene.InAsync(scene.Dee)).Succeeded.ShouldBeTrue();
            database.Clock.Advance(TimeSpan.FromHours(hours));
            (await scene.OutAsync(scene.Dee)).Succeeded.ShouldBeTrue();
            return await MilestoneAsync();
        }

        async Task<DateOnly?> MilestoneAsync()
        {
            await using var context = database.Everything();
            return await context.Set<Milestone>().Where(m => m.PersonId == scene.Dee.PersonId && m.Kind == MilestoneKind.FirstDayAlone).Select(m => (DateOnly?)m.On).SingleOrDefaultAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Clearance_RunsOutWhileInTheHub_ClosesItWithinAMinute(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddHubSceneAsync();
        await scene.OpenAsync();
        (await scene.InAsync(scene.Joe)).Succeeded.ShouldBeTrue();
        await database.WriteAsync("clearance-ended", writing => writing.Context.Clearances.Where(c => c.PersonId == scene.Sam.PersonId).ExecuteUpdate(set => set.SetProperty(c => c.Until, Today.AddDays(-1))));
        (await scene.InAsync(scene.Ann)).Refusal.ShouldBeOfType<NotOpenToServiceUsers>("the rule is asked each time");
        (await scene.CloseForgottenAsync()).ShouldBe(1);
        (await scene.StateAsync()).ShouldBe(OpeningState.OpenPeersOnly);
        (await scene.StayAsync(scene.Joe)).AskedOutAt.ShouldNotBeNull();
        (await scene.MoveAsync(scene.Sam, OpeningState.OpenToServiceUsers)).Refusal.ShouldBeOfType<NobodyToOpenFor>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task SignIn_ElsewhereWhileIn_EndsTheFirstStay(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddHubSceneAsync();
        var shed = await database.AddSpaceAsync(scene.Scheme.Id, "The Boat Shed");
        await scene.OpenAsync();
        (await scene.InAsync(scene.Joe)).Succeeded.ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromMinutes(30));
        (await scene.UnlockAsync(scene.Sam, shed)).Succeeded.ShouldBeTrue();
        await using var context = database.Everything();
        var stays = await context.Presences.Where(p => p.PersonId == scene.Sam.PersonId).OrderBy(p => p.In).ToListAsync();
        stays.Count.ShouldBe(2);
        stays[0].Ended.ShouldBe(PresenceEnd.Elsewhere);
        stays[0].Out.ShouldBe(stays[1].In);
        (await scene.StateAsync()).ShouldBe(OpeningState.OpenPeersOnly, "nobody who may be there is left in the first");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task OnBehalf_ByAWorkerOnDuty_SaysWhoAndByNobodyElse(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddHubSceneAsync();
        await scene.OpenAsync();
        (await scene.InForAsync(scene.Dee, scene.Joe)).Refusal.ShouldBeOfType<NotOnDuty>("she is not signed in");
        (await scene.InAsync(scene.Tara)).Succeeded.ShouldBeTrue();
        (await scene.InForAsync(scene.Tara, scene.Joe)).Refusal.ShouldBeOfType<NotOnDuty>("she does not work on her own");
        (await scene.InForAsync(scene.Sam, scene.Dee)).Refusal.ShouldBeOfType<NotFound>("not a service user");
        (await scene.InForAsync(scene.Sam, scene.Sam)).Refusal.ShouldBeOfType<NotFound>();
        (await scene.InForAsync(scene.Sam, scene.Joe)).Succeeded.ShouldBeTrue();
        var stay = await scene.StayAsync(scene.Joe);
        (stay.Source, stay.EnteredById).ShouldBe((PresenceSource.OnBehalf, scene.Sam.PersonId));
        (await database.AsAsync<HubQueries, IReadOnlyList<HubCard>>(scene.Joe, hubs => hubs.MineAsync())).Single().Own!.EnteredBy.ShouldBe("Sam Oak");

        (await OutForAsync(scene.Tara, stay.Id)).Refusal.ShouldBeOfType<NotOnDuty>();
        (await OutForAsync(scene.Ann, stay.Id)).Refusal.ShouldBeOfType<NotOnDuty>();
        (await OutForAsync(scene.Sam, (await scene.StayAsync(scene.Tara)).Id)).Refusal.ShouldBeOfType<NotFound>("only the coordinator signs a colleague out");
        (await OutForAsync(scene.Sam, stay.Id)).Succeeded.ShouldBeTrue();
        (await OutForAsync(scene.Sam, stay.Id)).Refusal.ShouldBeOfType<NotIn>();
        (await scene.StayAsync(scene.Joe)).OutById.ShouldBe(scene.Sam.PersonId);
        (await OutForAsync(scene.Moira, (await scene.StayAsync(scene.Tara)).Id)).Succeeded.ShouldBeTrue();

        Task<Outcome<Guid>> OutForAsync(Viewer who, Guid id) => database.AsAsync<SignOutSomebody, Outcome<Guid>>(who, use => use.RunAsync(new DepartureFor(id)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task OnBehalf_BehindAWall_IsNobody(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddHubSceneAsync();
        await scene.OpenAsync();
        (await database.DoAsync(scene.Sam, (DeclareConflict declare) => declare.RunAsync(new CloseToMe("Joe Pike")))).Succeeded.ShouldBeTrue();
        var unknown = await scene.InForAsync(scene.Sam, TestData.Viewer(Guid.CreateVersion7(), Hat.Mentee));
        (await scene.InForAsync(scene.Sam, scene.Joe)).Refusal.ShouldBe(unknown.Refusal);
        (await FindAsync("joe")).ShouldBeEmpty();
        (await FindAsync("ann")).Select(p => p.Name).ShouldBe(["Ann Reed"]);
        (await FindAsync("a")).ShouldBeEmpty();

        // He is there by his own hand: for Sam the room is as it was.
        var before = await PageAsync();
        (await scene.InAsync(scene.Joe)).Succeeded.ShouldBeTrue();
        (await PageAsync()).ShouldBe(before);
        var list = (await database.AsAsync<HubQueries, FireList?>(scene.Sam, hubs => hubs.FireListAsync(scene.Hub)))!;
        list.Inside.Select(i => i.Name).ShouldBe(["Sam Oak"]);
        (await database.AsAsync<SignOutSomebody, Outcome<Guid>>(scene.Sam, async use => await use.RunAsync(new DepartureFor((await scene.StayAsync(scene.Joe)).Id)))).Refusal.ShouldBeOfType<NotFound>();

        Task<IReadOnlyList<Named>> FindAsync(string words) => database.AsAsync<HubQueries, IReadOnlyList<Named>>(scene.Sam, hubs => hubs.ServiceUsersAsync(scene.Hub, words));
        async Task<string> PageAsync() => System.Text.Json.JsonSerializer.Serialize(await database.AsAsync<HubQueries, HubPage?>(scene.Sam, hubs => hubs.FindAsync(scene.Hub)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Correct_ByTheOwnerAndByOthers_SaysWhoAndWhy(string provider)
    {
        // INV-050.
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddHubSceneAsync();
        var yesterday = Today.AddDays(-1);
        await database.AddStayAsync(scene.Hub, scene.Dee.PersonId, Hat.PeerWorker, At(yesterday, 9), At(yesterday, 11));
        await database.AddStayAsync(scene.Hub, scene.Dee.PersonId, Hat.PeerWorker, At(yesterday, 14), At(yesterday, 16));
        var stay = await scene.StayAsync(scene.Dee);

        (await CorrectAsync(scene.Dee, 10, 16)).Refusal.ShouldBeOfType<PresenceOverlaps>();
        (await CorrectAsync(scene.Dee, 16, 13, version: 99)).Refusal.ShouldBeOfType<Stale>();
        (await CorrectAsync(scene.Dee, 13, 16)).Succeeded.ShouldBeTrue();
        (await CorrectAsync(scene.Moira, 13, 17)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await CorrectAsync(scene.Ruth, 13, 17, "She told me.")).Refusal.ShouldBeOfType<NotFound>("Ruth does not supervise her");
        (await CorrectAsync(scene.Sam, 13, 17, "She told me.")).Refusal.ShouldBeOfType<NotFound>();
        (await CorrectAsync(scene.Moira, 13, 17, "She stayed for the meeting, and told me.")).Succeeded.ShouldBeTrue();

        var page = (await database.AsAsync<HubQueries, StayPage?>(scene.Dee, hubs => hubs.StayAsync(stay.Id)))!;
        page.Corrections.Count.ShouldBe(2);
        page.Corrections[0].ByOwner.ShouldBeTrue();
        (page.Corrections[1].By, page.Corrections[1].Reason).ShouldBe(("Moira Finch", "She stayed for the meeting, and told me."));
        page.Stay.Out.ShouldBe(At(yesterday, 17));

        (await database.DoAsync(scene.Dee, (CorrectPresence use) => use.RunAsync(new CorrectedPresence(stay.Id, page.Stay.Version, null, null, null, NotThere: true, null)))).Succeeded.ShouldBeTrue();
        (await CorrectAsync(scene.Dee, 13, 14)).Refusal.ShouldBeOfType<PresenceRemoved>();
        (await database.AsAsync<HubQueries, HoursPage?>(scene.Dee, hubs => hubs.HoursAsync(scene.Dee.PersonId)))!.Weeks.Sum(w => w.Presence).ShouldBe(2);

        async Task<Outcome<Done>> CorrectAsync(Viewer who, int from, int to, string? reason = null, int? version = null)
        {
            var now = await Now();
            return await database.DoAsync(who, (CorrectPresence use) => use.RunAsync(
                new CorrectedPresence(stay.Id, version ?? now.Version, yesterday, new TimeOnly(from, 0), new TimeOnly(to, 0), false, reason)));
        }

        async Task<Presence> Now()
        {
            await using var context = database.Everything();
            return await context.Presences.AsNoTracking().SingleAsync(p => p.Id == stay.Id);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Add_Afterwards_IsOneOfTheirOwnAndNeverOverlaps(string provider)
    {
        // INV-049.
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddHubSceneAsync();
        (await AddAsync(Today.AddDays(-1), 9, 12)).Succeeded.ShouldBeTrue();
        (await AddAsync(Today.AddDays(-1), 12, 13)).Succeeded.ShouldBeTrue("one ends when the next begins");
        (await AddAsync(Today.AddDays(-1), 11, 14)).Refusal.ShouldBeOfType<PresenceOverlaps>();
        (await AddAsync(Today.AddDays(-3), 20, 11)).Refusal.ShouldBeOfType<Invalid>().Message.ShouldContain("at most 14 hours");
        (await AddAsync(Today, 9, 12)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Out");
        (await AddAsync(Today.AddDays(1), 9, 12)).Refusal.ShouldNotBeNull();
        (await AddAsync(Today.AddDays(-85), 9, 12)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("On");
        (await scene.StayAsync(scene.Dee)).Source.ShouldBe(PresenceSource.Afterwards);

        // A stay that lasts counts too.
        await scene.OpenAsync();
        (await scene.InAsync(scene.Dee)).Succeeded.ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromHours(1));
        (await AddAsync(Today, 9, 10)).Succeeded.ShouldBeTrue();
        (await AddAsync(Today, 10, 11)).Refusal.ShouldBeOfType<PresenceOverlaps>();

        Task<Outcome<Guid>> AddAsync(DateOnly on, int from, int to) => database.DoAsync(
            scene.Dee, (AddPresence use) => use.RunAsync(new ForgottenPresence(scene.Hub, on, new TimeOnly(from, 0), new TimeOnly(to, 0))));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task CloseForgotten_ClosingTime_EndsStaysAndTheOpening(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddHubSceneAsync();
        await scene.OpenAsync();
        (await scene.InAsync(scene.Tara)).Succeeded.ShouldBeTrue();
        (await scene.InAsync(scene.Joe)).Succeeded.ShouldBeTrue();
        (await scene.CloseForgottenAsync()).ShouldBe(0);
        database.Clock.Advance(TimeSpan.FromHours(8));
        (await scene.CloseForgottenAsync()).ShouldBeGreaterThan(0);
        foreach (var who in new[] { scene.Sam, scene.Tara, scene.Joe })
        {
            var stay = await scene.StayAsync(who);
            stay.Out.ShouldBe(Today.AtInLondon(new TimeOnly(17, 30)));
            stay.Ended!.Value.IsAssumed().ShouldBeTrue();
        }

        (await scene.StateAsync()).ShouldBe(OpeningState.Closed);
        (await scene.CloseForgottenAsync()).ShouldBe(0);
        await using var context = database.Everything();
        var moves = await context.Openings.SelectMany(o => o.Moves).OrderBy(m => m.Number).ToListAsync();
        moves[^1].State.ShouldBe(OpeningState.Locked);
        moves[^1].Cause.ShouldBe(OpeningCause.ClosingTime);
        moves.Zip(moves.Skip(1)).ShouldAllBe(m => OpeningStates.ExitsOf(m.First.State).Contains(m.Second.State));
        (await database.AsAsync<HubQueries, WhoIsIn>(scene.Moira, hubs => hubs.TodayAsync())).NotLocked.Single().On.ShouldBe(Today);

        // "Is it right?": the owner says so, and the assumption is gone.
        var own = await scene.StayAsync(scene.Sam);
        (await database.AsAsync<HubHomeQueries, HubHome>(scene.Sam, home => home.MineAsync())).Assumed.ShouldBe(own.Id);
        (await database.DoAsync(scene.Sam, (CorrectPresence use) => use.RunAsync(
            new CorrectedPresence(own.Id, own.Version, Today, new TimeOnly(10, 0), new TimeOnly(17, 30), false, null)))).Succeeded.ShouldBeTrue();
        (await database.AsAsync<HubHomeQueries, HubHome>(scene.Sam, home => home.MineAsync())).Assumed.ShouldBeNull();
    }

    [Fact]
    public async Task CloseForgotten_ByAnybodyElse_IsNotDone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddHubSceneAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => database.AsAsync<CloseForgotten, int>(scene.Moira, use => use.RunAsync()));
    }

    [Fact]
    public async Task SignIn_AfterClosingTime_LastsAtMostTheLongestStay()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddHubSceneAsync();
        database.Clock.Advance(TimeSpan.FromHours(9));
        (await scene.UnlockAsync(scene.Sam)).Succeeded.ShouldBeTrue();
        var stay = await scene.StayAsync(scene.Sam);
        stay.DueOut.ShouldBe(stay.In.AddHours(14));
        database.Clock.Advance(TimeSpan.FromHours(20));
        (await scene.OutAsync(scene.Sam)).Succeeded.ShouldBeTrue();
        stay = await scene.StayAsync(scene.Sam);
        (stay.Out - stay.In).ShouldBe(TimeSpan.FromHours(14));
        stay.Ended.ShouldBe(PresenceEnd.LongestStay);
    }

    [Fact]
    public async Task Lock_WithSomebodyStillSignedIn_EndsTheirStayAsAssumed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddHubSceneAsync();
        await scene.OpenAsync();
        (await scene.InAsync(scene.Dee)).Succeeded.ShouldBeTrue();
        (await scene.InAsync(scene.Joe)).Succeeded.ShouldBeTrue();
        (await scene.MoveAsync(scene.Dee, OpeningState.Locked)).Refusal.ShouldBeOfType<KeysNotHeld>();
        (await scene.MoveAsync(scene.Sam, OpeningState.Locked, looked: false)).Refusal.ShouldBeOfType<NotLookedRound>();
        (await scene.MoveAsync(scene.Sam, OpeningState.Locked)).Succeeded.ShouldBeTrue();
        (await scene.StateAsync()).ShouldBe(OpeningState.Closed);
        (await scene.StayAsync(scene.Joe)).Ended.ShouldBe(PresenceEnd.LockedUp);
        (await scene.StayAsync(scene.Sam)).Ended.ShouldBe(PresenceEnd.Self);
        (await scene.UnlockAsync(scene.Sam)).Succeeded.ShouldBeTrue("the next opening is a new one");
    }

    [Fact]
    public async Task EachAct_IsOnTheRecordOfThePerson()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddHubSceneAsync();
        await scene.OpenAsync();
        await scene.InForAsync(scene.Sam, scene.Joe);
        var trace = await database.AsAsync<MyRecordQueries, TracePage>(scene.Joe, record => record.TraceAsync());
        trace.Lines.ShouldContain(l => l.Did == "Signed you in at a hub" && l.Who == "Sam Oak");
        (await database.AsAsync<VerifyChain, ChainReport>(Viewer.System, verify => verify.RunAsync())).Whole.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Hours_OfSomebodyElse_LeaveATraceAndFollowTheReach(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddHubSceneAsync();
        foreach (var day in Enumerable.Range(1, 60).Select(d => Today.AddDays(-d)).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)))
        {
            await database.AddStayAsync(scene.Hub, scene.Dee.PersonId, Hat.PeerWorker, At(day, 9), At(day, 17));
        }

        await database.WriteAsync("hours-agreed", writing =>
        {
            writing.Context.Add(Shift.Plan(writing.NewId(), writing.Context.RoleHoldings.Single(h => h.PersonId == scene.Dee.PersonId), scene.Hub, "hub",
                new ShiftTimes(true, Today.AddDays(-84), null, new TimeOnly(9, 0), new TimeOnly(12, 30))).Value);
            return new Done();
        });
        var hours = (await HoursAsync(scene.Moira))!;
        hours.Weeks.SkipLast(1).TakeLast(4).ShouldAllBe(w => w.Presence == 40 && w.Rostered == 3.5m);
        hours.UnpaidAsked.ShouldBeTrue();
        (await HoursAsync(scene.Dee))!.UnpaidAsked.ShouldBeTrue();
        (hours.Works, hours.WouldHaveCost).ShouldBe((true, Hours.WouldHaveCost(hours.Weeks.Sum(w => w.Unpaid), 13.45m)), "CALC-7: at the rate of the settings");
        (await HoursAsync(scene.Ruth)).ShouldBeNull();
        (await HoursAsync(scene.Sam)).ShouldBeNull();
        var trace = await database.AsAsync<MyRecordQueries, TracePage>(scene.Dee, record => record.TraceAsync(lookedOnly: true));
        trace.Lines.ShouldHaveSingleItem().Did.ShouldBe("Looked at your hours in the hub");

        Task<HoursPage?> HoursAsync(Viewer who) => database.AsAsync<HubQueries, HoursPage?>(who, hubs => hubs.HoursAsync(scene.Dee.PersonId));
    }

    private static DateTimeOffset At(DateOnly on, int hour) => on.AtInLondon(new TimeOnly(hour, 0));
}
