using Microsoft.EntityFrameworkCore;
using Throughline.Delivery;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Rights;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Support;
using Throughline.Testing;

namespace Throughline.Tests.Delivery;

[Trait("invariants", "INV-021, INV-084, INV-009")]
public sealed class GroupTests
{
    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    private static SessionTime At(DateOnly on) => new(on, new TimeOnly(14, 0), new TimeOnly(16, 0));

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Plan_SameAsBefore_TakesEverybodyAlongAlsoThoseTheCoordinatorMayNotSee(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var group = await scene.GroupAsync("Tuesday group", "RAR");
        var first = await scene.SessionAsync(group);
        await scene.ExpectAsync(first, scene.Amir, scene.Bo);
        await scene.WallAsync(scene.Moira, scene.Amir);
        var next = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(1), weeks: 3, sameAsBefore: true);
        var page = (await scene.AsAsync(scene.Moira, (GroupQueries q) => q.GroupAsync(group)))!;
        page.Sessions.Select(s => (s.Expected, s.Runners.Count)).ShouldBe([(1, 1), (1, 1), (1, 1), (1, 1)]);
        (await scene.AsAsync(scene.Dee, (GroupQueries q) => q.SessionAsync(next)))!.People.Select(p => p.Name).ShouldBe(["Amir", "Bo"]);
        (await scene.AsAsync(scene.Yusuf, (GroupQueries q) => q.SessionAsync(next))).ShouldBeNull();
        (await scene.AsAsync(scene.Amir, (MySessionQueries q) => q.MineAsync())).ToCome.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Plan_BadInput_IsNamed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddDeliverySceneAsync();
        var group = await scene.GroupAsync();
        Task<Outcome<Guid>> Plan(SessionPlan plan, Viewer? by = null) => scene.AsAsync(by ?? scene.Moira, (PlanSessions use) => use.RunAsync(plan));
        (await Plan(new SessionPlan(group, At(DeliveryScene.Today), null, 27))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Weeks");
        (await Plan(new SessionPlan(group, At(DeliveryScene.Today.AddYears(3)), null))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("On");
        (await Plan(new SessionPlan(group, new SessionTime(DeliveryScene.Today, new TimeOnly(14, 0), new TimeOnly(14, 0)), null))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("To");
        (await Plan(new SessionPlan(group, new SessionTime(new DateOnly(2026, 3, 29), new TimeOnly(1, 30), new TimeOnly(3, 0)), null))).Refusal.ShouldBeOfType<NoSuchHour>();
        (await Plan(new SessionPlan(group, At(DeliveryScene.Today), new string('x', 121)))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Place");
        (await Plan(new SessionPlan(group, At(DeliveryScene.Today), null), scene.Dee)).Refusal.ShouldBeOfType<NotFound>();
        (await Plan(new SessionPlan(Guid.CreateVersion7(), At(DeliveryScene.Today), null))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.AsAsync(scene.Moira, (StartGroup start) => start.RunAsync(new NewGroup(scene.Scheme, "Group", scene.Site, true, ["NONE"])))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Types");
        (await scene.AsAsync(scene.Moira, (StartGroup start) => start.RunAsync(new NewGroup(scene.Scheme, "Group", null, false, [])))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("SiteId");
        (await scene.AsAsync(scene.Dee, (StartGroup start) => start.RunAsync(new NewGroup(scene.Scheme, "Group", scene.Site, false, [])))).Refusal.ShouldBeOfType<NotFound>();
        var session = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(1));
        (await scene.AsAsync(scene.Moira, (EndGroup end) => end.RunAsync(group, 1))).Refusal.ShouldBe(new SessionsToCome(1));
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (CallOffSession off) => off.RunAsync(session, 1, "The heating has failed.")));
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (EndGroup end) => end.RunAsync(group, 1)));
        (await Plan(new SessionPlan(group, At(DeliveryScene.Today), null))).Refusal.ShouldBeOfType<GroupHasEnded>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Runners_ClearanceCoverAndGaps(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var group = await scene.GroupAsync("Tuesday group", "RAR");
        var on = DeliveryScene.Today.AddDays(1);
        var session = await scene.SessionAsync(group, on, run: false);
        (await scene.AsAsync(scene.Moira, (GroupQueries q) => q.ListAsync())).Groups.Single().Gaps.ShouldBe(1);
        (await GapsAsync()).ShouldBe(1);
        (await scene.RunAsync(session, scene.Graham)).Refusal.ShouldBe(new NotClearedThatDay(on));
        (await scene.RunAsync(session, scene.Amir)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("HoldingId");
        DeliveryScene.Must(await scene.RunAsync(session, scene.Dee));
        (await scene.RunAsync(session, scene.Dee)).Refusal.ShouldBeOfType<AlreadyRunsSession>();
        (await GapsAsync()).ShouldBe(0);
        var part = (await scene.AsAsync(scene.Dee, (GroupQueries q) => q.SessionAsync(session)))!.Runners.Single().PartId;
        DeliveryScene.Must(await scene.RunAsync(session, scene.Yusuf, inPlaceOf: part));
        var page = (await scene.AsAsync(scene.Moira, (GroupQueries q) => q.SessionAsync(session)))!;
        page.Runners.Select(r => (r.Name, r.InPlaceOf, r.EndedOn is null)).ShouldBe([("Yusuf Ereli", "Dee Marsh", true), ("Dee Marsh", null, false)]);
        (await scene.AsAsync(scene.Dee, (GroupQueries q) => q.SessionAsync(session))).ShouldBeNull("she no longer runs it");
        DeliveryScene.Must(await scene.AsAsync(scene.Yusuf, (StepBack back) => back.RunAsync(page.Runners[0].PartId)));
        (await scene.AsAsync(scene.Yusuf, (StepBack back) => back.RunAsync(page.Runners[0].PartId))).Refusal.ShouldBeOfType<NotFound>();
        (await GapsAsync()).ShouldBe(1);

        async Task<int> GapsAsync() => (await scene.AsAsync(Viewer.System, (DeliveryDueQueries q) => q.DueAsync(DeliveryScene.Today)))
            .Count(d => d.Kind == "session-needs-somebody" && d.InHandOf is null);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task MovesAndCatchUps_ShowWhoAskedAndAreNobodysFault(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var session = await scene.HeldAsync(scene.Amir, scene.Bo, scene.Cai);
        var group = scene.Session(session).ActivityId;
        Task<Outcome<Done>> Move(DateOnly on, WhoAsked? asked, int version = 1) => scene.AsAsync(scene.Moira, (MoveGroupSession move) => move.RunAsync(new GroupSessionMove(session, version, At(on), null, asked)));
        (await Move(DeliveryScene.First.AddDays(1), null)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Asked");
        (await Move(DeliveryScene.First.AddDays(1), WhoAsked.Person, 9)).Refusal.ShouldBeOfType<Stale>();
        DeliveryScene.Must(await Move(DeliveryScene.First.AddDays(1), WhoAsked.Person));
        var own = (await scene.AsAsync(scene.Amir, (MySessionQueries q) => q.MineAsync())).Past.Single();
        (own.Asked, own.WasAt!.Value.LondonDate()).ShouldBe((WhoAsked.Person, DeliveryScene.First));
        var other = await scene.SessionAsync(group, DeliveryScene.First.AddDays(14));
        (await scene.AsAsync(scene.Moira, (MovePlace move) => move.RunAsync(new PlaceMove(scene.Place(session, scene.Cai), session, WhoAsked.Person)))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("ToSessionId");
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (MovePlace move) => move.RunAsync(new PlaceMove(scene.Place(session, scene.Cai), other, WhoAsked.Officer))));
        (await scene.AsAsync(scene.Dee, (RegisterQueries q) => q.RegisterAsync(session)))!.Lines.Select(l => l.Name).ShouldBe(["Amir", "Bo"]);
        (await scene.AsAsync(scene.Dee, (RegisterQueries q) => q.RegisterAsync(other)))!.Lines.Select(l => l.Name).ShouldBe(["Cai"]);

        await scene.FactAsync(session, scene.Amir, AttendanceMark.Attended);
        await scene.FactAsync(session, scene.Bo, AttendanceMark.DidNotAttend);
        (await Move(DeliveryScene.First.AddDays(2), WhoAsked.Service, 2)).Refusal.ShouldBeOfType<AttendanceIsWritten>();
        (await scene.AsAsync(scene.Moira, (TakeOffList off) => off.RunAsync(scene.Place(session, scene.Bo), false))).Refusal.ShouldBeOfType<AttendanceIsWritten>();
        (await scene.AsAsync(scene.Moira, (CallOffSession off) => off.RunAsync(session, 2, "Too late."))).Refusal.ShouldBeOfType<SessionHasBegun>();
        var catchUp = DeliveryScene.Must(await scene.AsAsync(scene.Moira, (PlanSessions plan) => plan.RunAsync(new SessionPlan(group, At(DeliveryScene.First.AddDays(21)), null, CatchUpForId: session))));
        (await scene.AsAsync(scene.Moira, (GroupQueries q) => q.SessionAsync(catchUp)))!.People.Select(p => p.Name).ShouldBe(["Bo Cole"]);
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (TakeOffList off) => off.RunAsync(scene.Place(catchUp, scene.Bo), false))).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Requirement_SortsByDateOfficersAndOverlaps(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        Task<Outcome<Guid>> Record(NewRequirement input, Viewer? by = null) => scene.AsAsync(by ?? scene.Moira, (RecordRequirement use) => use.RunAsync(input));
        var start = new DateOnly(2026, 1, 5);
        var rar = new NewRequirement(scene.Amir.PersonId, scene.Scheme, "RAR", start, null, 10, null);
        (await Record(rar with { Type = "NONE" })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Type");
        (await Record(rar with { Length = null })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Length");
        (await Record(rar with { Length = 401 })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Length");
        (await Record(rar with { Type = "LIC" })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Length", "nothing is counted there");
        (await Record(rar with { To = start.AddDays(-1) })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("To");
        (await Record(rar with { OfficerId = scene.Dee.PersonId })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("OfficerId");
        (await Record(rar, scene.Dee)).Refusal.ShouldBeOfType<NotAllowed>();
        (await Record(rar, scene.Lorna)).Refusal.ShouldBeOfType<NotFound>("she does not supervise him");
        (await Record(rar with { PersonId = scene.Yusuf.PersonId })).Refusal.ShouldBeOfType<NotFound>("nobody the scheme works with");
        var id = DeliveryScene.Must(await Record(rar, scene.Graham));
        (await Record(rar)).Refusal.ShouldBeOfType<RequirementOverlaps>();

        // The list changes; what is written down keeps its meaning, and the same day counts as before.
        await using (var context = database.Everything())
        {
            var item = await context.Set<ReferenceItem>().SingleAsync(i => i.SchemeId == scene.Scheme && i.Kind == "requirement-types" && i.Code == "RAR");
            DeliveryScene.Must(await scene.AsAsync(scene.Moira, (EndReferenceItem end) => end.RunAsync(new ReferenceItemEnd(scene.Scheme, item.Id, new DateOnly(2026, 2, 28), item.Version))));
        }

        (await Record(rar with { PersonId = scene.Bo.PersonId, From = DeliveryScene.Today })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Type");
        DeliveryScene.Must(await Record(rar with { PersonId = scene.Bo.PersonId }));
        (await scene.ProgressAsync(scene.Amir)).Sort.ShouldBe("Rehabilitation activity requirement");

        (await scene.AsAsync(scene.Graham, (NameStandIn name) => name.RunAsync(id, 1, scene.Graham.PersonId))).Refusal.ShouldBeOfType<Invalid>();
        (await scene.AsAsync(scene.Moira, (NameStandIn name) => name.RunAsync(id, 1, scene.Lorna.PersonId))).Refusal.ShouldBeOfType<NotAllowed>();
        (await scene.AsAsync(scene.Lorna, (RequirementQueries q) => q.PersonAsync(scene.Amir.PersonId))).ShouldBeNull();
        DeliveryScene.Must(await scene.AsAsync(scene.Graham, (NameStandIn name) => name.RunAsync(id, 1, scene.Lorna.PersonId)));
        (await scene.AsAsync(scene.Lorna, (RequirementQueries q) => q.PersonAsync(scene.Amir.PersonId)))!.Requirements.Single().StandIn.ShouldBe("Lorna Tavener");
        (await scene.AsAsync(scene.Moira, (ChangeRequirement change) => change.RunAsync(new ChangedRequirement(id, 1, null, 20, null)))).Refusal.ShouldBeOfType<Stale>();
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (ChangeRequirement change) => change.RunAsync(new ChangedRequirement(id, 2, null, 20, scene.Lorna.PersonId))));
        (await scene.AsAsync(scene.Graham, (RequirementQueries q) => q.PersonAsync(scene.Amir.PersonId)))!.Requirements.ShouldBeEmpty("another officer's now");
        DeliveryScene.Must(await scene.AsAsync(scene.Lorna, (EndRequirement end) => end.RunAsync(id, 3, DeliveryScene.Today)));
        (await scene.AsAsync(scene.Lorna, (EndRequirement end) => end.RunAsync(id, 4, DeliveryScene.Today))).Refusal.ShouldBeOfType<RequirementHasEnded>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task LabelSunset_AndErasure_LeaveNothingToOthers(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var session = await scene.HeldAsync(scene.Amir, scene.Bo);
        foreach (var person in new[] { scene.Amir, scene.Bo })
        {
            var requirement = await scene.RequireAsync(person);
            await scene.FactAsync(session, person, AttendanceMark.DidNotAttend, "The bus.");
            DeliveryScene.Must(await scene.DecideAsync(requirement, session, person, "UAAB"));
        }

        var version = (await database.PersonAsync(scene.Amir.PersonId)).Version;
        DeliveryScene.Must(await scene.AsAsync(scene.Amir, (SetLabelSunset set) => set.RunAsync(new LabelSunset(version, DeliveryScene.Today))));
        (await scene.AsAsync(scene.Dee, (RegisterQueries q) => q.RegisterAsync(session)))!.Lines.Select(l => l.Name).ShouldBe(["Bo"]);
        (await scene.AsAsync(scene.Graham, (ComplianceQueries q) => q.QueueAsync())).People.Select(p => p.Name).ShouldBe(["Bo Cole", "Cai Finch"]);
        (await scene.AsAsync(scene.Moira, (RequirementQueries q) => q.PersonAsync(scene.Amir.PersonId)))!.Requirements.ShouldBeEmpty();
        (await scene.AsAsync(scene.Amir, (MySessionQueries q) => q.MineAsync())).Past.Single().Decisions.Count.ShouldBe(1, "his own is his");

        var holding = scene.HoldingOf(scene.Bo.PersonId);
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (EndRole end) => end.RunAsync(new RoleEnd(holding, 1, DeliveryScene.Today, ExitReason.MovedAway, new Decision(null, null)))));
        var lead = await database.AddPersonAsync("Roshni", "Pillai", scene.Roles["data-protection-lead"]);
        DeliveryScene.Must(await scene.AsAsync(new Viewer(lead, Hat.DataProtectionLead, [scene.Scheme]), (ErasePerson erase) =>
            erase.RunAsync(scene.Bo.PersonId, "They asked for it in writing last week.", ErasureGround.Asked)));
        await using var context = database.Everything();
        (await context.Requirements.CountAsync(r => r.PersonId == scene.Bo.PersonId)).ShouldBe(0);
        (await context.ComplianceDecisions.CountAsync(d => d.PersonId == scene.Bo.PersonId)).ShouldBe(0);
        (await context.Set<DecisionEntry>().CountAsync(d => d.PersonId == scene.Bo.PersonId)).ShouldBe(0);
        (await context.AttendanceFacts.CountAsync(f => f.PersonId == scene.Bo.PersonId)).ShouldBe(1, "that somebody was expected stays, without a name");
    }

    [Fact]
    public async Task Due_WhatWaits_IsToldToWhoeverItWaitsFor()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddDeliverySceneAsync();
        var session = await scene.HeldAsync(scene.Amir);
        await scene.RequireAsync(scene.Amir);
        var soon = await scene.SessionAsync(scene.Session(session).ActivityId, DeliveryScene.Today.AddDays(1));
        await scene.ExpectAsync(soon, scene.Bo);
        async Task<IReadOnlyList<(string, Guid?)>> Due(DateOnly on) =>
            [.. (await scene.AsAsync(Viewer.System, (DeliveryDueQueries q) => q.DueAsync(on))).Where(d => d.InHandOf is null).OrderBy(d => d.Kind, StringComparer.Ordinal).Select(d => (d.Kind, d.PersonId))];
        (await Due(DeliveryScene.Today)).ShouldBe([("register-open", scene.Dee.PersonId), ("something-planned-soon", scene.Bo.PersonId)]);
        await scene.FactAsync(session, scene.Amir, AttendanceMark.DidNotAttend);
        (await Due(DeliveryScene.Today)).ShouldBe([("something-planned-soon", scene.Bo.PersonId)]);
        (await Due(DeliveryScene.Today.AddDays(1))).ShouldContain(("attendance-to-decide", scene.Graham.PersonId));
        (await scene.AsAsync(scene.Graham, (DeliveryDueQueries q) => q.DueAsync(DeliveryScene.Today.AddDays(1)))).ShouldBeEmpty();
        DueKinds.Name("attendance-to-decide").ShouldBe("Something waits for your decision");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task MentorsGroup_WithoutASessionInTime_IsDueForTheCoordinator(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var counts = await scene.GroupAsync("Tuesday group", "RAR");
        (await scene.AsAsync(scene.Moira, (StartGroup start) => start.RunAsync(new NewGroup(scene.Scheme, "Group", scene.Site, true, ["RAR"], ForMentors: true)))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("ForMentors");
        (await RenameAsync(counts, 1, true)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("ForMentors");
        var group = await scene.GroupAsync("Walk");
        (await DueAsync(28)).ShouldBeEmpty("nobody said that it is theirs");
        DeliveryScene.Must(await RenameAsync(group, 1, true));
        (await scene.AsAsync(scene.Moira, (GroupQueries q) => q.GroupAsync(group)))!.Line.ForMentors.ShouldBeTrue();
        (await DueAsync(27)).ShouldBeEmpty();
        var on = DeliveryScene.Today.AddDays(28);
        (await DueAsync(28)).ShouldHaveSingleItem().ShouldBe(new Due($"group-supervision/{group}/{on:yyyy-MM-dd}", null, scene.Scheme, Hat.Coordinator, on, "group-supervision-due", $"/groups/{group}", Due.Nobody));
        DueKinds.Name("group-supervision-due").ShouldBe("Group supervision is due");

        var session = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(7));
        (await DueAsync(34)).ShouldBeEmpty();
        (await DueAsync(35)).ShouldHaveSingleItem().On.ShouldBe(DeliveryScene.Today.AddDays(35));
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (ChangeSetting change) => change.RunAsync(new SettingEdit(scene.Scheme, SettingKeys.SupervisionGroupIntervalDays, "14", "Agreed with the team in March", 0))));
        (await DueAsync(20)).ShouldBeEmpty();
        (await DueAsync(21)).ShouldHaveSingleItem();
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (CallOffSession off) => off.RunAsync(session, 1, "The heating has failed.")));
        (await DueAsync(14)).ShouldHaveSingleItem("one that is off was none");
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (EndGroup end) => end.RunAsync(group, 2)));
        (await DueAsync(28)).ShouldBeEmpty();

        Task<Outcome<Done>> RenameAsync(Guid id, int version, bool forMentors) => scene.AsAsync(scene.Moira, (RenameGroup rename) => rename.RunAsync(id, version, "Mentors’ morning", forMentors));
        async Task<IReadOnlyList<Due>> DueAsync(int days) =>
            [.. (await scene.AsAsync(Viewer.System, (DeliveryDueQueries q) => q.DueAsync(DeliveryScene.Today.AddDays(days)))).Where(d => d.Kind == "group-supervision-due")];
    }

    /// <summary>F10: whoever is down for a session of the mentors' own group was among others on that day.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task MentorsGroup_ItsSession_IsADayAmongOthers(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var group = DeliveryScene.Must(await scene.AsAsync(scene.Moira, (StartGroup start) => start.RunAsync(new NewGroup(scene.Scheme, "Mentors’ morning", scene.Site, false, [], ForMentors: true))));
        await scene.SessionAsync(group, DeliveryScene.Today.AddDays(-1));
        database.Clock.Advance(TimeSpan.FromDays(26));
        (await RaisedAsync()).ShouldBe(0);
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await RaisedAsync()).ShouldBe(1);
        (await scene.AsAsync(scene.Dee, (FlagQueries q) => q.MineAsync())).Single().Rule.ShouldBe(FlagRule.OnTheirOwn);

