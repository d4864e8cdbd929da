using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Recognition;

public sealed class RecognitionUseCaseTests
{
    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Fact]
    [Trait("invariants", "INV-100")]
    public async Task Schema_OfAMessage_HasNoPlaceForWhoItCameFrom()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = database.Everything();
        context.Model.FindEntityType(typeof(ReceivedMessage))!.GetProperties().Select(p => p.Name).ShouldBe(
            ["Counts", "Dimension", "Id", "Impact", "LeftOut", "LoggedAt", "On", "PersonId", "SchemeId", "Setting", "SiteId", "Source", "TeamId", "Value", "Version", "Visibility", "What"], ignoreOrder: true);
        context.Model.FindEntityType(typeof(BlockedOpportunity))!.GetProperties().Where(p => p.ClrType == typeof(Guid)).Select(p => p.Name).ShouldBe(["Id", "PersonId", "SchemeId"], ignoreOrder: true);
        context.Model.FindEntityType(typeof(PulseAnswer))!.GetProperties().Select(p => p.Name).ShouldBe(["PersonId", "PulseId", "Source", "Value"], ignoreOrder: true);
        // Only its words are text, and they are sealed; nothing else could hold a name.
        context.Model.FindEntityType(typeof(ReceivedMessage))!.GetProperties().Where(p => p.ClrType == typeof(string)).ShouldBeEmpty();
        typeof(ReceivedMessage).GetProperty(nameof(ReceivedMessage.What))!.PropertyType.ShouldBe(typeof(SealedText));
    }

    [Fact]
    [Trait("invariants", "INV-103 INV-104")]
    public void KindAndCold_TakeTheSameSteps_AndWhatWasLeftOutIsOne()
    {
        // One question asks how it felt, and it has as many answers to either side; nothing else asks more of one side.
        typeof(NewMessage).GetProperties().Select(p => p.Name).ShouldNotContain(name => name.Contains("Kind", StringComparison.Ordinal) || name.Contains("Cold", StringComparison.Ordinal));
        NewMessage Of(int value, bool leftOut) => new(leftOut, MessageDimension.Acknowledged, SourceClass.FrontlineStaff, value, Guid.Empty, MessageSetting.InPassing, null, 0, new DateOnly(2026, 3, 2));
        foreach (var value in Enumerable.Range(-2, 5))
        {
            Of(value, false).Check(new DateOnly(2026, 3, 2)).ShouldBeNull();
            Of(value, true).Check(new DateOnly(2026, 3, 2)).ShouldBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-101")]
    public async Task Share_WhereSomebodyElseSupervisesThemThanThePageNamed_GoesToNobody(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var id = await scene.LoggedAsync(scene.Ann, -1, what: "Pat walked past me twice.");
        var named = (await scene.PageAsync(scene.Ann, id))!.SupervisorId;
        named.ShouldBe(scene.Sue.PersonId);
        var ray = await scene.AnotherSupervisesAsync();
        Task<Outcome<Done>> ShareAsync(Guid? with) => scene.Database.DoAsync(scene.Ann, (ShareMessage share) => share.RunAsync(id, 1, with));
        (await ShareAsync(named)).Refusal.ShouldBe(new AnotherWouldRead("Ray Teal"));
        (await ShareAsync(null)).Refusal.ShouldBe(new AnotherWouldRead("Ray Teal"));
        (await ShareAsync(scene.Moira.PersonId)).Refusal.ShouldBe(new AnotherWouldRead("Ray Teal"));
        await using var context = scene.Database.Everything();
        (await context.MessageShares.AnyAsync()).ShouldBeFalse();
        (await scene.PageAsync(scene.Ann, id))!.SupervisorId.ShouldBe(ray.PersonId);
        (await ShareAsync(ray.PersonId)).Refusal.ShouldBeNull();
        (await context.MessageShares.SingleAsync()).WithId.ShouldBe(ray.PersonId);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-101")]
    public async Task Message_Logged_IsItsOwnersUntilShared(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 2);
        var id = await scene.LoggedAsync(scene.Ann, -1, what: "Pat walked past me twice.");
        var page = (await scene.PageAsync(scene.Ann, id))!;
        (page.Words, page.Line.LeftOut, page.Place, page.NamesStaff, page.Supervisor).ShouldBe(("Pat walked past me twice.", true, "Sluice House", true, "Sue Wren"));
        (await scene.PageAsync(scene.Ann with { Hat = Hat.StaffColleague }, id)).ShouldNotBeNull("it is theirs under any hat");
        foreach (var hat in Enum.GetValues<Hat>().Where(h => h != Hat.System))
        {
            foreach (var who in new[] { scene.Moira, scene.Hal, scene.Sue, scene.Pat, scene.Peers[1] })
            {
                await NothingAsync(who with { Hat = hat }, id);
            }
        }

        (await scene.ShareAsync(scene.Peers[1], id)).Refusal.ShouldBeOfType<NotFound>();
        (await scene.ShareAsync(scene.Ann, id)).Succeeded.ShouldBeTrue();
        (await scene.ShareAsync(scene.Ann, id)).Refusal.ShouldBeOfType<MessageIsShared>();
        (await SharedAsync(scene.Sue, id))!.Words.ShouldBe("Pat walked past me twice.");
        (await scene.Database.DoAsync(scene.Sue, (SharedMessageQueries q) => q.ListAsync())).Single().ShouldBe(new SharedLine(id, "Ann Reed", new DateOnly(2026, 3, 2), false));
        foreach (var who in new[] { scene.Moira, scene.Hal, scene.Pat, scene.Peers[1], scene.Sue with { Hat = Hat.StaffColleague }, scene.Sue with { Hat = Hat.Coordinator } })
        {
            await NothingAsync(who, id);
        }

        (await scene.Database.DoAsync(scene.Moira, (SayMessageRead read) => read.RunAsync(id))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.Database.DoAsync(scene.Sue, (SayMessageRead read) => read.RunAsync(id))).Succeeded.ShouldBeTrue();
        (await scene.PageAsync(scene.Ann, id))!.ReadOn.ShouldBe(new DateOnly(2026, 3, 2));
        (await scene.Database.DoAsync(scene.Ann, (DeleteMessage delete) => delete.RunAsync(id))).Refusal.ShouldBeOfType<MessageIsShared>();
        (await scene.Database.DoAsync(scene.Ann, (ChangeMessage change) => change.RunAsync(id, 2, "Nothing", null))).Refusal.ShouldBeOfType<MessageIsShared>();
        (await scene.Database.DoAsync(scene.Ann, (MyRecordQueries q) => q.TraceAsync(lookedOnly: true))).Lines.ShouldContain(l => l.Did == "Looked at a message you shared" && l.Who == "Sue Wren");

        // Somebody else supervises her now: the one before reads it no more, and the new one never could.
        var holding = await scene.Database.HoldingAsync(scene.Ann.PersonId, scene.Scheme.PeerMentor);
        var ray = TestData.Viewer(await scene.Database.AddPersonAsync("Ray", "Teal", scene.Scheme.Supervisor), Hat.Supervisor, scene.Scheme.Id);
        _ = (await scene.Database.DoAsync(scene.Moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, ray.PersonId)))).Value;
        await NothingAsync(scene.Sue, id);
        await NothingAsync(ray, id);

        async Task NothingAsync(Viewer who, Guid message)
        {
            (await scene.PageAsync(who, message)).ShouldBeNull();
            (await SharedAsync(who, message)).ShouldBeNull();
            await using var context = scene.Database.Engine.OpenReader(who);
            (await context.ReceivedMessages.CountAsync(m => m.PersonId != who.PersonId)).ShouldBe(0);
            (await context.WeeklyPulses.CountAsync(m => m.PersonId != who.PersonId)).ShouldBe(0);
        }

        Task<SharedMessage?> SharedAsync(Viewer who, Guid message) => scene.Database.DoAsync(who, (SharedMessageQueries q) => q.FindAsync(message));
    }

    /// <summary>State machine 10 and what only its owner may do, whatever is done in whatever order.</summary>
    [Fact]
    public void Message_WhateverIsDone_KeepsToItsStates() =>
        Gen.Int[0, 3].Array[1, 12].Sample(moves =>
        {
            var message = ReceivedMessage.Log(Guid.Empty, Guid.Empty, Guid.Empty, null, null, new NewMessage(true, MessageDimension.Included, SourceClass.PeerColleague, -2, Guid.Empty, MessageSetting.Event, null, 3, new DateOnly(2026, 3, 2)), null, DateTimeOffset.UnixEpoch);
            message.Visibility.ShouldBe(MessageVisibility.Private);
            message.Counts.ShouldBeTrue("on, until its owner turns it off");
            foreach (var move in moves)
            {
                var before = (message.Visibility, message.Version, message.Counts);
                var alone = before.Visibility == MessageVisibility.Private;
                switch (move)
                {
                    case 0:
                        (message.Share() is null).ShouldBe(alone);
                        message.Visibility.ShouldBe(MessageVisibility.SharedWithSupervisor);
                        break;
                    case 1:
                        (message.Reword(null) is null).ShouldBe(alone);
                        break;
                    case 2:
                        (message.CheckDelete() is null).ShouldBe(alone);
                        break;
                    default:
                        message.Count(!before.Counts);
                        message.Counts.ShouldBe(!before.Counts);
                        message.Visibility.ShouldBe(before.Visibility);
                        break;
                }

                // It never becomes private again.
                if (!alone)
                {
                    message.Visibility.ShouldBe(MessageVisibility.SharedWithSupervisor);
                }
            }
        });

    [Fact]
    public async Task Log_OfAMessage_TellsThatThereIsOneAndNothingOfIt()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var id = await scene.LoggedAsync(scene.Ann, -2, what: "No seat for me.");
        await scene.Database.DoAsync(scene.Ann, (SavePulse save) => save.RunAsync(new PulseInput(new Dictionary<SourceClass, int> { [SourceClass.FrontlineStaff] = -2 }, 3)));
        (await scene.Database.DoAsync(scene.Ann, (DeleteMessage delete) => delete.RunAsync(id))).Succeeded.ShouldBeTrue();
        await using var context = scene.Database.Everything();
        (await context.ReceivedMessages.AnyAsync()).ShouldBeFalse();
        var ledger = new Ledger(scene.Database.Keyring);
        var events = await context.AuditEvents.Where(e => e.RecordType == nameof(ReceivedMessage) || e.RecordType == nameof(WeeklyPulse)).ToListAsync();
        events.Where(e => e.Kind == AuditKind.Write).Select(e => e.Name).ShouldBe(["message-logged", "pulse-saved", "message-deleted"], ignoreOrder: true);
        events.Select(e => ledger.OpenDetails(e) ?? "").ShouldAllBe(details => !details.Contains("FrontlineStaff", StringComparison.Ordinal) && !details.Contains("Value", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_BadInput_IsRefusedBesideItsField()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var right = scene.Message();
        async Task FieldAsync(NewMessage input, string field) => (await scene.LogAsync(scene.Ann, input)).Refusal!.Field.ShouldBe(field);
        await FieldAsync(right with { LeftOut = null }, "LeftOut");
        await FieldAsync(right with { Dimension = (MessageDimension)99 }, "Dimension");
        await FieldAsync(right with { Source = null }, "Source");
        await FieldAsync(right with { Value = 3 }, "Value");
        await FieldAsync(right with { Place = null }, "Place");
        await FieldAsync(right with { Place = new Guid("0193ffff-ffff-7fff-8fff-ffffffffffff") }, "Place");
        await FieldAsync(right with { Setting = null }, "Setting");
        await FieldAsync(right with { Impact = -1 }, "Impact");
        await FieldAsync(right with { On = new DateOnly(2026, 3, 3) }, "On");
        await FieldAsync(right with { On = new DateOnly(2025, 3, 1) }, "On");
        await FieldAsync(right with { What = new string('a', 2001) }, "What");
        foreach (var other in new[] { scene.Moira, scene.Sue, scene.Pat, scene.Hal, scene.Ann with { Hat = Hat.Mentee } })
        {
            (await scene.LogAsync(other, right)).Refusal.ShouldBeOfType<NotAllowed>();
        }

        (await scene.LogAsync(scene.Ann, right with { Place = Guid.Empty })).Succeeded.ShouldBeTrue();
        (await scene.LogAsync(scene.Ann, right with { Place = scene.Team })).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Pulse_SaidTwiceInAWeek_IsOneAndFiveAreReadInPlaceOfMessages(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        async Task<Outcome<Done>> SayAsync(int value, int? between = null) =>
            await scene.Database.DoAsync(scene.Ann, (SavePulse save) => save.RunAsync(new PulseInput(new Dictionary<SourceClass, int> { [SourceClass.SeniorLeader] = 2, [SourceClass.FrontlineStaff] = value }, between)));
        (await scene.Database.DoAsync(scene.Ann, (SavePulse save) => save.RunAsync(new PulseInput(new Dictionary<SourceClass, int>(), null)))).Refusal.ShouldBeOfType<NothingSaid>();
        (await SayAsync(3)).Refusal!.Field.ShouldBe("FrontlineStaff");
        (await SayAsync(1, 5)).Refusal!.Field.ShouldBe("Between");
        (await SayAsync(-2, 4)).Succeeded.ShouldBeTrue();
        (await SayAsync(-2)).Succeeded.ShouldBeTrue();
        (await SayAsync(-1, 3)).Succeeded.ShouldBeTrue();
        (await scene.Database.DoAsync(scene.Ann, (PulseQueries q) => q.MineAsync()))!.Values[SourceClass.FrontlineStaff].ShouldBe(-1);
        for (var week = 0; week < 3; week++)
        {
            scene.Database.Clock.Advance(TimeSpan.FromDays(7));
            (await SayAsync(-1)).Succeeded.ShouldBeTrue();
        }

        await scene.LoggedAsync(scene.Ann, 1);
        (await scene.Database.DoAsync(scene.Ann, (MessageQueries q) => q.MineAsync())).Summary!.FromPulses.ShouldBeFalse();
        scene.Database.Clock.Advance(TimeSpan.FromDays(7));
        (await SayAsync(-1)).Succeeded.ShouldBeTrue();
        var summary = (await scene.Database.DoAsync(scene.Ann, (MessageQueries q) => q.MineAsync())).Summary!;
        (summary.FromPulses, summary.Pulses, summary.Summary.Count, summary.Summary.Band).ShouldBe((true, 5, 10, MessageBand.StronglyMixed));
        summary.Gap.ShouldBe(3);
        var between = (await scene.Database.DoAsync(scene.Ann, (BetweenQueries q) => q.MineAsync())).Single();
        (between.Felt, between.Prompts).ShouldBe((3, true));
        (await scene.Database.DoAsync(scene.Sue, (SavePulse save) => save.RunAsync(new PulseInput(new Dictionary<SourceClass, int>(), 1)))).Refusal.ShouldBeOfType<NotAllowed>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Pulse_NoContact_IsKeptAsSaidAndIsInNoMean(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        async Task<Outcome<Done>> SayAsync(int? value, params SourceClass[] without)
        {
            var values = value is { } said ? new Dictionary<SourceClass, int> { [SourceClass.FrontlineStaff] = said } : new Dictionary<SourceClass, int>();
            return await scene.Database.DoAsync(scene.Ann, (SavePulse save) => save.RunAsync(new PulseInput(values, null, without)));
        }

        (await SayAsync(1, SourceClass.FrontlineStaff)).Refusal!.Field.ShouldBe("FrontlineStaff", "it is one or the other");
        (await SayAsync(null, (SourceClass)99)).Refusal.ShouldBeOfType<Invalid>();
        (await SayAsync(null, SourceClass.ServiceUser)).Succeeded.ShouldBeTrue("it is an answer");
        var page = (await scene.Database.DoAsync(scene.Ann, (PulseQueries q) => q.MineAsync()))!;
        page.Values.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<SourceClass, int?>(SourceClass.ServiceUser, null));
        (await SummaryAsync()).Pulses.ShouldBe(0, "there is nothing in it to read");
        for (var week = 0; week < 5; week++)
        {
            scene.Database.Clock.Advance(TimeSpan.FromDays(7));
            (await SayAsync(2, SourceClass.SeniorLeader, SourceClass.ServiceUser)).Succeeded.ShouldBeTrue();
        }

        var summary = await SummaryAsync();
        (summary.FromPulses, summary.Pulses, summary.Summary.Count, summary.Summary.Mean, summary.Above).ShouldBe((true, 5, 5, 2d, 0));

        // The scheme says how many weeks are enough.
        (await scene.Database.DoAsync(scene.Moira, (ChangeSetting change) => change.RunAsync(new SettingEdit(scene.Scheme.Id, SettingKeys.MessagesFewestPulses, "6", "Our weeks are uneven", 0)))).Succeeded.ShouldBeTrue();
        (await SummaryAsync()).FromPulses.ShouldBeFalse();

        async Task<OwnSummary> SummaryAsync() => (await scene.Database.DoAsync(scene.Ann, (MessageQueries q) => q.MineAsync())).Summary!;
    }

    /// <summary>Flag F8, the offer: for the eyes of whoever logged, and nobody is told.</summary>
    [Fact]
    public async Task Hard_MixedOrThreeColdInFourWeeks_IsShownToTheOwnerAlone()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 3);
        async Task<bool> OffersAsync(Viewer who) => (await scene.Database.DoAsync(who, (MessageQueries q) => q.MineAsync())).Hard!.Offers;
        (await OffersAsync(scene.Ann)).ShouldBeFalse();
        await scene.LoggedAsync(scene.Ann, -1);
        await scene.LoggedAsync(scene.Ann, -2);
        (await OffersAsync(scene.Ann)).ShouldBeFalse("two are below the number");
        await scene.LoggedAsync(scene.Ann, -1);
        (await OffersAsync(scene.Ann)).ShouldBeTrue("three cold ones");
        (await OffersAsync(scene.Ann with { Hat = Hat.StaffColleague })).ShouldBeFalse("what is offered is for peer workers");
        (await OffersAsync(scene.Peers[1])).ShouldBeFalse();
        (await DueAsync(scene)).ShouldBeEmpty("nobody is told");
        scene.Database.Clock.Advance(TimeSpan.FromDays(27));
        (await OffersAsync(scene.Ann)).ShouldBeTrue("the twenty-eighth day");
        scene.Database.Clock.Advance(TimeSpan.FromDays(1));
        (await OffersAsync(scene.Ann)).ShouldBeFalse("it is about now");

        foreach (var value in new[] { 1, 1, 2, 1, -1 })
        {
            await scene.LoggedAsync(scene.Peers[2], value);
        }

        (await OffersAsync(scene.Peers[2])).ShouldBeTrue("one in five goes the other way");
        await scene.LoggedAsync(scene.Peers[2], 1);
        (await OffersAsync(scene.Peers[2])).ShouldBeFalse("mostly kind");
    }

    /// <summary>Flag F8, the climate: a head of service is asked to look at a place, and at nobody.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Climate_MixedOrCold_IsDueForTheHeadUntilAStepIsSet(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 5);
        async Task<Guid> PlanAsync(Guid site) => (await scene.Database.DoAsync(
            scene.Hal, (PlanClimateStep plan) => plan.RunAsync(new NewClimateStep(site, EnablingCondition.StaffLearned, "A morning for the corridor", "Office manager", scene.Database.Clock.Today().AddDays(300))))).Value;
        foreach (var peer in scene.Peers)
        {
            await scene.LoggedAsync(peer, 1);
            await scene.LoggedAsync(peer, -1);
            await scene.LoggedAsync(peer, 2, place: scene.Sites[1]);
        }

        await PlanAsync(scene.Sites[0]);
        scene.Database.Clock.Advance(TimeSpan.FromDays(1));
        (await DueAsync(scene)).ShouldBeEmpty("nothing has been counted");
        (await scene.CountAsync()).ShouldBe(1);
        var counted = scene.Database.Clock.Today();
        var due = (await DueAsync(scene)).ShouldHaveSingleItem("what is kind asks for nothing, and a step from before is no answer to this");
        (due.Kind, due.Hat, due.PersonId, due.AboutId, due.Path, due.On).ShouldBe(("climate-to-look-at", Hat.HeadOfService, null, Due.Nobody, $"/climate/sites/{scene.Sites[0]}", counted));
        var page = (await scene.Database.DoAsync(scene.Hal, (ClimateQueries q) => q.SiteAsync(scene.Sites[0])))!;
        page.Band.ShouldBe(MessageBand.StronglyMixed);
        scene.Database.Clock.Advance(TimeSpan.FromDays(1));
        await PlanAsync(scene.Sites[1]);
        (await DueAsync(scene)).Count.ShouldBe(1, "that was another place");
        await PlanAsync(scene.Sites[0]);
        (await DueAsync(scene)).ShouldBeEmpty();

        // The next count asks anew, and takes the place of the one before.
        foreach (var peer in scene.Peers)
        {
            await scene.LoggedAsync(peer, -2);
        }

        (await scene.CountAsync(84)).ShouldBe(1);
        (await DueAsync(scene)).ShouldHaveSingleItem().Path.ShouldBe($"/climate/sites/{scene.Sites[0]}");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Climate_WithChancesAndNoMessage_IsCounted(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 5);
        foreach (var peer in scene.Peers)
        {
            _ = (await scene.Database.DoAsync(peer, (NoteShutChance note) => note.RunAsync(new ShutChance(OpportunityKind.Job, "The desk job", null, SourceClass.SeniorLeader, scene.Database.Clock.Today())))).Value;
        }

        (await scene.CountAsync(89)).ShouldBe(0, "the period has just ended");
        (await scene.CountAsync(1)).ShouldBe(1);
        var shown = (await scene.Database.DoAsync(scene.Hal, (ClimateQueries q) => q.ListAsync())).Single();
        shown.From.ShouldBe(new DateOnly(2026, 3, 2));
        shown.Measures.ShouldContain(m => m.Kind == ClimateMeasureKind.ShutJob && m.Hits == 5);
    }

    /// <summary>The first period tells of nothing that was logged: it begins with the scheme, or with whoever was first at work where that is later.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Climate_FirstPeriod_BeginsAlikeWhateverIsLogged(string provider)
    {
        foreach (var logged in new[] { false, true })
        {
            await using var scene = await RecognitionScene.OpenAsync(provider, 5);
            scene.Database.Clock.Advance(TimeSpan.FromDays(16));
            foreach (var peer in scene.Peers.Where(_ => logged))
            {
                await scene.LoggedAsync(peer, 1);
            }

            (await scene.CountAsync(73)).ShouldBe(0);
            (await scene.CountAsync(1)).ShouldBe(1);
            await using var context = scene.Database.Everything();
            var release = await context.ClimateReleases.Include(r => r.Figures).SingleAsync();
            (release.From, release.To, release.BeliefDays, release.Figures.Count).ShouldBe((new DateOnly(2026, 3, 2), new DateOnly(2026, 5, 24), 14, logged ? 1 : 0));
        }

        await using var later = await RecognitionScene.OpenAsync(provider, 0, new DateOnly(2024, 9, 2));
        await later.Database.AddPersonAsync("New", "Heron", later.Scheme.PeerMentor, RoleState.ActiveSupervised, new DateOnly(2026, 2, 11));
        (await later.CountAsync(80)).ShouldBe(1);
        await using var reader = later.Database.Everything();
        (await reader.ClimateReleases.Select(r => r.From).SingleAsync()).ShouldBe(new DateOnly(2026, 2, 9), "the Monday of that week");
    }

    /// <summary>What was in time when it was counted stays so, whatever the scheme says later.</summary>
    [Fact]
    public async Task Climate_BeliefDays_AreShownAsTheyWereCounted()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 5);
        async Task<int?> ShownAsync() => (await scene.Database.DoAsync(scene.Hal, (ClimateQueries q) => q.ListAsync())).Single().BeliefDays;
        (await ShownAsync()).ShouldBeNull("nothing has been counted");
        (await scene.CountAsync()).ShouldBe(1);
        (await scene.Database.DoAsync(scene.Moira, (ChangeSetting change) => change.RunAsync(new SettingEdit(scene.Scheme.Id, SettingKeys.MessagesBeliefDays, "7", "A week is enough", 0)))).Succeeded.ShouldBeTrue();
        (await ShownAsync()).ShouldBe(14);
    }

    /// <summary>With nothing logged at all, the first day at work begins the first period, a year ago at the earliest.</summary>
    [Fact]
    public async Task Climate_WithPeopleAtWorkAndNothingLogged_HasFiguresOfBelief()
    {
        await using var nobody = await RecognitionScene.OpenAsync(peers: 0);
        (await nobody.CountAsync(400)).ShouldBe(0, "nobody is at work there");

        await using var scene = await RecognitionScene.OpenAsync(from: new DateOnly(2024, 9, 2));
        for (var i = 0; i < 5; i++)
        {
            await scene.Database.AddPersonAsync($"New{i}", "Heron", scene.Scheme.PeerMentor, RoleState.ActiveSupervised, new DateOnly(2025, 4, 7));
        }

        List<int> counted = [];
        for (var i = 0; i < 5; i++)
        {
            counted.Add(await scene.CountAsync(0));
        }

        counted.ShouldBe([1, 1, 1, 1, 0], "what began more than a year ago is not counted, and the fifth period runs");
        await using var context = scene.Database.Everything();
        var first = await context.ClimateReleases.Include(r => r.Measures).OrderBy(r => r.From).FirstAsync();
        (first.From, first.To).ShouldBe((new DateOnly(2025, 2, 24), new DateOnly(2025, 5, 18)));
        var belief = first.Measures.ShouldHaveSingleItem();
        (belief.Kind, belief.Hits, belief.Of).ShouldBe((ClimateMeasureKind.BeliefInTime, 0, 5));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-102")]
    public async Task Climate_CountedOnce_ShowsPlacesAndNobody(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 6);
        for (var i = 0; i < 6; i++)
        {
            await scene.LoggedAsync(scene.Peers[i], 1, SourceClass.SeniorLeader);
            await scene.LoggedAsync(scene.Peers[i], i == 0 ? 0 : -1, SourceClass.FrontlineStaff);
            await scene.LoggedAsync(scene.Peers[i], 2, counts: i < 4, place: scene.Sites[1]);
        }

        (await scene.CountAsync(89)).ShouldBe(0, "the period has just ended");
        (await scene.CountAsync(1)).ShouldBe(1);
        (await scene.CountAsync(0)).ShouldBe(0, "once, and never again");
        (await scene.Database.DoAsync(scene.Moira, (CountClimate count) => count.RunAsync())).Refusal.ShouldBeOfType<NotAllowed>();
        foreach (var who in new[] { scene.Hal, scene.Moira })
        {
            var shown = (await scene.Database.DoAsync(who, (ClimateQueries q) => q.ListAsync())).Single();
            shown.Sites.Select(s => s.Name).ShouldBe(["Sluice House", "Tannery Yard"], "in the order of their names");
            var figures = shown.Sites[0].Figures!;
            (figures.Kind, figures.Cold, figures.Neither).ShouldBe((6, 5, null), "one that was neither is one person's");
            figures.Gap!.Value.ShouldBe(1 + (5.0 / 6), 1e-9);
            (shown.Sites[1].Figures, shown.Sites[1].Word).ShouldBe((null, PlaceWord.TooFewToShow));
            shown.Sites[0].Word.ShouldBe(PlaceWord.NotAnswered, "what nobody has answered for could change it");
        }

        foreach (var who in new[] { scene.Sue, scene.Pat, scene.Ann })
        {
            (await scene.Database.DoAsync(who, (ClimateQueries q) => q.ListAsync())).ShouldBeEmpty();
            (await scene.Database.DoAsync(who, (ClimateQueries q) => q.SiteAsync(scene.Sites[0]))).ShouldBeNull();
        }

        // What somebody deletes or logs afterwards changes nothing that was counted.
        var (before, late) = (await FiguresAsync(), await scene.LogAsync(scene.Ann, scene.Message(on: new DateOnly(2026, 3, 2))));
        late.Succeeded.ShouldBeTrue();
        (await scene.PageAsync(scene.Ann, late.Value))!.IsCounted.ShouldBeFalse();
        (await scene.CountAsync(0)).ShouldBe(0);
        (await FiguresAsync()).ShouldBe(before);

        async Task<ClimateFigures?> FiguresAsync() => (await scene.Database.DoAsync(scene.Hal, (ClimateQueries q) => q.SiteAsync(scene.Sites[0])))!.Periods.Single();
    }

    /// <summary>INV-102: where few got the cold ones, or the kind ones, nobody sees how many there were; the word and what asks for somebody to look stay.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-102")]
    public async Task Climate_WhereOneGotTheOthers_KeepsTheCountsBackAndStillSaysWhatItComesTo(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 6);
        foreach (var peer in scene.Peers)
        {
            for (var twice = 0; twice < 2; twice++)
            {
                await scene.LoggedAsync(peer, 1);
                await scene.LoggedAsync(peer, -2, place: scene.Sites[1]);
            }
        }

        await scene.LoggedAsync(scene.Ann, -1);
        await scene.LoggedAsync(scene.Ann, 2, place: scene.Sites[1]);
        (await scene.CountAsync()).ShouldBe(1);
        await using (var context = scene.Database.Everything())
        {
            (await context.ClimateReleases.Include(r => r.Figures).SingleAsync()).Figures.Select(f => (f.Kind, f.Cold, f.Neither)).ShouldBe([(null, null, 0), (null, null, 0)], "what may not be shown is not stored");
        }

        foreach (var (site, lean, band) in new[] { (scene.Sites[0], MessageLean.Kind, MessageBand.Validating), (scene.Sites[1], MessageLean.Cold, MessageBand.Undermining) })
        {
            var page = (await scene.Database.DoAsync(scene.Hal, (ClimateQueries q) => q.SiteAsync(site)))!;
            var figures = page.Site.Figures!;
            (figures.Kind, figures.Cold, figures.Share, figures.Low, figures.High).ShouldBe((null, null, null, null, null));
            (figures.Lean, page.Band).ShouldBe((lean, band));
            page.Site.Word.ShouldBe(lean == MessageLean.Cold ? PlaceWord.Entrapping : PlaceWord.NotAnswered);
        }

        (await DueAsync(scene)).Where(d => d.Kind == "climate-to-look-at").ShouldHaveSingleItem().Path.ShouldBe($"/climate/sites/{scene.Sites[1]}");
    }

    /// <summary>A part of a figure for the whole scheme that few people are behind is not shown, nor what is left without it.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(5, true)]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public async Task Climate_OfNewPeopleWhoHeardInTime_IsShownOnlyWithEnoughOnEitherSide(int heard, bool shown)
    {
        await using var scene = await RecognitionScene.OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            var about = await scene.Database.AddPersonAsync($"New{i}", "Heron", scene.Scheme.PeerMentor, RoleState.ActiveSupervised, new DateOnly(2026, 2, 23));
            if (i < heard)
            {
                (await scene.Database.DoAsync(scene.Pat, (SayBelief say) => say.RunAsync(new NewBelief(about, BeliefPrompt.Brings, "You stay when it is loud.")))).Succeeded.ShouldBeTrue();
            }
        }

        (await scene.CountAsync()).ShouldBe(1);
        var measures = (await scene.Database.DoAsync(scene.Hal, (ClimateQueries q) => q.ListAsync())).Single().Measures.Where(m => m.Kind == ClimateMeasureKind.BeliefInTime);
        measures.Select(m => (m.Hits, m.Of)).ShouldBe(shown ? new[] { (heard, 10) } : []);
    }

    /// <summary>CALC-5: to move up to a paid post is to have worked here without pay before; where nobody did, an answer says whether one is open.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("calculations", "CALC-5")]
    public async Task Conditions_APaidPost_IsFilledBySomebodyWhoMovedUpOrAnsweredFor(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, today) = (scene.Database, scene.Database.Clock.Today());
        var paid = await database.WriteAsync("role-added", writing =>
        {
            var role = RoleDefinition.Define(writing.NewId(), scene.Scheme.Id, new RoleOutline("paid", "Paid mentor", "Team member", [Hat.PeerWorker], LadderStep: 3, Pay: Pay.Salaried));
            writing.Context.Add(role);
            return role;
        });
        await database.AddPersonAsync("Noa", "Teal", paid, RoleState.ActiveSupervised, today.AddDays(-30));
        var line = await LineAsync();
        (line.Counted, line.Met).ShouldBe((false, null), "she came from outside, and nobody moved up");
        line.Means!.ShouldContain("say if a paid post is open");
        (await AnswerAsync(false)).Succeeded.ShouldBeTrue();
        (await LineAsync()).Met.ShouldBe(false);
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        (await AnswerAsync(true)).Succeeded.ShouldBeTrue();
        (await LineAsync()).Met.ShouldBe(true);
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        (await AnswerAsync(false)).Succeeded.ShouldBeTrue();
        await database.WriteAsync("role-added", writing =>
        {
            writing.Context.Add(RoleHolding.Start(writing.NewId(), scene.Ann.PersonId, paid, RoleState.Interested, today));
            return true;
        });
        (await LineAsync()).Met.ShouldBe(false, "she has asked for one");
        await database.WriteAsync("role-moved", writing =>
        {
            writing.Context.Add(RoleHolding.Start(writing.NewId(), scene.Ann.PersonId, scene.Scheme.Supervisor, RoleState.Held, today, Pay.Sessional));
            return true;
        });
        line = await LineAsync();
        (line.Counted, line.Met).ShouldBe((true, true), "any paid post, whatever was answered before");
        database.Clock.Advance(TimeSpan.FromDays(732));
        line = await LineAsync();
        (line.Counted, line.Met).ShouldBe((false, null), "two years later it is asked anew");

        async Task<ConditionLine> LineAsync() => (await database.DoAsync(scene.Hal, (ClimateQueries q) => q.SiteAsync(scene.Sites[0])))!.Conditions.Single(c => c.Condition == EnablingCondition.PaidPost);
        Task<Outcome<Done>> AnswerAsync(bool met) => database.DoAsync(scene.Hal, (AnswerCondition answer) => answer.RunAsync(new ConditionCheck(scene.Sites[0], EnablingCondition.PaidPost, met, today, "The list of posts")));
    }

    /// <summary>CALC-6 S6 and E18: to come back from a pause is no step, as it is none for the flag.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("calculations", "CALC-6")]
    public async Task Between_BackFromAPause_IsStillLongInOneStep(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, ann, today) = (scene.Database, scene.Ann, scene.Database.Clock.Today());
        await using (var context = database.Everything())
        {
            await context.RoleMoves.Where(m => m.PersonId == ann.PersonId).ExecuteUpdateAsync(set => set.SetProperty(m => m.On, today.AddDays(-7 * 105)));
        }

        (await SituationsAsync()).ShouldBeEmpty("she has not said that she would like to move");
        (await database.DoAsync(ann, (RecordAspiration record) => record.RunAsync(new NewAspiration(null, "To repair boats")))).Succeeded.ShouldBeTrue();
        (await SituationsAsync()).ShouldBe([BetweenSituation.LongInOneStep]);
        await MoveAsync((writing, holding) => holding.Pause(today.AddDays(-14), scene.Sue.PersonId, today.AddDays(14), writing.Seal(ann.PersonId, "A rest, as she asked.")));
        await MoveAsync((_, holding) => holding.MoveTo(RoleState.ActiveSolo, today));
        (await SituationsAsync()).ShouldBe([BetweenSituation.LongInOneStep], "the same step as before");
        await MoveAsync((_, holding) => holding.MoveTo(RoleState.Senior, today));
        (await SituationsAsync()).ShouldBeEmpty("that is a step");

        async Task<IReadOnlyList<BetweenSituation>> SituationsAsync() => (await database.DoAsync(ann, (BetweenQueries q) => q.MineAsync())).Single().Situations;
        async Task MoveAsync(Func<Writing, RoleHolding, Refusal?> move) => (await database.WriteAsync("role-moved", writing =>
            move(writing, writing.Context.RoleHoldings.Include(h => h.Moves.OrderBy(m => m.Number)).Single(h => h.PersonId == ann.PersonId)) is null)).ShouldBeTrue();
    }

    /// <summary>Somebody who does the work in two schemes is in between in each by itself, and says where it is about.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("calculations", "CALC-6")]
    public async Task Between_OfSomebodyInTwoSchemes_IsForEachAndForItsCoordinatorAlone(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var database = scene.Database;
        var second = await database.AddSchemeAsync("Towpath mentors");
        await database.WriteAsync("role-added", writing =>
        {
            writing.Context.AddRange(
                RoleHolding.Start(writing.NewId(), scene.Ann.PersonId, second.PeerMentor, RoleState.ActiveSolo, new DateOnly(2025, 6, 2)),
                RoleHolding.Start(writing.NewId(), scene.Ann.PersonId, second.Mentee, RoleState.Held, new DateOnly(2025, 6, 2)));
            return true;
        });
        Guid[] both = [scene.Scheme.Id, second.Id];
        var (ann, moira) = (scene.Ann with { SchemeIds = both }, scene.Moira with { SchemeIds = both });
        var mine = await MineAsync(ann);
        mine.Select(m => (m.SchemeId, m.Scheme)).ShouldBe([(scene.Scheme.Id, "Riverside peer mentoring"), (second.Id, "Towpath mentors")]);
        mine.Select(m => m.Situations.Count).ShouldBe([0, 1], "she used the service of the second");
        (await MineAsync(scene.Ann)).Single().SchemeId.ShouldBe(scene.Scheme.Id);
        (await SayAsync(scene.Ann, second.Id)).Refusal.ShouldBeOfType<NotFound>("that is none of hers under this hat");
        (await SayAsync(ann, second.Id)).Succeeded.ShouldBeTrue();
        (await MineAsync(ann)).Select(m => m.OwnView).ShouldBe([null, "My old notes are in the cupboard."]);
        (await MineAsync(ann)).Select(m => m.AskedOn is not null).ShouldBe([false, true]);
        (await LinesAsync(scene.Moira)).ShouldBeEmpty("it was said to the other scheme");
        (await LinesAsync(moira)).ShouldBe([("Ann Reed", "Towpath mentors")]);
        (await SayAsync(ann, scene.Scheme.Id)).Succeeded.ShouldBeTrue();
        (await LinesAsync(moira)).ShouldBe([("Ann Reed", "Riverside peer mentoring"), ("Ann Reed", "Towpath mentors")]);

        Task<IReadOnlyList<OwnBetween>> MineAsync(Viewer who) => database.DoAsync(who, (BetweenQueries q) => q.MineAsync());
        Task<Outcome<Done>> SayAsync(Viewer who, Guid scheme) => database.DoAsync(who, (SayOwnView say) => say.RunAsync(ViewTopic.Between, "My old notes are in the cupboard.", true, scheme));
        async Task<IReadOnlyList<(string, string)>> LinesAsync(Viewer who) => [.. (await database.DoAsync(who, (BetweenQueries q) => q.WaitingAsync())).Lines.Select(l => (l.Name, l.Scheme))];
    }

    [Fact]
    public async Task Conditions_AnsweredAndLive_CountAndRunOut()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        Task<SitePage?> SiteAsync(Viewer who) => scene.Database.DoAsync(who, (ClimateQueries q) => q.SiteAsync(scene.Sites[0]));
        (await SiteAsync(scene.Hal))!.Site.Met.ShouldBe(0);
        async Task<Outcome<Done>> AnswerAsync(Viewer by, EnablingCondition condition, bool? met = true, DateOnly? on = null, string? evidence = "The page on the wall") =>
            await scene.Database.DoAsync(by, (AnswerCondition answer) => answer.RunAsync(new ConditionCheck(scene.Sites[0], condition, met, on ?? scene.Database.Clock.Today(), evidence)));
        (await AnswerAsync(scene.Hal, EnablingCondition.AccessStatement)).Succeeded.ShouldBeTrue();
        (await AnswerAsync(scene.Hal, EnablingCondition.SponsorContact)).Succeeded.ShouldBeTrue();
        (await AnswerAsync(scene.Hal, EnablingCondition.KeyRoute)).Refusal!.Field.ShouldBe("Condition", "what is held here says it");
        (await AnswerAsync(scene.Hal, EnablingCondition.Forum, null)).Refusal!.Field.ShouldBe("Met");
        (await AnswerAsync(scene.Hal, EnablingCondition.Forum, true, new DateOnly(2026, 3, 3))).Refusal!.Field.ShouldBe("On");
        (await AnswerAsync(scene.Hal, EnablingCondition.Forum, true, null, " ")).Refusal!.Field.ShouldBe("Evidence");
        (await AnswerAsync(scene.Moira, EnablingCondition.Forum)).Refusal.ShouldBeOfType<NotAllowed>();
        (await AnswerAsync(scene.Sue, EnablingCondition.Forum)).Refusal.ShouldBeOfType<NotFound>();
        (await scene.Database.DoAsync(scene.Pat, (AddCeremony add) => add.RunAsync(new NewCeremony(scene.Sites[0], scene.Database.Clock.Today(), "A year of open doors", [])))).Succeeded.ShouldBeTrue();
        (await SiteAsync(scene.Hal))!.Conditions.Where(c => c.Met == true).Select(c => c.Condition).ShouldBe([EnablingCondition.SponsorContact, EnablingCondition.AccessStatement, EnablingCondition.Thanked]);
        (await SiteAsync(scene.Moira))!.MayAnswer.ShouldBeFalse();
        scene.Database.Clock.Advance(TimeSpan.FromDays(29));
        (await SiteAsync(scene.Hal))!.Conditions.Single(c => c.Condition == EnablingCondition.SponsorContact).Met.ShouldBeNull("four weeks is how long it stands");

        async Task<Outcome<Guid>> PlanAsync(Viewer by, string? what = "Half an hour with the team", string? who = "Head of service", int days = 7) => await scene.Database.DoAsync(
            by, (PlanClimateStep plan) => plan.RunAsync(new NewClimateStep(scene.Sites[0], EnablingCondition.SponsorContact, what, who, scene.Database.Clock.Today().AddDays(days))));
        (await PlanAsync(scene.Hal, " ")).Refusal!.Field.ShouldBe("What");
        (await PlanAsync(scene.Hal, who: "")).Refusal!.Field.ShouldBe("Who");
        (await PlanAsync(scene.Hal, days: -1)).Refusal!.Field.ShouldBe("By");
        (await PlanAsync(scene.Moira)).Refusal.ShouldBeOfType<NotAllowed>();
        var step = (await PlanAsync(scene.Hal)).Value;
        (await DueAsync(7)).ShouldContain(d => d.Kind == "step-to-finish" && d.Hat == Hat.HeadOfService && d.AboutId == Due.Nobody);
        (await scene.Database.DoAsync(scene.Moira, (FinishClimateStep finish) => finish.RunAsync(step))).Refusal.ShouldBeOfType<NotAllowed>();
        (await scene.Database.DoAsync(scene.Hal, (FinishClimateStep finish) => finish.RunAsync(step))).Succeeded.ShouldBeTrue();
        (await scene.Database.DoAsync(scene.Hal, (FinishClimateStep finish) => finish.RunAsync(step))).Refusal.ShouldBeOfType<StepIsDone>();
        (await scene.Database.DoAsync(scene.Hal, (FinishClimateStep finish) => finish.RunAsync(Guid.Empty))).Refusal.ShouldBeOfType<NotFound>();
        (await SiteAsync(scene.Hal))!.Done.Single().What.ShouldBe("Half an hour with the team");
        (await DueAsync(7)).ShouldNotContain(d => d.Kind == "step-to-finish");

        Task<IReadOnlyList<Due>> DueAsync(int days) => scene.Database.DoAsync(Viewer.System, (RecognitionDueQueries q) => q.DueAsync(scene.Database.Clock.Today().AddDays(days)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-105")]
    public async Task Belief_Said_IsThatPersonsAndStays(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 2);
        async Task<Outcome<Guid>> SayAsync(Viewer by, Guid? about, BeliefPrompt? prompt = BeliefPrompt.Brings, string? words = "You stay when it is loud.") =>
            await scene.Database.DoAsync(by, (SayBelief say) => say.RunAsync(new NewBelief(about, prompt, words)));
        (await SayAsync(scene.Sue, scene.Sue.PersonId)).Refusal!.Field.ShouldBe("About");
        (await SayAsync(scene.Sue, null)).Refusal!.Field.ShouldBe("About");
        (await SayAsync(scene.Sue, scene.Ann.PersonId, null)).Refusal!.Field.ShouldBe("Prompt");
        (await SayAsync(scene.Sue, scene.Ann.PersonId, words: " ")).Refusal!.Field.ShouldBe("Words");
        (await SayAsync(scene.Peers[1], scene.Ann.PersonId)).Refusal.ShouldBeOfType<NotAllowed>();
        var id = (await SayAsync(scene.Pat, scene.Ann.PersonId)).Value;
        var line = (await scene.Database.DoAsync(scene.Ann, (BeliefQueries q) => q.MineAsync())).Beliefs.Single();
        (line.From, line.Words, line.PutAway).ShouldBe(("Pat Dunnock", "You stay when it is loud.", false));
        typeof(BeliefStatement).GetProperties().Where(p => p.Name != "PutAway").ShouldAllBe(p => p.SetMethod == null || p.SetMethod.ReturnParameter.GetRequiredCustomModifiers().Length > 0, "nothing but putting it away changes it");
        foreach (var who in new[] { scene.Moira, scene.Sue, scene.Pat, scene.Hal, scene.Peers[1] })
        {
            (await scene.Database.DoAsync(who, (BeliefQueries q) => q.MineAsync())).Beliefs.ShouldBeEmpty();
            (await scene.Database.DoAsync(who, (KeepBelief keep) => keep.RunAsync(id, true))).Refusal.ShouldBeOfType<NotFound>();
            await using var context = scene.Database.Engine.OpenReader(who);
            (await context.BeliefStatements.AnyAsync()).ShouldBeFalse();
        }

        (await scene.Database.DoAsync(scene.Ann, (KeepBelief keep) => keep.RunAsync(id, true))).Succeeded.ShouldBeTrue();
        (await scene.Database.DoAsync(scene.Ann, (BeliefQueries q) => q.MineAsync())).Beliefs.Single().PutAway.ShouldBeTrue();

        // Behind a wall neither finds the other.
        await scene.Database.WriteAsync("walled", writing =>
        {
            writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), scene.Pat.PersonId, scene.Ann.PersonId, writing.Now));
            return true;
        });
        (await SayAsync(scene.Pat, scene.Ann.PersonId)).Refusal!.Field.ShouldBe("About");
        (await scene.Database.DoAsync(scene.Pat, (BeliefQueries q) => q.FormAsync()))!.People.Select(p => p.Name).ShouldBe(["Moira Finch", "Peer1 Reed", "Hal Rook", "Sue Wren"]);
    }

    [Fact]
    public async Task Starter_WithoutABelief_IsDueForTheirSupervisorAndThenNoMore()
    {
        await using var scene = await RecognitionScene.OpenAsync();
        var new1 = await scene.Database.AddPersonAsync("Newt", "Heron", scene.Scheme.PeerMentor, RoleState.ActiveSupervised, new DateOnly(2026, 3, 2));
        var holding = await scene.Database.HoldingAsync(new1, scene.Scheme.PeerMentor);
        _ = (await scene.Database.DoAsync(scene.Moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, scene.Sue.PersonId)))).Value;
        var due = (await DueAsync(0)).Single(d => d.Kind == "somebody-new");
        (due.PersonId, due.AboutId, due.Path).ShouldBe((scene.Sue.PersonId, new1, $"/recognition/say/{new1}"));
        (await DueAsync(28)).ShouldContain(d => d.Kind == "somebody-new");
        (await DueAsync(29)).ShouldNotContain(d => d.Kind == "somebody-new", "it is too late to be a welcome");
        _ = (await scene.Database.DoAsync(scene.Pat, (SayBelief say) => say.RunAsync(new NewBelief(new1, BeliefPrompt.DoneWell, "You asked the question nobody else did.")))).Value;
        (await DueAsync(5)).ShouldBeEmpty("nothing is ever due for whoever logs something");

        Task<IReadOnlyList<Due>> DueAsync(int days) => scene.Database.DoAsync(Viewer.System, (RecognitionDueQueries q) => q.DueAsync(scene.Database.Clock.Today().AddDays(days)));
    }

    [Fact]
    public async Task Thanks_NameNobodyUntilTheySayYes()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 2);
        var made = await scene.Database.DoAsync(scene.Pat, (AddCeremony add) => add.RunAsync(new NewCeremony(scene.Sites[0], scene.Database.Clock.Today(), "The open day", [scene.Ann.PersonId, scene.Peers[1].PersonId])));
        async Task<IReadOnlyList<string>> NamesAsync(Viewer who) => (await scene.Database.DoAsync(who, (BeliefQueries q) => q.CeremoniesAsync())).Single().Names;
        (await NamesAsync(scene.Pat)).ShouldBeEmpty();
        (await scene.Database.DoAsync(scene.Ann, (AnswerCeremony answer) => answer.RunAsync(made.Value, true))).Succeeded.ShouldBeTrue();
        (await scene.Database.DoAsync(scene.Peers[1], (AnswerCeremony answer) => answer.RunAsync(made.Value, false))).Succeeded.ShouldBeTrue();
        (await scene.Database.DoAsync(scene.Sue, (AnswerCeremony answer) => answer.RunAsync(made.Value, true))).Refusal.ShouldBeOfType<NotFound>();
        (await NamesAsync(scene.Pat)).ShouldBe(["Ann Reed"]);
        (await NamesAsync(scene.Peers[1])).ShouldBe(["Ann Reed"]);
        await scene.Database.WriteAsync("label-set", writing =>
        {
            writing.Context.People.Single(p => p.Id == scene.Ann.PersonId).SetLabelSunset(writing.Today);
            return true;
        });
        (await NamesAsync(scene.Pat)).ShouldBeEmpty("once her label has set, nothing here tells of her");
        async Task FieldAsync(NewCeremony input, string field) => (await scene.Database.DoAsync(scene.Pat, (AddCeremony add) => add.RunAsync(input))).Refusal!.Field.ShouldBe(field);
        await FieldAsync(new NewCeremony(null, scene.Database.Clock.Today(), "x", []), "Place");
        await FieldAsync(new NewCeremony(Guid.Empty, null, "x", []), "On");
        await FieldAsync(new NewCeremony(Guid.Empty, scene.Database.Clock.Today(), "", []), "WhatFor");
        await FieldAsync(new NewCeremony(Guid.Empty, scene.Database.Clock.Today(), "x", [Guid.Empty]), "People");
        (await scene.Database.DoAsync(scene.Ann, (AddCeremony add) => add.RunAsync(new NewCeremony(Guid.Empty, scene.Database.Clock.Today(), "x", [])))).Refusal.ShouldBeOfType<NotAllowed>();
    }

    /// <summary>Scenario 19.</summary>
    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public async Task ShutChance_WithItsReason_IsCountedByKindOnceEnoughHaveTheSame(int people, bool shown)
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: people);
        foreach (var peer in scene.Peers)
        {
            await scene.LoggedAsync(peer, 1);
            _ = (await scene.Database.DoAsync(peer, (NoteShutChance note) => note.RunAsync(new ShutChance(OpportunityKind.Job, "The desk job", "“Not with your past”", SourceClass.SeniorLeader, scene.Database.Clock.Today())))).Value;
        }

        var page = await scene.Database.DoAsync(scene.Ann, (ChanceQueries q) => q.MineAsync());
        page.KeepMonths.ShouldBe(24);
        var mine = page.Lines.Single();
        mine.Reason.ShouldBe("“Not with your past”");
        (await scene.Database.DoAsync(scene.Sue, (ChanceQueries q) => q.FindAsync(mine.Id))).ShouldBeNull();
        (await scene.Database.DoAsync(scene.Sue, (SayOutcome say) => say.RunAsync(mine.Id, OpportunityOutcome.Opened))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.Database.DoAsync(scene.Ann, (SayOutcome say) => say.RunAsync(mine.Id, null))).Refusal!.Field.ShouldBe("Outcome");
        (await scene.Database.DoAsync(scene.Ann, (SayOutcome say) => say.RunAsync(mine.Id, OpportunityOutcome.AnotherWay))).Succeeded.ShouldBeTrue();
        (await scene.CountAsync(91)).ShouldBe(1);
        (await scene.Database.DoAsync(scene.Hal, (ClimateQueries q) => q.ListAsync())).Single().Measures.Any(m => m.Kind == ClimateMeasureKind.ShutJob && m.Hits == people).ShouldBe(shown);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ShutChance_DeletedByItsOwner_IsGoneAndWhatWasCountedStays(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 5);
        var today = scene.Database.Clock.Today();
        async Task<Outcome<Guid>> NoteAsync(Viewer by, DateOnly on) =>
            await scene.Database.DoAsync(by, (NoteShutChance note) => note.RunAsync(new ShutChance(OpportunityKind.Job, "The desk job", "“Not yet”", SourceClass.SeniorLeader, on)));
        (await NoteAsync(scene.Ann, today.AddMonths(-24).AddDays(-1))).Refusal!.Field.ShouldBe("On", "it would be deleted the same night");
        List<Guid> ids = [];
        foreach (var peer in scene.Peers)
        {
            ids.Add((await NoteAsync(peer, today)).Value);
        }

        (await scene.CountAsync(90)).ShouldBe(1);
        async Task<Outcome<Done>> DeleteAsync(Viewer by, Guid id) => await scene.Database.DoAsync(by, (DeleteShutChance delete) => delete.RunAsync(id));
        foreach (var who in new[] { scene.Peers[1], scene.Sue, scene.Moira, scene.Hal })
        {
            (await DeleteAsync(who, ids[0])).Refusal.ShouldBeOfType<NotFound>();
        }

        (await DeleteAsync(scene.Ann, ids[0])).Succeeded.ShouldBeTrue();
        (await DeleteAsync(scene.Ann, ids[0])).Refusal.ShouldBeOfType<NotFound>();
        (await scene.Database.DoAsync(scene.Ann, (ChanceQueries q) => q.MineAsync())).Lines.ShouldBeEmpty();
        (await scene.Database.DoAsync(scene.Ann, (MyRecordQueries q) => q.TraceAsync())).Lines.ShouldContain(l => l.Did == "Deleted a chance that was shut");
        (await scene.Database.DoAsync(scene.Hal, (ClimateQueries q) => q.ListAsync())).Single().Measures.ShouldContain(m => m.Kind == ClimateMeasureKind.ShutJob && m.Hits == 5);

        // The others go by themselves once their time is over.
        (await ForgetAsync()).ShouldBe(0);
        scene.Database.Clock.Advance(TimeSpan.FromDays(732 - 90));
        (await ForgetAsync()).ShouldBe(4);
        (await ForgetAsync()).ShouldBe(0);
        await using var context = scene.Database.Everything();
        (await context.BlockedOpportunities.AnyAsync()).ShouldBeFalse();

        async Task<int> ForgetAsync() => (await scene.Database.DoAsync(Viewer.System, (ForgetMessages forget) => forget.RunAsync())).Value;
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Forget_AfterTwoYears_DeletesAndWhatWasCountedStays(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, 5);
        foreach (var peer in scene.Peers)
        {
            await scene.LoggedAsync(peer, 1);
            await scene.Database.DoAsync(peer, (SavePulse save) => save.RunAsync(new PulseInput(new Dictionary<SourceClass, int> { [SourceClass.PeerColleague] = 1 }, 1)));
        }

        (await scene.ShareAsync(scene.Ann, (await scene.Database.DoAsync(scene.Ann, (MessageQueries q) => q.MineAsync())).Lines.Single().Id)).Succeeded.ShouldBeTrue();
        (await scene.CountAsync(91)).ShouldBe(1);
        (await ForgetAsync(Viewer.System)).Value.ShouldBe(0);
        (await ForgetAsync(scene.Moira)).Refusal.ShouldBeOfType<NotAllowed>();
        scene.Database.Clock.Advance(TimeSpan.FromDays(732 - 91));
        (await ForgetAsync(Viewer.System)).Value.ShouldBe(10);
        (await ForgetAsync(Viewer.System)).Value.ShouldBe(0);
        await using var context = scene.Database.Everything();
        (await context.ReceivedMessages.CountAsync() + await context.MessageShares.CountAsync() + await context.WeeklyPulses.CountAsync() + await context.PulseAnswers.CountAsync()).ShouldBe(0);
        (await scene.Database.DoAsync(scene.Hal, (ClimateQueries q) => q.SiteAsync(scene.Sites[0])))!.Periods.Single().Kind.ShouldBe(5);

        Task<Outcome<int>> ForgetAsync(Viewer by) => scene.Database.DoAsync(by, (ForgetMessages forget) => forget.RunAsync());
    }

    [Fact]
    public async Task Between_OfSomebody_ShowsTheCoordinatorOnlyWhatTheyKnowWithTheOwnViewBeside()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 2);
        await scene.Database.WriteAsync("used-the-service", writing =>
        {
            var role = writing.Context.RoleDefinitions.Single(r => r.Id == scene.Scheme.Mentee.Id);
            writing.Context.Add(RoleHolding.Start(writing.NewId(), scene.Ann.PersonId, role, RoleState.Held, new DateOnly(2025, 6, 1)));
            return true;
        });
        async Task<IReadOnlyList<BetweenLine>> WaitingAsync(Viewer who) => (await scene.Database.DoAsync(who, (BetweenQueries q) => q.WaitingAsync())).Lines;
        (await scene.Database.DoAsync(scene.Moira, (BetweenQueries q) => q.WaitingAsync())).Numbers.ShouldBe([new BetweenNumbers("Riverside peer mentoring", 3, 12, 26, 28)]);
        (await scene.Database.DoAsync(scene.Hal, (BetweenQueries q) => q.WaitingAsync())).Numbers.ShouldBeEmpty();
        (await scene.Database.DoAsync(scene.Ann, (BetweenQueries q) => q.MineAsync())).Single().Situations.ShouldBe([BetweenSituation.UsesTheService]);
        (await WaitingAsync(scene.Moira)).ShouldBeEmpty("one situation by itself asks for nothing");
        (await scene.Database.DoAsync(scene.Ann, (SayOwnView say) => say.RunAsync(ViewTopic.Between, "My old notes are in the same cupboard.", true))).Succeeded.ShouldBeTrue();
        var line = (await WaitingAsync(scene.Moira)).Single();
        (line.Name, line.OwnView, line.Situations.Single()).ShouldBe(("Ann Reed", "My old notes are in the same cupboard.", BetweenSituation.UsesTheService));
        foreach (var who in new[] { scene.Sue, scene.Hal, scene.Pat, scene.Peers[1] })
        {
            (await WaitingAsync(who)).ShouldBeEmpty();
        }

        (await scene.Database.DoAsync(scene.Ann, (MyRecordQueries q) => q.TraceAsync(lookedOnly: true))).Lines.ShouldContain(l => l.Who == "Moira Finch");
        (await scene.Database.DoAsync(scene.Ann, (SayOwnView say) => say.RunAsync(ViewTopic.Messages, "Mine alone.", true))).Succeeded.ShouldBeTrue();
        (await scene.Database.DoAsync(scene.Ann, (SayOwnView say) => say.RunAsync(ViewTopic.Messages, " ", false))).Refusal!.Field.ShouldBe("Words");
        await using var context = scene.Database.Engine.OpenReader(scene.Moira);
        (await context.OwnViews.CountAsync(v => v.Topic == ViewTopic.Messages)).ShouldBe(0);
    }

    /// <summary>INV-011: who does without pay what is also a paid post, with names for whoever runs the scheme and as numbers that tell of nobody for its head.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("invariants", "INV-011")]
    public async Task UnpaidWork_ThatIsAlsoAPaidPost_IsNamedToTheCoordinatorAndCountedForTheHead(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider, peers: 5);
        var (database, moira, hal, first) = (scene.Database, scene.Moira, scene.Hal, scene.Peers[0]);
        (await ListAsync(moira)).Roles.ShouldBeEmpty();
        (await ListAsync(hal)).Roles.ShouldBeEmpty("no role is marked");
        foreach (var who in new[] { scene.Sue, scene.Pat, first })
        {
            (await database.DoAsync(who, (UnpaidWorkQueries unpaid) => unpaid.ListAsync())).ShouldBeEmpty();
        }

        await using (var context = database.Everything())
        {
            await context.RoleDefinitions.Where(r => r.Id == scene.Scheme.PeerMentor.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.AlsoPaidPost, true));
            await context.RoleHoldings.Where(h => h.PersonId == scene.Peers[1].PersonId).ExecuteUpdateAsync(set => set.SetProperty(h => h.Pay, Pay.Expenses));
        }

        (await CountedAsync()).ShouldBe([("Peer mentor", 5, 0)]);
        var role = (await ListAsync(moira)).Roles.Single();
        role.People.ShouldBe(5);
        role.Lines.Select(l => l.Name).ShouldBe(["Ann Reed", "Peer1 Reed", "Peer2 Reed", "Peer3 Reed", "Peer4 Reed"]);

        // A head behind a wall sees what there would be without that person, and nobody below the least number.
        await database.WriteAsync("wall-raised", writing =>
        {
            writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), hal.PersonId, first.PersonId, writing.Now));
            return true;
        });
        (await CountedAsync()).ShouldBe([("Peer mentor", null, 0)]);
        (await ListAsync(moira)).Roles.Single().People.ShouldBe(5);
        await using (var context = database.Everything())
        {
            await context.Walls.ExecuteDeleteAsync();
            await context.RoleHoldings.Where(h => h.PersonId == first.PersonId).ExecuteUpdateAsync(set => set.SetProperty(h => h.Pay, Pay.Sessional));
        }

        (await CountedAsync()).ShouldBe([("Peer mentor", null, 0)]);
        (await ListAsync(moira)).Roles.Single().Lines.Select(l => l.Name).ShouldNotContain("Ann Reed");
        await using (var context = database.Everything())
        {
            await context.RoleHoldings.Where(h => h.Pay != Pay.Sessional).ExecuteUpdateAsync(set => set.SetProperty(h => h.Pay, Pay.Salaried));
        }

        (await CountedAsync()).ShouldBe([("Peer mentor", null, 0)], "nobody looks like a few");
        (await ListAsync(moira)).Roles.ShouldBeEmpty();

        async Task<List<(string Title, int? People, int Names)>> CountedAsync() => [.. (await ListAsync(hal)).Roles.Select(r => (r.Title, r.People, r.Lines.Count))];
        async Task<UnpaidWork> ListAsync(Viewer who) => (await database.DoAsync(who, (UnpaidWorkQueries unpaid) => unpaid.ListAsync())).Single();
    }

    [Fact]
    [Trait("invariants", "INV-009 INV-011")]
    public async Task UnpaidWork_OfSomebodyWhoseLabelHasSet_IsNotThere()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 2);
        var database = scene.Database;
        await using (var context = database.Everything())
        {
            await context.RoleDefinitions.Where(r => r.Id == scene.Scheme.PeerMentor.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.AlsoPaidPost, true));
        }

        (await database.DoAsync(scene.Ann, async (SetLabelSunset set) => await set.RunAsync(new LabelSunset((await database.PersonAsync(scene.Ann.PersonId)).Version, database.Clock.Today())))).Refusal.ShouldBeNull();
        (await database.DoAsync(scene.Moira, (UnpaidWorkQueries unpaid) => unpaid.ListAsync())).Single().Roles.Single().Lines.Select(l => l.Name).ShouldBe(["Peer1 Reed"]);
    }

    [Fact]
    public async Task Erased_NothingOfTheirOwnIsLeft()
    {
        await using var scene = await RecognitionScene.OpenAsync(peers: 1);
        var id = await scene.LoggedAsync(scene.Ann, -1, what: "No greeting.");
        (await scene.ShareAsync(scene.Ann, id)).Succeeded.ShouldBeTrue();
        await scene.Database.DoAsync(scene.Ann, (SavePulse save) => save.RunAsync(new PulseInput(new Dictionary<SourceClass, int> { [SourceClass.PeerColleague] = 1 }, 1)));
        await scene.Database.DoAsync(scene.Pat, (SayBelief say) => say.RunAsync(new NewBelief(scene.Ann.PersonId, BeliefPrompt.Brings, "You stay.")));
        (await scene.Database.DoAsync(Viewer.System, (Throughline.Rights.ErasePerson erase) => erase.RunAsync(scene.Ann.PersonId, "Asked for it in writing, twice."))).Succeeded.ShouldBeTrue();
        await using var context = scene.Database.Everything();
        (await context.ReceivedMessages.CountAsync() + await context.MessageShares.CountAsync() + await context.WeeklyPulses.CountAsync() + await context.BeliefStatements.CountAsync()).ShouldBe(0);
    }

    private static Task<IReadOnlyList<Due>> DueAsync(RecognitionScene scene) =>
        scene.Database.DoAsync(Viewer.System, (RecognitionDueQueries q) => q.DueAsync(scene.Database.Clock.Today()));
}
