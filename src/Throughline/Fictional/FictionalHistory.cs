using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Fictional;

/// <summary>
/// Turns the files into acts on days, and does them in the order of the days through the use cases that people use, each as the person who would
/// have done it, with the clock on that day. Only what no form can do is done as the system: the organisation as it was before the first scheme,
/// setting up the schemes, entering staff, and what came before the first day.
/// </summary>
internal sealed partial class FictionalHistory
{
    private const int LatelyDays = 27;

    private static readonly TimeOnly OfficeOpens = new(9, 5);
    private static readonly TimeOnly Evening = new(19, 30);

    private readonly IServiceProvider services;
    private readonly IDatabaseEngine engine;
    private readonly FictionalClock clock;
    private readonly FictionalContent content;
    private readonly DateOnly anchor;
    private readonly DateOnly begins;
    private readonly List<Step> steps = [];
    private readonly Dictionary<string, Guid> people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> schemes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> roles = new(StringComparer.Ordinal);
    private readonly Dictionary<RoleEntry, Guid> holdings = [];

    public FictionalHistory(IServiceProvider services, IDatabaseEngine engine, FictionalClock clock, FictionalContent content, DateOnly anchor)
    {
        (this.services, this.engine, this.clock, this.content, this.anchor) = (services, engine, clock, content, anchor);
        begins = WorkingDay(content.Service.Begins);
    }

    public async Task WriteAsync(CancellationToken cancellation)
    {
        PlanSchemes();
        foreach (var person in content.Everybody)
        {
            PlanPerson(person, isStaff: content.Staff.Contains(person));
        }

        PlanWindows();
        PlanClearances();
        PlanActs();
        PlanStories();
        PlanTraining();
        PlanTrust();
        PlanPlaces();
        PlanMentoring();
        PlanDelivery();
        PlanProgrammes();
        PlanSurveys();
        PlanSafeguarding();
        PlanRecognition();
        PlanSupport();
        PlanExpenses();
        PlanConcerns();

        DateOnly day = default;
        DateTimeOffset at = default;
        foreach (var step in steps.OrderBy(s => s.Day).ThenBy(s => s.InTheEvening))
        {
            cancellation.ThrowIfCancellationRequested();
            var earliest = step.Day.StartInLondon().Add((step.InTheEvening ? Evening : OfficeOpens).ToTimeSpan());
            at = step.Day == day && at.AddMinutes(1) > earliest ? at.AddMinutes(1) : earliest;
            day = step.Day;
            clock.Instant = at;
            await step.Act();
        }
    }

    private void PlanSchemes()
    {
        var organisation = content.Service.Organisation;
        Plan(begins, () => AsAsync<UnitOfWork, Done>(Viewer.System, unit => unit.RunAsync<Done>(new Act("organisation-founded"), writing =>
        {
            var founded = Organisation.Found(writing.NewId(), organisation[0].Name, organisation[0].Kind, Day(organisation[0].On));
            writing.Context.Add(founded.Value);
            return Task.FromResult<Outcome<Done>>(new Done());
        })));
        foreach (var scheme in content.Service.Schemes)
        {
            Plan(begins, async () =>
            {
                var template = SchemeTemplates.Newest.Single(t => t.Id == scheme.Template);
                var id = schemes[scheme.Key] = await AsAsync<SetUpScheme, Guid>(Viewer.System, use => use.RunAsync(new NewScheme(
                    template.Id, template.Version, scheme.Name, Day(scheme.From), RunIt: false)));
                await using var context = engine.OpenReader(Viewer.System);
                foreach (var role in await context.RoleDefinitions.AsNoTracking().Where(r => r.SchemeId == id).Select(r => new { r.Id, r.Key }).ToListAsync())
                {
                    roles[$"{scheme.Key}/{role.Key}"] = role.Id;
                }

                foreach (var site in scheme.Sites)
                {
                    var place = await AsAsync<AddSite, Guid>(Viewer.System, use => use.RunAsync(new NewSite(id, site.Name, site.Address, Day(site.From))));
                    foreach (var team in site.Teams)
                    {
                        await AsAsync<AddTeam, Guid>(Viewer.System, use => use.RunAsync(new NewTeam(id, place, team, Day(site.From))));
                    }
                }
            });
        }

        for (var spell = 1; spell < organisation.Count; spell++)
        {
            var (change, version) = (organisation[spell], spell);
            Plan(WorkingDay(change.On), () => AsAsync<SucceedOrganisation, Done>(Viewer.System, use => use.RunAsync(new OrganisationEdit(change.Name, change.Kind, Day(change.On), version))));
        }
    }

