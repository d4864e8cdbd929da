using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Throughline.Delivery;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;

namespace Throughline.Fictional;

// Groups, who came, and what officers decided: each as the person who would have done it.
internal sealed partial class FictionalHistory
{
    private readonly Dictionary<string, Guid> requirements = new(StringComparer.Ordinal);

    private void PlanDelivery()
    {
        foreach (var entry in content.Delivery.Requirements)
        {
            Plan(WorkingDay(entry.On), async () =>
            {
                var (runs, scheme) = (await RunsAsync("licence"), schemes["licence"]);
                await AsAsync<BeginSupervision, Guid>(runs, use => use.RunAsync(
                    new NewSupervision(people[entry.Person], scheme, entry.Type, Day(entry.From), entry.Until is { } end ? Day(end) : null, people[entry.Officer])));
                requirements[entry.Person] = await AsAsync<RecordRequirement, Guid>(await WearsAsync(entry.Officer, Hat.ResponsibleOfficer), use => use.RunAsync(
                    new NewRequirement(people[entry.Person], scheme, entry.Type, Day(entry.From), entry.Until is { } until ? Day(until) : null, entry.Length, null)));
            });
        }

        foreach (var group in content.Delivery.Groups)
        {
            PlanGroup(group);
        }
    }

    private void PlanGroup(GroupEntry group)
    {
        var first = WorkingDay(group.First);
        Dictionary<int, Guid> sessions = [];
        Plan(WorkingDay(group.Planned), async () =>
        {
            var runs = await RunsAsync(group.Scheme);
            Guid site;
            await using (var context = engine.OpenReader(Viewer.System))
            {
                site = await context.Set<Site>().Where(s => s.SchemeId == schemes[group.Scheme] && s.Name == group.Site).Select(s => s.Id).SingleAsync();
            }

            var id = await AsAsync<StartGroup, Guid>(runs, use => use.RunAsync(new NewGroup(schemes[group.Scheme], group.Name, site, group.Counts.Count > 0, group.Counts, group.ForMentors)));
            await AsAsync<PlanSessions, Guid>(runs, use => use.RunAsync(new SessionPlan(id, new SessionTime(first, Time(group.From), Time(group.To)), null, group.Weeks)));
            await using (var context = engine.OpenReader(Viewer.System))
            {
                foreach (var (session, at) in (await context.GroupSessions.AsNoTracking().Where(s => s.ActivityId == id).OrderBy(s => s.StartsAt).Select(s => s.Id).ToListAsync()).Select((s, at) => (s, at)))
                {
                    sessions[at + 1] = session;
                }
            }

            foreach (var person in group.Runs)
            {
                await ClearForGroupAsync(group, person, runs);
                var choice = (await WithAsync<GroupQueries, IReadOnlyList<RunnerChoice>>(runs, groups => groups.RunnersAsync(sessions[1])))
                    .First(c => c.Name == content.Everybody.Where(p => p.Key == person).Select(p => $"{p.Name} {p.Family}").Single());
                await AsAsync<NameRunner, int>(runs, use => use.RunAsync(new NewRunner(sessions[1], choice.HoldingId, LaterOnes: true)));
            }
        });
        foreach (var joining in group.People.GroupBy(p => p.Since).OrderBy(g => g.Key))
        {
            Plan(joining.Key == 1 ? WorkingDay(group.Planned) : first.AddDays((7 * (joining.Key - 1)) - 4), async () => await AsAsync<ExpectPeople, int>(
                await RunsAsync(group.Scheme), use => use.RunAsync(new Expected(sessions[joining.Key], [.. joining.Select(p => people[p.Person])]))));
        }

        foreach (var move in group.Moved)
        {
            var on = first.AddDays(7 * (move.Session - 1));
            Plan(on.AddDays(-1), async () => await AsAsync<MoveGroupSession, Done>(await RunsAsync(group.Scheme), use => use.RunAsync(
                new GroupSessionMove(sessions[move.Session], 1, new SessionTime(on, Time(move.From), Time(move.To)), null, move.Asked))));
        }

        for (var number = 1; number <= group.Weeks; number++)
        {
            var on = first.AddDays(7 * (number - 1));
            if (group.People.Count > 0 && (number <= group.Kept || (on < anchor && number != group.CalledOff?.Session)))
            {
                PlanKept(group, sessions, number, on);
            }
        }

        if (group.CalledOff is { } off)
        {
            var known = first.AddDays((7 * (off.Session - 1)) - 3);
            Plan(WorkingDay(off.On) < known ? WorkingDay(off.On) : known, async () => await AsAsync<CallOffSession, Done>(await RunsAsync(group.Scheme), use => use.RunAsync(sessions[off.Session], 1, off.Reason)));
        }

        if (group.Gap is { } gap)
        {
            Plan(WorkingDay(-1), async () =>
            {
                var runner = await WearsAsync(group.Runs[0], Hat.PeerWorker);
                var session = await WithAsync<GroupQueries, SessionPage?>(runner, groups => groups.SessionAsync(sessions[gap]));
                await AsAsync<StepBack, Done>(runner, use => use.RunAsync(session!.Runners.Single(r => r.IsViewer).PartId));
            });
        }
    }

