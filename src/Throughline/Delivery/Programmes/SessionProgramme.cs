using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Training;

namespace Throughline.Delivery.Programmes;

/// <summary>A programme for the sessions of groups: what it is called and why there is it. What is done in it is in its versions.</summary>
public sealed class SessionProgramme
{
    /// <summary>Longest title, in characters.</summary>
    public const int TitleMaxLength = 80;

    /// <summary>Longest answer to what it is for, in characters.</summary>
    public const int AimMaxLength = 500;

    private SessionProgramme()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What it is called.</summary>
    public string Title { get; private init; } = "";

    /// <summary>What it is for, in plain words.</summary>
    public string Aim { get; private init; } = "";

    /// <summary>Writes an idea down.</summary>
    /// <returns>The programme, or <see cref="Invalid"/>.</returns>
    public static Outcome<SessionProgramme> Begin(Guid id, Guid schemeId, string? title, string? aim) =>
        (Typed.Required(title, TitleMaxLength, nameof(Title), "Enter what it is called", "The title") ?? PersonFirst.Check(title, nameof(Title))
            ?? Typed.Required(aim, AimMaxLength, nameof(Aim), "Enter what it is for", "What it is for") ?? PersonFirst.Check(aim, nameof(Aim))) is { } wrong
            ? wrong
            : new SessionProgramme { Id = id, SchemeId = schemeId, Title = title!.Trim(), Aim = aim!.Trim() };
}

/// <summary>One version of a programme. Once peers read it its words stay as they are: what changes is a new version.</summary>
public sealed class SessionProgrammeVersion
{
    /// <summary>Longest text on what changed since the version before, in characters.</summary>
    public const int ChangesMaxLength = 1_000;

    /// <summary>Most sessions in a version.</summary>
    public const int MostSessions = 30;

    private readonly List<ProgrammeSession> sessions = [];
    private readonly List<ProgrammeStep> steps = [];

    private SessionProgrammeVersion()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The programme.</summary>
    public Guid ProgrammeId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Its number among the programme's versions, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>What is to change since the version before, in words; null for the first.</summary>
    public string? Changes { get; private init; }

    /// <summary>Where it stands.</summary>
    public ProgrammeState State { get; private set; }

