using Ical.Net.CalendarComponents;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Calendar;
using Throughline.Delivery;
using Throughline.Testing;

namespace Throughline.Tests.Calendar;

[Trait("ethics", "E27")]
public sealed class CalendarFeedTests
{
    private static readonly DateOnly Monday = DeliveryScene.Today;

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Read_ByItsLink_SaysNeutralWordsAndNoNameOfAnything(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddCalendarSceneAsync();
        var text = (await scene.FeedAsync(await scene.LinkAsync(scene.Dee)))!;
        var file = Ical.Net.Calendar.Load(text)!;
        file.Events.Where(e => e.DtStart!.Value < Monday.AddDays(7).ToDateTime(TimeOnly.MinValue)).Select(e => e.Summary).ShouldBe(["Shift", "Session", "Appointment", "Booking"]);
        file.Events.ShouldAllBe(e => NeutralTitle.All.Contains(e.Summary) && e.Location == null && e.Description == null && e.Class == "PRIVATE");
        file.TimeZones.ShouldHaveSingleItem().TzId.ShouldBe("Europe/London");
        file.Events.Select(e => e.Uid).ShouldBeUnique();

        // Nothing that is kept of anybody or anything is in it.
        await using var context = database.Everything();
        List<string> names =
        [
            .. await context.People.Select(p => p.PreferredName).ToListAsync(), .. await context.People.Where(p => p.FamilyName != null).Select(p => p.FamilyName!).ToListAsync(), .. await context.Schemes.Select(s => s.Name).ToListAsync(),
            .. await context.Set<Throughline.Schemes.Site>().Select(s => s.Name).ToListAsync(), .. await context.Spaces.Select(s => s.Name).ToListAsync(),
            .. await context.Activities.Select(a => a.Name).ToListAsync(), .. await context.RoleDefinitions.Select(r => r.Title).ToListAsync(),
            .. (await context.Shifts.Select(s => s.Id).ToListAsync()).Concat(await context.GroupSessions.Select(s => s.Id).ToListAsync()).Concat(await context.Matches.Select(m => m.Id).ToListAsync())
                .Concat(await context.People.Select(p => p.Id).ToListAsync()).SelectMany(id => new[] { id.ToString(), id.ToString("N") }),
            "Throughline", "mentor", "probation",
        ];
        // The names of events are letters and digits by chance: what they are made of is not in them.
        var unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal);
        var words = string.Join('\n', unfolded.Split("\r\n").Where(line => !line.StartsWith("UID:", StringComparison.Ordinal)));
        names.Where(n => n is { Length: > 2 } && (n.Length >= 32 ? unfolded : words).Contains(n, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-03-28T22:00", "2026-03-29T06:00", 7)]
    [InlineData("2026-10-24T22:00", "2026-10-25T06:00", 9)]
    [InlineData("2026-03-30T09:00", "2026-03-30T12:00", 3)]
    [InlineData("2026-10-26T09:00", "2026-10-26T12:00", 3)]
    public void Write_AcrossTheClockChanges_IsReadBackAsTheSameInstants(string from, string to, int hours)
    {
        DateTimeOffset At(string local)
        {
            var time = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
            return DateOnly.FromDateTime(time).AtInLondon(TimeOnly.FromDateTime(time));
        }

        var entry = new CalendarEntry(CalendarKind.Shift, Guid.CreateVersion7(), At(from).LondonDate(), At(from), At(to), "Shift", "Where", "/");
        var item = Read([entry]).ShouldHaveSingleItem();
        item.DtStart!.TzId.ShouldBe("Europe/London");
        (item.DtStart.AsUtc, item.DtEnd!.AsUtc).ShouldBe((At(from).UtcDateTime, At(to).UtcDateTime));
        (item.DtEnd.AsUtc - item.DtStart.AsUtc).TotalHours.ShouldBe(hours);
        item.DtStart.Value.Hour.ShouldBe(DateTime.Parse(from, System.Globalization.CultureInfo.InvariantCulture).Hour, "the hour on London's clocks");
    }

    [Fact]
    public void Write_InTheHourThatComesTwice_KeepsTheTwoApart()
    {
        var first = new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero);
        foreach (var at in new[] { first, first.AddHours(1) })
        {
            var entry = new CalendarEntry(CalendarKind.Booking, Guid.CreateVersion7(), at.LondonDate(), at, at.AddMinutes(15), "", null, "/");
            Read([entry]).ShouldHaveSingleItem().DtStart!.AsUtc.ShouldBe(at.UtcDateTime);
        }
    }

    [Fact]
    public void Write_EveryKind_HasAWordOfTheListOrNone()
    {
        foreach (var kind in Enum.GetValues<CalendarKind>())
        {
            var read = Read([new CalendarEntry(kind, Guid.CreateVersion7(), Monday, null, null, "A name", "Somebody", "/", "A site")]);
            read.Count.ShouldBe(kind == CalendarKind.GroupGap ? 0 : 1);
            read.ShouldAllBe(e => NeutralTitle.All.Contains(e.Summary) && !e.DtStart!.HasTime);
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Link_ReplacedEndedOrUnknown_LeadsNowhere(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddCalendarSceneAsync();
        var first = await scene.LinkAsync(scene.Dee);
        first.Length.ShouldBe(CalendarLink.TokenLength);
        var second = await scene.LinkAsync(scene.Dee);
        (await scene.FeedAsync(first)).ShouldBeNull();
        (await scene.FeedAsync(second)).ShouldNotBeNull();
        await using (var context = database.Everything())
        {
            context.CalendarLinks.Single().TokenHash.ShouldBe(CalendarLink.Hash(second));
        }

        (await database.DoAsync(scene.Dee, (ChangeCalendarLink change) => change.RunAsync(true))).Succeeded.ShouldBeTrue();
        Ical.Net.Calendar.Load((await scene.FeedAsync(second))!)!.Events.First(e => e.Summary == "Shift").Location.ShouldBe("Site of Sluice House hub");
        (await database.DoAsync(scene.Dee, (EndCalendarLink end) => end.RunAsync())).Succeeded.ShouldBeTrue();
        (await database.DoAsync(scene.Dee, (EndCalendarLink end) => end.RunAsync())).Succeeded.ShouldBeTrue("safe to repeat");
        (await scene.FeedAsync(second)).ShouldBeNull();
        (await scene.FeedAsync(new string('a', CalendarLink.TokenLength))).ShouldBeNull();
        (await scene.FeedAsync("")).ShouldBeNull();
        (await database.DoAsync(scene.Dee, (ChangeCalendarLink change) => change.RunAsync(true))).Refusal.ShouldBeOfType<NoCalendarLink>();
        (await database.DoAsync(scene.People.Graham, (MakeCalendarLink make) => make.RunAsync(false))).Refusal.ShouldBeOfType<NotAllowed>();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Link_MadeBySixAtOnce_IsOne(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddCalendarSceneAsync();
        var tokens = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => scene.LinkAsync(scene.Dee)));
        var open = 0;
        foreach (var token in tokens)
        {
            open += await scene.FeedAsync(token) is null ? 0 : 1;
        }

        open.ShouldBe(1);
    }

    [Fact]
    public async Task Read_OncePerDay_IsOnTheOwnersRecord()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddCalendarSceneAsync();
        var token = await scene.LinkAsync(scene.Dee);
        (await database.DoAsync(scene.Dee, (CalendarQueries calendar) => calendar.LinkAsync()))!.ReadAt.ShouldBeNull();
        await scene.FeedAsync(token);
        await scene.FeedAsync(token);
        (await ReadsAsync()).ShouldBe(1);
        database.Clock.Advance(TimeSpan.FromDays(1));
        await scene.FeedAsync(token);
        (await ReadsAsync()).ShouldBe(2);
        (await database.DoAsync(scene.Dee, (CalendarQueries calendar) => calendar.LinkAsync()))!.ReadAt.ShouldBe(Monday.AddDays(1));

        async Task<int> ReadsAsync()
        {
            await using var context = database.Everything();
            return await context.AuditEvents.CountAsync(e => e.SubjectId == scene.Dee.PersonId && e.Kind == AuditKind.Read && e.RecordType == nameof(CalendarLink));
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Read_CalledOffWalledOrOutOfTheRole_IsGone(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddCalendarSceneAsync();
        var (dee, amir) = (await scene.LinkAsync(scene.Dee), await scene.LinkAsync(scene.Amir));
        (await SummariesAsync(amir)).ShouldBe(["Session", "Appointment"]);
        DeliveryScene.Must(await database.DoAsync(scene.Moira, (CallOffSession off) => off.RunAsync(scene.Session, scene.People.Session(scene.Session).Version, "The room is flooded.")));
        (await SummariesAsync(amir)).ShouldBe(["Appointment"]);
        await scene.People.WallAsync(scene.Amir, scene.Dee);
        (await SummariesAsync(amir)).ShouldBeEmpty();
        (await SummariesAsync(dee)).ShouldContain("Shift");
        await database.WriteAsync("role-ended", writing =>
        {
            writing.Context.RoleHoldings.Where(h => h.PersonId == scene.Dee.PersonId).ExecuteUpdate(set => set.SetProperty(h => h.To, Monday.AddDays(-1)));
            return new Done();
        });
        (await SummariesAsync(dee)).ShouldBeEmpty();

        async Task<IEnumerable<string?>> SummariesAsync(string token) => [.. Ical.Net.Calendar.Load((await scene.FeedAsync(token))!)!.Events.Select(e => e.Summary)];
    }

    private static List<CalendarEvent> Read(IEnumerable<CalendarEntry> entries)
    {
        var now = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
        return [.. Ical.Net.Calendar.Load(CalendarFile.Write(entries, "secret", false, now))!.Events];
    }
}
