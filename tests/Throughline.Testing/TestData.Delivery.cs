using Microsoft.EntityFrameworkCore;
using Throughline.Delivery;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>
    /// The probation scheme as its template brings it, with a coordinator (Moira), a peer mentor (Dee) and a colleague (Yusuf) who are cleared for groups, two
    /// officers (Graham and Lorna), and three people on probation under Graham (Amir, Bo, Cai).
    /// </summary>
    public static async Task<DeliveryScene> AddDeliverySceneAsync(this TestDatabase database)
    {
        var scheme = await database.SetUpSchemeAsync(template: "probation-peer-mentoring");
        Dictionary<string, RoleDefinition> roles;
        await using (var context = database.Everything())
        {
            roles = await context.RoleDefinitions.AsNoTracking().Where(r => r.SchemeId == scheme.Id).ToDictionaryAsync(r => r.Key);
        }

        async Task<Viewer> Add(string name, string family, string role, Hat hat) => new(await database.AddPersonAsync(name, family, roles[role]), hat, [scheme.Id]);
        var site = await database.DoAsync(scheme.Coordinator, (AddSite add) => add.RunAsync(new NewSite(scheme.Id, "The Boat Shed", "2 Quay Street", new DateOnly(2024, 9, 2))));
        var scene = new DeliveryScene(
            database, scheme.Id, site.Value, roles, scheme.Coordinator,
            await Add("Dee", "Marsh", "peer-mentor", Hat.PeerWorker),
            await Add("Yusuf", "Ereli", "team-member", Hat.StaffColleague),
            await Add("Graham", "Loft", "responsible-officer", Hat.ResponsibleOfficer),
            await Add("Lorna", "Tavener", "responsible-officer", Hat.ResponsibleOfficer),
            await Add("Amir", "Khan", "person-on-probation", Hat.Mentee),
            await Add("Bo", "Cole", "person-on-probation", Hat.Mentee),
            await Add("Cai", "Finch", "person-on-probation", Hat.Mentee));
        await database.ClearAsync(scene.Dee.PersonId, scheme.Id, ClearanceScopes.Groups);
        await database.ClearAsync(scene.Yusuf.PersonId, scheme.Id, ClearanceScopes.Groups);
        foreach (var person in new[] { scene.Amir, scene.Bo, scene.Cai })
        {
            await database.WriteAsync("supervision-begun", writing =>
            {
                var episode = SupervisionEpisode.Begin(writing.NewId(), person.PersonId, scheme.Id, "RAR", new DateOnly(2025, 6, 2), null, scene.Graham.PersonId).Value;
                writing.Context.Add(episode);
                return episode.Id;
            });
        }

        return scene;
    }
}

