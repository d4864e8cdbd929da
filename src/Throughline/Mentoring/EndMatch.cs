using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>
/// Ends a match. The mentee can at any time, without a reason and without a plan, and the mentor never reads what they say of it (INV-063, E23). A
/// coordinator ends what was planned, and needs a second person about both of the two. Whoever still wants a mentor keeps the place they had on the list.
/// </summary>
public sealed class EndMatch(UnitOfWork unit)
{
    /// <summary>Ends it.</summary>
    /// <param name="id">The match.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="words">What the coordinator should know, or a coordinator's reason.</param>
    /// <param name="stillWants">True where the mentee would like another mentor.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="SecondPersonNeeded"/>, <see cref="MatchMoveNotOpen"/>, <see cref="MatchOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, string? words, bool stillWants, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("match-ended"), async writing =>
        {
            var (turn, refused) = await MatchTurn.TakeAsync(writing, id, version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.IsMentee && !turn.Coordinates)
            {
                return new NotAllowed();
            }

            if ((turn.IsMentee
                ? PeopleRules.CheckOptionalText("Words", words, "Your words", MatchEntry.WordsMaxLength)
                : PeopleRules.CheckText("Words", words, "Enter how it ended", "How it ended", MatchEntry.WordsMaxLength)) is { } wrong)
            {
                return wrong;
            }

            var match = turn.Match;
            if (!turn.IsMentee && await SecondPerson.CheckAsync(writing, turn.Two, match.SchemeId, AdverseAct.StopMatch, id, cancellation) is { } second)
            {
                return second;
            }

            if (match.End(turn.Viewer.PersonId, writing.Today, turn.SealOptional(words)) is { } refusal)
            {
                return refusal;
            }

            var context = writing.Context;
            if (stillWants && !await context.Referrals.AnyAsync(r => r.PersonId == match.PersonId && r.SchemeId == match.SchemeId && r.ClosedOn == null, cancellation))
            {
                var first = await context.Referrals.AsNoTracking().FirstOrDefaultAsync(r => r.MatchId == match.Id, cancellation);
                context.Add(Referral.Ask(
                    writing.NewId(), match.PersonId, match.SchemeId, turn.IsMentee ? ReferralSource.Self : ReferralSource.Staff, turn.Viewer.PersonId, first?.On ?? writing.Today, first?.Words));
            }

            return new Done();
        }, cancellation);
}
