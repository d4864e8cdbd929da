using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>
/// That somebody may not be safe: who said it, who has it, and what became of it. It is never a place to tell on people (E13): it takes a worry about
/// somebody's safety and nothing else.
/// </summary>
public sealed class SafeguardingConcern : IAboutPerson
{
    /// <summary>Longest text, in characters.</summary>
    public const int WordsMaxLength = 4000;

    /// <summary>Longest short text (about whom, when), in characters.</summary>
    public const int ShortMaxLength = 200;

    /// <summary>Shortest reason, in characters.</summary>
    public const int ReasonMinLength = 20;

    private readonly List<SafeguardingEntry> entries = [];
    private readonly List<SafeguardingAction> actions = [];
    private readonly List<SafeguardingShare> shares = [];

    private SafeguardingConcern()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whom it is about; where that is nobody the service knows, whoever raised it.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>True where it is about somebody the service knows.</summary>
    public bool AboutKnown { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Who raised it.</summary>
    public Guid ReporterId { get; private init; }

    /// <summary>What it is about; null where somebody in a hurry did not say.</summary>
    public SafeguardingKind? Kind { get; private set; }

    /// <summary>True where somebody was in danger when it was raised, or 999 was called before anybody had it.</summary>
    public bool Immediate { get; private set; }

    /// <summary>Since when it counts as danger, where that came after it was raised; null otherwise.</summary>
    public DateTimeOffset? DangerFrom { get; private set; }

    /// <summary>About whom, in own words, sealed: instead of the person's name or beside it.</summary>
    public SealedText? AboutWords { get; private init; }

    /// <summary>When it was, in own words, sealed.</summary>
    public SealedText? WhenWords { get; private init; }

    /// <summary>What was done already, sealed.</summary>
    public SealedText? DoneWords { get; private init; }

    /// <summary>Where it stands.</summary>
    public SafeguardingState State { get; private set; }

    /// <summary>When it was raised.</summary>
    public DateTimeOffset RaisedAt { get; private init; }

    /// <summary>When somebody said that 999 was called.</summary>
    public DateTimeOffset? EmergencyCalledAt { get; private set; }

    /// <summary>When a duty person took it on.</summary>
    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>Who did.</summary>
    public Guid? AcknowledgedById { get; private set; }

    /// <summary>The member of staff who has it now.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>When it was looked at.</summary>
    public DateTimeOffset? TriagedAt { get; private set; }

    /// <summary>The London date on which to look again, while it is watched.</summary>
    public DateOnly? LookOn { get; private set; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Whether the person knows of it.</summary>
    public Telling Telling { get; private set; }

    /// <summary>When not telling is looked at again.</summary>
    public DateOnly? TellingReviewOn { get; private set; }

    /// <summary>True where it is kept beyond its time.</summary>
    public bool KeptLonger { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Its course, oldest first.</summary>
    public IReadOnlyList<SafeguardingEntry> Entries => entries;

    /// <summary>What is to be done, and by whom.</summary>
    public IReadOnlyList<SafeguardingAction> Actions => actions;

    /// <summary>What was told to somebody outside.</summary>
    public IReadOnlyList<SafeguardingShare> Shares => shares;

    /// <summary>Raises one.</summary>
    internal static SafeguardingConcern Raise(
        Guid id, Guid? aboutId, Guid schemeId, Guid reporterId, SafeguardingKind? kind, bool immediate, SealedText? about, SealedText? when, SealedText? did, SealedText? words, DateTimeOffset at)
    {
        var concern = new SafeguardingConcern
        {
            Id = id,
            PersonId = aboutId ?? reporterId,
            AboutKnown = aboutId is not null,
            SchemeId = schemeId,
            ReporterId = reporterId,
            Kind = kind,
            Immediate = immediate,
            AboutWords = about,
            WhenWords = when,
            DoneWords = did,
            State = immediate ? SafeguardingState.ImmediateDanger : SafeguardingState.Raised,
            RaisedAt = at,
        };
        concern.Write(SafeguardingEntryKind.Raised, reporterId, at, words);
        return concern;
    }

    /// <summary>Words are added; it does not move.</summary>
    internal Refusal? Add(Guid by, DateTimeOffset at, SealedText words)
    {
        if (State == SafeguardingState.Closed)
        {
            return new ConcernMoveNotOpen(State);
        }

        Write(SafeguardingEntryKind.Added, by, at, words);
        return null;
    }

    /// <summary>999 has been called: what was only a worry is a danger from then on. Once somebody has it, this is written down and moves nothing.</summary>
    internal Refusal? CallEmergency(Guid by, DateTimeOffset at)
    {
        if (State == SafeguardingState.Closed || EmergencyCalledAt is not null)
        {
            return new ConcernMoveNotOpen(State);
        }

        if (State == SafeguardingState.Raised)
        {
            (State, Immediate, DangerFrom) = (SafeguardingState.ImmediateDanger, true, at);
        }

        if (State == SafeguardingState.ImmediateDanger)
        {
            State = SafeguardingState.EmergencyCalled;
        }

        EmergencyCalledAt = at;
        Write(SafeguardingEntryKind.EmergencyCalled, by, at, null);
        return null;
    }

    /// <summary>A duty person has it, and is its owner from now on.</summary>
    internal Refusal? Acknowledge(Guid by, DateTimeOffset at)
    {
        if (!State.Waits())
        {
            return new AlreadyAnswered();
        }

        (State, AcknowledgedAt, AcknowledgedById, OwnerId) = (SafeguardingState.Acknowledged, at, by, by);
        Write(SafeguardingEntryKind.Acknowledged, by, at, null);
        return null;
    }

    /// <summary>It goes to another member of staff.</summary>
    internal Refusal? HandOver(Guid to, Guid by, DateTimeOffset at, SealedText? words)
    {
        if (State.Waits() || State == SafeguardingState.Closed)
        {
            return new ConcernMoveNotOpen(State);
        }

        OwnerId = to;
        Write(SafeguardingEntryKind.HandedOver, by, at, words);
        return null;
    }

    /// <summary>It has been looked at.</summary>
    internal Refusal? Triage(SafeguardingKind kind, Guid by, DateTimeOffset at, SealedText words)
    {
        if (Move(SafeguardingState.Triaged) is { } refusal)
        {
            return refusal;
        }

        (Kind, TriagedAt) = (kind, at);
        Write(SafeguardingEntryKind.Triaged, by, at, words);
        return null;
    }

    /// <summary>It goes to another service.</summary>
    internal Refusal? Refer(bool staffOwns, Guid by, DateTimeOffset at, SealedText words) =>
        Go(SafeguardingState.Referred, SafeguardingEntryKind.Referred, staffOwns, by, at, words, null);

    /// <summary>There is a plan.</summary>
    internal Refusal? Plan(bool staffOwns, Guid by, DateTimeOffset at, SealedText words) =>
        Go(SafeguardingState.ActionPlan, SafeguardingEntryKind.Planned, staffOwns, by, at, words, null);

    /// <summary>Somebody keeps looking.</summary>
    internal Refusal? Watch(bool staffOwns, Guid by, DateTimeOffset at, SealedText words, DateOnly lookOn) =>
        Go(SafeguardingState.Monitoring, SafeguardingEntryKind.Monitoring, staffOwns, by, at, words, lookOn);

    /// <summary>The lead closes it.</summary>
    internal Refusal? Close(bool staffOwns, Guid by, DateTimeOffset at, SealedText words)
    {
        if (!SafeguardingStates.ExitsOf(State).Contains(SafeguardingState.Closed))
        {
            return new ConcernMoveNotOpen(State);
        }

        if (!staffOwns)
        {
            return new NeedsStaffOwner();
        }

        if (actions.Exists(a => a.DoneOn is null))
        {
            return new ActionsStillOpen();
        }

        if (AboutKnown && Telling == Telling.NotDecided)
        {
            return new TellingNotDecided();
        }

        (State, ClosedAt, LookOn) = (SafeguardingState.Closed, at, null);
        Write(SafeguardingEntryKind.Closed, by, at, words);
        return null;
    }

    /// <summary>Something is to be done by a member of staff.</summary>
    internal Refusal? AddAction(Guid owner, SealedText what, DateOnly by)
    {
        if (State.Waits() || State == SafeguardingState.Closed)
        {
            return new ConcernMoveNotOpen(State);
        }

        actions.Add(new SafeguardingAction(this, actions.Count + 1, owner, what, by));
        Version++;
        return null;
    }

    /// <summary>Something is done, or is not needed.</summary>
    internal Refusal? FinishAction(int number, DateOnly on, SealedText? words)
    {
        if (State == SafeguardingState.Closed || actions.Find(a => a.Number == number) is not { DoneOn: null } action)
        {
            return new ConcernMoveNotOpen(State);
        }

        action.Finish(on, words);
        Version++;
        return null;
    }

    /// <summary>Something was told to somebody outside (INV-134): a record of what has happened, and so possible once it is closed too.</summary>
    internal Refusal? Share(Guid by, DateTimeOffset at, SealedText recipient, SealedText what, SealedText why, ConsentSought consent, SealedText? whyNot)
    {
        shares.Add(new SafeguardingShare(this, shares.Count + 1, by, at, recipient, what, why, consent, whyNot));
        Version++;
        return null;
    }

    /// <summary>The lead says whether the person is told.</summary>
    internal Refusal? Tell(bool told, DateOnly? reviewOn, Guid by, DateTimeOffset at, SealedText words)
    {
        (Telling, TellingReviewOn) = told ? (Telling.Told, null) : (Telling.Withheld, reviewOn);
        Write(SafeguardingEntryKind.Telling, by, at, words);
        return null;
    }

    /// <summary>It is kept beyond its time, or no longer.</summary>
    internal Refusal? Keep(bool longer, Guid by, DateTimeOffset at, SealedText words)
    {
        KeptLonger = longer;
        Write(SafeguardingEntryKind.Kept, by, at, words);
        return null;
    }

    private Refusal? Go(SafeguardingState to, SafeguardingEntryKind kind, bool staffOwns, Guid by, DateTimeOffset at, SealedText words, DateOnly? lookOn)
    {
        if (!SafeguardingStates.ExitsOf(State).Contains(to))
        {
            return new ConcernMoveNotOpen(State);
        }

        if (!staffOwns)
        {
            return new NeedsStaffOwner();
        }

        (State, LookOn) = (to, lookOn);
        Write(kind, by, at, words);
        return null;
    }

    private Refusal? Move(SafeguardingState to)
    {
        if (!SafeguardingStates.ExitsOf(State).Contains(to))
        {
            return new ConcernMoveNotOpen(State);
        }

        State = to;
        return null;
    }

    private void Write(SafeguardingEntryKind kind, Guid by, DateTimeOffset at, SealedText? words)
    {
        entries.Add(new SafeguardingEntry(this, entries.Count + 1, kind, by, at, words));
        Version = entries.Count == 1 ? 1 : Version + 1;
    }
}

/// <summary>One step in the course of a concern.</summary>
public sealed class SafeguardingEntry : IAboutPerson, IPartOf
{
    private SafeguardingEntry()
    {
    }

    internal SafeguardingEntry(SafeguardingConcern concern, int number, SafeguardingEntryKind kind, Guid by, DateTimeOffset at, SealedText? words) =>
        (ConcernId, PersonId, Number, Kind, ById, At, Words) = (concern.Id, concern.PersonId, number, kind, by, at, words);

    /// <summary>The concern.</summary>
    public Guid ConcernId { get; private init; }

    Guid IPartOf.WholeId => ConcernId;

    /// <summary>Which, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The person of the concern.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>What it is.</summary>
    public SafeguardingEntryKind Kind { get; private init; }

    /// <summary>Who wrote it.</summary>
    public Guid ById { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>The words, sealed; null where there are none.</summary>
    public SealedText? Words { get; private init; }
}

/// <summary>Something to do about a concern, with a member of staff who does it.</summary>
public sealed class SafeguardingAction : IAboutPerson, IPartOf
{
    private SafeguardingAction()
    {
    }

    internal SafeguardingAction(SafeguardingConcern concern, int number, Guid owner, SealedText what, DateOnly by) =>
        (ConcernId, PersonId, Number, OwnerId, What, ByOn) = (concern.Id, concern.PersonId, number, owner, what, by);

    /// <summary>The concern.</summary>
    public Guid ConcernId { get; private init; }

    Guid IPartOf.WholeId => ConcernId;

    /// <summary>Which, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The person of the concern.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who does it.</summary>
    public Guid OwnerId { get; private init; }

    /// <summary>What, sealed.</summary>
    public SealedText What { get; private init; } = null!;

    /// <summary>By which London date.</summary>
    public DateOnly ByOn { get; private init; }

    /// <summary>When it was done; null while it is not.</summary>
    public DateOnly? DoneOn { get; private set; }

    /// <summary>What came of it, sealed.</summary>
    public SealedText? Outcome { get; private set; }

    internal void Finish(DateOnly on, SealedText? words) => (DoneOn, Outcome) = (on, words);
}

/// <summary>That something was told to somebody outside: whom, what, why, and whether the person agreed (INV-134).</summary>
public sealed class SafeguardingShare : IAboutPerson, IPartOf
{
    private SafeguardingShare()
    {
    }

    internal SafeguardingShare(SafeguardingConcern concern, int number, Guid by, DateTimeOffset at, SealedText recipient, SealedText what, SealedText why, ConsentSought consent, SealedText? whyNot) =>
        (ConcernId, PersonId, Number, ById, At, Recipient, What, Why, Consent, WhyNot) = (concern.Id, concern.PersonId, number, by, at, recipient, what, why, consent, whyNot);

    /// <summary>The concern.</summary>
    public Guid ConcernId { get; private init; }

    Guid IPartOf.WholeId => ConcernId;

    /// <summary>Which, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The person of the concern.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who told it.</summary>
    public Guid ById { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>To whom, sealed.</summary>
    public SealedText Recipient { get; private init; } = null!;

    /// <summary>What, sealed.</summary>
    public SealedText What { get; private init; } = null!;

    /// <summary>Why, sealed.</summary>
    public SealedText Why { get; private init; } = null!;

    /// <summary>Whether the person agreed.</summary>
    public ConsentSought Consent { get; private init; }

    /// <summary>Why they were not asked, or why it was shared all the same, sealed.</summary>
    public SealedText? WhyNot { get; private init; }
}

/// <summary>Who may read which concern, past every filter: for the filters themselves.</summary>
internal sealed class ConcernHeld
{
    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public bool AboutKnown { get; init; }

    public Guid SchemeId { get; init; }

    public Guid ReporterId { get; init; }

    public Guid? OwnerId { get; init; }

    public SafeguardingState State { get; init; }

    public Telling Telling { get; init; }
}

/// <summary>Who has or had something to do about which concern, past every filter: for the filters themselves.</summary>
internal sealed class ActionHeld
{
    public Guid ConcernId { get; init; }

    public Guid OwnerId { get; init; }

    public DateOnly? DoneOn { get; init; }
}
