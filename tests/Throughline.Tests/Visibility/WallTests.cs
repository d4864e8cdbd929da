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
/// held that person.
/// </summary>
public sealed class WallTests
{
    private const int Subjects = 92;

    [Fact]
    public async Task Surfaces_TenThousandWalledPairs_AreThoseOfADatabaseWithoutTheSubject()
    {
        await using var template = await TestDatabase.CreateAsync();
        var service = await WallService.MakeAsync(template);
        await ((SqliteEngine)template.Engine).CheckpointAsync();
        var unlike = new ConcurrentQueue<string>();
        var pairs = 0;
        var telling = 0;
        await Parallel.ForEachAsync(service.Everybody.Take(Subjects).Select((someone, index) => (someone, index)), async (subject, _) =>
        {
            var (walledFile, withoutFile) = await service.SplitAsync(template, subject.someone);
            await using var walled = new ReadOnlyEngine(walledFile);
            await using var without = new ReadOnlyEngine(withoutFile);
            await using var walledServices = ReadOnlyEngine.Services(walled, template);
            await using var withoutServices = ReadOnlyEngine.Services(without, template);
            foreach (var (viewer, index) in service.Everybody.Where(p => p.Id != subject.someone.Id).Select((p, i) => (p, i)))
            {
                var pair = Interlocked.Increment(ref pairs);
                var asked = service.Case(subject.someone, viewer, subject.index * 7 + index, WallService.ConflictOf(index));
                var seen = await AsAsync(walledServices, viewer.Viewer, services => Surfaces.ReadAsync(services, asked));
                var never = await AsAsync(withoutServices, viewer.Viewer, services => Surfaces.ReadAsync(services, asked));
                if (seen != never)
                {
                    unlike.Enqueue($"{viewer.Viewer.Hat} {viewer.Name}, walled off from {subject.someone.Viewer.Hat} {subject.someone.Name}:\n{Difference(seen, never)}");
                }

                Interlocked.Add(ref telling, seen.Length > 2_000 ? 1 : 0);
            }
        });

        unlike.ShouldBeEmpty();
        pairs.ShouldBeGreaterThanOrEqualTo(10_000);
        telling.ShouldBeGreaterThan(2_000, "most of what was compared should have something in it");
    }

    [Fact]
    public async Task Surfaces_WithoutTheWall_AreUnlike()
    {
        await using var template = await TestDatabase.CreateAsync();
        var service = await WallService.MakeAsync(template, 48);
        await ((SqliteEngine)template.Engine).CheckpointAsync();
        var subject = service.Everybody.First(p => p.Viewer.Hat == Hat.PeerWorker);
        var (walledFile, withoutFile) = await service.SplitAsync(template, subject);
        await WallService.RunAsync(walledFile, [$"""UPDATE "Walls" SET "LiftedAt" = '2026-03-02 10:00:00' WHERE "SubjectId" = '{WallService.Text(subject.Id)}'"""]);
        await using var open = new ReadOnlyEngine(walledFile);
        await using var without = new ReadOnlyEngine(withoutFile);
        await using var openServices = ReadOnlyEngine.Services(open, template);
        await using var withoutServices = ReadOnlyEngine.Services(without, template);
        foreach (var (viewer, index) in service.Everybody.Select((p, i) => (p, i)).Where(p => p.p.Id != subject.Id))
        {
            var asked = service.Case(subject, viewer, index, WallService.ConflictOf(index));
            var seen = await AsAsync(openServices, viewer.Viewer, services => Surfaces.ReadAsync(services, asked));
            var never = await AsAsync(withoutServices, viewer.Viewer, services => Surfaces.ReadAsync(services, asked));
            if (viewer.Viewer.Hat == Hat.Coordinator && viewer.Scheme == subject.Scheme)
            {
                seen.ShouldNotBe(never);
                seen.ShouldContain(subject.Id.ToString());
            }
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Surfaces_EitherProvider_AreThoseOfADatabaseWithoutTheSubject(string provider)
    {
        // The walls go up and come down in one database here; taking the person out comes last.
        await using var database = await TestDatabase.CreateAsync(provider);
        var service = await WallService.MakeAsync(database, 32);
        var subject = service.Everybody.First(p => p.Viewer.Hat == Hat.Supervisor);
        var viewers = service.Everybody.Where(p => p.Id != subject.Id).ToList();
        await RawAsync(database, service.WallEverybody(subject.Id));
        var walled = new List<string>();
        foreach (var (viewer, index) in viewers.Select((p, i) => (p, i)))
        {
            walled.Add(await database.AsAsync(viewer.Viewer, services => Surfaces.ReadAsync(Silent(services), service.Case(subject, viewer, index, WallService.ConflictOf(index)))));
        }

        await RawAsync(database, ["""DELETE FROM "AuditEvents" WHERE "Name" = 'opened' AND "At" > '2100-01-01'""", .. WallService.Remove(subject.Id)]);
        foreach (var (viewer, index) in viewers.Select((p, i) => (p, i)))
        {
            var never = await database.AsAsync(viewer.Viewer, services => Surfaces.ReadAsync(Silent(services), service.Case(subject, viewer, index, WallService.ConflictOf(index))));
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

    private static async Task<string> AsAsync(ServiceProvider services, Viewer viewer, Func<IServiceProvider, Task<string>> work)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = viewer;
        return await work(scope.ServiceProvider);
    }

    private static string Difference(string seen, string never)
    {
        var (left, right) = (seen.Split('\n'), never.Split('\n'));
        var at = Enumerable.Range(0, Math.Min(left.Length, right.Length)).FirstOrDefault(i => left[i] != right[i], -1);
        return at < 0 ? string.Create(CultureInfo.InvariantCulture, $"{left.Length} and {right.Length} lines") : $"walled:  {left[at]}\nwithout: {right[at]}";
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
