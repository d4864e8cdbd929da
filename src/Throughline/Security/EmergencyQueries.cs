using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>A record that the viewer has open in an emergency.</summary>
/// <param name="Id">What was written down.</param>
/// <param name="PersonId">Whose record.</param>
/// <param name="Name">Their name.</param>
/// <param name="EndsAt">Until when.</param>
public sealed record RunningEmergency(Guid Id, Guid PersonId, string Name, DateTimeOffset EndsAt);

/// <summary>One of several people of a name, with what tells them apart.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Schemes">Their schemes, as shown.</param>
public sealed record EmergencyChoice(Guid Id, string Name, IReadOnlyList<string> Schemes);

/// <summary>What the viewer asked for and was not given.</summary>
/// <param name="Result">Nobody of the name, or several.</param>
/// <param name="Name">The name as typed.</param>
/// <param name="Reason">The reason as typed.</param>
/// <param name="Choices">Those of the name.</param>
public sealed record EmergencyAsked(EmergencyResult Result, string Name, string Reason, IReadOnlyList<EmergencyChoice> Choices);

/// <summary>That the viewer's own record was opened in an emergency.</summary>
/// <param name="At">When.</param>
/// <param name="Until">Until when it was open.</param>
/// <param name="Who">Who opened it; null where they are not known here any more.</param>
/// <param name="Hat">Under which hat.</param>
/// <param name="Reason">Why, in their words.</param>
public sealed record EmergencyOfMine(DateTimeOffset At, DateTimeOffset Until, string? Who, Hat Hat, string? Reason);

/// <summary>An emergency on a data protection lead's list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When.</param>
/// <param name="Who">Who asked.</param>
/// <param name="Hat">Under which hat.</param>
/// <param name="Person">Whose record was opened; null where none was.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Telling">Whether the person has been told, as it stands now.</param>
/// <param name="ShownFrom">From when they see it; null while it is held back, and where nothing was opened.</param>
/// <param name="IsNew">True while no data protection lead has looked at it.</param>
public sealed record EmergencyRow(
    Guid Id, DateTimeOffset At, string? Who, Hat Hat, string? Person, EmergencyResult Result, EmergencyTelling Telling, DateTimeOffset? ShownFrom, bool IsNew);

/// <summary>An emergency's page.</summary>
/// <param name="Row">What the list says of it.</param>
/// <param name="EndsAt">Until when the record was open.</param>
/// <param name="Reason">Why, in the words of the one who asked.</param>
/// <param name="AskedName">The name as typed, where none was opened.</param>
/// <param name="HeldBackReason">Why it is held back.</param>
/// <param name="IsOwn">True when the viewer opened it.</param>
/// <param name="Version">Its version.</param>
public sealed record EmergencyOnPage(EmergencyRow Row, DateTimeOffset EndsAt, string? Reason, string? AskedName, string? HeldBackReason, bool IsOwn, int Version);

