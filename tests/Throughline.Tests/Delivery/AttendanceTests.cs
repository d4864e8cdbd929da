using Microsoft.EntityFrameworkCore;
using Throughline.Delivery;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Delivery;

[Trait("invariants", "INV-080 to INV-086, machine 8, scenario 12, E14")]
public sealed class AttendanceTests
{
    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Scenario12_PeerRecordsTheFact_AndNeverDecides(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var session = await scene.HeldAsync(scene.Amir);
        var requirement = await scene.RequireAsync(scene.Amir);
        (await scene.DecideAsync(requirement, session, scene.Amir, "UAAB")).Refusal.ShouldBeOfType<NoFactYet>();
        await scene.FactAsync(session, scene.Amir, AttendanceMark.DidNotAttend, "The bus was cancelled.");

        foreach (var hat in Enum.GetValues<Hat>().Where(h => h != Hat.ResponsibleOfficer))
        {
            (await scene.DecideAsync(requirement, session, scene.Amir, "UAAB", scene.Dee with { Hat = hat })).Refusal.ShouldBeOfType<NotAllowed>(hat.ToString());
        }

        (await scene.DecideAsync(requirement, session, scene.Amir, "UAAB", scene.Lorna)).Refusal.ShouldBeOfType<NotFound>("not their officer");
        (await scene.DecideAsync(requirement, session, scene.Amir, "ATTC")).Refusal.ShouldBe(new ContradictsFact(AttendanceMark.DidNotAttend));
        (await scene.DecideAsync(requirement, session, scene.Amir, "UAAB", decision: new Decision("Too short", null))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await scene.DecideAsync(requirement, session, scene.Amir, "XXXX")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Outcome");
        var queue = await scene.AsAsync(scene.Graham, (ComplianceQueries q) => q.QueueAsync());
        queue.Waiting.Select(w => (w.Name, w.Mark, w.DueBy)).ShouldBe([("Amir Khan", AttendanceMark.DidNotAttend, new DateOnly(2026, 3, 3))]);
        var page = (await scene.AsAsync(scene.Graham, (ComplianceQueries q) => q.FindAsync(requirement, scene.Place(session, scene.Amir))))!;
        (page.Versions[0].Told, page.Versions[0].By, page.EvidenceBy).ShouldBe(("The bus was cancelled.", "Dee Marsh", new DateOnly(2026, 2, 10)));
        page.Outcomes.Select(o => o.Code).ShouldNotContain("ATTC");

        DeliveryScene.Must(await scene.DecideAsync(requirement, session, scene.Amir, "AAAA", decision: new Decision("The buses were off.", null)));
        (await scene.DecideAsync(requirement, session, scene.Amir, "UAAB")).Refusal.ShouldBeOfType<AlreadyDecided>();
        var own = (await scene.AsAsync(scene.Amir, (MySessionQueries q) => q.MineAsync())).Past.Single();
        (own.Told, own.Decisions.Single().Outcome, own.Decisions.Single().Words).ShouldBe(("The bus was cancelled.", "Away for another good reason", "The buses were off."));
        (await scene.AsAsync(scene.Moira, (RequirementQueries q) => q.PersonAsync(scene.Amir.PersonId)))!.Counted.Single().Outcome.ShouldBeNull("what was decided is between the two");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Amend_AlwaysWithAReason_KeepsWhatWasDecided(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var session = await scene.HeldAsync(scene.Amir);
        var requirement = await scene.RequireAsync(scene.Amir);
        await scene.FactAsync(session, scene.Amir, AttendanceMark.Attended);
        (await scene.AmendAsync(requirement, session, scene.Amir, "AFTC", version: 1)).Refusal.ShouldBeOfType<NotDecidedYet>();
        DeliveryScene.Must(await scene.DecideAsync(requirement, session, scene.Amir, "ATTC", decision: new Decision(null, null)));
        (await scene.ProgressAsync(scene.Amir)).Words.ShouldBe("1 of 10 days");
        (await scene.AmendAsync(requirement, session, scene.Amir, "ATTC")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Outcome");
        (await scene.AmendAsync(requirement, session, scene.Amir, "ATSS", new Decision(null, null))).Refusal.ShouldBeOfType<Invalid>();
        (await scene.AmendAsync(requirement, session, scene.Amir, "AFTC", version: 7)).Refusal.ShouldBeOfType<Stale>();
        DeliveryScene.Must(await scene.AmendAsync(requirement, session, scene.Amir, "AFTC"));
        (await scene.ProgressAsync(scene.Amir)).Words.ShouldBe("0 of 10 days");
        var page = (await scene.AsAsync(scene.Graham, (ComplianceQueries q) => q.FindAsync(requirement, scene.Place(session, scene.Amir))))!;
        page.Entries.Select(e => (e.State, e.Outcome)).ShouldBe([(DecisionState.Amended, "Came but did not keep to the rules"), (DecisionState.Decided, "Came and took part")]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Correct_AfterADecision_WaitsAgainAndASessionThatDidNotHappenIsNobodysAbsence(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var session = await scene.HeldAsync(scene.Amir);
        var requirement = await scene.RequireAsync(scene.Amir);
        await scene.FactAsync(session, scene.Amir, AttendanceMark.DidNotAttend);
        DeliveryScene.Must(await scene.DecideAsync(requirement, session, scene.Amir, "UAAB"));
        (await scene.AsAsync(scene.Graham, (ComplianceQueries q) => q.QueueAsync())).Waiting.ShouldBeEmpty();

        await scene.FactAsync(session, scene.Amir, AttendanceMark.SessionDidNotHappen, "The door was locked.");
        scene.Fact(session, scene.Amir)!.Versions.Select(v => v.Mark).ShouldBe([AttendanceMark.DidNotAttend, AttendanceMark.SessionDidNotHappen]);
        (await scene.AsAsync(scene.Graham, (ComplianceQueries q) => q.QueueAsync())).Waiting.Single().WasDecided.ShouldBeTrue();
        (await scene.AsAsync(scene.Amir, (MySessionQueries q) => q.MineAsync())).Past.Single().Decisions.ShouldBeEmpty("what was decided about another fact does not hold");
        (await scene.AmendAsync(requirement, session, scene.Amir, "UAAB")).Refusal.ShouldBeOfType<NobodysAbsence>();
        (await scene.AmendAsync(requirement, session, scene.Amir, "ATTC")).Refusal.ShouldBeOfType<NobodysAbsence>();
        DeliveryScene.Must(await scene.AmendAsync(requirement, session, scene.Amir, "RSSR"));
        (await scene.AsAsync(scene.Graham, (ComplianceQueries q) => q.QueueAsync())).Waiting.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Save_FutureCalledOffForeignOrBehindAWall_IsRefused(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var group = await scene.GroupAsync("Tuesday group", "RAR");
        var (past, future) = (await scene.SessionAsync(group), await scene.SessionAsync(group, DeliveryScene.Today.AddDays(1)));
        await scene.ExpectAsync(past, scene.Amir, scene.Bo);
        AttendanceLine Line(Guid session, Viewer person, AttendanceMark? mark = AttendanceMark.Attended, string? told = null) => new(scene.Place(session, person), 0, mark, told);
        (await scene.SaveAsync(future, scene.Dee, Line(future, scene.Amir))).Refusal.ShouldBe(new SessionNotYet(DeliveryScene.Today.AddDays(1)));
        (await scene.SaveAsync(past, scene.Yusuf, Line(past, scene.Amir))).Refusal.ShouldBeOfType<NotFound>("he does not run it");
        (await scene.SaveAsync(past, scene.Graham, Line(past, scene.Amir))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.SaveAsync(past, scene.Amir, Line(past, scene.Amir))).Refusal.ShouldBeOfType<NotFound>("his own");
        (await scene.SaveAsync(past, scene.Dee, Line(past, scene.Amir, (AttendanceMark)9))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Lines[0].Mark");
        (await scene.SaveAsync(past, scene.Dee, Line(past, scene.Amir), Line(past, scene.Bo, told: new string('x', 501)))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Lines[1].Told");
        scene.Fact(past, scene.Amir).ShouldBeNull("all lines or none");

        await scene.WallAsync(scene.Dee, scene.Amir);
        (await scene.SaveAsync(past, scene.Dee, Line(past, scene.Amir))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.AsAsync(scene.Dee, (RegisterQueries q) => q.RegisterAsync(past)))!.Lines.Select(l => l.Name).ShouldBe(["Bo"]);
        (await scene.SaveAsync(past, scene.Dee, Line(past, scene.Bo))).Succeeded.ShouldBeTrue();
        (await scene.SaveAsync(past, scene.Moira, Line(past, scene.Amir))).Succeeded.ShouldBeTrue();

        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (CallOffSession off) => off.RunAsync(future, scene.Session(future).Version, "The heating has failed.")));
        database.Clock.Advance(TimeSpan.FromDays(2));
        (await scene.SaveAsync(future, scene.Dee, Line(future, scene.Bo))).Refusal.ShouldBeOfType<SessionIsOff>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Save_TwoAtATime_NamesTheConflictAndASecondSendIsHarmless(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var session = await scene.HeldAsync(scene.Amir, scene.Bo);
        var (amir, bo) = (scene.Place(session, scene.Amir), scene.Place(session, scene.Bo));
        DeliveryScene.Must(await scene.SaveAsync(session, scene.Dee, new AttendanceLine(amir, 0, AttendanceMark.AttendedLate, "The bus."), new AttendanceLine(bo, 0, null)));
        (await scene.SaveAsync(session, scene.Moira, new AttendanceLine(amir, 0, AttendanceMark.DidNotAttend), new AttendanceLine(bo, 0, AttendanceMark.Attended))).Refusal.ShouldBeOfType<SavedMeanwhile>();
        scene.Fact(session, scene.Bo).ShouldBeNull();
        DeliveryScene.Must(await scene.SaveAsync(session, scene.Moira, new AttendanceLine(amir, 0, AttendanceMark.AttendedLate), new AttendanceLine(bo, 0, AttendanceMark.Attended))).ShouldBe(2);
        DeliveryScene.Must(await scene.SaveAsync(session, scene.Moira, new AttendanceLine(amir, 0, AttendanceMark.AttendedLate, "The bus."), new AttendanceLine(bo, 0, AttendanceMark.Attended)));
        scene.Fact(session, scene.Amir)!.Version.ShouldBe(1);
        DeliveryScene.Must(await scene.SaveAsync(session, scene.Moira, new AttendanceLine(amir, 1, AttendanceMark.Attended)));
        var fact = scene.Fact(session, scene.Amir)!;
        (fact.State, fact.Version, fact.Versions.All(v => v.Told is not null)).ShouldBe((FactState.Corrected, 2, true), "what he told us stays");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Save_TwoHundredAtOnce_LosesAndDoublesNothing(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var group = await scene.GroupAsync("Tuesday group", "RAR");
        List<Guid> sessions = [];
        for (var at = 0; at < 10; at++)
        {
            sessions.Add(await scene.SessionAsync(group, DeliveryScene.First.AddDays(at)));
        }

        // Two hundred people, twenty at each of ten sessions, each saved by a post of its own; and every twentieth of them sent twice.
        List<(Guid Session, Guid Place)> places = await database.WriteAsync("people-expected", writing =>
        {
            List<(Guid, Guid)> made = [];
            foreach (var (id, at) in sessions.Select((id, at) => (id, at)))
            {
                var session = writing.Context.GroupSessions.Single(s => s.Id == id);
                for (var number = 0; number < 20; number++)
                {
                    var person = Person.Add(writing.NewId(), new PersonDetails($"Person {(at * 20) + number}", "Reed"), writing.Now).Value;
                    var place = new SessionPlace(writing.NewId(), session, person.Id);
                    writing.Context.AddRange(person, place);
                    made.Add((id, place.Id));
                }
            }

            return made;
        });
        var posts = places.Concat(places.Where((_, at) => at % 20 == 0)).Select((p, at) => Task.Run(() =>
            scene.SaveAsync(p.Session, at % 2 == 0 ? scene.Dee : scene.Moira, new AttendanceLine(p.Place, 0, AttendanceMark.Attended, "On time."))));
        var outcomes = await Task.WhenAll(posts);

        outcomes.Where(o => !o.Succeeded).Select(o => o.Refusal!.Code).ShouldBeEmpty();
        await using var context = database.Everything();
        (await context.AttendanceFacts.CountAsync()).ShouldBe(200);
        (await context.AttendanceFacts.Select(f => f.PlaceId).Distinct().CountAsync()).ShouldBe(200);
        (await context.Set<FactVersion>().CountAsync()).ShouldBe(200);
        (await context.AuditEvents.CountAsync(e => e.Name == "attendance-saved")).ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Days_TwiceOnOneDate_CountOnceAndNeverMoreThanTheLength(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        await scene.RequireAsync(scene.Amir, length: 2);
        var (counts, other) = (await scene.GroupAsync("Tuesday group", "RAR"), await scene.GroupAsync("Walking"));
        foreach (var (group, on) in new[] { (counts, 3), (counts, 3), (other, 4), (counts, 10) })
        {
            var session = await scene.SessionAsync(group, new DateOnly(2026, 2, on));
            await scene.ExpectAsync(session, scene.Amir);
            await scene.FactAsync(session, scene.Amir, AttendanceMark.LeftEarly);
            (await scene.ProgressAsync(scene.Amir)).Done.ShouldBe(on == 10 ? 2 : 1);
        }

        var third = await scene.SessionAsync(counts, new DateOnly(2026, 2, 17));
        await scene.ExpectAsync(third, scene.Amir);
        await scene.FactAsync(third, scene.Amir, AttendanceMark.Attended);
        (await scene.ProgressAsync(scene.Amir)).Words.ShouldBe("2 of 2 days");
        foreach (var viewer in new[] { scene.Graham, scene.Moira })
        {
            (await scene.AsAsync(viewer, (RequirementQueries q) => q.PersonAsync(scene.Amir.PersonId)))!.Requirements.Single().Words.ShouldBe("2 of 2 days");
        }

        (await scene.AsAsync(scene.Graham, (ComplianceQueries q) => q.QueueAsync())).Waiting.ShouldNotContain(w => w.Group == "Walking", "no officer is told of what people do by choice");
    }
}
