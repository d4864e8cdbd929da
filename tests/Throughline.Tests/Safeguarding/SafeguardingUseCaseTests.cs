using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Rights;
using Throughline.Safeguarding;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Safeguarding;

[Trait("invariants", "INV-130 to INV-135; E02, E13, E32")]
public sealed class SafeguardingUseCaseTests
{
    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    /// <summary>Scenario 6: Jo is with somebody at a hospital; the first does not answer; the next does; it closes in two hours; Jo is offered a talk all the same.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Scenario6_ACrisisAtAHospital_ReachesSomebodyAndOffersATalk(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        await world.MatchAsync();
        var raised = world.Now;
        var id = (await world.RaiseAsync(about: world.Sam.PersonId)).Value;
        (await world.Database.DoAsync(world.Jo, (SayEmergencyCalled use) => use.RunAsync(id))).Refusal.ShouldBeNull();
        (await world.ConcernAsync(id)).State.ShouldBe(SafeguardingState.EmergencyCalled);
        await world.PageAsync();
        await world.PassAsync(TimeSpan.FromMinutes(16));
        (await world.LogAsync()).Select(p => p.PersonId).ShouldBe([world.Moira.PersonId, world.Pat.PersonId]);
        (await world.AnswerAsync(world.Pat, id)).Succeeded.ShouldBeTrue();
        var shown = (await world.Database.DoAsync(world.Jo, (SafeguardingQueries q) => q.RaisedAsync(id))).ShouldNotBeNull();
        (shown.HasIt, shown.TakenAt, shown.About, shown.NextAt).ShouldBe(("Pat Lowe", world.Now, "Sam", null));
        world.Database.Clock.Advance(TimeSpan.FromMinutes(90));
        await world.CloseAsync(id, world.Pat);
        (await world.ConcernAsync(id)).ShouldSatisfyAllConditions(c => c.State.ShouldBe(SafeguardingState.Closed), c => c.OwnerId.ShouldBe(world.Pat.PersonId), c => (c.ClosedAt!.Value - raised).ShouldBeLessThan(TimeSpan.FromHours(2)));

