using Throughline.People;

namespace Throughline.Delivery;

/// <summary>The groups of the schemes that somebody coordinates.</summary>
/// <param name="Schemes">The schemes.</param>
/// <param name="Groups">The groups, those that go on first.</param>
public sealed record GroupsPage(IReadOnlyList<Named> Schemes, IReadOnlyList<GroupLine> Groups);

/// <summary>One group in a list.</summary>
/// <param name="Id">The group.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scheme">The scheme's name.</param>
/// <param name="Site">Where it usually meets.</param>
/// <param name="CountsTowards">The names of what it counts towards; none for nothing.</param>
/// <param name="NextAt">When its next session begins; null for none planned.</param>
/// <param name="Gaps">How many sessions within two weeks nobody runs.</param>
/// <param name="OpenRegisters">How many sessions have been whose register is not full.</param>
/// <param name="EndedOn">When it ended; null while it goes on.</param>
/// <param name="ForMentors">Whether those who mentor meet in it as one.</param>
public sealed record GroupLine(
    Guid Id, string Name, string Scheme, string Site, IReadOnlyList<string> CountsTowards, DateTimeOffset? NextAt, int Gaps, int OpenRegisters, DateOnly? EndedOn, bool ForMentors);

/// <summary>A group's page.</summary>
/// <param name="Line">The group.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Version">The version for the next change.</param>
/// <param name="Sessions">Its sessions, the newest first.</param>
public sealed record GroupPage(GroupLine Line, Guid SchemeId, int Version, IReadOnlyList<SessionLine> Sessions);

/// <summary>One session in a list.</summary>
/// <param name="Id">The session.</param>
/// <param name="ActivityId">The group.</param>
/// <param name="Group">The group's name.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="Place">Where.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why it is off; null while it is on.</param>
/// <param name="IsCatchUp">Whether it is there to catch up on another.</param>
/// <param name="HasBegun">Whether it has begun.</param>
/// <param name="Expected">How many people are expected.</param>
/// <param name="Written">For how many of them it is written down what happened.</param>
/// <param name="Runners">The names of those who run it.</param>
public sealed record SessionLine(
    Guid Id, Guid ActivityId, string Group, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place, SessionState State, string? Reason, bool IsCatchUp, bool HasBegun,
    int Expected, int Written, IReadOnlyList<string> Runners)
{
    /// <summary>True when nobody runs a session that is still to come.</summary>
    public bool IsGap => State == SessionState.Planned && !HasBegun && Runners.Count == 0;

    /// <summary>True when it has begun and somebody's line is still open.</summary>
    public bool IsOpen => State == SessionState.Planned && HasBegun && Written < Expected;
}

/// <summary>A session's page.</summary>
/// <param name="Line">The session.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="MayRun">Whether the viewer coordinates the scheme.</param>
/// <param name="Version">The version for the next change.</param>
/// <param name="Place">Where in words; null for where the group usually meets.</param>
/// <param name="Moves">When it was before, the oldest first.</param>
/// <param name="Runners">Who runs it, and who did.</param>
/// <param name="People">Who is expected.</param>
/// <param name="CatchUpFor">The session it is there to catch up on.</param>
/// <param name="CatchUps">The sessions that are there to catch up on this one.</param>
public sealed record SessionPage(
    SessionLine Line, Guid SchemeId, bool MayRun, int Version, string? Place, IReadOnlyList<MoveLine> Moves, IReadOnlyList<RunnerLine> Runners, IReadOnlyList<PlaceLine> People,
    SessionTimes? CatchUpFor, IReadOnlyList<SessionTimes> CatchUps);

/// <summary>That a session was at another time before.</summary>
/// <param name="WasAt">When it was to begin.</param>
/// <param name="Asked">Who asked.</param>
public sealed record MoveLine(DateTimeOffset WasAt, WhoAsked Asked);

/// <summary>When another session is.</summary>
/// <param name="Id">The session.</param>
/// <param name="StartsAt">When it begins.</param>
public sealed record SessionTimes(Guid Id, DateTimeOffset StartsAt);

