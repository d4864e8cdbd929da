using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Somebody whom the fictional service offers to sign in as.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">The role that gives the hat.</param>
/// <param name="Scheme">Its scheme.</param>
public sealed record FictionalPerson(Guid PersonId, string Name, string Role, string Scheme);

/// <summary>The people of one hat.</summary>
/// <param name="Hat">The hat.</param>
/// <param name="People">The first of them by name.</param>
/// <param name="More">How many there are beside those.</param>
public sealed record FictionalHat(Hat Hat, IReadOnlyList<FictionalPerson> People, int More);

/// <summary>The people of the fictional service by the hats they hold. Asked for by its sign-in page only, which does not exist in any other.</summary>
public sealed class FictionalListQueries(IDatabaseEngine engine, TimeProvider clock)
{
    /// <summary>Most people shown under one hat.</summary>
    public const int MostOfEach = 8;

    /// <summary>Lists them.</summary>
    public async Task<IReadOnlyList<FictionalHat>> AllAsync(CancellationToken cancellation = default)
    {
        var today = clock.Today();
        await using var context = engine.OpenReader(Viewer.System);
        var roles = await (from role in context.RoleDefinitions.AsNoTracking()
                           join scheme in context.Schemes on role.SchemeId equals scheme.Id
                           select new { role.Id, role.Title, role.Hats, Scheme = scheme.Name }).ToListAsync(cancellation);
        List<FictionalHat> list = [];
        foreach (var hat in roles.SelectMany(r => r.Hats).Distinct().Order())
        {
            var giving = roles.Where(r => r.Hats.Contains(hat)).ToDictionary(r => r.Id);
            var ids = giving.Keys.ToList();
            var holders =
                from holding in context.RoleHoldings.AsNoTracking()
                join person in context.People on holding.PersonId equals person.Id
                where ids.Contains(holding.RoleDefinitionId) && holding.From <= today && (holding.To == null || holding.To >= today)
                    && holding.State != RoleState.Ended && holding.State != RoleState.NotThisTime && holding.State != RoleState.Interested
                    && holding.State != RoleState.Applied && holding.State != RoleState.Offered && person.ErasedAt == null
                orderby person.SortName, person.Id
                select new { person.Id, person.PreferredName, person.FamilyName, holding.RoleDefinitionId };
            var first = await holders.Take(MostOfEach).ToListAsync(cancellation);
            if (first.Count > 0)
            {
                var count = first.Count < MostOfEach ? first.Count : await holders.CountAsync(cancellation);
                list.Add(new FictionalHat(
                    hat,
                    [.. first.Select(p => new FictionalPerson(
                        p.Id, p.FamilyName is null ? p.PreferredName : $"{p.PreferredName} {p.FamilyName}",
                        giving[p.RoleDefinitionId].Title, giving[p.RoleDefinitionId].Scheme))],
                    count - first.Count));
            }
        }

        return list;
    }
}
