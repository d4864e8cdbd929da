using System.Linq.Expressions;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>
/// A role holding as the viewer may see it. Once its holder's label has set (E08), everybody else sees a role that tells of the past as a plain
/// role that is simply held, and an ended one not at all: the record of somebody who never was in one.
/// </summary>
public sealed class ShownHolding
{
    /// <summary>The id.</summary>
    public Guid Id { get; init; }

    /// <summary>The holder.</summary>
    public Guid PersonId { get; init; }

    /// <summary>The role's scheme.</summary>
    public Guid SchemeId { get; init; }

    /// <summary>The scheme's name.</summary>
    public string Scheme { get; init; } = "";

    /// <summary>The title, or the plain title behind the veil.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where it stands; <see cref="RoleState.Held"/> behind the veil.</summary>
    public RoleState State { get; init; }

    /// <summary>First day.</summary>
    public DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>True when it is shown otherwise than it is.</summary>
    internal bool Veiled { get; init; }

    /// <summary>True for a role on the ladder, shown as one.</summary>
    public bool OnLadder { get; init; }

    /// <summary>True for a role that asks for lived experience, shown as one.</summary>
    public bool AsksCriterion { get; init; }

    /// <summary>When the criterion was confirmed, where it is asked.</summary>
    public DateTimeOffset? CriterionConfirmedAt { get; init; }

    /// <summary>The supervisor of a role on the ladder; null for any other, behind the veil, and where the viewer is walled off from them.</summary>
    public Guid? SupervisorId { get; init; }

    /// <summary>Who manages somebody in a role of staff, or one that was shown as such; null for nobody, and where the viewer is walled off from them.</summary>
    public Guid? ManagerId { get; init; }

    /// <summary>Who looks after them during a pause.</summary>
    public Guid? SupportOwnerId { get; init; }

    /// <summary>When a pause is to be looked at again.</summary>
    public DateOnly? ReviewBy { get; init; }

    /// <summary>The state a pause returns to.</summary>
    public RoleState? PausedFrom { get; init; }

    /// <summary>When they may try again.</summary>
    public DateOnly? ReapplyFrom { get; init; }

    /// <summary>Why it ended.</summary>
    public ExitReason? ExitReason { get; init; }

    /// <summary>How it is paid; <see cref="Pay.None"/> behind the veil.</summary>
    public Pay Pay { get; init; }

    /// <summary>True for a role of somebody whom the service works with, such as a mentee.</summary>
    public bool Receiving { get; init; }

    /// <summary>Concurrency token of the holding.</summary>
    public int Version { get; init; }
}

/// <summary>The one place that knows what a label sunset hides. Every list, filter, page and export of role holdings starts here.</summary>
public static class Veil
{
    /// <summary>The holdings as the context's viewer may see them on a London date.</summary>
    public static IQueryable<ShownHolding> ShownHoldings(this ThroughlineContext context, DateOnly today)
    {
        var onlooker = Expression.Constant(new Onlooker(context.Viewer.PersonId, context.Viewer.Hat == Hat.System, today));
        return ((IQueryable)context.RoleHoldings).Provider.CreateQuery<ShownHolding>(Shown.Body.With(
            (Shown.Parameters[0], Expression.Constant(context)),
            (Shown.Parameters[1], Expression.Property(onlooker, nameof(Onlooker.Viewer))),
            (Shown.Parameters[2], Expression.Property(onlooker, nameof(Onlooker.Everything))),
            (Shown.Parameters[3], Expression.Property(onlooker, nameof(Onlooker.Today)))));
    }

    /// <summary>The same for a query that is compiled: of a context, who looks, whether they are the system, and the London date.</summary>
    internal static Expression<Func<ThroughlineContext, Guid, bool, DateOnly, IQueryable<ShownHolding>>> Shown { get; } =
        (context, viewer, everything, today) =>
            from holding in context.RoleHoldings
            join person in context.People on holding.PersonId equals person.Id
            join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
            join scheme in context.Schemes on holding.SchemeId equals scheme.Id
            let set = !everything && holding.PersonId != viewer && role.TellsOfThePast && person.LabelSunset != null && person.LabelSunset <= today
            let veiled = set && role.LivedExperienceRequired
            let shown = !set || (role.LivedExperienceRequired
                ? holding.State >= RoleState.InTraining && holding.State <= RoleState.Paused
                : holding.State == RoleState.Held)
            where shown
            select new ShownHolding
            {
                Id = holding.Id,
                PersonId = holding.PersonId,
                SchemeId = holding.SchemeId,
                Scheme = scheme.Name,
                Title = veiled ? role.PlainTitle : role.Title,
                State = veiled ? RoleState.Held : holding.State,
                From = holding.From,
                To = holding.To,
                Veiled = veiled,
                OnLadder = role.OnLadder && !veiled,
                AsksCriterion = role.LivedExperienceRequired && !veiled,
                CriterionConfirmedAt = veiled ? null : holding.CriterionConfirmedAt,
                SupervisorId = veiled || !role.OnLadder
                    || context.Walls.Any(w => w.ViewerId == viewer && w.SubjectId == holding.SupervisorId && w.LiftedAt == null) ? null : holding.SupervisorId,
                ManagerId = context.Walls.Any(w => w.ViewerId == viewer && w.SubjectId == holding.ManagerId && w.LiftedAt == null) ? null : holding.ManagerId,
                SupportOwnerId = veiled
                    || context.Walls.Any(w => w.ViewerId == viewer && w.SubjectId == holding.SupportOwnerId && w.LiftedAt == null) ? null : holding.SupportOwnerId,
                ReviewBy = veiled ? null : holding.ReviewBy,
                PausedFrom = veiled ? null : holding.PausedFrom,
                ReapplyFrom = veiled ? null : holding.ReapplyFrom,
                ExitReason = holding.ExitReason,
                Pay = veiled ? Pay.None : holding.Pay,
                Receiving = !veiled && role.Hats.Contains(Hat.Mentee),
                Version = holding.Version,
            };

    /// <summary>True when a holding is shown to the viewer as a plain role.</summary>
    internal static bool Covers(Guid viewerId, Hat hat, Person holder, RoleDefinition role, DateOnly today) =>
        hat != Hat.System && viewerId != holder.Id && role.TellsOfThePast && holder.LabelHasSet(today);

    private sealed record Onlooker(Guid Viewer, bool Everything, DateOnly Today);

    /// <summary>What a covered holding looks like: null when it is not shown at all.</summary>
    internal static RoleState? Look(RoleDefinition role, RoleState state) => role.LivedExperienceRequired
        ? state.GivesHats() && state != RoleState.Held ? RoleState.Held : null
        : state == RoleState.Held ? RoleState.Held : null;
}
