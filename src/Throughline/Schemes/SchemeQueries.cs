using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>What the pages about schemes read. A scheme that the viewer may not see is null, exactly as one that does not exist.</summary>
public sealed class SchemeQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>The schemes that the viewer may see.</summary>
    public async Task<SchemeList> ListAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer;
        var schemes = await context.Schemes.AsNoTracking().OrderBy(s => s.Name).ToListAsync(cancellation);
        var organisation = await OrganisationNowAsync(cancellation);
        return new(
            schemes.Where(s => viewer.MaySee(s.Id)).Select(s => new SchemeLine(s.Id, s.Name, SchemeTemplates.Of(s).Title, s.From, s.To)).ToList(),
            viewer.Hat == Hat.Coordinator || (viewer.Hat == Hat.SystemAdministrator && schemes.Count == 0),
            organisation?.At(clock.Today()).Name);
    }

    /// <summary>A scheme at a glance.</summary>
    public async Task<SchemeOverview?> OverviewAsync(Guid schemeId, CancellationToken cancellation = default)
    {
        if (await SchemeAsync(schemeId, cancellation) is not { } scheme)
        {
            return null;
        }

        var today = clock.Today();
        var template = SchemeTemplates.Of(scheme);
        var roles = await context.RoleDefinitions.AsNoTracking().Where(r => r.SchemeId == schemeId)
            .OrderBy(r => r.LadderStep).Select(r => new { r.Title, r.LadderStep }).ToListAsync(cancellation);
        var settings = await context.Set<SchemeSetting>().AsNoTracking().Where(s => s.SchemeId == schemeId).ToListAsync(cancellation);
        return new(
            Head(scheme),
            template,
            scheme.From,
            scheme.To,
            (await OrganisationNowAsync(cancellation))?.At(today).Name ?? "",
            roles.Where(r => r.LadderStep > 0).Select(r => r.Title).ToList(),
            roles.Count(r => r.LadderStep == 0),
            await context.Set<Site>().CountAsync(s => s.SchemeId == schemeId && (s.To == null || s.To >= today), cancellation),
            await context.Set<Team>().CountAsync(t => t.SchemeId == schemeId && (t.To == null || t.To >= today), cancellation),
            settings.Count(s => template.Settings.Any(t => t.Key == s.Key && t.Default != s.Value)));
    }

    /// <summary>All settings of a scheme, or the one with a key.</summary>
    public async Task<SettingsPage?> SettingsAsync(Guid schemeId, string? key = null, CancellationToken cancellation = default)
    {
        if (await SchemeAsync(schemeId, cancellation) is not { } scheme)
        {
            return null;
        }

        var values = await context.Set<SchemeSetting>().AsNoTracking()
            .Where(s => s.SchemeId == schemeId && (key == null || s.Key == key)).ToDictionaryAsync(s => s.Key, cancellation);
        var changes = await context.Set<SettingChange>().AsNoTracking()
            .Where(c => c.SchemeId == schemeId && (key == null || c.Key == key)).OrderByDescending(c => c.Number).ToListAsync(cancellation);
        var names = await NamesAsync(changes.Select(c => c.ById), cancellation);
        var history = changes.ToLookup(c => c.Key, c => new SettingChangeLine(c.Old, c.New, c.Reason, names.GetValueOrDefault(c.ById) ?? c.Hat.Name(), c.At));
        return new(Head(scheme), SchemeTemplates.Of(scheme).Settings
            .Where(t => key is null || t.Key == key)
            .Select(t => new SettingLine(t, values.GetValueOrDefault(t.Key)?.Value ?? t.Default, values.GetValueOrDefault(t.Key)?.Version ?? 0, history[t.Key].ToList()))
            .ToList());
    }

    /// <summary>The words of a scheme.</summary>
    public async Task<WordsPage?> WordsAsync(Guid schemeId, CancellationToken cancellation = default)
    {
        if (await SchemeAsync(schemeId, cancellation) is not { } scheme)
        {
            return null;
        }

        var words = await context.Set<SchemeWord>().AsNoTracking().Where(w => w.SchemeId == schemeId).ToListAsync(cancellation);
        var brought = SchemeTemplates.Of(scheme).Words;
        var order = brought.Select((w, place) => (w.Key, place)).ToDictionary(w => w.Key, w => w.place);
        return new(Head(scheme), words.OrderBy(w => order.GetValueOrDefault(w.Key, int.MaxValue)).Select(w => (w, brought.FirstOrDefault(b => b.Key == w.Key))).ToList());
    }

    /// <summary>The roles of a scheme.</summary>
    public async Task<RolesPage?> RolesAsync(Guid schemeId, CancellationToken cancellation = default) =>
        await SchemeAsync(schemeId, cancellation) is { } scheme ? new(Head(scheme), await RoleListAsync(schemeId, cancellation)) : null;

    /// <summary>One role of a scheme with its history.</summary>
    public async Task<RolePage?> RoleAsync(Guid schemeId, Guid roleId, CancellationToken cancellation = default)
    {
        if (await SchemeAsync(schemeId, cancellation) is not { } scheme)
        {
            return null;
        }

        var roles = await RoleListAsync(schemeId, cancellation);
        if (roles.FirstOrDefault(r => r.Id == roleId) is not { } role)
        {
            return null;
        }

        var versions = await context.Set<RoleDefinitionVersion>().AsNoTracking()
            .Where(v => v.RoleDefinitionId == roleId).OrderByDescending(v => v.Version).ToListAsync(cancellation);
        var names = await NamesAsync(versions.Select(v => v.ChangedById), cancellation);
        return new(
            Head(scheme),
            role,
            roles.Where(r => !r.LivedExperienceRequired && r.Id != roleId).Select(r => r.Title).Order(StringComparer.Ordinal).ToList(),
            versions.Select(v => (v, names.GetValueOrDefault(v.ChangedById) ?? v.Hat.Name())).ToList());
    }

    /// <summary>The lists of a scheme, or one of them.</summary>
    public async Task<ReferencePage?> ReferenceAsync(Guid schemeId, ReferenceKind? kind = null, CancellationToken cancellation = default)
    {
        if (await SchemeAsync(schemeId, cancellation) is not { } scheme)
        {
            return null;
        }

        var key = kind?.Key;
        var items = await context.Set<ReferenceItem>().AsNoTracking()
            .Where(i => i.SchemeId == schemeId && (key == null || i.Kind == key)).OrderBy(i => i.Order).ThenBy(i => i.From).ToListAsync(cancellation);
        return new(Head(scheme), clock.Today(), items);
    }

    /// <summary>The sites and teams of a scheme.</summary>
    public async Task<PlacesPage?> PlacesAsync(Guid schemeId, CancellationToken cancellation = default)
    {
        if (await SchemeAsync(schemeId, cancellation) is not { } scheme)
        {
            return null;
        }

        var sites = await context.Set<Site>().AsNoTracking().Where(s => s.SchemeId == schemeId).OrderBy(s => s.Name).ToListAsync(cancellation);
        var teams = (await context.Set<Team>().AsNoTracking().Where(t => t.SchemeId == schemeId).OrderBy(t => t.Name).ToListAsync(cancellation)).ToLookup(t => t.SiteId);
        return new(Head(scheme), sites.Select(s => (s, (IReadOnlyList<Team>)teams[s.Id].ToList())).ToList());
    }

    /// <summary>The organisation's history; null before the first scheme, and for hats that have nothing to do with it.</summary>
    public async Task<OrganisationPage?> OrganisationAsync(CancellationToken cancellation = default) =>
        RenameOrganisation.MayChange(context.Viewer) && await OrganisationNowAsync(cancellation) is { } organisation
            ? new(organisation, clock.Today(), true)
            : null;

    private async Task<Scheme?> SchemeAsync(Guid schemeId, CancellationToken cancellation) =>
        context.Viewer.MaySee(schemeId) ? await context.Schemes.AsNoTracking().FirstOrDefaultAsync(s => s.Id == schemeId, cancellation) : null;

    private SchemeHead Head(Scheme scheme) => new(scheme.Id, scheme.Name, context.Viewer.MayRun(scheme.Id));

    private Task<Organisation?> OrganisationNowAsync(CancellationToken cancellation) =>
        context.Set<Organisation>().AsNoTracking().Include(o => o.Spells).FirstOrDefaultAsync(cancellation);

    private async Task<List<RoleDefinition>> RoleListAsync(Guid schemeId, CancellationToken cancellation) =>
        (await context.RoleDefinitions.AsNoTracking().Where(r => r.SchemeId == schemeId).ToListAsync(cancellation))
            .OrderBy(r => r.OnLadder ? r.LadderStep : int.MaxValue).ThenBy(r => r.Title, StringComparer.Ordinal).ToList();

    /// <summary>Names of those among the people that the viewer may know of; walls hold here as everywhere.</summary>
    private async Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        var wanted = ids.Where(id => id != Guid.Empty).Distinct().ToList();
        return wanted.Count == 0
            ? []
            : (await context.People.AsNoTracking().Where(p => wanted.Contains(p.Id)).ToListAsync(cancellation)).ToDictionary(p => p.Id, p => p.FullName);
    }
}
