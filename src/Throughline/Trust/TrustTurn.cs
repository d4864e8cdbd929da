using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>
/// The trust of one role holding opened for a change: the holder's turn taken, everything granted for the role at hand, and nothing that the viewer
/// may not know of.
/// </summary>
internal sealed record TrustTurn(Writing Writing, RoleHolding Holding, RoleDefinition Role, Person Holder, IReadOnlyList<TrustGrant> Grants)
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    private static readonly string[] AnyViewer = [ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter];

    /// <summary>The grant it was opened for; null when it was opened for the role.</summary>
    public TrustGrant? Grant { get; private init; }

    public bool IsOwn => Writing.Viewer.PersonId == Holding.PersonId;

    /// <summary>Where the role stands, or stood before its pause.</summary>
    public RoleState Standing => Holding.PausedFrom ?? Holding.State;

    /// <summary>Opens a role's trust, or says why not.</summary>
    public static async Task<(TrustTurn? Turn, Refusal? Refusal)> TakeAsync(Writing writing, Guid holdingId, CancellationToken cancellation)
    {
        var holder = await writing.Context.RoleHoldings.Where(h => h.Id == holdingId).Select(h => (Guid?)h.PersonId).FirstOrDefaultAsync(cancellation);
        return holder is { } personId ? await TakeAsync(writing, personId, holdingId, null, cancellation) : (null, new NotFound());
    }

    /// <summary>Opens one grant and those beside it, or says why not. Whoever stands behind a grant reaches it although they do not reach the person.</summary>
    public static async Task<(TrustTurn? Turn, Refusal? Refusal)> TakeGrantAsync(Writing writing, Guid grantId, int version, CancellationToken cancellation)
    {
        var found = await writing.Context.TrustGrants.Where(g => g.Id == grantId).Select(g => new { g.PersonId, g.HoldingId }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return (null, new NotFound());
        }

        var (turn, refused) = await TakeAsync(writing, found.PersonId, found.HoldingId, grantId, cancellation);
        return turn is null || turn.Grant!.Version == version ? (turn, refused) : (null, new Stale());
    }

    /// <summary>Why the viewer may not decide about this person's trust; null when they may: staff of the scheme, not in a peer role, not close to them.</summary>
    public Task<Refusal?> MayDecideAsync(CancellationToken cancellation) =>
        Sponsors.MayDecideAsync(Writing, Holding.PersonId, Holding.SchemeId, Writing.Viewer.Hat is Hat.Coordinator or Hat.Supervisor, cancellation);

    /// <summary>The scheme's policy numbers.</summary>
    public Task<SettingValues> SettingsAsync(CancellationToken cancellation) => new SettingQueries(Writing.Context).ValuesAsync(Holding.SchemeId, cancellation);

    /// <summary>What is wrong with a date to look again, or null.</summary>
    public async Task<Refusal?> CheckReviewAsync(string field, DateOnly review, CancellationToken cancellation)
    {
        var days = (await SettingsAsync(cancellation)).Whole(SettingKeys.TrustReviewDays);
        return review <= Writing.Today || review > Writing.Today.AddDays(days)
            ? new Invalid(field, $"The date to look again must be in the next {days} days")
            : null;
    }

    /// <summary>Lets the steps below rest on a date: whoever looks at a step looks at those beneath it.</summary>
    public void RestOn(TrustGrant above)
    {
        foreach (var below in Grants.Where(g => g.Step < above.Step))
        {
            below.ReviewWith(above.ReviewOn!.Value);
        }
    }

    private static async Task<(TrustTurn? Turn, Refusal? Refusal)> TakeAsync(
        Writing writing, Guid personId, Guid holdingId, Guid? grantId, CancellationToken cancellation)
    {
        var context = writing.Context;
        if (!await writing.LockPastReachAsync(personId, cancellation))
        {
            return (null, new NotFound());
        }

        var holding = await context.RoleHoldings.IgnoreQueryFilters(AnyReach).Include(h => h.Moves.OrderBy(m => m.Number)).SingleAsync(h => h.Id == holdingId, cancellation);
        var holder = await context.People.IgnoreQueryFilters(AnyReach).AsNoTracking().SingleAsync(p => p.Id == personId, cancellation);
        var role = await context.RoleDefinitions.SingleAsync(r => r.Id == holding.RoleDefinitionId, cancellation);
        if (!role.OnLadder || Veil.Covers(writing.Viewer.PersonId, writing.Viewer.Hat, holder, role, writing.Today))
        {
            return (null, new NotFound());
        }

        var grants = await context.TrustGrants.IgnoreQueryFilters(AnyReach).Include(g => g.Entries.OrderBy(e => e.Number))
            .Where(g => g.HoldingId == holdingId).OrderBy(g => g.Step).ThenBy(g => g.Id).ToListAsync(cancellation);
        return (new TrustTurn(writing, holding, role, holder, grants) { Grant = grantId is null ? null : grants.Single(g => g.Id == grantId) }, null);
    }

    /// <summary>Who may decide about somebody's trust.</summary>
    internal static class Sponsors
    {
        public static async Task<Refusal?> MayDecideAsync(Writing writing, Guid personId, Guid schemeId, bool hat, CancellationToken cancellation)
        {
            var viewer = writing.Viewer;
            if (viewer.PersonId == Guid.Empty)
            {
                return new NeedsAPerson();
            }

            if (viewer.PersonId == personId)
            {
                return new NotYourOwn();
            }

            if (!hat || !viewer.SchemeIds.Contains(schemeId))
            {
                return new NotAllowed();
            }

            if (await InAPeerRole(writing.Context, viewer.PersonId).AnyAsync(cancellation))
            {
                return new InAPeerRole();
            }

            return await KeptApart.AreAsync(writing.Context, viewer.PersonId, personId, cancellation) ? new CannotDecideForThem() : null;
        }

        /// <summary>The roles on the peer ladder that somebody holds now.</summary>
        public static IQueryable<RoleHolding> InAPeerRole(ThroughlineContext context, Guid personId) =>
            context.RoleHoldings.IgnoreQueryFilters(AnyViewer).Where(h => h.PersonId == personId
                && h.State >= RoleState.InTraining && h.State <= RoleState.Paused
                && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.OnLadder));
    }
}

