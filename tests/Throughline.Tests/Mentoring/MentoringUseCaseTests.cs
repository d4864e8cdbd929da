using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Mentoring;

[Trait("invariants", "INV-060 to INV-072")]
public sealed class MentoringUseCaseTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Match_FromAskingToItsEnd_GoesTheWholeWay(string provider)
    {
        await using var world = await World.MakeAsync(provider);
        var db = world.Database;
        (await db.DoAsync(world.Joe, (AskForMentor ask) => ask.RunAsync(world.Scheme.Id, "Filling in forms"))).Refusal.ShouldBeNull();
        var waits = (await db.DoAsync(world.Moira, (MentoringQueries q) => q.WaitingAsync(world.Joe.PersonId, world.Scheme.Id))).ShouldNotBeNull();
        (waits.Words, waits.Options.Select(o => o.Name)).ShouldSatisfyAllConditions(w => w.Words.ShouldBe("Filling in forms"), w => w.Item2.ShouldBe(["Dee Marsh", "Lou Hart"], ignoreOrder: true));

        var match = (await world.DecideAsync(world.Joe, world.Dee)).Value;
        (await world.DecideAsync(world.Joe, world.Lou)).Refusal.ShouldBeOfType<MatchGoesOn>();
        (await db.DoAsync(world.Joe, (AnswerMatch answer) => answer.RunAsync(match, 1, true, null))).Refusal.ShouldBeOfType<MatchMoveNotOpen>("they meet first");
        (await db.DoAsync(world.Dee, (ArrangeMeeting arrange) => arrange.RunAsync(match, 1, Today, new TimeOnly(9, 0)))).Refusal.ShouldBeNull();
        (await db.DoAsync(world.Dee, (AnswerMatch answer) => answer.RunAsync(match, 3, true, null))).Refusal.ShouldBeOfType<NotAllowed>("the yes is the mentee's");
        (await db.DoAsync(world.Joe, (AnswerMatch answer) => answer.RunAsync(match, 1, true, null))).Refusal.ShouldBeOfType<Stale>();
        (await db.DoAsync(world.Joe, (AnswerMatch answer) => answer.RunAsync(match, 3, true, null))).Refusal.ShouldBeNull();
        var begun = await db.MatchAsync(match);
        (begun.State, begun.TrialEndsOn, begun.ReviewOn).ShouldBe((MatchState.Trial, Today.AddDays(28), Today.AddDays(28)));

        (await world.LogAsync(world.Dee, match)).Refusal.ShouldBeOfType<LimitsNotShown>("INV-064");
        (await db.DoAsync(world.Dee, (ShowLimits show) => show.RunAsync(world.Joe.PersonId, world.Scheme.Id))).Refusal.ShouldBeNull();
        (await world.LogAsync(world.Dee, match)).Refusal.ShouldBeNull();
        (await world.LogAsync(world.Lou, match)).Refusal.ShouldBeOfType<NotFound>();
        (await world.LogAsync(world.Moira, match)).Refusal.ShouldBeOfType<NotAllowed>();

        (await db.DoAsync(world.Moira, (ReviewMatch review) => review.RunAsync(new MatchLook(match, begun.Version, "Both say that it helps.")))).Refusal.ShouldBeNull();
        (await db.MatchAsync(match)).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MatchState.Active), m => m.ReviewOn.ShouldBe(Today.AddDays(42)));
        (await db.DoAsync(world.Dee, (PlanEnding plan) => plan.RunAsync(new MatchLook(match, begun.Version, "A last coffee; the Friday group after.", Today.AddDays(14))))).Refusal.ShouldBeOfType<Stale>();
        var version = (await db.MatchAsync(match)).Version;
        (await db.DoAsync(world.Dee, (PlanEnding plan) => plan.RunAsync(new MatchLook(match, version, "A last coffee; the Friday group after.", Today.AddDays(14))))).Refusal.ShouldBeNull();
        version = (await db.MatchAsync(match)).Version;
        (await db.DoAsync(world.Moira, (EndMatch end) => end.RunAsync(match, version, "As they planned it.", false))).Refusal.ShouldBeNull();
        (await world.LogAsync(world.Dee, match)).Refusal.ShouldBeOfType<MatchOver>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Decide_TwentyAtOnceForTwoPlaces_TakesTwo(string provider)
    {
        await using var world = await World.MakeAsync(provider);
        List<Viewer> people = [];
        for (var n = 0; n < 20; n++)
        {
            people.Add(new Viewer(await world.Database.AddPersonAsync($"Person {n}", null, world.Scheme.Mentee), Hat.Mentee, [world.Scheme.Id]));
        }

        (await world.Database.DoAsync(world.Moira, (ReferPeople refer) => refer.RunAsync(world.Scheme.Id, [.. people.Select(p => p.PersonId)], null, null, ReferralSource.File))).Value.ShouldBe(20);
        var outcomes = await Task.WhenAll(people.Select(p => world.DecideAsync(p, world.Dee)));
        outcomes.Count(o => o.Succeeded).ShouldBe(2, "the limit of somebody who works on their own");
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is MentorAtLimit);
        (await world.DecideAsync(people[outcomes.TakeWhile(o => o.Succeeded).Count()], world.Dee, bothAgreed: true)).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Log_TwiceWithOneKey_IsLoggedOnce(string provider)
    {
        await using var world = await World.MakeAsync(provider);
        var match = await world.Database.AddMatchAsync(world.Scheme, world.Moira, world.Joe.PersonId, world.Dee.PersonId);
        var key = new Guid("0193f000-0000-7000-8000-00000000abcd");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ =>
            world.Database.DoAsync(world.Dee, (LogContact log) => log.RunAsync(match, TestData.Contact()), key)));
        outcomes.Select(o => o.Value).Distinct().ShouldHaveSingleItem();
        await using var context = world.Database.Everything();
        (await context.Contacts.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Never_BeforeAMatch_RulesThePairOutAndTellsNobodyWhose()
    {
        await using var world = await World.MakeAsync();
        await world.Database.DoAsync(world.Joe, (AskForMentor ask) => ask.RunAsync(world.Scheme.Id, null));
        (await world.WishAsync(world.Joe, world.Dee, WishKind.Never)).Refusal.ShouldBeNull();
        (await world.DecideAsync(world.Joe, world.Dee)).Refusal.ShouldBe(new PairIsRuledOut(MatchBar.AskedNot));
        var waits = (await world.Database.DoAsync(world.Moira, (MentoringQueries q) => q.WaitingAsync(world.Joe.PersonId, world.Scheme.Id)))!;
        waits.RuledOut.ShouldHaveSingleItem().Bars.ShouldBe([MatchBar.AskedNot]);
        (await world.Database.DoAsync(world.Moira, (MyMentoringQueries q) => q.WishesAsync(world.Scheme.Id))).ShouldBeEmpty("wishes are each one's own");
        await using var moira = world.Database.Engine.OpenReader(world.Moira);
        (await moira.MatchWishes.CountAsync()).ShouldBe(0);

        // Taking it back is as easy, and then it is as if it had never been.
        (await world.WishAsync(world.Joe, world.Dee, null)).Refusal.ShouldBeNull();
        (await world.DecideAsync(world.Joe, world.Dee)).Refusal.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Wishes_SeveralWithOneThatIsNone_AreSaidAllOrNone(string provider)
    {
        await using var world = await World.MakeAsync(provider);
        Task<Outcome<Done>> Say(params SaidWish[] wishes) => world.Database.DoAsync(world.Joe, (WishFor wish) => wish.RunAsync(world.Scheme.Id, wishes));
        (await Say(new(world.Dee.PersonId, WishKind.Like), new(Guid.CreateVersion7(), WishKind.Never))).Refusal.ShouldBeOfType<NotFound>();
        (await Say(new(world.Dee.PersonId, WishKind.Like), new(world.Lou.PersonId, (WishKind)9))).Refusal.ShouldBeOfType<Invalid>();
        (await Say(new(world.Dee.PersonId, WishKind.Like), new(world.Joe.PersonId, WishKind.Never))).Refusal.ShouldBeOfType<NotFound>();
        (await world.Database.DoAsync(world.Joe, (MyMentoringQueries q) => q.WishesAsync(world.Scheme.Id))).ShouldAllBe(w => w.Kind == null);
        (await Say(new(world.Dee.PersonId, WishKind.Like), new(world.Lou.PersonId, WishKind.Never))).Succeeded.ShouldBeTrue();
        (await world.Database.DoAsync(world.Joe, (MyMentoringQueries q) => q.WishesAsync(world.Scheme.Id))).Where(w => w.Kind != null).Select(w => w.Kind).Order().ShouldBe([WishKind.Like, WishKind.Never]);
    }

    [Fact]
    public async Task Never_DuringAMatch_StopsContactsAtOnceAndOpensATaskWithoutAWord()
    {
        await using var world = await World.MakeAsync();
        var match = await world.Database.AddMatchAsync(world.Scheme, world.Moira, world.Joe.PersonId, world.Dee.PersonId);
        (await world.WishAsync(world.Joe, world.Dee, WishKind.Never)).Refusal.ShouldBeNull();
        (await world.LogAsync(world.Dee, match)).Refusal.ShouldBeOfType<MeetingsStopped>();
        (await world.Database.DoAsync(world.Dee, (MyMentoringQueries q) => q.MenteeAsync(match)))!.Stopped.ShouldBeTrue();
        (await world.Database.DoAsync(world.Moira, (MentoringQueries q) => q.MatchAsync(match)))!.Stopped.ShouldBeTrue();
        var due = await world.Database.DoAsync(Viewer.System, (MentoringDueQueries q) => q.DueAsync(Today));
        due.ShouldContain(d => d.Kind == "match-to-look-at" && d.Hat == Hat.Coordinator && d.PersonId == null);
        due.ShouldNotContain(d => d.PersonId == world.Dee.PersonId || d.PersonId == world.Joe.PersonId);
    }

    [Fact]
    public async Task Decide_SomebodyJustWalledOff_IsRefusedByEffectAlone()
    {
        await using var world = await World.MakeAsync();
        await world.Database.DoAsync(world.Joe, (AskForMentor ask) => ask.RunAsync(world.Scheme.Id, null));
        await world.Database.DoAsync(world.Dee, (DeclareConflict declare) => declare.RunAsync(new CloseToMe("Joe Sorrel")));
        var refusal = (await world.DecideAsync(world.Joe, world.Dee)).Refusal;
        refusal.ShouldBe(new PairIsRuledOut(MatchBar.KeptApart));
        refusal!.Sentence.ShouldBe("These two cannot be matched. Kept apart.");
        (await world.Database.DoAsync(world.Joe, (MyMentoringQueries q) => q.WishesAsync(world.Scheme.Id))).ShouldNotContain(w => w.Id == world.Dee.PersonId);
    }

    [Fact]
    public async Task Wall_DuringAMatch_TheOtherIsNowhere()
    {
        await using var world = await World.MakeAsync();
        var match = await world.Database.AddMatchAsync(world.Scheme, world.Moira, world.Joe.PersonId, world.Dee.PersonId);
        await world.LogAsync(world.Dee, match);
        await world.Database.DoAsync(world.Dee, (DeclareConflict declare) => declare.RunAsync(new CloseToMe("Joe Sorrel")));
        (await world.Database.DoAsync(world.Dee, (MyMentoringQueries q) => q.DayAsync())).People.ShouldBeEmpty();
        (await world.Database.DoAsync(world.Dee, (MyMentoringQueries q) => q.MenteeAsync(match))).ShouldBeNull();
        (await world.LogAsync(world.Dee, match)).Refusal.ShouldBeOfType<NotFound>();
        (await world.Database.DoAsync(world.Joe, (MyMentoringQueries q) => q.MineAsync())).ShouldHaveSingleItem().MatchId.ShouldBeNull();
    }

    [Fact]
    public async Task End_ByTheMentee_WordsNeverReachTheMentorAndThePlaceOnTheListIsKept()
    {
        await using var world = await World.MakeAsync();
        var match = await world.Database.AddMatchAsync(world.Scheme, world.Moira, world.Joe.PersonId, world.Dee.PersonId);
        world.Database.Clock.Advance(TimeSpan.FromDays(30));
        var version = (await world.Database.MatchAsync(match)).Version;
        (await world.Database.DoAsync(world.Joe, (EndMatch end) => end.RunAsync(match, version, "We never found the time.", true))).Refusal.ShouldBeNull();
        await using (var dee = world.Database.Engine.OpenReader(world.Dee))
        {
            (await dee.MatchEntries.Select(e => e.Kind).ToListAsync()).ShouldNotContain(MatchEntryKind.End);
        }

        var waiting = (await world.Database.DoAsync(world.Moira, (MentoringQueries q) => q.OverviewAsync())).Schemes.ShouldHaveSingleItem().Waiting.ShouldHaveSingleItem();
        waiting.Since.ShouldBe(Today, "not the day it ended");
        var page = (await world.Database.DoAsync(world.Moira, (MentoringQueries q) => q.MatchAsync(match)))!;
        page.Entries.ShouldContain(e => e.Kind == MatchEntryKind.End && e.Words == "We never found the time.");
        (await world.Database.DoAsync(world.Moira, (MentoringQueries q) => q.WaitingAsync(world.Joe.PersonId, world.Scheme.Id)))!.RuledOut
            .ShouldContain(r => r.MentorId == world.Dee.PersonId && r.Bars.SequenceEqual(new[] { MatchBar.TriedBefore }));
    }

    [Fact]
    public async Task Setback_OffersATalkWithinADayAndIsInNoFigureAboutTheMentor()
    {
        await using var world = await World.MakeAsync();
        var match = await world.Database.AddMatchAsync(world.Scheme, world.Moira, world.Joe.PersonId, world.Dee.PersonId);
        (await world.Database.DoAsync(world.Dee, (RecordSetback record) => record.RunAsync(match, null))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Kind");
        var talk = (await world.Database.DoAsync(world.Dee, (RecordSetback record) => record.RunAsync(match, SetbackKind.Died))).Value;
        (await world.Database.PersonAsync(world.Joe.PersonId)).NoContact.ShouldBeTrue("E32");
        var row = (await world.Database.DoAsync(world.Moira, (MentoringQueries q) => q.DebriefAsync(talk)))!;
        row.DueBy.ShouldBe(world.Database.Clock.Now().AddHours(24));
        (await world.Database.DoAsync(Viewer.System, (MentoringDueQueries q) => q.DueAsync(Today))).ShouldContain(d => d.Kind == "talk-to-offer");

        for (var time = 0; time < 2; time++)
        {
            (await world.Database.DoAsync(world.Dee, (OfferDebrief offer) => offer.RunAsync(talk))).Refusal.ShouldBeOfType<NotAllowed>("nobody offers it to themselves");
            (await world.Database.DoAsync(world.Moira, (OfferDebrief offer) => offer.RunAsync(talk))).Refusal.ShouldBeNull();
            (await world.Database.DoAsync(world.Moira, (DeclineDebrief decline) => decline.RunAsync(talk))).Refusal.ShouldBeOfType<NotAllowed>();
            (await world.Database.DoAsync(world.Dee, (DeclineDebrief decline) => decline.RunAsync(talk))).Refusal.ShouldBeNull();
        }

        (await world.Database.DoAsync(world.Moira, (MentoringQueries q) => q.DebriefAsync(talk)))!.State.ShouldBe(DebriefState.DeclinedTwice);
        (await world.Database.DoAsync(world.Moira, (OfferDebrief offer) => offer.RunAsync(talk))).Refusal.ShouldBeOfType<DebriefNotOpen>();
        typeof(MentorDay).GetProperties().Concat(typeof(MentorStanding).GetProperties()).ShouldNotContain(p => p.PropertyType == typeof(SetbackKind) || p.PropertyType == typeof(GoalState));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Talk_OfferedAndNotHeldInTime_IsToldToTheCoordinatorAsWell(string provider)
    {
        await using var world = await World.MakeAsync(provider);
        var db = world.Database;
        var match = await db.AddMatchAsync(world.Scheme, world.Moira, world.Joe.PersonId, world.Dee.PersonId);
        var talk = (await db.DoAsync(world.Dee, (RecordSetback record) => record.RunAsync(match, SetbackKind.Died))).Value;
        (await db.DoAsync(world.Moira, (OfferDebrief offer) => offer.RunAsync(talk))).Refusal.ShouldBeNull();
        db.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromMinutes(1));
        (await LateAsync()).ShouldBeEmpty();
        db.Clock.Advance(TimeSpan.FromMinutes(1));
        (await LateAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Hat.ShouldBe(Hat.Coordinator), d => d.PersonId.ShouldBeNull(), d => d.On.ShouldBe(Today.AddDays(3)), d => d.Path.ShouldBe($"/debriefs/{talk}"),
            d => (d.AboutId, d.AlsoAboutId).ShouldBe((world.Dee.PersonId, world.Joe.PersonId)), d => d.InHandOf.ShouldBeNull());
        (await DueAsync()).ShouldContain(d => d.Kind == "talk-offered" && d.PersonId == world.Dee.PersonId, "the offer stands");
        (await db.DoAsync(world.Moira, (ChangeSetting change) => change.RunAsync(new SettingEdit(world.Scheme.Id, SettingKeys.DebriefHeldHours, "96", "Our people work at weekends", 0)))).Refusal.ShouldBeNull();
        (await LateAsync()).ShouldBeEmpty("there is more time here");
        db.Clock.Advance(TimeSpan.FromHours(24));
        (await LateAsync()).Count.ShouldBe(1);
        (await db.DoAsync(world.Moira, (HoldDebrief hold) => hold.RunAsync(talk, null))).Refusal.ShouldBeNull();
        (await LateAsync()).ShouldBeEmpty();

        Task<IReadOnlyList<Due>> DueAsync() => db.DoAsync(Viewer.System, (MentoringDueQueries q) => q.DueAsync(db.Clock.Today()));
        async Task<List<Due>> LateAsync() => [.. (await DueAsync()).Where(d => d.Kind == "talk-to-offer")];
    }

    [Fact]
    public async Task Goals_TheTwoWorkOnThem_AndNobodyElseCanChangeThem()
    {
        await using var world = await World.MakeAsync();
        await world.Database.AddMatchAsync(world.Scheme, world.Moira, world.Joe.PersonId, world.Dee.PersonId);
        var goal = (await world.Database.DoAsync(world.Dee, (SetGoal set) => set.RunAsync(world.Joe.PersonId, world.Scheme.Id, "See my daughter on Saturdays", "Ring the centre"))).Value;
        (await world.Database.DoAsync(world.Lou, (AddGoalStep add) => add.RunAsync(goal, "Anything"))).Refusal.ShouldBeOfType<NotFound>();
        (await world.Database.DoAsync(world.Joe, (AddGoalStep add) => add.RunAsync(goal, " "))).Refusal.ShouldBeOfType<Invalid>();
        (await world.Database.DoAsync(world.Joe, (AddGoalStep add) => add.RunAsync(goal, "Buy a bus pass"))).Refusal.ShouldBeNull();
        (await world.Database.DoAsync(world.Joe, (MarkGoalStep mark) => mark.RunAsync(goal, 1, true))).Refusal.ShouldBeNull();
        (await world.Database.DoAsync(world.Joe, (MarkGoalStep mark) => mark.RunAsync(goal, 9, true))).Refusal.ShouldBeOfType<NotFound>();
        var page = (await world.Database.DoAsync(world.Dee, (MyMentoringQueries q) => q.GoalsOfAsync(world.Scheme.Id, world.Joe.PersonId)))!;
        page.Goals.ShouldHaveSingleItem().Steps.Select(s => (s.Words, s.DoneOn)).ShouldBe([("Ring the centre", Today), ("Buy a bus pass", null)]);
        (await world.Database.DoAsync(world.Dee, (CloseGoal close) => close.RunAsync(goal, page.Goals[0].Version, true))).Refusal.ShouldBeNull();
        (await world.Database.DoAsync(world.Joe, (AddGoalStep add) => add.RunAsync(goal, "One more"))).Refusal.ShouldBeOfType<GoalClosed>();
        for (var n = 0; n < SetGoal.Most; n++)
        {
            (await world.Database.DoAsync(world.Joe, (SetGoal set) => set.RunAsync(world.Joe.PersonId, world.Scheme.Id, $"Goal {n}", null))).Succeeded.ShouldBeTrue();
        }

        (await world.Database.DoAsync(world.Joe, (SetGoal set) => set.RunAsync(world.Joe.PersonId, world.Scheme.Id, "One too many", null))).Refusal.ShouldBeOfType<EnoughGoals>();
    }

    [Theory]
    [InlineData("On")]
    [InlineData("At")]
    [InlineData("Minutes")]
    [InlineData("Mode")]
    [InlineData("Place")]
    [InlineData("Load")]
    [InlineData("WhatHelped")]
    public async Task Log_BadField_IsNamed(string field)
    {
        await using var world = await World.MakeAsync();
        var match = await world.Database.AddMatchAsync(world.Scheme, world.Moira, world.Joe.PersonId, world.Dee.PersonId);
        var good = TestData.Contact();
        foreach (var bad in field switch
        {
            "On" => [good with { On = null }, good with { On = Today.AddDays(1) }, good with { On = Today.AddDays(-1) }],
            "At" => [good with { At = null }],
            "Minutes" => [good with { Minutes = null }, good with { Minutes = 0 }, good with { Minutes = 721 }],
            "Mode" => [good with { Mode = null }, good with { Mode = (ContactMode)99 }],
            "Place" => [good with { Place = null }, good with { Place = ContactPlace.NoPlace }, good with { Mode = ContactMode.Phone }],
            "Load" => [good with { Load = null }, good with { Load = 4 }],
            _ => new[] { good with { WhatHelped = new string('a', 281) } },
        })
        {
            (await world.Database.DoAsync(world.Dee, (LogContact log) => log.RunAsync(match, bad))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe(field);
        }
    }

    [Fact]
    public async Task Proposals_SameFactsTwice_AreTheSameAndTheCoordinatorsOwn()
    {
        await using var world = await World.MakeAsync();
        (await world.Database.DoAsync(world.Moira, (MakeProposals make) => make.RunAsync(world.Scheme.Id))).Refusal.ShouldBeOfType<NobodyWaits>();
        await world.Database.DoAsync(world.Moira, (ReferPeople refer) => refer.RunAsync(world.Scheme.Id, [world.Joe.PersonId, world.Kai.PersonId], null, null, ReferralSource.File));
        var first = (await world.Database.DoAsync(world.Moira, (MakeProposals make) => make.RunAsync(world.Scheme.Id))).Value;
        var again = (await world.Database.DoAsync(world.Moira, (MakeProposals make) => make.RunAsync(world.Scheme.Id))).Value;
        var one = (await world.Database.DoAsync(world.Moira, (MentoringQueries q) => q.RunAsync(first)))!;
        var two = (await world.Database.DoAsync(world.Moira, (MentoringQueries q) => q.RunAsync(again)))!;
        one.Fingerprint.ShouldBe(two.Fingerprint);
        one.People.SelectMany(p => p.Options.Select(o => (p.Name, o))).ShouldBe(two.People.SelectMany(p => p.Options.Select(o => (p.Name, o))));
        (one.Matched, one.Proven).ShouldBe((2, true));
        one.People.ShouldAllBe(p => p.Options.Count <= 3 && p.Options.Count(o => o.Chosen) == 1);
        var colin = await world.Database.AddCoordinatorAsync(world.Scheme, "Colin", "Reed");
        (await world.Database.DoAsync(colin, (MentoringQueries q) => q.RunAsync(first))).ShouldBeNull();
        (await world.Database.DoAsync(world.Ruth, (MakeProposals make) => make.RunAsync(world.Scheme.Id))).Refusal.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task Mentee_ThePageOfAMentor_HoldsNoMoreThanItMay()
    {
        await using var world = await World.MakeAsync();
        var match = await world.Database.AddMatchAsync(world.Scheme, world.Moira, world.Joe.PersonId, world.Dee.PersonId);
        await world.Database.DoAsync(world.Moira, (NoteSafety note) => note.RunAsync(match, "Meet north of the river."));
        var page = (await world.Database.DoAsync(world.Dee, (MyMentoringQueries q) => q.MenteeAsync(match)))!;
        page.Name.ShouldBe("Joe", "INV-072: what they are called, without a family name");
        page.Written.Select(w => w.Words).ShouldContain("Meet north of the river.");
        (await world.Database.DoAsync(world.Joe, (MyMentoringQueries q) => q.MineAsync())).ShouldHaveSingleItem().Written.Select(w => w.Words).ShouldNotContain("Meet north of the river.");
        (await world.Database.DoAsync(world.Lou, (MyMentoringQueries q) => q.MenteeAsync(match))).ShouldBeNull();
        (await world.Database.DoAsync(world.Joe, (MyMentoringQueries q) => q.MenteeAsync(match))).ShouldBeNull();
        (await world.Database.DoAsync(world.Ruth, (MentoringQueries q) => q.MatchAsync(match)))!.MayAct.ShouldBeFalse("a supervisor reads");
    }

    [Fact]
    public async Task Wish_ChangedAndTakenBack_LeavesAnEventForEach()
    {
        await using var world = await World.MakeAsync();
        foreach (var kind in new WishKind?[] { WishKind.Like, WishKind.Never, null })
        {
            (await world.WishAsync(world.Joe, world.Dee, kind)).Refusal.ShouldBeNull();
        }

        await using var context = world.Database.Everything();
        (await context.AuditEvents.CountAsync(e => e.Name == "match-wish-said")).ShouldBe(3);
        (await context.MatchWishes.SingleAsync()).To.ShouldBe(Today);
    }

    [Fact]
    public async Task Survey_AMentor_IsNotTheOneToHandItToTheirMentee()
    {
        await using var world = await World.MakeAsync();
        await world.Database.AddMatchAsync(world.Scheme, world.Moira, world.Joe.PersonId, world.Dee.PersonId);
        await using var context = world.Database.Everything();
        (await new MentorSurveyBar().BarsAsync(context, world.Dee.PersonId, world.Joe.PersonId, default)).ShouldBeTrue("INV-091");
        (await new MentorSurveyBar().BarsAsync(context, world.Lou.PersonId, world.Joe.PersonId, default)).ShouldBeFalse();
    }

    /// <summary>A scheme with a coordinator, a supervisor, two mentors and two people who are worked with.</summary>
    private sealed record World(TestDatabase Database, TestScheme Scheme, Viewer Moira, Viewer Ruth, Viewer Dee, Viewer Lou, Viewer Joe, Viewer Kai) : IAsyncDisposable
    {
        public static async Task<World> MakeAsync(string provider = "SQLite")
        {
            var database = await TestDatabase.CreateAsync(provider);
            var scheme = await database.AddSchemeAsync();
            var moira = await database.AddCoordinatorAsync(scheme);
            async Task<Viewer> AddAsync(string name, string family, RoleDefinition role, Hat hat) => new(await database.AddPersonAsync(name, family, role), hat, [scheme.Id]);
            var world = new World(
                database, scheme, moira, await AddAsync("Ruth", "Bell", scheme.Supervisor, Hat.Supervisor), await AddAsync("Dee", "Marsh", scheme.PeerMentor, Hat.PeerWorker),
                await AddAsync("Lou", "Hart", scheme.PeerMentor, Hat.PeerWorker), await AddAsync("Joe", "Sorrel", scheme.Mentee, Hat.Mentee), await AddAsync("Kai", "Moss", scheme.Mentee, Hat.Mentee));
            var holding = await database.HoldingAsync(world.Dee.PersonId, scheme.PeerMentor);
            await database.DoAsync(moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, world.Ruth.PersonId)));
            return world;
        }

        public Task<Outcome<Guid>> DecideAsync(Viewer mentee, Viewer mentor, bool bothAgreed = false) => Database.DoAsync(
            Moira, (DecideMatch decide) => decide.RunAsync(new MatchDecision(Scheme.Id, mentee.PersonId, mentor.PersonId, "Both like to walk and are free on Mondays.", bothAgreed)));

        public Task<Outcome<Guid>> LogAsync(Viewer viewer, Guid match) => Database.DoAsync(viewer, (LogContact log) => log.RunAsync(match, TestData.Contact()));

        public Task<Outcome<Done>> WishAsync(Viewer viewer, Viewer other, WishKind? kind) => Database.DoAsync(viewer, (WishFor wish) => wish.RunAsync(Scheme.Id, [new SaidWish(other.PersonId, kind)]));

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