    private void PlanPerson(FictionalPerson person, bool isStaff)
    {
        foreach (var role in person.Roles)
        {
            var first = role == person.Roles[0];
            var steps = role.Steps;
            var start = steps[0];
            Task<Viewer> Enters() => isStaff ? Task.FromResult(Viewer.System) : RunsAsync(role.Scheme);
            Plan(WorkingDay(start.On), async () =>
            {
                if (start.State == RoleState.Applied && ApplicationOf(person, role) is { } application)
                {
                    await ApplyAsync(person, role, application);
                    return;
                }

                var viewer = await Enters();
                Guid? supervisor = start.State.IsActive() && role.Supervisor is { } named ? people[named] : null;
                if (first)
                {
                    var details = new PersonDetails(person.Name, person.Family, person.Pronouns);
                    people[person.Key] = await AsAsync<AddPerson, Guid>(viewer, use => use.RunAsync(
                        new NewPerson(details, roles[role.Role], start.State, OnDay(start.On), person.Contact, supervisor)));
                    await using var context = engine.OpenReader(Viewer.System);
                    holdings[role] = await context.RoleHoldings.Where(h => h.PersonId == people[person.Key]).Select(h => h.Id).SingleAsync();
                }
                else
                {
                    holdings[role] = await AsAsync<TakeUpRole, Guid>(viewer, use => use.RunAsync(
                        new NewRole(people[person.Key], roles[role.Role], start.State, OnDay(start.On), RosteredHours: role.Hours, SupervisorId: supervisor)));
                }
            });
            PlanCriterion(role, start.On);
            PlanSupervisor(role, steps);
            PlanManager(role);
            foreach (var (before, step) in steps.Zip(steps.Skip(1)).Where(pair => !IsMadeByACourse(person, role, pair.Second.State)))
            {
                if (step.State is (RoleState.Applied or RoleState.Offered or RoleState.NotThisTime) && ApplicationOf(person, role) is { } application)
                {
                    Plan(WorkingDay(step.On), () => step.State == RoleState.Applied ? ApplyAsync(person, role, application) : AnswerAsync(role, application));
                    continue;
                }

                // Accepting a step of trust is what takes a role from supervised to solo.
                if (before.State == RoleState.ActiveSupervised && step.State == RoleState.ActiveSolo)
                {
                    continue;
                }

                Plan(WorkingDay(step.On), async () => await MoveAsync(role, step, await Enters()));
            }

            PlanApplication(person, role);
        }
    }

    private void PlanCriterion(RoleEntry role, int on)
    {
        var scheme = content.Service.Schemes.Single(s => s.Key == role.Scheme);
        var definition = SchemeTemplates.Newest.Single(t => t.Id == scheme.Template).Roles.Single(r => r.Key == role.RoleKey);
        if (definition.LivedExperienceRequired)
        {
            Plan(WorkingDay(on), async () =>
                await AsAsync<ConfirmCriterion, Done>(await RunsAsync(role.Scheme), async use => await use.RunAsync(new MetCriterion(holdings[role], await VersionAsync(role)))));
        }
    }

