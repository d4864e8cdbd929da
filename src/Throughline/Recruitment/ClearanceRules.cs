using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>
/// May this person do this duty on this date (INV-021)? The answer is the same whoever asks, so it looks past walls and reach: who may be shown
/// it is for the caller to say. A clearance that has run out opens nothing and ends nothing (INV-022).
/// </summary>
internal static class ClearanceRules
{
    /// <summary>True when the person has a clearance for the scope that holds on the London date. One command.</summary>
    public static Task<bool> IsClearedAsync(this ThroughlineContext context, Guid personId, string scope, DateOnly on, CancellationToken cancellation = default) =>
        context.ClearedFor(scope, on).AnyAsync(id => id == personId, cancellation);

    /// <summary>Those among many people who are cleared for the scope on the London date. One command.</summary>
    public static async Task<HashSet<Guid>> ClearedAsync(
        this ThroughlineContext context, IEnumerable<Guid> personIds, string scope, DateOnly on, CancellationToken cancellation = default)
    {
        var wanted = personIds.Distinct().ToList();
        return wanted.Count == 0 ? [] : await context.ClearedFor(scope, on).Where(id => wanted.Contains(id)).ToHashSetAsync(cancellation);
    }

    /// <summary>Everybody cleared for the scope on the London date, by id and perhaps more than once: for use inside another query.</summary>
    public static IQueryable<Guid> ClearedFor(this ThroughlineContext context, string scope, DateOnly on) =>
        context.ClearedSpans.Where(c => c.Scope == scope && c.From <= on && c.Until >= on && (c.EndedOn == null || c.EndedOn > on)).Select(c => c.PersonId);
}