/// <summary>Somebody who runs a session.</summary>
/// <param name="PartId">Their part.</param>
/// <param name="IsViewer">Whether it is the viewer.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">Their role, as the viewer may know it.</param>
/// <param name="InPlaceOf">In whose place they stand; null for nobody's.</param>
/// <param name="EndedOn">When they stepped back; null while they run it.</param>
public sealed record RunnerLine(Guid PartId, bool IsViewer, string Name, string Role, string? InPlaceOf, DateOnly? EndedOn);

/// <summary>Somebody who is expected at a session.</summary>
/// <param name="PlaceId">Their place.</param>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Their name, as far as it is the viewer's to know.</param>
/// <param name="Mark">What happened; null where nobody has written it down.</param>
/// <param name="MovedToAt">When the session is that they come to in its place; null for this one.</param>
/// <param name="Asked">Who asked for that.</param>
public sealed record PlaceLine(Guid PlaceId, Guid PersonId, string Name, AttendanceMark? Mark, DateTimeOffset? MovedToAt, WhoAsked? Asked);

/// <summary>A role by which somebody can be asked to run a session.</summary>
/// <param name="HoldingId">The holding.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Role">The role.</param>
/// <param name="IsCleared">Whether they are cleared for groups on that day.</param>
public sealed record RunnerChoice(Guid HoldingId, string Name, string Role, bool IsCleared);

/// <summary>What a form for a new group offers.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">Its name.</param>
/// <param name="Sites">Its sites.</param>
/// <param name="Sorts">The sorts of requirement that hold today.</param>
public sealed record GroupForm(Guid SchemeId, string Scheme, IReadOnlyList<Named> Sites, IReadOnlyList<SortChoice> Sorts);

/// <summary>A sort of requirement.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hint">Help beside it.</param>
/// <param name="Unit">In what it is counted.</param>
/// <param name="TellsOfficer">Whether attendance goes to an officer.</param>
public sealed record SortChoice(string Code, string Name, string? Hint, CreditUnit Unit, bool TellsOfficer);

/// <summary>The register of a session.</summary>
/// <param name="Line">The session.</param>
/// <param name="MayRun">Whether the viewer coordinates the scheme.</param>
/// <param name="Lines">The people, by name.</param>
public sealed record AttendanceRegister(SessionLine Line, bool MayRun, IReadOnlyList<RegisterLine> Lines)
{
    /// <summary>Whether it can be kept now.</summary>
    public bool CanBeKept => Line.HasBegun && Line.State == SessionState.Planned;
}

/// <summary>One line of a register.</summary>
/// <param name="PlaceId">The person's place.</param>
/// <param name="Name">The name they like to be called by; with a letter of the family name where two have the same.</param>
/// <param name="Mark">What is written down; null for nothing.</param>
/// <param name="Version">The version of the fact; 0 for none.</param>
/// <param name="HasWords">Whether what they told us is kept.</param>
public sealed record RegisterLine(Guid PlaceId, string Name, AttendanceMark? Mark, int Version, bool HasWords);

/// <summary>The sessions that somebody runs.</summary>
/// <param name="ToFillIn">Those that have been and whose register is open.</param>
/// <param name="ToCome">Those to come.</param>
/// <param name="Past">The last ones whose register is full or that were called off.</param>
public sealed record RunningPage(IReadOnlyList<SessionLine> ToFillIn, IReadOnlyList<SessionLine> ToCome, IReadOnlyList<SessionLine> Past);

/// <summary>How far somebody is with a requirement.</summary>
/// <param name="Id">The requirement.</param>
/// <param name="PersonId">The person.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">The scheme's name.</param>
/// <param name="Sort">The name of its sort.</param>
/// <param name="Unit">In what it is counted.</param>
/// <param name="TellsOfficer">Whether attendance goes to an officer.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day as it was set.</param>
/// <param name="EndedOn">When it ended.</param>
/// <param name="Length">The most that can count.</param>
/// <param name="Done">How much is done; null where nothing is counted.</param>
/// <param name="Planned">How many sessions that count are to come: never added to what is done.</param>
/// <param name="OfficerId">The officer who was named; null for that of the supervision.</param>
/// <param name="Officer">The officer's name; null where there is none or the viewer may not know them.</param>
/// <param name="StandIn">Who decides in the officer's place.</param>
/// <param name="Version">The version for the next change.</param>
public sealed record RequirementLine(
    Guid Id, Guid PersonId, Guid SchemeId, string Scheme, string Sort, CreditUnit Unit, bool TellsOfficer, DateOnly From, DateOnly? To, DateOnly? EndedOn, int? Length, int? Done, int Planned,
    Guid? OfficerId, string? Officer, string? StandIn, int Version)
{
    /// <summary>"3 of 10 days".</summary>
    public string Words => Credit.Words(Unit, Done, Length);
}

