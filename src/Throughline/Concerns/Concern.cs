using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>What a concern is about.</summary>
public enum ConcernAbout
{
    /// <summary>A person.</summary>
    Person = 1,

    /// <summary>How things are done.</summary>
    Practice = 2,

    /// <summary>A place.</summary>
    Place = 3,
}

/// <summary>Why somebody does not see a concern.</summary>
public enum ConcernWallReason
{
    /// <summary>It is about them.</summary>
    Subject = 1,

    /// <summary>They manage whom it is about, and are part of it.</summary>
    Line = 2,

    /// <summary>Its owner does not want them to know.</summary>
    Named = 3,
}

/// <summary>What was written in a concern.</summary>
public enum ConcernEntryKind
{
    /// <summary>A message between the owner and those who see to it.</summary>
    Message = 1,

    /// <summary>The answer that is offered.</summary>
    Outcome = 2,

    /// <summary>Why the owner asks for another look.</summary>
    Appeal = 3,

    /// <summary>The last answer.</summary>
    FinalOutcome = 4,

    /// <summary>Why it has to go on even if its owner takes it back.</summary>
    MustGoOn = 5,

    /// <summary>Why it is kept beyond its time, or no longer.</summary>
    Kept = 6,

    /// <summary>What whom it is about says, as whoever looks into it heard it (E35).</summary>
    Heard = 7,
}

/// <summary>
/// A concern about a colleague, a practice or a place. It exists for its owner, for the voice leads who are not on its wall and for whoever looks into it while they
/// do; for nobody else, and for those on its wall never (INV-106). The words are sealed under the owner's key.
/// </summary>
public sealed class Concern : IAboutPerson
{
    /// <summary>Longest account, in characters.</summary>
    public const int WordsMaxLength = 4000;

    private readonly List<ConcernEntry> entries = [];
    private readonly List<ConcernWall> walls = [];

    private Concern()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who raises it: its owner.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What it is about.</summary>
    public ConcernAbout About { get; private set; }

    /// <summary>Whom it is about, where they were chosen from the list.</summary>
    public Guid? SubjectId { get; private set; }

    /// <summary>Whom or what it is about, in words, sealed.</summary>
    public SealedText? AboutWords { get; private set; }

    /// <summary>What happened, sealed.</summary>
    public SealedText Story { get; private set; } = null!;

    /// <summary>What the owner would like to happen, sealed.</summary>
    public SealedText? Wanted { get; private set; }

    /// <summary>True where the managers of whom it is about are part of it.</summary>
    public bool LineInvolved { get; private set; }

    /// <summary>Where it stands.</summary>
    public ConcernState State { get; private set; } = ConcernState.Draft;

    /// <summary>The London date on which it was sent.</summary>
    public DateOnly? SubmittedOn { get; private set; }

    /// <summary>The London date by which somebody says that it came.</summary>
    public DateOnly? AnswerBy { get; private set; }

    /// <summary>The London date by which an answer is offered.</summary>
    public DateOnly? OutcomeBy { get; private set; }

    /// <summary>Who said that it came. A head of service who did goes on seeing to it.</summary>
    public Guid? AcknowledgedById { get; private set; }

    /// <summary>Whoever looks into it now.</summary>
    public Guid? HandlerId { get; private set; }

    /// <summary>Who offered the answer: another person gives the last one.</summary>
    public Guid? OfferedById { get; private set; }

    /// <summary>True where it goes on whatever the owner wishes: serious harm, or the law.</summary>
    public bool MustGoOn { get; private set; }

    /// <summary>The London date on which it was closed or taken back.</summary>
    public DateOnly? OverOn { get; private set; }

    /// <summary>True where it was closed because its owner said nothing to the answer.</summary>
    public bool NoReply { get; private set; }

