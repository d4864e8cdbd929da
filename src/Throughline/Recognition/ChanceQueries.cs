using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>A chance that was shut on the viewer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What sort.</param>
/// <param name="What">What it was; null when it can no longer be opened.</param>
/// <param name="Reason">The reason they were given; null for none.</param>
/// <param name="DecidedBy">What sort of person decided.</param>
/// <param name="On">When.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record ChanceLine(Guid Id, OpportunityKind Kind, string? What, string? Reason, SourceClass DecidedBy, DateOnly On, OpportunityOutcome Outcome);

/// <summary>The chances that were shut on the viewer.</summary>
/// <param name="Lines">Newest first.</param>
/// <param name="KeepMonths">After how many months one is deleted; 0 without a scheme.</param>
public sealed record ChancesPage(IReadOnlyList<ChanceLine> Lines, int KeepMonths);

/// <summary>Chances that were shut on the viewer: theirs alone.</summary>
public sealed class ChanceQueries(ThroughlineContext context, Vault vault)
{
    /// <summary>The viewer's own. Three commands, and a trace.</summary>
    public async Task<ChancesPage> MineAsync(CancellationToken cancellation = default)
    {
        var scheme = context.Viewer.SchemeIds.Count > 0 ? context.Viewer.SchemeIds[0] : (Guid?)null;
        var months = scheme is { } of ? (await new SettingQueries(context).ValuesAsync(of, cancellation)).Whole(SettingKeys.KeepMessageMonths) : 0;
        return new ChancesPage(await LinesAsync(cancellation), months);
    }

    /// <summary>One of the viewer's own; null for anybody else's. One command, and a trace.</summary>
    public async Task<ChanceLine?> FindAsync(Guid id, CancellationToken cancellation = default) => (await LinesAsync(cancellation)).FirstOrDefault(c => c.Id == id);

    private async Task<IReadOnlyList<ChanceLine>> LinesAsync(CancellationToken cancellation)
    {
        var own = context.Viewer.PersonId;
        var rows = await context.BlockedOpportunities.AsNoTracking().Where(b => b.PersonId == own).OrderByDescending(b => b.On).ThenByDescending(b => b.Id).Take(200).ToListAsync(cancellation);
        if (rows.Count == 0)
        {
            return [];
        }

        var opener = await vault.OpenerAsync(new Opening(own, "chances that were shut on you", nameof(BlockedOpportunity), Guid.Empty, "Own page"), cancellation);
        return rows.ConvertAll(b => new ChanceLine(b.Id, b.Kind, opener(b.What), b.StatedReason is null ? null : opener(b.StatedReason), b.DecidedBy, b.On, b.Outcome));
    }
}