/// <summary>People around one group, and the steps that tests take with it. Now is 10:00 on Monday 2 March 2026.</summary>
public sealed record DeliveryScene(
    TestDatabase Database, Guid Scheme, Guid Site, IReadOnlyDictionary<string, RoleDefinition> Roles, Viewer Moira, Viewer Dee, Viewer Yusuf, Viewer Graham, Viewer Lorna,
    Viewer Amir, Viewer Bo, Viewer Cai)
{
    public static readonly DateOnly Today = new(2026, 3, 2);

    /// <summary>The day of the first session that has been: a Tuesday.</summary>
    public static readonly DateOnly First = new(2026, 2, 3);

    public Task<T> AsAsync<TService, T>(Viewer viewer, Func<TService, Task<T>> work)
        where TService : notnull => Database.DoAsync(viewer, work);

    public async Task<Guid> GroupAsync(string name = "Tuesday group", params string[] types) =>
        Must(await AsAsync(Moira, (StartGroup start) => start.RunAsync(new NewGroup(Scheme, name, Site, types.Length > 0, types))));

    /// <summary>A session from two to four in the afternoon, run by Dee.</summary>
    public async Task<Guid> SessionAsync(Guid group, DateOnly? on = null, int weeks = 1, bool sameAsBefore = false, bool run = true)
    {
        var session = Must(await AsAsync(Moira, (PlanSessions plan) => plan.RunAsync(
            new SessionPlan(group, new SessionTime(on ?? First, new TimeOnly(14, 0), new TimeOnly(16, 0)), null, weeks, sameAsBefore))));
        if (run && !sameAsBefore)
        {
            Must(await RunAsync(session, Dee, laterOnes: weeks > 1));
        }

        return session;
    }

    public Task<Outcome<int>> RunAsync(Guid session, Viewer who, bool laterOnes = false, Guid? inPlaceOf = null) =>
        AsAsync(Moira, (NameRunner name) => name.RunAsync(new NewRunner(session, HoldingOf(who.PersonId), laterOnes, inPlaceOf)));

    public async Task ExpectAsync(Guid session, params Viewer[] people) =>
        Must(await AsAsync(Moira, (ExpectPeople expect) => expect.RunAsync(new Expected(session, [.. people.Select(p => p.PersonId)]))));

    /// <summary>A group that counts, one session that has been, and who was expected at it.</summary>
    public async Task<Guid> HeldAsync(params Viewer[] people)
    {
        var session = await SessionAsync(await GroupAsync("Tuesday group", "RAR"));
        await ExpectAsync(session, people);
        return session;
    }

    public Task<Outcome<int>> SaveAsync(Guid session, Viewer by, params AttendanceLine[] lines) => AsAsync(by, (SaveAttendance save) => save.RunAsync(session, lines));

    /// <summary>Dee writes down what happened, on top of what is there.</summary>
    public async Task FactAsync(Guid session, Viewer person, AttendanceMark mark, string? told = null)
    {
        var (place, version) = (Place(session, person), Fact(session, person)?.Version ?? 0);
        Must(await SaveAsync(session, Dee, new AttendanceLine(place, version, mark, told)));
    }

    public async Task<Guid> RequireAsync(Viewer person, string type = "RAR", int? length = 10, DateOnly? from = null, DateOnly? to = null, Guid? officer = null) =>
        Must(await AsAsync(Moira, (RecordRequirement record) => record.RunAsync(new NewRequirement(person.PersonId, Scheme, type, from ?? new DateOnly(2026, 1, 5), to, length, officer))));

    public async Task<Outcome<Guid>> DecideAsync(Guid requirement, Guid session, Viewer person, string outcome, Viewer? by = null, Decision? decision = null)
    {
        var input = new ComplianceInput(requirement, Place(session, person), Fact(session, person)?.Version ?? 0, outcome, decision ?? TestData.Decision);
        return await AsAsync(by ?? Graham, (DecideCompliance decide) => decide.RunAsync(input));
    }

    public async Task<Outcome<Done>> AmendAsync(Guid requirement, Guid session, Viewer person, string outcome, Decision? decision = null, int? version = null)
    {
        var place = Place(session, person);
        await using var context = Database.Everything();
        var known = await context.ComplianceDecisions.Where(d => d.PlaceId == place && d.RequirementId == requirement).Select(d => d.Version).FirstOrDefaultAsync();
        var input = new ComplianceInput(requirement, place, Fact(session, person)?.Version ?? 0, outcome, decision ?? TestData.Decision);
        return await AsAsync(Graham, (AmendCompliance amend) => amend.RunAsync(input, version ?? known));
    }

    public async Task<RequirementLine> ProgressAsync(Viewer person) => (await AsAsync(person, (MySessionQueries mine) => mine.MineAsync())).Requirements[0];

    public Guid Place(Guid session, Viewer person)
    {
        using var context = Database.Everything();
        return context.SessionPlaces.Where(p => p.SessionId == session && p.PersonId == person.PersonId).Select(p => p.Id).FirstOrDefault();
    }

    public AttendanceFact? Fact(Guid session, Viewer person)
    {
        using var context = Database.Everything();
        return context.AttendanceFacts.AsNoTracking().Include(f => f.Versions.OrderBy(v => v.Number)).FirstOrDefault(f => f.SessionId == session && f.PersonId == person.PersonId);
    }

    public GroupSession Session(Guid id)
    {
        using var context = Database.Everything();
        return context.GroupSessions.AsNoTracking().Include(s => s.Moves.OrderBy(m => m.Number)).Single(s => s.Id == id);
    }

    public Guid HoldingOf(Guid person)
    {
        using var context = Database.Everything();
        return context.RoleHoldings.Where(h => h.PersonId == person).OrderByDescending(h => h.From).Select(h => h.Id).First();
    }

    public async Task WallAsync(Viewer viewer, Viewer subject) => await Database.WriteAsync("wall-raised", writing =>
    {
        writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), viewer.PersonId, subject.PersonId, writing.Now));
        return new Done();
    });

    public static T Must<T>(Outcome<T> outcome) =>
        outcome.Succeeded ? outcome.Value : throw new InvalidOperationException($"{outcome.Refusal!.Code}: {outcome.Refusal.Sentence}");
}
