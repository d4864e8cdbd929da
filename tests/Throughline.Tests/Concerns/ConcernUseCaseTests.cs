using Microsoft.EntityFrameworkCore;
using Throughline.Concerns;
using Throughline.People;
using Throughline.Rights;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Concerns;

[Trait("invariants", "INV-106,INV-107")]
public sealed class ConcernUseCaseTests
{
    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Concern_FromTheFirstWordToTheEnd_ExistsForThoseOfItAlone(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider, open: false);
        var (database, lee, fay, vera, vic, hana, moira) = (world.Database, world.Lee, world.Fay, world.Vera, world.Vic, world.Hana, world.Moira);

        // Nobody sends one until somebody outside is named, by whoever may.
        var id = (await world.WriteAsync(lee, fay.PersonId, vic.PersonId)).Value;
        (await database.DoAsync(lee, (SubmitConcern u) => u.RunAsync(id, 1))).Refusal.ShouldBeOfType<ChannelNotOpen>();
        (await world.OpenAsync(lee)).Refusal.ShouldBeOfType<NotAllowed>();
        (await world.OpenAsync(moira)).Refusal.ShouldBeOfType<NotAllowed>();
        (await world.OpenAsync(hana, "by post")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reach");
        (await world.OpenAsync(hana)).Succeeded.ShouldBeTrue();
        (await world.OpenAsync(hana)).Refusal.ShouldBeOfType<Stale>();
        (await ListAsync(vera)).ShouldBeEmpty("it is not sent");
        (await database.DoAsync(vera, (SubmitConcern u) => u.RunAsync(id, 1))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(lee, (SubmitConcern u) => u.RunAsync(id, 1))).Succeeded.ShouldBeTrue();

        // The voice lead who is not on the wall sees it; the one who is, the one it is about, and everybody else do not.
        (await ListAsync(vera)).Single().Id.ShouldBe(id);
        foreach (var other in new[] { fay, vic, hana, moira, world.Neil, world.Mia })
        {
            (await ListAsync(other)).ShouldBeEmpty();
            (await PageAsync(other)).ShouldBeNull();
            (await database.DoAsync(other, (AcknowledgeConcern u) => u.RunAsync(id, 2))).Refusal.ShouldBeOfType<NotFound>();
        }

        var page = (await PageAsync(lee))!;
        page.Cannot.Select(c => (c.Name, c.Why)).ShouldBe([("Fay Reed", ConcernWallReason.Subject), ("Vic Reed", ConcernWallReason.Named)]);
        page.Can.Select(c => c.Name).ShouldBe(["Vera Reed"]);
        page.DueOn.ShouldBe(new DateOnly(2026, 3, 9));

        (await database.DoAsync(vera, (AcknowledgeConcern u) => u.RunAsync(id, 2))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(vera, (AssignHandler u) => u.RunAsync(id, 3, fay.PersonId))).Refusal.ShouldBeOfType<NotThisHandler>();
        (await database.DoAsync(vera, (AssignHandler u) => u.RunAsync(id, 3, vic.PersonId))).Refusal.ShouldBeOfType<NotThisHandler>();
        (await database.DoAsync(vera, (AssignHandler u) => u.RunAsync(id, 3, null))).Refusal!.ShouldBeOfType<Invalid>();
        (await database.DoAsync(vera, (AssignHandler u) => u.RunAsync(id, 2, moira.PersonId))).Refusal.ShouldBeOfType<Stale>();
        (await database.DoAsync(vera, (AssignHandler u) => u.RunAsync(id, 3, moira.PersonId))).Succeeded.ShouldBeTrue();
        (await PageAsync(moira))!.Handles.ShouldBeTrue();
        (await database.DoAsync(vera, (BeginConcern u) => u.RunAsync(id, 4))).Refusal.ShouldBeOfType<NotAllowed>();
        (await database.DoAsync(moira, (BeginConcern u) => u.RunAsync(id, 4))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(moira, (OfferOutcome u) => u.RunAsync(id, 5, " "))).Refusal!.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await database.DoAsync(moira, (OfferOutcome u) => u.RunAsync(id, 5, "We will talk about it."))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(lee, async (WithdrawConcern u) => await u.RunAsync(id, await world.VersionAsync(id)))).Refusal.ShouldBeOfType<ConcernStepNotOpen>();
        (await database.DoAsync(lee, async (AppealOutcome u) => await u.RunAsync(id, await world.VersionAsync(id), "Please look again."))).Succeeded.ShouldBeTrue();
        (await PageAsync(moira)).ShouldBeNull("a handler sees it only as long as they are");
        (await database.DoAsync(vera, async (AssignHandler u) => await u.RunAsync(id, await world.VersionAsync(id), moira.PersonId))).Refusal.ShouldBeOfType<NotThisHandler>();
        (await database.DoAsync(vera, async (AssignHandler u) => await u.RunAsync(id, await world.VersionAsync(id), vera.PersonId))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(vera, async (ConcludeConcern u) => await u.RunAsync(id, await world.VersionAsync(id), "This is the last answer."))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(lee, async (EndConcern u) => await u.RunAsync(id, await world.VersionAsync(id)))).Refusal.ShouldBeOfType<NotAllowed>();
        (await database.DoAsync(vera, async (EndConcern u) => await u.RunAsync(id, await world.VersionAsync(id)))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(lee, async (SayInConcern u) => await u.RunAsync(id, await world.VersionAsync(id), "Thank you."))).Refusal.ShouldBeOfType<ConcernStepNotOpen>();
        (await PageAsync(vera)).ShouldNotBeNull();
        (await PageAsync(lee))!.SeenBy.Select(s => s.Name).ShouldBe(["Moira Finch", "Vera Reed"], ignoreOrder: true);

