using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Recruitment;

[Trait("invariants", "INV-020 to INV-022; E02")]
public sealed class VettingUseCaseTests
{
    private static readonly DateOnly Today = ClearanceScene.Today;

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Vetting_Cleared_OpensTheDutiesAndThenTheRole(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddClearanceSceneAsync();
        var id = await scene.OpenAsync("hub", "groups");
        (await StartAsync(scene)).Refusal.ShouldBe(new NeedsClearance("The hub"));
        (await scene.AskAsync(id)).Succeeded.ShouldBeTrue();
        (await scene.SubmitAsync(id)).Succeeded.ShouldBeTrue();

        (await scene.DecideAsync(id, VettingVerdict.ClearWithLimits, limits: "Not on match days.")).Succeeded.ShouldBeTrue();

        await using var context = database.Everything();
        var clearances = await context.Clearances.OrderBy(c => c.Scope).ToListAsync();
        clearances.Select(c => (c.Scope, c.Outcome, c.CaseId)).ShouldBe([("groups", ClearanceOutcome.ClearedWithLimits, id), ("hub", ClearanceOutcome.ClearedWithLimits, id)]);
        (await context.IsClearedAsync(scene.Dee.PersonId, "hub", Today)).ShouldBeTrue();
        (await StartAsync(scene)).Succeeded.ShouldBeTrue();
        (await MineAsync(scene)).Cases.ShouldHaveSingleItem().Conditions.ShouldBe("Not on match days.");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Vetting_RefusedAppealedAndHeardBySomebodyElse_Clears(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddClearanceSceneAsync();
        var id = await scene.SubmittedAsync();
        (await scene.DecideAsync(id, VettingVerdict.Refuse)).Succeeded.ShouldBeTrue();
        var mine = (await MineAsync(scene)).Cases.ShouldHaveSingleItem();
        mine.Reason!.ShouldContain("talked it through");
        (mine.AppealUntil, mine.MayAppeal).ShouldBe((Today.AddDays(28), true));
        (await StartAsync(scene)).Refusal.ShouldBeOfType<NeedsClearance>();

        (await scene.AppealAsync(id)).Succeeded.ShouldBeTrue();
        (await scene.HearAsync(id, true)).Refusal.ShouldBeOfType<NotFound>("nobody has been named yet");
        (await scene.HearerAsync(id, scene.Pat)).Refusal.ShouldBeOfType<HeardBySomebodyElse>();
        (await scene.HearerAsync(id)).Succeeded.ShouldBeTrue();
        (await scene.HearAsync(id, true, scene.Pat)).Refusal.ShouldBeOfType<NotFound>("it is not Pat's any more");
        (await scene.HearAsync(id, true)).Succeeded.ShouldBeTrue();

        (await StartAsync(scene)).Succeeded.ShouldBeTrue();
        (await MineAsync(scene)).Cases.Single().State.ShouldBe(VettingState.Cleared);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Vetting_RefusedOnAppeal_IsFinalAndAnotherMayBeOpened(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddClearanceSceneAsync();
        var id = await scene.SubmittedAsync();
        (await scene.DecideAsync(id, VettingVerdict.Refuse)).Succeeded.ShouldBeTrue();
        (await scene.AppealAsync(id)).Succeeded.ShouldBeTrue();
        (await scene.HearerAsync(id)).Succeeded.ShouldBeTrue();
        (await scene.HearAsync(id, false)).Succeeded.ShouldBeTrue();

        (await scene.AppealAsync(id)).Refusal.ShouldBe(new VettingMoveNotOpen(VettingState.RefusedFinal));
        (await scene.OpenAsync()).ShouldNotBe(id);
    }

    [Fact]
    public async Task DecideVetting_AgainstSomebody_NeedsAPersonAReasonAndWhatWasLookedAt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddClearanceSceneAsync();
        var id = await scene.SubmittedAsync();

        (await scene.DecideAsync(id, VettingVerdict.Refuse, decision: new Decision("Too short", "Letters"))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await scene.DecideAsync(id, VettingVerdict.Refuse, decision: TestData.Decision with { Evidence = " " })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Evidence");
        (await scene.DecideAsync(id, VettingVerdict.Refuse, by: Viewer.System)).Refusal.ShouldNotBeNull();
        (await scene.DecideAsync(id, VettingVerdict.ClearWithLimits, limits: " ")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Limits");
        (await scene.DecideAsync(id, 0)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Verdict");
        (await scene.DecideAsync(id, VettingVerdict.Clear, until: Today)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Until");
        (await scene.DecideAsync(id, VettingVerdict.Clear, by: scene.Neil)).Refusal.ShouldBeOfType<NotFound>();
        (await scene.DecideAsync(id, VettingVerdict.Clear, by: scene.Moira)).Refusal.ShouldBeOfType<NotFound>();
        (await scene.DecideAsync(id, VettingVerdict.Clear, by: scene.Pat with { Hat = Hat.PeerWorker })).Refusal.ShouldBeOfType<NotFound>();
        (await scene.DecideAsync(id, VettingVerdict.Clear, by: scene.Dee)).Refusal.ShouldBeOfType<NotFound>();
        await using var context = database.Everything();
        (await context.VettingCases.SingleAsync()).State.ShouldBe(VettingState.Submitted);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task OpenVetting_TwentyAtOnce_OneIsOpened(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddClearanceSceneAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => database.DoAsync(scene.Moira, (OpenVetting open) =>
            open.RunAsync(new NewVetting(scene.Dee.PersonId, scene.Scheme, true, ["hub"], scene.Pat.PersonId)))));

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is VettingIsOpen);
    }

    [Fact]
    public async Task OpenVetting_WhoMayNotDecide_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddClearanceSceneAsync();
        var peer = await database.AddPersonAsync("Tess", "Lowe", scene.Roles["senior-peer-mentor"], RoleState.Senior);
        var both = await database.AddPersonAsync("Cal", "Wren", scene.Roles["team-member"]);
        await database.DoAsync(scene.Moira, (TakeUpRole take) => take.RunAsync(new NewRole(both, scene.Roles["peer-mentor"].Id, RoleState.ActiveSolo, Today, SupervisorId: scene.Ruth.PersonId)));
        var friend = await database.AddPersonAsync("Ines", "Reed", scene.Roles["team-member"]);
        await database.DoAsync(scene.Moira, (DeclareRelationship declare) => declare.RunAsync(new NewRelationship(scene.Dee.PersonId, friend, RelationshipKind.Friend)));
        Task<Outcome<Guid>> Open(Guid? decider, params string[] scopes) => database.DoAsync(scene.Moira, (OpenVetting open) =>
            open.RunAsync(new NewVetting(scene.Dee.PersonId, scene.Scheme, true, scopes.Length == 0 ? ["hub"] : scopes, decider)));

        foreach (var (who, why) in new (Guid?, string)[]
        {
            (null, "nobody"), (scene.Dee.PersonId, "themselves"), (scene.Moira.PersonId, "a coordinator sees the outcome only"), (scene.Ruth.PersonId, "supervises her"),
            (peer, "in a peer role"), (both, "also in a peer role"), (Guid.CreateVersion7(), "not there"),
        })
        {
            (await Open(who)).Refusal.ShouldBeOfType<Invalid>(why).Input.ShouldBe("DeciderId");
        }

        (await Open(friend)).Refusal.ShouldBe(new CannotDecide("DeciderId"));
        (await Open(scene.Pat.PersonId, "hub", "vault")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Scopes");
        (await database.DoAsync(scene.Pat, (OpenVetting open) => open.RunAsync(new NewVetting(scene.Dee.PersonId, scene.Scheme, true, ["hub"], scene.Neil.PersonId)))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(scene.Dee, (OpenVetting open) => open.RunAsync(new NewVetting(scene.Dee.PersonId, scene.Scheme, true, ["hub"], scene.Pat.PersonId)))).Refusal.ShouldBeOfType<NotAllowed>();
        (await database.DoAsync(scene.Moira, (OpenVetting open) => open.RunAsync(new NewVetting(scene.Moira.PersonId, scene.Scheme, true, ["records"], scene.Pat.PersonId)))).Refusal.ShouldBeOfType<NotYourOwn>();
        var form = await database.DoAsync(scene.Moira, (ClearanceQueries q) => q.FormAsync(scene.Dee.PersonId, null));
        form!.Deciders.Select(d => d.Name).ShouldBe(["Neil Cap", "Pat Dunn", "Graham Loft", "Ines Reed"]);
    }

    [Fact]
    public async Task OpenVetting_NotNeeded_AsksNobodyAndOpensNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddClearanceSceneAsync();
        (await database.DoAsync(scene.Moira, (OpenVetting open) => open.RunAsync(new NewVetting(scene.Dee.PersonId, scene.Scheme, false, [], null)))).Succeeded.ShouldBeTrue();
        await using var context = database.Everything();
        (await context.VettingCases.SingleAsync()).State.ShouldBe(VettingState.NotNeeded);
        (await context.Clearances.AnyAsync()).ShouldBeFalse();
    }

    /// <summary>Routes are dated: the pathway that begins in April cannot be chosen in March.</summary>
    [Fact]
    public async Task AskPerson_RouteOfAnotherDayOrNone_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddClearanceSceneAsync();
        var id = await scene.OpenAsync();

        (await scene.AskAsync(id, "leap")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Route");
        (await scene.AskAsync(id, "none")).Refusal.ShouldBeOfType<Invalid>();
        (await scene.AskAsync(id, "nonsense")).Refusal.ShouldBeOfType<Invalid>();
        (await database.DoAsync(scene.Pat, (VettingQueries q) => q.FindAsync(id)))!.Routes.Select(r => r.Code).ShouldBe(["provider", "standard", "gfie"]);

        database.Clock.SetUtcNow(new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.Zero));
        (await scene.AskAsync(id, "leap")).Succeeded.ShouldBeTrue();
        (await MineAsync(scene)).Cases.Single().Route.ShouldBe("Lived Experience Appointment Pathway");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Vetting_WhoSeesWhat_IsTheMatrix(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddClearanceSceneAsync();
        var id = await scene.SubmittedAsync();
        var head = await database.AddPersonAsync("Colin", "Head", scene.Roles["head-of-service"]);
        async Task<(int Cases, int Standings)> Rows(Viewer viewer)
        {
            await using var context = database.Engine.OpenReader(viewer);
            return (await context.VettingCases.CountAsync(), await context.VettingStandings.CountAsync());
        }

        (await Rows(scene.Dee)).ShouldBe((1, 1));
        (await Rows(scene.Dee with { Hat = Hat.Mentee })).ShouldBe((1, 1), "it is theirs under every hat");
        (await Rows(scene.Pat)).ShouldBe((1, 0));
        (await Rows(scene.Pat with { Hat = Hat.Coordinator })).Cases.ShouldBe(0, "not under another hat");
        (await Rows(scene.Moira)).ShouldBe((0, 1), "outcome only");
        foreach (var viewer in new[] { scene.Ruth, scene.Neil, scene.Graham, new Viewer(head, Hat.HeadOfService, [scene.Scheme]), new Viewer(head, Hat.DataProtectionLead, [scene.Scheme]) })
        {
            (await Rows(viewer)).ShouldBe((0, 0), viewer.Hat.ToString());
        }

        var page = System.Text.Json.JsonSerializer.Serialize(await database.DoAsync(scene.Moira, (ClearanceQueries q) => q.PersonAsync(scene.Dee.PersonId)));
        page.ShouldContain("Pat Dunn");
        page.ShouldNotContain("provider", Case.Insensitive);
        page.ShouldNotContain("own check", Case.Insensitive);
        page.ShouldNotContain("address");
        (await scene.DecideAsync(id, VettingVerdict.Clear)).Succeeded.ShouldBeTrue();
        (await Rows(scene.Pat)).Cases.ShouldBe(0, "decided, so no longer theirs");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task NameDecider_InHand_HandsItOverAtOnce(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddClearanceSceneAsync();
        var id = await scene.SubmittedAsync();
        Task<Outcome<Done>> Name(Guid decider, int version, Viewer? by = null) => database.DoAsync(by ?? scene.Moira, (NameDecider name) => name.RunAsync(new NamedDecider(id, version, decider)));
        var version = await scene.VersionAsync(id);

        (await Name(scene.Neil.PersonId, version + 1)).Refusal.ShouldBeOfType<Stale>();
        (await Name(scene.Ruth.PersonId, version)).Refusal.ShouldBeOfType<Invalid>();
        (await Name(scene.Neil.PersonId, version, scene.Pat)).Refusal.ShouldBeOfType<NotAllowed>();
        (await Name(scene.Neil.PersonId, version)).Succeeded.ShouldBeTrue();

        (await scene.DecideAsync(id, VettingVerdict.Clear)).Refusal.ShouldBeOfType<NotFound>();
        (await scene.DecideAsync(id, VettingVerdict.Clear, by: scene.Neil)).Succeeded.ShouldBeTrue();
        (await Name(scene.Pat.PersonId, await scene.VersionAsync(id))).Refusal.ShouldBe(new VettingMoveNotOpen(VettingState.Cleared));
    }

    /// <summary>Running out never ends a role: its duties stop being rostered (INV-022), and a renewal opens them again.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Clearance_RunsOut_RoleGoesOnAndDutiesStop(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddClearanceSceneAsync();
        var id = await scene.SubmittedAsync();
        (await scene.DecideAsync(id, VettingVerdict.Clear, until: Today.AddDays(90))).Succeeded.ShouldBeTrue();
        (await StartAsync(scene)).Succeeded.ShouldBeTrue();
        async Task<(DutyStanding, VettingState)> Stands() => (await MineAsync(scene)) is var mine ? (mine.Duties.Single().Standing, mine.Cases.Single().State) : default;

        (await Stands()).ShouldBe((DutyStanding.Holds, VettingState.Cleared));
        database.Clock.Advance(TimeSpan.FromDays(30));
        (await Stands()).ShouldBe((DutyStanding.RunsOutSoon, VettingState.Expiring));
        database.Clock.Advance(TimeSpan.FromDays(61));
        (await Stands()).ShouldBe((DutyStanding.RanOut, VettingState.Expired));
        (await database.HoldingAsync(scene.Dee.PersonId, scene.Roles["peer-mentor"])).State.ShouldBe(RoleState.ActiveSupervised);
        var waiting = await database.DoAsync(scene.Moira, (ClearanceQueries q) => q.WaitingAsync());
        waiting.ShouldHaveSingleItem().ShouldBe(new WaitingClearance(scene.Dee.PersonId, "Dee Marsh", ClearanceWait.RanOut, "The hub", Today.AddDays(90), null));
        await using var context = database.Everything();
        (await context.IsClearedAsync(scene.Dee.PersonId, "hub", Today.AddDays(91))).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Clearance_RenewedInTime_TakesThePlaceOfTheOld(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddClearanceSceneAsync();
        var first = await scene.SubmittedAsync();
        (await scene.DecideAsync(first, VettingVerdict.Clear, until: Today.AddDays(40))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(scene.Moira, (ClearanceQueries q) => q.WaitingAsync())).Select(w => w.Wait).ShouldBe([ClearanceWait.RunsOut]);

        var second = await scene.SubmittedAsync();
        (await scene.DecideAsync(second, VettingVerdict.Clear, until: Today.AddYears(1))).Succeeded.ShouldBeTrue();

        (await MineAsync(scene)).Cases.ToDictionary(c => c.Id, c => c.State).ShouldBe(
            new Dictionary<Guid, VettingState> { [first] = VettingState.Renewed, [second] = VettingState.Cleared }, ignoreOrder: true);
        (await database.DoAsync(scene.Moira, (ClearanceQueries q) => q.WaitingAsync())).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task EndClearance_FromElsewhere_ClosesTheDutyToday(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddClearanceSceneAsync();
        var id = await database.ClearAsync(scene.Dee.PersonId, scene.Scheme);
        Task<Outcome<Done>> End(int version, Decision? decision = null, Viewer? by = null) =>
            database.DoAsync(by ?? scene.Moira, (EndClearance end) => end.RunAsync(new EndedClearance(id, version, decision ?? TestData.Decision)));

        (await End(1, new Decision("Short", "x"))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await End(2)).Refusal.ShouldBeOfType<Stale>();
        (await End(1, by: scene.Dee)).Refusal.ShouldBeOfType<NotAllowed>();
        (await End(1, by: scene.Pat)).Refusal.ShouldBeOfType<NotFound>();
        (await End(1)).Succeeded.ShouldBeTrue();
        (await End(2)).Refusal.ShouldBeOfType<ClearanceStands>();
        await using var context = database.Everything();
        (await context.IsClearedAsync(scene.Dee.PersonId, "hub", Today)).ShouldBeFalse();
        (await context.IsClearedAsync(scene.Dee.PersonId, "hub", Today.AddDays(-1))).ShouldBeTrue("history stays as it was");
        (await MineAsync(scene)).Ended.ShouldHaveSingleItem().Reason!.ShouldContain("talked it through");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Queries_MorePeople_SendNoMoreCommands(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddClearanceSceneAsync();
        await database.ClearAsync(scene.Dee.PersonId, scene.Scheme, "groups", until: Today.AddDays(20));
        var id = await scene.OpenAsync();
        (await scene.AskAsync(id)).Succeeded.ShouldBeTrue();
        async Task<int[]> Count()
        {
            async Task<int> Of<T>(Viewer viewer, Func<T, Task<object?>> read)
                where T : notnull => (await database.DoAsync(viewer, (T q) => CommandCounter.CountAsync(() => read(q)))).Commands;
            return
            [
                await Of<ClearanceQueries>(scene.Moira, async q => await q.WaitingAsync()),
                await Of<ClearanceQueries>(scene.Moira, async q => await q.PersonAsync(scene.Dee.PersonId)),
                await Of<ClearanceQueries>(scene.Moira, async q => await q.FormAsync(scene.Dee.PersonId, null)),
                await Of<VettingQueries>(scene.Pat, async q => await q.ListAsync()),
                await Of<MyClearanceQueries>(scene.Dee, async q => await q.MineAsync()),
                await Of<ClearanceDueQueries>(Viewer.System, async q => await q.DueAsync(Today)),
            ];
        }

        var few = await Count();
        for (var i = 0; i < 8; i++)
        {
            var other = await database.AddPersonAsync($"Peer {(char)('A' + i)}", "Marsh", scene.Roles["peer-mentor"], RoleState.TrainedAwaitingClearance);
            await database.ClearAsync(other, scene.Scheme, "groups", until: Today.AddDays(i));
            await database.DoAsync(scene.Moira, (OpenVetting open) => open.RunAsync(new NewVetting(other, scene.Scheme, true, ["hub"], scene.Pat.PersonId)));
        }

        (await Count()).ShouldBe(few);
        few.Max().ShouldBeLessThanOrEqualTo(16);
    }

    private static async Task<Outcome<Done>> StartAsync(ClearanceScene scene)
    {
        var holding = await scene.Database.HoldingAsync(scene.Dee.PersonId, scene.Roles["peer-mentor"]);
        return await scene.Database.DoAsync(scene.Moira, (MoveRole move) => move.RunAsync(new RoleStep(holding.Id, holding.Version, RoleState.ActiveSupervised, Today)));
    }

    private static Task<MyClearance> MineAsync(ClearanceScene scene) => scene.Database.DoAsync(scene.Dee, (MyClearanceQueries q) => q.MineAsync());
}
