using Microsoft.EntityFrameworkCore;
using Throughline.Expenses;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Rights;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Expenses;

public sealed class ExpenseUseCaseTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Claim_AskedAndPaid_IsBetweenThePersonAndTheCoordinators(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 2);
        var (database, ann, moira) = (scene.Database, scene.Ann, scene.Moira);
        var question = new ExpenseQuestion(scene.Scheme.Id, Today.AddDays(-1), 460, "The bus to the hub and back.");
        foreach (var (wrong, field) in new[]
        {
            (question with { On = null }, "On"), (question with { On = Today.AddDays(1) }, "On"), (question with { On = Today.AddYears(-1).AddDays(-1) }, "On"),
            (question with { Amount = null }, "Amount"), (question with { Amount = 0 }, "Amount"), (question with { Amount = 50001 }, "Amount"),
            (question with { What = " " }, "What"), (question with { What = new string('a', ExpenseClaim.WordsMaxLength + 1) }, "What"),
        })
        {
            (await AskAsync(ann, wrong)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe(field);
        }

        foreach (var who in new[] { moira, scene.Hal, scene.Sue, scene.Pat, ann with { Hat = Hat.StaffColleague } })
        {
            (await AskAsync(who, question)).Refusal.ShouldBeOfType<NotFound>();
        }

        (await AskAsync(ann, question with { SchemeId = Guid.Empty })).Refusal.ShouldBeOfType<NotFound>();
        (await AskAsync(ann, question with { Amount = 50000 })).Succeeded.ShouldBeTrue("as much as the scheme says");
        var id = (await AskAsync(ann, question)).Value;
        var mine = await database.DoAsync(ann, (ExpenseQueries q) => q.MineAsync());
        (mine.Days, mine.MostPounds, mine.Unseen, mine.Claims.Count, mine.Schemes.Single().Id).ShouldBe((14, 500, false, 2, scene.Scheme.Id));
        foreach (var who in new[] { scene.Hal, scene.Sue, scene.Pat, scene.Peers[1], scene.Sue with { Hat = Hat.StaffColleague } })
        {
            (await PageAsync(who, id)).ShouldBeNull();
            (await database.DoAsync(who, (ExpenseQueries q) => q.ToPayAsync())).ShouldBeEmpty();
            (await PayAsync(who, new ExpensePayment(id, 1, Today))).Refusal.ShouldBeOfType<NotFound>();
            (await database.DoAsync(who, (TakeBackExpense back) => back.RunAsync(id))).Refusal.ShouldBeOfType<NotFound>();
            await using var context = database.Engine.OpenReader(who);
            context.Now = database.Clock.Now();
            (await context.ExpenseClaims.CountAsync()).ShouldBe(0);
        }

        var page = (await PageAsync(moira, id))!;
        (page.Line.Name, page.What, page.By, page.CanAnswer, page.CanTakeBack).ShouldBe(("Ann Reed", "The bus to the hub and back.", Today.AddDays(14), true, false));
        page = (await PageAsync(ann, id))!;
        (page.Line.Name, page.What, page.CanAnswer, page.CanTakeBack).ShouldBe((null, "The bus to the hub and back.", false, true));
        var payment = new ExpensePayment(id, 1, Today);
        foreach (var who in new[] { ann, ann with { Hat = Hat.Coordinator } })
        {
            (await PayAsync(who, payment)).Refusal.ShouldBeOfType<NotAllowed>("nobody pays themselves");
        }

        (await PayAsync(moira, payment with { Version = 2 })).Refusal.ShouldBeOfType<Stale>();
        (await PayAsync(moira, payment with { PaidOn = null })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("PaidOn");
        (await PayAsync(moira, payment with { PaidOn = Today.AddDays(1) })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("PaidOn");
        (await PayAsync(moira, payment with { PaidOn = Today.AddDays(-1) })).Refusal.ShouldBeOfType<Invalid>("not before it was asked for");
        (await PayAsync(moira, payment)).Refusal.ShouldBeNull();
        (await PayAsync(moira, payment with { Version = 2 })).Refusal.ShouldBeOfType<ExpenseIsClosed>();
        (await database.DoAsync(moira, (SendExpenseBack back) => back.RunAsync(new ExpenseReturn(id, 2, "Which bus was it?")))).Refusal.ShouldBeOfType<ExpenseIsClosed>();
        (await database.DoAsync(ann, (TakeBackExpense back) => back.RunAsync(id))).Refusal.ShouldBeOfType<ExpenseIsClosed>();
        page = (await PageAsync(ann, id))!;
        (page.Line.State, page.PaidOn, page.Line.Days, page.Line.Late).ShouldBe((ExpenseState.Paid, Today, 0, false));
        var trace = (await database.DoAsync(ann, (MyRecordQueries q) => q.TraceAsync())).Lines;
        trace.ShouldContain(l => l.Did == "Said that an expense of yours was paid" && l.Who == "Moira Finch");
        trace.ShouldContain(l => l.Looked && l.Who == "Moira Finch");

        Task<Outcome<Guid>> AskAsync(Viewer who, ExpenseQuestion asked) => database.DoAsync(who, (AskForExpense ask) => ask.RunAsync(asked));
        Task<Outcome<Done>> PayAsync(Viewer who, ExpensePayment with) => database.DoAsync(who, (SayExpensePaid pay) => pay.RunAsync(with));
        Task<ExpensePage?> PageAsync(Viewer who, Guid claim) => database.DoAsync(who, (ExpenseQueries q) => q.FindAsync(claim));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Claim_SentBackOrTakenBack_CanBeAskedAgain(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, ann, moira) = (scene.Database, scene.Ann, scene.Moira);
        var (sent, taken) = (await AskedAsync(scene, ann), await AskedAsync(scene, ann));
        Task<Outcome<Done>> SendBackAsync(Viewer who, string? why, int version = 1) => database.DoAsync(who, (SendExpenseBack back) => back.RunAsync(new ExpenseReturn(sent, version, why)));
        (await SendBackAsync(scene.Sue, "Which bus was it?")).Refusal.ShouldBeOfType<NotFound>();
        (await SendBackAsync(ann, "Which bus was it?")).Refusal.ShouldBeOfType<NotAllowed>();
        (await SendBackAsync(moira, "Which bus was it?", 7)).Refusal.ShouldBeOfType<Stale>();
        (await SendBackAsync(moira, " ")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Why");
        (await SendBackAsync(moira, "Which bus was it?")).Refusal.ShouldBeNull();
        var page = (await database.DoAsync(ann, (ExpenseQueries q) => q.FindAsync(sent)))!;
        (page.Line.State, page.SentBackOn, page.Why, page.CanTakeBack).ShouldBe((ExpenseState.SentBack, Today, "Which bus was it?", false));
        (await database.DoAsync(ann, (TakeBackExpense back) => back.RunAsync(taken))).Refusal.ShouldBeNull();
        (await database.DoAsync(ann, (TakeBackExpense back) => back.RunAsync(taken))).Refusal.ShouldBeOfType<ExpenseIsClosed>();
        (await database.DoAsync(ann, (TakeBackExpense back) => back.RunAsync(Guid.Empty))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(moira, (ExpenseQueries q) => q.ToPayAsync())).ShouldBeEmpty();
        await AskedAsync(scene, ann);
        (await database.DoAsync(moira, (ExpenseQueries q) => q.ToPayAsync())).Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ToPay_OldestFirst_IsDueOnItsLastDay(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 2);
        var database = scene.Database;
        var first = await AskedAsync(scene, scene.Peers[1]);
        database.Clock.Advance(TimeSpan.FromDays(3));
        var second = await AskedAsync(scene, scene.Ann);
        database.Clock.Advance(TimeSpan.FromDays(10));
        (await DueAsync()).ShouldBeEmpty("it can wait a day");
        database.Clock.Advance(TimeSpan.FromDays(1));
        var due = (await DueAsync()).ShouldHaveSingleItem();
        (due.Kind, due.Hat, due.PersonId, due.AboutId, due.Path, due.On).ShouldBe(("expense-to-pay", Hat.Coordinator, null, scene.Peers[1].PersonId, $"/expenses/{first}", Today.AddDays(14)));
        due.KeptFromId.ShouldBe(scene.Peers[1].PersonId, "nobody answers their own, and so nobody is told of it");
        var lines = await database.DoAsync(scene.Moira, (ExpenseQueries q) => q.ToPayAsync());
        lines.Select(l => (l.Id, l.Days, l.Late)).ShouldBe([(first, 14, false), (second, 11, false)]);
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await database.DoAsync(scene.Moira, (ExpenseQueries q) => q.ToPayAsync())).Select(l => l.Late).ShouldBe([true, false]);

        // Once the label has set, what was asked for is the person's alone, and they are told so.
        (await database.DoAsync(scene.Peers[1], async (SetLabelSunset set) => await set.RunAsync(new LabelSunset((await database.PersonAsync(scene.Peers[1].PersonId)).Version, database.Clock.Today())))).Succeeded.ShouldBeTrue();
        (await DueAsync()).ShouldBeEmpty();
        (await database.DoAsync(scene.Moira, (ExpenseQueries q) => q.ToPayAsync())).Select(l => l.Id).ShouldBe([second]);
        (await database.DoAsync(scene.Peers[1], (ExpenseQueries q) => q.MineAsync())).Unseen.ShouldBeTrue();
        (await database.DoAsync(scene.Peers[1], (ExpenseQueries q) => q.FindAsync(first)))!.Unseen.ShouldBeTrue();
        (await database.DoAsync(scene.Ann, (ExpenseQueries q) => q.FindAsync(second)))!.Unseen.ShouldBeFalse();
        (await AskAsync(scene, scene.Peers[1])).Refusal.ShouldBeOfType<ExpenseUnseen>();

        Task<IReadOnlyList<Due>> DueAsync() => database.DoAsync(Viewer.System, (ExpenseDueQueries q) => q.DueAsync(database.Clock.Today()));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Forget_ClosedLongAgo_GoAndWhatWaitsStays(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var database = scene.Database;
        var (paid, taken, waits) = (await AskedAsync(scene, scene.Ann), await AskedAsync(scene, scene.Ann), await AskedAsync(scene, scene.Ann));
        (await database.DoAsync(scene.Moira, (SayExpensePaid pay) => pay.RunAsync(new ExpensePayment(paid, 1, Today)))).Refusal.ShouldBeNull();
        (await database.DoAsync(scene.Ann, (TakeBackExpense back) => back.RunAsync(taken))).Refusal.ShouldBeNull();
        Task<Outcome<int>> ForgetAsync(Viewer by) => database.DoAsync(by, (ForgetExpenses forget) => forget.RunAsync());
        (await ForgetAsync(scene.Moira)).Refusal.ShouldBeOfType<NotAllowed>();
        database.Clock.Advance(TimeSpan.FromDays(731));
        (await ForgetAsync(Viewer.System)).Value.ShouldBe(0, "two years to the day");
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await ForgetAsync(Viewer.System)).Value.ShouldBe(2);
        (await ForgetAsync(Viewer.System)).Value.ShouldBe(0);
        await using var context = database.Everything();
        (await context.ExpenseClaims.Select(c => c.Id).SingleAsync()).ShouldBe(waits);
    }

    [Fact]
    public async Task Erased_Person_LeavesNoClaimAndNoCourse()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        await AskedAsync(scene, scene.Ann);
        (await scene.Database.DoAsync(scene.Pat, (SayAlongside say) => say.RunAsync(Today))).Refusal.ShouldBeNull();
        foreach (var who in new[] { scene.Ann, scene.Pat })
        {
            (await scene.Database.DoAsync(Viewer.System, (ErasePerson erase) => erase.RunAsync(who.PersonId, "Asked for by the person, in writing."))).Refusal.ShouldBeNull();
        }

        await using var context = scene.Database.Everything();
        (await context.ExpenseClaims.CountAsync() + await context.WorkingAlongside.CountAsync()).ShouldBe(0);
    }

    /// <summary>CALC-5: expenses paid in their days, where enough people are behind the number; answered by hand elsewhere.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Climate_OfExpenses_IsCountedOnceEnoughPeopleAsk(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 5);
        var database = scene.Database;
        List<Guid> ids = [];
        foreach (var peer in scene.Peers.Take(4))
        {
            ids.Add(await AskedAsync(scene, peer));
        }

        (await LineAsync(scene.Hal)).Counted.ShouldBeFalse("four people");
        (await database.DoAsync(scene.Hal, (AnswerCondition answer) => answer.RunAsync(new ConditionCheck(scene.Sites[0], EnablingCondition.ExpensesPaid, false, Today, "The petty cash book")))).Succeeded.ShouldBeTrue();
        (await LineAsync(scene.Hal)).Basis.ShouldContain("The petty cash book");
        ids.Add(await AskedAsync(scene, scene.Peers[4]));
        foreach (var who in new[] { scene.Hal, scene.Moira })
        {
            var line = await LineAsync(who);
            (line.Counted, line.Met, line.Basis).ShouldBe((true, true, "From Expenses: 5 of 5 in this scheme since 8 December 2025 were paid in time, or still can be"));
        }

        // Behind a wall from one of the five, he sees what there would be without that one.
        await database.WriteAsync("wall-raised", writing =>
        {
            writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), scene.Hal.PersonId, scene.Peers[4].PersonId, writing.Now));
            return true;
        });
        (await LineAsync(scene.Hal)).Counted.ShouldBeFalse();
        (await LineAsync(scene.Moira)).Counted.ShouldBeTrue();
        await using (var context = database.Everything())
        {
            await context.Walls.ExecuteDeleteAsync();
        }

        database.Clock.Advance(TimeSpan.FromDays(14));
        (await database.DoAsync(scene.Moira, (SayExpensePaid pay) => pay.RunAsync(new ExpensePayment(ids[0], 1, database.Clock.Today())))).Refusal.ShouldBeNull();
        (await LineAsync(scene.Hal)).Met.ShouldBe(true);
        database.Clock.Advance(TimeSpan.FromDays(1));
        var some = await LineAsync(scene.Hal);
        (some.Counted, some.Met).ShouldBe((false, false), "four late beside one in time would tell of few, so the answer by hand stands");
        (await database.DoAsync(scene.Ann, (ExpenseQueries q) => q.FindAsync(ids[0])))!.PaidOn.ShouldBe(Today.AddDays(14));
        foreach (var id in ids.Skip(1))
        {
            (await database.DoAsync(scene.Moira, (SayExpensePaid pay) => pay.RunAsync(new ExpensePayment(id, 1, database.Clock.Today())))).Refusal.ShouldBeNull();
        }

        (await AskedAsync(scene, scene.Ann)).ShouldNotBe(Guid.Empty);
        (await LineAsync(scene.Hal)).Counted.ShouldBeFalse("the one in time and the one that waits are one person’s");
        database.Clock.Advance(TimeSpan.FromDays(85));
        (await LineAsync(scene.Hal)).Counted.ShouldBeFalse("nothing was asked for lately");

        async Task<ConditionLine> LineAsync(Viewer who) =>
            (await database.DoAsync(who, (ClimateQueries q) => q.SiteAsync(scene.Sites[0])))!.Conditions.Single(c => c.Condition == EnablingCondition.ExpensesPaid);
    }

    private static Task<Outcome<Guid>> AskAsync(RecognitionScene scene, Viewer who) =>
        scene.Database.DoAsync(who, (AskForExpense ask) => ask.RunAsync(new ExpenseQuestion(scene.Scheme.Id, scene.Database.Clock.Today(), 460, "The bus to the hub and back.")));

    private static async Task<Guid> AskedAsync(RecognitionScene scene, Viewer who) => (await AskAsync(scene, who)).Value;
}