        Task<IReadOnlyList<ConcernLine>> ListAsync(Viewer by) => database.DoAsync(by, (ConcernQueries q) => q.ListAsync());
        Task<ConcernPage?> PageAsync(Viewer by) => database.DoAsync(by, (ConcernQueries q) => q.FindAsync(id));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Late_GoesToTheHeadOfService_UnlessTheyAreKeptOut(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider);
        var (database, hana) = (world.Database, world.Hana);
        var open = await world.SendAsync(world.Lee, world.Fay.PersonId, world.Vic.PersonId);
        var kept = await world.SendAsync(world.Lee, world.Fay.PersonId, hana.PersonId);
        (await ListAsync()).ShouldBeEmpty();
        (await DueAsync(hana)).ShouldBeEmpty();
        database.Clock.Advance(TimeSpan.FromDays(8));
        (await ListAsync()).Single().Id.ShouldBe(open);
        (await DueAsync(hana)).ShouldBe([$"/concerns/{open}"]);
        (await DueAsync(world.Fay)).ShouldBeEmpty();

        // The one that no head may see: its owner is told to ring whoever is outside, and so is the voice lead.
        (await database.DoAsync(world.Vera, (ConcernQueries q) => q.FindAsync(kept)))!.ByHand.ShouldBeTrue();
        (await database.DoAsync(world.Lee, (ConcernQueries q) => q.FindAsync(kept)))!.ByHand.ShouldBeTrue();
        (await database.DoAsync(world.Lee, (ConcernQueries q) => q.FindAsync(open)))!.ByHand.ShouldBeFalse();
        (await DueAsync(world.Lee)).ShouldBe([$"/concerns/{kept}"]);

        // Whoever said that it came goes on seeing to it: there may be no voice lead who can.
        (await database.DoAsync(hana, (AcknowledgeConcern u) => u.RunAsync(open, 2))).Succeeded.ShouldBeTrue();
        (await ListAsync()).Single().Id.ShouldBe(open);
        (await database.DoAsync(hana, (AssignHandler u) => u.RunAsync(open, 3, world.Moira.PersonId))).Succeeded.ShouldBeTrue();

