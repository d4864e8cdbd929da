using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

// Whoever is named for a case of clearance decides about somebody whose record they do not reach. A clearance from elsewhere is for those who run the scheme to end.
internal sealed class DecidesAboutCases : IDecidesAbout, IDecidedRecords
{
    public IReadOnlyList<AdverseAct> Decides { get; } = [AdverseAct.RefuseClearance, AdverseAct.EndClearance];

    public async Task<IReadOnlyList<Guid>> PeopleAsync(ThroughlineContext context, CancellationToken cancellation)
    {
        var viewer = context.Viewer.PersonId;
        return !VettingTurn.DeciderHats.Contains(context.Viewer.Hat) ? []
            : await context.VettingCases.Where(c => c.PersonId != viewer && (c.DeciderId == viewer || c.HearerId == viewer)).Select(c => c.PersonId).Distinct().ToListAsync(cancellation);
    }

    public async Task<IReadOnlyList<DecidedRecord>> RecordsAsync(ThroughlineContext context, Guid personId, Guid schemeId, AdverseAct act, CancellationToken cancellation)
    {
        var (viewer, today) = (context.Viewer, context.Now.LondonDate());
        if (act == AdverseAct.RefuseClearance)
        {
            var cases = !VettingTurn.DeciderHats.Contains(viewer.Hat) ? []
                : await context.VettingCases.Where(c => c.PersonId == personId && c.SchemeId == schemeId
                    && ((c.DeciderId == viewer.PersonId && c.State == VettingState.Submitted) || (c.HearerId == viewer.PersonId && c.State == VettingState.Appeal)))
                    .OrderBy(c => c.OpenedOn).ThenBy(c => c.Id).Select(c => new { c.Id, c.OpenedOn }).ToListAsync(cancellation);
            return cases.ConvertAll(c => new DecidedRecord(c.Id, $"Clearance, asked for on {Typed.Day(c.OpenedOn)}"));
        }

        if (!viewer.Runs(schemeId))
        {
            return [];
        }

        var held = await context.Clearances.Where(c => c.PersonId == personId && c.SchemeId == schemeId && c.CaseId == null && c.EndedOn == null && c.Until >= today)
            .OrderBy(c => c.Scope).ThenBy(c => c.Id).Select(c => new { c.Id, c.Scope, c.Until }).ToListAsync(cancellation);
        var duties = await ClearanceTurn.ReferenceAsync(context, schemeId, ReferenceKind.ClearanceScopes, today, cancellation);
        return held.ConvertAll(c => new DecidedRecord(c.Id, $"{duties.FirstOrDefault(d => d.Code == c.Scope)?.Name ?? c.Scope}, until {Typed.Day(c.Until)}"));
    }
}
