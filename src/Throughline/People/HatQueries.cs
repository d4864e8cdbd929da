using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>A hat somebody holds now, and the schemes in which they hold it.</summary>
/// <param name="Hat">The hat.</param>
/// <param name="SchemeIds">The schemes; none for a hat that comes from the account alone in a service without schemes.</param>
public sealed record HeldHat(Hat Hat, IReadOnlyList<Guid> SchemeIds);

/// <summary>One current role of somebody, as far as it says which hats it gives.</summary>
/// <param name="SchemeId">Its scheme.</param>
/// <param name="State">Where the holder stands in it.</param>
/// <param name="Hats">The hats its definition gives.</param>
public sealed record HatSource(Guid SchemeId, RoleState State, IReadOnlyList<Hat> Hats);

/// <summary>Which hats a person holds today: computed from their role holdings each time, so that the end of a role takes effect with the next request.</summary>
public sealed class HatQueries(IDatabaseEngine engine, TimeProvider clock)
{
    /// <summary>The hats of one person, in the order in which they are offered. Asks for their own holdings only, as the system, since nobody is signed in yet.</summary>
    public async Task<IReadOnlyList<HeldHat>> OfAsync(Guid personId, CancellationToken cancellation = default)
    {
        var today = clock.Today();
        await using var context = engine.OpenReader(Viewer.System);
        var sources = await (
            from holding in context.RoleHoldings.AsNoTracking()
            join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
            where holding.PersonId == personId && holding.From <= today && (holding.To == null || holding.To >= today)
            select new HatSource(holding.SchemeId, holding.State, role.Hats)).ToListAsync(cancellation);
        var administers = await context.Accounts.AnyAsync(a => a.PersonId == personId && a.Administers && a.State == AccountState.Active, cancellation);
        var schemes = administers ? await context.Schemes.Select(s => s.Id).ToListAsync(cancellation) : [];
        return Of(sources, administers, schemes);
    }

    /// <summary>The hats that current roles give.</summary>
    /// <param name="sources">The person's current roles.</param>
    /// <param name="administers">Whether their account gives the system administrator's hat.</param>
    /// <param name="allSchemes">Every scheme, for that hat.</param>
    internal static IReadOnlyList<HeldHat> Of(IEnumerable<HatSource> sources, bool administers, IReadOnlyList<Guid> allSchemes)
    {
        var held = sources
            .Where(s => s.State.GivesHats())
            .SelectMany(s => s.Hats.Select(hat => (Hat: hat, s.SchemeId)))
            .GroupBy(s => s.Hat, s => s.SchemeId)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<Guid>)[.. g.Distinct()]);
        if (administers)
        {
            held[Hat.SystemAdministrator] = allSchemes;
        }

        return [.. held.Where(h => h.Key != Hat.System).OrderBy(h => h.Key).Select(h => new HeldHat(h.Key, h.Value))];
    }
}
