using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Trust;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>A grant of trust that is active, written down directly: for tests of what rests on it.</summary>
    public static Task<Guid> AddTrustAsync(this TestDatabase database, RoleHolding holding, TrustStep step, Guid by, DateOnly? from = null) =>
        database.WriteAsync("trust-offered", writing =>
        {
            var on = from ?? writing.Today;
            var grant = TrustGrant.Propose(writing.NewId(), holding, step, by, on, null);
            grant.Offer(by, on, writing.Seal(holding.PersonId, "We saw how you stayed with it."), on.AddDays(84));
            grant.Accept(on);
            writing.Context.Add(grant);
            return grant.Id;
        });

    /// <summary>A grant as stored, with everything that happened to it.</summary>
    public static async Task<TrustGrant> TrustAsync(this TestDatabase database, Guid grantId)
    {
        await using var context = database.Everything();
        return await context.TrustGrants.AsNoTracking().Include(g => g.Entries.OrderBy(e => e.Number)).SingleAsync(g => g.Id == grantId);
    }

    /// <summary>Changes a grant directly by one of its verbs.</summary>
    public static async Task<Refusal?> OnTrustAsync(this TestDatabase database, Guid grantId, Func<TrustGrant, Storage.Writing, Refusal?> verb)
    {
        var outcome = await database.AsAsync<Storage.UnitOfWork, Outcome<Done>>(Security.Viewer.System, unit => unit.RunAsync<Done>(new Storage.Act("trust-changed"), async writing =>
            verb(await writing.Context.TrustGrants.Include(g => g.Entries).SingleAsync(g => g.Id == grantId), writing) is { } refusal ? refusal : new Done()));
        return outcome.Refusal;
    }
}
