using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Audit;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Visibility;

/// <summary>
/// A generated service of several schemes in which everybody is connected with somebody, and the two databases that are compared: one in which
/// everybody is walled off from a person, and one that never held that person.
/// </summary>
public sealed class WallService
{
    public const int People = 111;

    private static readonly string[] First = ["Amir", "Bilal", "Carys", "Dee", "Éabha", "Femi", "Gwen", "Hugh", "Ines", "Jo", "Karl"];
    private static readonly string[] Family = ["Khan", "Marsh", "Lowe", "Finch", "Okafor", "Bell", "Tull", "Pike", "Reed", "Ash", "Oak"];

    private WallService(IReadOnlyList<TestScheme> schemes, IReadOnlyList<Someone> people, Guid chief) => (Schemes, Everybody, Chief) = (schemes, people, chief);

    public sealed record Someone(Guid Id, Viewer Viewer, TestScheme Scheme, string Name, Guid Holding);

    public IReadOnlyList<TestScheme> Schemes { get; }

    public IReadOnlyList<Someone> Everybody { get; }

    /// <summary>Declares the conflicts; is never a viewer.</summary>
    public Guid Chief { get; }

    public static async Task<WallService> MakeAsync(TestDatabase database, int count = People)
    {
        List<TestScheme> schemes = [];
        for (var i = 0; i < 4; i++)
        {
            schemes.Add(await database.AddSchemeAsync($"Scheme {(char)('A' + i)}"));
        }

        var chief = new Viewer(await database.AddPersonAsync("Chief", "Zed", schemes[0].Coordinator), Hat.Coordinator, [.. schemes.Select(s => s.Id)]);
        List<Someone> people = [];
        for (var i = 0; i < count; i++)
        {
            var scheme = schemes[i % 4];
            var (role, hat) = (i / 4 % 6) switch
            {
                0 or 1 => (scheme.Coordinator, Hat.Coordinator),
                2 => (scheme.Supervisor, Hat.Supervisor),
                3 or 4 => (scheme.PeerMentor, Hat.PeerWorker),
                _ => (scheme.Mentee, Hat.Mentee),
            };
            var (first, family) = (First[i % First.Length], Family[i / First.Length % Family.Length]);
            var id = await database.AddPersonAsync(first, family, role, from: new DateOnly(2024, 9, 2).AddDays(i));
            people.Add(new Someone(id, new Viewer(id, hat, [scheme.Id]), scheme, NameFolding.Fold(first), (await database.HoldingAsync(id, role)).Id));
        }

        var service = new WallService(schemes, people, chief.PersonId);
        await service.ConnectAsync(database, chief);
        return service;
    }

    /// <summary>The databases for one subject: walled off from everybody, and without them.</summary>
    public async Task<(string Walled, string Without)> SplitAsync(TestDatabase template, Someone subject)
    {
        var walled = Path.Combine(template.Folder, $"walled-{subject.Id:N}.db");
        var without = Path.Combine(template.Folder, $"without-{subject.Id:N}.db");
        File.Copy(template.DatabaseFile, walled);
        File.Copy(template.DatabaseFile, without);
        await RunAsync(walled, WallEverybody(subject.Id));
        await RunAsync(without, Remove(subject.Id));
        await using var left = new SqliteConnection(ReadOnlyEngine.Connection(without));
        left.Open();
        foreach (var (table, column) in Columns(left))
        {
            await using var command = left.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM \"{table}\" WHERE \"{column}\" = @id";
            command.Parameters.AddWithValue("@id", Text(subject.Id));
            Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture).ShouldBe(0, $"{table}.{column} still names the subject");
        }

