using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>
/// The mentee's answer after the first meeting, or the mentor's no. No reason is asked for; what the mentee says is for the coordinator alone
/// (INV-063). A coordinator can write down a yes that somebody said to them.
/// </summary>
public sealed class AnswerMatch(UnitOfWork unit)
{
    /// <summary>Answers.</summary>
    /// <param name="id">The match.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="yes">Yes begins the trial; no ends the match.</param>
    /// <param name="words">What the coordinator should know; may be left out.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="MatchMoveNotOpen"/>, <see cref="MatchOver"/>, <see cref="MeetingsStopped"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, bool yes, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("match-answered"), async writing =>
        {
            var (turn, refused) = await MatchTurn.TakeAsync(writing, id, version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.IsMentee && !(turn.IsMentor && !yes) && !(turn.Coordinates && yes))
            {
                return new NotAllowed();
            }

            if (PeopleRules.CheckOptionalText("Words", words, "Your words", MatchEntry.WordsMaxLength) is { } wrong)
            {
                return wrong;
            }

            if (!yes)
            {
                return turn.Match.Decline(turn.Viewer.PersonId, writing.Today, turn.SealOptional(words)) is { } no ? no : new Done();
            }

            if (await writing.Context.ApartAsync(turn.Match.PersonId, turn.Match.MentorId, cancellation) is not null)
            {
                return new MeetingsStopped();
            }

            var weeks = (await new SettingQueries(writing.Context).ValuesAsync(turn.Match.SchemeId, cancellation)).Whole(SettingKeys.MatchesTrialWeeks);
            if (turn.Match.Accept(writing.Today, writing.Today.AddDays(7 * weeks)) is { } refusal)
            {
                return refusal;
            }

            var referral = await writing.Context.Referrals.IgnoreQueryFilters([ThroughlineContext.ReachFilter])
                .FirstOrDefaultAsync(r => r.PersonId == turn.Match.PersonId && r.SchemeId == turn.Match.SchemeId && r.ClosedOn == null, cancellation);
            referral?.Meet(turn.Match.Id, writing.Today);
            return new Done();
        }, cancellation);
}
