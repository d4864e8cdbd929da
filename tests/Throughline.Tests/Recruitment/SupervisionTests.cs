using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Recruitment;

[Trait("invariants", "INV-020, INV-025")]
public sealed class SupervisionTests
{
    private static readonly DateOnly Today = ClearanceScene.Today;

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task MoveRole_UnderSupervision_WaitsForTheOfficer(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await SceneAsync(database);
        await database.ClearAsync(scene.Dee.PersonId, scene.Scheme);
        var episode = await BeginAsync(scene);
        (await StartAsync(scene)).Refusal.ShouldBeOfType<NeedsOfficerApproval>();
        var asked = await AskAsync(scene, episode);
        asked.Succeeded.ShouldBeTrue();
        (await AskAsync(scene, episode)).Refusal.ShouldBe(new ApprovalIsThere(ApprovalState.Asked));
        (await StartAsync(scene)).Refusal.ShouldBeOfType<NeedsOfficerApproval>("asking is not enough");

        (await AnswerAsync(scene, asked.Value, false, new Decision("Short", "x"))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await AnswerAsync(scene, asked.Value, false)).Succeeded.ShouldBeTrue();
        (await StartAsync(scene)).Refusal.ShouldBeOfType<NeedsOfficerApproval>("a no is not enough");
        (await MineAsync(scene)).Supervision.Single().Approvals.Single().Words!.ShouldContain("talked it through");

        var again = await AskAsync(scene, episode);
        (await AnswerAsync(scene, again.Value, null)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Gives");
        (await AnswerAsync(scene, again.Value, true, new Decision("", null))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await AnswerAsync(scene, again.Value, true, new Decision("Good luck with it.", null))).Succeeded.ShouldBeTrue();
        (await AskAsync(scene, episode)).Refusal.ShouldBe(new ApprovalIsThere(ApprovalState.Given));
        (await StartAsync(scene)).Succeeded.ShouldBeTrue();
    }

    /// <summary>Coming back from a pause asks again where an officer became answerable meanwhile; a clearance that ran out does not keep anybody from coming back.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task MoveRole_BackFromAPause_AsksTheOfficerButNoClearance(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddClearanceSceneAsync(RoleState.ActiveSolo, "probation-peer-mentoring");
        var holding = await database.HoldingAsync(scene.Dee.PersonId, scene.Roles["peer-mentor"]);
        (await database.DoAsync(scene.Moira, (PauseRole pause) => pause.RunAsync(
            new RolePause(holding.Id, holding.Version, Today, scene.Ruth.PersonId, Today.AddDays(28), TestData.Decision)))).Succeeded.ShouldBeTrue();
        var episode = await BeginAsync(scene);
        (await StartAsync(scene, RoleState.ActiveSolo)).Refusal.ShouldBeOfType<NeedsOfficerApproval>();
        var asked = await AskAsync(scene, episode);
        (await AnswerAsync(scene, asked.Value, true)).Succeeded.ShouldBeTrue();
        (await StartAsync(scene, RoleState.ActiveSolo)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task MoveRole_SupervisionOverOrToCome_NeedsNobody()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await SceneAsync(database);
        await database.ClearAsync(scene.Dee.PersonId, scene.Scheme);
        await BeginAsync(scene, start: Today.AddDays(-90), end: Today.AddDays(-1));
        await BeginAsync(scene, start: Today.AddDays(1), end: null);
        (await StartAsync(scene)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task BeginSupervision_BadInput_IsRefusedByName()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await SceneAsync(database);
        var friend = await database.AddPersonAsync("Ines", "Reed", scene.Roles["responsible-officer"]);
        await database.DoAsync(scene.Moira, (DeclareRelationship declare) => declare.RunAsync(new NewRelationship(scene.Dee.PersonId, friend, RelationshipKind.Friend)));
        var good = new NewSupervision(scene.Dee.PersonId, scene.Scheme, "LIC", Today, Today.AddDays(90), scene.Graham.PersonId);
        Task<Outcome<Guid>> Begin(NewSupervision input, Viewer? by = null) => database.DoAsync(by ?? scene.Moira, (BeginSupervision begin) => begin.RunAsync(input));

        (await Begin(good with { Type = "VOL" })).Refusal.ShouldBeOfType<Invalid>("no officer is told").Input.ShouldBe("Type");
        (await Begin(good with { Type = null })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Type");
        (await Begin(good with { OfficerId = scene.Pat.PersonId })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("OfficerId");
        (await Begin(good with { OfficerId = scene.Dee.PersonId })).Refusal.ShouldBeOfType<Invalid>();
        (await Begin(good with { OfficerId = friend })).Refusal.ShouldBeOfType<CannotBeOfficer>();
        (await Begin(good with { End = Today.AddDays(-1) })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("End");
        (await Begin(good, scene.Graham)).Refusal.ShouldBeOfType<NotFound>();
        (await Begin(good, scene.Dee)).Refusal.ShouldBeOfType<NotAllowed>();
        var id = await Begin(good);
        (await Begin(good with { Start = Today.AddDays(90), End = null })).Refusal.ShouldBeOfType<EpisodeOverlaps>();
        Task<Outcome<Done>> Change(int version, DateOnly? end, Guid officer) => database.DoAsync(scene.Moira, (ChangeSupervision change) => change.RunAsync(new ChangedSupervision(id.Value, version, end, officer)));
        (await Change(2, null, scene.Graham.PersonId)).Refusal.ShouldBeOfType<Stale>();
        (await Change(1, Today.AddDays(-1), scene.Graham.PersonId)).Refusal.ShouldBeOfType<Invalid>();
        (await Change(1, null, friend)).Refusal.ShouldBeOfType<CannotBeOfficer>();
    }

    [Fact]
    public async Task ChangeSupervision_NewOfficer_TakesOverWhatIsAsked()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await SceneAsync(database);
        var samira = new Viewer(await database.AddPersonAsync("Samira", "Hadi", scene.Roles["responsible-officer"]), Hat.ResponsibleOfficer, [scene.Scheme]);
        var episode = await BeginAsync(scene);
        var asked = await AskAsync(scene, episode);
        (await database.DoAsync(scene.Moira, (ChangeSupervision change) => change.RunAsync(new ChangedSupervision(episode, 1, Today.AddDays(90), samira.PersonId)))).Succeeded.ShouldBeTrue();

        (await database.DoAsync(scene.Graham, (ApprovalQueries q) => q.AskedAsync())).ShouldBeEmpty();
        (await database.DoAsync(samira, (ApprovalQueries q) => q.AskedAsync())).ShouldHaveSingleItem().Name.ShouldBe("Dee Marsh");
        (await database.DoAsync(scene.Graham, (AnswerOfficerApproval answer) => answer.RunAsync(new ApprovalAnswer(asked.Value, 2, true, TestData.Decision)))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(samira with { Hat = Hat.StaffColleague }, (AnswerOfficerApproval answer) => answer.RunAsync(new ApprovalAnswer(asked.Value, 2, true, TestData.Decision)))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(samira, (AnswerOfficerApproval answer) => answer.RunAsync(new ApprovalAnswer(asked.Value, 1, true, TestData.Decision)))).Refusal.ShouldBeOfType<Stale>();
        (await database.DoAsync(samira, (AnswerOfficerApproval answer) => answer.RunAsync(new ApprovalAnswer(asked.Value, 2, true, TestData.Decision)))).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Episodes_WhoSeesThem_IsThePersonTheOfficerAndTheCoordinatorAndAfterSunsetThePersonAlone(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await SceneAsync(database);
        var episode = await BeginAsync(scene);
        await AskAsync(scene, episode);
        async Task<string> Seen()
        {
            List<string> who = [];
            foreach (var viewer in new[] { scene.Dee, scene.Moira, scene.Graham, scene.Ruth, scene.Pat, scene.Neil })
            {
                await using var context = database.Engine.OpenReader(viewer);
                if (await context.SupervisionEpisodes.AnyAsync() && await context.OfficerApprovals.AnyAsync())
                {
                    who.Add(viewer.Hat.ToString());
                }
            }

            return string.Join(", ", who);
        }

        (await Seen()).ShouldBe("PeerWorker, Coordinator, ResponsibleOfficer");
        (await database.DoAsync(scene.Moira, (ClearanceQueries q) => q.PersonAsync(scene.Dee.PersonId)))!.Supervision.ShouldHaveSingleItem();
        (await database.DoAsync(scene.Graham, (ApprovalQueries q) => q.AskedAsync())).ShouldHaveSingleItem().Role.ShouldBe("Peer mentor");

        // Somebody walled off from the officer is told what the person's record holds, and not who the officer is.
        await database.RaiseWallAsync(scene.Moira.PersonId, scene.Graham.PersonId);
        var walled = (await database.DoAsync(scene.Moira, (ClearanceQueries q) => q.PersonAsync(scene.Dee.PersonId)))!.Supervision.ShouldHaveSingleItem();
        (walled.Officer, walled.Approvals.Count).ShouldBe((null, 1));

        var version = (await database.PersonAsync(scene.Dee.PersonId)).Version;
        (await database.DoAsync(scene.Dee, (SetLabelSunset set) => set.RunAsync(new LabelSunset(version, Today)))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(scene.Moira, (ClearanceQueries q) => q.PersonAsync(scene.Dee.PersonId)))!.Supervision.ShouldBeEmpty();
        (await database.DoAsync(scene.Graham, (ApprovalQueries q) => q.AskedAsync())).ShouldBeEmpty();
        (await MineAsync(scene)).Supervision.ShouldHaveSingleItem();
        (await AskAsync(scene, episode)).Refusal.ShouldBeOfType<NotFound>();
    }

    /// <summary>The person sees it on the first day; the supervisor the day after, or once the person has seen it; and never what it is.</summary>
    [Theory]
    [InlineData("SQLite", false)]
    [InlineData("SQLite", true)]
    [InlineData("PostgreSQL", true)]
    public async Task Crossing_LicenceNearItsEnd_IsThePersonsFirst(string provider, bool sees)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await SceneAsync(database);
        var episode = await BeginAsync(scene, end: Today.AddDays(29));
        async Task<(int Own, int Others)> Prompts() => (
            (await database.DoAsync(scene.Dee, (ClearanceHomeQueries q) => q.HereAsync())).Crossings.Count,
            (await database.DoAsync(scene.Ruth, (ClearanceHomeQueries q) => q.HereAsync())).Supervised.Count);

        (await Prompts()).ShouldBe((0, 0));
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await Prompts()).ShouldBe((1, 0), "28 days before, and hers alone");
        if (sees)
        {
            (await database.DoAsync(scene.Ruth, (SeeCrossing see) => see.RunAsync(episode))).Refusal.ShouldBeOfType<NotFound>();
            (await database.DoAsync(scene.Dee, (SeeCrossing see) => see.RunAsync(episode))).Succeeded.ShouldBeTrue();
            (await database.DoAsync(scene.Dee, (SeeCrossing see) => see.RunAsync(episode))).Succeeded.ShouldBeTrue("twice is once");
            (await Prompts()).ShouldBe((1, 1));
        }

        database.Clock.Advance(TimeSpan.FromDays(1));
        (await Prompts()).ShouldBe((1, 1));
        var told = (await database.DoAsync(scene.Ruth, (ClearanceHomeQueries q) => q.HereAsync())).Supervised.Single();
        told.ShouldBe(new NearCrossing(scene.Dee.PersonId, "Dee Marsh", Today.AddDays(29)));
        database.Clock.Advance(TimeSpan.FromDays(28));
        (await Prompts()).ShouldBe((0, 0), "it is over");
    }

    [Fact]
    public async Task DueAsync_EachThing_HasItsDayItsPersonAndNeutralWords()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await SceneAsync(database);
        var clearance = await database.ClearAsync(scene.Dee.PersonId, scene.Scheme, until: Today.AddDays(60));
        var episode = await BeginAsync(scene, end: Today.AddDays(28));
        var asked = (await AskAsync(scene, episode)).Value;
        var id = await scene.OpenAsync("groups");
        Task<IReadOnlyList<Due>> Due(int days) => database.DoAsync(Viewer.System, (ClearanceDueQueries q) => q.DueAsync(Today.AddDays(days)));

        (await database.DoAsync(scene.Moira, (ClearanceDueQueries q) => q.DueAsync(Today))).ShouldBeEmpty("for the reminders alone");
        (await Due(0)).OrderBy(d => d.Key, StringComparer.Ordinal).ShouldBe(
        [
            new Due($"approval/{asked}/{scene.Graham.PersonId}", scene.Graham.PersonId, scene.Scheme, null, Today, "approval-asked", $"/clearance/approvals/{asked}", scene.Dee.PersonId),
            new Due($"clearance/{clearance}/60", null, scene.Scheme, Hat.Coordinator, Today, "clearance-runs-out", $"/clearance/{scene.Dee.PersonId}", scene.Dee.PersonId),
            new Due($"crossing/{episode}/20260330", scene.Dee.PersonId, scene.Scheme, null, Today, "date-comes-near", "/my/clearance", scene.Dee.PersonId),
            new Due($"vetting/{id}/open/{scene.Pat.PersonId}", scene.Pat.PersonId, scene.Scheme, null, Today, "case-to-begin", $"/clearance/cases/{id}", scene.Dee.PersonId),
        ]);
        (await Due(-1)).ShouldNotContain(d => d.Kind == "clearance-runs-out" || d.Kind == "date-comes-near");
        (await Due(1)).ShouldContain(new Due($"crossing/{episode}/20260330/{scene.Ruth.PersonId}", scene.Ruth.PersonId, scene.Scheme, null, Today.AddDays(1), "offer-support", "/", scene.Dee.PersonId));
        (await Due(32)).Count(d => d.Kind == "clearance-runs-out").ShouldBe(2, "and again 28 days before");
        (await Due(61)).Where(d => d.Key.StartsWith("clearance/", StringComparison.Ordinal)).ShouldBe(
            [new Due($"clearance/{clearance}/over", null, scene.Scheme, Hat.Coordinator, Today.AddDays(61), "clearance-ran-out", $"/clearance/{scene.Dee.PersonId}", scene.Dee.PersonId)]);
        await database.ClearAsync(scene.Dee.PersonId, scene.Scheme, from: Today.AddDays(30), until: Today.AddDays(400));
        (await Due(61)).ShouldNotContain(d => d.Key.StartsWith("clearance/", StringComparison.Ordinal));
    }

    private static Task<ClearanceScene> SceneAsync(TestDatabase database) => database.AddClearanceSceneAsync(template: "probation-peer-mentoring");

    private static async Task<Guid> BeginAsync(ClearanceScene scene, DateOnly? start = null, DateOnly? end = null) =>
        (await scene.Database.DoAsync(scene.Moira, (BeginSupervision begin) => begin.RunAsync(
            new NewSupervision(scene.Dee.PersonId, scene.Scheme, "LIC", start ?? new DateOnly(2025, 9, 1), start is null ? end ?? Today.AddDays(90) : end, scene.Graham.PersonId)))).Value;

    private static Task<Outcome<Guid>> AskAsync(ClearanceScene scene, Guid episode) =>
        scene.Database.DoAsync(scene.Moira, (AskOfficerApproval ask) => ask.RunAsync(new NewApproval(episode, scene.Roles["peer-mentor"].Id)));

    private static Task<Outcome<Done>> AnswerAsync(ClearanceScene scene, Guid id, bool? gives, Decision? decision = null) =>
        scene.Database.DoAsync(scene.Graham, (AnswerOfficerApproval answer) => answer.RunAsync(new ApprovalAnswer(id, 1, gives, decision ?? TestData.Decision)));

    private static async Task<Outcome<Done>> StartAsync(ClearanceScene scene, RoleState to = RoleState.ActiveSupervised)
    {
        var holding = await scene.Database.HoldingAsync(scene.Dee.PersonId, scene.Roles["peer-mentor"]);
        return await scene.Database.DoAsync(scene.Moira, (MoveRole move) => move.RunAsync(new RoleStep(holding.Id, holding.Version, to, Today)));
    }

    private static Task<MyClearance> MineAsync(ClearanceScene scene) => scene.Database.DoAsync(scene.Dee, (MyClearanceQueries q) => q.MineAsync());
}