/// <summary>What happened at one session that counts towards a requirement, or is to come.</summary>
/// <param name="RequirementId">The requirement.</param>
/// <param name="PlaceId">The place.</param>
/// <param name="Group">The group's name.</param>
/// <param name="StartsAt">When the session begins.</param>
/// <param name="HasBegun">Whether it has begun.</param>
/// <param name="State">Where the session stands.</param>
/// <param name="Mark">What happened; null where nobody has written it down.</param>
/// <param name="Outcome">What the officer decided; null where they have not or it is not the viewer's to know.</param>
/// <param name="Waits">Whether it waits for the officer.</param>
public sealed record CountedLine(Guid RequirementId, Guid PlaceId, string Group, DateTimeOffset StartsAt, bool HasBegun, SessionState State, AttendanceMark? Mark, string? Outcome, bool Waits);

/// <summary>The requirements of one person, for their officer or a coordinator.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Schemes">The schemes in which the viewer may write another one down.</param>
/// <param name="MayDecide">Whether the viewer decides about facts.</param>
/// <param name="Requirements">The requirements, those that run first.</param>
/// <param name="Counted">What happened, the newest first.</param>
public sealed record PersonRequirements(
    Guid PersonId, string Name, IReadOnlyList<Named> Schemes, bool MayDecide, IReadOnlyList<RequirementLine> Requirements, IReadOnlyList<CountedLine> Counted);

/// <summary>What a form about a requirement offers.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">Its name.</param>
/// <param name="Sorts">The sorts of the scheme's list, those of earlier and later days too.</param>
/// <param name="Officers">Who can be named as the officer.</param>
/// <param name="HasOfficer">Whether somebody supervises them here now.</param>
public sealed record RequirementForm(Guid PersonId, string Name, Guid SchemeId, string Scheme, IReadOnlyList<SortChoice> Sorts, IReadOnlyList<Named> Officers, bool HasOfficer);

/// <summary>What waits for an officer.</summary>
/// <param name="Waiting">The facts, those due first at the top.</param>
/// <param name="People">The people whose officer they are.</param>
public sealed record OfficerPage(IReadOnlyList<WaitingFact> Waiting, IReadOnlyList<OfficerPerson> People);

/// <summary>A fact that waits for an officer.</summary>
/// <param name="RequirementId">The requirement.</param>
/// <param name="PlaceId">The place.</param>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Group">The group.</param>
/// <param name="On">The session's date.</param>
/// <param name="Mark">What happened.</param>
/// <param name="DueBy">By the end of which day it is to be decided.</param>
/// <param name="IsLate">Whether that day is over.</param>
/// <param name="WasDecided">Whether it was decided before and put right since.</param>
public sealed record WaitingFact(Guid RequirementId, Guid PlaceId, Guid PersonId, string Name, string Group, DateOnly On, AttendanceMark Mark, DateOnly DueBy, bool IsLate, bool WasDecided);

/// <summary>Somebody whose officer the viewer is.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Requirements">Their requirements that run.</param>
public sealed record OfficerPerson(Guid PersonId, string Name, IReadOnlyList<RequirementLine> Requirements);

