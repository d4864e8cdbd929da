using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>A decision that goes against somebody is made by a person, who says why and what they looked at (E02).</summary>
/// <param name="Reason">Why, in words, at least <see cref="ReasonMinLength"/> characters.</param>
/// <param name="Evidence">What was looked at before deciding.</param>
public sealed record Decision(string? Reason, string? Evidence)
{
    /// <summary>Shortest reason, in characters: long enough that it has to be a sentence.</summary>
    public const int ReasonMinLength = 20;

    /// <summary>The first thing wrong, or null.</summary>
    internal Refusal? Check(Viewer viewer)
    {
        if (viewer.Hat == Hat.System || viewer.PersonId == Guid.Empty)
        {
            return new NeedsAPerson();
        }

        if (PeopleRules.CheckText(nameof(Reason), Reason, "Enter the reason", "The reason", RoleHolding.ReasonMaxLength) is { } refusal)
        {
            return refusal;
        }

        if (Reason!.Trim().Length < ReasonMinLength)
        {
            return new Invalid(nameof(Reason), $"The reason must be {ReasonMinLength} characters or more, so that the person can understand it");
        }

        return PeopleRules.CheckText(nameof(Evidence), Evidence, "Enter what you looked at before you decided", "What you looked at", RoleHolding.ReasonMaxLength);
    }

    /// <summary>Both together, as they are sealed.</summary>
    internal string Text => $"{Reason!.Trim()}\n\nLooked at: {Evidence!.Trim()}";
}

/// <summary>Nobody's role, place or match is decided against them by a machine (E02).</summary>
public sealed record NeedsAPerson() : Refusal("needs-a-person")
{
    /// <inheritdoc />
    public override string Sentence => "A person has to decide this, by name and with a reason.";
}

/// <summary>What the use cases of this slice share: who may, whose turn it is, and which texts will do.</summary>
internal static class PeopleRules
{
    /// <summary>Earliest date a role may begin; older ones are typing mistakes.</summary>
    public static readonly DateOnly Earliest = new(1970, 1, 1);

    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    public static bool RunsSchemes(this Viewer viewer) => viewer.Hat is Hat.Coordinator or Hat.System;

    public static bool Runs(this Viewer viewer, Guid schemeId) => viewer.Hat == Hat.System || (viewer.Hat == Hat.Coordinator && viewer.SchemeIds.Contains(schemeId));

    /// <summary>
    /// Takes the person's turn: until the commit nobody else changes them or what they hold. False when the viewer cannot see them. Their version stays, whatever the turn is for:
    /// a form that somebody has open on them must not tell that anything happened.
    /// </summary>
    public static Task<bool> LockAsync(this Writing writing, Guid personId, CancellationToken cancellation) =>
        TakeTurnAsync(writing.Context.People.Where(p => p.Id == personId), cancellation);

    /// <summary>Takes somebody's turn although their record is out of reach, as where two people are in one thing; also once they are erased. Never through a wall.</summary>
    public static Task<bool> LockPastReachAsync(this Writing writing, Guid personId, CancellationToken cancellation) =>
        TakeTurnAsync(writing.Context.People.IgnoreQueryFilters(AnyReach).Where(p => p.Id == personId), cancellation);

    /// <summary>The same, of somebody who has not been erased.</summary>
    public static Task<bool> LockHerePastReachAsync(this Writing writing, Guid personId, CancellationToken cancellation) =>
        TakeTurnAsync(writing.Context.People.IgnoreQueryFilters(AnyReach).Where(p => p.Id == personId && p.ErasedAt == null), cancellation);

    /// <summary>
    /// Makes those who add names and those who declare one take turns, so that neither misses the other: they meet at the head of the audit
    /// chain, which every write takes last anyway.
    /// </summary>
    public static async Task LockNamesAsync(this Writing writing, CancellationToken cancellation)
    {
        if (!writing.HoldsNames)
        {
            await writing.Context.Set<AuditHead>().ExecuteUpdateAsync(set => set.SetProperty(h => h.Sequence, h => h.Sequence), cancellation);
            writing.HoldsNames = true;
        }
    }

    public static Refusal? CheckText(string field, string? text, string missing, string label, int max)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new Invalid(field, missing);
        }

        return CheckOptionalText(field, text, label, max);
    }

    public static Refusal? CheckOptionalText(string field, string? text, string label, int max)
    {
        if (text?.Trim().Length > max)
        {
            return new Invalid(field, $"{label} must be {max} characters or fewer");
        }

        return text is not null && text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t'))
            ? new Invalid(field, $"{label} must not contain control characters")
            : null;
    }

    public static Refusal? CheckPast(string field, DateOnly date, DateOnly today) =>
        date > today ? new Invalid(field, "The date must be today or in the past")
        : date < Earliest ? new Invalid(field, $"The year must be {Earliest.Year} or later")
        : null;

    /// <summary>Names of people the viewer has come across on a record of their own: any reach, but never through a wall.</summary>
    public static async Task<Dictionary<Guid, string>> NamesAsync(this ThroughlineContext context, IEnumerable<Guid?> ids, CancellationToken cancellation)
    {
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        return wanted.Count == 0 ? [] : await context.People.AsNoTracking().IgnoreQueryFilters([ThroughlineContext.ReachFilter])
            .Where(p => wanted.Contains(p.Id))
            .Select(p => new { p.Id, p.PreferredName, p.FamilyName })
            .ToDictionaryAsync(p => p.Id, p => p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName, cancellation);
    }

    private static async Task<bool> TakeTurnAsync(IQueryable<Person> one, CancellationToken cancellation) =>
        await one.ExecuteUpdateAsync(set => set.SetProperty(p => p.Version, p => p.Version), cancellation) == 1;
}

/// <summary>A role holding opened for a change: the holder's turn taken, the viewer's right to it checked, and seen as the viewer sees it.</summary>
internal sealed record RoleTurn(RoleHolding Holding, RoleDefinition Role, Person Holder, RoleState Look)
{
    /// <summary>True when the viewer is shown a plain role in its place, and may only do what can be done to one.</summary>
    public bool Veiled => Look != Holding.State;

    /// <summary>Opens it, or says why not.</summary>
    public static async Task<(RoleTurn? Turn, Refusal? Refusal)> TakeAsync(Writing writing, Guid holdingId, int version, CancellationToken cancellation)
    {
        var context = writing.Context;
        var personId = await context.RoleHoldings.Where(h => h.Id == holdingId).Select(h => (Guid?)h.PersonId).FirstOrDefaultAsync(cancellation);
        if (personId is not { } holderId || !await writing.LockAsync(holderId, cancellation))
        {
            return (null, new NotFound());
        }

        var holding = await context.RoleHoldings.Include(h => h.Moves.OrderBy(m => m.Number)).SingleAsync(h => h.Id == holdingId, cancellation);
        var holder = await context.People.AsNoTracking().SingleAsync(p => p.Id == holderId, cancellation);
        var role = await context.RoleDefinitions.SingleAsync(r => r.Id == holding.RoleDefinitionId, cancellation);
        var look = Veil.Covers(writing.Viewer.PersonId, writing.Viewer.Hat, holder, role, writing.Today) ? Veil.Look(role, holding.State) : holding.State;
        if (look is not { } shown)
        {
            return (null, new NotFound());
        }

        if (!writing.Viewer.Runs(holding.SchemeId))
        {
            return (null, new NotAllowed());
        }

        return holding.Version == version ? (new RoleTurn(holding, role, holder, shown), null) : (null, new Stale());
    }
}
