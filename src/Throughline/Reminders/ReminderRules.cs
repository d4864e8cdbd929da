namespace Throughline.Reminders;

/// <summary>The numbers of the background worker, each with its default and the reason for it. An installation may set its own.</summary>
public sealed class ReminderRules
{
    /// <summary>True when this process does background work. Several may on PostgreSQL; a process that only serves pages sets it false.</summary>
    public bool Worker { get; set; } = true;

    /// <summary>Minutes before the second try of a message that failed (1 to 60); each later wait is twice as long. Five: a mail server that restarts is back by then.</summary>
    public int FirstWaitMinutes { get; set; } = 5;

    /// <summary>Longest wait between tries, in minutes (5 to 1440). Six hours: a server that is down all morning is tried in the afternoon.</summary>
    public int LongestWaitMinutes { get; set; } = 360;

    /// <summary>Tries before a message is given up (1 to 20). Nine: about a day. What is due stays on its page all the same.</summary>
    public int MostAttempts { get; set; } = 9;

    /// <summary>Most messages in one run (1 to 1000). A hundred: a run ends before the next begins, and a mail server is not flooded.</summary>
    public int BatchSize { get; set; } = 100;

    /// <summary>Minutes for which one sender has a person's turn (1 to 60). Five: far longer than a mail server takes, short enough that a process that died holds nobody up.</summary>
    public int LeaseMinutes { get; set; } = 5;

    /// <summary>Days for which a reminder that is over is kept (30 to 730), so that nobody is told of the same thing twice. A year: nothing is due for longer.</summary>
    public int KeepDays { get; set; } = 365;

    /// <summary>London hour from which the day's sweeps run (3 to 22). Three: nobody is at work, and no clock changes at that hour.</summary>
    public int SweepHour { get; set; } = 3;

    /// <summary>How long to wait after a number of failed tries.</summary>
    public TimeSpan WaitAfter(int attempts) =>
        TimeSpan.FromMinutes(Math.Min(LongestWaitMinutes, FirstWaitMinutes * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20))));
}
