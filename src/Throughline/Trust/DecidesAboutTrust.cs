using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

// Whoever gave a step of trust, or is named to hear what somebody says against a decision about it, decides about somebody whose record they need not reach.
internal sealed class DecidesAboutTrust : IDecidesAbout, IDecidedRecords, IDoneByOne
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    public IReadOnlyList<AdverseAct> Decides { get; } = [AdverseAct.LowerTrust, AdverseAct.SayNotYet];

    public IReadOnlyDictionary<string, string> DoneByOne { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["trust-held"] = "Hold a step of trust" };

    public string Record => nameof(TrustGrant);

    public async Task<IReadOnlyList<Guid>> PeopleAsync(ThroughlineContext context, CancellationToken cancellation)
    {
        var viewer = context.Viewer.PersonId;
        // A step that was taken back is closed, and an appeal against that waits all the same.
        return await context.TrustGrants.Where(g => g.PersonId != viewer && ((g.ClosedOn == null && (g.AppealToId == viewer || g.GivenById == viewer))
            || (g.AppealToId == viewer && g.AppealedOn != null && g.AppealAnsweredOn == null))).Select(g => g.PersonId).Distinct().ToListAsync(cancellation);
    }

    public async Task<IReadOnlyList<DecidedRecord>> RecordsAsync(ThroughlineContext context, Guid personId, Guid schemeId, AdverseAct act, CancellationToken cancellation)
    {
        var lowers = act == AdverseAct.LowerTrust;
        var grants = await context.TrustGrants.AsNoTracking().Where(g => g.PersonId == personId && g.SchemeId == schemeId
            && (lowers ? (g.State >= TrustState.Active && g.ClosedOn == null) || (g.AppealedOn != null && g.AppealAnsweredOn == null) : g.State == TrustState.Proposed))
            .OrderBy(g => g.Step).ThenBy(g => g.Id).Select(g => new { g.Id, g.Step, g.HoldingId }).ToListAsync(cancellation);
        var holdings = grants.ConvertAll(g => g.HoldingId);
        // Past the reach like the steps themselves; a role that is shown as a plain one has none.
        var roles = grants.Count == 0 ? [] : await context.ShownHoldings(context.Now.LondonDate()).IgnoreQueryFilters(AnyReach).Where(h => holdings.Contains(h.Id) && h.OnLadder)
            .Select(h => new { h.Id, h.Title }).ToDictionaryAsync(h => h.Id, h => h.Title, cancellation);
        return [.. grants.Where(g => roles.ContainsKey(g.HoldingId)).Select(g => new DecidedRecord(g.Id, $"{g.Step.Name()}, as {roles[g.HoldingId]}"))];
    }

    public async Task<IReadOnlyList<ChangedRecord>> ChangedAsync(ThroughlineContext context, IReadOnlyList<Guid> people, IReadOnlyList<Guid> schemes, CancellationToken cancellation) =>
        await context.TrustGrants.IgnoreQueryFilters(AnyReach).AsNoTracking().Where(g => people.Contains(g.PersonId) && schemes.Contains(g.SchemeId))
            .Select(g => new ChangedRecord(g.Id, g.PersonId, g.PersonId, g.SchemeId)).ToListAsync(cancellation);
}
