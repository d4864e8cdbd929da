using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Fictional;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Fictional;

public sealed class FillFictionalServiceTests(FilledService filled) : IClassFixture<FilledService>
{
    private static readonly RoleState[] Working = [RoleState.ActiveSupervised, RoleState.ActiveSolo, RoleState.Senior];

    [Fact]
    public async Task RunAsync_EmptyDatabase_HasThreeSchemesAndEverybody()
    {
        await using var context = filled.Everything();
        (await context.People.CountAsync()).ShouldBe(104);
        (await context.Schemes.Select(s => s.TemplateId).OrderBy(t => t).ToListAsync()).ShouldBe(["drugs-team-peer-mentoring", "health-trainers", "probation-peer-mentoring"]);
        var organisation = await context.Set<Organisation>().Include(o => o.Spells).SingleAsync();
        organisation.History.Select(s => s.Kind).ShouldBe([OrganisationKind.Trust, OrganisationKind.Company, OrganisationKind.Service]);
        TestContext.Current.TestOutputHelper?.WriteLine($"Filled in {filled.Took.TotalSeconds:0.0} s");
    }

    [Fact]
    public async Task RunAsync_SecondTime_ChangesNothing()
    {
        await using var context = filled.Everything();
        var events = await context.AuditEvents.CountAsync();
        (await FilledService.FillAsync(filled.Database, FilledService.Anchor)).ShouldBeFalse();
        (await context.AuditEvents.CountAsync()).ShouldBe(events);
    }

