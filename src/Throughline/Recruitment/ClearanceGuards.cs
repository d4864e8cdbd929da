using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Nobody starts the work without the clearance their role asks for (INV-021). One that runs out later never ends or stops a role (INV-022).</summary>
internal sealed class ClearanceGuard : IRoleGuard
{
    public async Task<Refusal?> CheckAsync(Writing writing, RoleHolding holding, RoleDefinition role, RoleState to, DateOnly on, CancellationToken cancellation) =>
        to == RoleState.ActiveSupervised && holding.State == RoleState.TrainedAwaitingClearance && role.ClearanceScope is { } scope
        && !await writing.Context.IsClearedAsync(holding.PersonId, scope, on, cancellation)
            ? new NeedsClearance(await writing.Context.DutyNameAsync(role.SchemeId, scope, on, cancellation))
            : null;
}

/// <summary>Somebody under supervision takes up the work, or comes back to it, with the approval of each officer who is answerable on that day (INV-020).</summary>
internal sealed class OfficerApprovalGuard : IRoleGuard
{
    public async Task<Refusal?> CheckAsync(Writing writing, RoleHolding holding, RoleDefinition role, RoleState to, DateOnly on, CancellationToken cancellation) =>
        to.IsActive() && !holding.State.IsActive() && role.OnLadder
        && await writing.Context.LacksApprovalAsync(holding.PersonId, role.Id, on, cancellation)
            ? new NeedsOfficerApproval()
            : null;
}

/// <summary>What the guards and the pages that announce them ask alike.</summary>
internal static class GuardRules
{
    private static readonly string[] Unfiltered = [ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter];

    /// <summary>True when an officer who is answerable for the person on the date has not agreed to the role. One command; the same whoever asks.</summary>
    public static Task<bool> LacksApprovalAsync(this ThroughlineContext context, Guid personId, Guid roleDefinitionId, DateOnly on, CancellationToken cancellation)
    {
        var given = context.OfficerApprovals.IgnoreQueryFilters(Unfiltered).Where(a => a.RoleDefinitionId == roleDefinitionId && a.State == ApprovalState.Given);
        return context.SupervisionEpisodes.IgnoreQueryFilters(Unfiltered)
            .AnyAsync(e => e.PersonId == personId && e.Start <= on && (e.End == null || e.End >= on) && !given.Any(a => a.EpisodeId == e.Id), cancellation);
    }

    /// <summary>What a duty is called in a scheme; its code where the list has no such item. One command.</summary>
    public static async Task<string> DutyNameAsync(this ThroughlineContext context, Guid schemeId, string scope, DateOnly on, CancellationToken cancellation) =>
        (await ClearanceTurn.ReferenceAsync(context, schemeId, ReferenceKind.ClearanceScopes, on, cancellation)).FirstOrDefault(i => i.Code == scope)?.Name ?? scope;
}

/// <summary>The role asks for a clearance that is not there.</summary>
/// <param name="Duty">What the duty is called.</param>
public sealed record NeedsClearance(string Duty) : Refusal("needs-clearance")
{
    /// <inheritdoc />
    public override string Sentence => $"They need a clearance for “{Duty}” that holds on that day. Ask for one or record it on their clearance page.";
}

/// <summary>An officer has to agree first.</summary>
public sealed record NeedsOfficerApproval() : Refusal("needs-officer-approval")
{
    /// <inheritdoc />
    public override string Sentence => "Their officer has to agree to this role first. Ask for the approval on their clearance page.";
}
