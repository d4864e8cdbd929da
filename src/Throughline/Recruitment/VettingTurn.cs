using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Cases opened for a change: the person's turn is taken first, then the case is looked at again.</summary>
internal static class VettingTurn
{
    /// <summary>The hats under which somebody decides about clearance. A coordinator sees the outcome alone, so a coordinator's hat is not among them.</summary>
    public static readonly IReadOnlyList<Hat> DeciderHats = [Hat.StaffColleague, Hat.SafeguardingLead, Hat.HeadOfService];

    private static readonly string[] Beyond = [ThroughlineContext.ReachFilter];

    /// <summary>Opens a case for the person themselves, or for whoever decides about it now.</summary>
    public static async Task<(VettingCase? Case, Refusal? Refusal)> TakeAsync(Writing writing, Guid caseId, int version, bool own, CancellationToken cancellation)
    {
        var viewer = writing.Viewer;
        var personId = await writing.Context.VettingCases.Where(c => c.Id == caseId).Select(c => (Guid?)c.PersonId).FirstOrDefaultAsync(cancellation);
        if (personId is not { } person || own != (person == viewer.PersonId) || !await writing.LockPastReachAsync(person, cancellation))
        {
            return (null, new NotFound());
        }

        if (!own && !DeciderHats.Contains(viewer.Hat))
        {
            return (null, new NotAllowed());
        }

        return await FindAsync(writing, caseId, version, cancellation);
    }

    /// <summary>Opens a case for a coordinator of its scheme, who never reads it.</summary>
    public static async Task<(VettingCase? Case, Refusal? Refusal)> RunAsync(Writing writing, Guid caseId, int version, CancellationToken cancellation)
    {
        var standing = await writing.Context.VettingStandings.Where(s => s.Id == caseId).Select(s => new { s.PersonId, s.SchemeId }).FirstOrDefaultAsync(cancellation);
        if (standing is null)
        {
            return (null, writing.Viewer.RunsSchemes() ? new NotFound() : new NotAllowed());
        }

        return await ClearanceTurn.TakeAsync(writing, standing.PersonId, standing.SchemeId, cancellation) is { } refusal
            ? (null, refusal)
            : await FindAsync(writing, caseId, version, cancellation);
    }

    /// <summary>
    /// Whether somebody may decide about a person, or hear their appeal: staff of the scheme under one of <see cref="DeciderHats"/>, who neither runs
    /// a scheme of theirs nor supervises them, is not their officer, is in no peer role, and is not kept apart from them. Which of the last stood in the way is never said.
    /// </summary>
    public static async Task<Refusal?> CheckDeciderAsync(Writing writing, Guid personId, Guid schemeId, Guid deciderId, string field, CancellationToken cancellation)
    {
        if (deciderId == personId)
        {
            return new Invalid(field, "Choose somebody other than the person themselves");
        }

        var context = writing.Context;
        if (!await context.CandidatesToDecide(personId, schemeId).AnyAsync(id => id == deciderId, cancellation))
        {
            return new Invalid(field, "Choose somebody from the list");
        }

        return await KeptApart.AreAsync(context, personId, deciderId, cancellation) ? new CannotDecide(field) : null;
    }

    /// <summary>Ids of those who may decide about a person in a scheme, as far as the viewer can see them.</summary>
    public static IQueryable<Guid> CandidatesToDecide(this ThroughlineContext context, Guid personId, Guid schemeId)
    {
        var held = from holding in context.RoleHoldings
                   join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                   where holding.State != RoleState.Ended && holding.State != RoleState.NotThisTime
                   select new
                   {
                       holding.PersonId,
                       holding.SchemeId,
                       holding.State,
                       role.OnLadder,
                       Coordinates = role.Hats.Contains(Hat.Coordinator),
                       Decides = role.Hats.Contains(Hat.StaffColleague) || role.Hats.Contains(Hat.SafeguardingLead) || role.Hats.Contains(Hat.HeadOfService),
                   };
        var theirs = context.Belongings.Where(b => b.PersonId == personId && b.To == null);
        return held
            .Where(h => h.SchemeId == schemeId && h.State == RoleState.Held && h.Decides && h.PersonId != personId
                && !held.Any(o => o.PersonId == h.PersonId && o.OnLadder)
                && !held.Any(o => o.PersonId == h.PersonId && o.Coordinates && theirs.Any(b => b.SchemeId == o.SchemeId))
                && !theirs.Any(b => b.SupervisorId == h.PersonId)
                && !context.SupervisionEpisodes.Any(e => e.PersonId == personId && e.OfficerId == h.PersonId))
            .Select(h => h.PersonId).Distinct();
    }

    /// <summary>The days before the end at which a clearance of the scheme counts as soon to run out, and its other numbers.</summary>
    public static Task<Schemes.SettingValues> SettingsAsync(this Writing writing, Guid schemeId, CancellationToken cancellation) =>
        new Schemes.SettingQueries(writing.Context).ValuesAsync(schemeId, cancellation);

    private static async Task<(VettingCase? Case, Refusal? Refusal)> FindAsync(Writing writing, Guid caseId, int version, CancellationToken cancellation)
    {
        var found = await writing.Context.VettingCases.IgnoreQueryFilters(Beyond).Include(c => c.Words).SingleAsync(c => c.Id == caseId, cancellation);
        return found.Version == version ? (found, null) : (null, new Stale());
    }
}

/// <summary>This person cannot decide about that one. Why is not said: it may be a matter between them.</summary>
/// <param name="On">The field it belongs to.</param>
public sealed record CannotDecide(string On) : Refusal("cannot-decide")
{
    /// <inheritdoc />
    public override string Sentence => "This person cannot decide about them. Choose somebody else.";

    /// <inheritdoc />
    public override string? Field => On;
}
