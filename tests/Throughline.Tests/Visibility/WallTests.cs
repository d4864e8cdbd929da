using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Visibility;

/// <summary>
/// Ethics rules E04 and E31: to somebody walled off from a person every surface is byte for byte what it would be in a database that never
/// held that person. Sixteen people are walled off, and taken out, at a time: none of them is directly
/// connected with another of the sixteen, everybody else is with some of them.
/// </summary>
public sealed class WallTests(WallTests.Whole whole) : IClassFixture<WallTests.Whole>
{
    // Nobody but their owner ever sees anything of these, so that nothing of the subject can show in them.
    private static readonly string[] OwnOnly = ["AspirationQueries", "ImportQueries", "PulseQueries", "ChanceQueries", "MyProgrammeQueries", "LoadQueries"];

    // The same, of surfaces: whoever is not the owner is told that there is no such record.
    private static readonly string[] OwnOnlySurfaces =
    [
        "StoryQueries.SharingAsync, the subject's", "OfferQueries.FindAsync, the subject's", "ImportQueries.FindAsync, the subject's", "ImportQueries.BadRowsAsync, the subject's",
        "EmergencyQueries.AskedAsync, by the subject", "MyClearanceQueries.CaseAsync, the subject's", "MyClearanceQueries.WordsAsync, the subject's",
        "MentoringQueries.RunAsync, with the subject", "MyMentoringQueries.ContactAsync", "MyMentoringQueries.ChecksAsync, the subject's",
        "MessageQueries.FindAsync, the subject's", "ChanceQueries.FindAsync, the subject's",
        "CheckInQueries.FindAsync, the subject's",
    ];

    // Under few hats is anything seen of these.
    private static readonly string[] OfFewHats = ["VettingQueries", "ApprovalQueries", "ComplianceQueries", "ConcernFigureQueries"];

    // Reading each surface for each pair takes a quarter of an hour and more: THROUGHLINE_EVERY_SURFACE=1 ./test asks for it. Otherwise the surfaces
    // take turns, so that each is read for an eighth of the pairs and each pair is asked an eighth of the surfaces.
    private static readonly int Turns = Environment.GetEnvironmentVariable("THROUGHLINE_EVERY_SURFACE") == "1" ? 1 : 8;

    private const int Workers = 2;

    private const string Nothing = "null [] 0 false";