        return (walled, without);
    }

    public SurfaceCase Case(Someone subject, Someone viewer, int pair, Guid conflict)
    {
        var at = pair % Everybody.Count;
        var other = Everybody[at].Id == subject.Id ? Everybody[(at + 1) % Everybody.Count] : Everybody[at];
        RoleState[] states = [RoleState.Held, RoleState.ActiveSolo, RoleState.Ended, RoleState.Paused];
        string[] roles = ["Coordinator", "Peer mentor", "Supervisor", "Mentee", "Team member"];
        return new SurfaceCase(
            subject.Id, subject.Name, other.Id, other.Name, viewer.Scheme.Id, roles[pair % roles.Length], states[pair % states.Length], conflict, subject.Holding, pair);
    }

    /// <summary>Statements that wall everybody off from a person, as a conflict with each would.</summary>
    public IEnumerable<string> WallEverybody(Guid subject)
    {
        foreach (var (someone, index) in Everybody.Where(p => p.Id != subject).Select((p, i) => (p, i)))
        {
            var conflict = ConflictOf(index);
            yield return $"""
                INSERT INTO "Conflicts" ("Id", "PersonId", "DeclaredById", "DeclaredAt", "State", "Version")
                VALUES ('{Text(conflict)}', '{Text(someone.Id)}', '{Text(Chief)}', '2026-03-02 10:00:00', 3, 1);
                INSERT INTO "ConflictParties" ("ConflictId", "OwnerId", "OtherId", "Standing", "Since", "ActBy")
                VALUES ('{Text(conflict)}', '{Text(someone.Id)}', '{Text(subject)}', 2, '2026-03-02', '2026-03-09');
                INSERT INTO "Walls" ("Id", "ConflictId", "OwnerId", "ViewerId", "SubjectId", "From")
                VALUES ('{Text(Guid.CreateVersion7())}', '{Text(conflict)}', '{Text(someone.Id)}', '{Text(someone.Id)}', '{Text(subject)}', '2026-03-02 10:00:00'),
                       ('{Text(Guid.CreateVersion7())}', '{Text(conflict)}', '{Text(someone.Id)}', '{Text(subject)}', '{Text(someone.Id)}', '2026-03-02 10:00:00');
                """;
        }
    }

    public static Guid ConflictOf(int index) => new($"0193c000-0000-7000-8000-{index:x12}");

    public static Task RunAsync(string file, IEnumerable<string> statements)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = true }.ToString());
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        foreach (var statement in statements)
        {
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        return Task.CompletedTask;
    }

    public static string Text(Guid id) => id.ToString().ToUpperInvariant();

    /// <summary>Statements after which the database never held the person.</summary>
    public static IEnumerable<string> Remove(Guid id)
    {
        var s = Text(id);
        return
        [
            $"""DELETE FROM "Walls" WHERE "ViewerId" = '{s}' OR "SubjectId" = '{s}' OR "OwnerId" = '{s}'""",
            $"""DELETE FROM "Walls" WHERE "ConflictId" IN (SELECT "ConflictId" FROM "ConflictParties" WHERE "OtherId" = '{s}')""",
            $"""DELETE FROM "Conflicts" WHERE "PersonId" = '{s}' OR "DeclaredById" = '{s}' OR "Id" IN (SELECT "ConflictId" FROM "ConflictParties" WHERE "OtherId" = '{s}')""",
            $"""DELETE FROM "Relationships" WHERE "PersonId" = '{s}' OR "OtherId" = '{s}' OR "DeclaredById" = '{s}'""",
            $"""DELETE FROM "Aspirations" WHERE "PersonId" = '{s}'""",
            $"""UPDATE "RoleHoldings" SET "SupervisorId" = NULL WHERE "SupervisorId" = '{s}'""",
            $"""UPDATE "RoleHoldings" SET "SupportOwnerId" = NULL WHERE "SupportOwnerId" = '{s}'""",
            $"""UPDATE "RoleHoldings" SET "CriterionConfirmedById" = NULL WHERE "CriterionConfirmedById" = '{s}'""",
            $"""DELETE FROM "Clearances" WHERE "PersonId" = '{s}'""",
            $"""DELETE FROM "RoleMoves" WHERE "PersonId" = '{s}'""",
            $"""DELETE FROM "RoleHoldings" WHERE "PersonId" = '{s}'""",
            $"""DELETE FROM "AuditEvents" WHERE "ActorId" = '{s}' OR "SubjectId" = '{s}' OR "RecordId" = '{s}'""",
            $"""DELETE FROM "DoneOnce" WHERE "ActorId" = '{s}'""",
            $"""DELETE FROM "People" WHERE "Id" = '{s}'""",
        ];
    }

    private static List<(string Table, string Column)> Columns(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.type LIKE '%TEXT%'
            """;
        using var reader = command.ExecuteReader();
        List<(string, string)> columns = [];
        while (reader.Read())
        {
            columns.Add((reader.GetString(0), reader.GetString(1)));
        }

        return columns;
    }

    // Supervisors, pauses, endings, aspirations, relationships, changes and readings by and about everybody.
    private async Task ConnectAsync(TestDatabase database, Viewer chief)
    {
        var supervisors = Everybody.Where(p => p.Viewer.Hat == Hat.Supervisor).ToList();
        var peers = Everybody.Where(p => p.Viewer.Hat == Hat.PeerWorker).ToList();
        foreach (var (peer, index) in peers.Select((p, i) => (p, i)))
        {
            var supervisor = supervisors[index % supervisors.Count];
            var holding = await database.HoldingAsync(peer.Id, peer.Scheme.PeerMentor);
            await database.DoAsync(chief, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, supervisor.Id)));
            if (index % 5 == 0)
            {
                holding = await database.HoldingAsync(peer.Id, peer.Scheme.PeerMentor);
                await database.DoAsync(chief, (PauseRole pause) => pause.RunAsync(
                    new RolePause(holding.Id, holding.Version, new DateOnly(2026, 3, 2), supervisor.Id, new DateOnly(2026, 4, 2), TestData.Decision)));
            }

            if (index % 3 == 0)
            {
                await database.DoAsync(peer.Viewer, (RecordAspiration record) => record.RunAsync(new NewAspiration(peer.Scheme.Supervisor.Id, null)));
            }

            if (index % 4 == 0)
            {
                await database.DoAsync(peer.Viewer, (SetLabelSunset set) => set.RunAsync(new LabelSunset(database.PersonAsync(peer.Id).GetAwaiter().GetResult().Version, new DateOnly(2026, 3, 2))));
            }
        }

        foreach (var (someone, index) in Everybody.Select((p, i) => (p, i)))
        {
            var next = Everybody[(index + 7) % Everybody.Count];
            if (index % 6 == 0)
            {
                await database.DoAsync(chief, (DeclareRelationship declare) => declare.RunAsync(new NewRelationship(someone.Id, next.Id, RelationshipKind.Friend)));
            }

            if (index % 9 == 0)
            {
                await database.DoAsync(chief, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(someone.Id, next.Id)));
            }

            if (index % 2 == 0)
            {
                await database.ClearAsync(someone.Id, someone.Scheme.Id, "hub", until: new DateOnly(2026, 3, 2).AddDays(index));
            }

            if (someone.Viewer.Hat == Hat.Coordinator)
            {
                var seen = Everybody.First(p => p.Scheme == someone.Scheme && p.Id != someone.Id && p.Viewer.Hat is Hat.PeerWorker or Hat.Mentee);
                await database.DoAsync(someone.Viewer, (PeopleQueries people) => people.PersonAsync(seen.Id));
                var version = (await database.PersonAsync(seen.Id)).Version;
                await database.DoAsync(someone.Viewer, (ChangeContact change) => change.RunAsync(new ChangedContact(seen.Id, version, $"Text first, {index}", NoContact: false)));
            }
        }
    }
}

/// <summary>A database that is only read: no writer, no traces. One connection, so one reader at a time.</summary>
public sealed class ReadOnlyEngine : IDatabaseEngine
{
    private readonly SqliteConnection connection;

    public ReadOnlyEngine(string file)
    {
        connection = new SqliteConnection(Connection(file));
        connection.Open();
        ReaderOptions = new DbContextOptionsBuilder<ThroughlineContext>().UseSqlite(connection).Options;
    }

    public string Name => "SQLite";

    public DbContextOptions<ThroughlineContext> ReaderOptions { get; }

    public static string Connection(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();

    public ThroughlineContext OpenReader(Viewer viewer) => new(ReaderOptions, viewer);

    public Task AppendAsync(AuditDraft draft, CancellationToken cancellation = default) => Task.CompletedTask;

    public Task WriteAsync(WriteTurn turn, Viewer viewer, Func<ThroughlineContext, Task<bool>> work, CancellationToken cancellation = default) =>
        throw new NotSupportedException("This database is only read.");

    public Task<int> InsertRowsAsync(ThroughlineContext context, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellation = default) =>
        throw new NotSupportedException("This database is only read.");

    public Task MigrateAsync(CancellationToken cancellation = default) => Task.CompletedTask;

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>The services of a viewer over this database.</summary>
    public static ServiceProvider Services(IDatabaseEngine engine, TestDatabase template) => new ServiceCollection()
        .AddSingleton<TimeProvider>(template.Clock)
        .AddSingleton(template.Keyring)
        .AddSingleton(engine)
        .AddThroughline()
        .AddLogging()
        .BuildServiceProvider();
}
