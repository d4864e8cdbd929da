using Microsoft.Data.Sqlite;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Visibility;

/// <summary>
/// A generated service of several schemes in which everybody is connected with others in every part there is, and the two databases that are
/// compared: one in which everybody else is walled off from some people, and one that never held them.
/// </summary>
public sealed partial class WallService
{
    /// <summary>How many people; 16 in each group, of which none is directly connected with another.</summary>
    public const int People = 112;

    /// <summary>How many groups of subjects.</summary>
    public const int Groups = 7;

    // Few first names, so that a search finds many, among them some who are not to be found.
    private static readonly string[] First = ["Amir", "Bilal", "Dee", "Éabha", "Femi"];
    private static readonly string[] Family =
    [
        "Khan", "Marsh", "Lowe", "Finch", "Okafor", "Bell", "Tull", "Pike", "Reed", "Ash", "Oak", "Wren", "Lark", "Moss", "Fern", "Hale", "Dunn", "Cole", "Birch", "Quill", "Stone", "Vale", "York",
    ];

    // Of some names there are two people, so that a name asked for can mean several.
    private const int Names = 20;

    // Under one of these hats instead of the coordinator's, so that every hat there is looks.
    private static readonly Hat[] Others =
    [
        Hat.StaffColleague, Hat.ResponsibleOfficer, Hat.VoiceLead, Hat.SafeguardingLead, Hat.DataProtectionLead, Hat.Researcher, Hat.HeadOfService,
        Hat.Commissioner, Hat.SystemAdministrator,
    ];

    private readonly NeverHeld held;
    private readonly Dictionary<Guid, int> places;

