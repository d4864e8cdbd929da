using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>The programmes of a scheme, for those who coordinate it.</summary>
public sealed class ProgrammeQueries(ThroughlineContext context)
{
    /// <summary>The programmes of a scheme; null for whoever does not coordinate it. Seven commands.</summary>
    public async Task<ProgrammesPage?> ListAsync(Guid schemeId, CancellationToken cancellation = default) =>
        await FindSchemeAsync(schemeId, cancellation) is { } scheme
            ? new ProgrammesPage(Head(scheme), [.. (await LinesAsync(scheme, cancellation)).OrderByDescending(p => p.Line.FromScheme).ThenBy(p => p.Line.Outline.Title, StringComparer.OrdinalIgnoreCase).Select(p => p.Line)])
            : null;

    /// <summary>One programme; null where there is none, or the viewer does not coordinate the scheme. Eight commands.</summary>
    public async Task<ProgrammePage?> FindAsync(Guid schemeId, string key, CancellationToken cancellation = default)
    {
        if (await FindSchemeAsync(schemeId, cancellation) is not { } scheme
            || (await LinesAsync(scheme, cancellation)).FirstOrDefault(p => p.Line.Key == key) is not { Line: { } line } found)
        {
            return null;
        }

        var versions = found.Programme?.Versions ?? [];
        var names = await context.NamesAsync(versions.Select(v => (Guid?)v.ById), cancellation);
        return new ProgrammePage(
            Head(scheme), line, found.Length,
            [.. versions.OrderByDescending(v => v.Number).Select(v => new ProgrammeVersionLine(v.Number, v.Reason, names.GetValueOrDefault(v.ById) ?? v.Hat.Name(), v.At))]);
    }

    /// <summary>Every programme of a scheme, those without a row among them, as it is and as the scheme's settings have it. Four commands.</summary>
    internal static async Task<IReadOnlyList<(string Key, ProgrammeOutline AsSet, Programme? Programme, bool FromScheme, int? Length)>> ShelfAsync(
        ThroughlineContext context, Scheme scheme, CancellationToken cancellation)
    {
        var rows = await context.Programmes.AsNoTracking().Include(p => p.Versions.OrderBy(v => v.Number)).Where(p => p.SchemeId == scheme.Id).ToListAsync(cancellation);
        var settings = await new SettingQueries(context).ValuesAsync(scheme.Id, cancellation);
        var brought = SchemeTemplates.Of(scheme).Training.Where(t => !rows.Exists(r => r.Key == t.Key)).Select(t => (t.Key, Outline: ProgrammeTemplates.Of(t), (Programme?)null, true));
        return [.. rows.Select(r => (r.Key, r.Outline, (Programme?)r, r.FromScheme)).Concat(brought)
            .Select(p => (p.Key, ProgrammeShelf.AsSet(p.Item4, p.Outline, settings), p.Item3, p.Item4, p.Item4 ? settings.Whole(SettingKeys.TrainingSessions) : (int?)null))];
    }

    private static SchemeHead Head(Scheme scheme) => new(scheme.Id, scheme.Name, true);

    private async Task<Scheme?> FindSchemeAsync(Guid schemeId, CancellationToken cancellation) => context.Viewer.MayRun(schemeId)
        ? await context.Schemes.AsNoTracking().FirstOrDefaultAsync(s => s.Id == schemeId, cancellation)
        : null;

    private async Task<IReadOnlyList<(ProgrammeLine Line, Programme? Programme, int? Length)>> LinesAsync(Scheme scheme, CancellationToken cancellation)
    {
        var shelf = await ShelfAsync(context, scheme, cancellation);
        var roles = await context.RoleDefinitions.AsNoTracking().Where(r => r.SchemeId == scheme.Id && r.MinTraining != null).OrderBy(r => r.LadderStep).ThenBy(r => r.Title)
            .Select(r => new { r.Title, r.MinTraining }).ToListAsync(cancellation);
        var cohorts = (await context.Cohorts.Where(c => c.SchemeId == scheme.Id && (c.State == CohortState.Planned || c.State == CohortState.Open))
            .Select(c => c.ProgrammeId).ToListAsync(cancellation)).ToLookup(id => id);
        return [.. shelf.Select(p => (
            new ProgrammeLine(
                p.Key, p.AsSet, p.Programme?.VersionNumber ?? 1, p.FromScheme, [.. roles.Where(r => r.MinTraining == p.Key).Select(r => r.Title)],
                p.Programme is { } row ? cohorts[row.Id].Count() : 0),
            p.Programme, p.Length))];
    }
}
