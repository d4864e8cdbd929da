using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Rights;

/// <summary>Somebody whom a data protection lead found by name: enough to tell two people of one name apart, and no more.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Reference">The scheme's own reference.</param>
/// <param name="Schemes">The schemes in which they hold or held a role, as shown.</param>
/// <param name="Since">The London date on which the record was made.</param>
public sealed record FoundPerson(Guid Id, string Name, string? Reference, IReadOnlyList<string> Schemes, DateOnly Since);

/// <summary>A record that may be erased.</summary>
/// <param name="Person">Whose it is.</param>
/// <param name="OpenRoles">Roles, as shown, that a coordinator is to end first.</param>
/// <param name="Goes">What goes, in words.</param>
public sealed record ErasableRecord(FoundPerson Person, IReadOnlyList<string> OpenRoles, IReadOnlyList<string> Goes);

/// <summary>An erasure on the list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When.</param>
/// <param name="Ground">Why, as one of the grounds.</param>
/// <param name="By">The name of who did it; null for the command line.</param>
public sealed record ErasureRow(Guid Id, DateTimeOffset At, ErasureGround Ground, string? By);

/// <summary>What is kept of an erasure.</summary>
/// <param name="Row">What the list says of it.</param>
/// <param name="PersonId">The id that is left of the person.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record ErasureOnPage(ErasureRow Row, Guid PersonId, string? Reason);

/// <summary>
/// What a data protection lead needs to carry out people's rights. The organisation owes those rights, so its lead finds everybody here by name
/// whatever scheme they are in; nothing of anybody's record is read, and walls hold.
/// </summary>
public sealed class RightsQueries(ThroughlineContext context, Vault vault, ReadTraces traces, TimeProvider clock)
{
    /// <summary>Most people found at once.</summary>
    public const int MostFound = 20;

    /// <summary>Most erasures on the list.</summary>
    public const int Most = 200;

    private bool Leads => context.Viewer.Hat is Hat.DataProtectionLead or Hat.System;

    /// <summary>People whose names or references begin with the words typed, in order of name; none for fewer than two characters. Two commands.</summary>
    public async Task<IReadOnlyList<FoundPerson>> FindAsync(string? words, CancellationToken cancellation = default)
    {
        if (!Leads || !PeopleQueries.Searchable(words))
        {
            return [];
        }

        var people = Others();
        foreach (var term in NameFolding.Terms(words))
        {
            people = people.Where(p => context.PersonTerms.Any(t => t.PersonId == p.Id && t.Term.StartsWith(term)));
        }

        return await ReadAsync(people.OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(MostFound), cancellation);
    }

    /// <summary>The record that is to be erased; null for nobody the viewer may know of. Leaves a trace first. Three commands.</summary>
    public async Task<ErasableRecord?> PersonAsync(Guid id, CancellationToken cancellation = default)
    {
        if (!Leads || await ReadAsync(Others().Where(p => p.Id == id), cancellation) is not [var person])
        {
            return null;
        }

        await traces.RecordAsync(new Opening(id, "your name and your schemes", nameof(Person), id, "Getting ready to erase a record"), cancellation);
        var open = await context.ShownHoldings(clock.Today()).IgnoreQueryFilters([ThroughlineContext.ReachFilter])
            .Where(h => h.PersonId == id && h.State != RoleState.Ended && h.State != RoleState.NotThisTime)
            .OrderBy(h => h.From).ThenBy(h => h.Id).Select(h => h.Title + ", " + h.Scheme).ToListAsync(cancellation);
        return new ErasableRecord(person, open, [.. EraseWith.Sets.Select(s => s.What)]);
    }

    /// <summary>What has been erased, the latest first. Two commands.</summary>
    public async Task<IReadOnlyList<ErasureRow>> ErasuresAsync(CancellationToken cancellation = default)
    {
        var rows = await context.Erasures.AsNoTracking().OrderByDescending(e => e.ErasedAt).ThenBy(e => e.Id).Take(Most)
            .Select(e => new { e.Id, e.ErasedAt, e.Ground, e.ErasedById }).ToListAsync(cancellation);
        var names = await context.NamesAsync(rows.Select(r => r.ErasedById), cancellation);
        return rows.ConvertAll(r => new ErasureRow(r.Id, r.ErasedAt, r.Ground, r.ErasedById is { } by ? names.GetValueOrDefault(by) ?? Hat.DataProtectionLead.Name() : null));
    }

    /// <summary>One of them, with its words; null for none of that id. Opening it leaves a trace. Two commands.</summary>
    public async Task<ErasureOnPage?> ErasureAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await context.Erasures.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id, cancellation) is not { } erasure)
        {
            return null;
        }

        var names = await context.NamesAsync([erasure.ErasedById], cancellation);
        var reason = await vault.OpenAsync(new Opening(id, "why a record was erased", nameof(Erasure), id, "Showing what was done"), erasure.Reason, cancellation);
        var by = erasure.ErasedById is { } who ? names.GetValueOrDefault(who) ?? Hat.DataProtectionLead.Name() : null;
        return new ErasureOnPage(new ErasureRow(id, erasure.ErasedAt, erasure.Ground, by), erasure.PersonId, reason);
    }

    private IQueryable<Person> Others()
    {
        var viewer = context.Viewer.PersonId;
        return context.People.AsNoTracking().IgnoreQueryFilters([ThroughlineContext.ReachFilter]).Where(p => p.ErasedAt == null && p.Id != viewer);
    }

    private async Task<List<FoundPerson>> ReadAsync(IQueryable<Person> people, CancellationToken cancellation)
    {
        var found = await people.Select(p => new { p.Id, p.PreferredName, p.FamilyName, p.Reference, p.CreatedAt }).ToListAsync(cancellation);
        var ids = found.ConvertAll(p => p.Id);
        var schemes = (await context.ShownHoldings(clock.Today()).IgnoreQueryFilters([ThroughlineContext.ReachFilter])
            .Where(h => ids.Contains(h.PersonId)).Select(h => new { h.PersonId, h.Scheme }).Distinct().OrderBy(h => h.Scheme)
            .ToListAsync(cancellation)).ToLookup(h => h.PersonId, h => h.Scheme);
        return found.ConvertAll(p => new FoundPerson(
            p.Id, p.FamilyName is null ? p.PreferredName : $"{p.PreferredName} {p.FamilyName}", p.Reference, [.. schemes[p.Id]], p.CreatedAt.LondonDate()));
    }
}
