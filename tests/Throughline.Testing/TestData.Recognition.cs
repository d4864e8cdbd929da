using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Schemes;
using Throughline.Security;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>
    /// A scheme with two sites, a team, its coordinator Moira, its head of service Hal, its supervisor Sue, its drug worker Pat, and Ann whom Sue supervises. It runs from today on, unless
    /// another day is given, so that its first period to count does.
    /// </summary>
    public static async Task<RecognitionScene> AddRecognitionSceneAsync(this TestDatabase database, int peers = 1, DateOnly? from = null)
    {
        var scheme = await database.AddSchemeAsync(from: from ?? new DateOnly(2026, 3, 2));
        var (head, worker) = await database.WriteAsync("role-added", writing =>
        {
            var head = RoleDefinition.Define(writing.NewId(), scheme.Id, new RoleOutline("head", "Head of service", "Head of service", [Hat.HeadOfService], false, 0));
            var worker = RoleDefinition.Define(writing.NewId(), scheme.Id, new RoleOutline("worker", "Drug worker", "Drug worker", [Hat.StaffColleague], false, 0));
            writing.Context.AddRange(head, worker);
            return (head, worker);
        });
        var (sites, team) = await database.WriteAsync<(IReadOnlyList<Guid>, Guid)>("sites-added", writing =>
        {
            List<Site> made = [.. new[] { "Sluice House", "Tannery Yard" }.Select(name => Site.Open(writing.NewId(), scheme.Id, name, null, new DateOnly(2024, 9, 2)).Value)];
            var team = Team.Start(writing.NewId(), made[0], "Hub team", new DateOnly(2024, 9, 2)).Value;
            writing.Context.AddRange(made);
            writing.Context.Add(team);
            return ([.. made.Select(s => s.Id)], team.Id);
        });
        var moira = Viewer(await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator), Hat.Coordinator, scheme.Id);
        var hal = Viewer(await database.AddPersonAsync("Hal", "Rook", head), Hat.HeadOfService, scheme.Id);
        var sue = Viewer(await database.AddPersonAsync("Sue", "Wren", scheme.Supervisor), Hat.Supervisor, scheme.Id);
        var pat = Viewer(await database.AddPersonAsync("Pat", "Dunnock", worker), Hat.StaffColleague, scheme.Id);
        List<Viewer> all = [];
        for (var i = 0; i < peers; i++)
        {
            var id = await database.AddPersonAsync(i == 0 ? "Ann" : $"Peer{i}", "Reed", scheme.PeerMentor);
            var holding = await database.HoldingAsync(id, scheme.PeerMentor);
            _ = (await database.DoAsync(moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, sue.PersonId)))).Value;
            all.Add(Viewer(id, Hat.PeerWorker, scheme.Id));
        }

        return new RecognitionScene(database, scheme, sites, team, moira, hal, sue, pat, all);
    }
}

/// <summary>A scheme in which people log how they are treated.</summary>
public sealed record RecognitionScene(
    TestDatabase Database, TestScheme Scheme, IReadOnlyList<Guid> Sites, Guid Team, Viewer Moira, Viewer Hal, Viewer Sue, Viewer Pat, IReadOnlyList<Viewer> Peers) : IAsyncDisposable
{
    public Viewer Ann => Peers[0];

    public static async Task<RecognitionScene> OpenAsync(string provider = "SQLite", int peers = 1, DateOnly? from = null) =>
        await (await TestDatabase.CreateAsync(provider)).AddRecognitionSceneAsync(peers, from);

    /// <summary>A message that is right in every part.</summary>
    public NewMessage Message(int value = -1, SourceClass source = SourceClass.FrontlineStaff, string? what = null, bool counts = true, Guid? place = null, DateOnly? on = null) => new(
        value < 0, MessageDimension.Acknowledged, source, value, place ?? Sites[0], MessageSetting.InPassing, what, 1, on ?? Database.Clock.Today(), counts);

    public Task<Outcome<Guid>> LogAsync(Viewer by, NewMessage message) => Database.DoAsync(by, (LogMessage log) => log.RunAsync(message));

    public async Task<Guid> LoggedAsync(Viewer by, int value = -1, SourceClass source = SourceClass.FrontlineStaff, string? what = null, bool counts = true, Guid? place = null) =>
        (await LogAsync(by, Message(value, source, what, counts, place))).Value;

    public Task<MessagePage?> PageAsync(Viewer by, Guid id) => Database.DoAsync(by, (MessageQueries messages) => messages.FindAsync(id));

    /// <summary>Shares a message with whoever supervises them, as the page would.</summary>
    public async Task<Outcome<Done>> ShareAsync(Viewer by, Guid id)
    {
        await using var context = Database.Everything();
        var with = await context.RoleHoldings.Where(h => h.PersonId == by.PersonId && h.SupervisorId != null).Select(h => h.SupervisorId).FirstOrDefaultAsync();
        return await Database.DoAsync(by, async (ShareMessage share) => await share.RunAsync(id, (await VersionAsync(id)) ?? 1, with));
    }

    /// <summary>Names Ray as the supervisor of Ann, in place of Sue.</summary>
    public async Task<Viewer> AnotherSupervisesAsync()
    {
        var role = await Database.HoldingAsync(Ann.PersonId, Scheme.PeerMentor);
        var ray = TestData.Viewer(await Database.AddPersonAsync("Ray", "Teal", Scheme.Supervisor), Hat.Supervisor, Scheme.Id);
        return (await Database.DoAsync(Moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(role.Id, role.Version, ray.PersonId)))).Succeeded
            ? ray : throw new InvalidOperationException("The supervisor could not be named.");
    }

    public async Task<int?> VersionAsync(Guid id)
    {
        await using var context = Database.Everything();
        return await context.ReceivedMessages.Where(m => m.Id == id).Select(m => (int?)m.Version).SingleOrDefaultAsync();
    }

    /// <summary>Lets the period end and counts it.</summary>
    public async Task<int> CountAsync(int days = 91)
    {
        Database.Clock.Advance(TimeSpan.FromDays(days));
        return (await Database.DoAsync(Viewer.System, (CountClimate count) => count.RunAsync())).Value;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