    private void PlanSupervisor(RoleEntry role, IReadOnlyList<(RoleState State, int On, ExitReason? Exit)> steps)
    {
        if (role.Supervisor is { } supervisor)
        {
            var on = steps.FirstOrDefault(s => s.State is not (RoleState.Interested or RoleState.Applied or RoleState.Offered), steps[0]).On;
            Plan(WorkingDay(on), async () => await AsAsync<NameSupervisor, Done>(await RunsAsync(role.Scheme), async use =>
                await use.RunAsync(new NamedSupervisor(holdings[role], await VersionAsync(role), people[supervisor]))));
        }
    }

    // Who manages whom on the staff was written down when the channel for concerns was to open.
    private void PlanManager(RoleEntry role)
    {
        if (role.Manager is { } manager)
        {
            Plan(WorkingDay(-250), async () => await AsAsync<NameManager, Done>(await RunsAsync(role.Scheme), async use =>
                await use.RunAsync(new NamedManager(holdings[role], await VersionAsync(role), people[manager]))));
        }
    }

    private async Task MoveAsync(RoleEntry role, (RoleState State, int On, ExitReason? Exit) step, Viewer viewer)
    {
        var (id, version, on) = (holdings[role], await VersionAsync(role), OnDay(step.On));
        switch (step.State)
        {
            case RoleState.Ended:
                var ending = role.Ending;
                await AsAsync<EndRole, Done>(viewer, use => use.RunAsync(new RoleEnd(id, version, on, step.Exit!.Value, new Decision(ending?.Reason, ending?.LookedAt))));
                break;
            case RoleState.Paused:
                var pause = role.Pause!;
                await AsAsync<PauseRole, Done>(viewer, use => use.RunAsync(
                    new RolePause(id, version, on, people[pause.Support], OnDay(pause.Review), new Decision(pause.Reason, pause.LookedAt))));
                break;
            case RoleState.NotThisTime:
                var declined = role.Declined!;
                await AsAsync<DeclineApplication, Done>(viewer, use => use.RunAsync(
                    new NotThisTimeAnswer(id, version, Day(declined.Reapply), new Decision(declined.Feedback, "The application, and the talk we had about it."))));
                break;
            default:
                await AsAsync<MoveRole, Done>(Day(step.On) < begins ? Viewer.System : viewer, use => use.RunAsync(new RoleStep(id, version, step.State, on)));
                break;
        }
    }

    private void PlanActs()
    {
        var acts = content.Acts;
        foreach (var tie in acts.Relationships)
        {
            Plan(WorkingDay(tie.On), async () => await AsAsync<DeclareRelationship, Done>(
                await WearsAsync(tie.By, Hat.Coordinator), use => use.RunAsync(new NewRelationship(people[tie.Person], people[tie.Other], tie.Kind))));
        }

        foreach (var quiet in acts.NoContact)
        {
            Plan(WorkingDay(quiet.On), async () => await AsAsync<ChangeContact, Done>(await WearsAsync(quiet.By, Hat.Coordinator), async use =>
                await use.RunAsync(new ChangedContact(people[quiet.Person], await PersonVersionAsync(quiet.Person), null, NoContact: true))));
        }

        foreach (var wish in acts.Aspirations)
        {
            PlanOwn(wish.Person, wish.On, async viewer => await AsAsync<RecordAspiration, Guid>(viewer, use => use.RunAsync(new NewAspiration(null, wish.Words, wish.Told))));
        }

        foreach (var sunset in acts.LabelSunsets)
        {
            PlanOwn(sunset.Person, sunset.Set, async viewer => await AsAsync<SetLabelSunset, Done>(viewer, async use =>
                await use.RunAsync(new LabelSunset(await PersonVersionAsync(sunset.Person), Day(sunset.From)))));
        }

        foreach (var wall in acts.Walls)
        {
            PlanOwn(wall.Person, wall.Declared, viewer => AsAsync<DeclareConflict, Done>(viewer, use => use.RunAsync(new CloseToMe(wall.Name))));
            Plan(WorkingDay(wall.Assessed), async () =>
            {
                var (id, version) = await ConflictAsync(wall.Person);
                await AsAsync<AssessConflict, Done>(await WearsAsync(wall.Coordinator, Hat.Coordinator), use => use.RunAsync(new Assessment(id, version, [people[wall.Confirmed]])));
            });
            Plan(WorkingDay(wall.Planned), async () =>
            {
                var (id, version) = await ConflictAsync(wall.Person);
                await AsAsync<SetWallPlan, Done>(await WearsAsync(wall.Coordinator, Hat.Coordinator), use => use.RunAsync(new WallPlan(id, version, wall.Plan, Day(wall.Review))));
            });
        }
    }

