using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Audit;
using Throughline.Files;
using Throughline.Importing;
using Throughline.Mentoring;
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

    private const string Waiting = """
        Ref,First name,Surname,Role,Start date,Date referred,Reason for referral
        R1,Nadia,Okafor,Mentee,06/01/2026,12/01/2026,Getting to places on time
        R2,Éabha,Ní Bhriain,Mentee,06/01/2026,,
        R3,Theo,Marsh,Mentee,06/01/2026,2 February 2026,

        """;

    [Fact]
    public async Task RunAsync_RowWithSeveralFaults_NamesThemAllAtOnce()
    {
        await using var service = await Service.CreateAsync("SQLite");
        var run = await service.CheckAsync(Good.TrimEnd() + "\nR9,Ana,Reyes,Astronaut,,31/02/2026,,Moved away,ninety\n");
        var why = (await service.As<ImportQueries, ImportPage?>(q => q.FindAsync(run.Id)))!.Problems.ShouldHaveSingleItem().Why;
        foreach (var fault in (string[])["not a role of this scheme", "First day:", "no last day", "not a number of hours"])
        {
            why.ShouldContain(fault);
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_FileOfThoseWhoWait_PutsThemOnTheListOnceSinceTheDayItSays(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        var run = await service.BringAsync(Waiting);
        (run.State, run.NewPeople, run.Waiting).ShouldBe((ImportState.Done, 3, 2));
        (await ListAsync()).ShouldBe([("Nadia", new DateOnly(2026, 1, 12), ReferralSource.File, "Getting to places on time"), ("Theo", new DateOnly(2026, 2, 2), ReferralSource.File, null)]);

        // The same file again, now with a day for somebody who is here: she goes on the list, and the others stay as they are.
        var again = await service.BringAsync(Waiting.Replace("06/01/2026,,", "06/01/2026,1/3/2026,", StringComparison.Ordinal).Replace("12/01/2026", "13/01/2026", StringComparison.Ordinal));
        (again.State, again.NewRoles, again.AlreadyHere, again.Waiting).ShouldBe((ImportState.Done, 0, 3, 3));
        (await ListAsync()).Select(r => (r.Name, r.Since)).ShouldBe([("Nadia", new DateOnly(2026, 1, 12)), ("Theo", new DateOnly(2026, 2, 2)), ("Éabha", new DateOnly(2026, 3, 1))]);

        // Put through once more after a stop: nobody twice.
        await service.RunAsync(again.Id);
        (await ListAsync()).Count.ShouldBe(3);

        async Task<List<(string Name, DateOnly Since, ReferralSource Source, string? Words)>> ListAsync()
        {
            await using var context = service.Database.Everything();
            var rows = await context.Referrals.Join(context.People, r => r.PersonId, p => p.Id, (r, p) => new { r.PersonId, p.PreferredName, r.On, r.Source, r.Words }).OrderBy(r => r.On).ToListAsync();
            var open = await service.Database.AsAsync(Viewer.System, services => Task.FromResult(services.GetRequiredService<Keyring>()));
            return rows.ConvertAll(r => (r.PreferredName, r.On, r.Source, r.Words is null ? null : Vault.OpenInsideWrite(open, r.PersonId, r.Words)));
        }
    }

    [Theory]
    [InlineData("R9,Ana,Reyes,Mentee,01/02/2026,31/02/2026,", "Waits for a mentor since")]
    [InlineData("R9,Ana,Reyes,Mentee,01/02/2026,01/04/2026,", "has not come yet")]
    [InlineData("R9,Ana,Reyes,Supervisor,01/02/2026,01/02/2026,", "Only somebody who is worked with now")]
    [InlineData("R9,Ana,Reyes,Mentee,01/02/2026,,A quiet place to read", "not since when they have waited")]
    public async Task RunAsync_BadRowAboutTheList_IsNamedAndNobodyGoesOnIt(string row, string named)
    {
        await using var service = await Service.CreateAsync("SQLite");
        var run = await service.CheckAsync(Waiting.TrimEnd() + "\n" + row + "\n");
        run.BadRows.ShouldBe(1);
        (await service.As<ImportQueries, ImportPage?>(q => q.FindAsync(run.Id)))!.Problems.ShouldHaveSingleItem().Why.ShouldContain(named);
        await using var context = service.Database.Everything();
        (await context.Referrals.CountAsync()).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_CutShortHalfWay_NobodyIsSeenAndTheNextRunFinishes(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        var run = await service.CheckAsync(Many(1_200));
        await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id));
        await service.StopBeforeAsync(run.Id, write: 3);

        await using (var half = service.Database.Engine.OpenReader(service.Coordinator))
        {
            (await half.People.CountAsync()).ShouldBe(1);
            (await half.People.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).CountAsync()).ShouldBe(501);
        }

        await service.RunAsync(run.Id);
        await using var context = service.Database.Engine.OpenReader(service.Coordinator);
        (await context.People.CountAsync()).ShouldBe(1_201);
        (await context.RoleHoldings.CountAsync()).ShouldBe(1_201);
        (await context.ImportRuns.SingleAsync()).State.ShouldBe(ImportState.Done);
        await service.EverybodyIsInTheLogAsync();
    }

    [Fact]
    public async Task RunAsync_CutShortOnceTheyAreIn_IsUnfinishedUntilNothingIsLeftOfTheFile()
    {
        await using var service = await Service.CreateAsync("SQLite");
        var run = await service.CheckAsync(Many(1_200));
        await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id));
        await service.StopBeforeAsync(run.Id, write: 7);

        await using (var half = service.Database.Everything())
        {
            (await half.People.CountAsync()).ShouldBe(1_201, "everybody is seen");
            (await half.People.CountAsync(p => p.Arriving)).ShouldBe(200);
            (await RunImport.UnfinishedAsync(half)).ShouldBe([run.Id]);
        }

        await service.RunAsync(run.Id);
        await using var context = service.Database.Everything();
        (await context.People.AnyAsync(p => p.Arriving)).ShouldBeFalse();
        (await context.RoleHoldings.AnyAsync(h => h.Arriving)).ShouldBeFalse();
        (await context.ImportChunks.AnyAsync()).ShouldBeFalse();
        (await RunImport.UnfinishedAsync(context)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_RoleGivenMeanwhile_StopsAndTakesEverythingBack(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        await service.BringAsync("Ref,First name,Role,Start date,End date\nR1,Nadia,Mentee,06/01/2025,30/09/2025\n");
        var run = await service.CheckAsync("Ref,First name,Role,Start date,End date\nR1,Nadia,Mentee,01/12/2025,31/01/2026\nR2,Theo,Mentee,01/12/2025,\n");
        await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id));
        Guid nadia;
        await using (var before = service.Database.Everything())
        {
            nadia = await before.People.Where(p => p.Reference == "R1").Select(p => p.Id).SingleAsync();
        }

        await service.RunAsync(run.Id, async write =>
        {
            // Taking back, putting in, and then the switch.
            if (write == 3)
            {
                var taken = await service.As<TakeUpRole, Outcome<Guid>>(t => t.RunAsync(new NewRole(nadia, service.Scheme.Mentee.Id, RoleState.Held, new DateOnly(2026, 1, 15))));
                taken.Succeeded.ShouldBeTrue(taken.Refusal?.Sentence);
            }
        });

        await using var context = service.Database.Everything();
        var stopped = await context.ImportRuns.SingleAsync(r => r.Id == run.Id);
        (stopped.State, stopped.Stopped!.StartsWith("Somebody in the file was given", StringComparison.Ordinal)).ShouldBe((ImportState.Checked, true));
        (await context.People.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).AnyAsync(p => p.Reference == "R2")).ShouldBeFalse();
        (await context.RoleHoldings.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).CountAsync(h => h.PersonId == nadia)).ShouldBe(2);
        (await service.Database.AsAsync<VerifyChain, ChainReport>(Viewer.System, v => v.RunAsync())).Whole.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 24)]
    public async Task RunAsync_PeopleWait_TakesAFewRowsAtATime(bool peopleWait, int slices)
    {
        await using var service = await Service.CreateAsync("SQLite");
        var run = await service.CheckAsync(Many(1_200));
        (await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id))).Succeeded.ShouldBeTrue();
        List<int> steps = [0];

        await service.RunAsync(run.Id, async _ =>
        {
            await using var context = service.Database.Everything();
            var there = await context.People.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).CountAsync(p => p.Arriving);
            if (there > steps[^1])
            {
                steps.Add(there);
            }
        }, peopleWait: peopleWait);

        (steps.Count - 1, steps[^1]).ShouldBe((slices, 1_200));
    }

    [Fact]
    public async Task RunAsync_FileKeptInPart_IsNotBroughtInInPart()
    {
        await using var service = await Service.CreateAsync("SQLite");
        var read = await service.ReadAsync(Many(1_200));
        await service.Database.Engine.WriteAsync(WriteTurn.Batch, Viewer.System, async context => await context.ImportChunks.Where(c => c.RunId == read && c.Number == 2).ExecuteDeleteAsync() == 1);

        var run = await service.CheckAsync(read);

        (run.State, run.NewPeople).ShouldBe((ImportState.Checked, 0));
        run.Stopped.ShouldNotBeNull().ShouldContain("Read the file again");
        (await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id))).Refusal.ShouldBeOfType<NothingNew>();
    }

    [Fact]
    public async Task FindAsync_ManyBadRows_LeavesOneTraceAndNamesTheFirst()
    {
        await using var service = await Service.CreateAsync("SQLite");
        var run = await service.CheckAsync(Many(1_200).Replace("Mentee", "Astronaut", StringComparison.Ordinal));
        run.BadRows.ShouldBe(1_200);
        var before = await TracesAsync();

        var page = await service.As<ImportQueries, ImportPage?>(q => q.FindAsync(run.Id));

        page!.Problems.Select(p => p.Line).ShouldBe(Enumerable.Range(2, 50));
        (await TracesAsync() - before).ShouldBe(1);
        var file = Encoding.UTF8.GetString((await service.As<ImportQueries, byte[]?>(q => q.BadRowsAsync(run.Id)))!);
        file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1_201);
        async Task<int> TracesAsync()
        {
            await using var context = service.Database.Everything();
            return await context.AuditEvents.CountAsync(e => e.Kind == AuditKind.Read);
        }
    }

    [Fact]
    public async Task RunAsync_GoodFile_TheLogNamesEverybodyWhoCame()
    {
        await using var service = await Service.CreateAsync("SQLite");
        await service.BringAsync(Good);
        await service.EverybodyIsInTheLogAsync();
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

    private static string Many(int people) =>
        "Ref,First name,Role,Start date\n" + string.Concat(Enumerable.Range(0, people).Select(n => $"R{n},Person {n},Mentee,06/01/2025\n"));

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

        public async Task<ImportRun> CheckAsync(string csv) => await CheckAsync(await ReadAsync(csv));

        public async Task<ImportRun> CheckAsync(Guid id)
        {
            var page = await As<ImportQueries, ImportPage?>(q => q.FindAsync(id));
            (await As<NameImportColumns, Outcome<Done>>(n => n.RunAsync(id, [.. page!.Columns.Select(c => c.Field)], null))).Succeeded.ShouldBeTrue();
            await RunAsync(id);
            return await FindAsync(id);
        }

        public async Task<ImportRun> BringAsync(string csv)
        {
            var run = await CheckAsync(csv);
            (await As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id))).Succeeded.ShouldBeTrue();
            await RunAsync(run.Id);
            return await FindAsync(run.Id);
        }

        /// <summary>Runs the background half, with something to happen before each of its writes, which are counted from 1.</summary>
        public Task RunAsync(Guid id, Func<int, Task>? before = null, CancellationToken cancellation = default, bool peopleWait = false) => Database.AsAsync(Coordinator, services =>
        {
            var current = services.GetRequiredService<CurrentViewer>();
            var engine = new WatchedEngine(Database.Engine, before, peopleWait);
            var unit = new UnitOfWork(engine, current, Database.Keyring, Database.Clock);
            return new RunImport(services.GetRequiredService<ThroughlineContext>(), unit, services.GetRequiredService<Vault>(), Database.Clock, services.GetServices<IImportFollower>()).RunAsync(id, cancellation);
        });

        /// <summary>Runs it as in a process that is stopped before one of its writes.</summary>
        public async Task StopBeforeAsync(Guid id, int write)
        {
            using var stop = new CancellationTokenSource();
            await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(id, at => at == write ? stop.CancelAsync() : Task.CompletedTask, stop.Token));
        }

        public async Task EverybodyIsInTheLogAsync()
        {
            await using var context = Database.Everything();
            (await context.People.AnyAsync(p => !context.AuditEvents.Any(e => e.SubjectId == p.Id && e.Kind == AuditKind.Write))).ShouldBeFalse();
            (await Database.AsAsync<VerifyChain, ChainReport>(Viewer.System, v => v.RunAsync())).Whole.ShouldBeTrue();
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();

        private async Task<ImportRun> FindAsync(Guid id)
        {
            await using var context = Database.Everything();
            return await context.ImportRuns.SingleAsync(r => r.Id == id);
        }
    }

    /// <summary>Lets something happen before each write.</summary>
    private sealed class WatchedEngine(IDatabaseEngine inner, Func<int, Task>? before, bool peopleWait) : IDatabaseEngine
    {
        private int writes;

        public string Name => inner.Name;

        public bool PeopleWait => peopleWait;

        public DbContextOptions<ThroughlineContext> ReaderOptions => inner.ReaderOptions;

        public ThroughlineContext OpenReader(Viewer viewer) => inner.OpenReader(viewer);

        public async Task WriteAsync(WriteTurn turn, Viewer viewer, Func<ThroughlineContext, Task<bool>> work, CancellationToken cancellation = default)
        {
            await (before?.Invoke(++writes) ?? Task.CompletedTask);
            cancellation.ThrowIfCancellationRequested();
            await inner.WriteAsync(turn, viewer, work, cancellation);
        }

        public Task AppendAsync(AuditDraft draft, CancellationToken cancellation = default) => inner.AppendAsync(draft, cancellation);

        public Task<int> InsertRowsAsync(ThroughlineContext context, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellation = default) =>
            inner.InsertRowsAsync(context, table, columns, rows, cancellation);

        public Task MigrateAsync(CancellationToken cancellation = default) => inner.MigrateAsync(cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
