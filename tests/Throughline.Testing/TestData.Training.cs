using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Training;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>
    /// The drugs team's scheme as its template brings it, with a site, a coordinator (Moira), a peer mentor (Dee), a training facilitator (Yusuf), and two
    /// people who have been offered a place (Ann and Bo).
    /// </summary>
    public static async Task<TrainingScene> AddTrainingSceneAsync(this TestDatabase database, string template = "drugs-team-peer-mentoring", string trainee = "trainee-peer-mentor", string peer = "peer-mentor")
    {
        var scheme = await database.SetUpSchemeAsync(template: template);
        Dictionary<string, RoleDefinition> roles;
        await using (var context = database.Everything())
        {
            roles = await context.RoleDefinitions.AsNoTracking().Where(r => r.SchemeId == scheme.Id).ToDictionaryAsync(r => r.Key);
        }

        var site = await database.DoAsync(scheme.Coordinator, (AddSite add) => add.RunAsync(new NewSite(scheme.Id, "Quay Street", "2 Quay Street", new DateOnly(2024, 9, 2))));
        var dee = await database.AddPersonAsync("Dee", "Marsh", roles[peer]);
        var yusuf = await database.AddPersonAsync("Yusuf", "Ereli", roles.GetValueOrDefault("training-facilitator") ?? roles["supervisor"]);
        await database.ClearAsync(dee, scheme.Id, ClearanceScopes.Groups);
        await database.ClearAsync(yusuf, scheme.Id, ClearanceScopes.Groups);
        var offered = new DateOnly(2025, 11, 3);
        var ann = await database.AddPersonAsync("Ann", "Birch", roles[trainee], RoleState.Offered, offered);
        var bo = await database.AddPersonAsync("Bo", "Cole", roles[trainee], RoleState.Offered, offered);
        return new TrainingScene(
            database, scheme.Id, site.Value, roles, roles[trainee], scheme.Coordinator,
            Viewer(dee, Hat.PeerWorker, scheme.Id), Viewer(yusuf, Hat.StaffColleague, scheme.Id), Viewer(ann, Hat.PeerWorker, scheme.Id), Viewer(bo, Hat.PeerWorker, scheme.Id));
    }
}