    /// <summary>True where it is kept beyond the years of its scheme.</summary>
    public bool KeptLonger { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>What was written, oldest first.</summary>
    public IReadOnlyList<ConcernEntry> Entries => entries;

    /// <summary>Who does not see it, whatever their hat.</summary>
    public IReadOnlyList<ConcernWall> Walls => walls;

    internal static Concern Start(Guid id, Guid ownerId, Guid schemeId, ConcernWords words)
    {
        var concern = new Concern { Id = id, PersonId = ownerId, SchemeId = schemeId };
        concern.Put(words);
        return concern;
    }

    /// <summary>Changes what is written, until it is sent.</summary>
    internal Refusal? Write(ConcernWords words)
    {
        if (State != ConcernState.Draft)
        {
            return new ConcernStepNotOpen(State);
        }

        Put(words);
        Version++;
        return null;
    }

    /// <summary>Sends it; its wall stands from now on.</summary>
    internal Refusal? Submit(DateOnly on, DateOnly answerBy, DateOnly outcomeBy)
    {
        if (Move(ConcernState.Submitted) is { } refusal)
        {
            return refusal;
        }

        (SubmittedOn, AnswerBy, OutcomeBy) = (on, answerBy, outcomeBy);
        foreach (var wall in walls)
        {
            wall.Stand();
        }

        return null;
    }

    /// <summary>Says that it came.</summary>
    internal Refusal? Acknowledge(Guid byId)
    {
        if (Move(ConcernState.Acknowledged) is { } refusal)
        {
            return refusal;
        }

        AcknowledgedById = byId;
        return null;
    }

    /// <summary>Asks somebody to look into it; an earlier one no longer sees it. After an appeal it is somebody else than who offered the answer.</summary>
    internal Refusal? Assign(Guid handlerId)
    {
        if (handlerId == PersonId || walls.Any(w => w.WalledId == handlerId) || (State == ConcernState.Appealed && handlerId == OfferedById))
        {
            return new NotThisHandler();
        }

        if (State is ConcernState.HandlerAssigned or ConcernState.LookingInto or ConcernState.Appealed)
        {
            Version++;
        }
        else if (Move(ConcernState.HandlerAssigned) is { } refusal)
        {
            return refusal;
        }

        HandlerId = handlerId;
        return null;
    }

    /// <summary>Begins to look into it.</summary>
    internal Refusal? Begin() => Move(ConcernState.LookingInto);

    /// <summary>Says that it has to go on.</summary>
    internal Refusal? KeepOpen(ConcernEntry why)
    {
        if (State < ConcernState.Submitted || State >= ConcernState.OutcomeOffered)
        {
            return new ConcernStepNotOpen(State);
        }

        MustGoOn = true;
        return Add(why);
    }

    /// <summary>Offers an answer.</summary>
    internal Refusal? Offer(ConcernEntry answer)
    {
        if (Move(ConcernState.OutcomeOffered) is { } refusal)
        {
            return refusal;
        }

        OfferedById = answer.ById;
        return Add(answer);
    }

    /// <summary>The owner accepts it.</summary>
    internal Refusal? Accept() => Move(ConcernState.Accepted);

    /// <summary>The owner asks for somebody else to look again. Whoever offered the answer no longer sees it, unless as a voice lead.</summary>
    /// <param name="why">What should be looked at again.</param>
    /// <param name="outcomeBy">The London date by which the last answer is given.</param>
    internal Refusal? Appeal(ConcernEntry why, DateOnly outcomeBy)
    {
        if (Move(ConcernState.Appealed) is { } refusal)
        {
            return refusal;
        }

        (HandlerId, OutcomeBy) = (null, outcomeBy);
        return Add(why);
    }

    /// <summary>Gives the last answer.</summary>
    internal Refusal? Conclude(ConcernEntry answer) =>
        State == ConcernState.Appealed && answer.ById == OfferedById ? new NotThisHandler() : Move(ConcernState.OutcomeFinal) ?? Add(answer);

    /// <summary>Closes it; whoever looked into it no longer sees it. An answer to which its owner has said nothing has to have waited.</summary>
    /// <param name="on">The London date.</param>
    /// <param name="replyUntil">The last London date on which its owner may say what they make of the answer; null for no answer.</param>
    internal Refusal? Close(DateOnly on, DateOnly? replyUntil)
    {
        var silent = State == ConcernState.OutcomeOffered;
        if (silent && replyUntil is { } until && on <= until)
        {
            return new OwnerMayStillReply(until);
        }

        if (End(ConcernState.Closed, on) is { } refusal)
        {
            return refusal;
        }

        NoReply = silent;
        return null;
    }

    /// <summary>Takes it back, until an answer is offered and unless it has to go on.</summary>
    internal Refusal? Withdraw(DateOnly on) => MustGoOn && !State.IsOver() ? new ConcernMustGoOn() : End(ConcernState.Withdrawn, on);

    /// <summary>Has it kept beyond its time, or no longer.</summary>
    internal Refusal? Keep(bool longer, ConcernEntry why)
    {
        if (State == ConcernState.Draft)
        {
            return new ConcernStepNotOpen(State);
        }

        KeptLonger = longer;
        return Add(why);
    }

    /// <summary>Adds a message.</summary>
    internal Refusal? Say(ConcernEntry message) => State == ConcernState.Draft || State.IsOver() ? new ConcernStepNotOpen(State) : Add(message);

    /// <summary>Adds what whom it is about says, while somebody looks into it.</summary>
    internal Refusal? Hear(ConcernEntry words) => About == ConcernAbout.Person && (State is ConcernState.LookingInto or ConcernState.Appealed) ? Add(words) : new ConcernStepNotOpen(State);

    /// <summary>Puts up the wall, as it is written; only before it is sent.</summary>
    internal void Wall(IReadOnlyDictionary<Guid, ConcernWallReason> against)
    {
        if (State != ConcernState.Draft)
        {
            throw new InvalidOperationException("The wall of a concern stands from when it is sent.");
        }

        walls.RemoveAll(w => !against.TryGetValue(w.WalledId, out var why) || why != w.Why);
        walls.AddRange(against.Where(a => a.Key != PersonId && walls.All(w => w.WalledId != a.Key)).Select(a => new ConcernWall(this, a.Key, a.Value)));
    }

    // Whoever raised it has been erased: its words are gone with their key, and nobody is left to answer.
    internal void GoWithOwner(DateOnly on)
    {
        if (!State.IsOver())
        {
            (State, OverOn) = (ConcernState.Closed, on);
            Version++;
        }
    }

    private Refusal? End(ConcernState state, DateOnly on)
    {
        if (Move(state) is { } refusal)
        {
            return refusal;
        }

        (HandlerId, OverOn) = (null, on);
        return null;
    }

    private Refusal? Move(ConcernState to)
    {
        if (!ConcernStates.ExitsOf(State).Contains(to))
        {
            return new ConcernStepNotOpen(State);
        }

        State = to;
        Version++;
        return null;
    }

    private Refusal? Add(ConcernEntry entry)
    {
        entries.Add(entry);
        Version++;
        return null;
    }

    private void Put(ConcernWords words) =>
        (About, SubjectId, AboutWords, Story, Wanted, LineInvolved) = (words.About, words.SubjectId, words.AboutWords, words.Story, words.Wanted, words.LineInvolved);
}

internal sealed record ConcernWords(ConcernAbout About, Guid? SubjectId, SealedText? AboutWords, SealedText Story, SealedText? Wanted, bool LineInvolved);

/// <summary>Somebody who does not see a concern, whatever their hat.</summary>
public sealed class ConcernWall : IAboutPerson
{
    private ConcernWall()
    {
    }

