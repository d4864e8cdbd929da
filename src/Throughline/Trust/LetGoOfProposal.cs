using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A proposal that is let go.</summary>
/// <param name="GrantId">The grant; it stands at <see cref="TrustState.Proposed"/>.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Decision">Why not yet, and what was looked at: needed from staff, who answer somebody; ignored from whoever put it forward.</param>
public sealed record LetGoProposal(Guid GrantId, int Version, Decision Decision);

/// <summary>Lets a proposal go: whoever made it takes it back, or staff say "not yet" with a reason (E02).</summary>
public sealed class LetGoOfProposal(UnitOfWork unit)
{
    /// <summary>Lets it go.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="TrustMoveNotOpen"/>,
    /// <see cref="NeedsAPerson"/>, <see cref="InAPeerRole"/>, <see cref="CannotDecideForThem"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(LetGoProposal input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("trust-not-yet"), async writing =>
        {
            var (turn, refused) = await TrustTurn.TakeGrantAsync(writing, input.GrantId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            var grant = turn.Grant!;
            var viewer = writing.Viewer.PersonId;
            if (grant.State != TrustState.Proposed)
            {
                return new TrustMoveNotOpen(grant.State, TrustState.Ended);
            }

            var answers = grant.ProposedById != viewer;
            if (answers && (await turn.MayDecideAsync(cancellation)
                ?? input.Decision.Check(writing.Viewer)
                ?? await SecondPerson.CheckAsync(writing, grant.PersonId, grant.SchemeId, AdverseAct.SayNotYet, grant.Id, cancellation)) is { } refusal)
            {
                return refusal;
            }

            return grant.End(viewer, writing.Today, answers ? writing.Seal(grant.PersonId, input.Decision.Text) : null) is { } no ? no : new Done();
        }, cancellation);
}
