using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>
/// That one person is to be told of one due thing by one channel. It holds the person's id and the key of the due thing, nothing else about either:
/// what is due is worked out again, and the address looked up, at the moment of sending.
/// </summary>
public sealed class Reminder : IAboutPerson, INotAudited
{
    /// <summary>Longest key of a due thing, in characters.</summary>
    public const int DueKeyMaxLength = 200;

    /// <summary>Longest code of a failure, in characters.</summary>
    public const int FailureMaxLength = 40;

    private Reminder()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who is told.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The key of what is due.</summary>
    public string DueKey { get; private init; } = "";

    /// <summary>By which channel.</summary>
    public ReminderChannel Channel { get; private init; }

    /// <summary>Where it stands.</summary>
    public ReminderState State { get; private set; }

    /// <summary>How many tries have failed.</summary>
    public int Attempts { get; private set; }

    /// <summary>From when it may be tried.</summary>
    public DateTimeOffset NextTryAt { get; private set; }

    /// <summary>The code of the last failure, such as <c>smtp-550</c>; null when none failed.</summary>
    public string? Failure { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset MadeAt { get; private init; }

    /// <summary>When it was over; null while it is not.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Makes one, to be sent at once.</summary>
    public static Reminder Make(Guid id, Guid personId, string dueKey, ReminderChannel channel, DateTimeOffset now) => new()
    {
        Id = id, PersonId = personId, DueKey = dueKey, Channel = channel, State = ReminderState.Waiting, MadeAt = now, NextTryAt = now,
    };

    /// <summary>The channel has accepted it.</summary>
    public Refusal? Send(DateTimeOffset now) => Move(ReminderState.Sent, now);

    /// <summary>It need not be sent any more.</summary>
    public Refusal? Drop(DateTimeOffset now) => Move(ReminderState.NoLongerNeeded, now);

    /// <summary>It is needed after all: the person wants messages again, or may be told again.</summary>
    public Refusal? NeedAgain(DateTimeOffset now)
    {
        if (Move(ReminderState.Waiting, now) is { } refusal)
        {
            return refusal;
        }

        (Attempts, Failure, NextTryAt) = (0, null, now);
        return null;
    }

    /// <summary>A try failed. After the last one allowed, or a failure that no try will mend, it is given up.</summary>
    /// <param name="failure">Its code.</param>
    /// <param name="forGood">True when trying again cannot help.</param>
    /// <param name="now">When.</param>
    /// <param name="rules">How often and how far apart.</param>
    public Refusal? Fail(string failure, bool forGood, DateTimeOffset now, ReminderRules rules)
    {
        var last = forGood || Attempts + 1 >= rules.MostAttempts;
        if (Move(last ? ReminderState.GivenUp : ReminderState.Failed, now) is { } refusal)
        {
            return refusal;
        }

        Attempts++;
        Failure = failure.Length <= FailureMaxLength ? failure : failure[..FailureMaxLength];
        NextTryAt = now + rules.WaitAfter(Attempts);
        return null;
    }

    /// <summary>Not before this instant: the person's quiet hours. It stands where it stood.</summary>
    public Refusal? Hold(DateTimeOffset until)
    {
        if (!State.IsOpen())
        {
            return new ReminderOver(State);
        }

        NextTryAt = until;
        Version++;
        return null;
    }

    private Refusal? Move(ReminderState to, DateTimeOffset now)
    {
        if (!ReminderStates.ExitsOf(State).Contains(to))
        {
            return new ReminderOver(State);
        }

        State = to;
        ClosedAt = to.IsOpen() ? null : now;
        Version++;
        return null;
    }
}

/// <summary>This cannot be done with a reminder that stands where it stands.</summary>
/// <param name="State">Where it stands.</param>
public sealed record ReminderOver(ReminderState State) : Refusal("reminder-over")
{
    /// <inheritdoc />
    public override string Sentence => $"This cannot be done now. The reminder stands at “{State.Name()}”.";
}