    private WallService(IReadOnlyList<TestScheme> schemes, IReadOnlyList<Someone> people, Guid chief, NeverHeld held)
    {
        (Schemes, Everybody, Chief, this.held) = (schemes, people, chief, held);
        places = people.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);
    }

    public sealed record Someone(Guid Id, Viewer Viewer, TestScheme Scheme, string Name, string FullName);

    public IReadOnlyList<TestScheme> Schemes { get; }

    public IReadOnlyList<Someone> Everybody { get; }

    /// <summary>Declares the conflicts; is never a viewer.</summary>
    public Guid Chief { get; }

    /// <summary>Tables about people that the service left empty: what reads them is not tested.</summary>
    public IReadOnlyList<string> Empty => held.Empty;

    public static async Task<WallService> MakeAsync(TestDatabase database, int count = People)
    {
        List<TestScheme> schemes = [];
        for (var i = 0; i < 4; i++)
        {
            schemes.Add(await database.AddSchemeAsync($"Scheme {(char)('A' + i)}"));
        }

        var chief = new Viewer(await database.AddPersonAsync("Chief", "Zed", schemes[0].Coordinator), Hat.Coordinator, [.. schemes.Select(s => s.Id)]);
        List<Someone> people = [];
        await Acts.RunAsync(database, async acts =>
        {
            for (var i = 0; i < count; i++)
            {
                var scheme = schemes[i % 4];
                var (role, hat) = (i / 4 % 6) switch
                {
                    0 => (scheme.Coordinator, Hat.Coordinator),
                    1 => (scheme.Coordinator, i % 3 == 0 ? Hat.Coordinator : Others[((i / 24 * 4) + (i % 4)) % Others.Length]),
                    2 => (scheme.Supervisor, (i % 5) switch { 1 => Hat.StaffColleague, 2 => Hat.ResponsibleOfficer, _ => Hat.Supervisor }),
                    3 or 4 => (scheme.PeerMentor, Hat.PeerWorker),
                    _ => (scheme.Mentee, Hat.Mentee),
                };
                var (first, family) = (First[i % First.Length], Family[i / First.Length % Names]);
                var id = await acts.DoAsync<AddPerson, Guid>(Viewer.System, add => add.RunAsync(new NewPerson(
                    new PersonDetails(first, family), role.Id, role.OnLadder ? RoleState.ActiveSolo : RoleState.Held, new DateOnly(2024, 9, 2).AddDays(i))));
                people.Add(new Someone(id, new Viewer(id, hat, [scheme.Id]), scheme, NameFolding.Fold(first), $"{first} {family}"));
            }

            await ConnectAsync(acts, people, chief);
        });
        return new WallService(schemes, people, chief.PersonId, await NeverHeld.LoadAsync(database));
    }

    /// <summary>The people of one group.</summary>
    public IReadOnlyList<Someone> Group(int group) => [.. Everybody.Where((_, i) => i % Groups == group)];

    /// <summary>The databases for some subjects: walled off from everybody else, and without them.</summary>
    public async Task<(string Walled, string Without)> SplitAsync(TestDatabase template, IReadOnlyList<Someone> subjects, string name = "walled")
    {
        var walled = Path.Combine(template.Folder, $"{name}-{subjects[0].Id:N}.db");
        var without = Path.Combine(template.Folder, $"{name}-without-{subjects[0].Id:N}.db");
        File.Copy(template.DatabaseFile, walled);
        File.Copy(template.DatabaseFile, without);
        await RunAsync(walled, WallEverybody(subjects));
        await RunAsync(without, Remove(subjects, out var gone));
        await using var left = new SqliteConnection(ReadOnlyEngine.Connection(without));
        left.Open();
        var texts = gone.ToDictionary(id => id.ToString().ToUpperInvariant());
        foreach (var (table, column) in Columns(left))
        {
            await using var command = left.CreateCommand();
            command.CommandText = $"SELECT \"{column}\" FROM \"{table}\" WHERE LENGTH(\"{column}\") >= 36";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var text = reader.GetString(0).ToUpperInvariant();
                var named = text.Length == 36 ? texts.ContainsKey(text) : subjects.Any(s => text.Contains(s.Id.ToString(), StringComparison.OrdinalIgnoreCase));
                named.ShouldBeFalse($"{table}.{column} still names somebody who was never held: {text}");
            }
        }

        return (walled, without);
    }

    /// <summary>What a surface is asked with for one pair.</summary>
    /// <param name="subject">The person who is not to be seen.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="never">True where the person was never held: their ids are nobody's.</param>
    public SurfaceCase Case(Someone subject, Someone viewer, bool never = false)
    {
        var (at, place) = (places[viewer.Id], places[subject.Id]);
        var (turn, other) = (Turn(at), Everybody[Other(place, at)]);
        RoleState[] states = [RoleState.Held, RoleState.ActiveSolo, RoleState.Ended, RoleState.Paused];
        RoleDefinition[] roles = [viewer.Scheme.Coordinator, viewer.Scheme.PeerMentor, viewer.Scheme.Supervisor, viewer.Scheme.Mentee];
        return new SurfaceCase(name => name switch
        {
            nameof(SurfaceCase.Subject) => never ? NeverHeld.Nobody : subject.Id,
            nameof(SurfaceCase.SubjectWords) => subject.Name,
            nameof(SurfaceCase.Other) => other.Id,
            nameof(SurfaceCase.OtherWords) => other.Name,
            nameof(SurfaceCase.Viewer) => viewer.Id,
            nameof(SurfaceCase.Scheme) => viewer.Scheme.Id,
            nameof(SurfaceCase.RoleDefinition) => roles[at % roles.Length].Id,
            nameof(SurfaceCase.Role) => roles[at % roles.Length].Title,
            nameof(SurfaceCase.State) => states[at % states.Length],
            nameof(SurfaceCase.Conflict) => never ? NeverHeld.Nobody : ConflictOf((at + Groups) % Everybody.Count), // that of somebody else
            _ when name.StartsWith("Subject/", StringComparison.Ordinal) => never && !NeverHeld.Outlives(name[8..]) ? NeverHeld.Nobody : Record(name[8..], subject.Id, turn),
            _ when name.StartsWith("Other/", StringComparison.Ordinal) => Record(name[6..], other.Id, turn),
            _ when name.StartsWith("Own/", StringComparison.Ordinal) => Record(name[4..], viewer.Id, place % Groups),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such value."),
        });
    }

    /// <summary>Statements that wall everybody else off from some people, as a conflict with each would.</summary>
    public IEnumerable<string> WallEverybody(IReadOnlyList<Someone> subjects)
    {
        foreach (var (someone, index) in Everybody.Select((p, i) => (p, i)).Where(p => !subjects.Contains(p.p)))
        {
            var (conflict, owner) = (NeverHeld.Literal(ConflictOf(index)), NeverHeld.Literal(someone.Id));
            var (wall, parties) = (0, subjects.Select(s => NeverHeld.Literal(s.Id)).ToList());
            yield return $"""
                INSERT INTO "Conflicts" ("Id", "PersonId", "DeclaredById", "DeclaredAt", "State", "Version")
                VALUES ({conflict}, {owner}, {NeverHeld.Literal(Chief)}, '2026-03-02 10:00:00', 3, 1);
                INSERT INTO "ConflictParties" ("ConflictId", "OwnerId", "OtherId", "Standing", "Since", "ActBy")
                VALUES {string.Join(", ", parties.Select(p => $"({conflict}, {owner}, {p}, 2, '2026-03-02', '2026-03-09')"))};
                INSERT INTO "Walls" ("Id", "ConflictId", "OwnerId", "ViewerId", "SubjectId", "From")
                VALUES {string.Join(", ", parties.SelectMany(p => new[] { (owner, p), (p, owner) }).Select(w =>
                    $"({WallId(index, wall++)}, {conflict}, {owner}, {w.Item1}, {w.Item2}, '2026-03-02 10:00:00')"))};
                """;
        }
    }

    /// <summary>Statements after which the database never held the people.</summary>
    public IReadOnlyList<string> Remove(IReadOnlyList<Someone> subjects, out IReadOnlySet<Guid> gone) => held.Statements([.. subjects.Select(s => s.Id)], out gone);

    /// <summary>Statements that take back <see cref="WallEverybody"/>.</summary>
    public IEnumerable<string> UnwallEverybody()
    {
        var conflicts = string.Join(", ", Enumerable.Range(0, Everybody.Count).Select(i => NeverHeld.Literal(ConflictOf(i))));
        return [.. new[] { ("Walls", "ConflictId"), ("ConflictParties", "ConflictId"), ("Conflicts", "Id") }.Select(t => $"""DELETE FROM "{t.Item1}" WHERE "{t.Item2}" IN ({conflicts})""")];
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

    private static string WallId(int index, int wall) => NeverHeld.Literal(new Guid($"0193d000-0000-7000-8{index:x3}-{wall:x12}"));

    /// <summary>Pairs of a subject and somebody that surfaces are asked with whom no row names together: none.</summary>
    public IEnumerable<(Someone Subject, Someone Other)> Unconnected() =>
        from subject in Enumerable.Range(0, Everybody.Count)
        from viewer in Enumerable.Range(0, 6)
        let pair = (Subject: Everybody[subject], Other: Everybody[Other(subject, viewer)])
        where !held.Connected(pair.Subject.Id, pair.Other.Id)
        select pair;

    // Connected by one of the steps of Connect, another for each viewer. Two of a group at a time have the same one, who is read once for both.
    private int Other(int subject, int viewer)
    {
        for (var turn = Turn(viewer); ; turn++)
        {
            var further = 4 * (1 + (turn % 6));
            var other = (subject + (subject % 56 < 28 ? further : further - 28) + Everybody.Count) % Everybody.Count;
            if (other != viewer)
            {
                return other;
            }
        }
    }

    // Places that are of one scheme, and those of one hat, lie an even number apart: of two things in turn each of them would always be asked the same.
    private static int Turn(int viewer) => viewer + (viewer / 24);

    private Guid Record(string table, Guid person, int number) =>
        held.RecordsOf(table, person) is { Count: > 0 } records ? records[number % records.Count] : NeverHeld.Nobody;

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
}