    /// <summary>How many times peers were asked to read it.</summary>
    public int Round { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Its sessions, in order.</summary>
    public IReadOnlyList<ProgrammeSession> Sessions => sessions;

    /// <summary>The states it went through, the oldest first.</summary>
    public IReadOnlyList<ProgrammeStep> Steps => steps;

    /// <summary>The first version of a programme: an idea.</summary>
    public static SessionProgrammeVersion Begin(Guid id, SessionProgramme programme, DateTimeOffset now, Guid by)
    {
        var version = new SessionProgrammeVersion { Id = id, ProgrammeId = programme.Id, SchemeId = programme.SchemeId, Number = 1 };
        version.Enter(ProgrammeState.Idea, null, now, by);
        return version;
    }

    /// <summary>Moves it on where nothing else is asked: to being worked out together, being written, or back to being written, which takes words.</summary>
    public Refusal? Move(ProgrammeState to, string? words, DateTimeOffset now, Guid by)
    {
        if (to is not (ProgrammeState.CoDesign or ProgrammeState.Draft) || Closed(to) is not null)
        {
            return new ProgrammeMoveNotOpen(State, to);
        }

        if (State is ProgrammeState.PeerReview or ProgrammeState.Finalised && CheckReason(words, "Say what is to change") is { } wrong)
        {
            return wrong;
        }

        Enter(to, words, now, by);
        return null;
    }

    /// <summary>Asks peers to read it: it has a session and a peer among its authors (INV-088).</summary>
    public Refusal? AskPeers(bool hasPeerAuthor, DateTimeOffset now, Guid by)
    {
        if (Closed(ProgrammeState.PeerReview) is { } closed)
        {
            return closed;
        }

        if (sessions.Count == 0)
        {
            return new NeedsSessions();
        }

        if (!hasPeerAuthor)
        {
            return new NeedsPeerAuthor();
        }

        Round++;
        Enter(ProgrammeState.PeerReview, null, now, by);
        return null;
    }

    /// <summary>Says that nothing is left to write: enough peers have said what they think.</summary>
    /// <param name="views">How many peers have, since they were last asked.</param>
    /// <param name="needed">How many are needed, from 1.</param>
    /// <param name="now">When.</param>
    /// <param name="by">Who says so.</param>
    public Refusal? Finalise(int views, int needed, DateTimeOffset now, Guid by)
    {
        if (Closed(ProgrammeState.Finalised) is { } closed)
        {
            return closed;
        }

        if (views < needed)
        {
            return new NeedsPeerViews(views, needed);
        }

        Enter(ProgrammeState.Finalised, null, now, by);
        return null;
    }

    /// <summary>Approves it: by somebody who neither wrote it nor does peer work, with a reason.</summary>
    public Refusal? Approve(bool isAuthor, bool inPeerRole, string? reason, DateTimeOffset now, Guid by)
    {
        if (Closed(ProgrammeState.Approved) is { } closed)
        {
            return closed;
        }

        if (by == Guid.Empty)
        {
            return new NeedsAPerson();
        }

        if (isAuthor)
        {
            return new AuthorsDoNotApprove();
        }

        if (inPeerRole)
        {
            return new PeersDoNotApprove();
        }

        if (CheckReason(reason, "Say why you approve it") is { } wrong)
        {
            return wrong;
        }

        Enter(ProgrammeState.Approved, reason, now, by);
        return null;
    }

    /// <summary>A group begins to run it.</summary>
    public Refusal? Deliver(DateTimeOffset now, Guid by)
    {
        if (State == ProgrammeState.Delivering)
        {
            return null;
        }

        if (!State.MayBeDelivered())
        {
            return new ProgrammeNotApproved(State);
        }

        Enter(ProgrammeState.Delivering, null, now, by);
        return null;
    }

    /// <summary>Begins a newer version of it, with the same sessions, as a draft.</summary>
    /// <returns>The new version, or <see cref="ProgrammeMoveNotOpen"/>, <see cref="Invalid"/>.</returns>
    public Outcome<SessionProgrammeVersion> Revise(Guid id, int number, string? changes, DateTimeOffset now, Guid by)
    {
        if (Closed(ProgrammeState.Revised) is { } closed)
        {
            return closed;
        }

        if ((Typed.Required(changes, ChangesMaxLength, nameof(Changes), "Enter what is to change", "What is to change") ?? PersonFirst.Check(changes, nameof(Changes))) is { } wrong)
        {
            return wrong;
        }

        var next = new SessionProgrammeVersion { Id = id, ProgrammeId = ProgrammeId, SchemeId = SchemeId, Number = number, Changes = changes!.Trim() };
        next.sessions.AddRange(sessions.Select(s => s.CopyTo(id)));
        next.Enter(ProgrammeState.Draft, null, now, by);
        Enter(ProgrammeState.Revised, null, now, by);
        return next;
    }

    /// <summary>Retires it.</summary>
    /// <param name="toCome">How many sessions of groups are still planned with it.</param>
    /// <param name="now">When.</param>
    /// <param name="by">Who does.</param>
    public Refusal? Retire(int toCome, DateTimeOffset now, Guid by)
    {
        if (Closed(ProgrammeState.Retired) is { } closed)
        {
            return closed;
        }

        if (toCome > 0)
        {
            return new ProgrammeStillRuns(toCome);
        }

        Enter(ProgrammeState.Retired, null, now, by);
        return null;
    }

    /// <summary>Adds a session at the end, or changes the one with a number.</summary>
    public Refusal? Write(int? number, SessionText text)
    {
        if (!State.IsOpen())
        {
            return new ProgrammeIsFixed(State);
        }

        if (text.Check() is { } wrong)
        {
            return wrong;
        }

        if (number is null && sessions.Count >= MostSessions)
        {
            return new Invalid("", $"A programme has at most {MostSessions} sessions");
        }

        if (number is { } which)
        {
            if (sessions.FirstOrDefault(s => s.Number == which) is not { } there)
            {
                return new NotFound();
            }

            there.Set(text);
        }
        else
        {
            sessions.Add(new ProgrammeSession(Id, sessions.Count + 1, text));
        }

        Version++;
        return null;
    }

    /// <summary>Puts a session before the one that stands before it. Places keep their numbers: what is in them changes.</summary>
    public Refusal? MoveUp(int number)
    {
        if (!State.IsOpen())
        {
            return new ProgrammeIsFixed(State);
        }

        if (sessions.Find(s => s.Number == number) is not { } here || sessions.Find(s => s.Number == number - 1) is not { } before)
        {
            return new NotFound();
        }

        var text = here.Read();
        here.Set(before.Read());
        before.Set(text);
        Version++;
        return null;
    }

    /// <summary>Deletes a session; those after it move up.</summary>
    /// <returns>The place that is left over, which is the last one; or <see cref="NotFound"/>, <see cref="ProgrammeIsFixed"/>.</returns>
    public Outcome<ProgrammeSession> Delete(int number)
    {
        if (!State.IsOpen())
        {
            return new ProgrammeIsFixed(State);
        }

        if (!sessions.Exists(s => s.Number == number))
        {
            return new NotFound();
        }

        foreach (var place in sessions.Where(s => s.Number >= number && s.Number < sessions.Count).OrderBy(s => s.Number))
        {
            place.Set(sessions.Single(s => s.Number == place.Number + 1).Read());
        }

        var last = sessions.Single(s => s.Number == sessions.Count);
        sessions.Remove(last);
        Version++;
        return last;
    }

    /// <summary>Whether an author who was named by mistake can be taken out: not once it has been approved with its authors, and never the only peer while peers are asked.</summary>
    /// <param name="isOnlyPeer">True for the only peer among its authors.</param>
    public Refusal? CheckAuthorOut(bool isOnlyPeer) =>
        State >= ProgrammeState.Approved ? new AuthorsAreFixed() : State >= ProgrammeState.PeerReview && isOnlyPeer ? new NeedsPeerAuthor() : null;

    /// <summary>The last thing said on entering a state; null where it never did.</summary>
    public ProgrammeStep? Entered(ProgrammeState state) => steps.LastOrDefault(s => s.State == state);

    private static Refusal? CheckReason(string? words, string missing) =>
        Typed.Required(words, ProgrammeStep.WordsMaxLength, "Words", missing, "The reason") ?? PersonFirst.Check(words, "Words")
        ?? (words!.Trim().Length < Decision.ReasonMinLength ? new Invalid("Words", $"The reason must be {Decision.ReasonMinLength} characters or more") : null);

    private ProgrammeMoveNotOpen? Closed(ProgrammeState to) => ProgrammeStates.ExitsOf(State).Contains(to) ? null : new ProgrammeMoveNotOpen(State, to);

    private void Enter(ProgrammeState to, string? words, DateTimeOffset now, Guid by)
    {
        State = to;
        steps.Add(new ProgrammeStep(Id, steps.Count + 1, to, Typed.Blank(words), now, by));
        Version++;
    }
}

/// <summary>What is to be done in a session, as typed.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Minutes">How long it takes, in minutes.</param>
/// <param name="Aim">What it is for.</param>
/// <param name="Plan">What is done in it and what it needs.</param>
public sealed record SessionText(string? Title, int? Minutes, string? Aim, string? Plan)
{
    /// <summary>Shortest and longest session, in minutes.</summary>
    public const int LeastMinutes = 10, MostMinutes = 480;

