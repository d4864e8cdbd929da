using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Trust;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>A space at a site of its own, open from nine to half past five.</summary>
    public static Task<Guid> AddSpaceAsync(this TestDatabase database, Guid schemeId, string name = "Sluice House hub", bool isHub = true) =>
        database.WriteAsync("space-added", writing =>
        {
            var site = Site.Open(writing.NewId(), schemeId, $"Site of {name}", null, new DateOnly(2024, 9, 2)).Value;
            var space = Space.Add(writing.NewId(), site, new SpaceDetails(name, new TimeOnly(9, 0), new TimeOnly(17, 30)), isHub, new DateOnly(2024, 9, 2)).Value;
            writing.Context.Add(site);
            writing.Context.Add(space);
            return space.Id;
        });

    /// <summary>A stay that is over, as from the sign-in book.</summary>
    public static async Task AddStayAsync(this TestDatabase database, Guid spaceId, Guid personId, Hat hat, DateTimeOffset from, DateTimeOffset to)
    {
        var outcome = await database.AsAsync<BringInSignInBook, Outcome<int>>(Security.Viewer.System, book => book.RunAsync(new SignInBookPage(spaceId, personId, hat, [(from, to)])));
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(outcome.Refusal!.Sentence);
        }
    }

    /// <summary>
    /// A hub and its people: Moira coordinates, Ruth supervises, Sam is senior and holds the keys, Dee works on her own, Tara with somebody beside her,
    /// Joe and Ann use the service. The peer workers are cleared for the hub.
    /// </summary>
    public static async Task<HubScene> AddHubSceneAsync(this TestDatabase database)
    {
        var scheme = await database.AddSchemeAsync();
        var hub = await database.AddSpaceAsync(scheme.Id);
        async Task<Viewer> Somebody(string name, string family, RoleDefinition role, Hat hat, RoleState? state = null)
        {
            var id = await database.AddPersonAsync(name, family, role, state);
            if (hat == Hat.PeerWorker)
            {
                await database.ClearAsync(id, scheme.Id);
            }

            return Viewer(id, hat, scheme.Id);
        }

        var scene = new HubScene(
            database, scheme, hub,
            await Somebody("Moira", "Finch", scheme.Coordinator, Hat.Coordinator),
            await Somebody("Ruth", "Bell", scheme.Supervisor, Hat.Supervisor),
            await Somebody("Sam", "Oak", scheme.PeerMentor, Hat.PeerWorker, RoleState.Senior),
            await Somebody("Dee", "Marsh", scheme.PeerMentor, Hat.PeerWorker, RoleState.ActiveSolo),
            await Somebody("Tara", "Ash", scheme.PeerMentor, Hat.PeerWorker, RoleState.ActiveSupervised),
            await Somebody("Joe", "Pike", scheme.Mentee, Hat.Mentee),
            await Somebody("Ann", "Reed", scheme.Mentee, Hat.Mentee));
        await database.TrustWithKeysAsync(scene.Sam.PersonId, scheme.PeerMentor, scene.Ruth.PersonId);
        return scene;
    }

    /// <summary>Trusts somebody with the keys, and with opening and closing.</summary>
    public static async Task TrustWithKeysAsync(this TestDatabase database, Guid personId, RoleDefinition role, Guid by)
    {
        var holding = await database.HoldingAsync(personId, role);
        await database.AddTrustAsync(holding, TrustStep.KeyHolding, by);
        await database.AddTrustAsync(holding, TrustStep.OpeningAndClosing, by);
    }
}

/// <summary>A hub and its people, and the steps that tests take with them.</summary>
public sealed record HubScene(
    TestDatabase Database, TestScheme Scheme, Guid Hub, Viewer Moira, Viewer Ruth, Viewer Sam, Viewer Dee, Viewer Tara, Viewer Joe, Viewer Ann)
{
    public Task<Outcome<Guid>> InAsync(Viewer who, Guid? hub = null) => Database.AsAsync<SignInAtHub, Outcome<Guid>>(who, use => use.RunAsync(new HubArrival(hub ?? Hub)));

    public Task<Outcome<Guid>> OutAsync(Viewer who, Guid? hub = null) => Database.AsAsync<SignOutOfHub, Outcome<Guid>>(who, use => use.RunAsync(new HubDeparture(hub ?? Hub)));

    public Task<Outcome<Guid>> UnlockAsync(Viewer who, Guid? hub = null) => Database.AsAsync<UnlockHub, Outcome<Guid>>(who, use => use.RunAsync(hub ?? Hub));

    public Task<Outcome<Done>> MoveAsync(Viewer who, OpeningState to, bool looked = true) => Database.AsAsync<MoveHub, Outcome<Done>>(who, use => use.RunAsync(new HubMove(Hub, to, looked)));

    public Task<Outcome<Guid>> InForAsync(Viewer worker, Viewer who) => Database.AsAsync<SignInSomebody, Outcome<Guid>>(worker, use => use.RunAsync(new ArrivalFor(Hub, who.PersonId)));

    public Task<int> CloseForgottenAsync() => Database.AsAsync<CloseForgotten, int>(Viewer.System, use => use.RunAsync());

    /// <summary>Unlocked by Sam, and open to everybody.</summary>
    public async Task OpenAsync()
    {
        foreach (var refusal in new[] { (await UnlockAsync(Sam)).Refusal, (await MoveAsync(Sam, OpeningState.OpenPeersOnly)).Refusal, (await MoveAsync(Sam, OpeningState.OpenToServiceUsers)).Refusal })
        {
            if (refusal is not null)
            {
                throw new InvalidOperationException(refusal.Sentence);
            }
        }
    }

    public async Task<OpeningState> StateAsync()
    {
        await using var context = Database.Everything();
        return await context.Openings.Where(o => o.SpaceId == Hub && o.LockedAt == null).Select(o => (OpeningState?)o.State).FirstOrDefaultAsync() ?? OpeningState.Closed;
    }

    /// <summary>The newest stay of somebody.</summary>
    public async Task<Presence> StayAsync(Viewer who)
    {
        await using var context = Database.Everything();
        return await context.Presences.AsNoTracking().Include(p => p.Corrections).Where(p => p.PersonId == who.PersonId).OrderByDescending(p => p.In).ThenByDescending(p => p.Id).FirstAsync();
    }
}
