using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Mentoring;

/// <summary>E05, INV-109: stopping or ending a match is a decision about the two in it, and takes a second person about both; asked once.</summary>
[Trait("invariants", "INV-109, machine 7")]
public sealed class MatchSecondPersonTests
{
    private static readonly Decision Why = new("They have not met since the new year.", "The log, and a talk with each");

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Stop_ByACoordinator_TakesOneAskingThatIsAboutBoth(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var (db, match) = (world.Database, await MatchAsync(world));
        var refused = (await StopAsync(world, world.Moira, match)).Refusal.ShouldBeOfType<SecondPersonNeeded>();
        (refused.Act, refused.RecordId).ShouldBe((AdverseAct.StopMatch, (Guid?)match));
        refused.Sentence.ShouldContain("about both people of the match");

        // Either can be chosen, and it is about both.
        var look = (await AskAsync(world, world.Sam)).Value;
        (await AskAsync(world, world.Jo)).Refusal.ShouldBeOfType<AskedBefore>();
        var line = (await db.DoAsync(world.Moira, (SecondLookQueries q) => q.MineAsync())).ShouldHaveSingleItem();
        line.Name.ShouldBe("Sam Pike and Jo Marsh");
        line.Why!.ShouldStartWith("The match of Sam Pike and Jo Marsh");
        var stored = await LookAsync(world, look);
        (stored.PersonId, stored.AlsoAboutId, stored.RecordId).ShouldBe((world.Sam.PersonId, (Guid?)world.Jo.PersonId, (Guid?)match));
        (await StopAsync(world, world.Moira, match)).Refusal.ShouldBeOfType<SecondPersonNeeded>("nobody has agreed yet");
        await AgreeAsync(world, look);
        (await StopAsync(world, world.Moira, match)).Refusal.ShouldBeNull();
        (await LookAsync(world, look)).UsedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Stop_WithAnAgreementAboutOneOfTheTwo_StillTakesOneAboutTheOther()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var match = await MatchAsync(world);
        await world.Database.WriteAsync("second-person-asked", writing =>
        {
            // From before an asking named a match, and about the mentor alone.
            var before = SecondLook.Ask(
                writing.NewId(), world.Jo.PersonId, world.Scheme.Id, AdverseAct.StopMatch, world.Moira.PersonId, writing.Seal(world.Jo.PersonId, "The log."), writing.Now, world.Colin.PersonId);
            before.Answer(true, writing.Now);
            writing.Context.Add(before);
            return true;
        });
        (await StopAsync(world, world.Moira, match)).Refusal.ShouldBeOfType<SecondPersonNeeded>().PersonId.ShouldBe(world.Sam.PersonId);
        await AgreeAsync(world, (await AskAsync(world, world.Jo)).Value);
        (await StopAsync(world, world.Moira, match)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Agreement_AboutOneMatch_FitsNoOtherOfTheMentor()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var match = await MatchAsync(world);
        var other = await world.Database.AddMatchAsync(world.Scheme, world.Moira, await world.Database.AddPersonAsync("Bea", "Holt", world.Scheme.Mentee), world.Jo.PersonId);
        (await AskAsync(world, world.Jo)).Refusal.ShouldBeOfType<Invalid>("there are two").Input.ShouldBe("RecordId");
        await AgreeAsync(world, (await AskAsync(world, world.Jo, other)).Value);
        (await StopAsync(world, world.Moira, match)).Refusal.ShouldBeOfType<SecondPersonNeeded>();
        (await StopAsync(world, world.Moira, other)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task End_ByTheMenteeOrStopByTheLead_WaitsForNobody()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var (db, match) = (world.Database, await MatchAsync(world));
        async Task<Outcome<Done>> EndAsync(Viewer by) => await db.DoAsync(by, async (EndMatch end) => await end.RunAsync(match, (await db.MatchAsync(match)).Version, "We never found the time.", false));
        (await EndAsync(world.Moira)).Refusal.ShouldBeOfType<SecondPersonNeeded>().Both.ShouldBeTrue();
        (await EndAsync(world.Sam)).Refusal.ShouldBeNull();

        var again = await db.AddMatchAsync(world.Scheme, world.Moira, await db.AddPersonAsync("Bea", "Holt", world.Scheme.Mentee), world.Jo.PersonId);
        (await world.RaiseAsync(by: world.Ruth, about: world.Jo.PersonId)).Refusal.ShouldBeNull();
        (await StopAsync(world, world.Neil, again)).Refusal.ShouldBeNull();
    }

    /// <summary>Whoever looks is told the names of the two, so nobody who is kept from either of them is asked.</summary>
    [Fact]
    public async Task Ask_WhereThoseOutsideTheLineAreKeptFromTheOther_FindsAnotherOfTheStaff()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await MatchAsync(world);
        await world.Database.RaiseWallAsync(world.Colin.PersonId, world.Sam.PersonId);
        await world.Database.RaiseWallAsync(world.Neil.PersonId, world.Sam.PersonId);
        var look = (await AskAsync(world, world.Jo)).Value;
        (await LookAsync(world, look)).ApproverId!.Value.ShouldBeOneOf(world.Pat.PersonId, world.Ruth.PersonId);
        await world.Database.RaiseWallAsync(world.Moira.PersonId, world.Sam.PersonId);
        (await world.Database.DoAsync(world.Moira, (SecondLookQueries q) => q.MineAsync())).ShouldBeEmpty("it would tell of him");
        (await world.Database.DoAsync(world.Moira, (SecondLookQueries q) => q.RecordsAsync(world.Jo.PersonId, world.Scheme.Id, AdverseAct.StopMatch))).ShouldBeEmpty();
    }

    // A scheme with the rule, and a match that is tried out.
    private static async Task<Guid> MatchAsync(SafetyWorld world)
    {
        await world.Database.WriteAsync("outside-contact-named", writing =>
        {
            writing.Context.Add(new SecondPersonRule(world.Scheme.Id, writing.Today));
            return true;
        });
        return await world.Database.AddMatchAsync(world.Scheme, world.Moira, world.Sam.PersonId, world.Jo.PersonId);
    }

    private static Task<Outcome<Guid>> AskAsync(SafetyWorld world, Viewer about, Guid? match = null) => world.Database.DoAsync(
        world.Moira, (AskSecondPerson ask) => ask.RunAsync(new SecondLookInput(about.PersonId, world.Scheme.Id, AdverseAct.StopMatch, Why, match)));

    private static async Task AgreeAsync(SafetyWorld world, Guid look)
    {
        var approver = (await LookAsync(world, look)).ApproverId!.Value;
        (await world.Database.DoAsync(new Viewer(approver, Hat.HeadOfService, [world.Scheme.Id]), (AnswerSecondLook answer) => answer.RunAsync(look, 1, true))).Refusal.ShouldBeNull();
    }

    private static async Task<SecondLook> LookAsync(SafetyWorld world, Guid id)
    {
        await using var context = world.Database.Everything();
        return await context.SecondLooks.AsNoTracking().SingleAsync(l => l.Id == id);
    }

    private static async Task<Outcome<Done>> StopAsync(SafetyWorld world, Viewer by, Guid match)
    {
        var version = (await world.Database.MatchAsync(match)).Version;
        return await world.Database.DoAsync(by, (StopMatch stop) => stop.RunAsync(match, version, Why));
    }
}
