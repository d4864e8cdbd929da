using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

public sealed class TrustRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task IsTrusted_GrantedHeldRestoredAndTakenBack_FollowsTheGrant(string provider)
    {
        await using var service = await Service.MakeAsync(provider);
        (await service.IsAsync(TrustStep.Shadowing)).ShouldBeFalse("nothing is granted yet");
        var shadowing = await service.GrantAsync(TrustStep.Shadowing);
        (await service.IsAsync(TrustStep.Shadowing)).ShouldBeTrue();
        (await service.IsAsync(TrustStep.CoFacilitating)).ShouldBeFalse();
        (await service.IsAsync(TrustStep.Shadowing, Today.AddDays(-1))).ShouldBeFalse("it holds from the day it was accepted");
        await service.GrantAsync(TrustStep.CoFacilitating);

        // A hold of a step rests those above it, and neither once it has run out.
        await service.HoldAsync(shadowing);
        (await service.IsAsync(TrustStep.Shadowing)).ShouldBeFalse();
        (await service.IsAsync(TrustStep.CoFacilitating)).ShouldBeFalse();
        (await service.IsAsync(TrustStep.Shadowing, Today.AddDays(28))).ShouldBeFalse();
        (await service.IsAsync(TrustStep.Shadowing, Today.AddDays(29))).ShouldBeTrue("the hold will have run out by then");
        service.Database.Clock.Advance(TimeSpan.FromDays(29));
        (await service.IsAsync(TrustStep.CoFacilitating, Today.AddDays(29))).ShouldBeTrue();

        (await service.Database.OnTrustAsync(shadowing, (g, w) => g.Restore(service.Ruth, w.Now, w.Seal(g.PersonId, "All is well.")))).ShouldBeNull();
        await service.HoldAsync(shadowing);
        (await service.Database.OnTrustAsync(shadowing, (g, w) => g.AskWithdrawal(service.Ruth, w.Now, w.Seal(g.PersonId, "Words")))).ShouldBeNull();
        (await service.Database.OnTrustAsync(shadowing, (g, w) => g.Withdraw(service.Moira.PersonId, w.Now, w.Seal(g.PersonId, "Words")))).ShouldBeNull();
        (await service.IsAsync(TrustStep.CoFacilitating, Today.AddDays(29))).ShouldBeFalse("the step below it is gone");
        await service.GrantAsync(TrustStep.Shadowing);
        (await service.IsAsync(TrustStep.CoFacilitating, Today.AddDays(29))).ShouldBeTrue("it was granted anew");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task IsTrusted_RolePausedOrEnded_IsNot(string provider)
    {
        await using var service = await Service.MakeAsync(provider);
        await service.GrantAsync(TrustStep.Shadowing);
        var holding = await service.Database.HoldingAsync(service.Dee, service.Scheme.PeerMentor);
        (await service.Database.DoAsync(service.Moira, (PauseRole pause) => pause.RunAsync(
            new RolePause(holding.Id, holding.Version, Today, service.Ruth, Today.AddDays(28), TestData.Decision)))).Succeeded.ShouldBeTrue();
        (await service.IsAsync(TrustStep.Shadowing)).ShouldBeFalse();
        (await service.Database.DoAsync(service.Moira, (MoveRole move) => move.RunAsync(
            new RoleStep(holding.Id, holding.Version + 1, RoleState.ActiveSupervised, Today)))).Succeeded.ShouldBeTrue();
        (await service.IsAsync(TrustStep.Shadowing)).ShouldBeTrue("a pause leaves the grants as they are");
    }

    [Theory]
    [InlineData(RoleState.ActiveSupervised, false)]
    [InlineData(RoleState.ActiveSolo, true)]
    [InlineData(RoleState.Senior, true)]
    public async Task IsTrusted_HistoryWithoutGrants_CountsUpToWorkingAlone(RoleState state, bool trusted)
    {
        await using var service = await Service.MakeAsync("SQLite", state);
        (await service.IsAsync(TrustStep.WorkingAlone)).ShouldBe(trusted);
        (await service.IsAsync(TrustStep.KeyHolding)).ShouldBeFalse("a key needs a grant of its own");
        if (trusted)
        {
            var alone = await service.GrantAsync(TrustStep.WorkingAlone);
            await service.HoldAsync(alone);
            (await service.IsAsync(TrustStep.WorkingAlone)).ShouldBeFalse("the first grant has the last word");
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Trusted_ManyPeopleOtherSchemeOtherViewer_IsOneAnswer(string provider)
    {
        await using var service = await Service.MakeAsync(provider);
        var other = await service.Database.AddSchemeAsync("Northgate");
        var amy = await service.Database.AddPersonAsync("Amy", "Fox", service.Scheme.PeerMentor, RoleState.ActiveSupervised);
        await service.GrantAsync(TrustStep.Shadowing);
        foreach (var viewer in new[] { Viewer.System, service.Moira, new Viewer(amy, Hat.PeerWorker, [service.Scheme.Id]) })
        {
            await using var context = service.Database.Engine.OpenReader(viewer);
            (await context.TrustedAsync([service.Dee, amy], TrustStep.Shadowing, Today, null, default)).ShouldBe([service.Dee]);
            (await context.TrustedAsync([service.Dee, amy], TrustStep.Shadowing, Today, service.Scheme.Id, default)).ShouldBe([service.Dee]);
            (await context.TrustedAsync([service.Dee, amy], TrustStep.Shadowing, Today, other.Id, default)).ShouldBeEmpty();
        }
    }

    private sealed class Service(TestDatabase database, TestScheme scheme, Viewer moira, Guid ruth, Guid colin, Guid dee) : IAsyncDisposable
    {
        public TestDatabase Database { get; } = database;

        public TestScheme Scheme { get; } = scheme;

        public Viewer Moira { get; } = moira;

        public Guid Ruth { get; } = ruth;

        public Guid Dee { get; } = dee;

        public static async Task<Service> MakeAsync(string provider, RoleState state = RoleState.ActiveSupervised)
        {
            var database = await TestDatabase.CreateAsync(provider);
            var scheme = await database.AddSchemeAsync();
            return new Service(
                database, scheme, await database.AddCoordinatorAsync(scheme), await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor),
                await database.AddPersonAsync("Colin", "Reed", scheme.Coordinator), await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor, state));
        }

        public async Task<Guid> GrantAsync(TrustStep step) => await Database.AddTrustAsync(await Database.HoldingAsync(Dee, Scheme.PeerMentor), step, Ruth);

        public async Task HoldAsync(Guid grant)
        {
            (await Database.OnTrustAsync(grant, (g, w) => g.Hold(Ruth, w.Now, w.Seal(g.PersonId, "Words"), w.Now.AddHours(24), w.Today.AddDays(28), colin))).ShouldBeNull();
            (await Database.OnTrustAsync(grant, (g, w) => g.ConfirmHold(Moira.PersonId, w.Now, w.Seal(g.PersonId, "Words")))).ShouldBeNull();
        }

        public Task<bool> IsAsync(TrustStep step, DateOnly? on = null) => Database.AsAsync(new Viewer(Dee, Hat.PeerWorker, [Scheme.Id]), services =>
            ((Throughline.Storage.ThroughlineContext)services.GetService(typeof(Throughline.Storage.ThroughlineContext))!).IsTrustedAsync(Dee, step, on ?? Today, default));

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
