using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Training;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>Clears somebody for a duty (<c>hub</c>, <c>groups</c>, <c>one-to-one</c>, <c>visits</c>, <c>records</c>), as one recorded from elsewhere.</summary>
    public static Task<Guid> ClearAsync(this TestDatabase database, Guid personId, Guid schemeId, string scope = ClearanceScopes.Hub, DateOnly? from = null, DateOnly? until = null) =>
        database.WriteAsync("clearance-recorded", writing =>
        {
            var clearance = Clearance.Record(writing.NewId(), personId, schemeId, scope, from ?? new DateOnly(2025, 1, 6), until ?? new DateOnly(2027, 1, 5)).Value;
            writing.Context.Add(clearance);
            return clearance.Id;
        });

    /// <summary>A scheme from the shipped template in which somebody waits to be cleared, with everybody who has a part in it.</summary>
    public static async Task<ClearanceScene> AddClearanceSceneAsync(this TestDatabase database, RoleState state = RoleState.TrainedAwaitingClearance, string template = "drugs-team-peer-mentoring")
    {
        var scheme = await database.SetUpSchemeAsync(template: template);
        Dictionary<string, RoleDefinition> roles;
        await using (var context = database.Everything())
        {
            roles = await context.RoleDefinitions.Where(r => r.SchemeId == scheme.Id).ToDictionaryAsync(r => r.Key);
        }

        async Task<Viewer> Add(string name, string family, string role, Hat hat) => new(await database.AddPersonAsync(name, family, roles[role]), hat, [scheme.Id]);
        var scene = new ClearanceScene(
            database, scheme.Id, roles, scheme.Coordinator,
            await Add("Pat", "Dunn", "team-member", Hat.StaffColleague),
            await Add("Neil", "Cap", "safeguarding-lead", Hat.SafeguardingLead),
            await Add("Graham", "Loft", "responsible-officer", Hat.ResponsibleOfficer),
            await Add("Ruth", "Bell", "supervisor", Hat.Supervisor),
            new Viewer(await database.AddPersonAsync("Dee", "Marsh", roles["peer-mentor"], state, new DateOnly(2026, 1, 5)), Hat.PeerWorker, [scheme.Id]));
        var holding = await database.HoldingAsync(scene.Dee.PersonId, roles["peer-mentor"]);
        await database.DoAsync(scene.Moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, scene.Ruth.PersonId)));
        if (state == RoleState.TrainedAwaitingClearance)
        {
            holding = await database.HoldingAsync(scene.Dee.PersonId, roles["peer-mentor"]);
            await database.DoAsync(scene.Moira, (RecordTrainingElsewhere record) => record.RunAsync(
                new NewTrainingElsewhere(holding.Id, holding.Version, new DateOnly(2025, 6, 2), "The same course at Northgate, seen on its certificate.")));
        }

        return scene;
    }
}

/// <summary>Moira coordinates, Pat decides, Neil hears appeals, Graham is an officer, Ruth supervises Dee, who is trained and waits.</summary>
public sealed record ClearanceScene(
    TestDatabase Database, Guid Scheme, IReadOnlyDictionary<string, RoleDefinition> Roles, Viewer Moira, Viewer Pat, Viewer Neil, Viewer Graham, Viewer Ruth, Viewer Dee)
{
    public static DateOnly Today { get; } = new(2026, 3, 2);

    /// <summary>Moira asks; Pat decides.</summary>
    public async Task<Guid> OpenAsync(params string[] scopes) => (await Database.DoAsync(Moira, (OpenVetting open) => open.RunAsync(
        new NewVetting(Dee.PersonId, Scheme, true, scopes.Length == 0 ? [ClearanceScopes.Hub] : scopes, Pat.PersonId)))).Value;

    public Task<Outcome<Done>> AskAsync(Guid id, string route = "provider") =>
        WithAsync(id, version => Database.DoAsync(Pat, (AskPerson ask) => ask.RunAsync(new AskedOfPerson(id, version, route, "Bring two papers that show your address."))));

    public Task<Outcome<Done>> SubmitAsync(Guid id, string? words = null) =>
        WithAsync(id, version => Database.DoAsync(Dee, (SubmitVetting submit) => submit.RunAsync(new VettingPart(id, version, words))));

    public Task<Outcome<Done>> DecideAsync(Guid id, VettingVerdict verdict, DateOnly? until = null, string? limits = null, Decision? decision = null, Viewer? by = null) =>
        WithAsync(id, version => Database.DoAsync(by ?? Pat, (DecideVetting decide) => decide.RunAsync(
            new VettingDecision(id, version, verdict, verdict == VettingVerdict.Refuse ? null : until ?? Today.AddYears(2), limits, decision ?? TestData.Decision))));

    public Task<Outcome<Done>> AppealAsync(Guid id, string words = "The letter was about another person of my name.") =>
        WithAsync(id, version => Database.DoAsync(Dee, (AppealVetting appeal) => appeal.RunAsync(new VettingAppeal(id, version, words))));

    public Task<Outcome<Done>> HearerAsync(Guid id, Viewer? hearer = null) =>
        WithAsync(id, version => Database.DoAsync(Moira, (NameAppealHearer name) => name.RunAsync(new NamedHearer(id, version, (hearer ?? Neil).PersonId))));

    public Task<Outcome<Done>> HearAsync(Guid id, bool clears, Viewer? by = null) =>
        WithAsync(id, version => Database.DoAsync(by ?? Neil, (DecideAppeal decide) => decide.RunAsync(
            new AppealDecision(id, version, clears, clears ? Today.AddYears(1) : null, TestData.Decision))));

    /// <summary>A case as far as the one who decides has it in hand.</summary>
    public async Task<Guid> SubmittedAsync(string? words = null)
    {
        var id = await OpenAsync();
        Must(await AskAsync(id));
        Must(await SubmitAsync(id, words));
        return id;
    }

    /// <summary>Turns a policy number of the scheme that has not been turned before.</summary>
    public async Task SetAsync(string key, int value) => Must(await Database.DoAsync(Moira, (ChangeSetting change) => change.RunAsync(
        new SettingEdit(Scheme, key, $"{value}", "For a test of the rule that it is behind.", 0))));

    /// <summary>The version of a case.</summary>
    public async Task<int> VersionAsync(Guid id)
    {
        await using var context = Database.Everything();
        return await context.VettingCases.Where(c => c.Id == id).Select(c => c.Version).SingleAsync();
    }

    private static void Must(Outcome<Done> outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            throw new InvalidOperationException(refusal.Sentence);
        }
    }

    private async Task<Outcome<Done>> WithAsync(Guid id, Func<int, Task<Outcome<Done>>> work) => await work(await VersionAsync(id));
}