    // Whoever stands first keeps the register in the evening; what is put right is put right by the other one on the next day, and then the officers decide.
    private void PlanKept(GroupEntry group, Dictionary<int, Guid> sessions, int number, DateOnly on)
    {
        var marks = group.Marks.Where(m => m.Session == number).ToDictionary(m => m.Person);
        steps.Add(new Step(on, true, async () =>
        {
            var places = await PlacesAsync(sessions[number]);
            await AsAsync<SaveAttendance, int>(await WearsAsync(group.Runs[0], Hat.PeerWorker), use => use.RunAsync(sessions[number],
            [
                .. group.People.Where(p => p.Since <= number).Select(p => new AttendanceLine(
                    places[p.Person].Place, 0,
                    group.DidNotHappen.Contains(number) ? AttendanceMark.SessionDidNotHappen : marks.TryGetValue(p.Person, out var mark) ? mark.Mark : AttendanceMark.Attended,
                    marks.TryGetValue(p.Person, out var said) && said.Corrected is null ? said.Told : null)),
            ]));
        }));
        foreach (var mark in marks.Values.Where(m => m.Corrected is not null))
        {
            Plan(on.AddDays(1), async () =>
            {
                var (place, version) = (await PlacesAsync(sessions[number]))[mark.Person];
                await AsAsync<SaveAttendance, int>(await WearsAsync(group.Runs[1], Hat.StaffColleague), use => use.RunAsync(sessions[number], [new AttendanceLine(place, version, mark.Corrected, mark.Told)]));
            });
        }

        if (number > group.Decided)
        {
            return;
        }

        var decides = PeopleSettings.WorkingDaysAfter(on.AddDays(1), 1);
        foreach (var person in group.People.Where(p => p.Since <= number))
        {
            Plan(decides, async () =>
            {
                var (place, version) = (await PlacesAsync(sessions[number]))[person.Person];
                var mark = marks.GetValueOrDefault(person.Person);
                var outcome = mark?.Outcome ?? (group.DidNotHappen.Contains(number) ? "AASD" : "ATTC");
                var officer = await WearsAsync(content.Delivery.Requirements.Single(r => r.Person == person.Person).Officer, Hat.ResponsibleOfficer);
                await AsAsync<DecideCompliance, Guid>(officer, use => use.RunAsync(
                    new ComplianceInput(requirements[person.Person], place, version, outcome, new Decision(mark?.Reason, mark?.LookedAt))));
            });
        }
    }

    private async Task<Dictionary<string, (Guid Place, int Version)>> PlacesAsync(Guid session)
    {
        await using var context = engine.OpenReader(Viewer.System);
        var places = await context.SessionPlaces.AsNoTracking().Where(p => p.SessionId == session)
            .Select(p => new { p.PersonId, p.Id, Version = context.AttendanceFacts.Where(f => f.PlaceId == p.Id).Select(f => f.Version).FirstOrDefault() }).ToListAsync();
        var keys = people.ToDictionary(p => p.Value, p => p.Key);
        return places.ToDictionary(p => keys[p.PersonId], p => (p.Id, p.Version));
    }

    private async Task ClearForGroupAsync(GroupEntry group, string person, Viewer runs)
    {
        await using var context = engine.OpenReader(Viewer.System);
        if (!await context.IsClearedAsync(people[person], ClearanceScopes.Groups, WorkingDay(group.First + (7 * group.Weeks))))
        {
            var from = clock.Today().AddDays(-30);
            await AsAsync<RecordClearance, Done>(runs, use => use.RunAsync(new RecordedClearance(people[person], schemes[group.Scheme], [ClearanceScopes.Groups], from, from.AddYears(3))));
        }
    }

    private static TimeOnly Time(string text) => TimeOnly.Parse(text, CultureInfo.InvariantCulture);
}
