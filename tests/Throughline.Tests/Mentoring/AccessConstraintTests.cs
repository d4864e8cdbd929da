using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Mentoring;

[Trait("invariants", "INV-060")]
public sealed class AccessConstraintTests
{
    private static readonly Guid North = new("01970000-0000-7000-8000-000000000001"), South = new("01970000-0000-7000-8000-000000000002"), East = new("01970000-0000-7000-8000-000000000003");

    [Fact]
    public void Effect_OnlyAt_NeedsAPlaceThatTheOtherSaid()
    {
        var stepFree = new AccessEffect([[North, South]], [], 0);
        stepFree.LeavesAPlace(new MatchDetails(SiteIds: [South, East])).ShouldBeTrue();
        stepFree.LeavesAPlace(new MatchDetails(SiteIds: [East])).ShouldBeFalse();
        stepFree.LeavesAPlace(new MatchDetails()).ShouldBeFalse("what is not known is not enough");
        new AccessEffect([[North, South], [South, East]], [], 0).LeavesAPlace(new MatchDetails(SiteIds: [North, East])).ShouldBeFalse("no one place does for both");
        new AccessEffect([[North, South]], [South], 0).LeavesAPlace(new MatchDetails(SiteIds: [South])).ShouldBeFalse();
    }

    [Fact]
    public void Effect_NotAtAndNotWhen_RuleOutOnlyWhatTheySay()
    {
        var limits = new AccessEffect([], [North], WeekSlots.Of([2, 5]));
        limits.LeavesAPlace(new MatchDetails(SiteIds: [North])).ShouldBeFalse();
        limits.LeavesAPlace(new MatchDetails(SiteIds: [North, South])).ShouldBeTrue();
        limits.LeavesAPlace(new MatchDetails()).ShouldBeTrue();
        limits.LeavesATime(new MatchDetails(Slots: WeekSlots.Of([2, 5]))).ShouldBeFalse();
        limits.LeavesATime(new MatchDetails(Slots: WeekSlots.Of([2, 3]))).ShouldBeTrue();
        limits.LeavesATime(new MatchDetails()).ShouldBeTrue();
    }

