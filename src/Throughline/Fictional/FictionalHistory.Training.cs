using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Training;

namespace Throughline.Fictional;

internal sealed partial class FictionalHistory
{
    private static readonly TimeOnly CourseBegins = new(10, 0);
    private static readonly TimeOnly CourseEnds = new(12, 30);

    private readonly Dictionary<string, Guid> courses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> enrolments = new(StringComparer.Ordinal);

    /// <summary>Whether a step of a path is made by a course: a place begins training, finishing ends it.</summary>
    private bool IsMadeByACourse(FictionalPerson person, RoleEntry role, RoleState state) =>
        state is RoleState.InTraining or RoleState.TrainedAwaitingClearance
        && content.Training.Courses.Exists(c => c.Scheme == role.Scheme && c.People.Exists(p => p.Person == person.Key));

    private void PlanTraining()
    {
        foreach (var course in content.Training.Courses)
        {
            PlanCourse(course);
        }

        foreach (var before in content.Training.Elsewhere)
        {
            var role = content.PeerWorkers.Single(p => p.Key == before.Person).Roles.Single(r => r.Role == before.Role);
            Plan(WorkingDay(before.On), async () => await AsAsync<RecordTrainingElsewhere, Done>(await WearsAsync(before.By, Hat.Coordinator), async use =>
                await use.RunAsync(new NewTrainingElsewhere(holdings[role], await VersionAsync(role), Day(before.Finished), before.Words))));
        }
    }

    private void PlanCourse(CourseEntry course)
    {
        var first = WorkingDay(course.First);
        var template = SchemeTemplates.Newest.Single(t => t.Id == content.Service.Schemes.Single(s => s.Key == course.Scheme).Template);
        Plan(WorkingDay(course.Planned ?? course.First - 21), async () =>
        {
            var runs = await RunsAsync(course.Scheme);
            Guid site;
            await using (var context = engine.OpenReader(Viewer.System))
            {
                site = await context.Set<Site>().Where(s => s.SchemeId == schemes[course.Scheme] && s.Name == course.Site).Select(s => s.Id).SingleAsync();
            }

            courses[course.Key] = await AsAsync<PlanCohort, Guid>(runs, use => use.RunAsync(new NewCohort(
                schemes[course.Scheme], template.Training[0].Key, new CohortPlan(course.Name, site, 8, first, CourseBegins, CourseEnds))));
            foreach (var person in course.Runs)
            {
                await ClearForGroupsAsync(course, person, runs);
                var named = (await WithAsync<TrainingQueries, IReadOnlyList<FacilitatorOption>>(runs, training => training.FacilitatorOptionsAsync(courses[course.Key])))
                    .First(o => o.Name == content.Everybody.Where(p => p.Key == person).Select(p => $"{p.Name} {p.Family}").Single());
                await AsAsync<NameFacilitator, Guid>(runs, use => use.RunAsync(new NewFacilitator(courses[course.Key], named.HoldingId)));
            }
        });
        foreach (var person in course.People)
        {
            PlanPlace(course, person);
        }

        if (course.First >= 0)
        {
            return;
        }

        Plan(first, async () => await AsAsync<OpenCohort, Done>(await RunsAsync(course.Scheme), async use =>
            await use.RunAsync(new CohortToOpen(courses[course.Key], await CourseVersionAsync(course), course.WithoutPeer))));
        for (var session = 1; session <= template.Training[0].Sessions.Count && course.First + (7 * (session - 1)) < 0; session++)
        {
            if (!course.Unkept.Contains(session))
            {
                PlanRegister(course, session, first.AddDays(7 * (session - 1)));
            }
        }

        if (course.Over is { } over)
        {
            Plan(WorkingDay(over), async () => await AsAsync<FinishCohort, Done>(await RunsAsync(course.Scheme), async use =>
                await use.RunAsync(courses[course.Key], await CourseVersionAsync(course))));
        }
    }

