using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

[Trait("invariants", "INV-051")]
public sealed class MilestoneTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Reached_TwentyAtOnce_IsWrittenOnce(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);

        var written = await Task.WhenAll(Enumerable.Range(0, 20).Select(at => ReachAsync(database, dee, MilestoneKind.FirstDayAlone, Today.AddDays(-at))));

        written.Count(w => w).ShouldBe(1);
        (await ReachAsync(database, dee, MilestoneKind.FirstDayAlone, Today)).ShouldBeFalse();
        (await ReachAsync(database, dee, MilestoneKind.FirstKey, Today)).ShouldBeTrue();
        await using var context = database.Everything();
        (await context.Milestones.Where(m => m.PersonId == dee).Select(m => m.Kind).OrderBy(k => k).ToListAsync()).ShouldBe([MilestoneKind.FirstDayAlone, MilestoneKind.FirstKey]);
        (await context.AuditEvents.CountAsync(e => e.Name == "milestone-reached" && e.SubjectId == dee && e.RecordType == nameof(Milestone))).ShouldBe(2);
        (await database.AsAsync<VerifyChain, ChainReport>(Viewer.System, verify => verify.RunAsync())).Whole.ShouldBeTrue();
    }

    [Fact]
    public async Task Recognise_OneselfOrTwice_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        await ReachAsync(database, dee, MilestoneKind.FirstKey, Today);
        await using var context = database.Everything();
        var milestone = await context.Milestones.SingleAsync();
        var words = new SealedText(new byte[32]);
        milestone.Recognise(dee, Today, words).ShouldBeOfType<NotYourOwn>();
        milestone.Recognise(Guid.CreateVersion7(), Today, words).ShouldBeNull();
        milestone.Recognise(Guid.CreateVersion7(), Today, words).ShouldBeOfType<RecognisedAlready>();
        Enum.GetValues<MilestoneKind>().ShouldAllBe(k => k.Name().Length > 0 && k.OwnName().Length > 0);
    }

    private static async Task<bool> ReachAsync(TestDatabase database, Guid person, MilestoneKind kind, DateOnly on) =>
        (await database.AsAsync<UnitOfWork, Outcome<bool>>(Viewer.System, unit => unit.RunAsync<bool>(
            new Act("milestone-reached"), async writing => await Milestone.ReachedAsync(writing, person, kind, on, default)))).Value;
}