    [Fact]
    public async Task RunAsync_SameDay_IsTheSameService()
    {
        await using var second = await TestDatabase.CreateAsync();
        await FilledService.FillAsync(second, FilledService.Anchor);
        (await PictureAsync(second)).ShouldBe(await PictureAsync(filled.Database));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_RefusedNearTheEnd_LeavesTheDatabaseEmpty(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var broken = FictionalContent.Parse(FictionalContent.Files().Select(f => f.File == "acts.yaml" ? (f.File, f.Text.Replace("The course. And a peg.", " ", StringComparison.Ordinal)) : f));
        await Should.ThrowAsync<InvalidOperationException>(() => database.AsAsync<FillFictionalService, bool>(
            Viewer.System, fill => fill.RunAsync(FilledService.Anchor, broken, CancellationToken.None)));
        (await database.AsAsync<FillFictionalService, bool>(Viewer.System, fill => fill.IsEmptyAsync())).ShouldBeTrue();
        (await FilledService.FillAsync(database, new DateOnly(2024, 2, 29))).ShouldBeTrue();
        (await database.AsAsync<VerifyChain, ChainReport>(Viewer.System, verify => verify.RunAsync())).Whole.ShouldBeTrue();
    }

    // The history is written relative to the day it is made on, and working days fall otherwise each time.
    [Theory]
    [InlineData(2026, 11, 24)]
    [InlineData(2027, 3, 31)]
    [InlineData(2028, 2, 24)]
    [InlineData(2026, 11, 27)]
    [InlineData(2027, 1, 2)]
    [InlineData(2026, 10, 25)]
    public async Task RunAsync_AnyDayOfTheWeek_IsWritten(int year, int month, int day)
    {
        await using var database = await TestDatabase.CreateAsync();
        (await FilledService.FillAsync(database, new DateOnly(year, month, day))).ShouldBeTrue();
    }

    [Fact]
    public async Task AuditChain_IsWholeAndRunsThroughTheMonths()
    {
        (await filled.Database.AsAsync<VerifyChain, ChainReport>(Viewer.System, verify => verify.RunAsync())).Whole.ShouldBeTrue();
        await using var context = filled.Everything();
        var times = await context.AuditEvents.OrderBy(e => e.Sequence).Select(e => e.At).ToListAsync();
        times.ShouldBe(times.Order());
        times[0].LondonDate().ShouldBeInRange(FilledService.Anchor.AddDays(-550), FilledService.Anchor.AddDays(-548));
        times[^1].LondonDate().ShouldBeLessThan(FilledService.Anchor);
    }

    [Fact]
    public async Task RoleHoldings_NeverOverlapThemselves_AndEndingsHaveReasons()
    {
        await using var context = filled.Everything();
        var holdings = await context.RoleHoldings.Include(h => h.Moves).ToListAsync();
        foreach (var same in holdings.GroupBy(h => (h.PersonId, h.RoleDefinitionId)))
        {
            var spells = same.OrderBy(h => h.From).ToList();
            spells.Zip(spells.Skip(1)).ShouldAllBe(pair => !pair.First.Overlaps(pair.Second.From, pair.Second.To));
        }

        holdings.Where(h => h.State == RoleState.Ended).ShouldAllBe(h => h.ExitReason != null && h.To >= h.From);
        holdings.Where(h => h.State != RoleState.Ended).ShouldAllBe(h => h.ExitReason == null);
        holdings.Where(h => h.State == RoleState.Paused).ShouldAllBe(h => h.SupportOwnerId != null && h.ReviewBy > FilledService.Anchor);
        holdings.ShouldContain(h => h.RestartOfId != null);
        holdings.GroupBy(h => h.PersonId).ShouldContain(person => person.Count(h => h.To == null) > 1);
    }

    [Fact]
    public async Task Supervisors_AreThere_ForEverybodyDoingTheWork()
    {
        await using var context = filled.Everything();
        var supervisors = await (from holding in context.RoleHoldings
                                 join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                                 where role.Key == "supervisor" && holding.To == null
                                 select holding.PersonId).ToListAsync();
        var working = await context.RoleHoldings.Where(h => Working.Contains(h.State)).ToListAsync();
        working.Count.ShouldBeGreaterThan(10);
        working.ShouldAllBe(h => h.SupervisorId != null && h.SupervisorId != h.PersonId && supervisors.Contains(h.SupervisorId.Value));
    }

    [Fact]
    public async Task PeerWorkers_LeaveInManyWays()
    {
        await using var context = filled.Everything();
        var exits = await (from holding in context.RoleHoldings
                           join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                           where role.OnLadder && holding.ExitReason != null
                           select holding.ExitReason!.Value).ToListAsync();
        exits.Count(e => !e.IsPlanned()).ShouldBeGreaterThanOrEqualTo(6);
        exits.Count(e => e == ExitReason.LicenceRevokedRecalled).ShouldBe(1);
        exits.Count(e => e == ExitReason.Died).ShouldBe(1);
        exits.ShouldContain(ExitReason.ProgressedMainstream);
        exits.ShouldContain(ExitReason.ProgressedPaidSameService);
        (await context.People.Where(p => p.NoContact).Select(p => p.PreferredName).OrderBy(n => n).ToListAsync()).ShouldBe(["Dom", "Ray"]);
        (await context.People.Where(p => p.LabelSunset != null).Select(p => p.PreferredName).ToListAsync()).ShouldBe(["Gwen"]);
        (await context.Aspirations.CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task EveryHat_HasSomebodyToSignInAs()
    {
        var hats = await filled.Database.AsAsync<FictionalListQueries, IReadOnlyList<FictionalHat>>(Viewer.System, list => list.AllAsync());
        hats.Select(h => h.Hat).ShouldBe(Enum.GetValues<Hat>().Where(h => h != Hat.System), ignoreOrder: true);
        hats.Single(h => h.Hat == Hat.PeerWorker).People.Select(p => p.Name).Take(5)
            .ShouldBe(["Carys Ambler", "Delroy Aske", "Wojtek Banas", "Leanne Brack", "Gwen Callis"]);
        hats.Single(h => h.Hat == Hat.Mentee).People.ShouldContain(p => p.Name == "Kayleigh Amos");
    }

    [Fact]
    public async Task Wall_StandsBetweenTheNewlyPaidWorkerAndHerBrother()
    {
        Guid leanne, curtis;
        await using (var context = filled.Everything())
        {
            leanne = await context.People.Where(p => p.PreferredName == "Leanne" && p.FamilyName == "Brack").Select(p => p.Id).SingleAsync();
            curtis = await context.People.Where(p => p.PreferredName == "Curtis").Select(p => p.Id).SingleAsync();
            (await context.Conflicts.Where(c => c.PersonId == leanne).Select(c => c.State).SingleAsync()).ShouldBe(ConflictState.WallActive);
        }

        var hats = await filled.Database.AsAsync<HatQueries, IReadOnlyList<HeldHat>>(Viewer.System, of => of.OfAsync(leanne));
        foreach (var hat in hats)
        {
            await using var seen = filled.Database.Engine.OpenReader(new Viewer(leanne, hat.Hat, hat.SchemeIds));
            (await seen.People.AnyAsync(p => p.Id == curtis)).ShouldBeFalse();
        }
    }

    /// <summary>The coordinator whose brother comes in on Tuesdays finds him on no list, and in no number.</summary>
    [Fact]
    public async Task Wall_OfACoordinator_HidesHerBrotherFromAllSheRuns()
    {
        await using var everything = filled.Everything();
        var maggie = await everything.People.Where(p => p.PreferredName == "Maggie").Select(p => p.Id).SingleAsync();
        var declan = await everything.People.Where(p => p.PreferredName == "Declan").Select(p => p.Id).SingleAsync();
        var hat = (await filled.Database.AsAsync<HatQueries, IReadOnlyList<HeldHat>>(Viewer.System, of => of.OfAsync(maggie))).Single(h => h.Hat == Hat.Coordinator);
        var viewer = new Viewer(maggie, hat.Hat, hat.SchemeIds);
        (await filled.Database.AsAsync<PeopleQueries, PeopleList>(viewer, q => q.ListAsync(new PeopleFilter("Brennan")))).People.Select(r => r.Id).ShouldNotContain(declan);
        await using var seen = filled.Database.Engine.OpenReader(viewer);
        var others = await everything.RoleHoldings.Where(h => hat.SchemeIds.Contains(h.SchemeId)).Select(h => h.PersonId).Distinct().CountAsync();
        (await seen.RoleHoldings.Where(h => hat.SchemeIds.Contains(h.SchemeId)).Select(h => h.PersonId).Distinct().CountAsync()).ShouldBeLessThan(others);
    }

    // Names, dates, states and the times of the log, without ids and without ciphertext.
    private static async Task<string> PictureAsync(TestDatabase database)
    {
        await using var context = database.Everything();
        var names = await context.People.ToDictionaryAsync(p => p.Id, p => $"{p.FullName} ({p.Pronouns}) {p.NoContact} {p.LabelSunset}");
        var roles = await context.RoleDefinitions.Join(context.Schemes, r => r.SchemeId, s => s.Id, (r, s) => new { r.Id, Name = s.Name + "/" + r.Key }).ToDictionaryAsync(r => r.Id, r => r.Name);
        var holdings = await context.RoleHoldings.Include(h => h.Moves.OrderBy(m => m.Number)).AsNoTracking().ToListAsync();
        var lines = holdings.Select(h =>
            $"{names[h.PersonId]} {roles[h.RoleDefinitionId]} {h.RosteredHours} {(h.SupervisorId is { } s ? names[s] : "")} {h.ExitReason} {string.Join(' ', h.Moves.Select(m => $"{m.State}@{m.On:O}"))}");
        var events = await context.AuditEvents.OrderBy(e => e.Sequence).Select(e => new { e.At, e.Name, e.Hat, e.SubjectId, e.ActorId }).ToListAsync();
        return string.Join('\n', lines.Order(StringComparer.Ordinal).Concat(events.Select(e =>
            $"{e.At:O} {e.Name} {e.Hat} {(e.ActorId is { } a ? names[a] : "")} {(e.SubjectId is { } s ? names[s] : "")}")));
    }
}
