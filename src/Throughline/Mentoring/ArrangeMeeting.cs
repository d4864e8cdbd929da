using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Sets or moves the time of the first meeting. A coordinator or the mentor does it.</summary>
public sealed class ArrangeMeeting(UnitOfWork unit)
{
    /// <summary>Sets it.</summary>
    /// <param name="id">The match.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="on">The London date.</param>
    /// <param name="time">The time on London's clocks.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="MatchMoveNotOpen"/>, <see cref="MatchOver"/>, <see cref="PairIsRuledOut"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, DateOnly? on, TimeOnly? time, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("first-meeting-arranged"), async writing =>
        {
            var (turn, refused) = await MatchTurn.TakeAsync(writing, id, version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.Coordinates && !turn.IsMentor)
            {
                return new NotAllowed();
            }

            if (on is not { } day)
            {
                return new Invalid("On", "Enter the day of the first meeting");
            }

            if (time is not { } at || day.InstantInLondon(at) is not { } instant)
            {
                return new Invalid("At", "Enter the time of the first meeting, such as 14:30");
            }

            if (instant < writing.Now.AddDays(-28) || instant > writing.Now.AddDays(92))
            {
                return new Invalid("On", "The day must be in the last 4 weeks or in the next 3 months");
            }

            // Why is not said here: the mentor may be the one who asks.
            return await writing.Context.ApartAsync(turn.Match.PersonId, turn.Match.MentorId, cancellation) is not null ? new MeetingsStopped()
                : turn.Match.Arrange(instant) is { } refusal ? refusal : new Done();
        }, cancellation);
}
