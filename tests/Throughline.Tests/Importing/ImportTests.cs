using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.Files;
using Throughline.Importing;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Importing;

public sealed class ImportTests
{
    private const string Good = """
        Ref,First name,Surname,Role,Status,Start date,End date,Why it ended,Hours
        R1,Nadia,Okafor,Mentee,,06/01/2025,30/09/2025,Went on to education or training,
        R1,Nadia,Okafor,Peer mentor,"Active, on their own",1 October 2025,,,3.5
        R2,Éabha,Ní Bhriain,Peer mentor,In training,2026-02-02,,,
        ,Theo,Marsh,Mentee,,03/11/2025,,,

        """;

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_GoodFile_BringsEverybodyInWithTheirHistory(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        var run = await service.BringAsync(Good);

        run.State.ShouldBe(ImportState.Done, run.Stopped);
        (run.NewPeople, run.NewRoles, run.AlreadyHere).ShouldBe((3, 4, 0));
        await using var context = service.Database.Engine.OpenReader(service.Coordinator);
        var nadia = await context.People.SingleAsync(p => p.Reference == "R1");
        nadia.FullName.ShouldBe("Nadia Okafor");
        var holdings = await context.RoleHoldings.Where(h => h.PersonId == nadia.Id).OrderBy(h => h.From).ToListAsync();
        holdings.Select(h => (h.From, h.To, h.State)).ShouldBe(
        [
            (new DateOnly(2025, 1, 6), new DateOnly(2025, 9, 30), RoleState.Ended),
            (new DateOnly(2025, 10, 1), null, RoleState.ActiveSolo),
        ]);
        holdings[0].ExitReason.ShouldBe(ExitReason.EducationOrTraining);
        holdings[1].RosteredHours.ShouldBe(3.5m);
        (await context.RoleMoves.CountAsync(m => m.PersonId == nadia.Id)).ShouldBe(3);
        (await context.PersonTerms.AnyAsync(t => t.Term == "eabha")).ShouldBeTrue();
        (await context.People.AnyAsync(p => p.Arriving)).ShouldBeFalse();
        (await context.ImportChunks.CountAsync()).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_SameFileAgain_ChangesNothing(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        await service.BringAsync(Good);
        var again = await service.CheckAsync(Good);

        (again.State, again.NewPeople, again.NewRoles, again.AlreadyHere, again.BadRows).ShouldBe((ImportState.Checked, 0, 0, 4, 0));
        var refused = await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(again.Id));
        refused.Refusal.ShouldBeOfType<NothingNew>();
    }

