using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Audit;
using Throughline.Files;
using Throughline.Importing;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Rights;
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
        await service.StopBeforeAsync(run.Id, write: 4);

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
        await service.StopBeforeAsync(run.Id, write: 8);

        await using (var half = service.Database.Everything())
        {
            (await half.People.CountAsync()).ShouldBe(1_201, "everybody is seen");
            (await half.People.CountAsync(p => p.Arriving)).ShouldBe(200);
            (await RunImport.UnfinishedAsync(half, service.Database.Clock.GetUtcNow())).ShouldBe([run.Id]);
        }

        await service.RunAsync(run.Id);
        await using var context = service.Database.Everything();
        (await context.People.AnyAsync(p => p.Arriving)).ShouldBeFalse();
        (await context.RoleHoldings.AnyAsync(h => h.Arriving)).ShouldBeFalse();
        (await context.ImportChunks.AnyAsync()).ShouldBeFalse();
        (await RunImport.UnfinishedAsync(context, service.Database.Clock.GetUtcNow())).ShouldBeEmpty();
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
            // Taking it up, taking back, putting in, and then the switch.
            if (write == 4)
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

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_AnotherWorkerHasItInHand_TouchesNothing(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        var run = await service.CheckAsync(Many(1_200));
        await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id));

        await service.RunAsync(run.Id, async write =>
        {
            // Taken up, taken back, and the first of three chunks is in.
            if (write == 4)
            {
                await using (var held = service.Database.Everything())
                {
                    (await RunImport.UnfinishedAsync(held, service.Database.Clock.GetUtcNow())).ShouldBeEmpty("somebody has it");
                }

                await service.RunAsync(run.Id);
                await using var half = service.Database.Everything();
                (await half.ImportRuns.SingleAsync()).State.ShouldBe(ImportState.Arriving);
                (await half.People.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).CountAsync(p => p.Arriving)).ShouldBe(500);
            }
        });

        await using var context = service.Database.Everything();
        (await context.People.CountAsync()).ShouldBe(1_201);
        (await context.ImportRuns.SingleAsync()).State.ShouldBe(ImportState.Done);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_LeaseRanOut_AnotherDoesAllOfItAndTheFirstWritesNothingMore(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        var run = await service.CheckAsync(Many(1_200));
        await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id));

        await service.RunAsync(run.Id, async write =>
        {
            if (write == 4)
            {
                service.Database.Clock.Advance(RunImport.Lease);
                await using (var free = service.Database.Everything())
                {
                    (await RunImport.UnfinishedAsync(free, service.Database.Clock.GetUtcNow())).ShouldBe([run.Id]);
                }

                await service.RunAsync(run.Id);
            }
        });

        await using var context = service.Database.Everything();
        (await context.People.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).CountAsync()).ShouldBe(1_201);
        (await context.RoleHoldings.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).CountAsync()).ShouldBe(1_201);
        (await context.People.AnyAsync(p => p.Arriving)).ShouldBeFalse();
        var done = await context.ImportRuns.SingleAsync();
        (done.State, done.Stopped, done.LeaseId).ShouldBe((ImportState.Done, null, null));
        await service.EverybodyIsInTheLogAsync();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_FaultWhileChecking_SaysSoAndCanBeTriedAgain(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        var id = await service.ReadAsync(Good);
        await service.NameAsync(id);

        var failed = await Should.ThrowAsync<ImportFailedException>(() => service.RunAsync(id, write => write == 2 ? throw new InvalidOperationException("Nadia broke it.") : Task.CompletedTask));

        var stopped = await service.FindAsync(id);
        (stopped.State, stopped.LeaseId).ShouldBe((ImportState.Checked, null));
        stopped.Stopped.ShouldNotBeNull().ShouldContain(failed.Reference);
        stopped.Stopped!.ShouldNotContain("Nadia");
        failed.InnerException.ShouldBeOfType<InvalidOperationException>();
        (await service.As<CheckImportAgain, Outcome<Done>>(c => c.RunAsync(id))).Succeeded.ShouldBeTrue();
        await service.RunAsync(id);
        var again = await service.FindAsync(id);
        (again.State, again.Stopped, again.NewPeople).ShouldBe((ImportState.Checked, null, 3));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_FaultWhileRowsGoIn_TakesThemBackAndCanBeGivenUp(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        var run = await service.CheckAsync(Many(1_200));
        await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id));

        await Should.ThrowAsync<ImportFailedException>(() => service.RunAsync(run.Id, write => write == 4 ? throw new InvalidOperationException("Not now.") : Task.CompletedTask));

        (await service.FindAsync(run.Id)).State.ShouldBe(ImportState.Checked);
        await using var context = service.Database.Everything();
        (await context.People.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).CountAsync()).ShouldBe(1);
        (await service.As<DiscardImport, Outcome<Done>>(d => d.RunAsync(run.Id))).Succeeded.ShouldBeTrue();
        (await context.ImportChunks.AnyAsync()).ShouldBeFalse();
    }

    private const string OneName = """
        First name,Surname,Role,Status,Start date,End date
        Theo,Marsh,Mentee,,03/11/2025,31/01/2026
        Theo,Marsh,Peer mentor,In training,02/02/2026,
        Éabha,Ní Bhriain,Mentee,,06/01/2026,

        """;

    [Theory]
    [InlineData("SQLite", true)]
    [InlineData("SQLite", false)]
    [InlineData("PostgreSQL", true)]
    [InlineData("PostgreSQL", false)]
    public async Task RunAsync_TwoRowsOfOneName_AreOnePersonOnlyWhereItIsSaid(string provider, bool same)
    {
        await using var service = await Service.CreateAsync(provider);
        var run = await service.CheckAsync(OneName);

        (run.NewPeople, run.NewRoles, run.BadRows).ShouldBe((2, 2, 0));
        var page = await service.PageAsync(run.Id);
        var asked = page.Namesakes.ShouldHaveSingleItem();
        (asked.Line, asked.OtherLine, asked.PersonId, asked.Name).ShouldBe((3, 2, null, null));
        asked.Who.ShouldBe("Theo Marsh, Peer mentor from 2 February 2026");
        (await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id))).Refusal.ShouldBe(new RowsToTellApart(1));
        (await service.TellAsync(run.Id)).Refusal.ShouldBeOfType<Invalid>();
        (await service.TellAsync(run.Id, (4, same))).Succeeded.ShouldBeTrue("a row that was not asked about is passed over");
        (await service.PageAsync(run.Id)).Unsaid.ShouldBe(1);

        run = await service.TellAndBringAsync(run.Id, (3, same));

        (run.State, run.NewPeople, run.NewRoles).ShouldBe((ImportState.Done, same ? 2 : 3, 3), run.Stopped);
        int[] roles = same ? [2] : [1, 1];
        (await service.NamedAsync("Theo")).ShouldBe(roles);

        // The very same file again: nothing is asked and nothing is new, whatever was said.
        var again = await service.CheckAsync(OneName);
        (again.NewPeople, again.NewRoles, again.AlreadyHere, (await service.PageAsync(again.Id)).Unsaid).ShouldBe((0, 0, 3, 0));
        (await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(again.Id))).Refusal.ShouldBeOfType<NothingNew>();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_TwoPeopleOfOneNameAndOneDay_AreBothHereWithWhatIsTheirs(string provider)
    {
        const string twins = "First name,Role,Start date,Date referred\nTheo,Mentee,06/01/2026,12/01/2026\nTheo,Mentee,06/01/2026,02/02/2026\n";
        await using var service = await Service.CreateAsync(provider);
        var run = await service.CheckAsync(twins);
        (run.NewPeople, (await service.PageAsync(run.Id)).Unsaid).ShouldBe((1, 1));

        run = await service.TellAndBringAsync(run.Id, (3, false));

        (run.State, run.NewPeople, run.Waiting).ShouldBe((ImportState.Done, 2, 2), run.Stopped);
        (await service.NamedAsync("Theo")).ShouldBe([1, 1]);
        await using (var context = service.Database.Everything())
        {
            (await context.Referrals.OrderBy(r => r.On).Select(r => r.On).ToListAsync()).ShouldBe([new DateOnly(2026, 1, 12), new DateOnly(2026, 2, 2)]);
        }

        var again = await service.CheckAsync(twins);
        (again.NewPeople, again.NewRoles, again.AlreadyHere, (await service.PageAsync(again.Id)).Unsaid).ShouldBe((0, 0, 2, 0));

        // A third row is neither of the two until it is said.
        var third = await service.CheckAsync(twins + "Theo,Mentee,06/01/2026,\n");
        (third.NewPeople, third.AlreadyHere, (await service.PageAsync(third.Id)).Namesakes.Single().Line).ShouldBe((0, 2, 4));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_RowOfSomebodyWhoCameTwice_IsOnePersonWhenItIsSaid(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        var run = await service.CheckAsync("First name,Role,Start date\nTheo,Mentee,06/01/2026\nTheo,Mentee,06/01/2026\n");

        run = await service.TellAndBringAsync(run.Id, (3, true));

        (run.State, run.NewPeople, run.NewRoles, run.AlreadyHere).ShouldBe((ImportState.Done, 1, 1, 1), run.Stopped);
        (await service.NamedAsync("Theo")).ShouldBe([1]);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_SameRoleAtTheSameTime_IsBadOnlyOnceItIsSaidToBeTheSamePerson(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        var run = await service.CheckAsync("First name,Role,Start date\nTheo,Mentee,06/01/2026\nTheo,Mentee,02/02/2026\n");
        (run.BadRows, run.NewPeople).ShouldBe((0, 1));

        (await service.TellAsync(run.Id, (3, true))).Succeeded.ShouldBeTrue();
        await service.RunAsync(run.Id);
        (await service.PageAsync(run.Id)).Problems.ShouldHaveSingleItem().Why.ShouldContain("cannot overlap itself");

        // A slip: it is asked again, and now it is somebody else.
        (await service.As<CheckImportAgain, Outcome<Done>>(c => c.RunAsync(run.Id, askAgain: true))).Succeeded.ShouldBeTrue();
        await service.RunAsync(run.Id);
        (await service.PageAsync(run.Id)).Unsaid.ShouldBe(1);
        (await service.TellAndBringAsync(run.Id, (3, false))).State.ShouldBe(ImportState.Done);
        (await service.NamedAsync("Theo")).ShouldBe([1, 1]);
    }

    private const string OfTheo = "First name,Surname,Role,Status,Start date\nTheo,Marsh,Peer mentor,In training,02/02/2026\n";

    [Theory]
    [InlineData("SQLite", true)]
    [InlineData("SQLite", false)]
    [InlineData("PostgreSQL", true)]
    [InlineData("PostgreSQL", false)]
    public async Task RunAsync_NameOfSomebodyWhoIsHere_IsPutOnThemOnlyWhereItIsSaid(string provider, bool same)
    {
        await using var service = await Service.CreateAsync(provider);
        var theo = await service.Database.AddPersonAsync("Theo", "Marsh", service.Scheme.Mentee);
        var run = await service.CheckAsync(OfTheo);

        var asked = (await service.PageAsync(run.Id)).Namesakes.ShouldHaveSingleItem();
        (asked.Line, asked.OtherLine, asked.PersonId, asked.Name).ShouldBe((2, null, theo, "Theo Marsh"));
        asked.Roles.ShouldBe(["Mentee from 6 January 2025"]);
        (run.NewPeople, run.NewRoles).ShouldBe((0, 0));

        await service.TellAndBringAsync(run.Id, (2, same));

        int[] roles = same ? [2] : [1, 1];
        (await service.NamedAsync("Theo")).ShouldBe(roles);
        var again = await service.CheckAsync(OfTheo);
        (again.NewRoles, again.AlreadyHere, (await service.PageAsync(again.Id)).Unsaid).ShouldBe((0, 1, 0));
    }

    /// <summary>A repeat stays safe when whoever came without a reference has one by now.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_PersonGivenAReferenceSince_IsKnownAgain(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        (await service.BringAsync(OfTheo)).NewPeople.ShouldBe(1);
        await service.Database.WriteAsync("details-changed", writing =>
        {
            writing.Context.People.Single(p => p.PreferredName == "Theo").Describe(new PersonDetails("Theo", "Marsh", null, "R7")).ShouldBeNull();
            return new Done();
        });

        var again = await service.CheckAsync(OfTheo);

        (again.NewPeople, again.NewRoles, again.AlreadyHere).ShouldBe((0, 0, 1));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_NameOfSomebodyBehindAWall_IsAsIfNobodyOfTheNameWereHere(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        var theo = await service.Database.AddPersonAsync("Theo", "Marsh", service.Scheme.Mentee);
        var asked = await service.CheckAsync(OfTheo);
        (await service.PageAsync(asked.Id)).Unsaid.ShouldBe(1, "without the wall it is asked");
        await service.Database.RaiseWallAsync(service.Coordinator.PersonId, theo);

        var run = await service.CheckAsync(OfTheo);

        (run.NewPeople, run.NewRoles, run.AlreadyHere).ShouldBe((1, 1, 0));
        var page = await service.PageAsync(run.Id);
        (page.Namesakes.Count, page.Unsaid, page.IsStale).ShouldBe((0, 0, false));

        // Nor does the one that was checked before the wall tell of him: it is checked again, and then it is like the other.
        var before = await service.PageAsync(asked.Id);
        (before.Namesakes.Count, before.Unsaid, before.IsStale).ShouldBe((0, 0, true));
        (await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(asked.Id))).Refusal.ShouldBeOfType<ImportMoved>();
        await service.As<CheckImportAgain, Outcome<Done>>(c => c.RunAsync(asked.Id));
        await service.RunAsync(asked.Id);
        asked = await service.FindAsync(asked.Id);
        (asked.NewPeople, asked.NewRoles, asked.AlreadyHere).ShouldBe((1, 1, 0));
        (await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(asked.Id))).Succeeded.ShouldBeTrue();
        await service.RunAsync(asked.Id);
        await using var context = service.Database.Everything();
        (await context.RoleHoldings.CountAsync(h => h.PersonId == theo)).ShouldBe(1);
        (await service.NamedAsync("Theo")).ShouldBe([1, 1]);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_ReferenceOfSomebodyBehindAWall_NamesTheRowAndNobody(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        var theo = await service.Database.AddPersonAsync("Theo", "Marsh", service.Scheme.Mentee);
        await service.Database.WriteAsync("details-changed", writing =>
        {
            writing.Context.People.Single(p => p.Id == theo).Describe(new PersonDetails("Theo", "Marsh", null, "R7")).ShouldBeNull();
            return new Done();
        });
        await service.Database.RaiseWallAsync(service.Coordinator.PersonId, theo);

        var run = await service.BringAsync("Ref,First name,Role,Start date\nR1,Nadia,Mentee,06/01/2025\nR7,Ana,Mentee,06/01/2025\n");

        (run.State, run.Stopped).ShouldBe(
            (ImportState.Checked, "Row 3 has a reference that cannot be used. Leave it out of the row, or ask your system administrator to check it. Then read the file again."));
        await using var context = service.Database.Everything();
        (await context.People.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).CountAsync()).ShouldBe(2, "nobody came");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_SomebodyOfTheNameCameSinceTheCheck_StopsAndAsks(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        var run = await service.CheckAsync(OfTheo);
        await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id));
        var theo = await service.Database.AddPersonAsync("Theo", "Marsh", service.Scheme.Mentee);

        await service.RunAsync(run.Id);

        run = await service.FindAsync(run.Id);
        (run.State, run.Stopped).ShouldBe((ImportState.Checked, "Row 2 has the name of somebody who came since the file was checked. Check the file again."));
        (await service.NamedAsync("Theo")).ShouldBe([1]);
        await service.As<CheckImportAgain, Outcome<Done>>(c => c.RunAsync(run.Id));
        await service.RunAsync(run.Id);
        (await service.PageAsync(run.Id)).Namesakes.ShouldHaveSingleItem().PersonId.ShouldBe(theo);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_RowNoLongerGoesIn_TheRunNamesTheRowAndNobody(string provider)
    {
        const string later = "Ref,First name,Role,Start date,End date\nR1,Nadia,Mentee,01/12/2025,31/01/2026\n";
        await using var service = await Service.CreateAsync(provider);
        await service.BringAsync("Ref,First name,Role,Start date,End date\nR1,Nadia,Mentee,06/01/2025,30/09/2025\n");
        var run = await service.CheckAsync(later);
        Guid nadia;
        await using (var context = service.Database.Everything())
        {
            nadia = await context.People.Where(p => p.Reference == "R1").Select(p => p.Id).SingleAsync();
        }

        (await service.As<TakeUpRole, Outcome<Guid>>(t => t.RunAsync(new NewRole(nadia, service.Scheme.Mentee.Id, RoleState.Held, new DateOnly(2026, 1, 15))))).Succeeded.ShouldBeTrue();
        (await service.As<BringInImport, Outcome<Done>>(b => b.RunAsync(run.Id))).Succeeded.ShouldBeTrue();
        await service.RunAsync(run.Id);

        (await service.FindAsync(run.Id)).Stopped.ShouldBe("Row 2 can no longer go in as it is. Check the file again to see why.");
        await service.As<CheckImportAgain, Outcome<Done>>(c => c.RunAsync(run.Id));
        await service.RunAsync(run.Id);
        (await service.PageAsync(run.Id)).Problems.ShouldHaveSingleItem().Why.ShouldStartWith("Nadia already has the role");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task ForgetImports_FilesNobodyCameBackFor_AreGivenUpAndTheirRowsGo(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        var left = await service.ReadAsync(Good);
        var touched = await service.ReadAsync(Good);
        service.Database.Clock.Advance(TimeSpan.FromDays(13));
        await service.CheckAsync(touched);
        service.Database.Clock.Advance(TimeSpan.FromDays(1));
        (await ForgetAsync()).ShouldBe(0, "fourteen days are not over");
        service.Database.Clock.Advance(TimeSpan.FromMinutes(1));

        (await ForgetAsync()).ShouldBe(1);

        (await ForgetAsync()).ShouldBe(0);
        (await service.FindAsync(left)).State.ShouldBe(ImportState.Discarded);
        (await service.FindAsync(touched)).State.ShouldBe(ImportState.Checked);
        await using var context = service.Database.Everything();
        (await context.ImportChunks.Select(c => c.RunId).ToListAsync()).ShouldBe([touched]);
        (await service.As<ForgetImports, Outcome<int>>(f => f.RunAsync())).Refusal.ShouldBeOfType<NotAllowed>();

        async Task<int> ForgetAsync() => (await service.Database.AsAsync<ForgetImports, Outcome<int>>(Viewer.System, f => f.RunAsync())).Value;
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task ErasePerson_WhoHadAFileReadIn_TakesItsRowsToo(string provider)
    {
        await using var service = await Service.CreateAsync(provider);
        var read = await service.ReadAsync(Good);

        (await service.Database.AsAsync<ErasePerson, Outcome<Done>>(Viewer.System, e => e.RunAsync(service.Coordinator.PersonId, "She asked us to erase what we hold, in writing."))).Succeeded.ShouldBeTrue();

        (await service.FindAsync(read)).State.ShouldBe(ImportState.Discarded);
        await using var context = service.Database.Everything();
        (await context.ImportChunks.AnyAsync()).ShouldBeFalse();
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
            await NameAsync(id);
            await RunAsync(id);
            return await FindAsync(id);
        }

        public async Task NameAsync(Guid id)
        {
            var page = await PageAsync(id);
            (await As<NameImportColumns, Outcome<Done>>(n => n.RunAsync(id, [.. page.Columns.Select(c => c.Field)], null))).Succeeded.ShouldBeTrue();
        }

        public async Task<ImportPage> PageAsync(Guid id) => (await As<ImportQueries, ImportPage?>(q => q.FindAsync(id)))!;

        public Task<Outcome<Done>> TellAsync(Guid id, params (int Line, bool Same)[] said) =>
            As<TellPeopleApart, Outcome<Done>>(t => t.RunAsync(id, said.ToDictionary(s => s.Line, s => s.Same)));

        /// <summary>Says whose the last open rows are, which has the file checked again, and brings it in.</summary>
        public async Task<ImportRun> TellAndBringAsync(Guid id, params (int Line, bool Same)[] said)
        {
            (await TellAsync(id, said)).Succeeded.ShouldBeTrue();
            (await FindAsync(id)).State.ShouldBe(ImportState.Checking);
            await RunAsync(id);
            (await PageAsync(id)).Unsaid.ShouldBe(0);
            var sent = await As<BringInImport, Outcome<Done>>(b => b.RunAsync(id));
            sent.Succeeded.ShouldBeTrue(sent.Refusal?.Sentence);
            await RunAsync(id);
            return await FindAsync(id);
        }

        /// <summary>How many roles each person of a name has, the fewest first.</summary>
        public async Task<List<int>> NamedAsync(string preferredName)
        {
            await using var context = Database.Everything();
            var people = await context.People.Where(p => p.PreferredName == preferredName).Select(p => context.RoleHoldings.Count(h => h.PersonId == p.Id)).ToListAsync();
            return [.. people.Order()];
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

        public async Task<ImportRun> FindAsync(Guid id)
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
