using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>
/// What a fact means for one requirement, decided by the officer of that requirement and by nobody else (INV-080, INV-081). Seen by the person and
/// their officer. Each time it is changed it gets another entry, and the ones before are kept.
/// </summary>
public sealed class ComplianceDecision : IAboutPerson
{
    private readonly List<DecisionEntry> entries = [];

    private ComplianceDecision()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The requirement.</summary>
    public Guid RequirementId { get; private init; }

    /// <summary>The place at the session that it is about.</summary>
    public Guid PlaceId { get; private init; }

    /// <summary>The fact it rests on.</summary>
    public Guid FactId { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Where it stands.</summary>
    public DecisionState State { get; private set; } = DecisionState.Awaiting;

    /// <summary>The version of the fact that was looked at. A later one waits for the officer again.</summary>
    public int FactVersion { get; private set; }

    /// <summary>The item of the list <c>attendance-outcomes</c>: its meaning never changes.</summary>
    public Guid OutcomeId { get; private set; }

    /// <summary>Its code.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Whether the outcome is one of somebody who was there.</summary>
    public bool Attended { get; private set; }

    /// <summary>False where the officer may have to act on it.</summary>
    public bool Kept { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    /// <summary>Every step.</summary>
    public IReadOnlyList<DecisionEntry> Entries => entries;

    /// <summary>A fact that waits for an officer.</summary>
    internal static ComplianceDecision For(Guid id, Requirement requirement, AttendanceFact fact) =>
        new() { Id = id, RequirementId = requirement.Id, PlaceId = fact.PlaceId, FactId = fact.Id, PersonId = fact.PersonId };

    /// <summary>Decides it.</summary>
    internal Refusal? Decide(AttendanceFact fact, ReferenceItem outcome, SealedText? words, Guid by, DateTimeOffset at) =>
        Move(DecisionState.Decided, fact, outcome, words, by, at);

    /// <summary>Decides it otherwise.</summary>
    internal Refusal? Amend(AttendanceFact fact, ReferenceItem outcome, SealedText words, Guid by, DateTimeOffset at) =>
        Move(DecisionState.Amended, fact, outcome, words, by, at);

    private Refusal? Move(DecisionState to, AttendanceFact fact, ReferenceItem outcome, SealedText? words, Guid by, DateTimeOffset at)
    {
        if (!FactStates.ExitsOf(State).Contains(to))
        {
            return State == DecisionState.Awaiting ? new NotDecidedYet() : new AlreadyDecided();
        }

        if (OutcomeRules.Check(fact.Mark, outcome) is { } refusal)
        {
            return refusal;
        }

        (State, FactVersion, OutcomeId, Code, Attended, Kept) = (to, fact.Version, outcome.Id, outcome.Code, outcome.Is("attended"), !outcome.Is("enforceable"));
        entries.Add(new DecisionEntry(Id, ++Version, PersonId, to, outcome.Id, outcome.Code, words, by, at));
        return null;
    }
}

/// <summary>One step of a decision.</summary>
public sealed class DecisionEntry : IAboutPerson
{
    private DecisionEntry()
    {
    }

    internal DecisionEntry(Guid decisionId, int number, Guid personId, DecisionState state, Guid outcomeId, string code, SealedText? words, Guid byId, DateTimeOffset at) =>
        (DecisionId, Number, PersonId, State, OutcomeId, Code, Words, ById, At) = (decisionId, number, personId, state, outcomeId, code, words, byId, at);

    /// <summary>The decision.</summary>
    public Guid DecisionId { get; private init; }

    /// <summary>Its number, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>What it was then.</summary>
    public DecisionState State { get; private init; }

    /// <summary>The outcome.</summary>
    public Guid OutcomeId { get; private init; }

    /// <summary>Its code.</summary>
    public string Code { get; private init; } = "";

    /// <summary>The reason, and what was looked at: sealed; null for none.</summary>
    public SealedText? Words { get; private init; }

    /// <summary>Who decided.</summary>
    public Guid ById { get; private init; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; private init; }
}

/// <summary>
/// What was decided, without a code and without any filter: the count of a requirement is the same whoever looks, and nothing else may use it.
/// </summary>
internal sealed class KeptDay
{
    public Guid RequirementId { get; init; }

    public Guid PlaceId { get; init; }

    public bool Attended { get; init; }

    public bool Kept { get; init; }
}

/// <summary>Which outcomes fit a fact.</summary>
internal static class OutcomeRules
{
    /// <summary>
    /// Why an outcome cannot be decided about a fact, or null: somebody who was there cannot be found away, nor the other way round, and a session
    /// that did not happen is nobody's absence (INV-083).
    /// </summary>
    public static Refusal? Check(AttendanceMark mark, ReferenceItem outcome) =>
        mark == AttendanceMark.SessionDidNotHappen
            ? outcome.Is("attended") || outcome.Is("enforceable") ? new NobodysAbsence() : null
            : outcome.Is("attended") != mark.WasThere() ? new ContradictsFact(mark) : null;
}

/// <summary>Nobody has written down yet whether they were there.</summary>
public sealed record NoFactYet() : Refusal("no-fact-yet")
{
    /// <inheritdoc />
    public override string Sentence => "Nobody has written down yet whether they were there. You can decide once that is done.";
}

/// <summary>It has been decided.</summary>
public sealed record AlreadyDecided() : Refusal("already-decided")
{
    /// <inheritdoc />
    public override string Sentence => "This has been decided already. Change the decision instead, and say why.";
}

/// <summary>It has not been decided.</summary>
public sealed record NotDecidedYet() : Refusal("not-decided-yet")
{
    /// <inheritdoc />
    public override string Sentence => "This has not been decided yet.";
}

/// <summary>The outcome says otherwise than the fact.</summary>
/// <param name="Mark">The fact.</param>
public sealed record ContradictsFact(AttendanceMark Mark) : Refusal("contradicts-fact")
{
    /// <inheritdoc />
    public override string Sentence => Mark.WasThere()
        ? "They were there, so choose an outcome of somebody who came. If that is wrong, ask for the register to be put right"
        : "They were not there, so choose an outcome of somebody who did not come. If that is wrong, ask for the register to be put right";

    /// <inheritdoc />
    public override string? Field => "Outcome";
}

/// <summary>The session did not happen: it is nobody's absence.</summary>
public sealed record NobodysAbsence() : Refusal("nobodys-absence")
{
    /// <inheritdoc />
    public override string Sentence => "The session did not happen, so it cannot be held against anybody. Choose an outcome that says so";

    /// <inheritdoc />
    public override string? Field => "Outcome";
}
