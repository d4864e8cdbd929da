using Throughline.People;

namespace Throughline.Web.Pages.People;

/// <summary>The roles of a person with what can be done to them.</summary>
public sealed record RolesPartial(Guid PersonId, IReadOnlyList<RoleOnPage> Roles, IReadOnlyList<Guid> Runs)
{
    /// <summary>Where the steps of trust of a role are shown; null where they are not linked from here.</summary>
    public Func<Guid, string>? Trust { get; init; }

    /// <summary>Whether the viewer changes this role: it is in a scheme that they run.</summary>
    public bool CanChange(ShownHolding role) => Runs.Contains(role.SchemeId);

    /// <summary>The states a form can move a role to. Working alone begins with a grant of trust, pausing and ending have pages of their own.</summary>
    public static IReadOnlyList<RoleState> StepsFrom(ShownHolding role) => role.State == RoleState.Paused
        ? role.PausedFrom is { } back ? [back] : []
        : [.. RoleStates.ExitsOf(role.State).Where(to => to is not (RoleState.Ended or RoleState.NotThisTime or RoleState.Paused)
            && !(role.State == RoleState.ActiveSupervised && to == RoleState.ActiveSolo))];

    public IReadOnlyList<RoleState> NextSteps(ShownHolding role) => StepsFrom(role);
}
