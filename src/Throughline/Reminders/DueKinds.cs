namespace Throughline.Reminders;

/// <summary>What each kind of due thing is called on a page that only its reader sees. It tells nothing about anybody.</summary>
public static class DueKinds
{
    // A kind that is not here is shown by its own words, so that a slice may bring one without a line.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["application-to-talk-about"] = "Somebody who applied waits for a talk",
        ["application-to-answer"] = "Somebody who applied waits for an answer",
        ["something-to-see-to"] = "Something waits for you to see to",
        ["something-to-answer"] = "Something waits for your answer",
        ["clearance-runs-out"] = "A clearance runs out soon",
        ["clearance-ran-out"] = "A clearance has run out",
        ["case-to-begin"] = "A clearance waits for you to begin",
        ["part-to-do"] = "Your part for your clearance waits",
        ["case-to-decide"] = "A clearance waits for your decision",
        ["appeal-needs-somebody"] = "An appeal needs somebody to hear it",
        ["news-to-read"] = "There is news of your clearance",
        ["approval-asked"] = "You are asked whether you agree to a role",
        ["date-comes-near"] = "A date of yours comes near",
        ["work-has-changed"] = "Something big in your work has changed",
        ["offer-support"] = "Somebody you supervise may like to talk",
        ["course-cannot-open"] = "A course cannot open yet",
        ["register-open"] = "A register is not filled in",
        ["course-session"] = "You have a session of your course",
        ["course-place-waiting"] = "Somebody waits for the next course",
        ["course-done"] = "Somebody has done all that a course takes",
        ["session-needs-somebody"] = "A session needs somebody to run it",
        ["programme-to-approve"] = "A programme waits for approval",
        ["programme-to-read"] = "A programme waits for a peer to read it",
        ["something-planned-soon"] = "You have something in your diary",
        ["attendance-to-decide"] = "Something waits for your decision",
        ["shift-needs-somebody"] = "A shift needs somebody",
        ["something-planned"] = "You are on the roster",
        ["something-to-check"] = "Check the time you left",
        ["something-changes"] = "A room of yours is taken for a time",
        ["key-confirm"] = "Say that you have a key",
        ["key-return"] = "A key is to come back",
        ["key-lost"] = "A key is lost",
        ["trust-offer"] = "You are offered a step of trust",
        ["trust-review"] = "A step of trust is to be looked at again",
        ["trust-review-late"] = "A step of trust should have been looked at again",
        ["trust-hold"] = "A hold waits for a second person",
        ["trust-hold-over"] = "A hold has run out",
        ["trust-hold-ending"] = "A hold ends soon",
        ["trust-second-person"] = "A step of trust waits for a second person",
        ["trust-appeal"] = "An appeal waits for your answer",
        ["match-to-look-at"] = "A match needs somebody to look at it",
        ["match-needs-somebody"] = "Somebody may need another mentor",
        ["match-to-review"] = "It is time to look how a match goes",
        ["match-ends"] = "A match comes to its planned end",
        ["match-over-limit"] = "A match above the limit has run its time",
        ["match-was-stopped"] = "Two people wait for a talk with you",
        ["something-has-changed"] = "Something that you are part of has changed",
        ["something-to-put-right"] = "Somebody says that something written down about them is wrong",
        ["survey-to-close"] = "A survey has run its days and can be closed",
        ["first-meeting"] = "You meet somebody for the first time",
        ["talk-offered"] = "Somebody offers you a talk",
        ["talk-to-offer"] = "Somebody you look after may need a talk",
        ["turn-has-nobody"] = "A turn on a rota has nobody",
        ["turn-comes"] = "A turn of yours comes near",
        ["something-is-yours"] = "Something was handed to you",
        ["something-needs-somebody"] = "Something needs somebody new to take it on",
        ["look-at-today"] = "Something is to be looked at today",
        ["look-at-again"] = "Something is to be looked at again",
        ["task-of-yours"] = "You have said that you would do something",
        ["task-late"] = "Something that was agreed is not done yet",
        ["somebody-new"] = "Somebody new may like to hear from you",
        ["something-shared"] = "Somebody shared something with you",
        ["something-kind"] = "Somebody would like to name you",
        ["step-to-finish"] = "Something you set out to do has come to its day",
        ["climate-to-look-at"] = "How a place treats people is yours to look at",
        ["supervision-to-plan"] = "A supervision waits for its day, or for what was agreed",
        ["supervision-late"] = "A supervisor may need help with their time",
        ["group-supervision-due"] = "Group supervision is due",
        ["supervision-soon"] = "You have supervision soon",
        ["supervision-to-read"] = "Something that was agreed waits for you to read it",
        ["about-your-work"] = "Something about your work was noticed",
        ["flag-to-look-at"] = "Something about how the work is set up is yours to look at",
        ["something-asked-of-you"] = "Somebody asks something of the service",
        ["expense-to-pay"] = "Somebody waits for money they paid",
        ["first-reached"] = "Somebody you supervise reached a first",
    };

    /// <summary>The kind in plain words.</summary>
    public static string Name(string kind)
    {
        if (Names.TryGetValue(kind, out var name))
        {
            return name;
        }

        var words = kind.Replace('-', ' ');
        return words.Length == 0 ? "Something to look at" : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
