using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

[Trait("invariants", "INV-048")]
public sealed class SpaceUseCaseTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Decision Why = new("The court list is doubled that week and needs a waiting room.", "The meeting room upstairs, and Weir Street");

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Displace_ExclusiveRoom_NeedsNoticeAReasonAndIsCounted(string provider)
    {
        await using var scene = await Rooms.OpenAsync(provider);
        (await scene.AllocateAsync(scene.Moira, scene.Scheme.Id, exclusive: true)).Succeeded.ShouldBeTrue();

        (await scene.DisplaceAsync(scene.Moira, Today.AddDays(6))).Refusal.ShouldBe(new TooLittleNotice(7, Today.AddDays(7)));
        (await scene.DisplaceAsync(scene.Moira, Today.AddDays(7), Why with { Reason = "Too short" })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await scene.DisplaceAsync(scene.Moira, Today.AddDays(7), Why with { Evidence = " " })).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Evidence");
        (await scene.DisplaceAsync(Viewer.System, Today.AddDays(7))).Refusal.ShouldBeOfType<NeedsAPerson>();
        (await scene.DisplaceAsync(scene.Wes, Today.AddDays(7))).Refusal.ShouldBeOfType<NotFound>("Wes runs another scheme");
        (await scene.DisplaceAsync(scene.Dee, Today.AddDays(7))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.DisplaceAsync(scene.Moira, Today.AddDays(7))).Succeeded.ShouldBeTrue();

        // The team sees it at once, with the reason, and cannot be booked under it.
        var coming = await scene.Database.AsAsync<SpaceQueries, IReadOnlyList<DisplacementLine>>(scene.Dee, spaces => spaces.ComingAsync());
        coming.Single().Reason.ShouldBe(Why.Reason);
        coming.Single().DecidedBy.ShouldBe("Moira Finch");
        (await scene.BookAsync(scene.Dee, Today.AddDays(7), 11)).Refusal.ShouldBeOfType<SpaceTaken>();
        (await NicheAsync()).Count.ShouldBe(1);
        var page = (await scene.Database.AsAsync<SpaceQueries, SpacePage?>(scene.Dee, spaces => spaces.FindAsync(scene.Room)))!;
        (page.Displacements.Count, page.Counted, page.CountedDays).ShouldBe((1, 0, 84), "it has not happened yet");
        scene.Database.Clock.Advance(TimeSpan.FromDays(8));
        (await scene.Database.AsAsync<SpaceQueries, SpacePage?>(scene.Dee, spaces => spaces.FindAsync(scene.Room)))!.Counted.ShouldBe(1);

        // One that is taken back before it begins never happened.
        (await scene.DisplaceAsync(scene.Moira, Today.AddDays(20))).Succeeded.ShouldBeTrue();
        (await NicheAsync()).Count.ShouldBe(2);
        var booking = (await scene.Database.AsAsync<SpaceQueries, SpacePage?>(scene.Moira, spaces => spaces.FindAsync(scene.Room)))!.Bookings.Single(b => b.Displaces);
        (await scene.CancelAsync(scene.Dee, booking.Id)).Refusal.ShouldBeOfType<NotFound>();
        (await scene.CancelAsync(scene.Moira, booking.Id)).Succeeded.ShouldBeTrue();
        (await NicheAsync()).Count.ShouldBe(1);

        Task<IReadOnlyList<DisplacementLine>> NicheAsync() => scene.Database.AsAsync<SpaceQueries, IReadOnlyList<DisplacementLine>>(
            scene.Moira, spaces => spaces.NicheEventsAsync(scene.Scheme.Id, Today, Today.AddDays(84)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Book_OverAnExclusiveRoomOfAnotherTeam_IsRefused(string provider)
    {
        await using var scene = await Rooms.OpenAsync(provider);
        (await scene.AllocateAsync(scene.Moira, scene.Other.Id, exclusive: true)).Succeeded.ShouldBeTrue();
        (await scene.BookAsync(scene.Moira, Today.AddDays(1), 10)).Refusal.ShouldBe(new KeptForAnotherTeam("Towpath mentors"));
        (await scene.BookAsync(scene.Dee, Today.AddDays(1), 10)).Refusal.ShouldBeOfType<KeptForAnotherTeam>();
        (await scene.BookAsync(scene.Wes, Today.AddDays(1), 10)).Succeeded.ShouldBeTrue();
        (await scene.AllocateAsync(scene.Moira, scene.Scheme.Id, exclusive: false)).Refusal.ShouldBe(new KeptForAnotherTeam("Towpath mentors"));
        (await scene.AllocateAsync(scene.Moira, scene.Other.Id, exclusive: false)).Refusal.ShouldBeOfType<AllocatedAlready>();
        (await scene.DisplaceAsync(scene.Moira, Today.AddDays(9))).Succeeded.ShouldBeTrue();

        // An exclusive room is not taken for good at short notice either.
        await using var context = scene.Database.Everything();
        var allocation = await context.SpaceAllocations.SingleAsync();
        (await scene.EndAsync(scene.Moira, allocation.Id, Today)).Refusal.ShouldBeOfType<TooLittleNotice>();
        (await scene.EndAsync(scene.Wes, allocation.Id, Today.AddDays(30))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.EndAsync(scene.Moira, allocation.Id, Today.AddDays(30))).Succeeded.ShouldBeTrue();
        (await scene.EndAsync(scene.Moira, allocation.Id, Today.AddDays(40))).Refusal.ShouldBeOfType<AllocationOver>();
    }

    [Fact]
    public async Task Allocate_SharedThenAlone_SaysWhoUsesItToo()
    {
        await using var scene = await Rooms.OpenAsync();
        (await scene.AllocateAsync(scene.Moira, scene.Other.Id, exclusive: false)).Succeeded.ShouldBeTrue();
        (await scene.AllocateAsync(scene.Moira, scene.Scheme.Id, exclusive: true)).Refusal.ShouldBe(new SharedAlready("Towpath mentors"));
        (await scene.AllocateAsync(scene.Moira, scene.Scheme.Id, exclusive: false)).Succeeded.ShouldBeTrue();
        (await scene.AllocateAsync(scene.Moira, scene.Scheme.Id, exclusive: false, notice: 6)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("NoticeDays");
        (await scene.AllocateAsync(scene.Wes, scene.Other.Id, exclusive: false)).Refusal.ShouldBeOfType<NotFound>("only who runs the site gives a space away");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Book_SixteenAtOnceForOneTime_OneHasIt(string provider)
    {
        await using var scene = await Rooms.OpenAsync(provider);
        for (var round = 1; round <= 3; round++)
        {
            var on = Today.AddDays(round);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => scene.BookAsync(i % 2 == 0 ? scene.Dee : scene.Moira, on, 10, minutes: i * 15 % 60))));
            outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is SpaceTaken);
            await using var context = scene.Database.Everything();
            var (begins, ends) = (on.StartInLondon(), on.AddDays(1).StartInLondon());
            var bookings = await context.SpaceBookings.Where(b => b.StartsAt >= begins && b.StartsAt < ends).OrderBy(b => b.StartsAt).ToListAsync();
            bookings.Count.ShouldBe(outcomes.Count(o => o.Succeeded));
            bookings.Count.ShouldBeGreaterThanOrEqualTo(1);
            bookings.Zip(bookings.Skip(1)).ShouldAllBe(pair => pair.First.EndsAt <= pair.Second.StartsAt);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Slots_TwoBookingsPastTheRule_AreRefusedByTheDatabase(string provider)
    {
        await using var scene = await Rooms.OpenAsync(provider);
        var from = Today.AddDays(1).AtInLondon(new TimeOnly(10, 0));
        await AddAsync(from);
        await Should.ThrowAsync<DbUpdateException>(() => AddAsync(from.AddMinutes(45)));
        await AddAsync(from.AddMinutes(60));

        Task AddAsync(DateTimeOffset at) => scene.Database.WriteAsync("booked", writing =>
        {
            writing.Context.Add(SpaceBooking.Make(writing.NewId(), scene.Room, scene.Scheme.Id, SpacePurpose.Group, at, at.AddHours(1), null));
            return new Done();
        });
    }

    [Fact]
    public async Task Book_WeeksInARow_KeepTheClockAndAreAllOrNone()
    {
        await using var scene = await Rooms.OpenAsync();
        (await scene.BookAsync(scene.Dee, Today.AddDays(22), 10)).Succeeded.ShouldBeTrue();
        (await scene.BookAsync(scene.Dee, Today.AddDays(1), 10, weeks: 4)).Refusal.ShouldBeOfType<SpaceTaken>();
        (await scene.BookAsync(scene.Dee, Today.AddDays(2), 10, weeks: 6)).Succeeded.ShouldBeTrue();
        await using var context = scene.Database.Everything();
        var bookings = await context.SpaceBookings.OrderBy(b => b.StartsAt).ToListAsync();
        bookings.Count.ShouldBe(7);
        bookings.ShouldAllBe(b => b.StartsAt.LondonTime() == new TimeOnly(10, 0), "across the change of the clocks too");
        (await scene.BookAsync(scene.Dee, Today.AddDays(-1), 10)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("On");
        (await scene.BookAsync(scene.Dee, Today.AddDays(5), 10, weeks: 27)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Weeks");
        (await scene.BookAsync(scene.Joe, Today.AddDays(5), 10)).Succeeded.ShouldBeTrue("the use case asks for a scheme of theirs; the page opens for those who work here");
    }

    [Fact]
    public async Task Diary_NamesSchemesAndNobody()
    {
        await using var scene = await Rooms.OpenAsync();
        (await scene.BookAsync(scene.Dee, Today.AddDays(1), 10)).Succeeded.ShouldBeTrue();
        var text = System.Text.Json.JsonSerializer.Serialize((await scene.Database.AsAsync<SpaceQueries, SpacePage?>(scene.Moira, spaces => spaces.FindAsync(scene.Room)))!.Bookings);
        text.ShouldContain("Sluice House peers");
        text.ShouldNotContain("Dee");
        text.ShouldNotContain(scene.Dee.PersonId.ToString());
    }

    [Fact]
    public async Task Space_AddChangeAndEnd_KeepTheirRules()
    {
        await using var scene = await Rooms.OpenAsync();
        await using var context = scene.Database.Everything();
        var space = await context.Spaces.SingleAsync(s => s.Id == scene.Room);
        (await AddAsync(scene.Moira, space.SiteId, "The peers’ room")).Refusal.ShouldBe(new SpaceNameTaken("The peers’ room"));
        (await AddAsync(scene.Wes, space.SiteId, "Another")).Refusal.ShouldBeOfType<NotFound>();
        (await AddAsync(scene.Moira, space.SiteId, "Another", closes: new TimeOnly(8, 0))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("ClosesAt");
        (await AddAsync(scene.Moira, space.SiteId, "Another")).Succeeded.ShouldBeTrue();
        (await ChangeAsync(1, null)).Succeeded.ShouldBeTrue();
        (await ChangeAsync(1, null)).Refusal.ShouldBeOfType<Stale>();
        (await ChangeAsync(2, Today)).Succeeded.ShouldBeTrue();
        (await scene.BookAsync(scene.Dee, Today.AddDays(1), 10)).Refusal.ShouldBeOfType<SpaceNotInUse>();

        Task<Outcome<Guid>> AddAsync(Viewer who, Guid site, string name, TimeOnly? closes = null) => scene.Database.DoAsync(who, (AddSpace add) => add.RunAsync(
            new NewSpace(site, new SpaceDetails(name, new TimeOnly(9, 0), closes ?? new TimeOnly(17, 0)), false, Today)));
        Task<Outcome<Done>> ChangeAsync(int version, DateOnly? to) => scene.Database.DoAsync(scene.Moira, (ChangeSpace change) => change.RunAsync(
            new ChangedSpace(scene.Room, version, new SpaceDetails("The peers’ room", new TimeOnly(8, 30), new TimeOnly(18, 0)), to)));
    }

    /// <summary>A room at a site that Moira runs; Wes coordinates another scheme.</summary>
    private sealed record Rooms(TestDatabase Database, TestScheme Scheme, TestScheme Other, Guid Room, Viewer Moira, Viewer Dee, Viewer Joe, Viewer Wes, Guid Sponsor) : IAsyncDisposable
    {
        public static async Task<Rooms> OpenAsync(string provider = "SQLite")
        {
            var database = await TestDatabase.CreateAsync(provider);
            var (scheme, other) = (await database.AddSchemeAsync("Sluice House peers"), await database.AddSchemeAsync("Towpath mentors"));
            var moira = await database.AddCoordinatorAsync(scheme);
            return new Rooms(
                database, scheme, other, await database.AddSpaceAsync(scheme.Id, "The peers’ room", isHub: false), moira,
                TestData.Viewer(await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor), Hat.PeerWorker, scheme.Id),
                TestData.Viewer(await database.AddPersonAsync("Joe", "Pike", scheme.Mentee), Hat.Mentee, scheme.Id),
                await database.AddCoordinatorAsync(other, "Wes", "Reed"),
                await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor));
        }

        public Task<Outcome<Guid>> AllocateAsync(Viewer who, Guid scheme, bool exclusive, int notice = 7) => Database.DoAsync(who, (AllocateSpace use) => use.RunAsync(
            new NewAllocation(Room, scheme, exclusive, Sponsor, [SpacePurpose.DropIn, SpacePurpose.PeerMeeting], notice, Today)));

        public Task<Outcome<Done>> EndAsync(Viewer who, Guid allocation, DateOnly last) => Database.DoAsync(who, (EndAllocation use) => use.RunAsync(new AllocationEnd(allocation, last)));

        public Task<Outcome<Guid>> DisplaceAsync(Viewer who, DateOnly on, Decision? why = null) => Database.DoAsync(who, (DisplaceTeam use) => use.RunAsync(
            new NewDisplacement(Room, SpacePurpose.StaffMeeting, new SpaceTime(on, new TimeOnly(10, 0), new TimeOnly(13, 0)), why ?? Why)));

        public Task<Outcome<Guid>> BookAsync(Viewer who, DateOnly on, int hour, int weeks = 1, int minutes = 0) => Database.DoAsync(who, (BookSpace use) => use.RunAsync(
            new NewBooking(Room, null, SpacePurpose.Group, new SpaceTime(on, new TimeOnly(hour, minutes), new TimeOnly(hour + 1, minutes)), weeks)));

        public Task<Outcome<Done>> CancelAsync(Viewer who, Guid booking) => Database.DoAsync(who, (CancelBooking use) => use.RunAsync(booking));

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