    // Whoever runs a course is cleared for groups until well after it; a clearance they have already is not recorded twice.
    private async Task ClearForGroupsAsync(CourseEntry course, string person, Viewer runs)
    {
        await using var context = engine.OpenReader(Viewer.System);
        if (!await context.IsClearedAsync(people[person], ClearanceScopes.Groups, WorkingDay(course.First + 90)))
        {
            var from = clock.Today().AddDays(-30);
            await AsAsync<RecordClearance, Done>(runs, use => use.RunAsync(new RecordedClearance(people[person], schemes[course.Scheme], [ClearanceScopes.Groups], from, from.AddYears(3))));
        }
    }

    private void PlanPlace(CourseEntry course, PlaceEntry place)
    {
        var role = content.PeerWorkers.Single(p => p.Key == place.Person).Roles.First(r => r.Scheme == course.Scheme && r.Steps.Any(s => s.State == RoleState.InTraining));
        var steps = role.Steps;
        var came = content.Training.Courses.Any(c => c.People.Exists(p => p.Person == place.Person && p.Later?.To == course.Key));
        if (!came)
        {
            var on = steps.First(s => s.State == RoleState.InTraining).On;
            Plan(WorkingDay(on), async () => enrolments[place.Person] = await AsAsync<EnrolPerson, Guid>(
                await RunsAsync(course.Scheme), use => use.RunAsync(new NewEnrolment(courses[course.Key], holdings[role], OnDay(on)))));
        }

        if (place.Later is { } later)
        {
            Plan(WorkingDay(later.On), async () => await AsAsync<DeferTraining, Done>(await RunsAsync(course.Scheme), async use =>
                await use.RunAsync(new TrainingDeferral(enrolments[place.Person], await EnrolmentVersionAsync(place.Person), courses[later.To], later.Words))));
        }
        else if (steps.Where(s => s.State == RoleState.TrainedAwaitingClearance).Select(s => (int?)s.On).FirstOrDefault() is { } trained)
        {
            Plan(WorkingDay(trained), async () => await AsAsync<CompleteTraining, Guid>(await RunsAsync(course.Scheme), async use =>
                await use.RunAsync(new TrainingDone(enrolments[place.Person], await EnrolmentVersionAsync(place.Person), OnDay(trained)))));
        }
    }

    // Whoever stands first keeps the register in the evening, when everybody has gone home.
    private void PlanRegister(CourseEntry course, int session, DateOnly on) => steps.Add(new Step(on, true, async () =>
    {
        Guid id;
        List<Guid> listed;
        await using (var context = engine.OpenReader(Viewer.System))
        {
            context.Now = clock.Now();
            var found = await context.TrainingSessions.AsNoTracking().SingleAsync(s => s.CohortId == courses[course.Key] && s.Number == session);
            id = found.Id;
            listed = await context.EnrolmentPlaces.Where(p => p.CohortId == found.CohortId && p.From <= found.On && (p.To == null || p.To >= found.On)).Select(p => p.EnrolmentId).ToListAsync();
        }

        var marks = course.People.Where(p => enrolments.TryGetValue(p.Person, out var enrolment) && listed.Contains(enrolment)).Select(place =>
        {
            var missed = place.Missed.Find(m => m.Session == session);
            return missed is null
                ? new RegisterMark(enrolments[place.Person], Came.Came)
                : new RegisterMark(enrolments[place.Person], missed.CaughtUp ? Came.CaughtUp : Came.DidNotCome, missed.Said, missed.Words);
        });
        var led = people[course.Runs[(session - 1) % course.Runs.Count]];
        await AsAsync<KeepRegister, int>(
            await WearsAsync(course.Runs[0], Hat.StaffColleague, Hat.PeerWorker), use => use.RunAsync(new RegisterSheet(id, [.. marks], [led])));
    }));

    private async Task<int> CourseVersionAsync(CourseEntry course)
    {
        await using var context = engine.OpenReader(Viewer.System);
        var id = courses[course.Key];
        return await context.Cohorts.Where(c => c.Id == id).Select(c => c.Version).SingleAsync();
    }

    private async Task<int> EnrolmentVersionAsync(string person)
    {
        await using var context = engine.OpenReader(Viewer.System);
        var id = enrolments[person];
        return await context.Enrolments.Where(e => e.Id == id).Select(e => e.Version).SingleAsync();
    }
}
