using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Trust;

namespace Throughline.Fictional;

internal sealed partial class FictionalHistory
{
    private readonly Dictionary<string, Guid> places = new(StringComparer.Ordinal);

    private void PlanPlaces()
    {
        var file = content.Places;
        foreach (var space in file.Spaces)
        {
            Plan(WorkingDay(space.Given), async () => await AddPlaceAsync(space));
        }

        foreach (var taken in file.Displacements)
        {
            Plan(WorkingDay(taken.Decided), async () => await AsAsync<DisplaceTeam, Guid>(await WearsAsync(taken.By, Hat.Coordinator), use => use.RunAsync(new NewDisplacement(
                places[taken.Space], taken.Purpose, new SpaceTime(WorkingDay(taken.On), new TimeOnly(9, 0), new TimeOnly(17, 30)), new Decision(taken.Reason, taken.LookedAt)))));
        }

        foreach (var booking in file.Bookings)
        {
            Plan(WorkingDay(booking.On), async () => await AsAsync<BookSpace, Guid>(await WearsAsync(booking.By, Hat.Coordinator), use => use.RunAsync(new NewBooking(
                places[booking.Space], null, booking.Purpose,
                new SpaceTime(WorkingDay(booking.On), HubWords.ReadTime(booking.Starts), HubWords.ReadTime(booking.Ends)), booking.Weeks))));
        }

        foreach (var shift in file.Rosters)
        {
            Plan(WorkingDay(shift.Planned), () => PlanRosterAsync(shift));
        }

        foreach (var name in file.ScreenNames)
        {
            PlanOwn(name.Person, name.On, viewer => AsAsync<SayScreenName, Done>(viewer, use => use.RunAsync(true)));
        }

        foreach (var page in file.Books.GroupBy(b => (b.Person, b.Space, b.By)))
        {
            // In the evening, so that the day itself is in the book.
            steps.Add(new Step(WorkingDay(-1), true, async () => await AsAsync<BringInSignInBook, int>(await WearsAsync(page.Key.By, Hat.Coordinator), use => use.RunAsync(
                new SignInBookPage(places[page.Key.Space], people[page.Key.Person], Hat.PeerWorker, [.. page.SelectMany(Stays).Where(s => s.In.LondonDate() <= WorkingDay(-1))])))));
        }
    }

    private async Task AddPlaceAsync(SpaceEntry entry)
    {
        var viewer = await WearsAsync(entry.By, Hat.Coordinator);
        var scheme = schemes[entry.Scheme];
        Guid site;
        await using (var context = engine.OpenReader(Viewer.System))
        {
            site = await context.Set<Site>().Where(s => s.SchemeId == scheme && s.Name == entry.Site).Select(s => s.Id).SingleAsync();
        }

        var id = places[entry.Key] = await AsAsync<AddSpace, Guid>(viewer, use => use.RunAsync(new NewSpace(
            site, new SpaceDetails(entry.Name, HubWords.ReadTime(entry.Opens), HubWords.ReadTime(entry.Closes)), entry.Hub, begins)));
        await AsAsync<AllocateSpace, Guid>(viewer, use => use.RunAsync(new NewAllocation(
            id, scheme, entry.Alone, people[entry.Sponsor], entry.Purposes, null, clock.Today())));
    }

    private async Task PlanRosterAsync(RosterEntry entry)
    {
        var viewer = await WearsAsync(entry.By, Hat.Coordinator);
        var (person, today) = (people[entry.Person], clock.Today());
        var first = today.AddDays((7 + entry.Day - today.DayOfWeek) % 7);
        RoleHolding holding;
        bool cleared;
        await using (var context = engine.OpenReader(Viewer.System))
        {
            holding = await (from h in context.RoleHoldings
                             join role in context.RoleDefinitions on h.RoleDefinitionId equals role.Id
                             where h.PersonId == person && role.Key == entry.Role && h.To == null
                             select h).AsNoTracking().SingleAsync();
            cleared = await context.IsClearedAsync(person, ClearanceScopes.Hub, first);
        }

        // What was there before the service kept clearances here.
        if (!cleared)
        {
            await AsAsync<RecordClearance, Done>(viewer, use => use.RunAsync(new RecordedClearance(person, holding.SchemeId, [ClearanceScopes.Hub], today, today.AddDays(1095))));
        }

        await AsAsync<PlanShift, Guid>(viewer, use => use.RunAsync(new NewShift(
            places[entry.Space], holding.Id, ClearanceScopes.Hub, new ShiftTimes(true, first, null, HubWords.ReadTime(entry.Starts), HubWords.ReadTime(entry.Ends)))));
    }

    // The usual days, some minutes early or late and now and then a day missed; the same for the same day of filling.
    private IEnumerable<(DateTimeOffset In, DateTimeOffset Out)> Stays(BookEntry entry)
    {
        var starts = HubWords.ReadTime(entry.Starts)!.Value;
        var own = entry.Person.Sum(c => c);
        for (var offset = entry.From; offset <= entry.Until; offset++)
        {
            // Where hours are exact no week has a hole in it, whatever day of the week the service begins on.
            var date = entry.Exact ? anchor.AddDays(offset) : Day(offset);
            if (!entry.Days.Contains(date.DayOfWeek) || (!entry.Exact && (offset * 7 + own) % 9 == 0))
            {
                continue;
            }

            var came = date.AtInLondon(starts).AddMinutes(entry.Exact ? 0 : Math.Abs((offset * 13) + own) % 16);
            yield return (came, came.AddMinutes((double)(entry.Hours * 60) - (entry.Exact ? 0 : Math.Abs((offset * 5) + own) % 21)));
        }
    }
}