    [Theory]
    [InlineData("R9,Ana,Reyes,Peer mentor,In training,31/02/2026,,,", "31/02/2026")]
    [InlineData("R9,Ana,Reyes,Peer mentor,In training,01/02/26,,,", "01/02/26")]
    [InlineData("R9,Ana,Reyes,Astronaut,,01/02/2026,,,", "not a role of this scheme")]
    [InlineData("R9,Ana,Reyes,Peer mentor,,01/02/2026,,,", "Say where they stand")]
    [InlineData("R9,,Reyes,Mentee,,01/02/2026,,,", "Enter what this person is called")]
    [InlineData("R9,Ana,Reyes,Mentee,,01/03/2026,01/02/2026,,", "before the first day")]
    [InlineData("R9,Ana,Reyes,Mentee,,01/03/2027,,,", "has not come yet")]
    [InlineData("R9,Ana,Reyes,Mentee,,01/02/2026,,Moved away,", "no last day")]
    [InlineData("R9,Ana,Reyes,Mentee,,01/02/2026,,,ninety", "ninety")]
    [InlineData("R1,Somebody,Else,Mentee,,01/02/2026,,,", "belongs to Nadia Okafor")]
    [InlineData("R1,Nadia,Okafor,Peer mentor,In training,01/11/2025,,,", "cannot overlap itself")]
    [InlineData("R9,=1+1,Reyes,Mentee,,01/02/2026,,,", "formula")]
    public async Task RunAsync_BadRow_IsNamedAndNothingGoesIn(string row, string named)
    {
        await using var service = await Service.CreateAsync("SQLite");
        var run = await service.CheckAsync(Good.TrimEnd() + "\n" + row + "\n");

        run.BadRows.ShouldBe(1);
        var page = await service.As<ImportQueries, ImportPage?>(q => q.FindAsync(run.Id));
        page!.Problems.ShouldHaveSingleItem().Why.ShouldContain(named);
        page.Problems[0].Line.ShouldBe(6);
        (await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id))).Refusal.ShouldBeOfType<RowsToPutRight>();
        var file = Encoding.UTF8.GetString((await service.As<ImportQueries, byte[]?>(q => q.BadRowsAsync(run.Id)))!);
        file.ShouldContain("What to put right");
        await using var context = service.Database.Everything();
        (await context.People.CountAsync()).ShouldBe(1, "only the coordinator is there");
    }

    [Fact]
    public async Task RunAsync_CutShortHalfWay_NobodyIsSeenAndTheNextRunFinishes()
    {
        await using var service = await Service.CreateAsync("SQLite");
        var rows = new StringBuilder("Ref,First name,Role,Start date\n");
        for (var n = 0; n < 1_200; n++)
        {
            rows.Append($"R{n},Person {n},Mentee,06/01/2025\n");
        }

        var run = await service.CheckAsync(rows.ToString());
        await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id));
        using var cut = new CancellationTokenSource();
        var stopping = new StoppingEngine(service.Database.Engine, cut, stopAfter: 3);
        await Should.ThrowAsync<OperationCanceledException>(() => service.RunAsync(run.Id, stopping, cut.Token));

        await using (var half = service.Database.Engine.OpenReader(service.Coordinator))
        {
            (await half.People.CountAsync()).ShouldBe(1);
            (await half.People.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).CountAsync()).ShouldBeGreaterThan(1);
        }

        await service.RunAsync(run.Id, service.Database.Engine, CancellationToken.None);
        await using var context = service.Database.Engine.OpenReader(service.Coordinator);
        (await context.People.CountAsync()).ShouldBe(1_201);
        (await context.RoleHoldings.CountAsync()).ShouldBe(1_201);
        (await context.ImportRuns.SingleAsync()).State.ShouldBe(ImportState.Done);
    }

    [Fact]
    public async Task RunAsync_ColumnsNamedOnce_AreRememberedForTheScheme()
    {
        await using var service = await Service.CreateAsync("SQLite");
        const string strange = "Wer,Was,Wann\nAna,Mentee,06/01/2025\n";
        var first = await service.ReadAsync(strange);
        await service.As<NameImportColumns, Outcome<Done>>(n => n.RunAsync(first, [ImportField.PreferredName, ImportField.Role, ImportField.From], null));

        var second = await service.ReadAsync(strange);
        var page = await service.As<ImportQueries, ImportPage?>(q => q.FindAsync(second));
        page!.Columns.Select(c => c.Field).ShouldBe([ImportField.PreferredName, ImportField.Role, ImportField.From]);
    }

    [Theory]
    [InlineData("", "role", "from")]
    [InlineData("preferred-name", "role", "")]
    [InlineData("preferred-name", "preferred-name", "from")]
    [InlineData("preferred-name", "", "from")]
    [InlineData("preferred-name", "shoe-size", "from")]
    public async Task NameColumns_MissingOrTwice_IsRefused(string first, string second, string third)
    {
        await using var service = await Service.CreateAsync("SQLite");
        var run = await service.ReadAsync("A,B,C\nAna,Mentee,06/01/2025\n");
        (await service.As<NameImportColumns, Outcome<Done>>(n => n.RunAsync(run, [first, second, third], null))).Refusal.ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task FindAsync_SomebodyElsesImport_DoesNotExist()
    {
        await using var service = await Service.CreateAsync("SQLite");
        var run = await service.ReadAsync(Good);
        var other = await service.Database.AddPersonAsync("Moira", "Finch", service.Scheme.Coordinator);
        var viewer = TestData.Viewer(other, Hat.Coordinator, service.Scheme.Id);
        (await service.Database.AsAsync<ImportQueries, ImportPage?>(viewer, q => q.FindAsync(run))).ShouldBeNull();
        (await service.Database.AsAsync<DiscardImport, Outcome<Done>>(viewer, d => d.RunAsync(run))).Refusal.ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task RunAsync_SpreadsheetFromCalc_BringsTwoHundredPeopleWithTheirDates()
    {
        var path = Path.Combine(Throughline.Tests.Architecture.SourceTree.Root, "tests/Throughline.Tests/Files/Samples/people-from-calc.xlsx");
        File.Exists(path).ShouldBeTrue();
        await using var stream = File.OpenRead(path);
        var opened = TableReader.Open(stream, "people-from-calc.xlsx");
        opened.Value.Rows().Count().ShouldBe(200);
    }

    private sealed class Service : IAsyncDisposable
    {
        private Service(TestDatabase database, TestScheme scheme, Viewer coordinator) => (Database, Scheme, Coordinator) = (database, scheme, coordinator);

        public TestDatabase Database { get; }

        public TestScheme Scheme { get; }

        public Viewer Coordinator { get; }

        public static async Task<Service> CreateAsync(string provider)
        {
            var database = await TestDatabase.CreateAsync(provider);
            var scheme = await database.AddSchemeAsync();
            var sol = await database.AddPersonAsync("Sol", "Adeyemi", scheme.Coordinator);
            return new Service(database, scheme, TestData.Viewer(sol, Hat.Coordinator, scheme.Id));
        }

        public Task<TResult> As<TService, TResult>(Func<TService, Task<TResult>> work)
            where TService : notnull => Database.AsAsync(Coordinator, work);

        public async Task<Guid> ReadAsync(string csv)
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
            return (await As<ReadImportFile, Outcome<Guid>>(r => r.RunAsync(Scheme.Id, stream, "people.csv"))).Value;
        }

        public async Task<ImportRun> CheckAsync(string csv)
        {
            var id = await ReadAsync(csv);
            var page = await As<ImportQueries, ImportPage?>(q => q.FindAsync(id));
            (await As<NameImportColumns, Outcome<Done>>(n => n.RunAsync(id, [.. page!.Columns.Select(c => c.Field)], null))).Succeeded.ShouldBeTrue();
            await RunAsync(id, Database.Engine, CancellationToken.None);
            return await FindAsync(id);
        }

        public async Task<ImportRun> BringAsync(string csv)
        {
            var run = await CheckAsync(csv);
            (await As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id))).Succeeded.ShouldBeTrue();
            await RunAsync(run.Id, Database.Engine, CancellationToken.None);
            return await FindAsync(run.Id);
        }

        public Task RunAsync(Guid id, IDatabaseEngine engine, CancellationToken cancellation) => Database.AsAsync(Viewer.System, services =>
        {
            var current = (CurrentViewer)services.GetService(typeof(CurrentViewer))!;
            var ledger = new Throughline.Audit.Ledger(Database.Keyring);
            var unit = new UnitOfWork(engine, current, ledger, Database.Keyring, Database.Clock);
            return new RunImport(engine, unit, current, Database.Keyring, Database.Clock).RunAsync(id, cancellation);
        });

        public ValueTask DisposeAsync() => Database.DisposeAsync();

        private async Task<ImportRun> FindAsync(Guid id)
        {
            await using var context = Database.Everything();
            return await context.ImportRuns.SingleAsync(r => r.Id == id);
        }
    }

    /// <summary>Stops the work after some writes, as a process being stopped would.</summary>
    private sealed class StoppingEngine(IDatabaseEngine inner, CancellationTokenSource cut, int stopAfter) : IDatabaseEngine
    {
        private int writes;

        public string Name => inner.Name;

        public DbContextOptions<ThroughlineContext> ReaderOptions => inner.ReaderOptions;

        public ThroughlineContext OpenReader(Viewer viewer) => inner.OpenReader(viewer);

        public async Task WriteAsync(WriteTurn turn, Viewer viewer, Func<ThroughlineContext, Task<bool>> work, CancellationToken cancellation = default)
        {
            if (++writes > stopAfter)
            {
                await cut.CancelAsync();
            }

            cancellation.ThrowIfCancellationRequested();
            await inner.WriteAsync(turn, viewer, work, cancellation);
        }

        public Task AppendAsync(Throughline.Audit.AuditDraft draft, CancellationToken cancellation = default) => inner.AppendAsync(draft, cancellation);

        public Task<int> InsertRowsAsync(ThroughlineContext context, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellation = default) =>
            inner.InsertRowsAsync(context, table, columns, rows, cancellation);

        public Task MigrateAsync(CancellationToken cancellation = default) => inner.MigrateAsync(cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