        var talk = await world.TalkAsync(id);
        (talk.PersonId, talk.State, talk.DueBy).ShouldBe((world.Jo.PersonId, DebriefState.Due, raised.AddHours(24)));
        var due = (await world.Database.DoAsync(Viewer.System, (MentoringDueQueries q) => q.DueAsync(new DateOnly(2026, 3, 2)))).Where(d => d.Kind == "talk-to-offer").ToList();
        due.ShouldContain(d => d.PersonId == world.Ruth.PersonId, "it is with whoever supervises Jo");
        (await world.Database.DoAsync(world.Ruth, (OfferDebrief offer) => offer.RunAsync(talk.Id))).Refusal.ShouldBeNull();
        (await world.Database.DoAsync(world.Jo, (MyMentoringQueries q) => q.TalksAsync())).ShouldHaveSingleItem().By.ShouldBe("Ruth Bell");
        (await world.Database.DoAsync(world.Ruth, (HoldDebrief hold) => hold.RunAsync(talk.Id, null))).Refusal.ShouldBeNull();
        (await world.TalkAsync(id)).State.ShouldBe(DebriefState.Held);
    }

    [Fact]
    public async Task Raise_InAHurry_NeedsOneAnswerAndOtherwiseAFewWords()
    {
        await using var world = await SafetyWorld.MakeAsync();
        Task<Outcome<Guid>> Raise(NewConcern concern, Viewer? by = null) => world.Database.DoAsync(by ?? world.Jo, (RaiseConcern raise) => raise.RunAsync(concern));
        var empty = new NewConcern(null, null, null, null, null, null, null, false);
        (await Raise(empty)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Danger");
        (await Raise(empty with { Danger = true })).Succeeded.ShouldBeTrue("in danger, one answer is enough");
        (await Raise(empty with { Danger = false })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("AboutId");
        (await Raise(empty with { Danger = false, About = "My neighbour" })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Kind");
        (await Raise(empty with { Danger = false, About = "My neighbour", Kind = SafeguardingKind.Child })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await Raise(empty with { Danger = false, Called = true })).Succeeded.ShouldBeTrue("nor is anything else asked of somebody who has rung 999");
        (await Raise(empty with { Danger = true, About = new string('a', 201) })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("About");
        (await Raise(empty with { Danger = true, Words = new string('a', 4001) })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await Raise(empty with { Danger = true, AboutId = world.Sam.PersonId })).Refusal.ShouldBeOfType<Invalid>("not somebody Jo mentors").Input.ShouldBe("AboutId");
        foreach (var hat in Enum.GetValues<Hat>().Where(h => h != Hat.System))
        {
            (await Raise(empty with { Danger = true }, new Viewer(world.Sam.PersonId, hat, hat == Hat.SystemAdministrator ? [] : [world.Scheme.Id]))).Succeeded.ShouldBeTrue(hat.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Readers_OfAConcern_AreTheLeadWhoHasItWhoDoesSomethingAndTheReportersOwnWords(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        await world.MatchAsync();
        var db = world.Database;
        var id = (await world.RaiseAsync(about: world.Sam.PersonId)).Value;
        await world.PageAsync();
        Task<ConcernPage?> Find(Viewer by) => db.DoAsync(by, (SafeguardingQueries q) => q.FindAsync(id));
        (await Find(world.Moira)).ShouldBeNull("paged, and does not have it yet");
        await world.AnswerAsync(world.Moira, id);
        (await Find(world.Moira)).ShouldNotBeNull().Entries[0].Words.ShouldBe("She says she does not want to live.");
        (await Find(world.Neil)).ShouldNotBeNull().ShouldSatisfyAllConditions(p => p.IsLead.ShouldBeTrue(), p => p.About.ShouldBe("Sam Pike"), p => p.Reporter.ShouldBe("Jo Marsh"));
        foreach (var viewer in new[] { world.Pat, world.Ruth, world.Colin, world.Jo, world.Sam, new Viewer(world.Sam.PersonId, Hat.SafeguardingLead, [world.Scheme.Id]), new Viewer(world.Pat.PersonId, Hat.Coordinator, [world.Scheme.Id]) })
        {
            (await Find(viewer)).ShouldBeNull(viewer.Hat.ToString());
        }

        await using (var jo = db.Engine.OpenReader(world.Jo))
        {
            (await jo.SafeguardingConcerns.CountAsync(), await jo.SafeguardingEntries.CountAsync(), await jo.SafeguardingActions.CountAsync()).ShouldBe((1, 1, 0));
        }

        await using (var sam = db.Engine.OpenReader(world.Sam))
        {
            (await sam.SafeguardingConcerns.CountAsync(), await sam.SafeguardingEntries.CountAsync(), await sam.DutyPages.CountAsync()).ShouldBe((0, 0, 0));
        }

        (await db.DoAsync(world.Jo, (AddConcernAction use) => use.RunAsync(id, "Ring her", world.Pat.PersonId, new DateOnly(2026, 3, 3)))).Refusal.ShouldBeOfType<NotAllowed>();
        (await db.DoAsync(world.Moira, (AddConcernAction use) => use.RunAsync(id, "Ring the ward", world.Jo.PersonId, new DateOnly(2026, 3, 3)))).Refusal.ShouldBeOfType<Invalid>("never a peer").Input.ShouldBe("Owner");
        (await db.DoAsync(world.Moira, (AddConcernAction use) => use.RunAsync(id, "Ring the ward", world.Pat.PersonId, new DateOnly(2026, 3, 3)))).Refusal.ShouldBeNull();
        var pats = (await Find(world.Pat)).ShouldNotBeNull("has something to do about it");
        (pats.Runs, pats.Tasks[0].Mine).ShouldBe((false, true));
        (await db.DoAsync(world.Pat with { Hat = Hat.PeerWorker }, (SafeguardingQueries q) => q.FindAsync(id))).ShouldBeNull("not under a hat that is no member of staff's");
        (await db.DoAsync(world.Pat, (FinishConcernAction use) => use.RunAsync(id, 1, "Rung. She sleeps."))).Refusal.ShouldBeNull();
        (await Find(world.Pat)).ShouldBeNull("has done their part");
        (await db.DoAsync(world.Pat, (AddToConcern use) => use.RunAsync(id, "More"))).Refusal.ShouldBeOfType<NotFound>();
        (await db.DoAsync(world.Pat, (PagingQueries q) => q.MineAsync())).Mine.ShouldBeEmpty();
        (await db.DoAsync(world.Moira, (HandOverConcern use) => use.RunAsync(id, world.Ruth.PersonId, "She is on ward 4."))).Refusal.ShouldBeNull();
        (await Find(world.Moira)).ShouldBeNull("it is somebody else's now");
        (await Find(world.Ruth)).ShouldNotBeNull();

        // Whoever looked has left a trace; the person does not find it until they have been told.
        async Task<int> Traces() => (await db.DoAsync(world.Sam, (MyRecordQueries q) => q.TraceAsync())).Lines.Count(l => l.Did.Contains("safety", StringComparison.OrdinalIgnoreCase) || l.Did.Contains("concern", StringComparison.OrdinalIgnoreCase));
        (await Traces()).ShouldBe(0);
        (await db.DoAsync(world.Neil, (SayTelling use) => use.RunAsync(id, false, "He reads her post, and would know.", null))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("ReviewOn");
        (await db.DoAsync(world.Neil, (SayTelling use) => use.RunAsync(id, false, "Danger.", new DateOnly(2026, 3, 9)))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await db.DoAsync(world.Neil, (SayTelling use) => use.RunAsync(id, false, "He reads her post, and would know.", new DateOnly(2026, 3, 9)))).Refusal.ShouldBeNull();
        (await Traces()).ShouldBe(0);
        (await db.DoAsync(Viewer.System, (SafeguardingDueQueries q) => q.DueAsync(new DateOnly(2026, 3, 9)))).ShouldContain(d => d.Kind == "look-at-again" && d.Hat == Hat.SafeguardingLead);
        (await db.DoAsync(world.Neil, (SayTelling use) => use.RunAsync(id, true, "Told her on the ward, alone with her.", null))).Refusal.ShouldBeNull();
        (await Traces()).ShouldBeGreaterThan(0);
        (await db.DoAsync(world.Sam, (MyRecordQueries q) => q.TraceAsync())).Lines.Where(l => l.Did.Contains("worry", StringComparison.Ordinal)).ShouldBeEmpty("who raised it is never told by the record");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Words_AboutSomebodyElseBesideAName_AreKeptAndShown(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        await world.MatchAsync();
        var id = (await world.Database.DoAsync(world.Jo, (RaiseConcern raise) => raise.RunAsync(
            new NewConcern(true, world.Sam.PersonId, "His sister Mel", SafeguardingKind.HurtBySomebody, "He told me on the bus.", null, null, false)))).Value;
        (await world.Database.DoAsync(world.Jo, (SafeguardingQueries q) => q.RaisedAsync(id))).ShouldNotBeNull()
            .ShouldSatisfyAllConditions(p => p.About.ShouldBe("Sam"), p => p.AlsoAbout.ShouldBe("His sister Mel"));
        (await world.Database.DoAsync(world.Neil, (SafeguardingQueries q) => q.FindAsync(id))).ShouldNotBeNull()
            .ShouldSatisfyAllConditions(p => p.About.ShouldBe("Sam Pike"), p => p.AlsoAbout.ShouldBe("His sister Mel"));
        var other = (await world.RaiseAsync()).Value;
        (await world.Database.DoAsync(world.Neil, (SafeguardingQueries q) => q.FindAsync(other))).ShouldNotBeNull()
            .ShouldSatisfyAllConditions(p => p.About.ShouldBe("A woman at the hospital"), p => p.AlsoAbout.ShouldBeNull());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Owner_WhoLeavesAndStaysAsAPeer_ReadsItNoMoreAndTheLeadIsTold(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var (db, today) = (world.Database, new DateOnly(2026, 3, 2));
        var id = (await world.RaiseAsync()).Value;
        await world.PageAsync();
        await world.AnswerAsync(world.Moira, id);
        (await db.DoAsync(world.Moira, (AddConcernAction use) => use.RunAsync(id, "Ring the ward", world.Pat.PersonId, today))).Refusal.ShouldBeNull();
        async Task<List<Due>> Due() => [.. (await db.DoAsync(Viewer.System, (SafeguardingDueQueries q) => q.DueAsync(today))).Where(d => d.Key.StartsWith($"concern/{id}/", StringComparison.Ordinal))];
        (await Due()).ShouldNotContain(d => d.Kind == "something-needs-somebody");
        (await Due()).ShouldContain(d => d.PersonId == world.Moira.PersonId);

        await world.LeaveAsync(world.Moira);
        await world.LeaveAsync(world.Pat);
        // The hats that are left to her give her no way in, whichever she wears.
        foreach (var hat in new[] { Hat.PeerWorker, Hat.Mentee, Hat.DataProtectionLead })
        {
            (await db.DoAsync(world.Moira with { Hat = hat }, (SafeguardingQueries q) => q.FindAsync(id))).ShouldBeNull(hat.ToString());
            (await db.DoAsync(world.Moira with { Hat = hat }, (AddToConcern use) => use.RunAsync(id, "More"))).Refusal.ShouldBeOfType<NotFound>();
        }

        var due = await Due();
        due.Where(d => d.Kind == "something-needs-somebody").Select(d => d.Key).ShouldBe([$"concern/{id}/left/{world.Moira.PersonId}", $"concern/{id}/task/1/left"], "the owner and whoever was to do something");
        due.ShouldAllBe(d => d.PersonId == null && d.Hat == Hat.SafeguardingLead, "nobody who has left is told of it");
        due.Single(d => d.Key.EndsWith("triage/lead", StringComparison.Ordinal)).InHandOf.ShouldBeNull("nobody has it in hand");
        (await db.DoAsync(world.Neil, (ReminderQueries q) => q.MineAsync())).Lines.ShouldContain(l => l.Path == $"/safety/concerns/{id}");
        (await db.DoAsync(world.Neil, (SafeguardingQueries q) => q.FindAsync(id)))!.OwnerLeft.ShouldBeTrue();
        (await db.DoAsync(world.Neil, (SafeguardingQueries q) => q.LeadAsync()))!.Open.ShouldHaveSingleItem().OwnerLeft.ShouldBeTrue();
        (await db.DoAsync(world.Neil, (HandOverConcern use) => use.RunAsync(id, world.Ruth.PersonId, "She is on ward 4."))).Refusal.ShouldBeNull();
        (await Due()).ShouldNotContain(d => d.Key.Contains("/left/", StringComparison.Ordinal));
        (await db.DoAsync(world.Neil, (SafeguardingQueries q) => q.FindAsync(id)))!.OwnerLeft.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Quiet_WithNoDayAndNothingToDo_IsTheLeadsToLookAtAfterTheSchemesDays(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var (db, today) = (world.Database, new DateOnly(2026, 3, 2));
        (await db.DoAsync(world.Moira, (ChangeSetting change) => change.RunAsync(new SettingEdit(world.Scheme.Id, SettingKeys.SafetyQuietDays, "5", "We look more often here", 0)))).Refusal.ShouldBeNull();
        var id = (await world.RaiseAsync()).Value;
        await world.PageAsync();
        await world.AnswerAsync(world.Moira, id);
        async Task<int> Version() => (await world.ConcernAsync(id)).Version;
        async Task<List<Due>> Quiet(int days) => [.. (await db.DoAsync(Viewer.System, (SafeguardingDueQueries q) => q.DueAsync(today.AddDays(days)))).Where(d => d.Key.Contains("/quiet/", StringComparison.Ordinal))];
        (await Quiet(90)).ShouldBeEmpty("to be looked at, of which the lead hears");
        var version = await Version();
        (await db.DoAsync(world.Moira, (TriageConcern use) => use.RunAsync(id, version, SafeguardingKind.WantsToDie, "The ward has her."))).Refusal.ShouldBeNull();
        (await Quiet(4)).ShouldBeEmpty();
        (await Quiet(5)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Hat.ShouldBe(Hat.SafeguardingLead), d => d.Kind.ShouldBe("look-at-again"), d => d.Path.ShouldBe($"/safety/concerns/{id}"));

        // Something to do has its own day; once it is done the time begins again.
        (await db.DoAsync(world.Moira, (AddConcernAction use) => use.RunAsync(id, "Ring the ward", world.Pat.PersonId, today.AddDays(3)))).Refusal.ShouldBeNull();
        (await Quiet(90)).ShouldBeEmpty();
        db.Clock.Advance(TimeSpan.FromDays(2));
        (await db.DoAsync(world.Pat, (FinishConcernAction use) => use.RunAsync(id, 1, "Rung."))).Refusal.ShouldBeNull();
        (await Quiet(6)).ShouldBeEmpty();
        (await Quiet(7)).ShouldHaveSingleItem();
        version = await Version();
        (await db.DoAsync(world.Moira, (MoveConcern use) => use.RunAsync(new ConcernMove(id, version, SafeguardingState.Referred, "To the crisis team.")))).Refusal.ShouldBeNull();
        version = await Version();
        (await db.DoAsync(world.Moira, (MoveConcern use) => use.RunAsync(new ConcernMove(id, version, SafeguardingState.Monitoring, "Ring each day.", today.AddDays(5))))).Refusal.ShouldBeNull();
        (await Quiet(90)).ShouldBeEmpty("there is a day to look again");
    }

    /// <summary>E04: what somebody's own record says of concerns about them, of which they were told and of which they were not, and once each is let go of.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Trace_OfConcernsToldAndNotToldAndLetGoOf_TellsOfThoseAloneThatTheyWereToldOf(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        await world.MatchAsync();
        var db = world.Database;
        async Task<List<(string, string?)>> Lines() => [.. (await db.DoAsync(world.Sam, (MyRecordQueries q) => q.TraceAsync())).Lines.Where(l => l.Did.Contains("concern", StringComparison.OrdinalIgnoreCase)
            || l.Did.Contains("safe", StringComparison.OrdinalIgnoreCase) || l.Did.Contains("paged", StringComparison.OrdinalIgnoreCase)).Select(l => (l.Did, l.Who))];
        async Task<Guid> Closed()
        {
            var id = (await world.RaiseAsync(about: world.Sam.PersonId)).Value;
            await world.PageAsync();
            await world.AnswerAsync(world.Moira, id);
            await db.DoAsync(world.Moira, (SafeguardingQueries q) => q.FindAsync(id));
            await world.CloseAsync(id, world.Moira);
            return id;
        }

        var told = await Closed();
        var lines = await Lines();
        lines.ShouldContain(("Closed a concern about safety", "Neil Cap"));
        lines.ShouldNotContain(l => l.Item2 == "Jo Marsh", "who raised it is never told");
        var withheld = await Closed();
        var open = (await world.RaiseAsync(about: world.Sam.PersonId)).Value;
        (await db.DoAsync(world.Neil, (SayTelling use) => use.RunAsync(withheld, false, "He reads her post, and would know.", new DateOnly(2026, 3, 9)))).Refusal.ShouldBeNull();
        (await Lines()).ShouldBe(lines, "of the one they were told of, and of nothing else");

        (await db.DoAsync(world.Neil, (KeepConcern use) => use.RunAsync(told, true, "The court has asked for it to be kept."))).Refusal.ShouldBeNull();
        lines = await Lines();
        db.Clock.Advance(TimeSpan.FromDays((365 * 6) + 4));
        (await db.DoAsync(Viewer.System, (ForgetConcerns use) => use.RunAsync())).Value.ShouldBe(1);
        (await Lines()).ShouldBe(lines, "that the other has been let go of is not told either");
        (await db.DoAsync(world.Neil, (KeepConcern use) => use.RunAsync(told, false, "The court is done with it since May."))).Refusal.ShouldBeNull();
        (await db.DoAsync(Viewer.System, (ForgetConcerns use) => use.RunAsync())).Value.ShouldBe(1);
        (await Lines()).ShouldBeEmpty();
        (await world.ConcernAsync(open)).State.ShouldBe(SafeguardingState.ImmediateDanger);
    }

    [Fact]
    public async Task Wall_BetweenTheLeadAndThePerson_MakesTheConcernOneThatDoesNotExist()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await world.MatchAsync();
        var id = (await world.RaiseAsync(about: world.Sam.PersonId)).Value;
        await world.Database.RaiseWallAsync(world.Neil.PersonId, world.Sam.PersonId);
        (await world.Database.DoAsync(world.Neil, (SafeguardingQueries q) => q.LeadAsync()))!.Open.ShouldBeEmpty();
        (await world.Database.DoAsync(world.Neil, (SafeguardingQueries q) => q.FindAsync(id))).ShouldBeNull();
        (await world.Database.DoAsync(world.Neil, (TakeConcern take) => take.RunAsync(id))).Refusal.ShouldBeOfType<NotFound>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Close_WithoutStaffOrWithThingsToDo_IsRefusedByName(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        await world.MatchAsync();
        var db = world.Database;
        var id = (await world.RaiseAsync(about: world.Sam.PersonId)).Value;
        await world.PageAsync();
        await world.AnswerAsync(world.Moira, id);
        async Task<Outcome<Done>> Close(string words = "She is safe, and the ward has the rest. I read it all.")
        {
            var version = (await world.ConcernAsync(id)).Version;
            return await db.DoAsync(world.Neil, (CloseConcern use) => use.RunAsync(id, version, words));
        }

        (await Close()).Refusal.ShouldBe(new ConcernMoveNotOpen(SafeguardingState.Acknowledged));
        (await db.DoAsync(world.Moira, (TriageConcern use) => use.RunAsync(id, 1, SafeguardingKind.WantsToDie, "Words"))).Refusal.ShouldBeOfType<Stale>();
        async Task Must(Func<int, Task<Outcome<Done>>> act) => (await act((await world.ConcernAsync(id)).Version)).Refusal.ShouldBeNull();
        await Must(v => db.DoAsync(world.Moira, (TriageConcern use) => use.RunAsync(id, v, SafeguardingKind.WantsToDie, "The ward has her.")));
        await Must(_ => db.DoAsync(world.Moira, (AddConcernAction use) => use.RunAsync(id, "Ring the ward", world.Moira.PersonId, new DateOnly(2026, 3, 3))));
        await Must(v => db.DoAsync(world.Moira, (MoveConcern use) => use.RunAsync(new ConcernMove(id, v, SafeguardingState.Referred, "To the crisis team."))));
        await Must(v => db.DoAsync(world.Moira, (MoveConcern use) => use.RunAsync(new ConcernMove(id, v, SafeguardingState.Monitoring, "Ring each day.", new DateOnly(2026, 3, 5)))));
        (await Close("Done.")).Refusal.ShouldBeOfType<Invalid>();
        (await Close()).Refusal.ShouldBeOfType<ActionsStillOpen>();
        await Must(_ => db.DoAsync(world.Moira, (FinishConcernAction use) => use.RunAsync(id, 1, "Rung.")));
        (await Close()).Refusal.ShouldBeOfType<TellingNotDecided>();
        await Must(_ => db.DoAsync(world.Neil, (SayTelling use) => use.RunAsync(id, true, "Told her on the ward, alone with her.", null)));

        // Moira leaves: nobody who works here has it any more.
        (await db.DoAsync(world.Neil, (HandOverConcern use) => use.RunAsync(id, world.Jo.PersonId, "Take it"))).Refusal.ShouldBeOfType<NeedsStaffOwner>("INV-133");
        await db.WriteAsync("role-ended", writing =>
        {
            writing.Context.RoleHoldings.Where(h => h.PersonId == world.Moira.PersonId).ExecuteUpdate(set => set.SetProperty(h => h.To, new DateOnly(2026, 3, 1)));
            return new Done();
        });
        (await Close()).Refusal.ShouldBeOfType<NeedsStaffOwner>("INV-133");
        await Must(_ => db.DoAsync(world.Neil, (HandOverConcern use) => use.RunAsync(id, world.Ruth.PersonId, "She is on ward 4.")));
        (await db.DoAsync(world.Ruth, (CloseConcern use) => use.RunAsync(id, 1, "She is safe, and the ward has the rest."))).Refusal.ShouldNotBeNull("by the lead");
        (await Close()).Refusal.ShouldBeNull();
        (await db.DoAsync(world.Jo, (AddToConcern use) => use.RunAsync(id, "More"))).Refusal.ShouldBeOfType<ConcernMoveNotOpen>();
    }

    [Fact]
    public async Task Share_Outside_SaysToWhomWhatWhyAndWhetherTheyAgreed()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var id = (await world.RaiseAsync()).Value;
        await world.PageAsync();
        await world.AnswerAsync(world.Moira, id);
        var whole = new NewShare(id, "The ward sister", "That she took tablets at noon.", "They must know what she took.", ConsentSought.NotAsked, "She was asleep and could not be asked.");
        async Task<string> Field(NewShare share) => ((Invalid)(await world.Database.DoAsync(world.Moira, (ShareConcern use) => use.RunAsync(share))).Refusal!).Input;
        (await Field(whole with { Recipient = " " })).ShouldBe("Recipient");
        (await Field(whole with { What = null })).ShouldBe("What");
        (await Field(whole with { Why = null })).ShouldBe("Why");
        (await Field(whole with { Consent = null })).ShouldBe("Consent");
        (await Field(whole with { WhyNot = "Asleep" })).ShouldBe("WhyNot");
        (await Field(whole with { Consent = ConsentSought.Refused, WhyNot = null })).ShouldBe("WhyNot");
        (await world.Database.DoAsync(world.Jo, (ShareConcern use) => use.RunAsync(whole))).Refusal.ShouldBeOfType<NotAllowed>();
        (await world.Database.DoAsync(world.Moira, (ShareConcern use) => use.RunAsync(whole))).Refusal.ShouldBeNull();
        (await world.Database.DoAsync(world.Neil, (SafeguardingQueries q) => q.FindAsync(id)))!.Told.ShouldHaveSingleItem().Recipient.ShouldBe("The ward sister");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Share_OnceItIsClosed_IsStillWrittenDownByWhoHadItAndTheLeadAlone(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var id = (await world.RaiseAsync()).Value;
        await world.PageAsync();
        await world.AnswerAsync(world.Moira, id);
        await world.CloseAsync(id, world.Moira);
        var closed = (await world.ConcernAsync(id)).ClosedAt;
        world.Database.Clock.Advance(TimeSpan.FromDays(3));
        Task<Outcome<Done>> Share(Viewer by, string recipient, string? whyNot) => world.Database.DoAsync(by, (ShareConcern use) => use.RunAsync(
            new NewShare(id, recipient, "That she took tablets at noon.", "They look after her now.", ConsentSought.NotAsked, whyNot)));
        (await Share(world.Moira, "Her doctor", "Asleep")).Refusal.ShouldBeOfType<Invalid>("as much is asked as while it was open").Input.ShouldBe("WhyNot");
        (await Share(world.Jo, "Her doctor", "She could not be reached by anybody.")).Refusal.ShouldBeOfType<NotAllowed>();
        (await Share(world.Ruth, "Her doctor", "She could not be reached by anybody.")).Refusal.ShouldBeOfType<NotFound>();
        (await Share(world.Moira, "Her doctor", "She could not be reached by anybody.")).Refusal.ShouldBeNull();
        (await Share(world.Neil, "Her housing worker", "She could not be reached by anybody.")).Refusal.ShouldBeNull();
        var page = (await world.Database.DoAsync(world.Neil, (SafeguardingQueries q) => q.FindAsync(id))).ShouldNotBeNull();
        page.Told.Select(t => (t.At, t.By, t.Recipient)).ShouldBe([(world.Now, "Moira Finch", "Her doctor"), (world.Now, "Neil Cap", "Her housing worker")]);
        (page.State, page.ClosedAt).ShouldBe((SafeguardingState.Closed, closed));
    }

    [Fact]
    public async Task LookAgain_NoLaterThanTheSchemeSays()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await world.MatchAsync();
        var (db, today) = (world.Database, new DateOnly(2026, 3, 2));
        foreach (var (key, days) in new[] { (SettingKeys.SafetyTellingDays, "7"), (SettingKeys.SafetyWatchDays, "14") })
        {
            (await db.DoAsync(world.Moira, (ChangeSetting change) => change.RunAsync(new SettingEdit(world.Scheme.Id, key, days, "We look more often here", 0)))).Refusal.ShouldBeNull();
        }

        var id = (await world.RaiseAsync(about: world.Sam.PersonId)).Value;
        await world.PageAsync();
        await world.AnswerAsync(world.Moira, id);
        async Task<int> Version() => (await world.ConcernAsync(id)).Version;
        var version = await Version();
        (await db.DoAsync(world.Moira, (TriageConcern use) => use.RunAsync(id, version, SafeguardingKind.WantsToDie, "The ward has her."))).Refusal.ShouldBeNull();
        version = await Version();
        (await db.DoAsync(world.Moira, (MoveConcern use) => use.RunAsync(new ConcernMove(id, version, SafeguardingState.Referred, "To the crisis team.")))).Refusal.ShouldBeNull();
        version = await Version();
        var watched = new ConcernMove(id, version, SafeguardingState.Monitoring, "Ring each day.", today.AddDays(15));
        (await db.DoAsync(world.Moira, (MoveConcern use) => use.RunAsync(watched))).Refusal.ShouldBeOfType<Invalid>().Message.ShouldContain("within 14 days");
        (await db.DoAsync(world.Moira, (MoveConcern use) => use.RunAsync(watched with { LookOn = today.AddDays(14) }))).Refusal.ShouldBeNull();
        (await db.DoAsync(world.Neil, (SayTelling use) => use.RunAsync(id, false, "He reads her post, and would know.", today.AddDays(8)))).Refusal.ShouldBeOfType<Invalid>().Message.ShouldContain("within 7 days");
        (await db.DoAsync(world.Neil, (SayTelling use) => use.RunAsync(id, false, "He reads her post, and would know.", today.AddDays(7)))).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Lead_List_IsByWhatIsDueNextInWords()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var first = (await world.RaiseAsync(danger: false)).Value;
        var second = (await world.RaiseAsync(by: world.Ruth)).Value;
        await world.PageAsync();
        var lead = (await world.Database.DoAsync(world.Neil, (SafeguardingQueries q) => q.LeadAsync())).ShouldNotBeNull();
        lead.Open.Select(r => r.Id).ShouldBe([second, first]);
        lead.Open[0].NextAt.ShouldBe(world.Now.AddMinutes(15));
        await world.AnswerAsync(world.Moira, second);
        lead = (await world.Database.DoAsync(world.Neil, (SafeguardingQueries q) => q.LeadAsync()))!;
        lead.Open.Select(r => (r.Id, r.Owner)).ShouldBe([(first, null), (second, "Moira Finch")]);
        (await world.Database.DoAsync(world.Moira, (SafeguardingQueries q) => q.LeadAsync())).ShouldBeNull();
    }

    [Fact]
    public void Figures_SmallGroups_AreCountedTogetherAndNothingCanBeTakenFromTheWhole()
    {
        static IReadOnlyList<KindCount> Group(params (SafeguardingKind Kind, int Count)[] counts) => SafeguardingFigureQueries.Group(
            [.. counts.SelectMany(c => Enumerable.Range(1, c.Count).Select(n => new SafetyFact(new Guid(n, (short)c.Kind, 0, new byte[8]), new DateOnly(2026, 3, 2), c.Kind, true)))], 5);
        Group((SafeguardingKind.Child, 4)).ShouldBeEmpty();
        Group((SafeguardingKind.Child, 5)).ShouldHaveSingleItem().Count.ShouldBe(5);
        Group((SafeguardingKind.Child, 2), (SafeguardingKind.Overdose, 9), (SafeguardingKind.WantsToDie, 7)).Select(g => g.Count).ShouldBe([9, 9], "two alone could be worked out: they go with the smallest of the others");
        Group((SafeguardingKind.Child, 2), (SafeguardingKind.CannotCope, 3), (SafeguardingKind.Overdose, 9)).Select(g => g.Count).ShouldBe([9, 5]);
        Group((SafeguardingKind.Child, 2), (SafeguardingKind.Overdose, 3)).ShouldHaveSingleItem().Count.ShouldBe(5);
    }

    /// <summary>E22: whatever was raised about whomever, no number is about fewer people than the smallest, and none can be worked out from the others.</summary>
    [Fact]
    public void Figures_WhateverWasRaised_ShowNothingSmallAndNothingThatCanBeTakenApart() =>
        Gen.Select(Gen.Select(Gen.Int[0, 11], Gen.Int[1, 7], Gen.Int[0, 2]).Array[0, 60], Gen.Int[5, 12]).Sample((raised, smallest) =>
        {
            var day = new DateOnly(2025, 11, 3);
            List<SafetyFact> facts = [.. raised.Select(r => new SafetyFact(new Guid(r.Item1 + 1, 0, 0, new byte[8]), day, (SafeguardingKind)r.Item2, r.Item3 == 0 ? null : r.Item3 == 1))];
            Func<Func<SafetyFact, bool>, int> people = which => facts.Where(which).Select(f => f.PersonId).Distinct().Count();
            var period = SafeguardingFigureQueries.Count(day, day, facts, smallest);
            if (people(_ => true) < smallest)
            {
                (period.Total, period.Kinds.Count, period.InTime, period.Later).ShouldBe((null, 0, null, null));
                return;
            }

            period.Total.ShouldBe(facts.Count);
            period.Kinds.ShouldAllBe(k => people(f => k.Kinds.Contains(f.Kind)) >= smallest && k.Count == facts.Count(f => k.Kinds.Contains(f.Kind)));
            period.Kinds.Sum(k => k.Count).ShouldBe(facts.Count);
            if (period.InTime is not null)
            {
                foreach (var some in new bool?[] { true, false, null })
                {
                    var about = people(f => f.InTime == some);
                    (about == 0 || about >= smallest).ShouldBeTrue();
                }
            }
        });

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Figures_OfAHalfYear_ShowOnceItIsOverWhereTheyAreAboutEnoughAndNeverOneAboutWhoLooks(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        async Task<IReadOnlyList<SafetyPeriod>> Shown(Viewer by) => (await world.Database.DoAsync(by, (SafeguardingFigureQueries q) => q.ListAsync()))!.ShouldHaveSingleItem().Periods;
        for (var n = 0; n < 6; n++)
        {
            await world.RaiseAsync();
        }

        foreach (var by in new[] { world.Ruth, world.Moira, world.Pat })
        {
            await world.RaiseAsync(by: by);
        }

        var about = await world.RaiseAsync(by: world.Moira, about: world.Colin.PersonId);
        about.Refusal.ShouldBeNull();
        (await Shown(world.Colin)).ShouldAllBe(p => p.Total == null);

        // Another who heads the service counts one more, and so one person more, than the one whom it is about.
        world.Database.Clock.SetUtcNow(new DateTimeOffset(2026, 6, 30, 22, 59, 0, TimeSpan.Zero));
        (await Shown(world.Colin)).ShouldAllBe(p => p.Total == null, "it is not over yet");
        world.Database.Clock.SetUtcNow(new DateTimeOffset(2026, 6, 30, 23, 0, 0, TimeSpan.Zero));
        var other = world.Pat with { Hat = Hat.HeadOfService };
        (await Shown(world.Colin))[0].ShouldSatisfyAllConditions(p => (p.From, p.To).ShouldBe((new DateOnly(2026, 1, 1), new DateOnly(2026, 6, 30))), p => p.Total.ShouldBeNull("nine, and about four people"));
        (await Shown(other))[0].ShouldSatisfyAllConditions(p => p.Total.ShouldBe(10), p => p.Kinds.ShouldHaveSingleItem().Count.ShouldBe(10), p => p.InTime.ShouldBe(0));
        (await world.Database.DoAsync(world.Neil, (SafeguardingFigureQueries q) => q.ListAsync())).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Keeping_SixYearsAfterItClosed_ItIsLetGoOfUnlessItIsKept(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        await world.MatchAsync();
        var db = world.Database;
        List<Guid> ids = [];
        for (var n = 0; n < 2; n++)
        {
            ids.Add((await world.RaiseAsync(about: world.Sam.PersonId)).Value);
            await world.PageAsync();
            await world.AnswerAsync(world.Moira, ids[n]);
            await world.CloseAsync(ids[n], world.Moira);
        }

        (await db.DoAsync(world.Neil, (KeepConcern use) => use.RunAsync(ids[1], true, "The court has asked for it to be kept."))).Refusal.ShouldBeNull();
        var holding = await db.HoldingAsync(world.Sam.PersonId, world.Scheme.Mentee);
        await db.WriteAsync("role-ended", writing =>
        {
            writing.Context.RoleHoldings.Where(h => h.Id == holding.Id).ExecuteUpdate(set => set.SetProperty(h => h.State, RoleState.Ended).SetProperty(h => h.To, new DateOnly(2026, 3, 2)));
            return new Done();
        });
        var roshni = new Viewer(world.Colin.PersonId, Hat.DataProtectionLead, [world.Scheme.Id]);
        Task<Outcome<Done>> Erase() => db.DoAsync(roshni, (ErasePerson erase) => erase.RunAsync(world.Sam.PersonId, "They asked for it in a letter, and we may.", ErasureGrounds.Choices[0]));
        (await Erase()).Refusal.ShouldBeOfType<KeptForSafety>();
        db.Clock.Advance(TimeSpan.FromDays((365 * 6) + 1));
        (await db.DoAsync(Viewer.System, (ForgetConcerns use) => use.RunAsync())).Value.ShouldBe(0);
        db.Clock.Advance(TimeSpan.FromDays(3));
        (await db.DoAsync(Viewer.System, (ForgetConcerns use) => use.RunAsync())).Value.ShouldBe(1);
        (await Erase()).Refusal.ShouldBeOfType<KeptForSafety>("one is kept");
        (await db.DoAsync(world.Neil, (KeepConcern use) => use.RunAsync(ids[1], false, "The court is done with it since May."))).Refusal.ShouldBeNull();
        (await Erase()).Refusal.ShouldBeNull();
        await using var context = db.Everything();
        (await context.SafeguardingConcerns.CountAsync(), await context.SafeguardingEntries.CountAsync(), await context.DutyPages.CountAsync(), await context.Set<DutyAlarm>().CountAsync()).ShouldBe((0, 0, 0, 0));
        (await db.DoAsync(world.Moira, (ForgetConcerns use) => use.RunAsync())).Refusal.ShouldBeOfType<NotAllowed>();
    }
}
