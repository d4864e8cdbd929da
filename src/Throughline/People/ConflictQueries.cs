using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>A conflict on a coordinator's list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Person">The name of who it is about.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DeclaredOn">The London date on which we were told.</param>
/// <param name="DueBy">By when the next thing is to be done; null for nothing.</param>
/// <param name="Overdue">True when that date is past.</param>
public sealed record ConflictRow(Guid Id, string Person, ConflictState State, DateOnly DeclaredOn, DateOnly? DueBy, bool Overdue);

/// <summary>One who may be or is the other side.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Standing">What is known.</param>
public sealed record PartyOnPage(Guid Id, string Name, PartyStanding Standing);

/// <summary>A conflict's page.</summary>
/// <param name="Row">What the list says of it.</param>
/// <param name="PersonId">Who it is about.</param>
/// <param name="DeclaredName">The name they gave; null where two records were named.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Finding">What the last review found, or why it was lifted.</param>
/// <param name="ReviewBy">When to look again.</param>
/// <param name="Parties">Those who may be or are the other side.</param>
/// <param name="Version">The version of the conflict.</param>
public sealed record ConflictOnPage(
    ConflictRow Row, Guid PersonId, string? DeclaredName, string? Plan, string? Finding, DateOnly? ReviewBy, IReadOnlyList<PartyOnPage> Parties, int Version);

/// <summary>Conflicts: a person's own declarations, and those a coordinator looks after.</summary>
public sealed class ConflictQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>Most conflicts on one list.</summary>
    public const int Most = 100;

    /// <summary>The London dates on which the viewer declared something, newest first: nothing else, whatever came of it. One command.</summary>
    public async Task<IReadOnlyList<DateOnly>> MineAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var told = await context.Conflicts.AsNoTracking().Where(c => c.PersonId == viewer && c.DeclaredById == viewer)
            .OrderByDescending(c => c.DeclaredAt).Select(c => c.DeclaredAt).Take(Most).ToListAsync(cancellation);
        return told.ConvertAll(at => at.LondonDate());
    }

    /// <summary>Those the viewer looks after that are not lifted, the most urgent first. One command.</summary>
    public async Task<IReadOnlyList<ConflictRow>> ListAsync(CancellationToken cancellation = default)
    {
        var today = clock.Today();
        var rows = await Open().Where(c => c.State != ConflictState.Lifted).Take(Most).ToListAsync(cancellation);
        return [.. rows.ConvertAll(r => r.Row(today)).OrderBy(r => r.DueBy ?? DateOnly.MaxValue).ThenBy(r => r.Person, StringComparer.Ordinal).ThenBy(r => r.Id)];
    }

    /// <summary>How many want something doing, and how many of them are late. One command.</summary>
    public async Task<(int Waiting, int Overdue)> CountAsync(CancellationToken cancellation = default)
    {
        var today = clock.Today();
        var rows = await Open().Where(c => c.State != ConflictState.Lifted).Take(Most).ToListAsync(cancellation);
        var shown = rows.ConvertAll(r => r.Row(today));
        return (shown.Count(r => r.DueBy is not null), shown.Count(r => r.Overdue));
    }

    /// <summary>A conflict's page; null when the viewer does not look after one of that id. Opening its words leaves a trace. Two commands.</summary>
    public async Task<ConflictOnPage?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        var found = await Open().FirstOrDefaultAsync(c => c.Id == id, cancellation);
        if (found is null)
        {
            return null;
        }

        var parties = await (from party in context.ConflictParties.AsNoTracking()
                             join person in context.People on party.OtherId equals person.Id
                             where party.ConflictId == id
                             orderby person.SortName, person.Id
                             select new PartyOnPage(
                                 party.OtherId, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, party.Standing))
            .ToListAsync(cancellation);
        SealedText?[] texts = [found.DeclaredName, found.Plan, found.Finding];
        var opened = texts.All(t => t is null)
            ? []
            : await vault.OpenAsync(
                new Opening(found.PersonId, "what you told us about somebody close to you", nameof(Conflict), id, "Looking after the wall"),
                [.. texts.OfType<SealedText>()], cancellation);
        var words = new Queue<string?>(opened);
        string? Next(SealedText? text) => text is null ? null : words.Dequeue();
        return new ConflictOnPage(
            found.Row(clock.Today()), found.PersonId, Next(found.DeclaredName), Next(found.Plan), Next(found.Finding), found.ReviewBy, parties, found.Version);
    }

    private IQueryable<Look> Open()
    {
        var viewer = context.Viewer.PersonId;
        return from conflict in context.Conflicts.AsNoTracking()
               join person in context.People on conflict.PersonId equals person.Id
               where conflict.PersonId != viewer
               orderby conflict.DeclaredAt, conflict.Id
               select new Look
               {
                   Id = conflict.Id,
                   PersonId = conflict.PersonId,
                   Name = person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName,
                   State = conflict.State,
                   DeclaredAt = conflict.DeclaredAt,
                   DeclaredName = conflict.DeclaredName,
                   Plan = conflict.Plan,
                   Finding = conflict.Finding,
                   ActBy = conflict.ActBy,
                   NewcomerBy = context.ConflictParties.Where(p => p.ConflictId == conflict.Id && p.Standing == PartyStanding.Candidate).Min(p => (DateOnly?)p.ActBy),
                   ReviewBy = conflict.ReviewBy,
                   Version = conflict.Version,
               };
    }

    private sealed class Look
    {
        public Guid Id { get; init; }

        public Guid PersonId { get; init; }

        public string Name { get; init; } = "";

        public ConflictState State { get; init; }

        public DateTimeOffset DeclaredAt { get; init; }

        public SealedText? DeclaredName { get; init; }

        public SealedText? Plan { get; init; }

        public SealedText? Finding { get; init; }

        public DateOnly? ActBy { get; init; }

        public DateOnly? NewcomerBy { get; init; }

        public DateOnly? ReviewBy { get; init; }

        public int Version { get; init; }

        public ConflictRow Row(DateOnly today)
        {
            DateOnly? due = State switch
            {
                ConflictState.Lifted => null,
                ConflictState.InterimWall or ConflictState.Assessed => ActBy ?? NewcomerBy,
                _ => NewcomerBy ?? ReviewBy,
            };
            return new ConflictRow(Id, Name, State, DeclaredAt.LondonDate(), due, due < today);
        }
    }
}
