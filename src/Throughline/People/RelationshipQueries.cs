using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Two people who are kept apart: never why (INV-012).</summary>
/// <param name="Id">The relationship.</param>
/// <param name="FirstId">One.</param>
/// <param name="First">Their name.</param>
/// <param name="SecondId">The other.</param>
/// <param name="Second">Their name.</param>
/// <param name="From">Since when.</param>
/// <param name="ReviewBy">By when to look again; null for one that has no date yet, which is due.</param>
/// <param name="Overdue">True when that date is past.</param>
public sealed record ApartRow(Guid Id, Guid FirstId, string First, Guid SecondId, string Second, DateOnly From, DateOnly? ReviewBy, bool Overdue);

/// <summary>The page of two people who are kept apart.</summary>
/// <param name="Row">What the list says of them.</param>
/// <param name="Finding">What the last look found.</param>
/// <param name="Version">The version of the relationship.</param>
public sealed record ApartOnPage(ApartRow Row, string? Finding, int Version);

/// <summary>Who is kept apart from whom, for coordinators who see both and are neither. The kind is never read.</summary>
public sealed class RelationshipQueries(ThroughlineContext context, Vault vault, ReadTraces traces, TimeProvider clock)
{
    /// <summary>Most on one list.</summary>
    public const int Most = 100;

    /// <summary>Everybody who is kept apart, the most urgent first. One command.</summary>
    public Task<IReadOnlyList<ApartRow>> ListAsync(CancellationToken cancellation = default) => RowsAsync(Standing(), cancellation);

    /// <summary>Those whom one person is kept apart from. One command.</summary>
    public Task<IReadOnlyList<ApartRow>> OfAsync(Guid personId, CancellationToken cancellation = default) =>
        RowsAsync(Standing().Where(l => l.Pair.PersonId == personId || l.Pair.OtherId == personId), cancellation);

    /// <summary>How many are to be looked at again, counted up to 100. One command.</summary>
    public Task<int> CountDueAsync(CancellationToken cancellation = default)
    {
        var today = clock.Today();
        return Standing().Where(l => l.Pair.ReviewBy == null || l.Pair.ReviewBy <= today).Select(l => l.Pair.Id).Take(Most).CountAsync(cancellation);
    }

    /// <summary>The page of two; null when they are not kept apart or the viewer may not know. Leaves a trace. One command.</summary>
    public async Task<ApartOnPage?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await Standing().FirstOrDefaultAsync(l => l.Pair.Id == id, cancellation) is not { } look)
        {
            return null;
        }

        // Neither of the two is told that they are kept apart, not by who looked either.
        var opening = new Opening(look.Pair.PersonId, "a note about you", nameof(Relationship), id, "Looking after who works with whom");
        string? finding = null;
        if (look.Pair.Finding is { } text)
        {
            finding = await vault.OpenAsync(opening, text, cancellation);
        }
        else
        {
            await traces.RecordAsync(opening, cancellation);
        }

        return new ApartOnPage(look.Row(clock.Today()), finding, look.Pair.Version);
    }

    private IQueryable<Look> Standing() =>
        from pair in context.Relationships.AsNoTracking()
        join first in context.People on pair.PersonId equals first.Id
        join second in context.People on pair.OtherId equals second.Id
        where pair.To == null
        select new Look
        {
            Pair = pair,
            First = first.FamilyName == null ? first.PreferredName : first.PreferredName + " " + first.FamilyName,
            Second = second.FamilyName == null ? second.PreferredName : second.PreferredName + " " + second.FamilyName,
        };

    private async Task<IReadOnlyList<ApartRow>> RowsAsync(IQueryable<Look> looks, CancellationToken cancellation)
    {
        var today = clock.Today();
        var rows = await looks.OrderBy(l => l.Pair.ReviewBy).ThenBy(l => l.Pair.Id).Take(Most).ToListAsync(cancellation);
        return [.. rows.ConvertAll(l => l.Row(today)).OrderBy(r => r.ReviewBy ?? DateOnly.MinValue).ThenBy(r => r.First, StringComparer.Ordinal).ThenBy(r => r.Id)];
    }

    private sealed class Look
    {
        public Relationship Pair { get; init; } = null!;

        public string First { get; init; } = "";

        public string Second { get; init; } = "";

        public ApartRow Row(DateOnly today) =>
            new(Pair.Id, Pair.PersonId, First, Pair.OtherId, Second, Pair.From, Pair.ReviewBy, Pair.ReviewBy is not { } by || by < today);
    }
}
