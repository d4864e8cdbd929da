using Microsoft.EntityFrameworkCore;
using Throughline.Calendar;
using Throughline.People;
using Throughline.Testing;
using Throughline.Trust;

namespace Throughline.Tests.Calendar;

[Trait("invariants", "INV-046, INV-141")]
public sealed class PlaceWeekTests
{
    private static readonly DateOnly Monday = DeliveryScene.Today;

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Find_ACoordinator_SeesTheRotaAndItsGaps(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddCalendarSceneAsync();
        // Nobody who needs somebody beside them is cover for anybody.
        var tara = TestData.Viewer(await database.AddPersonAsync("Tara", "Ash", scene.People.Roles["peer-mentor"], RoleState.ActiveSupervised), Hat.PeerWorker, scene.People.Scheme);
        await database.ClearAsync(tara.PersonId, scene.People.Scheme);
        await scene.ShiftAsync(tara, Monday, new TimeOnly(13, 0), new TimeOnly(17, 30));
        // A colleague is staff.
        await database.ClearAsync(scene.People.Yusuf.PersonId, scene.People.Scheme);
        await scene.ShiftAsync(scene.People.Yusuf, Monday.AddDays(1), new TimeOnly(8, 0), new TimeOnly(18, 0));

        var week = (await scene.PlaceAsync(scene.Moira))!;
        week.ShowsGaps.ShouldBeTrue();
        week.Days[0].Lines.Select(l => l.Name).ShouldBe(["Dee Marsh", "Tara Ash"]);
        Gaps(week.Days[0]).ShouldBe(["12:30 to 17:30"]);
        Gaps(week.Days[1]).ShouldBeEmpty();
        Gaps(week.Days[2]).ShouldBe(["09:00 to 17:30"]);
        week.Days[3].Bookings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(b => b.Purpose.ShouldBe(SpacePurpose.OneToOne), b => b.Own.ShouldBeFalse());

        // While her step is on hold she is down, and the hours are a gap.
        await database.WriteAsync("trust-held", writing =>
        {
            var until = writing.Now.AddDays(7);
            writing.Context.TrustGrants.Where(g => g.PersonId == scene.Dee.PersonId)
                .ExecuteUpdate(set => set.SetProperty(g => g.State, TrustState.Suspended).SetProperty(g => g.HeldUntil, until));
            return new Done();
        });
        Gaps((await scene.PlaceAsync(scene.Moira))!.Days[0]).ShouldBe(["09:00 to 17:30"]);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Find_BehindAWall_AShiftIsAsNoShift(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddCalendarSceneAsync();
        await scene.People.WallAsync(scene.Moira, scene.Dee);
        var walled = (await scene.PlaceAsync(scene.Moira))!;
        walled.Days[0].Lines.ShouldBeEmpty();
        Gaps(walled.Days[0]).ShouldBe(["09:00 to 17:30"]);
    }

    [Fact]
    public async Task Find_AnybodyElse_SeesTheirOwnAndNoGaps_AndNoOtherSchemesPlace()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddCalendarSceneAsync();
        var dees = (await scene.PlaceAsync(scene.Dee))!;
        dees.ShowsGaps.ShouldBeFalse();
        dees.Days[0].Lines.ShouldHaveSingleItem();
        dees.Days[3].Bookings.ShouldHaveSingleItem().Own.ShouldBeTrue();
        var yusufs = (await scene.PlaceAsync(scene.People.Yusuf))!;
        yusufs.Days[0].Lines.ShouldBeEmpty();
        yusufs.ShowsGaps.ShouldBeFalse();
        (await scene.PlaceAsync(scene.Amir)).ShouldBeNull();
        (await scene.PlaceAsync(scene.Moira, Guid.CreateVersion7())).ShouldBeNull();
        var other = await database.AddSchemeAsync("Elsewhere");
        (await scene.PlaceAsync(scene.Moira, await database.AddSpaceAsync(other.Id, "Another hub"))).ShouldBeNull();
    }

    [Fact]
    public async Task Find_SessionsAtTheSite_AreThere()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddCalendarSceneAsync();
        var room = await database.WriteAsync("space-added", writing =>
        {
            var site = writing.Context.Set<Throughline.Schemes.Site>().Single(s => s.Id == scene.People.Site);
            var space = Space.Add(writing.NewId(), site, new SpaceDetails("The long room", new TimeOnly(9, 0), new TimeOnly(17, 0)), false, new DateOnly(2024, 9, 2)).Value;
            writing.Context.Add(space);
            return space.Id;
        });
        var week = (await scene.PlaceAsync(scene.Moira, room))!;
        week.ShowsGaps.ShouldBeFalse("a room is not a hub that must be open");
        week.Days[1].Sessions.ShouldHaveSingleItem().Path.ShouldBe($"/groups/sessions/{scene.Session}");
        (await scene.PlaceAsync(scene.Dee, room))!.Days.Sum(d => d.Sessions.Count).ShouldBe(1, "the one that she runs");
    }

    private static IEnumerable<string> Gaps(PlaceDay day) => day.Cover!.Gaps.Select(g => $"{g.From.LondonTime():HH\\:mm} to {g.To.LondonTime():HH\\:mm}");
}