/// <summary>People around one course, and the steps that tests take with it. Today is Monday 2 March 2026.</summary>
public sealed record TrainingScene(
    TestDatabase Database, Guid Scheme, Guid Site, IReadOnlyDictionary<string, RoleDefinition> Roles, RoleDefinition Trainee,
    Viewer Coordinator, Viewer Peer, Viewer Facilitator, Viewer Ann, Viewer Bo)
{
    /// <summary>A Monday; twelve weekly sessions from here end on 16 February 2026.</summary>
    public static readonly DateOnly First = new(2025, 12, 1);

    public static readonly DateOnly Today = new(2026, 3, 2);

    public string Course => Roles.Values.First(r => r.MinTraining is not null).MinTraining!;

    public Task<T> AsAsync<TService, T>(Viewer viewer, Func<TService, Task<T>> work)
        where TService : notnull => Database.DoAsync(viewer, work);

    public async Task<Guid> PlanAsync(DateOnly? first = null, int places = 8, string name = "Winter course", string? programme = null) =>
        (await AsAsync(Coordinator, (PlanCohort plan) => plan.RunAsync(new NewCohort(
            Scheme, programme ?? Course, new CohortPlan(name, Site, places, first ?? First, new TimeOnly(10, 0), new TimeOnly(12, 30)))))).Value;

    public async Task<Outcome<Guid>> FacilitateAsync(Guid cohort, Viewer who) =>
        await AsAsync(Coordinator, (NameFacilitator name) => name.RunAsync(new NewFacilitator(cohort, HoldingOf(who.PersonId).Id)));

    public async Task<Outcome<Done>> OpenAsync(Guid cohort, string? reason = null)
    {
        var version = Cohort(cohort).Version;
        return await AsAsync(Coordinator, (OpenCohort open) => open.RunAsync(new CohortToOpen(cohort, version, reason)));
    }

    public async Task<Guid> RunningAsync(DateOnly? first = null, int places = 8, string name = "Winter course", string? programme = null)
    {
        var cohort = await PlanAsync(first, places, name, programme);
        Must(await FacilitateAsync(cohort, Peer));
        Must(await OpenAsync(cohort));
        return cohort;
    }

    public Task<Outcome<Guid>> TryEnrolAsync(Guid cohort, Viewer who, DateOnly? on = null) =>
        AsAsync(Coordinator, (EnrolPerson enrol) => enrol.RunAsync(new NewEnrolment(cohort, HoldingOf(who.PersonId).Id, on ?? First)));

    public async Task<Guid> EnrolAsync(Guid cohort, Viewer who, DateOnly? on = null) => Must(await TryEnrolAsync(cohort, who, on));

    public Task<Outcome<int>> RegisterAsync(Guid cohort, int number, Viewer? by = null, params RegisterMark[] marks) =>
        AsAsync(by ?? Coordinator, (KeepRegister keep) => keep.RunAsync(new RegisterSheet(Session(cohort, number), marks)));

    /// <summary>Somebody comes to the sessions given, or to all.</summary>
    public async Task ComeAsync(Guid cohort, Guid enrolment, IEnumerable<int>? numbers = null)
    {
        foreach (var number in numbers ?? Enumerable.Range(1, 12))
        {
            Must(await RegisterAsync(cohort, number, null, new RegisterMark(enrolment, Came.Came)));
        }
    }

    public async Task<Outcome<Guid>> CompleteAsync(Guid enrolment, DateOnly? on = null)
    {
        var version = Enrolment(enrolment).Version;
        return await AsAsync(Coordinator, (CompleteTraining complete) => complete.RunAsync(new TrainingDone(enrolment, version, on ?? Today)));
    }

    /// <summary>Somebody with a certificate, from nothing.</summary>
    public async Task<(Guid Cohort, Guid Enrolment, Guid Certificate)> FinishAsync(Viewer who, string name = "Winter course")
    {
        var cohort = await RunningAsync(name: name);
        var enrolment = await EnrolAsync(cohort, who);
        await ComeAsync(cohort, enrolment);
        return (cohort, enrolment, Must(await CompleteAsync(enrolment)));
    }

    public RoleHolding HoldingOf(Guid person)
    {
        using var context = Database.Everything();
        return context.RoleHoldings.AsNoTracking().Include(h => h.Moves.OrderBy(m => m.Number)).Where(h => h.PersonId == person).OrderByDescending(h => h.From).First();
    }

    public Cohort Cohort(Guid id)
    {
        using var context = Database.Everything();
        return context.Cohorts.AsNoTracking().Include(c => c.Sessions.OrderBy(s => s.Number)).Single(c => c.Id == id);
    }

    public Guid Session(Guid cohort, int number) => Cohort(cohort).Sessions[number - 1].Id;

    public Enrolment Enrolment(Guid id)
    {
        using var context = Database.Everything();
        return context.Enrolments.AsNoTracking().Include(e => e.Places.OrderBy(p => p.Number)).Single(e => e.Id == id);
    }

    public Certificate Certificate(Guid id)
    {
        using var context = Database.Everything();
        return context.Certificates.AsNoTracking().Single(c => c.Id == id);
    }

    public async Task WallAsync(Guid viewer, Guid subject) => await Database.WriteAsync("wall-raised", writing =>
    {
        writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), viewer, subject, writing.Now));
        return new Done();
    });

    public static T Must<T>(Outcome<T> outcome) =>
        outcome.Succeeded ? outcome.Value : throw new InvalidOperationException($"{outcome.Refusal!.Code}: {outcome.Refusal.Sentence}");
}
