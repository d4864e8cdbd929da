using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Mentoring;
using Throughline.Mentoring.Matching;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Mentoring;

[Trait("invariants", "E03, E23")]
public sealed class MatchCheckTests
{
    private static readonly CheckAnswers Good = new(3, 2, 0);

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Answers_StayTheirOwnUntilTheyAreForTheReview_AndNeverReachTheOther(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        Viewer Of(Guid id, Hat hat) => new(id, hat, [scheme.Id]);
        var dee = Of(await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor), Hat.PeerWorker);
        var ruth = Of(await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor), Hat.Supervisor);
        var joe = Of(await database.AddPersonAsync("Joe", "Sorrel", scheme.Mentee), Hat.Mentee);
        var lou = Of(await database.AddPersonAsync("Lou", "Hart", scheme.PeerMentor), Hat.PeerWorker);
        var holding = await database.HoldingAsync(dee.PersonId, scheme.PeerMentor);
        await database.DoAsync(moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, ruth.PersonId)));
        var match = await database.AddMatchAsync(scheme, moira, joe.PersonId, dee.PersonId);
        foreach (var (bad, field) in new[] { (Good with { Ease = null }, "Ease"), (Good with { Aim = 4 }, "Aim"), (Good with { Way = -1 }, "Way") })
        {
            (await SayAsync(joe, bad)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe(field);
        }

        (await SayAsync(lou, Good)).Refusal.ShouldBeOfType<NotFound>();
        (await SayAsync(moira, Good)).Refusal.ShouldBeOfType<NotAllowed>();
        (await SayAsync(joe, Good)).Refusal.ShouldBeNull();
        (await SayAsync(dee, new CheckAnswers(1, 1, 1), forReview: true)).Refusal.ShouldBeNull();
        (await PageAsync(moira))!.Checks.ShouldHaveSingleItem().ShouldBe(new CheckOnPage(true, new DateOnly(2026, 3, 2), 1, 1, 1));
        await using (var context = database.Everything())
        {
            (await context.AuditEvents.SingleAsync(e => e.Kind == AuditKind.Read && e.RecordType == nameof(MatchCheck))).SubjectId.ShouldBe(dee.PersonId, "whose answers were read");
        }

        (await PageAsync(ruth))!.Checks.ShouldBeEmpty("a supervisor is not whoever looks how it goes");
        (await OwnAsync(joe))!.Own.ShouldHaveSingleItem().ForReview.ShouldBeFalse();
        (await OwnAsync(moira)).ShouldBeNull();
        (await OwnAsync(lou)).ShouldBeNull();

        // The same day again changes them; what is for the review can be taken back.
        (await SayAsync(joe, Good with { Way = 3 }, forReview: true)).Refusal.ShouldBeNull();
        (await OwnAsync(joe))!.Own.ShouldHaveSingleItem().Way.ShouldBe(3);
        (await PageAsync(moira))!.Checks.Select(c => c.ByMentor).ShouldBe([false, true]);
        foreach (var (viewer, other) in new[] { (joe, dee), (dee, joe) })
        {
            await using var context = database.Engine.OpenReader(viewer);
            (await context.MatchChecks.CountAsync(c => c.PersonId == other.PersonId)).ShouldBe(0);
        }

        var joes = (await OwnAsync(joe))!.Own[0].Id;
        (await database.DoAsync(dee, (DeleteMatchCheck delete) => delete.RunAsync(joes))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(moira, (DeleteMatchCheck delete) => delete.RunAsync(joes))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(joe, (DeleteMatchCheck delete) => delete.RunAsync(joes))).Refusal.ShouldBeNull();
        (await PageAsync(moira))!.Checks.Select(c => c.ByMentor).ShouldBe([true]);

        // After a look only what was answered since is shown; after the end nothing more is answered.
        database.Clock.Advance(TimeSpan.FromDays(7));
        var version = (await database.MatchAsync(match)).Version;
        (await database.DoAsync(moira, (ReviewMatch review) => review.RunAsync(new MatchLook(match, version, "It goes on.")))).Refusal.ShouldBeNull();
        (await PageAsync(moira))!.Checks.ShouldBeEmpty();
        (await SayAsync(dee, Good, forReview: true)).Refusal.ShouldBeNull();
        await SafetyStopTests.SetAsync(database, dee);
        await using (var context = database.Engine.OpenReader(moira))
        {
            (await context.MatchChecks.CountAsync()).ShouldBe(0, "the label of the mentor has set");
        }

        version = (await database.MatchAsync(match)).Version;
        (await database.DoAsync(joe, (EndMatch end) => end.RunAsync(match, version, null, false))).Refusal.ShouldBeNull();
        (await SayAsync(joe, Good)).Refusal.ShouldBeOfType<MatchOver>();
        (await OwnAsync(joe)).ShouldBeNull();

        Task<Outcome<Done>> SayAsync(Viewer by, CheckAnswers answers, bool forReview = false) => database.DoAsync(by, (AnswerMatchCheck say) => say.RunAsync(match, answers, forReview));
        Task<MatchPage?> PageAsync(Viewer by) => database.DoAsync(by, (MentoringQueries q) => q.MatchAsync(match));
        Task<ChecksPage?> OwnAsync(Viewer by) => database.DoAsync(by, (MyMentoringQueries q) => q.ChecksAsync(match));
    }

    [Fact]
    public async Task Answers_BeforeTheTwoBegan_AreNotAskedFor()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var (dee, joe) = (await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor), await database.AddPersonAsync("Joe", "Sorrel", scheme.Mentee));
        await database.DoAsync(moira, (ReferPeople refer) => refer.RunAsync(scheme.Id, [joe], null, null, ReferralSource.Staff));
        var match = (await database.DoAsync(moira, (DecideMatch decide) => decide.RunAsync(new MatchDecision(scheme.Id, joe, dee, "Both like to walk and are free on Mondays.")))).Value;
        (await database.DoAsync(new Viewer(joe, Hat.Mentee, [scheme.Id]), (AnswerMatchCheck say) => say.RunAsync(match, Good, false))).Refusal.ShouldBeOfType<NotMeetingYet>();
    }

    /// <summary>Answers are never a number about somebody: no page has them added up, and matching does not know them.</summary>
    [Fact]
    public void Answers_AreNeitherAddedUpNorMatchedBy()
    {
        string[] own = ["Ease", "Aim", "Way"];
        foreach (var type in new[] { typeof(MatchCheck), typeof(CheckOnPage), typeof(OwnCheck) })
        {
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.PropertyType == typeof(int) || p.PropertyType == typeof(double) || p.PropertyType == typeof(decimal))
                .Select(p => p.Name).ShouldBe(own, ignoreOrder: true, type.Name);
        }

        typeof(Matcher).Assembly.GetTypes().Where(t => t.Namespace == typeof(Matcher).Namespace).SelectMany(t => t.GetMembers().Select(m => m.ToString() ?? ""))
            .ShouldNotContain(m => m.Contains("Check", StringComparison.Ordinal));
        MatchCheckWords.Questions(true).ShouldNotBe(MatchCheckWords.Questions(false));
        Enumerable.Range(0, MatchCheck.AnswerMost + 1).Select(MatchCheckWords.Answer).Distinct().Count().ShouldBe(4);
    }
}