    [Fact]
    public async Task Surfaces_TenThousandWalledPairs_AreThoseOfADatabaseWithoutTheSubject()
    {
        var (template, service) = whole;
        service.Unconnected().ShouldBeEmpty();
        var unlike = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var telling = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var pairs = 0;
        List<(string Walled, string Without)> files = [];
        for (var group = 0; group < WallService.Groups; group++)
        {
            files.Add(await service.SplitAsync(template, service.Group(group)));
        }

        await Parallel.ForEachAsync(Enumerable.Range(0, Workers), async (worker, _) =>
        {
            await using var walled = new Databases(files.ConvertAll(f => f.Walled), template);
            await using var without = new Databases(files.ConvertAll(f => f.Without), template);
            foreach (var viewer in service.Everybody.Where((_, i) => i % Workers == worker))
            {
                var conversations = new Conversations();
                foreach (var group in Enumerable.Range(0, WallService.Groups).Where(g => !service.Group(g).Contains(viewer)))
                {
                    var seen = walled.As(viewer.Viewer, group, conversations);
                    var never = without.As(viewer.Viewer, group, conversations);
                    foreach (var subject in service.Group(group))
                    {
                        var turn = Interlocked.Increment(ref pairs);
                        foreach (var surface in Surfaces.All.Where((_, i) => (i + turn) % Turns == 0))
                        {
                            var left = await seen.ReadAsync(surface, service.Case(subject, viewer));
                            var right = await never.ReadAsync(surface, service.Case(subject, viewer, never: true));
                            if (left != right)
                            {
                                unlike.TryAdd(surface.Name, $"{surface.Name}: {viewer.Viewer.Hat} {viewer.FullName}, walled off from {subject.FullName}\n{Difference(left, right)}");
                            }
                            else if (!Nothing.Contains(right, StringComparison.Ordinal))
                            {
                                telling.AddOrUpdate(surface.Family, 1, (_, n) => n + 1);
                            }
                        }
                    }
                }
            }
        });

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pairs} pairs, {Readings.Cost.Values.Sum(c => c.Times)} readings that were answered like none before, {Environment.CpuUsage.TotalTime.TotalSeconds:0} s of processor time. The dearest:"));
        foreach (var (name, cost) in Readings.Cost.OrderByDescending(c => c.Value.Spent).Take(12))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cost.Spent.TotalSeconds:0.0} s, {cost.Times} times {cost.Spent.TotalMilliseconds / cost.Times:0.00} ms: {name}"));
        }

        foreach (var table in service.Empty)
        {
            TestContext.Current.AddWarning($"{table} is about people, and the generated service holds none: put some in (WallService.Connect).");
        }

        unlike.Values.ShouldBeEmpty();
        pairs.ShouldBe(WallService.People * (WallService.People - (WallService.People / WallService.Groups)));
        pairs.ShouldBeGreaterThanOrEqualTo(10_000);
        Surfaces.All.Select(s => s.Family).Distinct().Where(f => Turns == 1 && telling.GetValueOrDefault(f) < (OfFewHats.Contains(f) ? 200 : 1_000)).ShouldBeEmpty("much of what was compared should have something in it");
    }

    [Fact]
    public async Task Surfaces_WithoutTheWall_AreUnlikeInEveryFamily()
    {
        var (template, service) = whole;
        var subjects = service.Group(3);
        var (walledFile, withoutFile) = await service.SplitAsync(template, subjects, "open");
        await WallService.RunAsync(walledFile, ["""UPDATE "Walls" SET "LiftedAt" = '2026-03-02 10:00:00'"""]);
        await using var open = new ReadOnlyEngine(walledFile);
        await using var without = new ReadOnlyEngine(withoutFile);
        await using var openServices = ReadOnlyEngine.Services(open, template);
        await using var withoutServices = ReadOnlyEngine.Services(without, template);
        HashSet<string> unlike = [], ofSubject = [];
        foreach (var viewer in service.Everybody.Except(subjects))
        {
            var conversations = new Conversations();
            var seen = new Readings(openServices, open, viewer.Viewer, conversations);
            var never = new Readings(withoutServices, without, viewer.Viewer, conversations);
            foreach (var subject in subjects)
            {
                foreach (var surface in Surfaces.All.Where(s => !unlike.Contains(s.Name)))
                {
                    var asked = service.Case(subject, viewer);
                    if (await seen.ReadAsync(surface, asked) != await never.ReadAsync(surface, service.Case(subject, viewer, never: true)))
                    {
                        unlike.Add(surface.Name);
                    }

                    if (asked.Looked.Any(l => l.Key.StartsWith("Subject/", StringComparison.Ordinal)))
                    {
                        ofSubject.Add(surface.Name);
                    }
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Never unlike: {string.Join("; ", Surfaces.All.Select(s => s.Name).Except(unlike))}");
        var families = Surfaces.All.Where(s => unlike.Contains(s.Name)).Select(s => s.Family).ToHashSet(StringComparer.Ordinal);
        Surfaces.All.Select(s => s.Family).Distinct().Where(f => !families.Contains(f) && !OwnOnly.Contains(f)).ShouldBeEmpty("a leak in these would not be seen");
        ofSubject.Except(unlike).Except(OwnOnlySurfaces).ShouldBeEmpty("these are asked with records of the subject, and found none");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Surfaces_EitherProvider_AreThoseOfADatabaseWithoutTheSubject(string provider)
    {
        // One subject by themselves. The walls go up and come down in one database here; taking the person out comes last.
        await using var database = await TestDatabase.CreateAsync(provider);
        var service = await WallService.MakeAsync(database, 32);
        var subject = service.Everybody.First(p => p.Viewer.Hat == Hat.Supervisor);
        var viewers = service.Everybody.Where(p => p.Id != subject.Id).ToList();
        await RawAsync(database, service.WallEverybody([subject]));
        var walled = new List<string>();
        foreach (var viewer in viewers)
        {
            walled.Add(await database.AsAsync(viewer.Viewer, services => Surfaces.ReadAsync(Silent(services), service.Case(subject, viewer))));
        }

        await RawAsync(database, [.. service.UnwallEverybody(), .. service.Remove([subject], out _)]);
        foreach (var (viewer, index) in viewers.Select((p, i) => (p, i)))
        {
            var never = await database.AsAsync(viewer.Viewer, services => Surfaces.ReadAsync(Silent(services), service.Case(subject, viewer, never: true)));
            (walled[index] == never).ShouldBeTrue(Difference(walled[index], never));
        }

        // A reading of one comparison would be a trace in the next.
        IServiceProvider Silent(IServiceProvider services)
        {
            var viewer = services.GetRequiredService<CurrentViewer>().Viewer;
            var quiet = ReadOnlyEngine.Services(new QuietEngine(database.Engine), database).CreateScope().ServiceProvider;
            quiet.GetRequiredService<CurrentViewer>().Viewer = viewer;
            return quiet;
        }
    }

    private static async Task RawAsync(TestDatabase database, IEnumerable<string> statements)
    {
        await using var context = database.Everything();
        foreach (var statement in statements)
        {
            var text = database.Engine.Name == "SQLite" ? statement : Lower(statement);
            await context.Database.ExecuteSqlRawAsync(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        }

        // SQLite keeps ids as text in capitals, PostgreSQL as what they are; either way the literal is quoted.
        static string Lower(string statement) => statement.Replace("2026-03-02 10:00:00'", "2026-03-02 10:00:00+00'", StringComparison.Ordinal);
    }

    private static string Difference(string seen, string never)
    {
        var at = Enumerable.Range(0, Math.Min(seen.Length, never.Length)).FirstOrDefault(i => seen[i] != never[i], Math.Min(seen.Length, never.Length));
        return $"walled:  {Around(seen)}\nwithout: {Around(never)}";

        string Around(string text) => text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 200)];
    }

    /// <summary>The databases of all groups, for one who reads in them one after the other.</summary>
    private sealed class Databases(IEnumerable<string> files, TestDatabase template) : IAsyncDisposable
    {
        private readonly List<(ReadOnlyEngine Engine, ServiceProvider Services)> all = [.. files.Select(file =>
        {
            var engine = new ReadOnlyEngine(file);
            return (engine, ReadOnlyEngine.Services(engine, template));
        })];

        public Readings As(Viewer viewer, int group, Conversations conversations) => new(all[group].Services, all[group].Engine, viewer, conversations);

        public async ValueTask DisposeAsync()
        {
            foreach (var (engine, services) in all)
            {
                await services.DisposeAsync();
                await engine.DisposeAsync();
            }
        }
    }

    /// <summary>The service, made once for all that read it.</summary>
    public sealed class Whole : IAsyncLifetime
    {
        private TestDatabase template = null!;
        private WallService service = null!;

        public async ValueTask InitializeAsync()
        {
            template = await TestDatabase.CreateAsync();
            service = await WallService.MakeAsync(template);
            await ((SqliteEngine)template.Engine).CheckpointAsync();
        }

        public void Deconstruct(out TestDatabase template, out WallService service) => (template, service) = (this.template, this.service);

        public ValueTask DisposeAsync() => template.DisposeAsync();
    }

    private sealed class QuietEngine(IDatabaseEngine engine) : IDatabaseEngine
    {
        public string Name => engine.Name;

        public DbContextOptions<ThroughlineContext> ReaderOptions => engine.ReaderOptions;

        public ThroughlineContext OpenReader(Viewer viewer) => engine.OpenReader(viewer);

        public Task WriteAsync(WriteTurn turn, Viewer viewer, Func<ThroughlineContext, Task<bool>> work, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public Task AppendAsync(Throughline.Audit.AuditDraft draft, CancellationToken cancellation = default) => Task.CompletedTask;

        public Task<int> InsertRowsAsync(ThroughlineContext context, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public Task MigrateAsync(CancellationToken cancellation = default) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
