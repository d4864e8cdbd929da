using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Writes down where or when somebody can be or cannot. A coordinator of the scheme does it, with the person.</summary>
public sealed class RecordAccessConstraint(UnitOfWork unit)
{
    /// <summary>Writes it down.</summary>
    /// <param name="personId">Whose limit it is.</param>
    /// <param name="schemeId">The scheme, which the viewer runs.</param>
    /// <param name="limits">The limit.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Its id, or <see cref="NotFound"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(Guid personId, Guid schemeId, AccessLimits limits, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("access-limit-recorded"), async writing =>
        {
            var context = writing.Context;
            if (!writing.Viewer.Runs(schemeId) || personId == writing.Viewer.PersonId || !await writing.LockAsync(personId, cancellation)
                || !await context.RoleHoldings.AnyAsync(h => h.PersonId == personId && h.SchemeId == schemeId && h.State != RoleState.Ended && h.State != RoleState.NotThisTime, cancellation))
            {
                return new NotFound();
            }

            var sites = limits.OnlyAt.Concat(limits.NotAt).Distinct().ToList();
            if (sites.Count > 0 && await context.Set<Site>().CountAsync(s => sites.Contains(s.Id) && s.SchemeId == schemeId, cancellation) != sites.Count)
            {
                return new Invalid(nameof(limits.OnlyAt), "Choose the places from the list");
            }

            var made = AccessConstraint.Record(writing.NewId(), personId, schemeId, limits, text => writing.Seal(personId, text), writing.Viewer.PersonId, writing.Today);
            if (!made.Succeeded)
            {
                return made.Refusal!;
            }

            context.Add(made.Value);
            return made.Value.Id;
        }, cancellation);
}
