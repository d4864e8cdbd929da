namespace Throughline.Security;

/// <summary>The numbers of sign-in, each with its default and the reason for it. An installation may set its own.</summary>
public sealed class SignInRules
{
    /// <summary>Minutes without a request after which a session on a shared hub computer locks (1 to 5), where no scheme sets its own. Five: others sit down at it all day.</summary>
    public int IdleSharedMinutes { get; set; } = 5;

    /// <summary>Minutes without a request after which any other session locks (5 to 30), where no scheme sets its own. Fifteen: long enough for a telephone call, short enough for an office.</summary>
    public int IdleOtherMinutes { get; set; } = 15;

    /// <summary>Hours after which a session ends whatever is done in it (1 to 24). Twelve: longer than a working day, shorter than two.</summary>
    public int LongestSessionHours { get; set; } = 12;

    /// <summary>Days for which words that were not saved are kept for their writer (1 to 90). Thirty: a story is written over weeks.</summary>
    public int DraftDays { get; set; } = 30;

    /// <summary>Hours for which a form posted from a locked or ended session is kept (1 to 72). Twenty-four: until the next day's first sign-in.</summary>
    public int KeptFormHours { get; set; } = 24;

    /// <summary>Wrong passwords or codes in a row before an account pauses (3 to 20). Ten: a person mistypes, a machine guesses.</summary>
    public int FailuresBeforePause { get; set; } = 10;

    /// <summary>Minutes that such a pause lasts (1 to 60). Fifteen: forty guesses an hour find nothing, and nobody waits for long.</summary>
    public int PauseMinutes { get; set; } = 15;

    /// <summary>Minutes after showing a second factor within which ways to sign in may be changed (1 to 30). Five: the time to do it in one go.</summary>
    public int RecentProofMinutes { get; set; } = 5;

    /// <summary>Days for which an invitation's link works (1 to 30). Seven: it is opened within the week or asked for again.</summary>
    public int InvitationDays { get; set; } = 7;

    /// <summary>Hours for which a recovery link works (1 to 72). Twenty-four: it is handed over by somebody who has just seen them.</summary>
    public int RecoveryHours { get; set; } = 24;

    /// <summary>Recovery links that may be made for one person in 24 hours (1 to 10). Three: a link may be lost, and somebody who loses three should be met.</summary>
    public int RecoveriesADay { get; set; } = 3;

    /// <summary>Minutes between sweeps of what is spent (5 to 1440). Sixty: nothing spent lies about for longer than an hour past its time.</summary>
    public int SweepMinutes { get; set; } = 60;

    /// <summary>Days for which an ended session is kept (1 to 90). Seven: a form sent from a page that was left open over a week's leave is still kept for its writer.</summary>
    public int EndedSessionDays { get; set; } = 7;

    /// <summary>Days for which the answer to a sent form is kept (1 to 90). Thirty, as long as a draft: a form sent again by mistake within them does nothing twice.</summary>
    public int AnswerDays { get; set; } = 30;

    /// <summary>Posts to the sign-in pages that one address may make in a minute (5 to 600). Thirty: a hub's computers may share one address.</summary>
    public int SignInPostsPerMinute { get; set; } = 30;

    /// <summary>True in the fictional service only: its people may be chosen from a list to sign in as. Not a matter of taste, so it has no other setting.</summary>
    public bool FictionalList { get; set; }
}