        async Task<int> RaisedAsync() => (await scene.AsAsync(Viewer.System, (RaiseFlags raise) => raise.RunAsync())).Value;
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Group_Renamed_AndAMovedPlacePutBack(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var group = await scene.GroupAsync("Tuesday group", "RAR");
        (await RenameAsync(scene.Moira, 1, " ")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Name");
        (await RenameAsync(scene.Moira, 9, "River group")).Refusal.ShouldBeOfType<Stale>();
        (await RenameAsync(scene.Dee, 1, "River group")).Refusal.ShouldBeOfType<NotFound>();
        DeliveryScene.Must(await RenameAsync(scene.Moira, 1, " River group "));
        (await scene.AsAsync(scene.Moira, (GroupQueries q) => q.GroupAsync(group)))!.Line.Name.ShouldBe("River group");

        var first = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(1));
        var second = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(8));
        await scene.ExpectAsync(first, scene.Amir);
        var place = scene.Place(first, scene.Amir);
        (await BackAsync(scene.Moira)).Refusal.ShouldBeOfType<PlaceWasNotMoved>();
        DeliveryScene.Must(await MoveAsync());
        (await BackAsync(scene.Dee)).Refusal.ShouldNotBeNull();
        DeliveryScene.Must(await BackAsync(scene.Moira));
        (await ExpectedAsync(first), await ExpectedAsync(second)).ShouldBe((1, 0));
        DeliveryScene.Must(await MoveAsync());
        DeliveryScene.Must(await BackAsync(scene.Moira, alsoTheOther: true));
        (await ExpectedAsync(first), await ExpectedAsync(second)).ShouldBe((1, 1));
        DeliveryScene.Must(await MoveAsync());
        database.Clock.Advance(TimeSpan.FromDays(9));
        DeliveryScene.Must(await scene.SaveAsync(second, scene.Dee, new AttendanceLine(scene.Place(second, scene.Amir), 0, AttendanceMark.Attended, null)));
        (await BackAsync(scene.Moira)).Refusal.ShouldBeOfType<AttendanceIsWritten>();

        Task<Outcome<Done>> RenameAsync(Viewer by, int version, string name) => scene.AsAsync(by, (RenameGroup rename) => rename.RunAsync(group, version, name, false));
        Task<Outcome<Done>> MoveAsync() => scene.AsAsync(scene.Moira, (MovePlace move) => move.RunAsync(new PlaceMove(place, second, WhoAsked.Person)));
        Task<Outcome<Done>> BackAsync(Viewer by, bool alsoTheOther = false) => scene.AsAsync(by, (PutPlaceBack back) => back.RunAsync(place, alsoTheOther));
        async Task<int> ExpectedAsync(Guid session)
        {
            await using var context = database.Everything();
            return await context.SessionPlaces.CountAsync(p => p.SessionId == session && p.MovedToId == null);
        }
    }
}