/// <summary>The steps in their order, for one role.</summary>
internal static class TrustLadder
{
    /// <summary>
    /// The step to grant next, or null when there is none left. A role that stood at solo before trust was recorded here has its first three steps
    /// behind it, and working alone is the first to be put into words.
    /// </summary>
    /// <param name="standing">Where the role stands, or stood before its pause.</param>
    /// <param name="grants">Everything granted for the role.</param>
    public static TrustStep? Next(RoleState standing, IReadOnlyCollection<TrustGrant> grants) =>
        TrustSteps.All.Select(s => (TrustStep?)s).FirstOrDefault(s => !Has(grants, s!.Value) && !Behind(standing, grants, s.Value));

    public static bool Has(IEnumerable<TrustGrant> grants, TrustStep step) => grants.Any(g => g.Step == step && g.ActiveFrom is not null && g.ClosedOn is null);

    public static bool Behind(RoleState standing, IEnumerable<TrustGrant> grants, TrustStep step) =>
        step < TrustStep.WorkingAlone && standing is RoleState.ActiveSolo or RoleState.Senior && !grants.Any(g => g.Step == step && g.ActiveFrom is not null);
}

/// <summary>Somebody who is in a peer role now does not grant trust to another.</summary>
public sealed record InAPeerRole() : Refusal("in-a-peer-role")
{
    /// <inheritdoc />
    public override string Sentence => "You are in a peer role yourself. Ask somebody who is not to do this.";
}

/// <summary>This person cannot decide about that one. Why is not said: it may be a matter between them.</summary>
public sealed record CannotDecideForThem() : Refusal("cannot-decide-for-them")
{
    /// <inheritdoc />
    public override string Sentence => "You cannot decide about this person. Ask somebody else to.";
}

/// <summary>Steps are granted one at a time, in their order (INV-040).</summary>
/// <param name="Next">The next one; null when there is none left.</param>
public sealed record NotTheNextStep(TrustStep? Next) : Refusal("not-the-next-step")
{
    /// <inheritdoc />
    public override string Sentence => Next is { } next ? $"Steps of trust come one at a time. The next one is “{next.Name()}”." : "They have every step there is.";

    /// <inheritdoc />
    public override string? Field => "Step";
}

/// <summary>A step that is put forward or offered is answered before the next.</summary>
public sealed record StepWaits() : Refusal("step-waits")
{
    /// <inheritdoc />
    public override string Sentence => "A step of trust waits for an answer. The next one comes after that.";
}

/// <summary>No step is granted above one that is on hold.</summary>
public sealed record LowerStepOnHold() : Refusal("lower-step-on-hold")
{
    /// <inheritdoc />
    public override string Sentence => "A step below this one is on hold. Settle that first.";
}

/// <summary>Trust is granted and taken up while the role is going on.</summary>
public sealed record RoleNotGoingOn() : Refusal("role-not-going-on")
{
    /// <inheritdoc />
    public override string Sentence => "This role is not going on at the moment. Steps of trust wait until it is.";
}
