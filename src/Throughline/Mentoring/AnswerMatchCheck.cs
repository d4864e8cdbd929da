using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>One of the two answers three questions about how it goes. They stay theirs unless they say that whoever looks how it goes may read them.</summary>
public sealed class AnswerMatchCheck(UnitOfWork unit)
{
    /// <summary>Answers; again on the same day changes the answers.</summary>
    /// <param name="matchId">The match.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="forReview">Whether whoever looks how the match goes may read them.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="NotMeetingYet"/>, <see cref="MatchOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid matchId, CheckAnswers answers, bool forReview, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("match-check-answered"), async writing =>
        {
            var (turn, refused) = await MatchTurn.TakeAsync(writing, matchId, null, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.IsMentee && !turn.IsMentor)
            {
                return new NotAllowed();
            }

            if (turn.Match.State.IsOver())
            {
                return new MatchOver();
            }

            if (turn.Match.BeganOn is null)
            {
                return new NotMeetingYet();
            }

            var (context, me, today) = (writing.Context, writing.Viewer.PersonId, writing.Today);
            var check = await context.MatchChecks.FirstOrDefaultAsync(c => c.MatchId == matchId && c.PersonId == me && c.On == today, cancellation);
            if (check is null)
            {
                check = new MatchCheck(writing.NewId(), turn.Match, me, today);
                context.Add(check);
            }

            return check.Say(answers, forReview) is { } refusal ? refusal : new Done();
        }, cancellation);
}
