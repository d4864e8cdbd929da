using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>The answer to an appeal.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Upheld">True when the holder is right: the step is given back, or offered again where it had been taken back.</param>
/// <param name="Decision">Why, and what was looked at; to the holder.</param>
public sealed record TrustAppealAnswer(Guid GrantId, int Version, bool Upheld, Decision Decision);

/// <summary>
/// The person who was named answers an appeal, under a hat of theirs in the scheme. An appeal that is upheld gives the step back at once while it is
/// on hold; a step that was taken back is offered again, and the holder accepts it or not.
/// </summary>
public sealed class AnswerTrustAppeal(UnitOfWork unit)
{
    /// <summary>Answers.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>,
    /// <see cref="NoAppealWaits"/>, <see cref="NotYourOwn"/>, <see cref="InAPeerRole"/>, <see cref="CannotDecideForThem"/>, <see cref="StepWaits"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(TrustAppealAnswer input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("trust-appeal-answered"), async writing =>
        {
            var (turn, refused) = await TrustTurn.TakeGrantAsync(writing, input.GrantId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            var (grant, viewer) = (turn.Grant!, writing.Viewer);
            if ((await TrustTurn.Sponsors.MayDecideAsync(writing, grant.PersonId, grant.SchemeId, Sponsorship.MaySponsor(viewer.Hat), cancellation)
                ?? input.Decision.Check(viewer)
                ?? (input.Upheld ? null : await SecondPerson.CheckAsync(writing, grant.PersonId, grant.SchemeId, AdverseAct.LowerTrust, grant.Id, cancellation))
                ?? grant.AnswerAppeal(viewer.PersonId, writing.Today, writing.Seal(grant.PersonId, input.Decision.Text))) is { } refusal)
            {
                return refusal;
            }

            if (!input.Upheld)
            {
                return new Done();
            }

            var words = writing.Seal(grant.PersonId, input.Decision.Reason!.Trim());
            if (grant.State == TrustState.Suspended)
            {
                return grant.Restore(viewer.PersonId, writing.Now, words) is { } no ? no : new Done();
            }

            if (TrustLadder.Has(turn.Grants, grant.Step))
            {
                return new Done();
            }

            if (turn.Grants.Any(g => g.ActiveFrom is null && g.ClosedOn is null))
            {
                return new StepWaits();
            }

            if (turn.Holding.State.IsOver())
            {
                return new Done();
            }

            var again = TrustGrant.Propose(writing.NewId(), turn.Holding, grant.Step, viewer.PersonId, writing.Today, null);
            again.Offer(viewer.PersonId, writing.Today, words, writing.Today.AddDays((await turn.SettingsAsync(cancellation)).Whole(SettingKeys.TrustReviewDays)));
            writing.Context.Add(again);
            return new Done();
        }, cancellation);
}
