using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Recruitment;

[Trait("invariants", "INV-021, INV-022")]
public sealed class ClearanceRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task IsClearedAsync_EdgesOfTheSpan_HoldOnBothDaysAndNotBeyond(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        await database.ClearAsync(dee, scheme.Id, "hub", Today, Today.AddDays(10));

        async Task<bool> Cleared(string scope, int day)
        {
            await using var context = database.Everything();
            return await context.IsClearedAsync(dee, scope, Today.AddDays(day));
        }

        (await Cleared("hub", -1)).ShouldBeFalse();
        (await Cleared("hub", 0)).ShouldBeTrue();
        (await Cleared("hub", 10)).ShouldBeTrue();
        (await Cleared("hub", 11)).ShouldBeFalse();
        (await Cleared("groups", 0)).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task ClearedAsync_AnySpans_IsWhatTheSpansSayForEachPersonInOneCommand(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        string[] names = ["Dee", "Joe", "Ines", "Karl", "Hugh"];
        List<Guid> people = [];
        foreach (var name in names)
        {
            people.Add(await database.AddPersonAsync(name, "Marsh", scheme.PeerMentor));
        }

        var random = new Random(17);
        var spans = Enumerable.Range(0, 24).Select(_ =>
        {
            var from = random.Next(-40, 40);
            return (Person: people[random.Next(5)], Scope: random.Next(2) == 0 ? "hub" : "groups", From: from, Until: from + random.Next(50));
        }).ToList();
        foreach (var span in spans)
        {
            await database.ClearAsync(span.Person, scheme.Id, span.Scope, Today.AddDays(span.From), Today.AddDays(span.Until));
        }

        await using var context = database.Everything();
        for (var day = -50; day <= 100; day += 7)
        {
            foreach (var scope in new[] { "hub", "groups" })
            {
                var cleared = await context.ClearedAsync(people, scope, Today.AddDays(day));
                cleared.ShouldBe(spans.Where(s => s.Scope == scope && s.From <= day && day <= s.Until).Select(s => s.Person).Distinct(), ignoreOrder: true);
            }
        }
    }

    [Fact]
    public async Task IsClearedAsync_WhoeverAsks_IsTheSame()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var joe = await database.AddPersonAsync("Joe", "Pike", scheme.Mentee);
        await database.ClearAsync(dee, scheme.Id);

        await using var seen = database.Engine.OpenReader(new Viewer(joe, Hat.Mentee, [scheme.Id]));
        (await seen.IsClearedAsync(dee, "hub", Today)).ShouldBeTrue("who may let him in does not depend on what he may see");
        (await seen.Clearances.CountAsync()).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RecordClearance_ByACoordinator_OpensTheDuties(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.SetUpSchemeAsync();
        var dee = await PeerAsync(database, scheme);

        (await RecordAsync(database, scheme.Coordinator, new RecordedClearance(dee, scheme.Id, ["hub", "groups", "hub"], Today.AddDays(-30), Today.AddYears(2)))).Succeeded.ShouldBeTrue();

        await using var context = database.Everything();
        (await context.Clearances.CountAsync()).ShouldBe(2);
        (await context.IsClearedAsync(dee, "groups", Today)).ShouldBeTrue();
        (await context.IsClearedAsync(dee, "visits", Today)).ShouldBeFalse();
        await using var own = database.Engine.OpenReader(new Viewer(dee, Hat.PeerWorker, [scheme.Id]));
        (await own.Clearances.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task RecordClearance_BadInput_IsRefusedByName()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();
        var elsewhere = await database.AddSchemeAsync("Northgate");
        var dee = await PeerAsync(database, scheme);
        var stranger = await database.AddPersonAsync("Wes", "Tull", elsewhere.PeerMentor);
        var good = new RecordedClearance(dee, scheme.Id, ["hub"], Today, Today.AddYears(1));
        Task<Outcome<Done>> Record(RecordedClearance input, Viewer? viewer = null) => RecordAsync(database, viewer ?? scheme.Coordinator, input);

        (await Record(good with { Scopes = [] })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Scopes");
        (await Record(good with { Scopes = ["hub", "vault"] })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Scopes");
        (await Record(good with { Until = Today.AddDays(-1) })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Until");
        (await Record(good with { Until = Today.AddYears(10).AddDays(1) })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Until");
        (await Record(good with { From = new DateOnly(1969, 12, 31) })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("From");
        (await Record(good with { Outcome = 0 })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Outcome");
        (await Record(good with { PersonId = stranger })).Refusal.ShouldBeOfType<NotFound>();
        (await Record(good with { SchemeId = elsewhere.Id })).Refusal.ShouldBeOfType<NotFound>();
        (await Record(good, new Viewer(dee, Hat.PeerWorker, [scheme.Id]))).Refusal.ShouldBeOfType<NotAllowed>();
        await using var context = database.Everything();
        (await context.Clearances.CountAsync()).ShouldBe(0);
    }

    private static Task<Outcome<Done>> RecordAsync(TestDatabase database, Viewer viewer, RecordedClearance input) =>
        database.DoAsync(viewer, (RecordClearance record) => record.RunAsync(input));

    private static async Task<Guid> PeerAsync(TestDatabase database, RunScheme scheme)
    {
        await using var context = database.Everything();
        var role = await context.RoleDefinitions.SingleAsync(r => r.SchemeId == scheme.Id && r.Key == "peer-mentor");
        return await database.AddPersonAsync("Dee", "Marsh", role);
    }
}