        Task<IReadOnlyList<ConcernLine>> ListAsync() => database.DoAsync(hana, (ConcernQueries q) => q.ListAsync());
        async Task<List<string>> DueAsync(Viewer who) =>
            [.. (await database.DoAsync(Viewer.System, (ConcernDueQueries q) => q.DueAsync(new DateOnly(2026, 3, 2).AddDays(database.Clock.Now().Day - 2)))).Where(d => d.PersonId == who.PersonId).Select(d => d.Path)];
    }

    /// <summary>Once received, an answer that does not come is told above too, and goes with the answer.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Answer_ThatDoesNotCome_IsToldToTheVoiceLeadAndTheHeadOfServiceUnlessTheyAreKeptOut(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider);
        var (database, hana, moira) = (world.Database, world.Hana, world.Moira);
        var open = await world.SendAsFarAsBegunAsync(world.Lee, world.Fay.PersonId, world.Vera, moira);
        var kept = await world.SendAsFarAsBegunAsync(world.Lee, world.Fay.PersonId, world.Vera, moira, hana.PersonId);
        database.Clock.Advance(TimeSpan.FromDays(28));
        (await ListAsync()).ShouldBeEmpty("the last day is not late");
        (await DueAsync(world.Vera)).ShouldBeEmpty();
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await ListAsync()).ShouldBe([open]);
        (await DueAsync(hana)).ShouldBe([open]);
        (await DueAsync(world.Vera)).ShouldBe([open, kept], ignoreOrder: true);
        (await DueAsync(world.Lee)).ShouldBeEmpty("somebody looks into both");
        (await database.DoAsync(world.Lee, (ConcernQueries q) => q.FindAsync(kept)))!.ByHand.ShouldBeFalse();
        (await database.DoAsync(world.Lee, (ConcernQueries q) => q.FindAsync(open)))!.ByHand.ShouldBeFalse();
        (await DueAsync(world.Fay)).ShouldBeEmpty();
        (await database.DoAsync(moira, (OfferOutcome u) => u.RunAsync(open, 5, "We talked to her."))).Succeeded.ShouldBeTrue();
        (await ListAsync()).ShouldBeEmpty();

        // Somebody else who looks again has as long once more.
        (await database.DoAsync(world.Lee, async (AppealOutcome u) => await u.RunAsync(open, await world.VersionAsync(open), "Please look again."))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(world.Lee, (ConcernQueries q) => q.FindAsync(open)))!.DueOn.ShouldBe(new DateOnly(2026, 3, 2).AddDays(29 + 28));

        async Task<List<Guid>> ListAsync() => [.. (await database.DoAsync(hana, (ConcernQueries q) => q.ListAsync())).Select(l => l.Id)];
        async Task<List<Guid>> DueAsync(Viewer who) => [.. (await database.DoAsync(Viewer.System, (ConcernDueQueries q) => q.DueAsync(database.Clock.Today())))
            .Where(d => d.PersonId == who.PersonId).Select(d => Guid.Parse(d.Path.Split('/')[^1]))];
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Answer_ToWhichNothingIsSaid_CanBeClosedOnlyOnceTheTimeIsOver(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider);
        var (database, vera) = (world.Database, world.Vera);
        var id = await world.SendAsFarAsBegunAsync(world.Lee, world.Fay.PersonId, vera, world.Moira);
        (await database.DoAsync(world.Moira, (OfferOutcome u) => u.RunAsync(id, 5, "We talked to her."))).Succeeded.ShouldBeTrue();
        var until = new DateOnly(2026, 3, 30);
        (await database.DoAsync(world.Lee, (ConcernQueries q) => q.FindAsync(id)))!.ReplyUntil.ShouldBe(until);
        database.Clock.Advance(TimeSpan.FromDays(28));
        (await CloseAsync(vera)).Refusal.ShouldBe(new OwnerMayStillReply(until));
        (await SeeToAsync()).ShouldNotContain(vera.PersonId);
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await SeeToAsync()).ShouldContain(vera.PersonId);
        (await CloseAsync(world.Moira)).Refusal.ShouldBeOfType<NotAllowed>("whoever looks into it closes nothing");
        (await CloseAsync(vera)).Succeeded.ShouldBeTrue();
        await using var context = database.Everything();
        var closed = await context.Concerns.SingleAsync(c => c.Id == id);
        (closed.State, closed.NoReply, closed.HandlerId).ShouldBe((ConcernState.Closed, true, null));
        (await database.DoAsync(world.Lee, async (AppealOutcome u) => await u.RunAsync(id, await world.VersionAsync(id), "Please look again."))).Refusal.ShouldBeOfType<ConcernStepNotOpen>();

        async Task<Outcome<Done>> CloseAsync(Viewer who) => await database.DoAsync(who, async (EndConcern u) => await u.RunAsync(id, await world.VersionAsync(id)));
        async Task<List<Guid?>> SeeToAsync() => [.. (await database.DoAsync(Viewer.System, (ConcernDueQueries q) => q.DueAsync(database.Clock.Today()))).Select(d => d.PersonId)];
    }

    /// <summary>E35: whom it is about is heard, and what they say stands in it; to them it still does not exist in here.</summary>
    [Fact]
    public async Task Hear_ByWhoeverLooksIntoIt_IsReadByItsOwnerAndNotByTheOneItIsAbout()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var database = world.Database;
        var id = await world.SendAsFarAsBegunAsync(world.Lee, world.Fay.PersonId, world.Vera, world.Moira);
        Task<Outcome<Done>> HearAsync(Viewer who, string? words) => database.DoAsync(who, async (HearInConcern u) => await u.RunAsync(id, await world.VersionAsync(id), words));
        (await HearAsync(world.Moira, " ")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await HearAsync(world.Vera, "She was busy.")).Refusal.ShouldBeOfType<NotAllowed>();
        (await HearAsync(world.Fay, "I was busy.")).Refusal.ShouldBeOfType<NotFound>();
        (await HearAsync(world.Moira, "She did not notice, and is sorry.")).Succeeded.ShouldBeTrue();
        var entry = (await database.DoAsync(world.Lee, (ConcernQueries q) => q.FindAsync(id)))!.Entries.ShouldHaveSingleItem();
        (entry.Kind, entry.Words).ShouldBe((ConcernEntryKind.Heard, "She did not notice, and is sorry."));
        (await database.DoAsync(world.Fay, (ConcernQueries q) => q.FindAsync(id))).ShouldBeNull();

        var place = await world.SendAsFarAsBegunAsync(world.Lee, null, world.Vera, world.Moira);
        (await database.DoAsync(world.Moira, async (HearInConcern u) => await u.RunAsync(place, await world.VersionAsync(place), "It is cold."))).Refusal.ShouldBeOfType<ConcernStepNotOpen>();
    }

    [Fact]
    public async Task Handler_WhoManagesSomebodyOnTheStaff_IsNeverAsked()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var database = world.Database;
        var holding = await database.HoldingAsync(world.Fay.PersonId, await world.RoleAsync("team-member"));
        (await database.DoAsync(world.Moira, (NameManager name) => name.RunAsync(new NamedManager(holding.Id, holding.Version, world.Hana.PersonId)))).Refusal.ShouldBeNull();
        var id = await world.SendAsync(world.Lee, world.Fay.PersonId);
        (await database.DoAsync(world.Vera, (AcknowledgeConcern u) => u.RunAsync(id, 2))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(world.Vera, (AssignHandler u) => u.RunAsync(id, 3, world.Hana.PersonId))).Refusal.ShouldBeOfType<NotThisHandler>();
        (await database.DoAsync(world.Vera, (ConcernQueries q) => q.HandlersAsync(id))).ShouldNotContain(h => h.Id == world.Hana.PersonId);

        // Where the managers are part of it, they are on its wall.
        var line = (await world.WriteAsync(world.Lee, world.Fay.PersonId, true, [])).Value;
        (await database.DoAsync(world.Lee, (ConcernQueries q) => q.FindAsync(line)))!.Cannot.Select(c => (c.Name, c.Why))
            .ShouldBe([("Fay Reed", ConcernWallReason.Subject), ("Hana Reed", ConcernWallReason.Line)]);
    }

    [Fact]
    public async Task Withdraw_OnceItHasToGoOn_IsRefusedAndItsOwnerReadsWhy()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var (database, lee) = (world.Database, world.Lee);
        var id = await world.SendAsync(lee, world.Fay.PersonId);
        (await database.DoAsync(world.Vera, (KeepConcernOpen u) => u.RunAsync(id, 2, "Somebody could come to harm."))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(lee, (WithdrawConcern u) => u.RunAsync(id, 3))).Refusal.ShouldBeOfType<ConcernMustGoOn>();
        (await database.DoAsync(lee, (ConcernQueries q) => q.FindAsync(id)))!.Entries.Single().Words.ShouldBe("Somebody could come to harm.");
        var other = await world.SendAsync(lee, world.Fay.PersonId);
        (await database.DoAsync(world.Vera, (WithdrawConcern u) => u.RunAsync(other, 2))).Refusal.ShouldBeOfType<NotAllowed>();
        (await database.DoAsync(lee, (WithdrawConcern u) => u.RunAsync(other, 2))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task MayName_UnderEachHat_GivesNoNamesToThoseWhoSeeNoPeople()
    {
        await using var world = await ConcernWorld.MakeAsync();
        foreach (var hat in new[] { Hat.Researcher, Hat.Commissioner, Hat.SystemAdministrator })
        {
            (await NamesAsync(world.Neil with { Hat = hat })).ShouldBeEmpty();
        }

        (await NamesAsync(world.Mia)).ShouldContain("Fay Reed");
        (await NamesAsync(world.Mia)).ShouldNotContain("Lee Reed", "a mentee is not told who the peer workers are");
        (await NamesAsync(world.Fay)).ShouldContain("Lee Reed");

        // Once his label has set he is in the list like anybody of the staff, and a role of staff adds nothing that could be told apart.
        await world.Database.DoAsync(world.Lee, async (SetLabelSunset set) => await set.RunAsync(new LabelSunset((await world.Database.PersonAsync(world.Lee.PersonId)).Version, new DateOnly(2026, 3, 2))));
        var (ofMia, ofFay) = (await NamesAsync(world.Mia), await NamesAsync(world.Fay));
        ofMia.ShouldContain("Lee Reed");
        ofFay.ShouldContain("Lee Reed");
        await world.Database.DoAsync(Viewer.System, async (TakeUpRole take) => await take.RunAsync(new NewRole(world.Lee.PersonId, (await world.RoleAsync("team-member")).Id, RoleState.Held, new DateOnly(2026, 3, 2))));
        (await NamesAsync(world.Mia)).ShouldBe(ofMia);
        (await NamesAsync(world.Fay)).ShouldBe(ofFay);

        async Task<List<string>> NamesAsync(Viewer by) => [.. (await world.Database.DoAsync(by, (ConcernQueries q) => q.MayNameAsync(world.Scheme))).Select(n => n.Name)];
    }

    [Fact]
    public async Task Write_WithSomebodyChosenWhereItIsAboutAPlace_IsRefusedAndNotSilentlyLeftOpenToThem()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var input = new ConcernInput(null, 0, world.Scheme, ConcernAbout.Place, world.Vic.PersonId, "The back room", "Nobody greets me there.", null, false, []);
        (await world.Database.DoAsync(world.Lee, (WriteConcern write) => write.RunAsync(input))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("About");
        (await world.Database.DoAsync(world.Lee, (WriteConcern write) => write.RunAsync(input with { SubjectId = null }))).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Write_WithTheManagersOfSomebodyNamedInWordsAlone_AsksWhoIsNotToKnow(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider);
        Task<Outcome<Guid>> WriteAsync(ConcernInput input) => world.Database.DoAsync(world.Lee, (WriteConcern write) => write.RunAsync(input));
        var input = new ConcernInput(null, 0, world.Scheme, ConcernAbout.Person, null, "The trainer on Tuesdays", "Nobody greets me there.", null, true, []);
        (await WriteAsync(input)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("LineInvolved");
        (await WriteAsync(input with { About = ConcernAbout.Place })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("LineInvolved");
        (await WriteAsync(input with { LineInvolved = false })).Succeeded.ShouldBeTrue();
        var id = (await WriteAsync(input with { NotToKnow = [world.Vic.PersonId] })).Value;
        var page = (await world.Database.DoAsync(world.Lee, (ConcernQueries q) => q.FindAsync(id)))!;
        page.LineInvolved.ShouldBeTrue("what was ticked is not lost");
        page.Cannot.Select(c => (c.Name, c.Why)).ShouldBe([("Vic Reed", ConcernWallReason.Named)]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Sweep_WhenTheYearsAreOver_LetsGoOfWhatIsClosedAndNotKeptLonger(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider);
        var database = world.Database;
        var (goes, stays, open) = (await world.SendAsFarAsClosedAsync(world.Lee, world.Fay.PersonId), await world.SendAsFarAsClosedAsync(world.Lee, null), await world.SendAsync(world.Mia, world.Fay.PersonId));
        (await database.DoAsync(world.Vera, async (KeepConcernLonger u) => await u.RunAsync(stays, await world.VersionAsync(stays), true, " "))).Refusal.ShouldBeOfType<Invalid>();
        (await database.DoAsync(world.Lee, async (KeepConcernLonger u) => await u.RunAsync(stays, await world.VersionAsync(stays), true, "A claim goes on."))).Refusal.ShouldBeOfType<NotAllowed>();
        (await database.DoAsync(world.Vera, async (KeepConcernLonger u) => await u.RunAsync(stays, await world.VersionAsync(stays), true, "A claim goes on."))).Succeeded.ShouldBeTrue();
        await world.AgreeAsync(world.Moira, world.Lee.PersonId, AdverseAct.PauseRole);
        (await database.DoAsync(world.Vera, (LetGoOfConcerns u) => u.RunAsync())).Refusal.ShouldBeOfType<NotAllowed>();
        (await SweepAsync()).ShouldBe(0);

        database.Clock.Advance(TimeSpan.FromDays((6 * 366) + 1));
        (await SweepAsync()).ShouldBe(2, "one concern and one second look");
        (await SweepAsync()).ShouldBe(0);
        await using var context = database.Everything();
        (await context.Concerns.Select(c => c.Id).OrderBy(c => c).ToListAsync()).ShouldBe(new[] { stays, open }.Order());
        (await context.Set<ConcernWall>().AnyAsync(w => w.ConcernId == goes)).ShouldBeFalse();
        (await context.Set<ConcernEntry>().AnyAsync(w => w.ConcernId == goes)).ShouldBeFalse();
        (await context.SecondLooks.AnyAsync()).ShouldBeFalse();

        async Task<int> SweepAsync() => (await database.DoAsync(Viewer.System, (LetGoOfConcerns u) => u.RunAsync())).Value;
    }

    [Fact]
    public async Task Erase_ByALeadOnTheWallOfADraft_TakesTheDraft()
    {
        await using var world = await ConcernWorld.MakeAsync();
        var database = world.Database;
        var (draft, sent) = ((await world.WriteAsync(world.Mia, world.Fay.PersonId, world.Vic.PersonId)).Value, await world.SendAsync(world.Mia, world.Fay.PersonId, world.Vic.PersonId));
        await database.EndRoleAsync(world.Moira, world.Mia.PersonId, await world.RoleAsync("person-on-probation"));
        (await database.DoAsync(world.Vic with { Hat = Hat.DataProtectionLead }, (ErasePerson u) => u.RunAsync(world.Mia.PersonId, "They asked us to, in writing, last week", ErasureGrounds.Choices[0]))).Succeeded.ShouldBeTrue();
        await using var context = database.Everything();
        (await context.Concerns.Select(c => c.Id).ToListAsync()).ShouldBe([sent]);
        (await context.Set<ConcernWall>().AnyAsync(w => w.ConcernId == draft)).ShouldBeFalse();
        (await database.DoAsync(world.Vera, (ConcernQueries q) => q.FindAsync(sent)))!.Story.ShouldBeNull("its words went with the key");
        (await context.Concerns.AsNoTracking().SingleAsync()).State.ShouldBe(ConcernState.Closed, "nobody is left to answer");
        (await database.DoAsync(world.Vera, async (KeepConcernLonger u) => await u.RunAsync(sent, await world.VersionAsync(sent), true, "A claim goes on."))).Refusal.ShouldBeOfType<ConcernStepNotOpen>("nothing can be sealed for them any more");
    }
}
