using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;

namespace Throughline.Tests.Fictional;

public sealed class FictionalClearancesTests(FilledService filled) : IClassFixture<FilledService>
{
    private static DateOnly Anchor => FilledService.Anchor;

    [Fact]
    public async Task Elijah_RefusedAndAppealed_IsClearedAndWorks()
    {
        await using var context = filled.Everything();
        var elijah = await IdAsync("Elijah");
        var item = await context.VettingCases.SingleAsync(c => c.PersonId == elijah);
        item.State.ShouldBe(VettingState.Cleared);
        item.Reason.ShouldNotBeNull();
        item.AppealedOn.ShouldNotBeNull();
        item.HearerId.ShouldNotBe(item.DeciderId);
        (await context.IsClearedAsync(elijah, ClearanceScopes.Hub, Anchor)).ShouldBeTrue();
        (await context.RoleHoldings.AnyAsync(h => h.PersonId == elijah && h.State == RoleState.ActiveSupervised && h.From > item.DecidedOn)).ShouldBeTrue();
        (await filled.Database.AsAsync<MyClearanceQueries, MyClearance>(new Viewer(elijah, Hat.PeerWorker, []), q => q.MineAsync())).Cases.Single().Reason!.ShouldContain("five months");
        (await filled.Database.AsAsync<ClearanceHomeQueries, ClearanceHome>(new Viewer(elijah, Hat.PeerWorker, []), q => q.HereAsync())).Crossings.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Wojtek_RanOut_WasNotRosteredAndThenRenewed()
    {
        await using var context = filled.Everything();
        var wojtek = await IdAsync("Wojtek");
        (await context.IsClearedAsync(wojtek, ClearanceScopes.Hub, Anchor.AddDays(-90))).ShouldBeTrue();
        (await context.IsClearedAsync(wojtek, ClearanceScopes.Hub, Anchor.AddDays(-74))).ShouldBeFalse();
        (await context.IsClearedAsync(wojtek, ClearanceScopes.Hub, Anchor)).ShouldBeTrue();
    }

    [Fact]
    public async Task Paul_HasFortyDaysLeft_AndHisCoordinatorIsTold()
    {
        var scheme = await SchemeOfAsync("Paul");
        var tobias = new Viewer(await IdAsync("Tobias"), Hat.Coordinator, [scheme]);
        var waiting = await filled.Database.AsAsync<ClearanceQueries, IReadOnlyList<WaitingClearance>>(tobias, q => q.WaitingAsync());
        waiting.ShouldContain(w => w.Name == "Paul Hebblewhite" && w.Wait == ClearanceWait.RunsOut && w.On == Anchor.AddDays(40));
        waiting.ShouldContain(w => w.Name == "Elijah Nwosu" && w.Wait == ClearanceWait.WithOfficer);
    }

    [Fact]
    public async Task EverybodyDoingTheWork_IsClearedForTheHub()
    {
        await using var context = filled.Everything();
        var working = await (from holding in context.RoleHoldings
                             join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                             where role.OnLadder && (holding.State == RoleState.ActiveSupervised || holding.State == RoleState.ActiveSolo || holding.State == RoleState.Senior)
                             select holding.PersonId).Distinct().ToListAsync();
        (await context.ClearedAsync(working, ClearanceScopes.Hub, Anchor)).Count.ShouldBe(working.Count);
        (await context.VettingWords.CountAsync(w => w.Kind == VettingWordsKind.Past)).ShouldBe(0, "words about the past are off");
    }

    private async Task<Guid> IdAsync(string name)
    {
        await using var context = filled.Everything();
        return await context.People.Where(p => p.PreferredName == name).Select(p => p.Id).SingleAsync();
    }

    private async Task<Guid> SchemeOfAsync(string name)
    {
        var id = await IdAsync(name);
        await using var context = filled.Everything();
        return await context.RoleHoldings.Where(h => h.PersonId == id && h.To == null).Select(h => h.SchemeId).FirstAsync();
    }
}
