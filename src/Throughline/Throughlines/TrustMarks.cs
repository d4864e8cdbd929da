using Microsoft.EntityFrameworkCore;
using Throughline.Storage;
using Throughline.Trust;

namespace Throughline.Throughlines;

/// <summary>What steps of trust and firsts put on a throughline.</summary>
/// <param name="Lane">The lane of trust.</param>
/// <param name="Milestones">The firsts.</param>
/// <param name="WordedAlone">Role holdings for which working alone was granted in words: their own mark says so, and no other is derived.</param>
internal sealed record TrustMarks(MarkLane Lane, IReadOnlyList<Milestone> Milestones, IReadOnlySet<Guid> WordedAlone)
{
    private static readonly TrustEvent[] Marked = [TrustEvent.Accepted, TrustEvent.Reviewed, TrustEvent.Held, TrustEvent.Restored, TrustEvent.Withdrawn];

    private static readonly PerModel<Func<ThroughlineContext, Guid, bool, DateOnly, IAsyncEnumerable<Entry>>> Entries = new(() => EF.CompileAsyncQuery(
        (ThroughlineContext context, Guid personId, bool own, DateOnly today) =>
            from entry in context.TrustEntries.AsNoTracking()
            join grant in context.TrustGrants on entry.GrantId equals grant.Id
            join role in context.RoleDefinitions on grant.RoleDefinitionId equals role.Id
            join person in context.People on grant.PersonId equals person.Id
            where entry.PersonId == personId && Marked.Contains(entry.What)
                && (own || !role.TellsOfThePast || person.LabelSunset == null || person.LabelSunset > today)
            orderby entry.On, entry.GrantId, entry.Number
            select new Entry(entry.GrantId, entry.What, entry.On, grant.Step, grant.HoldingId)));

    private static readonly PerModel<Func<ThroughlineContext, Guid, bool, DateOnly, IAsyncEnumerable<First>>> Firsts = new(() => EF.CompileAsyncQuery(
        (ThroughlineContext context, Guid personId, bool own, DateOnly today) =>
            from first in context.Milestones.AsNoTracking()
            join person in context.People on first.PersonId equals person.Id
            where first.PersonId == personId && (own || person.LabelSunset == null || person.LabelSunset > today)
            orderby first.On, first.Kind
            select new First(first.Id, first.Kind, first.On)));

    /// <summary>Reads them, as far as the viewer may see them: nothing of somebody else's once their label has set. Two commands.</summary>
    public static async Task<TrustMarks> ReadAsync(ThroughlineContext context, Guid personId, DateOnly today, CancellationToken cancellation)
    {
        var own = context.Viewer.PersonId == personId;
        var entries = await Entries.For(context)(context, personId, own, today).ToListAsync(cancellation);
        var firsts = await Firsts.For(context)(context, personId, own, today).ToListAsync(cancellation);
        return new TrustMarks(
            new MarkLane("trust", "Trust", LaneGlyph.Diamond, [.. entries.Select(e => new LaneMark(e.On, What(e.What, e.Step), $"/trust/grants/{e.GrantId}"))]),
            [.. firsts.Select(f => new Milestone(f.On, own ? f.Kind.OwnName() : f.Kind.Name(), $"/trust/milestones/{f.Id}"))],
            entries.Where(e => e.Step == TrustStep.WorkingAlone && e.What == TrustEvent.Accepted).Select(e => e.HoldingId).ToHashSet());
    }

    private static string What(TrustEvent what, TrustStep step) => what switch
    {
        TrustEvent.Accepted => $"trusted with “{step.Name()}”",
        TrustEvent.Reviewed => $"looked at again: “{step.Name()}”",
        TrustEvent.Held => $"put on hold: “{step.Name()}”",
        TrustEvent.Restored => $"given back: “{step.Name()}”",
        _ => $"taken back: “{step.Name()}”",
    };

    private sealed record Entry(Guid GrantId, TrustEvent What, DateOnly On, TrustStep Step, Guid HoldingId);

    private sealed record First(Guid Id, MilestoneKind Kind, DateOnly On);
}
