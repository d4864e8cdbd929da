using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Safeguarding;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Mentoring;

[Trait("invariants", "machine 7, E02, INV-063")]
public sealed class SafetyStopTests
{
    private static readonly Decision Why = new("What she told us makes it unsafe for both of them.", "The concern, and a talk with the ward");

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stop_ByTheLead_OnlyWithAConcernAndItsReasonStaysWithThem(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var db = world.Database;
        var match = await db.AddMatchAsync(world.Scheme, world.Moira, world.Sam.PersonId, world.Jo.PersonId);
        (await StopAsync(world.Neil, match)).Refusal.ShouldBeOfType<NotFound>("no concern, no case");
        var unknown = (await world.RaiseAsync()).Value;
        (await StopAsync(world.Neil, match)).Refusal.ShouldBeOfType<NotFound>("nobody knows whom it is about");
        (await ConcernAsync(unknown))!.Matches.ShouldBeEmpty();

        var concern = (await world.RaiseAsync(about: world.Sam.PersonId)).Value;
        var shown = (await ConcernAsync(concern))!.Matches.ShouldHaveSingleItem();
        (shown.Id, shown.Mentee, shown.Mentor).ShouldBe((match, "Sam Pike", "Jo Marsh"));
        await using (var lead = db.Engine.OpenReader(world.Neil))
        {
            (await lead.MatchEntries.CountAsync(), await lead.Contacts.CountAsync()).ShouldBe((0, 0), "the lead sees the match, and no word of it");
        }

        (await StopAsync(world.Pat, match)).Refusal.ShouldBeOfType<NotFound>();
        (await StopAsync(world.Ruth, match)).Refusal.ShouldBeOfType<NotAllowed>("who supervises the mentor reads");
        (await StopAsync(world.Neil, match, new Decision("Too short", "x"))).Refusal.ShouldBeOfType<Invalid>();
        (await db.DoAsync(world.Neil, (StopMatch stop) => stop.RunAsync(match, 1, Why))).Refusal.ShouldBeOfType<Stale>();
        (await StopAsync(world.Neil, match)).Refusal.ShouldBeNull();
        (await StopAsync(world.Neil, match)).Refusal.ShouldBeOfType<MatchOver>();
        var stored = await db.MatchAsync(match);
        (stored.State, stored.ToFollow, stored.Entries[^1].Kind).ShouldBe((MatchState.Stopped, true, MatchEntryKind.SafetyStop));
        (await ConcernAsync(concern))!.Matches.ShouldBeEmpty();

        // The coordinator knows that it was stopped and by whom, and not why; neither of the two reads anything of it.
        var page = (await db.DoAsync(world.Moira, (MentoringQueries q) => q.MatchAsync(match)))!;
        (page.StoppedForSafety, page.ToFollow).ShouldBe((true, true));
        page.Entries.ShouldNotContain(e => e.Kind == MatchEntryKind.SafetyStop || (e.Words ?? "").Contains("unsafe", StringComparison.Ordinal));
        foreach (var viewer in new[] { world.Sam, world.Jo, world.Moira, world.Ruth })
        {
            await using var context = db.Engine.OpenReader(viewer);
            (await context.MatchEntries.CountAsync(e => e.Kind == MatchEntryKind.SafetyStop)).ShouldBe(0);
        }

        await using (var lead = db.Engine.OpenReader(world.Neil))
        {
            (await lead.MatchEntries.CountAsync(e => e.Kind == MatchEntryKind.SafetyStop)).ShouldBe(1);
        }

        Task<Outcome<Done>> StopAsync(Viewer by, Guid id, Decision? why = null) => SafetyStopTests.StopAsync(world, by, id, why);
        Task<ConcernPage?> ConcernAsync(Guid id) => db.DoAsync(world.Neil, (SafeguardingQueries q) => q.FindAsync(id));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stopped_BothAreToldThatAndNothingElse_AndACoordinatorTalksWithThem(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var db = world.Database;
        var match = await db.AddMatchAsync(world.Scheme, world.Moira, world.Sam.PersonId, world.Jo.PersonId);
        await world.RaiseAsync(about: world.Sam.PersonId);
        (await StopAsync(world.Neil, match)).Refusal.ShouldBeNull();
        (await db.DoAsync(world.Sam, (MyMentoringQueries q) => q.MineAsync())).ShouldHaveSingleItem().StoppedWith.ShouldBe("Jo");
        (await db.DoAsync(world.Jo, (MyMentoringQueries q) => q.DayAsync())).Stopped.ShouldBe(["Sam"]);
        var due = (await DueAsync()).Where(d => d.Key.StartsWith($"match/{match}", StringComparison.Ordinal)).ToList();
        due.Select(d => (d.Kind, d.PersonId, d.Hat)).ShouldBe(
            [("match-was-stopped", null, Hat.Coordinator), ("something-has-changed", world.Sam.PersonId, null), ("something-has-changed", world.Jo.PersonId, (Hat?)null)], ignoreOrder: true);

        // Their own record does not say that the safeguarding lead had a hand in it, until they are told of the concern.
        foreach (var viewer in new[] { world.Sam, world.Jo })
        {
            (await db.DoAsync(viewer, (MyRecordQueries q) => q.TraceAsync())).Lines.ShouldNotContain(l => l.Hat == Hat.SafeguardingLead);
        }

        (await db.DoAsync(world.Moira, (MentoringQueries q) => q.OverviewAsync())).Schemes[0].Stopped.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(s => s.Mentee.ShouldBe("Sam Pike"), s => s.Mentor.ShouldBe("Jo Marsh"));
        (await FollowAsync(world.Ruth)).Refusal.ShouldBeOfType<NotAllowed>();
        (await FollowAsync(world.Pat)).Refusal.ShouldBeOfType<NotFound>();
        (await FollowAsync(world.Moira)).Refusal.ShouldBeNull();
        (await FollowAsync(world.Moira)).Refusal.ShouldBeNull("again does nothing");
        (await DueAsync()).ShouldNotContain(d => d.Kind == "match-was-stopped");
        (await db.DoAsync(world.Moira, (MentoringQueries q) => q.OverviewAsync())).Schemes[0].Stopped.ShouldBeEmpty();
        db.Clock.Advance(TimeSpan.FromDays(28));
        (await db.DoAsync(world.Sam, (MyMentoringQueries q) => q.MineAsync())).ShouldHaveSingleItem().StoppedWith.ShouldBeNull();

        async Task<IReadOnlyList<Due>> DueAsync() => await db.DoAsync(Viewer.System, (MentoringDueQueries q) => q.DueAsync(new DateOnly(2026, 3, 2)));
        Task<Outcome<Done>> FollowAsync(Viewer by) => db.DoAsync(by, (FollowStop follow) => follow.RunAsync(match));

        Task<Outcome<Done>> StopAsync(Viewer by, Guid id) => SafetyStopTests.StopAsync(world, by, id, null);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stop_AMatchWhoseMentorIsNotNamed_IsStillPossible(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var db = world.Database;
        var match = await db.AddMatchAsync(world.Scheme, world.Moira, world.Sam.PersonId, world.Jo.PersonId);
        var concern = (await world.RaiseAsync(about: world.Sam.PersonId)).Value;
        await SetAsync(db, world.Jo);
        var shown = (await db.DoAsync(world.Neil, (SafeguardingQueries q) => q.FindAsync(concern)))!.Matches.ShouldHaveSingleItem();
        (shown.Mentee, shown.Mentor).ShouldBe(("Sam Pike", null));
        (await StopAsync(world, world.Moira, match, null)).Refusal.ShouldBeOfType<NotFound>("a coordinator sees nothing of it");
        (await StopAsync(world, world.Neil, match, null)).Refusal.ShouldBeNull();
        var stopped = (await db.DoAsync(world.Moira, (MentoringQueries q) => q.OverviewAsync())).Schemes[0].Stopped.ShouldHaveSingleItem();
        (stopped.Mentee, stopped.Mentor).ShouldBe(("Sam Pike", null));
        (await db.DoAsync(world.Moira, (FollowStop follow) => follow.RunAsync(match))).Refusal.ShouldBeNull();

        // A concern about the mentor would tell that they mentor: it shows no match.
        var other = await db.AddPersonAsync("Bea", "Holt", world.Scheme.Mentee);
        await db.WriteAsync("label-taken-back", writing =>
        {
            writing.Context.People.Single(p => p.Id == world.Jo.PersonId).SetLabelSunset(null);
            return new Done();
        });
        await db.AddMatchAsync(world.Scheme, world.Moira, other, world.Jo.PersonId);
        var about = (await world.RaiseAsync(by: world.Ruth, about: world.Jo.PersonId)).Value;
        (await db.DoAsync(world.Neil, (SafeguardingQueries q) => q.FindAsync(about)))!.Matches.ShouldHaveSingleItem().Mentee.ShouldBe("Bea Holt");
        await SetAsync(db, world.Jo);
        (await db.DoAsync(world.Neil, (SafeguardingQueries q) => q.FindAsync(about)))!.Matches.ShouldBeEmpty();
    }

    internal static async Task SetAsync(TestDatabase database, Viewer who)
    {
        await using var context = database.Everything();
        var version = await context.People.Where(p => p.Id == who.PersonId).Select(p => p.Version).SingleAsync();
        (await database.DoAsync(who, (SetLabelSunset set) => set.RunAsync(new LabelSunset(version, database.Clock.Today())))).Refusal.ShouldBeNull();
    }

    private static async Task<Outcome<Done>> StopAsync(SafetyWorld world, Viewer by, Guid match, Decision? why)
    {
        var version = (await world.Database.MatchAsync(match)).Version;
        return await world.Database.DoAsync(by, (StopMatch stop) => stop.RunAsync(match, version, why ?? Why));
    }
}
