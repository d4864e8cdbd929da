using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Recognition;

/// <summary>What staff say of the course about working beside peer workers, and the number that comes of it (CALC-5).</summary>
public sealed class AlongsideTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Course_SaidAndTakenBack_IsTheirOwn(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, pat) = (scene.Database, scene.Pat);
        Task<Outcome<Done>> SayAsync(Viewer who, DateOnly? on) => database.DoAsync(who, (SayAlongside say) => say.RunAsync(on));
        Task<AlongsidePage?> PageAsync(Viewer who) => database.DoAsync(who, (AlongsideQueries q) => q.MineAsync());
        (await PageAsync(pat)).ShouldBe(new AlongsidePage(true, null, false, 36));
        (await SayAsync(scene.Ann, Today)).Refusal.ShouldBeOfType<NotAllowed>();
        (await SayAsync(scene.Ann with { Hat = Hat.StaffColleague }, Today)).Refusal.ShouldBeOfType<NotAllowed>("she does the work herself");
        (await PageAsync(scene.Ann)).ShouldBeNull();
        (await PageAsync(scene.Ann with { Hat = Hat.StaffColleague }))!.IsStaff.ShouldBeFalse();
        foreach (var wrong in new DateOnly?[] { null, Today.AddDays(1), Today.AddMonths(-36).AddDays(-1) })
        {
            (await SayAsync(pat, wrong)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("On");
        }

        (await SayAsync(pat, Today.AddMonths(-36))).Refusal.ShouldBeNull();
        (await SayAsync(pat, Today.AddDays(-3))).Refusal.ShouldBeNull("and put right");
        (await PageAsync(pat)).ShouldBe(new AlongsidePage(true, Today.AddDays(-3), true, 36));
        foreach (var who in new[] { scene.Moira, scene.Hal, scene.Sue, scene.Ann })
        {
            await using var context = database.Engine.OpenReader(who);
            context.Now = database.Clock.Now();
            (await context.WorkingAlongside.CountAsync()).ShouldBe(0);
        }

        (await database.DoAsync(pat, (MyRecordQueries q) => q.TraceAsync())).Lines.ShouldContain(l => l.Did == "Said when they did the course about working beside peers");
        (await TakeBackAsync(scene.Sue)).Refusal.ShouldBeOfType<NotFound>();
        (await TakeBackAsync(pat)).Refusal.ShouldBeNull();
        (await TakeBackAsync(pat)).Refusal.ShouldBeOfType<NotFound>();
        (await PageAsync(pat))!.On.ShouldBeNull();

        Task<Outcome<Done>> TakeBackAsync(Viewer who) => database.DoAsync(who, (TakeBackAlongside back) => back.RunAsync());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Climate_OfWhatStaffLearned_IsCountedWhereItTellsOfNobody(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var database = scene.Database;
        List<Viewer> staff = [scene.Moira, scene.Hal, scene.Sue, scene.Pat];
        foreach (var who in staff)
        {
            await SaidAsync(who);
        }

        (await LineAsync()).Counted.ShouldBeFalse("four people, though all have");
        var fay = new Viewer(await database.AddPersonAsync("Fay", "Teal", scene.Scheme.Supervisor), Hat.Supervisor, [scene.Scheme.Id]);
        (await LineAsync()).Counted.ShouldBeFalse("that one has not would tell of her");
        await SaidAsync(fay);
        var line = await LineAsync();
        (line.Counted, line.Met, line.Basis).ShouldBe((true, true, "From what staff said: 5 of 5 in this scheme did the course in the last 36 months"));
        line.Means!.ShouldContain("Working alongside");

        // Behind a wall from one of the five, he sees what there would be without her.
        await database.WriteAsync("wall-raised", writing =>
        {
            writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), scene.Hal.PersonId, fay.PersonId, writing.Now));
            return true;
        });
        (await LineAsync()).Counted.ShouldBeFalse();
        await using (var context = database.Everything())
        {
            await context.Walls.ExecuteDeleteAsync();
        }

        (await database.DoAsync(scene.Hal, (AnswerCondition answer) => answer.RunAsync(new ConditionCheck(scene.Sites[0], EnablingCondition.StaffLearned, true, Today, "The training list")))).Succeeded.ShouldBeTrue();
        foreach (var who in staff)
        {
            (await database.DoAsync(who, (TakeBackAlongside back) => back.RunAsync())).Refusal.ShouldBeNull();
        }

        line = await LineAsync();
        (line.Counted, line.Met).ShouldBe((false, true), "one of five: the answer by hand stands");
        (await database.DoAsync(fay, (TakeBackAlongside back) => back.RunAsync())).Refusal.ShouldBeNull();
        line = await LineAsync();
        (line.Counted, line.Met).ShouldBe((true, false), "nobody has, and that is a number too");

        async Task SaidAsync(Viewer who) => (await database.DoAsync(who, (SayAlongside say) => say.RunAsync(Today))).Refusal.ShouldBeNull();
        async Task<ConditionLine> LineAsync() =>
            (await database.DoAsync(scene.Hal, (ClimateQueries q) => q.SiteAsync(scene.Sites[0])))!.Conditions.Single(c => c.Condition == EnablingCondition.StaffLearned);
    }

    [Fact]
    public async Task Climate_OnceTheCourseIsLongAgo_CountsItNoMore()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var fay = new Viewer(await scene.Database.AddPersonAsync("Fay", "Teal", scene.Scheme.Supervisor), Hat.Supervisor, [scene.Scheme.Id]);
        foreach (var who in new[] { scene.Moira, scene.Hal, scene.Sue, scene.Pat, fay })
        {
            (await scene.Database.DoAsync(who, (SayAlongside say) => say.RunAsync(Today.AddMonths(-36)))).Refusal.ShouldBeNull();
        }

        (await MetAsync()).ShouldBe(true);
        scene.Database.Clock.Advance(TimeSpan.FromDays(1));
        (await MetAsync()).ShouldBe(false);
        (await scene.Database.DoAsync(fay, (AlongsideQueries q) => q.MineAsync()))!.Counts.ShouldBeFalse();

        async Task<bool?> MetAsync() =>
            (await scene.Database.DoAsync(scene.Hal, (ClimateQueries q) => q.SiteAsync(scene.Sites[0])))!.Conditions.Single(c => c.Condition == EnablingCondition.StaffLearned).Met;
    }

    [Theory]
    [InlineData(4, 0, false)]
    [InlineData(5, 0, true)]
    [InlineData(0, 5, true)]
    [InlineData(5, 4, false)]
    [InlineData(4, 5, false)]
    [InlineData(5, 5, true)]
    [InlineData(0, 0, false)]
    public void Share_WithFewOnEitherSide_IsNotShown(int hits, int others, bool shown)
    {
        var share = NicheShare.Count([.. Enumerable.Range(0, hits + others).Select(i => (Id(i), i < hits))], 5);
        (share is not null).ShouldBe(shown);
        share?.ShouldBe(new NicheShare(hits, hits + others));
    }

    [Fact]
    public void Share_OfAnyThings_NeverTellsOfFewerPeopleThanTheLeast() =>
        Gen.Select(Gen.Int[0, 11], Gen.Bool).Array[0, 40].Sample(rows =>
        {
            List<(Guid Person, bool Hit)> things = [.. rows.Select(r => (Id(r.Item1), r.Item2))];
            if (NicheShare.Count(things, 5) is not { } share)
            {
                return;
            }

            (share.Hits, share.Of).ShouldBe((things.Count(t => t.Hit), things.Count));
            foreach (var side in new[] { things, things.FindAll(t => t.Hit), things.FindAll(t => !t.Hit) })
            {
                side.Select(t => t.Person).Distinct().Count().ShouldNotBeInRange(1, 4);
            }

            things.Count.ShouldBePositive();
        });

    [Theory]
    [InlineData(9, 10, true)]
    [InlineData(89, 100, false)]
    [InlineData(90, 100, true)]
    [InlineData(0, 5, false)]
    public void Share_OfNineInTen_IsNearlyAll(int hits, int of, bool reaches) => new NicheShare(hits, of).Reaches(90).ShouldBe(reaches);

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
