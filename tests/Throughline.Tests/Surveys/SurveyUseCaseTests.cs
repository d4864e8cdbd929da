using System.Data;
using System.Globalization;
using System.Text.Json;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Surveys;
using Throughline.Testing;

namespace Throughline.Tests.Surveys;

[Trait("invariants", "INV-090, INV-091")]
public sealed class SurveyUseCaseTests
{
    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    // Scenario 16.
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Wave_WithSevenAnswers_TellsNothingAndAPeerCannotSurveyTheirOwn(string provider)
    {
        await using var scene = await SurveyScene.OpenAsync(provider);
        var wave = await scene.WaveAsync(sites: [0, 1]);
        for (var i = 0; i < 7; i++)
        {
            (await scene.AnswerAsync(await scene.DoorAsync(wave, i % 2), SurveyScene.All(5), i == 0 ? "The tea is good." : null)).Succeeded.ShouldBeTrue();
        }

        var page = (await scene.PageAsync(wave))!;
        (page.Enough, page.Results).ShouldBe((false, null));
        (await scene.Database.AsAsync<SurveyQueries, SurveyWordsPage?>(scene.Moira, s => s.WordsAsync(wave))).ShouldBeNull();
        (await scene.CloseAsync(wave)).Value.ShouldBeFalse();
        page = (await scene.PageAsync(wave, scene.Hal))!;
        (page.Wave.State, page.Enough, page.Results).ShouldBe((SurveyWaveState.TooFew, false, null));
        (await scene.Database.AsAsync<SurveyQueries, SurveyWordsPage?>(scene.Moira, s => s.WordsAsync(wave))).ShouldBeNull();
        await using var context = scene.Database.Everything();
        (await context.SurveyTallies.CountAsync() + await context.SurveyWords.CountAsync() + await context.CountedSheets.CountAsync()).ShouldBe(0);
        scene.Database.Keyring.IsDestroyed(wave).ShouldBeTrue("the words are gone from every backup too");

        // A peer cannot survey whom they are kept apart from, and is not told why.
        var sam = TestData.Viewer(await scene.Database.AddPersonAsync("Sam", "Oak", scene.Scheme.PeerMentor), Hat.PeerWorker, scene.Scheme.Id);
        var kin = await scene.Database.AddPersonAsync("Joe", "Oak", scene.Scheme.Mentee);
        var other = await scene.Database.AddPersonAsync("Ann", "Reed", scene.Scheme.Mentee);
        var walled = await scene.Database.AddPersonAsync("Lee", "Marsh", scene.Scheme.Mentee);
        var behind = await scene.Database.AddPersonAsync("Pat", "Moss", scene.Scheme.Mentee);
        await scene.Database.WriteAsync("kept-apart", writing =>
        {
            writing.Context.Add(Relationship.Declare(writing.NewId(), kin, sam.PersonId, null, scene.Moira.PersonId, writing.Today, writing.Today.AddDays(84)).Value);
            var (one, two) = (writing.NewId(), writing.NewId());
            writing.Context.Add(new Wall(writing.NewId(), one, sam.PersonId, walled, writing.Now));
            writing.Context.Add(new Wall(writing.NewId(), two, behind, sam.PersonId, writing.Now));
            return true;
        });
        wave = await scene.WaveAsync();
        (await HandAsync(sam, other)).Value.Single().Code.ShouldBe(await scene.DoorAsync(wave));
        (await HandAsync(sam, kin)).Refusal.ShouldBeOfType<SomebodyElseWill>().Sentence.ShouldBe("Somebody else will do this one with them.");
        (await HandAsync(sam, behind)).Refusal.ShouldBeOfType<SomebodyElseWill>();
        (await HandAsync(sam, walled)).Refusal.ShouldBeOfType<NotFound>("as somebody who is not there");
        (await HandAsync(sam, Guid.Empty)).Refusal.ShouldBeOfType<NotFound>();
        (await HandAsync(sam, sam.PersonId)).Refusal.ShouldBeOfType<NotFound>();
        (await HandAsync(scene.Hal, other)).Refusal.ShouldBeOfType<NotFound>();
        (await HandAsync(sam with { SchemeIds = [] }, other)).Refusal.ShouldBeOfType<NotFound>();
        await scene.CloseAsync(wave);
        (await HandAsync(sam, other)).Refusal.ShouldBeOfType<WaveTakesNoAnswers>();

        Task<Outcome<IReadOnlyList<DoorLine>>> HandAsync(Viewer by, Guid person) => scene.Database.AsAsync<HandOutSurvey, Outcome<IReadOnlyList<DoorLine>>>(by, hand => hand.RunAsync(new HandOut(wave, person)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Wave_WithThirtyFourAnswers_IsSeenOnceItIsClosed(string provider)
    {
        await using var scene = await SurveyScene.OpenAsync(provider);
        var wave = await scene.WaveAsync(sites: [0, 1, 2]);
        for (var i = 0; i < 34; i++)
        {
            var answers = SurveyScene.All(i < 10 ? 2 : i < 20 ? 4 : 5, i % 3 != 0);
            answers[0] = i < 5 ? 1 : answers[0];
            answers[1] = i < 28 ? null : answers[1];
            (await scene.AnswerAsync(await scene.DoorAsync(wave, i < 16 ? 0 : i < 31 ? 1 : 2), answers, i is 3 or 9 ? "Longer opening hours" : null)).Succeeded.ShouldBeTrue();
        }

        (await scene.PageAsync(wave))!.Results.ShouldBeNull("while it is open, what came in last could be told by looking twice");
        (await scene.PageAsync(wave))!.Enough.ShouldBeTrue();
        (await scene.CloseAsync(wave, sure: false)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Sure");
        (await scene.CloseAsync(wave, by: scene.Hal)).Refusal.ShouldBeOfType<NotFound>();
        (await scene.CloseAsync(wave)).Value.ShouldBeTrue();
        (await scene.CloseAsync(wave)).Refusal.ShouldBeOfType<WaveIsClosed>();
        (await scene.AnswerAsync(await scene.DoorAsync(wave), SurveyScene.All(5))).Refusal.ShouldBeOfType<WaveTakesNoAnswers>();

        var results = (await scene.PageAsync(wave, scene.Hal))!.Results!;
        (results.Answers, results.Response).ShouldBe((34, new Share(34, 60)));
        results.Questions[0].Groups!.Select(g => g.Count).ShouldBe([5, 5, 0, 10, 14]);
        results.Questions[1].Answered.ShouldBeNull("six people answered it");
        results.Questions[2].Good.ShouldBe(new Share(24, 34));
        results.Questions[2].Good!.Interval!.Value.Low.ShouldBe(SmallNumbers.Wilson(24, 34).Low);
        results.Questions[7].Groups!.Select(g => g.Count).ShouldBe([22, 12]);
        results.Places.Select(p => (p.Places.Count, p.Count)).ShouldBe([(1, 16), (2, 18)], "three answers from Weir Street are counted with another place");
        (results.Words.Count, results.Waiting).ShouldBe((0, 2));

        // Words are shown one by one, once somebody has looked.
        var words = (await WordsAsync())!;
        words.Words.Select(w => w.State).ShouldBe([WordsState.Waiting, WordsState.Waiting]);
        (await CheckAsync(scene.Hal, words.Version, 0, true)).Refusal.ShouldBeOfType<NotFound>();
        (await CheckAsync(scene.Moira, words.Version, 0, null)).Refusal.ShouldBeOfType<Invalid>();
        (await CheckAsync(scene.Moira, words.Version, 2, true)).Refusal.ShouldBeOfType<NotFound>();
        (await CheckAsync(scene.Moira, words.Version, 0, true)).Succeeded.ShouldBeTrue();
        (await CheckAsync(scene.Moira, words.Version, 1, true)).Refusal.ShouldBeOfType<Stale>();
        results = (await scene.PageAsync(wave, scene.Hal))!.Results!;
        (results.Words.Single(), results.Waiting).ShouldBe(("Longer opening hours", 1));
        words = (await WordsAsync())!;
        (await CheckAsync(scene.Moira, words.Version, words.Words.ToList().FindIndex(w => w.State == WordsState.Shown), false)).Succeeded.ShouldBeTrue();
        (await scene.PageAsync(wave, scene.Hal))!.Results!.Words.ShouldBeEmpty();

        Task<SurveyWordsPage?> WordsAsync() => scene.Database.AsAsync<SurveyQueries, SurveyWordsPage?>(scene.Moira, s => s.WordsAsync(wave));
        Task<Outcome<Done>> CheckAsync(Viewer by, int version, int at, bool? show) =>
            scene.Database.AsAsync<CheckWords, Outcome<Done>>(by, check => check.RunAsync(new WordsCheck(wave, version, at, show)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Answers_InWhateverOrder_LeaveTheSameRowsTheSameLogAndTheSamePages(string provider)
    {
        await using var scene = await SurveyScene.OpenAsync(provider);
        var answers = Enumerable.Range(0, 12).Select(i => (Site: i % 2, Answers: (int?[])[1 + (i % 5), 5, i % 3 == 0 ? null : 4, 3, 2, 1 + (i / 3), 1 + (i % 2), 2], Words: i % 4 == 0 ? $"Words {i / 8}" : null)).ToList();
        string? first = null;
        await Gen.Shuffle(Enumerable.Range(0, answers.Count).ToArray()).SampleAsync(
            async order =>
            {
                var wave = await scene.WaveAsync(sites: [0, 1]);
                var doors = new[] { await scene.DoorAsync(wave, 0), await scene.DoorAsync(wave, 1) };
                var before = await EventsAsync(scene.Database);
                foreach (var i in order)
                {
                    scene.Database.Clock.Advance(TimeSpan.FromSeconds(1));
                    (await scene.AnswerAsync(doors[answers[i].Site], answers[i].Answers, answers[i].Words)).Succeeded.ShouldBeTrue();
                }

                (await EventsAsync(scene.Database)).ShouldBe(before, "the times of events would be the order");
                var left = await StoredAsync(scene, wave);
                (await scene.CloseAsync(wave)).Value.ShouldBeTrue();
                left += JsonSerializer.Serialize((await scene.PageAsync(wave))!.Results);
                left += JsonSerializer.Serialize((await scene.Database.AsAsync<SurveyQueries, SurveyWordsPage?>(scene.Moira, s => s.WordsAsync(wave)))!.Words);
                (first ??= left).ShouldBe(left);
            },
            iter: 5, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Answers_LeaveNoRowTimePersonOrKey(string provider)
    {
        await using var scene = await SurveyScene.OpenAsync(provider);
        var wave = await scene.WaveAsync();
        var door = await scene.DoorAsync(wave);
        await using var context = scene.Database.Everything();
        var rows = await context.SurveyTallies.CountAsync();

        // Somebody who is signed in at the same browser, with the key of a form: neither is kept.
        var outcome = await scene.Database.AsAsync(scene.Moira, services => ((AnswerSurvey)services.GetService(typeof(AnswerSurvey))!)
            .RunAsync(door, new SurveyAnswers("page-number-000000000001", SurveyScene.All(3), null, null)), once: new Guid("0193aaaa-0000-7000-8000-000000000001"));
        outcome.Succeeded.ShouldBeTrue();
        (await context.SurveyTallies.CountAsync()).ShouldBe(rows, "counters only");
        (await context.Set<DoneOnce>().CountAsync(d => d.Act == "survey-answered")).ShouldBe(0);
        (await context.AuditEvents.CountAsync(e => e.Name == "survey-answered")).ShouldBe(0);
        foreach (var type in new[] { typeof(SurveyTally), typeof(SurveyWords), typeof(CountedSheet), typeof(SurveyCode) })
        {
            typeof(INotAudited).IsAssignableFrom(type).ShouldBeTrue();
            var properties = context.Model.FindEntityType(type)!.GetProperties().ToList();
            properties.Where(p => p.ClrType == typeof(DateTimeOffset) || p.ClrType == typeof(DateOnly) || p.ClrType == typeof(DateTimeOffset?) || p.Name is "Id" or "PersonId" or "ById").ShouldBeEmpty();
            properties.Where(p => p.ClrType == typeof(Guid)).Select(p => p.Name).ShouldBeSubsetOf(["WaveId", "SiteId"]);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Answers_TwentyAtOnceAndEachSentTwice_AreCountedOnceEach(string provider)
    {
        await using var scene = await SurveyScene.OpenAsync(provider);
        var wave = await scene.WaveAsync();
        var door = await scene.DoorAsync(wave);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => scene.AnswerAsync(door, SurveyScene.All(4), $"Words {i % 20}", number: $"page-number-of-{i % 20:D8}"))));
        outcomes.ShouldAllBe(o => o.Succeeded);
        await scene.CloseAsync(wave);
        var results = (await scene.PageAsync(wave))!.Results!;
        (results.Answers, results.Waiting, results.Questions[0].Good).ShouldBe((20, 20, new Share(20, 20)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Codes_EachWorksOnce_AndNothingSaysOnWhat(string provider)
    {
        await using var scene = await SurveyScene.OpenAsync(provider);
        var wave = await scene.WaveAsync(codes: true, people: 10);
        var door = await scene.DoorAsync(wave);
        (await PrintAsync(scene.Moira, 0)).Refusal.ShouldBeOfType<Invalid>();
        (await PrintAsync(scene.Hal, 5)).Refusal.ShouldBeOfType<NotFound>();
        var codes = (await PrintAsync(scene.Moira, 20)).Value;
        (await PrintAsync(scene.Moira, 11)).Refusal.ShouldBeOfType<Invalid>().Message.ShouldContain("20 codes for 10 people");
        codes.Distinct().Count().ShouldBe(20);
        (await scene.AnswerAsync(door, SurveyScene.All(4))).Refusal.ShouldBeOfType<CodeNotGood>();
        (await scene.AnswerAsync(door, SurveyScene.All(4), code: "ABCDEFGH")).Refusal.ShouldBeOfType<CodeNotGood>();
        var spent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => scene.AnswerAsync(door, SurveyScene.All(4), code: PrintCodes.Grouped(codes[0]).ToLowerInvariant()))));
        spent.Count(o => o.Succeeded).ShouldBe(1);
        spent.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is CodeNotGood);
        await using var context = scene.Database.Everything();
        (await context.SurveyCodes.CountAsync(c => c.Spent)).ShouldBe(1);
        (await context.SurveyTallies.Where(t => t.Question == SurveyTally.Sheets).SumAsync(t => t.Count)).ShouldBe(1);
        await scene.CloseAsync(wave);
        (await context.SurveyCodes.CountAsync()).ShouldBe(0);
        (await PrintAsync(scene.Moira, 1)).Refusal.ShouldBeOfType<WaveIsClosed>();
        wave = await scene.WaveAsync();
        (await PrintAsync(scene.Moira, 1)).Refusal.ShouldBeOfType<WaveNeedsNoCodes>();

        Task<Outcome<IReadOnlyList<string>>> PrintAsync(Viewer by, int many) =>
            scene.Database.AsAsync<PrintCodes, Outcome<IReadOnlyList<string>>>(by, print => print.RunAsync(new NewCodes(wave, many)));
    }

    [Fact]
    public async Task Answer_WhatIsWrong_IsNamed()
    {
        await using var scene = await SurveyScene.OpenAsync();
        var wave = await scene.WaveAsync();
        var door = await scene.DoorAsync(wave);
        (await scene.AnswerAsync("ABCDEFGH", SurveyScene.All(3))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.AnswerAsync("<script>", SurveyScene.All(3))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.AnswerAsync(door, SurveyScene.All(6))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Answers[0]");
        (await scene.AnswerAsync(door, [1, 2, 3, 4, 5, 5, 3, 1])).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Answers[6]");
        (await scene.AnswerAsync(door, [1, 2])).Refusal.ShouldBeOfType<Invalid>();
        (await scene.AnswerAsync(door, new int?[8])).Refusal.ShouldBeOfType<Invalid>().Message.ShouldBe("Answer at least one question");
        (await scene.AnswerAsync(door, new int?[8], new string('x', 1001))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await scene.AnswerAsync(door, new int?[8], "Only words")).Succeeded.ShouldBeTrue();
        scene.Database.Clock.Advance(TimeSpan.FromDays(28));
        (await scene.AnswerAsync(door, SurveyScene.All(3))).Refusal.ShouldBeOfType<WaveTakesNoAnswers>();

        // Paper comes in later, until somebody closes it.
        (await EnterAsync(scene.Hal, scene.Sites[0])).Refusal.ShouldBeOfType<NotFound>();
        (await EnterAsync(scene.Moira, scene.Sites[1])).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("SiteId");
        (await EnterAsync(scene.Moira, scene.Sites[0])).Succeeded.ShouldBeTrue();
        await scene.CloseAsync(wave);
        (await EnterAsync(scene.Moira, scene.Sites[0])).Refusal.ShouldBeOfType<WaveIsClosed>();

        Task<Outcome<Done>> EnterAsync(Viewer by, Guid site) => scene.Database.AsAsync<EnterSheet, Outcome<Done>>(
            by, enter => enter.RunAsync(wave, site, new SurveyAnswers("page-number-of-the-paper", SurveyScene.All(3), null, null)));
    }

    [Fact]
    public async Task Open_WhatIsWrong_IsNamed()
    {
        await using var scene = await SurveyScene.OpenAsync();
        var plan = scene.Plan();
        (await scene.OpenWaveAsync(plan, scene.Hal)).Refusal.ShouldBeOfType<NotFound>();
        (await scene.OpenWaveAsync(plan with { Name = " " })).Refusal!.Field.ShouldBe("Name");
        (await scene.OpenWaveAsync(plan with { From = null })).Refusal!.Field.ShouldBe("From");
        (await scene.OpenWaveAsync(plan with { To = new DateOnly(2026, 3, 1) })).Refusal!.Field.ShouldBe("To");
        (await scene.OpenWaveAsync(plan with { Audience = null })).Refusal!.Field.ShouldBe("Audience");
        (await scene.OpenWaveAsync(plan with { CouldAnswer = null })).Refusal!.Field.ShouldBe("CouldAnswer");
        (await scene.OpenWaveAsync(plan with { CouldAnswer = 9 })).Refusal.ShouldBe(new TooFewToAsk(10));
        (await scene.OpenWaveAsync(plan with { SiteIds = [] })).Refusal!.Field.ShouldBe("SiteIds");
        (await scene.OpenWaveAsync(plan with { SiteIds = [scene.Scheme.Id] })).Refusal!.Field.ShouldBe("SiteIds");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Cut_ANameOutOfAnAnswer_LeavesAMarkAndNoTrace(string provider)
    {
        await using var scene = await SurveyScene.OpenAsync(provider);
        var wave = await scene.WaveAsync();
        var door = await scene.DoorAsync(wave);
        for (var i = 0; i < 12; i++)
        {
            (await scene.AnswerAsync(door, SurveyScene.All(4), i == 0 ? "Ask Terrence at the desk. Terrence knows." : null)).Succeeded.ShouldBeTrue();
        }

        (await CutAsync(scene.Moira, 1, "Terrence")).Refusal.ShouldBeOfType<NotFound>("nothing is seen before it closes");
        await scene.CloseAsync(wave);
        var version = (await WordsAsync()).Version;
        (await CutAsync(scene.Hal, version, "Terrence")).Refusal.ShouldBeOfType<NotFound>();
        (await CutAsync(scene.Moira, version + 1, "Terrence")).Refusal.ShouldBeOfType<Stale>();
        (await CutAsync(scene.Moira, version, "Terrence", 1)).Refusal.ShouldBeOfType<NotFound>();
        (await CutAsync(scene.Moira, version, " ")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Cut");
        (await CutAsync(scene.Moira, version, "Terence")).Refusal.ShouldBeOfType<NotInTheAnswer>();
        (await CutAsync(scene.Moira, version, "Ask Terrence at the desk. Terrence knows.")).Refusal.ShouldBeOfType<NothingWouldBeLeft>();
        (await CutAsync(scene.Moira, version, "Terrence")).Refusal.ShouldBeNull();
        var left = await WordsAsync();
        left.Words.ShouldHaveSingleItem().ShouldBe(new SaidWords("Ask […] at the desk. […] knows.", WordsState.Waiting));
        (await CutAsync(scene.Moira, version, "desk")).Refusal.ShouldBeOfType<Stale>();
        (await scene.Database.AsAsync<CheckWords, Outcome<Done>>(scene.Moira, check => check.RunAsync(new WordsCheck(wave, left.Version, 0, true)))).Refusal.ShouldBeNull();
        (await scene.PageAsync(wave, scene.Hal))!.Results!.Words.ShouldBe(["Ask […] at the desk. […] knows."]);
        await using var context = scene.Database.Everything();
        (await context.AuditEvents.CountAsync(e => e.Name == "survey-words-cut")).ShouldBe(1);

        async Task<SurveyWordsPage> WordsAsync() => (await scene.Database.AsAsync<SurveyQueries, SurveyWordsPage?>(scene.Moira, s => s.WordsAsync(wave)))!;
        Task<Outcome<Done>> CutAsync(Viewer by, int at, string cut, int which = 0) =>
            scene.Database.AsAsync<CutWords, Outcome<Done>>(by, use => use.RunAsync(new WordsCut(wave, at, which, cut)));
    }

    [Fact]
    public async Task Due_AWavePastItsLastDay_WaitsToBeClosed()
    {
        await using var scene = await SurveyScene.OpenAsync();
        var wave = await scene.WaveAsync();
        Task<IReadOnlyList<Due>> DueAsync(DateOnly on) => scene.Database.AsAsync<SurveyDueQueries, IReadOnlyList<Due>>(Viewer.System, q => q.DueAsync(on));
        (await DueAsync(new DateOnly(2026, 3, 29))).ShouldBeEmpty("its last day");
        (await DueAsync(new DateOnly(2026, 3, 30))).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Hat.ShouldBe(Hat.Coordinator), d => d.On.ShouldBe(new DateOnly(2026, 3, 30)), d => d.AboutId.ShouldBe(Due.Nobody), d => d.Path.ShouldBe($"/surveys/waves/{wave}"));
        await scene.CloseAsync(wave);
        (await DueAsync(new DateOnly(2026, 3, 30))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Compare_OnlyTheSamePeopleAtTwoTimes()
    {
        await using var scene = await SurveyScene.OpenAsync();
        async Task<Guid> AskAsync(int good, string audience, params int[] sites)
        {
            var wave = (await scene.OpenWaveAsync(scene.Plan(false, 60, sites) with
            {
                Name = audience, Audience = audience, From = scene.Database.Clock.Today(), To = scene.Database.Clock.Today().AddDays(6),
            })).Value;
            for (var i = 0; i < 20; i++)
            {
                (await scene.AnswerAsync(await scene.DoorAsync(wave, sites[0]), SurveyScene.All(i < good ? 5 : 1))).Succeeded.ShouldBeTrue();
            }

            await scene.CloseAsync(wave);
            scene.Database.Clock.Advance(TimeSpan.FromDays(7));
            return wave;
        }

        var first = await AskAsync(10, "everybody", 0, 1);
        await AskAsync(12, "everybody", 0);
        await AskAsync(12, "the women’s group", 0, 1);
        await AskAsync(3, "Everybody", 1, 0);
        var last = (await scene.PageAsync(await AskAsync(15, "everybody", 0, 1)))!.Results!;
        last.Before!.Name.ShouldBe("Everybody");
        last.Questions[0].Before.ShouldBeNull("three people would be told of");
        last.Questions[0].Good.ShouldBe(new Share(15, 20));

        // A question that was changed is another question.
        var sheet = SurveyTemplates.Default;
        (await scene.Database.AsAsync<EditSurvey, Outcome<int>>(scene.Moira, edit => edit.RunAsync(new SurveyEdit(
            scene.Scheme.Id, 1, sheet with { Questions = [sheet.Questions[0] with { Text = "Do people respect you here?" }, .. sheet.Questions.Skip(1)] }, "Plainer")))).Value.ShouldBe(2);
        (await scene.Database.AsAsync<EditSurvey, Outcome<int>>(scene.Moira, edit => edit.RunAsync(new SurveyEdit(scene.Scheme.Id, 1, sheet, "Again")))).Refusal.ShouldBeOfType<Stale>();
        var changed = (await scene.PageAsync(await AskAsync(14, "everybody", 0, 1)))!.Results!;
        changed.Questions[0].Before.ShouldBeNull();
        changed.Questions[1].Before.ShouldBe(new Share(15, 20));
        (await scene.PageAsync(first))!.Results!.Before.ShouldBeNull();
        (await scene.Database.AsAsync<SurveyQueries, SurveyPage?>(scene.Moira, s => s.SurveyAsync(scene.Scheme.Id)))!.Versions.Select(v => v.By).ShouldBe(["Moira Finch", "Throughline"]);
    }

    [Fact]
    public async Task Pages_OfAnotherScheme_AreNotThere()
    {
        await using var scene = await SurveyScene.OpenAsync();
        var wave = await scene.WaveAsync();
        var wes = new Viewer(scene.Moira.PersonId, Hat.Coordinator, [new Guid("0193bbbb-0000-7000-8000-000000000001")]);
        (await scene.PageAsync(wave, wes)).ShouldBeNull();
        (await scene.PageAsync(wave, new Viewer(scene.Hal.PersonId, Hat.Commissioner, [scene.Scheme.Id]))).ShouldBeNull();
        (await scene.Database.AsAsync<SurveyQueries, SurveyPage?>(scene.Hal, s => s.SurveyAsync(scene.Scheme.Id))).ShouldBeNull();
        (await scene.Database.AsAsync<SurveyQueries, IReadOnlyList<SchemeSurveys>>(scene.Hal, s => s.ListAsync())).Single().Waves.Single().Enough.ShouldBeFalse();
        (await scene.Database.AsAsync<SurveyQueries, IReadOnlyList<SchemeSurveys>>(wes, s => s.ListAsync())).ShouldBeEmpty();
    }

    private static async Task<int> EventsAsync(TestDatabase database)
    {
        await using var context = database.Everything();
        return await context.AuditEvents.CountAsync();
    }

    // The rows as the database gives them when it is asked for no order, and the words as they lie under their seal. PostgreSQL writes a changed row wherever
    // there is room; that it wrote all of them together, whatever was answered, is what tells nothing.
    private static async Task<string> StoredAsync(SurveyScene scene, Guid wave)
    {
        await using var context = scene.Database.Everything();
        var connection = context.Database.GetDbConnection();
        if (connection.State != ConnectionState.Open)
        {
            await connection.OpenAsync();
        }

        var postgres = scene.Database.ConnectionString is not null;
        await using var command = connection.CreateCommand();
        command.CommandText = $"""SELECT "SiteId", "Question", "Answer", "Count"{(postgres ? ", xmin::text" : "")} FROM "SurveyTallies" WHERE "WaveId" = @wave""";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@wave", wave);
        command.Parameters.Add(parameter);
        List<string> rows = [];
        HashSet<object> writes = [];
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"{reader.GetValue(0).ToString()!.ToUpperInvariant()}/{reader.GetValue(1)}/{reader.GetValue(2)}={reader.GetValue(3)}"));
                writes.Add(postgres ? reader.GetValue(4) : 0);
            }
        }

        rows.Count.ShouldBe(70);
        writes.Count.ShouldBe(1);
        var words = await context.SurveyWords.SingleAsync(w => w.WaveId == wave);
        return string.Join(' ', postgres ? rows.Order(StringComparer.Ordinal) : rows) + Vault.OpenInsideWrite(scene.Database.Keyring, wave, words.Text);
    }
}