    internal ConcernWall(Concern concern, Guid walledId, ConcernWallReason why) => (ConcernId, PersonId, WalledId, Why) = (concern.Id, concern.PersonId, walledId, why);

    /// <summary>The concern.</summary>
    public Guid ConcernId { get; private init; }

    /// <summary>Whose concern it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who does not see it.</summary>
    public Guid WalledId { get; private init; }

    /// <summary>Why.</summary>
    public ConcernWallReason Why { get; private init; }

    /// <summary>True once the concern is sent: until then it binds nobody.</summary>
    public bool Stands { get; private set; }

    internal void Stand() => Stands = true;
}

/// <summary>Something written in a concern, sealed under the owner's key whoever wrote it.</summary>
public sealed class ConcernEntry : IAboutPerson
{
    private ConcernEntry()
    {
    }

    internal ConcernEntry(Guid id, Concern concern, ConcernEntryKind kind, Guid byId, SealedText words, DateTimeOffset at) =>
        (Id, ConcernId, PersonId, Kind, ById, Words, At) = (id, concern.Id, concern.PersonId, kind, byId, words, at);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The concern.</summary>
    public Guid ConcernId { get; private init; }

    /// <summary>Whose concern it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>What it is.</summary>
    public ConcernEntryKind Kind { get; private init; }

