using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>
/// One making of proposals for a scheme: with which rules and weights, over how many, and how good the answer is. It is for the coordinator who
/// asked: its numbers count only those they may know of.
/// </summary>
public sealed class MatchRun : IAboutPerson
{
    private MatchRun()
    {
    }

    internal MatchRun(Guid id, Guid by, Guid schemeId, DateTimeOffset at, int rules, IReadOnlyList<int> weights, MatchCounts counts, string fingerprint)
    {
        (Id, PersonId, SchemeId, At, Rules, Weights, Fingerprint) = (id, by, schemeId, at, rules, [.. weights], fingerprint);
        (Waiting, Mentors, Places, Pairs, Matched, Score, MaxLoad, Proven) =
            (counts.Waiting, counts.Mentors, counts.Places, counts.Pairs, counts.Matched, counts.Score, counts.MaxLoad, counts.Proven);
        (GreedyMatched, GreedyScore) = (counts.GreedyMatched, counts.GreedyScore);
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who asked for it.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>The version of the rules.</summary>
    public int Rules { get; private init; }

    /// <summary>The weights, in thousandths, as <see cref="MatchFactors.Names"/> names them.</summary>
    public List<int> Weights { get; private init; } = [];

    /// <summary>SHA-256 of everything that went in: the same facts have the same fingerprint and the same answer (INV-065).</summary>
    public string Fingerprint { get; private init; } = "";

    /// <summary>How many waited.</summary>
    public int Waiting { get; private init; }

    /// <summary>How many mentors were looked at.</summary>
    public int Mentors { get; private init; }

    /// <summary>How many places they had.</summary>
    public int Places { get; private init; }

    /// <summary>How many pairs nothing ruled out.</summary>
    public int Pairs { get; private init; }

    /// <summary>How many could be matched.</summary>
    public int Matched { get; private init; }

    /// <summary>The sum of the pairs' fit.</summary>
    public long Score { get; private init; }

    /// <summary>The most people any one mentor would have.</summary>
    public int MaxLoad { get; private init; }

    /// <summary>True when no better answer exists.</summary>
    public bool Proven { get; private init; }

    /// <summary>How many would have been matched by going down the list.</summary>
    public int GreedyMatched { get; private init; }

    /// <summary>The fit that going down the list would have had.</summary>
    public long GreedyScore { get; private init; }
}

/// <summary>The numbers of a run.</summary>
internal sealed record MatchCounts(
    int Waiting, int Mentors, int Places, int Pairs, int Matched, long Score, int MaxLoad, bool Proven, int GreedyMatched, long GreedyScore);

/// <summary>A pair that a run puts forward: one of at most so many for one person, with every factor that made its fit.</summary>
public sealed class MatchProposal : IAboutPerson
{
    private MatchProposal()
    {
    }

    internal MatchProposal(Guid id, MatchRun run, Guid menteeId, Guid mentorId, Guid holdingId, int place, bool chosen, MatchFactors factors) =>
        (Id, RunId, RunById, SchemeId, PersonId, MentorId, HoldingId, Place, Chosen, Preferences, Interests, Availability, Travel, Balance, Score) =
        (id, run.Id, run.PersonId, run.SchemeId, menteeId, mentorId, holdingId, place, chosen, factors.Preferences, factors.Interests, factors.Availability, factors.Travel, factors.Balance,
            factors.Score(run.Weights));

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The run.</summary>
    public Guid RunId { get; private init; }

    /// <summary>Who asked for the run.</summary>
    public Guid RunById { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Who waits.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The mentor.</summary>
    public Guid MentorId { get; private init; }

    /// <summary>The role in which they mentor.</summary>
    public Guid HoldingId { get; private init; }

    /// <summary>Its place among the options of this person, from 1.</summary>
    public int Place { get; private init; }

    /// <summary>True for the one in the whole scheme's answer.</summary>
    public bool Chosen { get; private init; }

    /// <summary>What the person said they would like, 0 to 1000.</summary>
    public short Preferences { get; private init; }

    /// <summary>What both want to do or talk about, 0 to 1000.</summary>
    public short Interests { get; private init; }

    /// <summary>When both can meet, 0 to 1000.</summary>
    public short Availability { get; private init; }

    /// <summary>Whether a site is easy for both, 0 to 1000.</summary>
    public short Travel { get; private init; }

    /// <summary>How much room the mentor has, 0 to 1000.</summary>
    public short Balance { get; private init; }

    /// <summary>The fit of the pair, 0 to 1000.</summary>
    public short Score { get; private init; }
}
