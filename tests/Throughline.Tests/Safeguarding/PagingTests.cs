using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Safeguarding;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Safeguarding;

[Trait("invariants", "INV-127, INV-131; E27, E32")]
public sealed class PagingTests
{
    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Immediate_Unanswered_PagesTheNextEveryFifteenMinutesUntilSomebodyHasIt(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var id = (await world.RaiseAsync()).Value;
        (await world.PageAsync()).ShouldBe(new PagingCounts(1, 1, 0, 0, 0));
        await world.PassAsync(TimeSpan.FromMinutes(14));
        (await world.LogAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.PersonId.ShouldBe(world.Moira.PersonId), p => p.SentAt.ShouldNotBeNull());
        await world.PassAsync(TimeSpan.FromMinutes(76));
        (await world.LogAsync()).Select(p => (p.PersonId, p.Role, (int)(p.At - world.Now.AddMinutes(-90)).TotalMinutes)).ShouldBe(
        [
            (world.Moira.PersonId, PagedAs.First, 0), (world.Pat.PersonId, PagedAs.Second, 15), (world.Neil.PersonId, PagedAs.Lead, 30), (world.Colin.PersonId, PagedAs.Head, 45),
            (world.Moira.PersonId, PagedAs.First, 60), (world.Pat.PersonId, PagedAs.Second, 75), (world.Neil.PersonId, PagedAs.Lead, 90),
        ]);

        (await world.AnswerAsync(world.Pat, id)).Value.ShouldBe(new Answered(AlarmKind.Concern, id));
        (await world.AnswerAsync(world.Moira, id)).Refusal.ShouldBeOfType<AlreadyAnswered>();
        await world.PassAsync(TimeSpan.FromHours(2));
        (await world.LogAsync()).Count.ShouldBe(7, "once somebody has it, nobody is paged");
        (await world.ConcernAsync(id)).ShouldSatisfyAllConditions(c => c.AcknowledgedById.ShouldBe(world.Pat.PersonId), c => c.OwnerId.ShouldBe(world.Pat.PersonId), c => c.AcknowledgedAt.ShouldNotBeNull());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task TwoRunners_AtOnceAtEveryStep_PageOnceForEach(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        await world.RaiseAsync();
        for (var step = 1; step <= 3; step++)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.PageAsync()));
            (await world.LogAsync()).Count.ShouldBe(step);
            world.Channel.Sent.Count.ShouldBe(step, "one message for one step");
            world.Database.Clock.Advance(TimeSpan.FromMinutes(15));
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Answer_ManyAtOnce_OneHasItAndTheRestAreTold(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var id = (await world.RaiseAsync()).Value;
        await world.PageAsync();
        await world.PassAsync(TimeSpan.FromMinutes(46));
        Viewer[] all = [world.Moira, world.Pat, world.Neil, world.Colin];
        var answers = await Task.WhenAll(all.Select(v => world.AnswerAsync(v, id)));
        answers.Count(a => a.Succeeded).ShouldBe(1);
        answers.Where(a => !a.Succeeded).ShouldAllBe(a => a.Refusal is AlreadyAnswered);
        (await world.ConcernAsync(id)).Entries.Count(e => e.Kind == SafeguardingEntryKind.Acknowledged).ShouldBe(1);
    }

