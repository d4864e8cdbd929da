using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>What an officer is asked to agree to.</summary>
/// <param name="EpisodeId">The supervision under which they are the officer.</param>
/// <param name="RoleDefinitionId">The role: one of the peer roles of a scheme that the viewer runs.</param>
public sealed record NewApproval(Guid EpisodeId, Guid RoleDefinitionId);

/// <summary>A coordinator asks the responsible officer to agree to a role, before the person starts it (INV-020).</summary>
public sealed class AskOfficerApproval(UnitOfWork unit)
{
    /// <summary>Asks.</summary>
    /// <returns>Its id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="ApprovalIsThere"/>, <see cref="EpisodeIsOver"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewApproval input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("approval-asked"), async writing =>
        {
            var context = writing.Context;
            var found = await context.ShownEpisodes(writing.Today).FirstOrDefaultAsync(e => e.Id == input.EpisodeId, cancellation);
            if (found is null)
            {
                return new NotFound();
            }

            var role = await context.RoleDefinitions.FirstOrDefaultAsync(r => r.Id == input.RoleDefinitionId && r.OnLadder, cancellation);
            if (role is null)
            {
                return new Invalid(nameof(input.RoleDefinitionId), "Choose a role from the list");
            }

            if (await ClearanceTurn.TakeAsync(writing, found.PersonId, role.SchemeId, cancellation) is { } refused)
            {
                return refused;
            }

            await context.Entry(found).ReloadAsync(cancellation);
            if (found.End < writing.Today)
            {
                return new EpisodeIsOver();
            }

            var there = await context.OfficerApprovals
                .Where(a => a.EpisodeId == found.Id && a.RoleDefinitionId == input.RoleDefinitionId && a.State != ApprovalState.Refused)
                .Select(a => (ApprovalState?)a.State).FirstOrDefaultAsync(cancellation);
            if (there is { } state)
            {
                return new ApprovalIsThere(state);
            }

            var asked = OfficerApproval.Ask(writing.NewId(), found, role, writing.Viewer.PersonId, writing.Today);
            context.Add(asked);
            return asked.Id;
        }, cancellation);
}

/// <summary>The officer has been asked already, or has agreed.</summary>
/// <param name="State">Which of the two.</param>
public sealed record ApprovalIsThere(ApprovalState State) : Refusal("approval-is-there")
{
    /// <inheritdoc />
    public override string Sentence => State == ApprovalState.Given ? "The officer has agreed to this role already." : "The officer has been asked about this role and has not answered yet.";

    /// <inheritdoc />
    public override string? Field => nameof(NewApproval.RoleDefinitionId);
}

/// <summary>Nobody has to be asked once a supervision is over.</summary>
public sealed record EpisodeIsOver() : Refusal("episode-is-over")
{
    /// <inheritdoc />
    public override string Sentence => "This supervision is over. Nobody has to be asked.";
}
