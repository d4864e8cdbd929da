using Microsoft.EntityFrameworkCore;
using Throughline.Concerns;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Tests.Architecture;

namespace Throughline.Tests.People;

/// <summary>E05, INV-109: once there is a channel for concerns, a decision against somebody takes a second person, whoever they are and whatever they have said.</summary>
[Trait("invariants", "INV-109")]
public sealed class SecondPersonTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    // Decisions with a reason (E02) that take no second person, and why not.
    private static readonly Dictionary<string, string> ByOne = new(StringComparer.Ordinal)
    {
        ["People/AskSecondPerson.cs"] = "is the asking itself",
        ["People/LiftWall.cs"] = "ends keeping two people apart, and takes nothing from either",
        ["People/LiftRelationship.cs"] = "ends keeping two people apart, and takes nothing from either",
        ["Security/HoldBackEmergency.cs"] = "is about when somebody is told, and takes nothing from them",
        ["Recruitment/AnswerOfficerApproval.cs"] = "is an officer's own answer, from outside the service",
        ["Delivery/DecideCompliance.cs"] = "is an officer's alone by law",
        ["Delivery/AmendCompliance.cs"] = "is an officer's alone by law",
        ["Trust/HoldTrust.cs"] = "cannot wait, and runs out by itself unless it is confirmed, which takes a second person",
        ["Trust/DisplaceTeam.cs"] = "is about a room and not about a person",
        ["Support/AgreePause.cs"] = "agrees to what somebody asked for themselves, and can do nothing else",
    };

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Fact]
    public void EveryDecisionAgainstSomebody_AsksForASecondPerson()
    {
        var decisions = SourceTree.Files(".cs").Where(name => name.StartsWith("src/Throughline/", StringComparison.Ordinal))
            .Select(name => (Name: name["src/Throughline/".Length..], Text: SourceTree.Read(name)))
            .Where(file => file.Text.Contains("ecision.Check(", StringComparison.Ordinal)).ToList();
        decisions.Count.ShouldBeGreaterThan(20);
        decisions.Where(file => !file.Text.Contains("SecondPerson.Check", StringComparison.Ordinal)).Select(file => file.Name).ShouldBe(ByOne.Keys, ignoreOrder: true);
    }

    [Fact]
    public void EveryKindOfDecision_IsAboutRecordsOfOneSliceOrOfNone() =>
        typeof(IDecidedRecords).Assembly.GetTypes().Where(t => t.IsClass && typeof(IDecidedRecords).IsAssignableFrom(t)).SelectMany(t => ((IDecidedRecords)Activator.CreateInstance(t)!).Decides)
            .Order().ShouldBe(Enum.GetValues<AdverseAct>().Where(a => a != AdverseAct.CloseAccount));

    [Fact]
    public void EveryAct_HasAName()
    {
        foreach (var act in Enum.GetValues<AdverseAct>())
        {
            act.Name().ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Decision_WhetherOrNotThereIsAConcern_TakesASecondPersonAlike(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider, open: false);
        var database = world.Database;
        var quiet = await world.AddAsync("Quinn", "peer-mentor", Hat.PeerWorker, RoleState.ActiveSolo);
        var early = await world.AddAsync("Eli", "peer-mentor", Hat.PeerWorker, RoleState.ActiveSolo);
        (await PauseAsync(early)).Succeeded.ShouldBeTrue("before there is a channel there is nothing to tell");
        (await world.OpenAsync(world.Hana)).Succeeded.ShouldBeTrue();
        await world.SendAsync(world.Lee, world.Fay.PersonId, world.Vic.PersonId);
        var refusals = new List<Refusal?>();
        foreach (var person in new[] { world.Lee, quiet })
        {
            refusals.Add((await PauseAsync(person)).Refusal);
        }

        refusals[0].ShouldBeOfType<SecondPersonNeeded>().Sentence.ShouldBe(refusals[1].ShouldBeOfType<SecondPersonNeeded>().Sentence);

        // Vic is on the wall of Lee’s concern: he is never found, whoever’s turn it would be.
        foreach (var act in new[] { AdverseAct.EndRole, AdverseAct.CloseAccount })
        {
            var look = await world.AskAsync(world.Moira, world.Lee.PersonId, act);
            await using var context = database.Everything();
            (await context.SecondLooks.SingleAsync(l => l.Id == look)).ApproverId.ShouldNotBeOneOf(world.Vic.PersonId, world.Moira.PersonId, world.Lee.PersonId);
        }

        var asked = await world.AskAsync(world.Moira, world.Lee.PersonId, AdverseAct.PauseRole);
        (await PauseAsync(world.Lee)).Refusal.ShouldBeOfType<SecondPersonNeeded>("nobody has agreed yet");
        (await database.DoAsync(world.Moira, (AnswerSecondLook u) => u.RunAsync(asked, 1, true))).Refusal.ShouldBeOfType<NotFound>("nobody agrees with themself");
        await world.AnswerAsync(asked);
        (await database.DoAsync(world.Vera, (ConcernQueries q) => q.RetaliationAsync())).Single(r => r.Act == AdverseAct.PauseRole).ShouldSatisfyAllConditions(
            r => r.Name.ShouldBe("Lee Reed"), r => r.Agreed.ShouldBe(true), r => r.Outside.ShouldBeTrue(), r => r.Made.ShouldBeFalse());
        (await database.DoAsync(world.Vic, (ConcernQueries q) => q.RetaliationAsync())).ShouldBeEmpty();
        (await PauseAsync(world.Lee)).Succeeded.ShouldBeTrue();
        (await database.DoAsync(world.Vera, (ConcernQueries q) => q.RetaliationAsync())).Single(r => r.Act == AdverseAct.PauseRole).Made.ShouldBeTrue();
        await using (var context = database.Everything())
        {
            (await context.SecondLooks.SingleAsync(l => l.Id == asked)).UsedAt.ShouldNotBeNull("an agreement is good for one decision");
        }

        async Task<Outcome<Done>> PauseAsync(Viewer person)
        {
            var holding = await database.HoldingAsync(person.PersonId, await world.RoleAsync("peer-mentor"));
            return await database.DoAsync(world.Moira, (PauseRole u) => u.RunAsync(new RolePause(holding.Id, holding.Version, Today, world.Moira.PersonId, Today.AddDays(14), ConcernWorld.Why)));
        }
    }

    [Fact]
    public async Task Agreement_OfSomebodyWhoComesToBeOnAWall_LooksToTheDeciderAsItDidAndIsShownToTheVoiceLead()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var database = world.Database;
        var look = await world.AskAsync(world.Moira, world.Lee.PersonId, AdverseAct.PauseRole);
        var approver = await world.AnswerAsync(look);
        (await LineAsync()).Agreed.ShouldBe(true);

        // An agreement that turned back into one that waits would tell the decider that somebody has spoken up.
        var draft = (await world.WriteAsync(world.Lee, world.Fay.PersonId, approver)).Value;
        (await LineAsync()).Agreed.ShouldBe(true);
        (await database.DoAsync(world.Lee, (SubmitConcern u) => u.RunAsync(draft, 1))).Succeeded.ShouldBeTrue();
        (await LineAsync()).Agreed.ShouldBe(true);
        foreach (var lead in new[] { world.Vera, world.Vic })
        {
            var rows = await database.DoAsync(lead, (ConcernQueries q) => q.RetaliationAsync());
            if (lead.PersonId == approver)
            {
                rows.ShouldBeEmpty("whoever is on the wall sees nothing");
            }
            else
            {
                rows.ShouldHaveSingleItem().Outside.ShouldBeFalse();
            }
        }

        async Task<SecondLookLine> LineAsync() => (await database.DoAsync(world.Moira, (SecondLookQueries q) => q.MineAsync())).Single(l => l.Id == look);
    }

    /// <summary>A voice lead who agreed, and is on the wall of another concern, reads nothing that tells of that one (INV-106).</summary>
    [Fact]
    public async Task Retaliation_OfSomebodyWithASecondConcern_TellsNothingOfTheOneTheLeadIsWalledFrom()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var database = world.Database;
        await world.SendAsync(world.Lee, world.Fay.PersonId);
        var look = await world.AskAsync(world.Moira, world.Lee.PersonId, AdverseAct.PauseRole);
        await using (var context = database.Everything())
        {
            await context.SecondLooks.Where(l => l.Id == look).ExecuteUpdateAsync(set => set.SetProperty(l => l.ApproverId, world.Vic.PersonId));
        }

        await world.AnswerAsync(look);
        var before = await RowsAsync(world.Vic);
        before.ShouldHaveSingleItem().Outside.ShouldBeTrue();
        await world.SendAsync(world.Lee, world.Fay.PersonId, world.Vic.PersonId);
        (await RowsAsync(world.Vic)).ShouldBe(before);
        (await RowsAsync(world.Vera)).ShouldHaveSingleItem().Outside.ShouldBeFalse("she sees both");

        Task<IReadOnlyList<RetaliationLine>> RowsAsync(Viewer by) => database.DoAsync(by, (ConcernQueries q) => q.RetaliationAsync());
    }

    /// <summary>INV-109, for every set of people on the wall: whoever is found is on none, is not the decider and not the person, and somebody is found as long as one of the staff is left.</summary>
    [Fact]
    [Trait("invariants", "INV-109")]
    public async Task Find_WithAnySetOfPeopleOnTheWall_IsAlwaysSomebodyOutsideIt()
    {
        await using var world = await ConcernWorld.MakeAsync();
        Guid[] staff = [world.Vera.PersonId, world.Vic.PersonId, world.Hana.PersonId, world.Neil.PersonId, world.Fay.PersonId];
        for (var set = 0; set < 1 << staff.Length; set++)
        {
            var person = await world.AddAsync($"Peer{(char)('a' + (set / 26))}{(char)('a' + (set % 26))}", "peer-mentor", Hat.PeerWorker, RoleState.ActiveSolo);
            List<Guid> walled = [.. staff.Where((_, at) => (set & (1 << at)) != 0)];
            await world.SendAsync(person, null, [.. walled]);
            var look = await world.AskAsync(world.Moira, person.PersonId, AdverseAct.PauseRole);
            await using var context = world.Database.Everything();
            var found = (await context.SecondLooks.SingleAsync(l => l.Id == look)).ApproverId;
            if (walled.Count == staff.Length)
            {
                found.ShouldBeNull();
                continue;
            }

            found!.Value.ShouldNotBeOneOf([.. walled, world.Moira.PersonId, person.PersonId]);
            staff.ShouldContain(found.Value);
        }
    }

    /// <summary>A yes or a no stands for as long, and nobody asks on until somebody says yes. With or without a concern it reads the same.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ask_ForTheSameAgain_IsRefusedUntilTheAnswerNoLongerStands(bool concern)
    {
        await using var world = await ConcernWorld.MakeAsync();
        var database = world.Database;
        if (concern)
        {
            await world.SendAsync(world.Lee, world.Fay.PersonId, world.Vera.PersonId, world.Vic.PersonId, world.Hana.PersonId);
        }

        Task<Outcome<Guid>> AskAsync(AdverseAct act = AdverseAct.PauseRole) =>
            database.DoAsync(world.Moira, (AskSecondPerson ask) => ask.RunAsync(new SecondLookInput(world.Lee.PersonId, world.Scheme, act, ConcernWorld.Why)));
        var look = (await AskAsync()).Value;
        (await AskAsync()).Refusal.ShouldBe(new AskedBefore(null, new DateOnly(2026, 3, 31)));
        (await AskAsync(AdverseAct.EndRole)).Succeeded.ShouldBeTrue("another decision is another matter");
        database.Clock.Advance(TimeSpan.FromDays(1));
        await world.AnswerAsync(look, agrees: false);
        (await AskAsync()).Refusal.ShouldBe(new AskedBefore(false, new DateOnly(2026, 4, 1)));
        database.Clock.Advance(TimeSpan.FromDays(28));
        (await AskAsync()).Refusal.ShouldBeOfType<AskedBefore>();
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await AskAsync()).Succeeded.ShouldBeTrue();
    }

    /// <summary>Whoever leaves the work for which they were found answers nothing, and another is found in the same write; the decider reads that it waits, as before.</summary>
    [Fact]
    public async Task Approver_WhoLeaves_IsFollowedByAnotherAndTheDeciderReadsNothingOfIt()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var database = world.Database;
        var look = await world.AskAsync(world.Moira, world.Lee.PersonId, AdverseAct.PauseRole);
        var before = await MineAsync();
        var approver = await ApproverAsync();
        RoleHolding held;
        await using (var context = database.Everything())
        {
            held = await context.RoleHoldings.SingleAsync(h => h.PersonId == approver);
        }

        // What they still are here gives nobody a say in decisions.
        (await database.DoAsync(world.Moira, async (TakeUpRole take) => await take.RunAsync(new NewRole(approver, (await world.RoleAsync("person-on-probation")).Id, RoleState.Held, database.Clock.Today())))).Refusal.ShouldBeNull();
        (await database.DoAsync(world.Moira, (EndRole end) => end.RunAsync(new RoleEnd(held.Id, held.Version, database.Clock.Today(), ExitReason.OwnChoiceEnough, new Decision(null, null))))).Refusal.ShouldBeNull();
        (await ApproverAsync()).ShouldNotBe(approver);
        (await MineAsync()).ShouldBe(before);
        (await database.DoAsync(world.Moira, (AskSecondPerson ask) => ask.RunAsync(new SecondLookInput(world.Lee.PersonId, world.Scheme, AdverseAct.PauseRole, ConcernWorld.Why)))).Refusal.ShouldBeOfType<AskedBefore>();
        (await database.DoAsync(new Viewer(approver, Hat.VoiceLead, [world.Scheme]), (AnswerSecondLook answer) => answer.RunAsync(look, 2, true))).Refusal.ShouldBeOfType<NotFound>();

        async Task<Guid> ApproverAsync()
        {
            await using var context = database.Everything();
            return (await context.SecondLooks.SingleAsync(l => l.Id == look)).ApproverId!.Value;
        }

        async Task<SecondLookLine> MineAsync() => (await database.DoAsync(world.Moira, (SecondLookQueries q) => q.MineAsync())).Single() with { Version = 0 };
    }

    /// <summary>E05: what waits for nobody is read afterwards by the voice lead who sees the concern, and by nobody who does not.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Retaliation_OfWhatWasDoneWithoutASecondPerson_IsListed(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider);
        var database = world.Database;
        var holding = await database.HoldingAsync(world.Lee.PersonId, await world.RoleAsync("peer-mentor"));
        await world.SendAsync(world.Lee, world.Fay.PersonId, world.Vic.PersonId);
        database.Clock.Advance(TimeSpan.FromDays(2));
        (await database.DoAsync(world.Moira, (EndRole end) => end.RunAsync(new RoleEnd(holding.Id, holding.Version, database.Clock.Today(), ExitReason.OwnChoiceEnough, new Decision(null, null))))).Refusal.ShouldBeNull();
        var line = (await database.DoAsync(world.Vera, (ConcernQueries q) => q.RetaliationAsync())).ShouldHaveSingleItem();
        (line.Name, line.Act, line.What, line.AskedBy, line.DaysAfter, line.Made).ShouldBe(("Lee Reed", null, "End a role", "Moira Finch", 2, true));
        (await database.DoAsync(world.Vic, (ConcernQueries q) => q.RetaliationAsync())).ShouldBeEmpty();
    }

    /// <summary>The same of a match: what changes it is kept under the mentee alone, and is read of each of the two who spoke up.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Retaliation_OfAMatch_IsListedForEachOfTheTwo(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider);
        var database = world.Database;
        var match = await world.MatchAsync();
        await world.SendAsync(world.Lee, world.Fay.PersonId);
        await world.SendAsync(world.Mia, world.Fay.PersonId);
        var version = (await database.MatchAsync(match)).Version;
        (await database.DoAsync(world.Moira, (HoldMatch hold) => hold.RunAsync(new MatchLook(match, version, "Both want to wait.")))).Refusal.ShouldBeNull();
        (await LinesAsync()).ShouldBe([("Lee Reed", null, "Hold a match"), ("Mia Reed", null, "Hold a match")], ignoreOrder: true);

        await world.AskAsync(world.Moira, world.Lee.PersonId, AdverseAct.StopMatch);
        (await LinesAsync()).Where(l => l.Act is not null).ShouldBe([("Lee Reed", (AdverseAct?)AdverseAct.StopMatch, "Stop a match"), ("Mia Reed", (AdverseAct?)AdverseAct.StopMatch, "Stop a match")], ignoreOrder: true);

        async Task<List<(string? Name, AdverseAct? Act, string What)>> LinesAsync() =>
            [.. (await database.DoAsync(world.Vera, (ConcernQueries q) => q.RetaliationAsync())).Select(r => (r.Name, r.Act, r.What))];
    }

    /// <summary>Whoever looks at a decision about two people is outside the wall of the concerns of either.</summary>
    [Fact]
    public async Task Find_ForAMatch_IsOutsideTheWallsOfBoth()
    {
        await using var world = await ConcernWorld.MakeAsync();
        await world.MatchAsync();
        await world.SendAsync(world.Lee, null, world.Vera.PersonId, world.Vic.PersonId);
        await world.SendAsync(world.Mia, null, world.Hana.PersonId, world.Neil.PersonId);
        var look = await world.AskAsync(world.Moira, world.Lee.PersonId, AdverseAct.StopMatch);
        await using var context = world.Database.Everything();
        (await context.SecondLooks.SingleAsync(l => l.Id == look)).ApproverId.ShouldBe(world.Fay.PersonId);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Agreement_AboutOneRole_FitsNoOther(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider);
        var database = world.Database;
        var (kept, ends) = ((await database.HoldingAsync(world.Lee.PersonId, await world.RoleAsync("peer-mentor"))).Id, await world.AddRoleOfLeeAsync());
        (await AskAsync(world, null)).Refusal.ShouldBeOfType<Invalid>("there are two").Input.ShouldBe("RecordId");
        (await AskAsync(world, world.Lee.PersonId)).Refusal.ShouldBeOfType<Invalid>("that is none of them").Input.ShouldBe("RecordId");
        (await database.DoAsync(world.Moira, (SecondLookQueries q) => q.RecordsAsync(world.Lee.PersonId, world.Scheme, AdverseAct.EndRole))).Select(r => r.Id).ShouldBe([kept, ends], ignoreOrder: true);
        (await database.DoAsync(world.Moira, (SecondLookQueries q) => q.RecordsAsync(world.Lee.PersonId, world.Scheme, AdverseAct.PauseRole))).ShouldHaveSingleItem().Id.ShouldBe(kept);
        (await database.DoAsync(world.Lee, (SecondLookQueries q) => q.RecordsAsync(world.Mia.PersonId, world.Scheme, AdverseAct.EndRole))).ShouldBeEmpty();

        var look = (await AskAsync(world, ends)).Value;
        (await AskAsync(world, ends)).Refusal.ShouldBeOfType<AskedBefore>();
        (await database.DoAsync(world.Moira, (SecondLookQueries q) => q.MineAsync())).ShouldHaveSingleItem().Why!.ShouldEndWith($"since 2 June 2025\n\n{ConcernWorld.Why.Reason}\n\nLooked at: {ConcernWorld.Why.Evidence}");
        await world.AnswerAsync(look);
        (await EndAsync(world, kept)).Refusal.ShouldBeOfType<SecondPersonNeeded>().RecordId.ShouldBe(kept);
        (await EndAsync(world, ends)).Refusal.ShouldBeNull();
        (await AskAsync(world, kept)).Refusal.ShouldBeNull("another role is another matter");
    }

    /// <summary>A link from a decision leads to its person, however many come before them in the list.</summary>
    [Fact]
    public async Task People_WhereThereAreMoreThanAreListed_HaveWhoeverWasChosen()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var role = await world.RoleAsync("person-on-probation");
        await world.Database.WriteAsync("people-added", writing =>
        {
            for (var n = 0; n < 300; n++)
            {
                var person = Person.Add(writing.NewId(), new PersonDetails($"Abe{n}", "Abel"), writing.Now).Value;
                writing.Context.AddRange(person, RoleHolding.Start(writing.NewId(), person.Id, role, RoleState.Held, Today));
            }

            return true;
        });
        Task<IReadOnlyList<Named>> PeopleAsync(Guid? chosen) => world.Database.DoAsync(world.Moira, (SecondLookQueries q) => q.PeopleAsync(chosen));
        (await PeopleAsync(null)).ShouldNotContain(p => p.Id == world.Lee.PersonId);
        (await PeopleAsync(world.Lee.PersonId))[0].ShouldBe(new Named(world.Lee.PersonId, "Lee Reed"));
        (await PeopleAsync(world.Moira.PersonId)).ShouldNotContain(p => p.Id == world.Moira.PersonId, "nobody decides about themself");
    }

    /// <summary>What was asked before a record was named fits any of its kind, and is used up by one.</summary>
    [Fact]
    public async Task Agreement_FromBeforeARecordWasNamed_FitsAnyOnce()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var database = world.Database;
        var (kept, ends) = ((await database.HoldingAsync(world.Lee.PersonId, await world.RoleAsync("peer-mentor"))).Id, await world.AddRoleOfLeeAsync());
        var look = (await AskAsync(world, kept)).Value;
        await using (var context = database.Everything())
        {
            await context.SecondLooks.Where(l => l.Id == look).ExecuteUpdateAsync(set => set.SetProperty(l => l.RecordId, (Guid?)null));
        }

        (await AskAsync(world, ends)).Refusal.ShouldBeOfType<AskedBefore>();
        await world.AnswerAsync(look);
        (await EndAsync(world, ends)).Refusal.ShouldBeNull();
        (await EndAsync(world, kept)).Refusal.ShouldBeOfType<SecondPersonNeeded>();
    }

    private static Task<Outcome<Guid>> AskAsync(ConcernWorld world, Guid? record) => world.Database.DoAsync(world.Moira, (AskSecondPerson ask) =>
        ask.RunAsync(new SecondLookInput(world.Lee.PersonId, world.Scheme, AdverseAct.EndRole, ConcernWorld.Why, record)));

    private static async Task<Outcome<Done>> EndAsync(ConcernWorld world, Guid holding)
    {
        await using var context = world.Database.Everything();
        var version = await context.RoleHoldings.Where(h => h.Id == holding).Select(h => h.Version).SingleAsync();
        return await world.Database.DoAsync(world.Moira, (EndRole end) => end.RunAsync(new RoleEnd(holding, version, Today, ExitReason.InvitedToLeave, ConcernWorld.Why)));
    }

    [Fact]
    public async Task Find_WhereEverybodyOutsideTheLineIsKeptOut_FindsAnotherOfTheStaff()
    {
        await using var world = await ConcernWorld.MakeAsync();
        await world.SendAsync(world.Lee, world.Vera.PersonId, world.Vic.PersonId, world.Hana.PersonId, world.Neil.PersonId);
        var look = await world.AskAsync(world.Moira, world.Lee.PersonId, AdverseAct.PauseRole);
        await using var context = world.Database.Everything();
        (await context.SecondLooks.SingleAsync(l => l.Id == look)).ApproverId.ShouldBe(world.Fay.PersonId);
    }

    [Fact]
    public async Task Ask_UnderAHatThatDecidesNothing_IsRefused()
    {
        await using var world = await ConcernWorld.MakeAsync();
        SecondLookInput Input(Decision why, Guid? person, AdverseAct? act) => new(person, world.Scheme, act, why);
        var (database, lee) = (world.Database, world.Lee.PersonId);
        (await database.DoAsync(world.Lee, (AskSecondPerson u) => u.RunAsync(Input(ConcernWorld.Why, world.Mia.PersonId, AdverseAct.EndRole)))).Refusal.ShouldBeOfType<NotAllowed>();
        (await database.DoAsync(world.Moira, (AskSecondPerson u) => u.RunAsync(Input(new Decision("Short", "The record"), lee, AdverseAct.EndRole)))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await database.DoAsync(world.Moira, (AskSecondPerson u) => u.RunAsync(Input(ConcernWorld.Why, null, AdverseAct.EndRole)))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("PersonId");
        (await database.DoAsync(world.Moira, (AskSecondPerson u) => u.RunAsync(Input(ConcernWorld.Why, lee, null)))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Act");
        (await database.DoAsync(world.Moira, (AskSecondPerson u) => u.RunAsync(Input(ConcernWorld.Why, lee, AdverseAct.StopTraining)))).Refusal.ShouldBeOfType<Invalid>("there is no course of his to stop").Input.ShouldBe("Act");
        (await database.DoAsync(world.Moira, (AskSecondPerson u) => u.RunAsync(Input(ConcernWorld.Why, world.Moira.PersonId, AdverseAct.EndRole)))).Refusal.ShouldBeOfType<Invalid>("nobody decides about themself");
        var asked = await world.AskAsync(world.Moira, lee, AdverseAct.EndRole);
        await world.AnswerAsync(asked, agrees: false);
        await using var context = database.Everything();
        var answered = await context.SecondLooks.SingleAsync(l => l.Id == asked);
        (await database.DoAsync(new Viewer(answered.ApproverId!.Value, Hat.VoiceLead, [world.Scheme]), (AnswerSecondLook u) => u.RunAsync(asked, answered.Version, true))).Refusal.ShouldBeOfType<LookAnswered>();
    }

    [Fact]
    public async Task CloseAccount_OfSomebodyWhoHoldsARole_TakesASecondPerson()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var (database, kit) = (world.Database, await world.AddAsync("Kit", "system-administrator", Hat.SystemAdministrator));
        await database.AddAccountAsync(world.Lee.PersonId);
        var closed = new ClosedAccount(world.Lee.PersonId, ConcernWorld.Why);
        (await database.DoAsync(kit, (CloseAccount u) => u.RunAsync(closed))).Refusal.ShouldBeOfType<SecondPersonNeeded>();
        (await database.DoAsync(kit, (SecondLookQueries q) => q.PeopleAsync())).Select(p => p.Name).ShouldContain("Lee Reed");
        await world.AgreeAsync(kit, world.Lee.PersonId, AdverseAct.CloseAccount);
        (await database.DoAsync(kit, (CloseAccount u) => u.RunAsync(closed))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task RefuseClearance_ByWhoeverDecides_TakesASecondPerson()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddClearanceSceneAsync();
        var hana = new Viewer(await database.AddPersonAsync("Hana", "Reed", scene.Roles["head-of-service"]), Hat.HeadOfService, [scene.Scheme]);
        (await database.DoAsync(hana, (NameOutsideContact u) => u.RunAsync(new OutsideContact(scene.Scheme, 0, "Odile Marsh", "Fen Advice", "0113 496 0000")))).Succeeded.ShouldBeTrue();
        var id = await scene.SubmittedAsync();
        (await scene.DecideAsync(id, VettingVerdict.Refuse)).Refusal.ShouldBeOfType<SecondPersonNeeded>();
        (await database.DoAsync(scene.Pat, (SecondLookQueries q) => q.PeopleAsync())).Select(p => p.Name).ShouldContain("Dee Marsh");
        var look = (await database.DoAsync(scene.Pat, (AskSecondPerson u) => u.RunAsync(new SecondLookInput(scene.Dee.PersonId, scene.Scheme, AdverseAct.RefuseClearance, TestData.Decision)))).Value;
        await using var context = database.Everything();
        var approver = (await context.SecondLooks.AsNoTracking().SingleAsync(l => l.Id == look)).ApproverId!.Value;
        (await database.DoAsync(new Viewer(approver, Hat.HeadOfService, [scene.Scheme]), (AnswerSecondLook u) => u.RunAsync(look, 1, true))).Succeeded.ShouldBeTrue();
        (await scene.DecideAsync(id, VettingVerdict.Refuse)).Succeeded.ShouldBeTrue();
    }
}