/// <summary>Emergencies as each may see them: the one who asked, the data protection lead, and in time the person it is about.</summary>
public sealed class EmergencyQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>Most on one list.</summary>
    public const int Most = 100;

    /// <summary>What the viewer has open now under this hat, the first to close first. One command.</summary>
    public async Task<IReadOnlyList<RunningEmergency>> RunningAsync(CancellationToken cancellation = default)
    {
        var (viewer, hat, now) = (context.Viewer.PersonId, context.Viewer.Hat, clock.Now());
        return await (from access in context.EmergencyAccesses.AsNoTracking()
                      join person in context.People on access.PersonId equals person.Id
                      where access.ViewerId == viewer && access.Hat == hat && access.Result == EmergencyResult.Opened && access.EndsAt > now
                      orderby access.EndsAt, access.Id
                      select new RunningEmergency(
                          access.Id, person.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, access.EndsAt))
            .Take(Most).ToListAsync(cancellation);
    }

    /// <summary>What the viewer asked for in the last hour and was not given; null for anything else. Four commands.</summary>
    public async Task<EmergencyAsked?> AskedAsync(Guid id, CancellationToken cancellation = default)
    {
        var (viewer, now) = (context.Viewer.PersonId, clock.Now());
        if (!context.Viewer.OpensInEmergency || await context.EmergencyAccesses.AsNoTracking().FirstOrDefaultAsync(
            e => e.Id == id && e.ViewerId == viewer && e.Result != EmergencyResult.Opened && e.EndsAt > now, cancellation) is not { AskedName: { } asked } access)
        {
            return null;
        }

        var words = await vault.OpenAsync(new Opening(viewer, "what you asked for in an emergency", nameof(EmergencyAccess), id, "Asking again"), [asked, access.Reason], cancellation);
        var ids = access.Result == EmergencyResult.SeveralFound ? await EmergencyNames.FindAsync(context, words[0]!, cancellation) : [];
        return new EmergencyAsked(access.Result, words[0]!, words[1]!, await ChoicesAsync(ids, cancellation));
    }

    /// <summary>When the viewer's own record was opened in an emergency, as far as they have been told, the latest first. Two commands and a trace.</summary>
    public async Task<IReadOnlyList<EmergencyOfMine>> MineAsync(CancellationToken cancellation = default)
    {
        var mine = await Mine().OrderByDescending(e => e.OpenedAt).ThenBy(e => e.Id).Take(Most).ToListAsync(cancellation);
        if (mine.Count == 0)
        {
            return [];
        }

        var names = await context.NamesAsync(mine.Select(e => (Guid?)e.ViewerId), cancellation);
        var viewer = context.Viewer.PersonId;
        var reasons = await vault.OpenAsync(
            new Opening(viewer, "why your record was opened in an emergency", nameof(EmergencyAccess), Guid.Empty, "Reading my own record"), [.. mine.Select(e => e.Reason)], cancellation);
        return [.. mine.Select((e, at) => new EmergencyOfMine(e.OpenedAt, e.EndsAt, names.GetValueOrDefault(e.ViewerId), e.Hat, reasons[at]))];
    }

    /// <summary>How many times the viewer's own record was opened in an emergency, as far as they have been told. One command.</summary>
    public Task<int> CountMineAsync(CancellationToken cancellation = default) => Mine().CountAsync(cancellation);

    /// <summary>A data protection lead's list, the latest first. Two commands; none for other hats.</summary>
    public async Task<IReadOnlyList<EmergencyRow>> ListAsync(CancellationToken cancellation = default)
    {
        var rows = await Led().OrderByDescending(e => e.OpenedAt).ThenBy(e => e.Id).Take(Most).ToListAsync(cancellation);
        return await RowsAsync(rows, cancellation);
    }

    /// <summary>How many no data protection lead has looked at, counted up to 100; the viewer's own are for somebody else to look at. One command.</summary>
    public Task<int> CountNewAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        return Led().Where(e => e.SeenAt == null && e.ViewerId != viewer).Select(e => e.Id).Take(Most).CountAsync(cancellation);
    }

    /// <summary>One of them; null for none of that id. Opening its words leaves a trace. Two commands.</summary>
    public async Task<EmergencyOnPage?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await Led().FirstOrDefaultAsync(e => e.Id == id, cancellation) is not { } access)
        {
            return null;
        }

        var row = (await RowsAsync([access], cancellation))[0];
        SealedText?[] texts = [access.Reason, access.AskedName, access.HeldBackReason];
        var opened = new Queue<string?>(await vault.OpenAsync(
            new Opening(access.PersonId, "why your record was opened in an emergency", nameof(EmergencyAccess), id, "Looking after emergency access"),
            [.. texts.OfType<SealedText>()], cancellation));
        string? Next(SealedText? text) => text is null ? null : opened.Dequeue();
        return new EmergencyOnPage(
            row, access.EndsAt, Next(access.Reason), Next(access.AskedName), Next(access.HeldBackReason), access.ViewerId == context.Viewer.PersonId, access.Version);
    }

    private IQueryable<EmergencyAccess> Mine()
    {
        var (viewer, now) = (context.Viewer.PersonId, clock.Now());
        return context.EmergencyAccesses.AsNoTracking().Where(e => e.PersonId == viewer && e.Result == EmergencyResult.Opened && e.ShownFrom <= now);
    }

    private IQueryable<EmergencyAccess> Led()
    {
        var (viewer, leads) = (context.Viewer.PersonId, context.Viewer.Hat == Hat.DataProtectionLead);
        return context.EmergencyAccesses.AsNoTracking().Where(e => leads && (e.PersonId != viewer || e.ViewerId == viewer));
    }

    private async Task<List<EmergencyRow>> RowsAsync(List<EmergencyAccess> rows, CancellationToken cancellation)
    {
        var now = clock.Now();
        var names = await context.NamesAsync(rows.SelectMany(e => new Guid?[] { e.ViewerId, e.PersonId }), cancellation);
        return rows.ConvertAll(e => new EmergencyRow(
            e.Id, e.OpenedAt, names.GetValueOrDefault(e.ViewerId), e.Hat, e.Result == EmergencyResult.Opened ? names.GetValueOrDefault(e.PersonId) : null, e.Result,
            e.IsTold(now) ? EmergencyTelling.Told : e.Telling, e.ShownFrom, e.SeenAt is null));
    }

    private async Task<IReadOnlyList<EmergencyChoice>> ChoicesAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var names = await context.NamesAsync(ids.Select(id => (Guid?)id), cancellation);
        var schemes = (await context.ShownHoldings(clock.Today()).IgnoreQueryFilters([ThroughlineContext.ReachFilter])
            .Where(h => ids.Contains(h.PersonId)).Select(h => new { h.PersonId, h.Scheme }).Distinct().OrderBy(h => h.Scheme)
            .ToListAsync(cancellation)).ToLookup(h => h.PersonId, h => h.Scheme);
        return [.. ids.Where(names.ContainsKey).Select(id => new EmergencyChoice(id, names[id], [.. schemes[id]]))];
    }
}