    internal Refusal? Check() =>
        Typed.Required(Title, ProgrammeSession.TitleMaxLength, nameof(Title), "Enter the title", "The title") ?? PersonFirst.Check(Title, nameof(Title))
        ?? (Minutes is null or < LeastMinutes or > MostMinutes ? new Invalid(nameof(Minutes), $"The minutes must be a whole number from {LeastMinutes} to {MostMinutes}") : null)
        ?? Typed.Required(Aim, ProgrammeSession.AimMaxLength, nameof(Aim), "Enter what it is for", "What it is for") ?? PersonFirst.Check(Aim, nameof(Aim))
        ?? Typed.Required(Plan, ProgrammeSession.PlanMaxLength, nameof(Plan), "Enter what is done in it", "The plan") ?? PersonFirst.Check(Plan, nameof(Plan));
}

/// <summary>One session of a version.</summary>
public sealed class ProgrammeSession
{
    /// <summary>Longest title, in characters.</summary>
    public const int TitleMaxLength = 80;

    /// <summary>Longest answer to what it is for, in characters.</summary>
    public const int AimMaxLength = 280;

    /// <summary>Longest plan, in characters.</summary>
    public const int PlanMaxLength = 4_000;

    private ProgrammeSession()
    {
    }

    internal ProgrammeSession(Guid versionId, int number, SessionText text)
    {
        (VersionId, Number) = (versionId, number);
        Set(text);
    }

    /// <summary>The version.</summary>
    public Guid VersionId { get; private init; }

    /// <summary>Its place in the order, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>Its title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>How long it takes, in minutes.</summary>
    public int Minutes { get; private set; }