    [Fact]
    public void Effect_OneMoreLimit_NeverOpensWhatWasShut()
    {
        Guid[] all = [North, South, East];
        var sites = Gen.Int[0, 2].Select(at => all[at]).Array[0, 3];
        Gen.Select(sites, sites, Gen.Int[0, 63], sites, sites, Gen.Int[0, 63]).Sample((only, not, when, said, more, moreWhen) =>
        {
            var before = new AccessEffect(only.Length == 0 ? [] : [only], not, when);
            var after = new AccessEffect([.. before.OnlyAt, .. more.Length == 0 ? Array.Empty<Guid[]>() : [more]], [.. not, .. more.Take(1)], when | moreWhen);
            var other = new MatchDetails(Slots: when ^ moreWhen, SiteIds: said);
            (after.LeavesAPlace(other) && !before.LeavesAPlace(other)).ShouldBeFalse();
            (after.LeavesATime(other) && !before.LeavesATime(other)).ShouldBeFalse();
        });
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Limit_OnEitherSide_IsABarThatNobodySetsAside(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var (joe, dee) = (await database.AddPersonAsync("Joe", "Sorrel", scheme.Mentee), await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor));
        var (north, south) = (await SiteAsync("North"), await SiteAsync("South"));
        await database.DoAsync(moira, (ReferPeople refer) => refer.RunAsync(scheme.Id, [joe], null, null, ReferralSource.Staff));
        await SayAsync(dee, new MatchDetails(SiteIds: [south], Slots: WeekSlots.Of([2])));
        (await BarsAsync()).ShouldBeEmpty();

        foreach (var (limits, field) in new[]
        {
            (new AccessLimits("", [north], [], 0), "Words"), (new AccessLimits("Step-free", [], [], 0), "OnlyAt"), (new AccessLimits("Step-free", [north], [north], 0), "NotAt"),
            (new AccessLimits("Step-free", [Guid.CreateVersion7()], [], 0), "OnlyAt"), (new AccessLimits("Evenings", [], [], 1 << WeekSlots.Count), "NotWhen"),
            (new AccessLimits(new string('x', 201), [north], [], 0), "Words"),
        })
        {
            (await RecordAsync(joe, limits)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe(field);
        }

        var place = DeliveryScene.Must(await RecordAsync(joe, new AccessLimits("Step-free only", [north], [], 0)));
        (await BarsAsync()).ShouldBe([MatchBar.Place]);
        var page = (await database.DoAsync(moira, (MentoringQueries q) => q.WaitingAsync(joe, scheme.Id)))!;
        page.Limited.ShouldBe(["Step-free only"]);
        page.RuledOut.ShouldHaveSingleItem().CanBeAgreed.ShouldBeFalse();
        (await database.DoAsync(moira, (DecideMatch decide) => decide.RunAsync(new MatchDecision(scheme.Id, joe, dee, "Both like to walk and are free on Mondays.", true)))).Refusal.ShouldBe(new PairIsRuledOut(MatchBar.Place));
        DeliveryScene.Must(await database.DoAsync(moira, (EndAccessConstraint end) => end.RunAsync(place)));
        (await BarsAsync()).ShouldBeEmpty();

        // The mentor's own limit rules out as much.
        await SayAsync(joe, new MatchDetails(Slots: WeekSlots.Of([2])));
        DeliveryScene.Must(await RecordAsync(dee, new AccessLimits("Home by seven", [], [], WeekSlots.Of([2, 5, 8]))));
        (await BarsAsync()).ShouldBe([MatchBar.Time]);

        // A mentor reads none of it, not even a supervisor does; it is known to nobody who may not know of the person.
        var mentor = new Viewer(dee, Hat.PeerWorker, [scheme.Id]);
        (await database.DoAsync(mentor, (MentoringQueries q) => q.AccessAsync(joe, scheme.Id))).ShouldBeNull();
        (await database.DoAsync(mentor, (RecordAccessConstraint record) => record.RunAsync(joe, scheme.Id, new AccessLimits("Not here", [], [south], 0)))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(mentor, (EndAccessConstraint end) => end.RunAsync(place))).Refusal.ShouldBeOfType<NotFound>();
        await using (var context = database.Engine.OpenReader(mentor))
        {
            (await context.AccessConstraints.CountAsync(c => c.PersonId == joe)).ShouldBe(0);
        }

        await database.RaiseWallAsync(moira.PersonId, joe);
        (await database.DoAsync(moira, (MentoringQueries q) => q.AccessAsync(joe, scheme.Id))).ShouldBeNull();

        async Task<Guid> SiteAsync(string name) => DeliveryScene.Must(await database.DoAsync(moira, (AddSite add) => add.RunAsync(new NewSite(scheme.Id, name, null, new DateOnly(2024, 9, 2)))));
        async Task SayAsync(Guid person, MatchDetails details) => DeliveryScene.Must(await database.DoAsync(new Viewer(moira.PersonId, Hat.Coordinator, [scheme.Id]), (SayForMatching say) => say.RunAsync(person, scheme.Id, details, 0)));
        Task<Outcome<Guid>> RecordAsync(Guid person, AccessLimits limits) => database.DoAsync(moira, (RecordAccessConstraint record) => record.RunAsync(person, scheme.Id, limits));
        async Task<IReadOnlyList<MatchBar>> BarsAsync() => (await database.DoAsync(moira, (MentoringQueries q) => q.WaitingAsync(joe, scheme.Id)))!.RuledOut.SelectMany(r => r.Bars).ToList();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Limit_ThePersonReadsItAndSaysThatItIsWrong(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var joe = new Viewer(await database.AddPersonAsync("Joe", "Sorrel", scheme.Mentee), Hat.Mentee, [scheme.Id]);
        var dee = new Viewer(await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor), Hat.PeerWorker, [scheme.Id]);
        (await MineAsync(joe)).ShouldBeEmpty();
        var limit = DeliveryScene.Must(await database.DoAsync(moira, (RecordAccessConstraint record) => record.RunAsync(joe.PersonId, scheme.Id, new AccessLimits("Home by seven", [], [], WeekSlots.Of([2])))));
        (await AnswerAsync(moira, "It stays")).Refusal.ShouldBeOfType<NothingToAnswer>();
        (await SayAsync(dee, "Not mine")).Refusal.ShouldBeOfType<NotFound>();
        (await SayAsync(joe, " ")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await SayAsync(joe, new string('x', AccessConstraint.WrongMaxLength + 1))).Refusal.ShouldBeOfType<Invalid>();
        (await SayAsync(joe, "That was over in January.")).Refusal.ShouldBeNull();
        (await DueAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Hat.ShouldBe(Hat.Coordinator), d => d.AboutId.ShouldBe(joe.PersonId), d => d.Path.ShouldBe($"/mentoring/limits/{scheme.Id}/{joe.PersonId}"));
        var shown = (await database.DoAsync(moira, (MentoringQueries q) => q.AccessAsync(joe.PersonId, scheme.Id)))!.Limits.ShouldHaveSingleItem();
        (shown.Wrong, shown.Answer).ShouldBe(("That was over in January.", null));
        (await AnswerAsync(joe, "Mine")).Refusal.ShouldBeOfType<NotFound>();
        (await AnswerAsync(dee, "No")).Refusal.ShouldBeOfType<NotFound>();
        (await AnswerAsync(moira, "")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Answer");
        (await AnswerAsync(moira, "Your officer says until June.")).Refusal.ShouldBeNull();
        (await DueAsync()).ShouldBeEmpty();
        var mine = (await MineAsync(joe)).ShouldHaveSingleItem().Limits.ShouldHaveSingleItem();
        (mine.Words, mine.Wrong, mine.Answer).ShouldBe(("Home by seven", "That was over in January.", "Your officer says until June."));
        (await SayAsync(joe, "Ask him again.")).Refusal.ShouldBeNull();
        (await DueAsync()).Count.ShouldBe(1);
        DeliveryScene.Must(await database.DoAsync(moira, (EndAccessConstraint end) => end.RunAsync(limit)));
        (await DueAsync()).ShouldBeEmpty();
        (await SayAsync(joe, "Late")).Refusal.ShouldBeOfType<LimitHasEnded>();
        (await MineAsync(joe)).ShouldBeEmpty();

        Task<Outcome<Done>> SayAsync(Viewer by, string words) => database.DoAsync(by, (QuestionAccessConstraint say) => say.RunAsync(limit, words));
        Task<Outcome<Done>> AnswerAsync(Viewer by, string words) => database.DoAsync(by, (AnswerAccessConstraint answer) => answer.RunAsync(limit, words));
        Task<IReadOnlyList<MyLimits>> MineAsync(Viewer by) => database.DoAsync(by, (MyMentoringQueries q) => q.LimitsAsync());
        async Task<IReadOnlyList<Due>> DueAsync() => [.. (await database.DoAsync(Viewer.System, (MentoringDueQueries q) => q.DueAsync(new DateOnly(2026, 3, 2)))).Where(d => d.Kind == "something-to-put-right")];
    }
}
