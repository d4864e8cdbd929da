using Throughline.Calendar;
using Throughline.Mentoring;
using Throughline.Security;
using Throughline.Trust;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>
    /// A week around a hub and a group: Dee is down every Monday from nine to half past twelve, runs the group on Tuesday at which Amir is expected, has a first
    /// meeting with Amir on Wednesday, and has booked the hub on Thursday. Moira coordinates; on Friday the group has a session that nobody runs.
    /// </summary>
    public static async Task<CalendarScene> AddCalendarSceneAsync(this TestDatabase database)
    {
        var people = await database.AddDeliverySceneAsync();
        var hub = await database.AddSpaceAsync(people.Scheme);
        await database.ClearAsync(people.Dee.PersonId, people.Scheme);
        await database.AddTrustAsync(await database.HoldingAsync(people.Dee.PersonId, people.Roles["peer-mentor"]), TrustStep.WorkingAlone, people.Moira.PersonId);
        var group = await people.GroupAsync();
        var session = await people.SessionAsync(group, DeliveryScene.Today.AddDays(1));
        await people.ExpectAsync(session, people.Amir);
        var gap = await people.SessionAsync(group, DeliveryScene.Today.AddDays(4), run: false);
        var scene = new CalendarScene(people, hub, session, gap);
        await scene.ShiftAsync(people.Dee, DeliveryScene.Today, new TimeOnly(9, 0), new TimeOnly(12, 30), weekly: true);
        await scene.MeetAsync(people.Amir, people.Dee, DeliveryScene.Today.AddDays(2).AtInLondon(new TimeOnly(11, 0)));
        DeliveryScene.Must(await database.DoAsync(people.Dee, (BookSpace book) => book.RunAsync(new NewBooking(
            hub, people.Scheme, SpacePurpose.OneToOne, new SpaceTime(DeliveryScene.Today.AddDays(3), new TimeOnly(10, 0), new TimeOnly(11, 30))))));
        return scene;
    }
}

/// <summary>People around a week, and the steps that tests take with it. Now is 10:00 on Monday 2 March 2026.</summary>
/// <param name="People">Who.</param>
/// <param name="Hub">The hub.</param>
/// <param name="Session">The group's session on Tuesday.</param>
/// <param name="Gap">Its session on Friday, which nobody runs.</param>
public sealed record CalendarScene(DeliveryScene People, Guid Hub, Guid Session, Guid Gap)
{
    public TestDatabase Database => People.Database;

    public Viewer Dee => People.Dee;

    public Viewer Moira => People.Moira;

    public Viewer Amir => People.Amir;

    public Task<Guid> ShiftAsync(Viewer who, DateOnly on, TimeOnly from, TimeOnly to, bool weekly = false) => Database.WriteAsync("shift-planned", writing =>
    {
        var holding = writing.Context.RoleHoldings.Single(h => h.PersonId == who.PersonId);
        var shift = Shift.Plan(writing.NewId(), holding, Hub, "hub", new ShiftTimes(weekly, on, null, from, to)).Value;
        writing.Context.Add(shift);
        return shift.Id;
    });

    public Task<Guid> MeetAsync(Viewer mentee, Viewer mentor, DateTimeOffset at) => Database.WriteAsync("match-decided", writing =>
    {
        var holding = writing.Context.RoleHoldings.Single(h => h.PersonId == mentor.PersonId);
        var match = Match.Decide(writing.NewId(), mentee.PersonId, holding, Moira.PersonId, writing.Today, writing.Seal(mentee.PersonId, "Both like to walk."), null);
        match.Arrange(at);
        writing.Context.Add(match);
        return match.Id;
    });

    public Task<CalendarWeek> WeekAsync(Viewer who, DateOnly? on = null) => Database.DoAsync(who, (CalendarQueries calendar) => calendar.WeekAsync(on ?? DeliveryScene.Today));

    public async Task<IReadOnlyList<CalendarEntry>> EntriesAsync(Viewer who, DateOnly? on = null) => [.. (await WeekAsync(who, on)).Days.SelectMany(d => d.Entries)];

    public Task<PlaceWeek?> PlaceAsync(Viewer who, Guid? space = null, DateOnly? on = null) =>
        Database.DoAsync(who, (PlaceWeekQueries places) => places.FindAsync(space ?? Hub, on ?? DeliveryScene.Today));

    public async Task<string> LinkAsync(Viewer who, bool places = false) => DeliveryScene.Must(await Database.DoAsync(who, (MakeCalendarLink make) => make.RunAsync(places)));

    public Task<string?> FeedAsync(string token) => Database.DoAsync(Viewer.System, (CalendarFeedQueries feeds) => feeds.ReadAsync(token));
}