    /// <summary>What it is for.</summary>
    public string Aim { get; private set; } = "";

    /// <summary>What is done in it and what it needs.</summary>
    public string Plan { get; private set; } = "";

    internal void Set(SessionText text) => (Title, Minutes, Aim, Plan) = (text.Title!.Trim(), text.Minutes!.Value, text.Aim!.Trim(), text.Plan!.Trim());

    internal SessionText Read() => new(Title, Minutes, Aim, Plan);

    internal ProgrammeSession CopyTo(Guid versionId) => new(versionId, Number, Read());
}

/// <summary>That a version entered a state.</summary>
public sealed class ProgrammeStep
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMaxLength = 500;

    private ProgrammeStep()
    {
    }

    internal ProgrammeStep(Guid versionId, int number, ProgrammeState state, string? words, DateTimeOffset at, Guid byId) =>
        (VersionId, Number, State, Words, At, ById) = (versionId, number, state, words, at, byId);

    /// <summary>The version.</summary>
    public Guid VersionId { get; private init; }

    /// <summary>Its number among the version's steps, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The state.</summary>
    public ProgrammeState State { get; private init; }

    /// <summary>Why, in words, where the step asks for it.</summary>
    public string? Words { get; private init; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>By whom.</summary>
    public Guid ById { get; private init; }
}

/// <summary>Somebody who wrote a version, or part of it, with the role they held then (INV-088).</summary>
public sealed class Authorship : IAboutPerson
{
    /// <summary>Longest answer to what they wrote, in characters.</summary>
    public const int WroteMaxLength = 120;

    private Authorship()
    {
    }

    internal Authorship(Guid id, SessionProgrammeVersion version, CreditedRole role, bool isPeer, string wrote, Guid namedById)
    {
        (Id, VersionId, ProgrammeId, SchemeId, PersonId, HoldingId) = (id, version.Id, version.ProgrammeId, version.SchemeId, role.PersonId, role.HoldingId);
        (RoleTitle, RolePlainTitle, TellsOfThePast, IsPeer, Wrote, NamedById) = (role.Title, role.PlainTitle, role.TellsOfThePast, isPeer, wrote, namedById);
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The version.</summary>
    public Guid VersionId { get; private init; }

    /// <summary>The programme.</summary>
    public Guid ProgrammeId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Who wrote.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The role they held.</summary>
    public Guid HoldingId { get; private init; }

    /// <summary>What the role was called then.</summary>
    public string RoleTitle { get; private init; } = "";

    /// <summary>What others see in its place once the label has set.</summary>
    public string RolePlainTitle { get; private init; } = "";

    /// <summary>True when the title alone tells something of the past.</summary>
    public bool TellsOfThePast { get; private init; }

    /// <summary>True when they wrote as a peer.</summary>
    public bool IsPeer { get; private init; }

    /// <summary>What they wrote, in a few words.</summary>
    public string Wrote { get; private init; } = "";

    /// <summary>Who named them.</summary>
    public Guid NamedById { get; private init; }

    /// <summary>When they asked for their name to be taken out; null while it stands.</summary>
    public DateTimeOffset? TakenOutAt { get; private set; }

    internal void TakeOut(DateTimeOffset now) => TakenOutAt ??= now;

    internal Authorship CopyTo(Guid id, SessionProgrammeVersion version, Guid namedById) =>
        new(id, version, new CreditedRole(PersonId, HoldingId, RoleTitle, RolePlainTitle, TellsOfThePast), IsPeer, Wrote, namedById);
}

/// <summary>Who wrote which version, without any filter: the visibility rule is written over this and nothing else may use it.</summary>
internal sealed class AuthorKept
{
    public Guid VersionId { get; init; }

    public Guid PersonId { get; init; }

    public DateTimeOffset? TakenOutAt { get; init; }
}

/// <summary>
/// Where in a version a passage of somebody's story stands. It holds no word of the story: those are read, each time, from the story itself under a consent
/// that holds at that instant (INV-089).
/// </summary>
public sealed class ProgrammeStory : IAboutPerson
{
    private ProgrammeStory()
    {
    }

