using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>Requirements: for the officer of each and for coordinators. Looking leaves a trace. Each takes a fixed number of commands.</summary>
public sealed class RequirementQueries(ThroughlineContext context, ReadTraces traces, TimeProvider clock)
{
    private DateOnly Today => clock.Today();

    /// <summary>The requirements of one person; null where the viewer may neither see nor write down any. Leaves a trace. Fourteen commands.</summary>
    public async Task<PersonRequirements?> PersonAsync(Guid personId, CancellationToken cancellation = default)
    {
        var viewer = context.Viewer;
        if (personId == viewer.PersonId || viewer.Hat is not (Hat.Coordinator or Hat.ResponsibleOfficer))
        {
            return null;
        }

        var name = await context.NameAsync(personId, cancellation);
        var schemes = await SchemesAsync(personId, cancellation);
        var (lines, counted) = await context.ProgressAsync(context.Requirements.Where(r => r.PersonId == personId), clock.Now(), cancellation);
        var reaches = viewer.Hat == Hat.Coordinator && await context.People.AnyAsync(p => p.Id == personId, cancellation);
        if (name is null || (lines.Count == 0 && schemes.Count == 0 && !reaches))
        {
            return null;
        }

        await traces.RecordAsync(new Opening(personId, "your requirements and days", nameof(Requirement), Guid.Empty, "Looked at the requirements"), cancellation);
        return new PersonRequirements(personId, name, schemes, viewer.Hat == Hat.ResponsibleOfficer, lines, counted);
    }

    /// <summary>What a form for a new requirement offers; null where the viewer may not write one down there. Eight commands.</summary>
    public async Task<RequirementForm?> FormAsync(Guid personId, Guid schemeId, CancellationToken cancellation = default)
    {
        if (personId == context.Viewer.PersonId || !await RequirementTurn.MayRecordAsync(context, personId, schemeId, Today, cancellation))
        {
            return null;
        }

        return await OfferAsync(personId, schemeId, cancellation);
    }

    /// <summary>One requirement with what a form about it offers; null where it is not the viewer's to change. Fourteen commands.</summary>
    public async Task<(RequirementLine Line, RequirementForm Form)?> FindAsync(Guid requirementId, CancellationToken cancellation = default)
    {
        var viewer = context.Viewer;
        if (viewer.Hat is not (Hat.Coordinator or Hat.ResponsibleOfficer))
        {
            return null;
        }

        var (lines, _) = await context.ProgressAsync(context.Requirements.Where(r => r.Id == requirementId && r.PersonId != viewer.PersonId), clock.Now(), cancellation);
        return lines is [var line] && await OfferAsync(line.PersonId, line.SchemeId, cancellation) is { } form ? (line, form) : null;
    }

    internal static SortChoice Choice(ReferenceItem item) =>
        new(item.Code, item.Name, item.Hint, Credit.UnitOf(item), item.Flags.GetValueOrDefault("most-set-by") != "nobody");

    private async Task<RequirementForm?> OfferAsync(Guid personId, Guid schemeId, CancellationToken cancellation)
    {
        var name = await context.NameAsync(personId, cancellation);
        var scheme = await context.Schemes.AsNoTracking().Where(s => s.Id == schemeId).Select(s => s.Name).FirstOrDefaultAsync(cancellation);
        if (name is null || scheme is null)
        {
            return null;
        }

        var sorts = await ClearanceTurn.ReferenceAsync(context, schemeId, ReferenceKind.RequirementTypes, Today, cancellation);
        var officers = context.SchemeOfficers(schemeId);
        var named = await context.People.AsNoTracking().IgnoreQueryFilters(DeliveryRules.Reach).Where(p => p.Id != personId && officers.Contains(p.Id)).OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName)).ToListAsync(cancellation);
        var today = Today;
        var has = await context.Supervised(today).AnyAsync(e => e.PersonId == personId && e.SchemeId == schemeId, cancellation);
        return new RequirementForm(personId, name, schemeId, scheme, [.. sorts.Select(Choice)], named, has);
    }

    private async Task<IReadOnlyList<Named>> SchemesAsync(Guid personId, CancellationToken cancellation)
    {
        var (today, viewer) = (Today, context.Viewer);
        if (viewer.Hat == Hat.ResponsibleOfficer)
        {
            return await context.Schemes.AsNoTracking()
                .Where(s => context.Supervised(today).Any(e => e.SchemeId == s.Id && e.PersonId == personId && e.OfficerId == viewer.PersonId))
                .OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        }

        var mine = viewer.SchemeIds;
        return await context.Schemes.AsNoTracking()
            .Where(s => mine.Contains(s.Id) && context.ShownHoldings(today).Any(h => h.SchemeId == s.Id && h.PersonId == personId && h.Receiving && h.State == RoleState.Held)
                && !context.LabelsSet(today).Any(l => l.Id == personId))
            .OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
    }
}
