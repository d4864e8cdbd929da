using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Rights;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

public sealed class HubQueriesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Wall_OnTheScreen_NamesOnlyThoseWhoSaidYesAndHaveNoWall()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddHubSceneAsync();
        await scene.OpenAsync();
        foreach (var who in new[] { scene.Dee, scene.Tara, scene.Joe, scene.Ruth })
        {
            (await scene.InAsync(who)).Succeeded.ShouldBeTrue();
        }

        (await WallAsync()).Team.ShouldBeEmpty("nobody has said yes");
        foreach (var who in new[] { scene.Sam, scene.Dee, scene.Joe, scene.Ruth })
        {
            (await SayAsync(who, true)).Succeeded.ShouldBeTrue();
        }

        (await WallAsync()).Team.ShouldBe(["Dee", "Sam"], "peer workers only: never who uses the service, and no staff");
        (await SayAsync(scene.Dee, false)).Succeeded.ShouldBeTrue();
        (await WallAsync()).Team.ShouldBe(["Sam"]);
        (await SayAsync(scene.Dee, true)).Succeeded.ShouldBeTrue();
        (await SayAsync(scene.Dee, null)).Refusal.ShouldBeOfType<Invalid>();

        // A wall with anybody takes the name away; so does a label that has set.
        (await database.DoAsync(scene.Dee, (DeclareConflict declare) => declare.RunAsync(new CloseToMe("Ann Reed")))).Succeeded.ShouldBeTrue();
        (await WallAsync()).Team.ShouldBe(["Sam"]);
        (await database.DoAsync(scene.Sam, async (SetLabelSunset set) => await set.RunAsync(new LabelSunset((await database.PersonAsync(scene.Sam.PersonId)).Version, Today)))).Succeeded.ShouldBeTrue();
        (await WallAsync()).Team.ShouldBeEmpty();
        (await WallAsync()).State.ShouldBe(OpeningState.OpenToServiceUsers);
        System.Text.Json.JsonSerializer.Serialize(await WallAsync()).ShouldNotContain("Joe");

        async Task<HubWall> WallAsync() => (await database.AsAsync<HubWallQueries, HubWall?>(Viewer.System, walls => walls.ShowAsync(scene.Hub)))!;
        Task<Outcome<Done>> SayAsync(Viewer who, bool? yes) => database.DoAsync(who, (SayScreenName say) => say.RunAsync(yes));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Wall_Closed_SaysWhoHasTheKeysNextByRole(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddHubSceneAsync();
        await PlanAsync(scene, scene.Dee, Today.AddDays(1), new TimeOnly(9, 0));
        (await WallAsync()).NextRole.ShouldBeNull("Dee does not hold the keys");
        await PlanAsync(scene, scene.Sam, Today.AddDays(2), new TimeOnly(9, 0));
        var wall = await WallAsync();
        (wall.NextRole, wall.NextOpens).ShouldBe(("Peer mentor", Today.AddDays(2).AtInLondon(new TimeOnly(9, 0))));
        (await database.DoAsync(scene.Sam, (SayScreenName say) => say.RunAsync(true))).Succeeded.ShouldBeTrue();
        (await WallAsync()).NextRole.ShouldBe("Sam");
        (await database.DoAsync(scene.Sam, async (SetLabelSunset set) => await set.RunAsync(new LabelSunset((await database.PersonAsync(scene.Sam.PersonId)).Version, Today)))).Succeeded.ShouldBeTrue();
        (await WallAsync()).NextRole.ShouldBe("Team member");

        async Task<HubWall> WallAsync() => (await database.AsAsync<HubWallQueries, HubWall?>(Viewer.System, walls => walls.ShowAsync(scene.Hub)))!;
    }

    [Fact]
    public async Task Screen_Permission_OpensOneHubUntilItIsTakenBack()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddHubSceneAsync();
        var other = await database.AddSpaceAsync(scene.Scheme.Id, "The Boat Shed");
        (await SetUpAsync(scene.Sam, "By the door")).Refusal.ShouldBeOfType<NotFound>();
        (await SetUpAsync(scene.Moira, " ")).Refusal.ShouldBeOfType<Invalid>();
        var key = (await SetUpAsync(scene.Moira, "By the door")).Value;
        (await MayAsync(scene.Hub, key)).ShouldBeTrue();
        (await MayAsync(other, key)).ShouldBeFalse();
        (await MayAsync(scene.Hub, key + "A")).ShouldBeFalse();
        (await MayAsync(scene.Hub, null)).ShouldBeFalse();
        var screens = (await database.AsAsync<SpaceQueries, (Space Space, IReadOnlyList<ScreenLine> Screens)?>(scene.Moira, spaces => spaces.ScreensAsync(scene.Hub)))!.Value.Screens;
        (await database.DoAsync(scene.Ruth, (EndScreen end) => end.RunAsync(screens.Single().Id))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(scene.Moira, (EndScreen end) => end.RunAsync(screens.Single().Id))).Succeeded.ShouldBeTrue();
        (await MayAsync(scene.Hub, key)).ShouldBeFalse();
        await using var context = database.Everything();
        (await context.HubScreens.SingleAsync()).TokenHash.ShouldNotBe(System.Text.Encoding.UTF8.GetBytes(key));

        Task<Outcome<string>> SetUpAsync(Viewer who, string name) => database.DoAsync(who, (SetUpScreen set) => set.RunAsync(new NewScreen(scene.Hub, name)));
        Task<bool> MayAsync(Guid hub, string? asked) => database.AsAsync<HubWallQueries, bool>(Viewer.System, walls => walls.MayShowAsync(hub, asked));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Roster_PlannedCameAndGap_AreToldApart(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddHubSceneAsync();
        var monday = Today.AddDays(-7);
        foreach (var day in Enumerable.Range(0, 3))
        {
            await PlanAsync(scene, scene.Dee, monday.AddDays(day), new TimeOnly(9, 0));
        }

        await database.AddStayAsync(scene.Hub, scene.Dee.PersonId, Hat.PeerWorker, monday.AtInLondon(new TimeOnly(8, 50)), monday.AtInLondon(new TimeOnly(12, 0)));
        await database.AddStayAsync(scene.Hub, scene.Dee.PersonId, Hat.PeerWorker, monday.AddDays(1).AtInLondon(new TimeOnly(13, 0)), monday.AddDays(1).AtInLondon(new TimeOnly(15, 0)));
        await PlanAsync(scene, scene.Dee, Today.AddDays(1), new TimeOnly(9, 0));
        var last = await WeekAsync(scene.Moira, monday);
        last.Lines.Select(l => l.Standing).ShouldBe([RosterStanding.Came, RosterStanding.Gap, RosterStanding.Gap]);
        last.Gaps.ShouldBe(2);
        (await WeekAsync(scene.Moira, Today)).Lines.Single().Standing.ShouldBe(RosterStanding.Planned);
        (await WeekAsync(scene.Dee, monday)).Lines.Count.ShouldBe(3, "her own");
        (await WeekAsync(scene.Sam, monday)).Lines.ShouldBeEmpty();
        await using var context = database.Everything();
        (await context.Presences.OrderBy(p => p.In).Select(p => p.Rostered).ToListAsync()).ShouldBe([true, false]);

        // A duty for which she is not cleared on its day shows as not rostered, and ends nothing (INV-022).
        await PlanAsync(scene, scene.Dee, Today.AddDays(2), new TimeOnly(9, 0), "groups");
        (await WeekAsync(scene.Moira, Today)).Lines.Select(l => l.Standing).ShouldBe([RosterStanding.Planned, RosterStanding.NotRostered]);
        (await database.AsAsync<HubHomeQueries, HubCoordinatorHome>(scene.Moira, home => home.CoordinatorAsync())).Gaps.ShouldBe(1);

        // Paused: the shift stays, and somebody else is needed.
        var holding = await database.HoldingAsync(scene.Dee.PersonId, scene.Scheme.PeerMentor);
        (await database.DoAsync(scene.Moira, (PauseRole pause) => pause.RunAsync(
            new RolePause(holding.Id, holding.Version, Today, scene.Ruth.PersonId, Today.AddDays(28), TestData.Decision)))).Succeeded.ShouldBeTrue();
        (await WeekAsync(scene.Moira, Today)).Lines.ShouldAllBe(l => l.Standing == RosterStanding.NotRostered);
        (await WeekAsync(scene.Moira, monday)).Lines[0].Standing.ShouldBe(RosterStanding.Came);

        // Behind a wall there is no such shift.
        (await database.DoAsync(scene.Moira, (DeclareConflict declare) => declare.RunAsync(new CloseToMe("Dee Marsh")))).Succeeded.ShouldBeTrue();
        (await WeekAsync(scene.Moira, monday)).Lines.ShouldBeEmpty();

        Task<RosterWeek> WeekAsync(Viewer who, DateOnly on) => database.AsAsync<RosterQueries, RosterWeek>(who, rosters => rosters.WeekAsync(on));
    }

    [Fact]
    public async Task Label_Set_NeitherListNorRosterTellsOfThePast()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddHubSceneAsync();
        await scene.OpenAsync();
        await PlanAsync(scene, scene.Sam, Today.AddDays(1), new TimeOnly(9, 0));
        (await database.DoAsync(scene.Sam, async (SetLabelSunset set) => await set.RunAsync(new LabelSunset((await database.PersonAsync(scene.Sam.PersonId)).Version, Today)))).Succeeded.ShouldBeTrue();
        var line = (await database.AsAsync<HubQueries, WhoIsIn>(scene.Moira, hubs => hubs.TodayAsync())).Hubs.Single().Now.Single();
        (line.Name, line.Role, line.As).ShouldBe(("Sam Oak", "Team member", PresentAs.Staff));
        (await database.AsAsync<RosterQueries, RosterWeek>(scene.Moira, rosters => rosters.WeekAsync(Today))).Lines.Single().Role.ShouldBe("Team member");
    }

    [Fact]
    public async Task Erase_AnyPerson_TakesShiftsAndTheYesToTheScreen()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddHubSceneAsync();
        await scene.OpenAsync();
        await PlanAsync(scene, scene.Sam, Today.AddDays(1), new TimeOnly(9, 0));
        (await database.DoAsync(scene.Sam, (SayScreenName say) => say.RunAsync(true))).Succeeded.ShouldBeTrue();
        (await scene.MoveAsync(scene.Sam, OpeningState.Locked)).Succeeded.ShouldBeTrue();
        (await database.DoAsync(Viewer.System, (ErasePerson erase) => erase.RunAsync(scene.Sam.PersonId, "He asked us to, in writing, on Monday."))).Succeeded.ShouldBeTrue();
        await using var context = database.Everything();
        (await context.Shifts.CountAsync()).ShouldBe(0);
        (await context.ScreenNames.CountAsync()).ShouldBe(0);
        (await context.Presences.CountAsync()).ShouldBe(1, "that the hub was opened stays true");
        (await database.AsAsync<HubQueries, WhoIsIn>(scene.Moira, hubs => hubs.TodayAsync())).Hubs.Single().Earlier.ShouldBeEmpty();
    }

    [Fact]
    public async Task Commands_OneOrThirtyPeople_AreAsMany()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddHubSceneAsync();
        await scene.OpenAsync();
        await PlanAsync(scene, scene.Sam, Today, new TimeOnly(9, 0));
        var few = await CountAsync();
        for (var i = 0; i < 30; i++)
        {
            var peer = TestData.Viewer(await database.AddPersonAsync($"Worker {i}", null, scene.Scheme.PeerMentor), Hat.PeerWorker, scene.Scheme.Id);
            await database.ClearAsync(peer.PersonId, scene.Scheme.Id);
            (await scene.InAsync(peer)).Succeeded.ShouldBeTrue();
            await PlanAsync(scene, peer, Today, new TimeOnly(9, 0));
        }

        (await CountAsync()).ShouldBe(few);
        few.ShouldAllBe(n => n <= 22);

        async Task<List<int>> CountAsync() =>
        [
            await OneAsync<HubQueries, IReadOnlyList<HubCard>>(scene.Sam, q => q.MineAsync()), await OneAsync<HubQueries, HubPage?>(scene.Sam, q => q.FindAsync(scene.Hub)),
            await OneAsync<HubQueries, WhoIsIn>(scene.Moira, q => q.TodayAsync()), await OneAsync<HubQueries, FireList?>(scene.Moira, q => q.FireListAsync(scene.Hub)),
            await OneAsync<RosterQueries, RosterWeek>(scene.Moira, q => q.WeekAsync(Today)), await OneAsync<HubHomeQueries, HubHome>(scene.Sam, q => q.MineAsync()),
            await OneAsync<HubHomeQueries, HubCoordinatorHome>(scene.Moira, q => q.CoordinatorAsync()), await OneAsync<HubWallQueries, HubWall?>(Viewer.System, q => q.ShowAsync(scene.Hub)),
        ];

        Task<int> OneAsync<TQueries, T>(Viewer who, Func<TQueries, Task<T>> ask)
            where TQueries : notnull => database.AsAsync<TQueries, int>(who, async queries => (await CommandCounter.CountAsync(() => ask(queries))).Commands);
    }

    private static Task PlanAsync(HubScene scene, Viewer who, DateOnly on, TimeOnly starts, string scope = "hub") => scene.Database.WriteAsync("shift-planned", writing =>
    {
        var holding = writing.Context.RoleHoldings.Single(h => h.PersonId == who.PersonId);
        writing.Context.Add(Shift.Plan(writing.NewId(), holding, scene.Hub, scope, new ShiftTimes(false, on, null, starts, starts.AddHours(3.5))).Value);
        return new Done();
    });
}