    [Fact]
    public async Task Restart_InTheMiddle_GoesOnWhereItStood()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await world.RaiseAsync();
        await world.PageAsync();
        // The service is away for an hour and a half: the next step is taken when it is back, once, and the clock goes on from there.
        world.Database.Clock.Advance(TimeSpan.FromMinutes(90));
        (await world.PageAsync()).Steps.ShouldBe(1);
        (await world.PageAsync()).Steps.ShouldBe(0);
        (await world.LogAsync()).Select(p => p.PersonId).ShouldBe([world.Moira.PersonId, world.Pat.PersonId]);
        await world.PassAsync(TimeSpan.FromMinutes(15));
        (await world.LogAsync())[^1].PersonId.ShouldBe(world.Neil.PersonId);
    }

    [Theory]
    [InlineData("2026-03-28T23:55:00Z", "the night in which an hour is left out")]
    [InlineData("2026-10-25T00:35:00Z", "the hour that comes twice")]
    [InlineData("2026-03-06T23:50:00Z", "midnight, into a weekend")]
    public async Task Clock_AcrossMidnightAWeekendAndBothChanges_StaysFifteenMinutesAndAsksWhoeverIsOnThen(string start, string when)
    {
        await using var world = await SafetyWorld.MakeAsync(rota: false);
        var at = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
        world.Database.Clock.SetUtcNow(at);
        var change = at.LondonDate().AddDays(at.LondonTime().Hour > 20 ? 1 : 0);
        // Ruth until London's clock shows midnight, or two; then Pat.
        var handover = change.AtInLondon(at.LondonTime().Hour > 20 ? new TimeOnly(0, 0) : new TimeOnly(2, 0));
        await world.TurnAsync(world.Ruth, 1, at.AddHours(-8), handover);
        await world.TurnAsync(world.Pat, 1, handover, at.AddHours(12));
        await world.RaiseAsync();
        await world.PageAsync();
        await world.PassAsync(TimeSpan.FromMinutes(120));
        var log = await world.LogAsync();
        log.Zip(log.Skip(1)).ShouldAllBe(pair => pair.Second.At - pair.First.At == TimeSpan.FromMinutes(15), when);
        log.Count.ShouldBe(9);
        log[0].PersonId.ShouldBe(world.Ruth.PersonId);
        log.First(p => p.At >= handover).PersonId.ShouldBe(world.Pat.PersonId, "whoever comes on duty is paged next");
        log.Where(p => p.At >= handover).ShouldAllBe(p => p.PersonId != world.Ruth.PersonId);
    }

    [Fact]
    public async Task Other_Unanswered_GoesOnAfterFourHoursToTheNextTheLeadAndTheHead()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await world.RaiseAsync(danger: false);
        await world.PageAsync();
        for (var hour = 0; hour < 4; hour++)
        {
            world.Database.Clock.Advance(TimeSpan.FromMinutes(239));
            (await world.PageAsync()).Steps.ShouldBe(0);
            world.Database.Clock.Advance(TimeSpan.FromMinutes(1));
            (await world.PageAsync()).Steps.ShouldBe(1);
        }

        (await world.LogAsync()).Select(p => p.Role).ShouldBe([PagedAs.First, PagedAs.Second, PagedAs.Lead, PagedAs.Head, PagedAs.First]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Called_SaidAtRaising_MakesAWorryADanger(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var id = (await world.Database.DoAsync(world.Jo, (RaiseConcern raise) => raise.RunAsync(
            new NewConcern(false, null, "A woman at the hospital", SafeguardingKind.Overdose, "She has taken tablets.", null, null, true)))).Value;
        (await world.ConcernAsync(id)).ShouldSatisfyAllConditions(
            c => c.Immediate.ShouldBeTrue(), c => c.State.ShouldBe(SafeguardingState.EmergencyCalled), c => c.EmergencyCalledAt.ShouldBe(world.Now));
        await world.PageAsync();
        (await world.Database.DoAsync(world.Moira, (PagingQueries q) => q.MineAsync())).Waiting.ShouldHaveSingleItem().Immediate.ShouldBeTrue();
        await world.PassAsync(TimeSpan.FromMinutes(30));
        (await world.LogAsync()).Select(p => (p.Role, (int)(p.At - world.Now.AddMinutes(-30)).TotalMinutes)).ShouldBe([(PagedAs.First, 0), (PagedAs.Second, 15), (PagedAs.Lead, 30)]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Called_SaidLater_BringsTheNextForwardAndGoesOnEveryFifteenMinutes(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var start = world.Now;
        var id = (await world.RaiseAsync(danger: false)).Value;
        await world.PageAsync();
        await world.PassAsync(TimeSpan.FromMinutes(5));
        (await world.Database.DoAsync(world.Jo, (SayEmergencyCalled use) => use.RunAsync(id))).Refusal.ShouldBeNull();
        (await world.ConcernAsync(id)).ShouldSatisfyAllConditions(c => c.Immediate.ShouldBeTrue(), c => c.State.ShouldBe(SafeguardingState.EmergencyCalled));
        (await world.Database.DoAsync(world.Jo, (SafeguardingQueries q) => q.RaisedAsync(id))).ShouldNotBeNull().NextAt.ShouldBe(start.AddMinutes(15), "as soon after the last as in a danger");
        (await world.Database.DoAsync(world.Moira, (PagingQueries q) => q.MineAsync())).Waiting.ShouldHaveSingleItem().Immediate.ShouldBeTrue("it now says so to whoever was called for a worry");
        await world.PassAsync(TimeSpan.FromMinutes(40));
        (await world.LogAsync()).Select(p => (p.Role, (int)(p.At - start).TotalMinutes)).ShouldBe([(PagedAs.First, 0), (PagedAs.Second, 15), (PagedAs.Lead, 30), (PagedAs.Head, 45)]);
    }

    [Fact]
    public async Task Called_SaidWhenAQuarterOfAnHourHasGone_PagesTheNextAtOnce()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var id = (await world.RaiseAsync(danger: false)).Value;
        await world.PageAsync();
        world.Database.Clock.Advance(TimeSpan.FromHours(2));
        (await world.PageAsync()).Steps.ShouldBe(0);
        (await world.Database.DoAsync(world.Jo, (SayEmergencyCalled use) => use.RunAsync(id))).Refusal.ShouldBeNull();
        (await world.PageAsync()).Steps.ShouldBe(1);
        await world.PassAsync(TimeSpan.FromMinutes(14));
        (await world.LogAsync()).Select(p => p.Role).ShouldBe([PagedAs.First, PagedAs.Second]);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        (await world.LogAsync())[^1].Role.ShouldBe(PagedAs.Lead);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Called_SaidOnceSomebodyHasIt_IsWrittenDownAndPagesNobody(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var id = (await world.RaiseAsync(danger: false)).Value;
        await world.PageAsync();
        await world.AnswerAsync(world.Moira, id);
        DutyAlarm before;
        await using (var context = world.Database.Everything())
        {
            before = await context.Set<DutyAlarm>().AsNoTracking().SingleAsync(a => a.Id == id);
        }

        world.Database.Clock.Advance(TimeSpan.FromMinutes(20));
        (await world.Database.DoAsync(world.Jo, (SayEmergencyCalled use) => use.RunAsync(id))).Refusal.ShouldBeNull();
        (await world.ConcernAsync(id)).ShouldSatisfyAllConditions(
            c => c.Immediate.ShouldBeFalse(), c => c.State.ShouldBe(SafeguardingState.Acknowledged), c => c.EmergencyCalledAt.ShouldBe(world.Now));
        await using (var context = world.Database.Everything())
        {
            (await context.Set<DutyAlarm>().AsNoTracking().SingleAsync(a => a.Id == id)).ShouldSatisfyAllConditions(
                a => a.Immediate.ShouldBeFalse(), a => a.NextAt.ShouldBe(before.NextAt), a => a.AnsweredAt.ShouldBe(before.AnsweredAt));
        }

        await world.PassAsync(TimeSpan.FromMinutes(20));
        (await world.LogAsync()).ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Called_AtTheMomentOfAStep_IsNotLostByIt(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var id = (await world.RaiseAsync(danger: false)).Value;
        var called = world.Database.DoAsync(world.Jo, (SayEmergencyCalled use) => use.RunAsync(id));
        await Task.WhenAll(called, world.PageAsync());
        (await called).Refusal.ShouldBeNull();
        // A step that met the change is taken at the next run.
        await world.PageAsync();
        (await world.LogAsync()).ShouldHaveSingleItem();
        world.Database.Clock.Advance(TimeSpan.FromMinutes(15));
        (await world.PageAsync()).Steps.ShouldBe(1, "whichever of them was first");
    }

    [Fact]
    public async Task Chain_WhoIsWalledOffOrMeantOrRaisedIt_IsNeverPaged()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await world.MatchAsync();
        await world.Database.RaiseWallAsync(world.Moira.PersonId, world.Sam.PersonId);
        await world.RaiseAsync(about: world.Sam.PersonId);
        await world.RaiseAsync(by: world.Pat);
        await world.PageAsync();
        await world.PassAsync(TimeSpan.FromMinutes(200));
        var log = await world.LogAsync();
        log.Where(p => p.AboutId == world.Sam.PersonId).ShouldAllBe(p => p.PersonId != world.Moira.PersonId);
        log.Where(p => p.AboutId == world.Pat.PersonId).ShouldAllBe(p => p.PersonId != world.Pat.PersonId);
        log.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Leaver_WhoseTurnOrSupervisingStands_IsPassedOverAtOnce(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        await world.LeaveAsync(world.Moira);
        await world.LeaveAsync(world.Ruth);
        await world.RaiseAsync();
        await world.Database.DoAsync(world.Jo, (AskForWord ask) => ask.RunAsync());
        (await world.PageAsync()).Steps.ShouldBe(2);
        (await world.LogAsync()).Select(p => (p.PersonId, p.Role)).ShouldBe([(world.Pat.PersonId, PagedAs.Second), (world.Pat.PersonId, PagedAs.Second)], "neither whoever was first nor whoever supervised");
        await world.PassAsync(TimeSpan.FromMinutes(90));
        (await world.LogAsync()).ShouldAllBe(p => p.PersonId != world.Moira.PersonId && p.PersonId != world.Ruth.PersonId);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Raised_WhatIsSaidOfCalling_IsWhatIsSo(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider, rota: false);
        await world.LeaveAsync(world.Neil);
        await world.LeaveAsync(world.Colin);
        await world.LeaveAsync(world.Ruth);
        var id = (await world.RaiseAsync()).Value;
        await world.Database.DoAsync(world.Jo, (AskForWord ask) => ask.RunAsync());
        (await SaidAsync()).ShouldBe((Calling.Begins, Calling.Begins));
        (await world.PageAsync()).Nobody.ShouldBe(2);
        (await SaidAsync()).ShouldBe((Calling.Nobody, Calling.Nobody));
        (await world.Database.DoAsync(world.Jo, (SafeguardingQueries q) => q.FormAsync())).ShouldSatisfyAllConditions(f => f.OnDuty.ShouldBeEmpty(), f => f.HasLead.ShouldBeFalse());

        // Somebody comes on duty, and the message cannot go.
        await world.TurnAsync(world.Pat, 1, -1, 24);
        world.Channel.Answer = SendResult.NotNow("mail-no-answer");
        world.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.PageAsync();
        (await SaidAsync()).ShouldBe((Calling.NotSent, Calling.NotSent));
        world.Channel.Answer = SendResult.Accepted;
        world.Database.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.PageAsync();
        (await SaidAsync()).ShouldBe((Calling.Sent, Calling.Sent));

        async Task<(Calling, Calling)> SaidAsync() => (
            (await world.Database.DoAsync(world.Jo, (SafeguardingQueries q) => q.RaisedAsync(id)))!.Calling,
            (await world.Database.DoAsync(world.Jo, (WordQueries q) => q.MineAsync()))!.Calling);
    }

    [Fact]
    public async Task Raised_WherePagingDoesNotRun_IsNotSaidToBeUnderWay()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var id = (await world.RaiseAsync()).Value;
        world.Database.Clock.Advance(TimeSpan.FromMinutes(3));
        (await world.Database.DoAsync(world.Jo, (SafeguardingQueries q) => q.RaisedAsync(id)))!.Calling.ShouldBe(Calling.NotSent);
        (await world.Database.DoAsync(world.Jo, (SafeguardingQueries q) => q.FormAsync())).HasLead.ShouldBeTrue();
    }

    [Fact]
    public async Task Answer_UnderAHatThatCouldNotReadIt_IsRefusedByNameAndTheClockGoesOn()
    {
        await using var world = await SafetyWorld.MakeAsync();
        var id = (await world.RaiseAsync()).Value;
        await world.PageAsync();
        (await world.AnswerAsync(world.Moira with { Hat = Hat.PeerWorker }, id)).Refusal.ShouldBeOfType<NeedsStaffHat>();
        (await world.AnswerAsync(world.Moira with { SchemeIds = [] }, id)).Refusal.ShouldBeOfType<NeedsStaffHat>();
        await world.PassAsync(TimeSpan.FromMinutes(15));
        (await world.LogAsync()).Count.ShouldBe(2);
        (await world.AnswerAsync(world.Moira, id)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_OnTheRota_PagesTheLeadAndNobodyAtAllIsCounted()
    {
        await using var world = await SafetyWorld.MakeAsync(rota: false);
        await world.RaiseAsync();
        (await world.PageAsync()).Steps.ShouldBe(1);
        (await world.LogAsync()).ShouldHaveSingleItem().Role.ShouldBe(PagedAs.Lead);

        await using var empty = await TestDatabase.CreateAsync();
        var scheme = await empty.AddSchemeAsync();
        var jo = new Viewer(await empty.AddPersonAsync("Jo", "Marsh", scheme.PeerMentor), Hat.PeerWorker, [scheme.Id]);
        await empty.DoAsync(jo, (RaiseConcern raise) => raise.RunAsync(new NewConcern(true, null, null, null, null, null, null, false)));
        (await empty.DoAsync(Viewer.System, (RunPaging run) => run.RunAsync())).Value.Nobody.ShouldBe(1);
    }

    [Fact]
    public async Task Message_ThatCannotGo_BringsTheNextForwardAndIsTriedAgain()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await world.RaiseAsync();
        world.Channel.Answer = SendResult.NotNow("mail-no-answer");
        (await world.PageAsync()).Failed.ShouldBe(1);
        (await world.PageAsync()).ShouldSatisfyAllConditions(c => c.Steps.ShouldBe(1, "the next does not wait for a quarter of an hour"), c => c.Failed.ShouldBe(1));
        world.Channel.Answer = SendResult.Accepted;
        world.Database.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.PageAsync();
        (await world.LogAsync()).Take(2).ShouldAllBe(p => p.SentAt != null && p.Failure == null);
    }

    [Fact]
    public async Task Message_OfAPage_NamesNobodyAndNothing()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await world.RaiseAsync();
        await world.PageAsync();
        var message = world.Channel.Sent.ShouldHaveSingleItem().Message;
        message.ShouldBe(NeutralMessage.Now(new Uri("https://hub.example"), message.Id));
        message.Text.ShouldContain("https://hub.example/now");
        foreach (var word in new[] { "Jo", "Sam", "danger", "safe", "Riverside", "mentor", "hospital" })
        {
            message.Text.ShouldNotContain(word, Case.Sensitive);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Word_OnePress_TellsTheSupervisorThenTheNextAfterAWorkingHourAndShowsWhoSawIt(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var db = world.Database;
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => db.DoAsync(world.Jo, (AskForWord ask) => ask.RunAsync())));
        await using (var context = db.Everything())
        {
            (await context.WordRequests.CountAsync()).ShouldBe(1, "pressed again while it waits, it is the same one");
        }

        (await db.DoAsync(world.Sam, (AskForWord ask) => ask.RunAsync())).Refusal.ShouldBeOfType<NotAllowed>();
        await world.PageAsync();
        (await world.LogAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.PersonId.ShouldBe(world.Ruth.PersonId), p => p.Role.ShouldBe(PagedAs.Supervisor));
        await world.PassAsync(TimeSpan.FromMinutes(60));
        (await world.LogAsync())[^1].ShouldSatisfyAllConditions(p => p.PersonId.ShouldBe(world.Moira.PersonId), p => p.Role.ShouldBe(PagedAs.First));
        (await db.DoAsync(world.Moira, (PagingQueries q) => q.MineAsync())).Waiting.ShouldHaveSingleItem().Who.ShouldBe("Jo Marsh");
        (await world.AnswerAsync(world.Moira, (await world.LogAsync())[^1].CaseId)).Value.Kind.ShouldBe(AlarmKind.Word);
        var mine = (await db.DoAsync(world.Jo, (WordQueries q) => q.MineAsync())).ShouldNotBeNull();
        (mine.SeenBy, mine.SeenAt, mine.Told.Count).ShouldBe(("Moira Finch", world.Now, 2));
        (await db.DoAsync(world.Ruth, (PagingQueries q) => q.CountAsync())).ShouldBe(0, "it is over for the others too");
        await world.PassAsync(TimeSpan.FromHours(3));
        (await world.LogAsync()).Count.ShouldBe(2);
        (await db.DoAsync(world.Jo, (AskForWord ask) => ask.RunAsync())).Succeeded.ShouldBeTrue("and may be asked for again");
    }

    [Theory]
    [InlineData("2026-03-06T19:00:00Z", "2026-03-09T10:00:00Z", "over a weekend")]
    [InlineData("2026-03-06T16:30:00Z", "2026-03-09T09:30:00Z", "half an hour before the week's work ends")]
    [InlineData("2026-03-27T19:00:00Z", "2026-03-30T09:00:00Z", "over the night in which an hour is left out")]
    [InlineData("2026-10-23T18:00:00Z", "2026-10-26T10:00:00Z", "over the night in which an hour comes twice")]
    public async Task Word_OnAFridayEvening_TellsTheSupervisorAtOnceAndTheNextOnMonday(string pressed, string next, string when)
    {
        static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        await using var world = await SafetyWorld.MakeAsync(rota: false);
        world.Database.Clock.SetUtcNow(At(pressed));
        await world.TurnAsync(world.Moira, 1, -24, 24 * 7);
        (await world.Database.DoAsync(world.Jo, (AskForWord ask) => ask.RunAsync())).Refusal.ShouldBeNull();
        (await world.PageAsync()).Steps.ShouldBe(1);
        foreach (var hours in new[] { 1, 16, 40 })
        {
            world.Database.Clock.SetUtcNow(At(pressed).AddHours(hours));
            (await world.PageAsync()).Steps.ShouldBe(0, when);
        }

        world.Database.Clock.SetUtcNow(At(next).AddMinutes(-1));
        (await world.PageAsync()).Steps.ShouldBe(0, when);
        world.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        (await world.PageAsync()).Steps.ShouldBe(1, when);
        (await world.LogAsync()).Select(p => (p.PersonId, p.Role, p.At)).ShouldBe([(world.Ruth.PersonId, PagedAs.Supervisor, At(pressed)), (world.Moira.PersonId, PagedAs.First, At(next))]);
    }

    [Fact]
    public async Task Word_WhereTheSchemeWorksIntoTheEvening_GoesOnByItsOwnHours()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await SetAsync(world, SettingKeys.SupportClosesHour, "20");
        world.Database.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 6, 16, 30, 0, TimeSpan.Zero));
        await world.Database.DoAsync(world.Jo, (AskForWord ask) => ask.RunAsync());
        (await world.PageAsync()).Steps.ShouldBe(1);
        world.Database.Clock.Advance(TimeSpan.FromMinutes(59));
        (await world.PageAsync()).Steps.ShouldBe(0);
        world.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        (await world.PageAsync()).Steps.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Talk_ThatNobodyOffers_IsOfferedAsFarAheadAsTheSchemeSays(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        await SetAsync(world, SettingKeys.DebriefAheadHours, "4");
        await world.RaiseAsync();
        world.Database.Clock.Advance(TimeSpan.FromMinutes((20 * 60) - 1));
        (await world.PageAsync()).Talks.ShouldBe(0);
        world.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        (await world.PageAsync()).Talks.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Talk_ThatNobodyOffers_IsOfferedInTimeWhateverBecameOfTheConcern(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var id = (await world.RaiseAsync()).Value;
        await world.PageAsync();
        await world.AnswerAsync(world.Moira, id);
        await world.CloseAsync(id, world.Moira);
        (await world.TalkAsync(id)).ShouldSatisfyAllConditions(t => t.State.ShouldBe(DebriefState.Due), t => t.DueBy.ShouldBe(world.Now.AddHours(24)));
        world.Database.Clock.Advance(TimeSpan.FromHours(22));
        (await world.PageAsync()).Talks.ShouldBe(0);
        world.Database.Clock.Advance(TimeSpan.FromHours(1));
        (await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.PageAsync()))).Max(c => c.Talks).ShouldBe(1);
        (await world.TalkAsync(id)).ShouldSatisfyAllConditions(t => t.State.ShouldBe(DebriefState.Offered), t => t.OfferedById.ShouldBeNull(), t => t.OfferedAt.ShouldBe(world.Now));
        (await world.Database.DoAsync(world.Jo, (MyMentoringQueries q) => q.TalksAsync())).ShouldHaveSingleItem();
        (await world.Database.DoAsync(world.Jo, async (DeclineDebrief decline) => await decline.RunAsync((await world.TalkAsync(id)).Id))).Succeeded.ShouldBeTrue();
        (await world.PageAsync()).Talks.ShouldBe(0, "the second time it is for a person to offer");
    }

    private static async Task SetAsync(SafetyWorld world, string key, string value) =>
        (await world.Database.DoAsync(world.Moira, (ChangeSetting change) => change.RunAsync(new SettingEdit(world.Scheme.Id, key, value, "Our people asked for it", 0)))).Refusal.ShouldBeNull();
}
