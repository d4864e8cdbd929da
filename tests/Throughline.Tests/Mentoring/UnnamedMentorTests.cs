using Throughline.Mentoring;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Mentoring;

/// <summary>Once a mentor's label has set, nothing tells that they mentor; whom they mentor does not fall out of anybody's work for it.</summary>
[Trait("invariants", "INV-009, E08")]
public sealed class UnnamedMentorTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Overview_OfAMentorWhoseLabelHasSet_NamesTheMenteeAlone(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = new Viewer(await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor), Throughline.People.Hat.PeerWorker, [scheme.Id]);
        var joe = new Viewer(await database.AddPersonAsync("Joe", "Sorrel", scheme.Mentee), Throughline.People.Hat.Mentee, [scheme.Id]);
        var match = await database.AddMatchAsync(scheme, moira, joe.PersonId, dee.PersonId);
        var before = await OverviewAsync(moira);
        (before.Matches.Single().Mentor, before.Unnamed.Count).ShouldBe(("Dee Marsh", 0));

        await SafetyStopTests.SetAsync(database, dee);
        var after = await OverviewAsync(moira);
        after.Matches.ShouldBeEmpty();
        after.Unnamed.ShouldBe(["Joe Sorrel"]);
        after.Waiting.ShouldBeEmpty("they do not wait");
        (await database.DoAsync(moira, (MentoringQueries q) => q.ReferrableAsync(scheme.Id))).ShouldBeEmpty("they have a mentor");
        (await database.DoAsync(moira, (MentoringQueries q) => q.MatchAsync(match))).ShouldBeNull();
        (await database.DoAsync(joe, (MyMentoringQueries q) => q.MineAsync())).ShouldHaveSingleItem().Mentor.ShouldBe("Dee");

        // Whoever is walled off from the mentor is told of no match, named or not.
        var colin = await database.AddCoordinatorAsync(scheme, "Colin", "Reed");
        (await OverviewAsync(colin)).Unnamed.ShouldBe(["Joe Sorrel"]);
        await database.RaiseWallAsync(colin.PersonId, dee.PersonId);
        (await OverviewAsync(colin)).Unnamed.ShouldBeEmpty();

        var version = (await database.MatchAsync(match)).Version;
        (await database.DoAsync(joe, (EndMatch end) => end.RunAsync(match, version, null, false))).Refusal.ShouldBeNull();
        (await OverviewAsync(moira)).Unnamed.ShouldBeEmpty();

        async Task<MentoringScheme> OverviewAsync(Viewer viewer) => (await database.DoAsync(viewer, (MentoringQueries q) => q.OverviewAsync())).Schemes.Single();
    }
}
