using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;
using Throughline.Trust;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    /// <summary>The places of a scheme: a hub, and a room that is the team's alone.</summary>
    private sealed record Places(Guid Site, Guid Hub, Guid Room, SpaceAllocation Given);

    // A hub that people opened and closed, and a screen in it.
    private static async Task<IReadOnlyDictionary<Guid, Places>> OpenPlacesAsync(Acts acts, List<Someone> people, Viewer chief)
    {
        Dictionary<Guid, Places> places = [];
        foreach (var team in people.GroupBy(p => p.Scheme.Id))
        {
            var members = team.Select(p => p.Id).ToList();
            places[team.Key] = await acts.DoAsync<UnitOfWork, Places>(chief, unit => unit.RunAsync<Places>(new Act("space-added"), writing =>
            {
                var (context, now, from) = (writing.Context, writing.Now, new DateOnly(2024, 9, 2));
                var site = Site.Open(writing.NewId(), team.Key, "Quay Street", null, from).Value;
                Space Add(string name, bool hub) => Space.Add(writing.NewId(), site, new SpaceDetails(name, new TimeOnly(9, 0), new TimeOnly(17, 30)), hub, from).Value;
                var (hub, room) = (Add("Hub", true), Add("Team room", false));
                var given = SpaceAllocation.Give(writing.NewId(), room, team.Key, true, members[0], [SpacePurpose.PeerMeeting], 14, 14, from.AddDays(60)).Value;
                var friday = HubOpening.Unlock(writing.NewId(), hub.Id, members[1], now.AddDays(-3));
                var today = HubOpening.Unlock(writing.NewId(), hub.Id, members[2], now.AddHours(-2));
                var refused = friday.MoveTo(OpeningState.OpenPeersOnly, members[1], now.AddDays(-3)) ?? friday.MoveTo(OpeningState.Locked, null, now.AddDays(-2.7), OpeningCause.ClosingTime)
                    ?? today.MoveTo(OpeningState.OpenPeersOnly, members[3], now.AddHours(-2)) ?? today.MoveTo(OpeningState.OpenToServiceUsers, members[4], now.AddHours(-1));
                var (screen, _) = HubScreen.SetUp(writing.NewId(), hub.Id, "By the door", members[5], now).Value;
                context.AddRange(site, hub, room, given, friday, today, screen);
                return Task.FromResult<Outcome<Places>>(refused is null ? new Places(site.Id, hub.Id, room.Id, given) : refused);
            }));
        }

        return places;
    }

    // Stays, put right and assumed, entered and ended by others; shifts; rooms given, booked and taken.
    private static async Task BeThereAsync(Acts acts, Ring ring, Places places)
    {
        var (me, scheme) = (ring.This.Id, ring.This.Scheme.Id);
        Guid At(int further) => ring.At(further).Id;
        var present = ring.This.Viewer.Hat switch { Hat.PeerWorker => PresentAs.PeerWorker, Hat.Mentee => PresentAs.ServiceUser, _ => PresentAs.Staff };
        await acts.DoAsync<UnitOfWork, Done>(ring.As(Hat.Coordinator, 16), unit => unit.RunAsync<Done>(new Act("hub-signed-in-for"), async writing =>
        {
            var (context, now, today) = (writing.Context, writing.Now, writing.Today);
            var holding = await FirstHoldingAsync(writing, me);
            var past = Presence.Past(
                writing.NewId(), me, places.Hub, holding, present, now.AddDays(-5), now.AddDays(-5).AddHours(2), false, PresenceSource.Book, At(4), now, 12).Value;
            List<Refusal?> refusals = [past.Correct(now.AddDays(-5), now.AddDays(-5).AddHours(3), false, At(12), now, writing.Seal(me, "They stayed for the meeting."), 12)];
            var before = Presence.Begin(writing.NewId(), me, places.Hub, holding, present, now.AddDays(-3), now.AddDays(-3).AddHours(7), false, PresenceSource.OwnPhone, null);
            before.End(now.AddDays(-3).AddHours(7), PresenceEnd.ClosingTime);
            var here = Presence.Begin(
                writing.NewId(), me, places.Hub, holding, present, now.AddMinutes(-120 + ring.Place), now.AddHours(7), false, PresenceSource.OnBehalf, At(4));
            if (ring.Every(3))
            {
                here.End(now, PresenceEnd.OnBehalf, At(8));
            }

            context.AddRange(past, before, here);
            if (ring.This.Viewer.Hat != Hat.Mentee)
            {
                var shift = Shift.Plan(
                    writing.NewId(), holding, places.Hub, ClearanceScopes.Hub, new ShiftTimes(true, today.AddDays(ring.Place % 5 - 14), null, new TimeOnly(9, 0), new TimeOnly(12, 30))).Value;
                refusals.Add(ring.Every(2) ? shift.Skip(shift.From.AddDays(21), takesPlace: false) : null);
                context.Add(shift);
            }

            if (ring.Every(2))
            {
                var name = new ScreenName(me);
                name.Say(true, now);
                context.Add(name);
            }

            var space = await context.Spaces.FindAsync(places.Room);
            var (day, number) = (new DateOnly(2025, 1, 6).AddDays(ring.Place / 8), ring.Place / 4);
            var given = SpaceAllocation.Give(writing.NewId(), space!, scheme, true, me, [SpacePurpose.Group], 14, 14, day).Value;
            refusals.Add(given.End(day));
            context.Add(given);
            (DateTimeOffset, DateTimeOffset) Time(int days, int hour) => (today.AddDays(days).AtInLondon(new TimeOnly(hour, 0)), today.AddDays(days).AtInLondon(new TimeOnly(hour, 30)));
            var (from, to) = Time(number, 13);
            context.Add(SpaceBooking.Make(writing.NewId(), places.Room, scheme, SpacePurpose.Group, from, to, me));
            if (ring.Every(3))
            {
                (from, to) = Time(20 + number, 15);
                var taken = SpaceDisplacement.Decide(writing.NewId(), places.Given, SpacePurpose.Training, from, to, TestData.Decision, me, now, 14).Value;
                context.AddRange(taken, SpaceBooking.Make(writing.NewId(), places.Room, scheme, SpacePurpose.Training, from, to, me, taken.Id));
            }

            return refusals.Find(r => r is not null) is { } refusal ? refusal : new Done();
        }));
    }
}
