using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>
/// Logs a contact in six fields (INV-071). Sent again with the same key, as a phone without a signal does, it is logged once. Nobody is asked to
/// report on anybody (E13).
/// </summary>
public sealed class LogContact(UnitOfWork unit)
{
    /// <summary>Logs it.</summary>
    /// <returns>
    /// The contact's id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="MatchOver"/>, <see cref="NotMeetingYet"/>,
    /// <see cref="MeetingsStopped"/>, <see cref="LimitsNotShown"/>.
    /// </returns>
    public Task<Outcome<Guid>> RunAsync(Guid matchId, ContactLog log, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("contact-logged"), async writing =>
        {
            var (turn, refused) = await MatchTurn.TakeAsync(writing, matchId, null, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.IsMentor)
            {
                return new NotAllowed();
            }

            if (await turn.MayMeetAsync(cancellation) is { } stopped)
            {
                return stopped;
            }

            var (at, wrong) = Check(log, turn.Match, writing.Now);
            if (wrong is not null)
            {
                return wrong;
            }

            var contact = Contact.Log(writing.NewId(), turn.Match, log, at, turn.SealOptional(log.WhatHelped));
            writing.Context.Add(contact);
            return contact.Id;
        }, cancellation);

    /// <summary>When a contact began, or the first thing wrong with it.</summary>
    internal static (DateTimeOffset At, Refusal? Wrong) Check(ContactLog log, Match match, DateTimeOffset now)
    {
        if (log.On is not { } on)
        {
            return Wrong(nameof(log.On), "Enter the day");
        }

        if (log.At is not { } time || on.InstantInLondon(time) is not { } at)
        {
            return Wrong(nameof(log.At), "Enter when it began, such as 14:30");
        }

        if (log.Minutes is not (>= 1 and <= Contact.MinutesMost))
        {
            return Wrong(nameof(log.Minutes), $"Enter how many minutes it took, from 1 to {Contact.MinutesMost}");
        }

        if (at > now)
        {
            return Wrong(nameof(log.On), "It must have begun already");
        }

        if (on < match.BeganOn)
        {
            return Wrong(nameof(log.On), "It must be on or after the day on which you two began");
        }

        if (log.Mode is not { } mode || !Enum.IsDefined(mode))
        {
            return Wrong(nameof(log.Mode), "Choose how you were in touch");
        }

        if (log.Place is not { } place || !Enum.IsDefined(place))
        {
            return Wrong(nameof(log.Place), "Choose where it was");
        }

        if (mode is ContactMode.Phone or ContactMode.Text != place is ContactPlace.NoPlace)
        {
            return Wrong(nameof(log.Place), mode is ContactMode.Phone or ContactMode.Text ? "Choose “Not in person” for a phone call or a text" : "Choose where you met");
        }

        if (log.Load is not (>= 0 and <= Contact.LoadMost))
        {
            return Wrong(nameof(log.Load), "Choose how it was for you");
        }

        return (at, PeopleRules.CheckOptionalText(nameof(log.WhatHelped), log.WhatHelped, "What helped", Contact.WordsMaxLength));

        static (DateTimeOffset, Refusal) Wrong(string field, string message) => (default, new Invalid(field, message));
    }
}
