using Throughline.Calendar;
using Throughline.Delivery;
using Throughline.Mentoring;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Trust;

namespace Throughline.Tests.Calendar;

public sealed class CalendarQueriesTests
{
    private static readonly DateOnly Monday = DeliveryScene.Today;

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Week_EachHat_HoldsTheirOwnAndNothingElse(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddCalendarSceneAsync();
        var week = await scene.WeekAsync(scene.Dee, Monday.AddDays(6));
        week.Monday.ShouldBe(Monday);
        week.Days.Select(d => d.On).ShouldBe(Enumerable.Range(0, 7).Select(Monday.AddDays));
        week.Places.Select(p => p.Name).ShouldBe(["Sluice House hub"]);
        week.Days.SelectMany(d => d.Entries).Select(e => (e.On.DayNumber - Monday.DayNumber, e.Kind, e.Title, e.Detail)).ShouldBe(
        [
            (0, CalendarKind.Shift, "Shift", "Sluice House hub"), (1, CalendarKind.GroupToRun, "Tuesday group", "The Boat Shed, you run it"),
            (2, CalendarKind.FirstMeeting, "First meeting", "Amir"), (3, CalendarKind.Booking, "One-to-one meeting, booked", "Sluice House hub"),
        ]);
        (await scene.EntriesAsync(scene.Dee, Monday.AddDays(84))).Select(e => e.Kind).ShouldBe([CalendarKind.TrustReview, CalendarKind.Shift]);

        (await scene.EntriesAsync(scene.Amir)).Select(e => (e.Kind, e.Detail, e.Path)).ShouldBe(
            [(CalendarKind.GroupSession, "The Boat Shed", "/my/sessions"), (CalendarKind.FirstMeeting, "Dee", "/mentor")]);
        (await scene.EntriesAsync(scene.Moira)).Select(e => (e.Kind, e.Detail)).ShouldBe(
            [(CalendarKind.FirstMeeting, "Amir Khan and Dee Marsh"), (CalendarKind.GroupGap, "The Boat Shed, nobody runs it yet")]);
        (await scene.EntriesAsync(scene.Moira, Monday.AddDays(84))).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Kind.ShouldBe(CalendarKind.TrustReview), e => e.Detail.ShouldBe("Dee Marsh"));
        foreach (var other in new[] { scene.People.Bo, scene.People.Yusuf, scene.People.Graham })
        {
            (await scene.EntriesAsync(other)).ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Week_OfACourse_HoldsItForWhoIsOnItAndWhoHelps(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync(Monday);
        var course = await scene.EnrolAsync(cohort, scene.Ann, Monday);
        Task<CalendarWeek> Week(Viewer who) => database.DoAsync(who, (CalendarQueries calendar) => calendar.WeekAsync(Monday));
        (await Week(scene.Ann)).Days[0].Entries.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Kind.ShouldBe(CalendarKind.TrainingSession), e => e.Path.ShouldBe($"/training/courses/{course}"), e => e.Detail.ShouldBe("Winter course, Quay Street"));
        (await Week(scene.Peer)).Days[0].Entries.ShouldHaveSingleItem().Path.ShouldBe($"/training/cohorts/{cohort}");
        (await Week(scene.Bo)).Days.ShouldAllBe(d => d.Entries.Count == 0);
    }

    [Theory]
    [InlineData("2026-03-30", "2026-03-30T08:00:00Z")]
    [InlineData("2026-10-19", "2026-10-19T08:00:00Z")]
    [InlineData("2026-10-26", "2026-10-26T09:00:00Z")]
    public async Task Week_WhenTheClocksHaveChanged_NineIsNine(string on, string starts)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddCalendarSceneAsync();
        var shift = (await scene.EntriesAsync(scene.Dee, DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture))).Single(e => e.Kind == CalendarKind.Shift);
        shift.StartsAt.ShouldBe(DateTimeOffset.Parse(starts, System.Globalization.CultureInfo.InvariantCulture));
        shift.StartsAt!.Value.LondonTime().ShouldBe(new TimeOnly(9, 0));
    }

    [Fact]
    public async Task Week_CalledOffLeftOutTakenBackOrNotCleared_SaysSoOrIsNotThere()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddCalendarSceneAsync();
        await using (var context = database.Everything())
        {
            var (shift, booking) = (context.Shifts.Single(), context.SpaceBookings.Single());
            DeliveryScene.Must(await database.DoAsync(scene.Dee, (CancelBooking cancel) => cancel.RunAsync(booking.Id)));
            DeliveryScene.Must(await database.DoAsync(scene.Moira, (SkipShift skip) => skip.RunAsync(new ShiftOnDate(shift.Id, 1, Monday, false))));
        }

        DeliveryScene.Must(await database.DoAsync(scene.Moira, (CallOffSession off) => off.RunAsync(scene.Session, scene.People.Session(scene.Session).Version, "The room is flooded.")));
        await scene.ShiftAsync(scene.People.Yusuf, Monday, new TimeOnly(9, 0), new TimeOnly(10, 0));
        (await scene.EntriesAsync(scene.Dee)).Select(e => (e.Kind, e.Off)).ShouldBe([(CalendarKind.GroupToRun, "Called off"), (CalendarKind.FirstMeeting, null)]);
        (await scene.EntriesAsync(scene.People.Yusuf)).ShouldHaveSingleItem().Off.ShouldBe("Not rostered");
    }

    [Fact]
    public async Task Week_BehindAWallOrOnceOneOfTheTwoAsked_HasNoMeeting()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddCalendarSceneAsync();
        DeliveryScene.Must(await database.DoAsync(scene.Amir, (WishFor wish) => wish.RunAsync(scene.People.Scheme, [new SaidWish(scene.Dee.PersonId, WishKind.Never)])));
        (await scene.EntriesAsync(scene.Amir)).ShouldNotContain(e => e.Kind == CalendarKind.FirstMeeting);
        (await scene.EntriesAsync(scene.Dee)).ShouldNotContain(e => e.Kind == CalendarKind.FirstMeeting);
        (await scene.EntriesAsync(scene.Moira)).ShouldContain(e => e.Kind == CalendarKind.FirstMeeting);
        await scene.People.WallAsync(scene.Moira, scene.Amir);
        (await scene.EntriesAsync(scene.Moira)).Select(e => e.Kind).ShouldBe([CalendarKind.GroupGap]);
    }
}
