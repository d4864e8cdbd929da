using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Trust;

namespace Throughline.Fictional;

/// <summary>
/// Lets today begin in the hubs of the fictional service, whatever the hour: somebody unlocks, the team comes in, people who use the service come in. Each
/// does it themselves, through the use case that anybody would use. A hub that a visitor has locked stays locked until tomorrow.
/// </summary>
public sealed class PlayFictionalDay(IServiceScopeFactory scopes, ThroughlineContext context, TimeProvider clock)
{
    /// <summary>Plays it where it has not begun.</summary>
    /// <returns>How many hubs were opened.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != Hat.System)
        {
            throw new InvalidOperationException("This is background work.");
        }

        var (content, opened) = (FictionalContent.Current, 0);
        foreach (var day in content.Places.Today)
        {
            var name = content.Places.Spaces.Single(s => s.Key == day.Space).Name;
            var hub = await context.Spaces.Where(s => s.Name == name && s.IsHub).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellation);
            if (hub is { } id && await HasNotBegunAsync(id, cancellation) && await OpenAsync(day, id, content, cancellation))
            {
                opened++;
            }
        }

        return opened;
    }

    private async Task<bool> HasNotBegunAsync(Guid hub, CancellationToken cancellation)
    {
        var start = clock.Today().StartInLondon();
        var last = await context.Openings.AsNoTracking().Include(o => o.Moves.OrderBy(m => m.Number)).Where(o => o.SpaceId == hub).OrderByDescending(o => o.UnlockedAt).FirstOrDefaultAsync(cancellation);
        return last is null || (last.LockedAt is not null && (last.UnlockedAt < start || last.Moves[^1].Cause == OpeningCause.ClosingTime));
    }

    private async Task<bool> OpenAsync(TodayEntry day, Guid hub, FictionalContent content, CancellationToken cancellation)
    {
        string? keys = null;
        foreach (var holder in day.Keys)
        {
            if (await DoAsync<UnlockHub, Guid>(content, holder, use => use.RunAsync(hub, cancellation), cancellation))
            {
                keys = holder;
                break;
            }
        }

        if (keys is null)
        {
            return false;
        }

        await DoAsync<MoveHub, Done>(content, keys, use => use.RunAsync(new HubMove(hub, OpeningState.OpenPeersOnly), cancellation), cancellation);
        foreach (var worker in day.Team.Where(t => t != keys))
        {
            await DoAsync<SignInAtHub, Guid>(content, worker, use => use.RunAsync(new HubArrival(hub), cancellation), cancellation);
        }

        // Whoever unlocked may not be trusted with opening: then staff or another does, where they are in.
        foreach (var opener in day.Team.Prepend(keys).Distinct())
        {
            if (await DoAsync<MoveHub, Done>(content, opener, use => use.RunAsync(new HubMove(hub, OpeningState.OpenToServiceUsers), cancellation), cancellation))
            {
                break;
            }
        }

        foreach (var guest in day.Guests)
        {
            await DoAsync<SignInAtHub, Guid>(content, guest, use => use.RunAsync(new HubArrival(hub), cancellation), cancellation);
        }

        return true;
    }

    // What a visitor has changed may stand in the way: then this one does not come today.
    private async Task<bool> DoAsync<TUseCase, T>(FictionalContent content, string key, Func<TUseCase, Task<Outcome<T>>> use, CancellationToken cancellation)
        where TUseCase : notnull
    {
        var person = content.Everybody.Single(p => p.Key == key);
        var id = await context.People.Where(p => p.PreferredName == person.Name && p.FamilyName == person.Family).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancellation);
        if (id is not { } who)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<CurrentViewer>();
        current.Viewer = Viewer.System;
        var held = await scope.ServiceProvider.GetRequiredService<HatQueries>().OfAsync(who, cancellation);
        var worn = new[] { Hat.PeerWorker, Hat.Supervisor, Hat.Mentee }.Select(hat => held.FirstOrDefault(h => h.Hat == hat)).FirstOrDefault(h => h is not null);
        if (worn is null)
        {
            return false;
        }

        await using var own = scopes.CreateAsyncScope();
        own.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = new Viewer(who, worn.Hat, worn.SchemeIds);
        return (await use(own.ServiceProvider.GetRequiredService<TUseCase>())).Succeeded;
    }
}