    /// <summary>Who wrote it.</summary>
    public Guid ById { get; private init; }

    /// <summary>The words, sealed.</summary>
    public SealedText Words { get; private init; } = null!;

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }
}

/// <summary>The way out of the house: a scheme's channel for concerns is open once somebody outside has been named and a voice lead is there.</summary>
public sealed class ConcernChannel
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 120;

    private ConcernChannel()
    {
    }

    internal ConcernChannel(Guid schemeId) => SchemeId = schemeId;

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Who can be spoken to outside.</summary>
    public string ContactName { get; private set; } = "";

    /// <summary>Where they work.</summary>
    public string Organisation { get; private set; } = "";

    /// <summary>How to reach them: a telephone number or an e-mail address.</summary>
    public string Reach { get; private set; } = "";

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    internal void Name(string contact, string organisation, string reach)
    {
        (ContactName, Organisation, Reach) = (contact, organisation, reach);
        Version++;
    }
}

/// <summary>This cannot be done as the concern stands.</summary>
/// <param name="State">Where it stands.</param>
public sealed record ConcernStepNotOpen(ConcernState State) : Refusal("concern-step-not-open")
{
    /// <inheritdoc />
    public override string Sentence => $"This cannot be done now. The concern stands at: {State.Name()}.";
}

/// <summary>Its owner still has time to say what they make of the answer.</summary>
/// <param name="Until">The last London date of it.</param>
public sealed record OwnerMayStillReply(DateOnly Until) : Refusal("owner-may-still-reply")
{
    /// <inheritdoc />
    public override string Sentence => $"They have until {Typed.Day(Until)} to say what they make of the answer. After that you can close it.";
}

/// <summary>It goes on whatever its owner wishes.</summary>
public sealed record ConcernMustGoOn() : Refusal("concern-must-go-on")
{
    /// <inheritdoc />
    public override string Sentence => "This one cannot be taken back: somebody could come to serious harm, or the law says that we must look into it. You can say that you want no part in it.";
}

/// <summary>They may not look into it.</summary>
public sealed record NotThisHandler() : Refusal("not-this-handler")
{
    /// <inheritdoc />
    public override string Sentence => "Choose somebody else to look into it";

    /// <inheritdoc />
    public override string? Field => "HandlerId";
}

/// <summary>Whoever looks into it has come to manage whom it is about.</summary>
public sealed record ManagesThemNow() : Refusal("manages-them-now")
{
    /// <inheritdoc />
    public override string Sentence => "You manage them now, so somebody else has to look into it. Tell the voice lead.";
}

/// <summary>Nobody can send a concern yet.</summary>
public sealed record ChannelNotOpen() : Refusal("channel-not-open")
{
    /// <inheritdoc />
    public override string Sentence => "You cannot send a concern here yet: nobody is named who would take it. Your words are kept. This page says who else you can speak to.";
}