    private void Plan(DateOnly day, Func<Task> act) => steps.Add(new Step(day < begins ? begins : day, false, act));

    // People write at home, in the evening, on any day of the week.
    private void PlanOwn(string person, int on, Func<Viewer, Task> act) =>
        steps.Add(new Step(Day(on), true, async () => await act(await WearsAsync(person, Hat.PeerWorker, Hat.Mentee, Hat.Coordinator))));

    // What is long past falls on the same days of the week whatever day it is today, so that nothing that waits for something else comes before it.
    private DateOnly Day(int offset) => (offset < -LatelyDays ? anchor.AddDays(-(((int)anchor.DayOfWeek + 6) % 7)) : anchor).AddDays(offset);

    private DateOnly OnDay(int offset) => WorkingDay(offset);

    private DateOnly WorkingDay(int offset)
    {
        var day = Day(offset);
        return day.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.AddDays(-1),
            DayOfWeek.Sunday => day.AddDays(-2),
            _ => day,
        };
    }

    private Task<Viewer> RunsAsync(string scheme)
    {
        var coordinator = content.Staff.First(p => p.Roles.Exists(r => r.Role == $"{scheme}/coordinator"));
        return WearsAsync(coordinator.Key, Hat.Coordinator);
    }

    private async Task<Viewer> WearsAsync(string person, params Hat[] hats)
    {
        var id = people[person];
        var held = await WithAsync<HatQueries, IReadOnlyList<HeldHat>>(Viewer.System, hatsOf => hatsOf.OfAsync(id));
        var worn = hats.Select(hat => held.FirstOrDefault(h => h.Hat == hat)).FirstOrDefault(h => h is not null)
            ?? throw new InvalidOperationException($"{person} holds none of {string.Join(", ", hats)} on {clock.Today():O}.");
        return new Viewer(id, worn.Hat, worn.SchemeIds);
    }

    private async Task<int> VersionAsync(RoleEntry role)
    {
        await using var context = engine.OpenReader(Viewer.System);
        var id = holdings[role];
        return await context.RoleHoldings.Where(h => h.Id == id).Select(h => h.Version).SingleAsync();
    }

    private async Task<int> PersonVersionAsync(string person)
    {
        await using var context = engine.OpenReader(Viewer.System);
        var id = people[person];
        return await context.People.Where(p => p.Id == id).Select(p => p.Version).SingleAsync();
    }

    private async Task<(Guid Id, int Version)> ConflictAsync(string person)
    {
        await using var context = engine.OpenReader(Viewer.System);
        var id = people[person];
        var conflict = await context.Conflicts.Where(c => c.PersonId == id).Select(c => new { c.Id, c.Version }).SingleAsync();
        return (conflict.Id, conflict.Version);
    }

    private async Task<T> AsAsync<TUseCase, T>(Viewer viewer, Func<TUseCase, Task<Outcome<T>>> use)
        where TUseCase : notnull
    {
        var outcome = await WithAsync(viewer, use);
        return outcome.Succeeded
            ? outcome.Value
            : throw new InvalidOperationException($"{typeof(TUseCase).Name} on {clock.Today():O}, {viewer.Hat}: {outcome.Refusal!.Code}: {outcome.Refusal.Sentence}");
    }

    private async Task<T> WithAsync<TService, T>(Viewer viewer, Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = viewer;
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private sealed record Step(DateOnly Day, bool InTheEvening, Func<Task> Act);
}