/// <summary>A fact, opened for a decision.</summary>
/// <param name="Requirement">The requirement and how far it is.</param>
/// <param name="PlaceId">The place.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Group">The group.</param>
/// <param name="StartsAt">When the session was.</param>
/// <param name="FactVersion">The version of the fact; 0 for none.</param>
/// <param name="Versions">What was written down, the newest first.</param>
/// <param name="EvidenceBy">Until when the person can still show why they were not there.</param>
/// <param name="DecisionVersion">The version of the decision; 0 for none.</param>
/// <param name="Code">The outcome that was decided; null for none.</param>
/// <param name="Entries">What was decided, the newest first.</param>
/// <param name="Outcomes">What can be decided about this fact.</param>
public sealed record DecisionPage(
    RequirementLine Requirement, Guid PlaceId, string Name, string Group, DateTimeOffset StartsAt, int FactVersion, IReadOnlyList<VersionLine> Versions, DateOnly EvidenceBy,
    int DecisionVersion, string? Code, IReadOnlyList<EntryLine> Entries, IReadOnlyList<OutcomeChoice> Outcomes);

/// <summary>What was written down at one time.</summary>
/// <param name="Mark">What happened.</param>
/// <param name="Told">What the person told us.</param>
/// <param name="By">Who wrote it down; null where the viewer may not know them.</param>
/// <param name="At">When.</param>
public sealed record VersionLine(AttendanceMark Mark, string? Told, string? By, DateTimeOffset At);

/// <summary>What was decided at one time.</summary>
/// <param name="State">Decided or changed.</param>
/// <param name="Outcome">The outcome's name.</param>
/// <param name="Words">The reason and what was looked at.</param>
/// <param name="By">Who decided; null where the viewer may not know them.</param>
/// <param name="At">When.</param>
public sealed record EntryLine(DecisionState State, string Outcome, string? Words, string? By, DateTimeOffset At);

/// <summary>An outcome that an officer can choose.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hint">Help beside it.</param>
/// <param name="NeedsReason">Whether a reason and what was looked at are needed: the officer may have to act on it.</param>
public sealed record OutcomeChoice(string Code, string Name, string? Hint, bool NeedsReason);

/// <summary>Somebody's own sessions and days.</summary>
/// <param name="Requirements">Their requirements.</param>
/// <param name="ToCome">Their sessions to come.</param>
/// <param name="Past">Their sessions that have been, the newest first.</param>
public sealed record MySessionsPage(IReadOnlyList<RequirementLine> Requirements, IReadOnlyList<MySession> ToCome, IReadOnlyList<MySession> Past);

/// <summary>A session of somebody's own.</summary>
/// <param name="PlaceId">The place.</param>
/// <param name="Group">The group.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="Place">Where.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why it is off.</param>
/// <param name="WasAt">When it was to be before it was moved last.</param>
/// <param name="Asked">Who asked that it, or their own place at it, was moved.</param>
/// <param name="MovedToAt">When the session is that they come to in its place.</param>
/// <param name="Runners">Who runs it.</param>
/// <param name="Mark">What was written down; null for nothing yet.</param>
/// <param name="Told">What they told us.</param>
/// <param name="Decisions">What the officer decided, as it stands, with the words.</param>
public sealed record MySession(
    Guid PlaceId, string Group, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place, SessionState State, string? Reason, DateTimeOffset? WasAt, WhoAsked? Asked,
    DateTimeOffset? MovedToAt, IReadOnlyList<string> Runners, AttendanceMark? Mark, string? Told, IReadOnlyList<EntryLine> Decisions);

/// <summary>What groups and requirements ask of the viewer, for the home page.</summary>
/// <param name="NextOwn">Their own next session.</param>
/// <param name="Own">Their own requirements that run.</param>
/// <param name="NextToRun">The next session they run.</param>
/// <param name="RunsThem">Whether the viewer sees sessions because they run them, and not because they coordinate.</param>
/// <param name="Registers">How many registers are open that they may keep.</param>
/// <param name="Gaps">How many sessions nobody runs, for a coordinator.</param>
/// <param name="Waiting">How many facts wait for their decision, for an officer.</param>
public sealed record DeliveryHome(MySession? NextOwn, IReadOnlyList<RequirementLine> Own, SessionLine? NextToRun, bool RunsThem, int Registers, int Gaps, int Waiting)
{
    /// <summary>True when there is nothing to show.</summary>
    public bool IsEmpty => NextOwn is null && Own.Count == 0 && NextToRun is null && Registers + Gaps + Waiting == 0;
}
