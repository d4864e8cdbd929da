using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Somebody whom the fictional service offers to sign in as.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">The role that gives the hat.</param>
/// <param name="Scheme">Its scheme, or how many schemes there are.</param>
public sealed record FictionalPerson(Guid PersonId, string Name, string Role, string Scheme);

/// <summary>The people of one hat.</summary>
/// <param name="Hat">The hat.</param>
/// <param name="People">Them, by name; at most <see cref="FictionalListQueries.MostOfEach"/>.</param>
public sealed record FictionalHat(Hat Hat, IReadOnlyList<FictionalPerson> People);

/// <summary>The people of the fictional service by the hats they hold. Asked for by its sign-in page only, which does not exist in any other.</summary>
public sealed class FictionalListQueries(IDatabaseEngine engine, TimeProvider clock)
{
    /// <summary>Most people shown under one hat.</summary>
    public const int MostOfEach = 200;

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
            var found = await holders.Take(MostOfEach).ToListAsync(cancellation);
            if (found.Count > 0)
            {
                list.Add(new FictionalHat(hat, [.. found.GroupBy(p => p.Id).Select(p => new FictionalPerson(
                    p.Key, p.First().FamilyName is null ? p.First().PreferredName : $"{p.First().PreferredName} {p.First().FamilyName}",
                    giving[p.First().RoleDefinitionId].Title,
                    p.Count() == 1 ? giving[p.First().RoleDefinitionId].Scheme : $"in {p.Count()} schemes"))]));
            }
        }

        return list;
    }
}