    internal ProgrammeStory(Guid id, SessionProgrammeVersion version, int session, Guid personId, Guid consentId, Guid storyId, int storyVersion, int start, int end, DateTimeOffset now, Guid chosenById)
    {
        (Id, VersionId, ProgrammeId, SchemeId, SessionNumber) = (id, version.Id, version.ProgrammeId, version.SchemeId, session);
        (PersonId, ConsentId, StoryId, StoryVersion, Start, End, AddedAt, ChosenById) = (personId, consentId, storyId, storyVersion, start, end, now, chosenById);
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The version of the programme.</summary>
    public Guid VersionId { get; private init; }

    /// <summary>The programme.</summary>
    public Guid ProgrammeId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The session of the version it stands in.</summary>
    public int SessionNumber { get; private set; }

    /// <summary>The owner of the story.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The consent under which it was chosen.</summary>
    public Guid ConsentId { get; private init; }

    /// <summary>The story.</summary>
    public Guid StoryId { get; private init; }

    /// <summary>The version of the story.</summary>
    public int StoryVersion { get; private init; }

    /// <summary>The first character of the passage, from 0.</summary>
    public int Start { get; private init; }

    /// <summary>The character after its last.</summary>
    public int End { get; private init; }

    /// <summary>When it was chosen, in UTC.</summary>
    public DateTimeOffset AddedAt { get; private init; }

    /// <summary>Who chose it.</summary>
    public Guid ChosenById { get; private init; }

    /// <summary>When it was taken out; null while it is in.</summary>
    public DateTimeOffset? TakenOutAt { get; private set; }

    internal void TakeOut(DateTimeOffset now) => TakenOutAt ??= now;

    internal void Follow(int session) => SessionNumber = session;

    internal ProgrammeStory CopyTo(Guid id, SessionProgrammeVersion version, DateTimeOffset now, Guid chosenById) =>
        new(id, version, SessionNumber, PersonId, ConsentId, StoryId, StoryVersion, Start, End, now, chosenById);
}

/// <summary>What a peer thinks of a version that they were asked to read, in their words.</summary>
public sealed class ProgrammeView : IAboutPerson
{
    /// <summary>Longest view, in characters.</summary>
    public const int WordsMaxLength = 2_000;

    private ProgrammeView()
    {
    }

    internal ProgrammeView(Guid id, SessionProgrammeVersion version, Guid personId, SealedText words, DateTimeOffset now) =>
        (Id, VersionId, SchemeId, Round, PersonId, Words, At) = (id, version.Id, version.SchemeId, version.Round, personId, words, now);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The version.</summary>
    public Guid VersionId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Which time of asking it answers.</summary>
    public int Round { get; private init; }

    /// <summary>Whose view it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The view, sealed under its writer's key.</summary>
    public SealedText Words { get; private set; } = null!;

    /// <summary>When it was given or last changed, in UTC.</summary>
    public DateTimeOffset At { get; private set; }

    internal void Change(SealedText words, DateTimeOffset now) => (Words, At) = (words, now);
}

/// <summary>The version cannot move there from where it stands.</summary>
/// <param name="From">Where it stands.</param>
/// <param name="To">Where it was to go.</param>
public sealed record ProgrammeMoveNotOpen(ProgrammeState From, ProgrammeState To) : Refusal("programme-move-not-open")
{
    /// <inheritdoc />
    public override string Sentence => $"This version cannot go from \u201c{From.Name()}\u201d to \u201c{To.Name()}\u201d.";
}

/// <summary>Its words stay as they are.</summary>
/// <param name="State">Where it stands.</param>
public sealed record ProgrammeIsFixed(ProgrammeState State) : Refusal("programme-is-fixed")
{
    /// <inheritdoc />
    public override string Sentence => State == ProgrammeState.Idea
        ? "This is still an idea. Begin to work it out together first."
        : "This version can no longer be changed. Send it back to be written, or begin a new version.";
}

/// <summary>It has no session yet.</summary>
public sealed record NeedsSessions() : Refusal("needs-sessions")
{
    /// <inheritdoc />
    public override string Sentence => "Write at least one session first, so that there is something to read.";
}

/// <summary>No peer is among its authors (INV-088).</summary>
public sealed record NeedsPeerAuthor() : Refusal("needs-peer-author")
{
    /// <inheritdoc />
    public override string Sentence => "Name at least one peer among the authors first. A programme for groups is made with people who have been there.";
}

/// <summary>Too few peers have said what they think.</summary>
/// <param name="Given">How many have.</param>
/// <param name="Needed">How many are needed.</param>
public sealed record NeedsPeerViews(int Given, int Needed) : Refusal("needs-peer-views")
{
    /// <inheritdoc />
    public override string Sentence => Given == 0
        ? "No peer has said yet what they think of it. Ask one to read it first."
        : $"{Given} of {Needed} peers have said what they think of it. Ask another to read it first.";
}

/// <summary>Who wrote it does not approve it.</summary>
public sealed record AuthorsDoNotApprove() : Refusal("authors-do-not-approve")
{
    /// <inheritdoc />
    public override string Sentence => "You are one of its authors, so somebody else has to approve it.";
}

/// <summary>Whoever does peer work does not approve it.</summary>
public sealed record PeersDoNotApprove() : Refusal("peers-do-not-approve")
{
    /// <inheritdoc />
    public override string Sentence => "You hold a peer role in this scheme, so somebody else has to approve it. Peers give their view before.";
}

/// <summary>Only an approved version can be delivered (INV-087).</summary>
/// <param name="State">Where it stands.</param>
public sealed record ProgrammeNotApproved(ProgrammeState State) : Refusal("programme-not-approved")
{
    /// <inheritdoc />
    public override string Sentence => State is ProgrammeState.Revised or ProgrammeState.Retired
        ? "No group can begin to run this version any more. Choose a newer one"
        : "This version has not been approved, so no group can run it yet";

