using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Storage;

public sealed class UnitOfWorkTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_Success_WritesRowAndAuditEventTogether(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var person = await database.AddPersonAsync("Nadia", "Okafor", scheme.PeerMentor);

        await using var context = database.Everything();
        (await context.People.SingleAsync()).FullName.ShouldBe("Nadia Okafor");
        var events = await context.AuditEvents.OrderBy(e => e.Sequence).ToListAsync();
        events.Select(e => e.Name).ShouldBe(["scheme-set-up", "person-added"]);
        events[^1].SubjectId.ShouldBe(person);
        var report = await database.AsAsync<VerifyChain, ChainReport>(Throughline.Security.Viewer.System, verify => verify.RunAsync());
        report.Whole.ShouldBeTrue(report.Problem);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_Refusal_LeavesNothing(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var outcome = await database.AsAsync<AddPerson, Outcome<Guid>>(Throughline.Security.Viewer.System, add =>
            add.RunAsync(new NewPerson(new PersonDetails(" "), scheme.Mentee.Id, RoleState.Held, new DateOnly(2026, 1, 5))));

        outcome.Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("PreferredName");
        await using var context = database.Everything();
        (await context.People.CountAsync()).ShouldBe(0);
        (await context.AuditEvents.CountAsync()).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_SameOnceTwice_AnswersTheSameAndWritesOnce(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var coordinator = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        var viewer = TestData.Viewer(coordinator, Hat.Coordinator, scheme.Id);
        var once = Guid.CreateVersion7();
        Task<Outcome<Guid>> Post() => database.AsAsync(viewer, services =>
            ((AddPerson)services.GetService(typeof(AddPerson))!).RunAsync(
                new NewPerson(new PersonDetails("Theo"), scheme.Mentee.Id, RoleState.Held, new DateOnly(2026, 1, 5))), once);

        var first = await Post();
        var second = await Post();

        second.Value.ShouldBe(first.Value);
        await using var context = database.Everything();
        (await context.People.CountAsync(p => p.PreferredName == "Theo")).ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_SlicesOfOneJob_AreEachWrittenUnderItsOneKey()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var coordinator = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        await database.AsAsync(TestData.Viewer(coordinator, Hat.Coordinator, scheme.Id), async services =>
        {
            var unit = (UnitOfWork)services.GetService(typeof(UnitOfWork))!;
            for (var slice = 0; slice < 3; slice++)
            {
                await unit.RunAsync<Done>(new Act("slice"), async writing =>
                {
                    await writing.Context.Schemes.Where(s => s.Id == scheme.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, s => s.Version + 1));
                    return new Done();
                }, turn: WriteTurn.Batch);
            }

            return true;
        }, Guid.CreateVersion7());

        await using var context = database.Everything();
        (await context.Schemes.SingleAsync(s => s.Id == scheme.Id)).Version.ShouldBe(4);
    }

    [Fact]
    public async Task SaveChanges_OutsideUnitOfWork_Throws()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = database.Everything();
        await Should.ThrowAsync<InvalidOperationException>(() => context.SaveChangesAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task People_ViewerWalledOff_DoesNotExist(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var viewer = await database.AddPersonAsync("Amir", "Khan", scheme.Coordinator);
        var brother = await database.AddPersonAsync("Bilal", "Khan", scheme.Mentee);
        await database.WriteAsync("wall-raised", writing =>
        {
            writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), viewer, brother, writing.Now));
            return new Done();
        });

        await using var context = database.Engine.OpenReader(TestData.Viewer(viewer, Hat.Coordinator, scheme.Id));
        (await context.People.Select(p => p.Id).ToListAsync()).ShouldBe([viewer]);
        (await context.RoleHoldings.CountAsync()).ShouldBe(1);
        (await context.RoleMoves.CountAsync()).ShouldBe(1);
    }
}