    /// <inheritdoc />
    public override string? Field => "VersionId";
}

/// <summary>Sessions of groups are still planned with it.</summary>
/// <param name="Number">How many.</param>
public sealed record ProgrammeStillRuns(int Number) : Refusal("programme-still-runs")
{
    /// <inheritdoc />
    public override string Sentence => Number == 1
        ? "One session of a group is still planned with it. Choose something else for it first."
        : $"{Number} sessions of groups are still planned with it. Choose something else for them first.";
}

/// <summary>They are named as an author already.</summary>
public sealed record AlreadyAuthor() : Refusal("already-author")
{
    /// <inheritdoc />
    public override string Sentence => "They are named as an author of this version already";

    /// <inheritdoc />
    public override string? Field => "HoldingId";
}

/// <summary>It has been approved with the authors it names.</summary>
public sealed record AuthorsAreFixed() : Refusal("authors-are-fixed")
{
    /// <inheritdoc />
    public override string Sentence => "This version was approved with its authors. Only an author can take their own name out now, on their own page.";
}

/// <summary>One's own name is taken out on one's own page, where it stays known that one wrote.</summary>
public sealed record TakeYourOwnNameOut() : Refusal("take-your-own-name-out")
{
    /// <inheritdoc />
    public override string Sentence => "This is your own name. Take it out on your own page, or ask another coordinator if it was put there by mistake.";
}

/// <summary>They asked for their name to be left out of this programme.</summary>
public sealed record AuthorAskedOut() : Refusal("author-asked-out")
{
    /// <inheritdoc />
    public override string Sentence => "They asked for their name to be left out of this programme";

    /// <inheritdoc />
    public override string? Field => "HoldingId";
}

/// <summary>The words are not in the story that may be used.</summary>
public sealed record NotInTheStory() : Refusal("not-in-the-story")
{
    /// <inheritdoc />
    public override string Sentence => "These words are not in the story. Copy the passage exactly as it is there";

    /// <inheritdoc />
    public override string? Field => "Words";
}

/// <summary>The account was written by somebody else about them.</summary>
public sealed record NotTheirOwnWords() : Refusal("not-their-own-words")
{
    /// <inheritdoc />
    public override string Sentence => "Somebody else wrote this about them. Only what people wrote about themselves can be used in sessions";

    /// <inheritdoc />
    public override string? Field => "ConsentId";
}

/// <summary>No consent allows it (INV-089).</summary>
public sealed record NoConsentForProgramme() : Refusal("no-consent-for-programme")
{
    /// <inheritdoc />
    public override string Sentence => "There is no yes to using this story in sessions. Choose one from the list";

    /// <inheritdoc />
    public override string? Field => "ConsentId";
}

/// <summary>The group has no session to come.</summary>
public sealed record NoSessionToCome() : Refusal("no-session-to-come")
{
    /// <inheritdoc />
    public override string Sentence => "This group has no session to come. Plan some first.";
}

/// <summary>An author does not give the peers' view of their own words.</summary>
public sealed record AuthorsDoNotReview() : Refusal("authors-do-not-review")
{
    /// <inheritdoc />
    public override string Sentence => "You are one of its authors, so your view is in it already. Another peer has to read it.";
}
