using Throughline.Security;
using Throughline.Storage;
using Throughline.Stories.Stages;

namespace Throughline.Stories;

/// <summary>What a person says about one stage for themselves.</summary>
public enum OwnStanding
{
    /// <summary>That's me.</summary>
    ThatsMe = 1,

    /// <summary>Partly me.</summary>
    Partly = 2,

    /// <summary>Not me.</summary>
    NotMe = 3,

    /// <summary>Would rather not say.</summary>
    NotSaying = 4,
}

/// <summary>What each standing is called.</summary>
public static class OwnStandings
{
    /// <summary>The standing in plain words.</summary>
    public static string Name(this OwnStanding standing) => standing switch
    {
        OwnStanding.ThatsMe => "That's me",
        OwnStanding.Partly => "Partly me",
        OwnStanding.NotMe => "That's not me",
        OwnStanding.NotSaying => "I'd rather not say",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "There are four."),
    };
}

/// <summary>A person's own view on one stage, on one date. Never overwritten: the newest one counts, and stands beside every status shown (E24).</summary>
public sealed class StageView : IAboutPerson
{
    /// <summary>Longest own words, in UTF-16 characters.</summary>
    public const int WordsMaxLength = 2_000;

    private StageView()
    {
    }

    internal StageView(Guid id, Guid personId, Stage stage, OwnStanding standing, SealedText? words, DateTimeOffset at) =>
        (Id, PersonId, Stage, Standing, Words, At) = (id, personId, stage, standing, words, at);

    /// <summary>The id; rises with time.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose view.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>On which stage.</summary>
    public Stage Stage { get; private init; }

    /// <summary>What they say.</summary>
    public OwnStanding Standing { get; private init; }

    /// <summary>In their own words.</summary>
    public SealedText? Words { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }
}

/// <summary>How a person carries their past (INV-157). Theirs to choose and to change; nobody else is shown it.</summary>
public enum PastPosition
{
    /// <summary>Set apart from who they are now.</summary>
    SetApart = 1,

    /// <summary>Woven into who they are now.</summary>
    WovenIn = 2,

    /// <summary>Always with them.</summary>
    AlwaysWithMe = 3,

    /// <summary>Not saying.</summary>
    NotSaying = 4,
}

/// <summary>What each position is called.</summary>
public static class PastPositions
{
    /// <summary>The position in the person's own voice.</summary>
    public static string Name(this PastPosition position) => position switch
    {
        PastPosition.SetApart => "I keep it apart from who I am now",
        PastPosition.WovenIn => "It is woven into who I am now",
        PastPosition.AlwaysWithMe => "It is always with me",
        PastPosition.NotSaying => "I'd rather not say",
        _ => throw new ArgumentOutOfRangeException(nameof(position), position, "There are four."),
    };
}

/// <summary>A person's choice of <see cref="PastPosition"/> on one date. The newest counts; earlier ones stay as history.</summary>
public sealed class PastRelation : IAboutPerson
{
    private PastRelation()
    {
    }

    internal PastRelation(Guid id, Guid personId, PastPosition position, DateTimeOffset at) => (Id, PersonId, Position, At) = (id, personId, position, at);

    /// <summary>The id; rises with time.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>What they chose.</summary>
    public PastPosition Position { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }
}

/// <summary>
/// What the record said at one review (CALC-2): four statuses, each with the codings it rested on and the owner's view at the time. Kept as it
/// was, so that movement can be put in words later.
/// </summary>
public sealed class StageReview : IAboutPerson
{
    /// <summary>Longest note and longest reply, in UTF-16 characters.</summary>
    public const int WordsMaxLength = 4_000;

    private readonly List<StageReviewStatus> statuses = [];
    private readonly List<StageReviewEvidence> evidence = [];

    private StageReview()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose review.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The London date.</summary>
    public DateOnly On { get; private init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Who made it: the person, or somebody they let see their stories for supervision.</summary>
    public Guid ReviewerId { get; private init; }

    /// <summary>London dates that counted.</summary>
    public int WindowDays { get; private init; }

    /// <summary>Occasions that "steady" needed.</summary>
    public int EstablishedOccasions { get; private init; }

    /// <summary>Days from first to last occasion that "steady" needed.</summary>
    public int EstablishedSpanDays { get; private init; }

    /// <summary>Occasions that "growing" needed.</summary>
    public int EmergingOccasions { get; private init; }

    /// <summary>How heavily an occasion against weighed.</summary>
    public int ContestedWeight { get; private init; }

    /// <summary>What they talked about, in the reviewer's words, where they wrote something.</summary>
    public SealedText? Note { get; private init; }

    /// <summary>What the person says to the review; it stands beside it wherever it is shown (E24).</summary>
    public SealedText? Reply { get; private set; }

    /// <summary>When the person said it.</summary>
    public DateTimeOffset? RepliedAt { get; private set; }

    /// <summary>The settings it was made with.</summary>
    public StageRule Rule => StageRule.Default with
    {
        WindowDays = WindowDays,
        EstablishedOccasions = EstablishedOccasions,
        EstablishedSpanDays = EstablishedSpanDays,
        EmergingOccasions = EmergingOccasions,
        ContestedWeight = ContestedWeight,
    };

    /// <summary>The four statuses.</summary>
    public IReadOnlyList<StageReviewStatus> Statuses => statuses;

    /// <summary>Every coding they rested on.</summary>
    public IReadOnlyList<StageReviewEvidence> Evidence => evidence;

    internal static StageReview Of(
        Guid id, Guid personId, StageProfile profile, IReadOnlyDictionary<Guid, Guid> coders, IReadOnlyDictionary<Stage, StageView> views, Guid reviewerId, SealedText? note,
        DateTimeOffset at)
    {
        var review = new StageReview
        {
            Id = id,
            PersonId = personId,
            On = profile.ReviewDate,
            At = at,
            ReviewerId = reviewerId,
            Note = note,
            WindowDays = profile.Rule.WindowDays,
            EstablishedOccasions = profile.Rule.EstablishedOccasions,
            EstablishedSpanDays = profile.Rule.EstablishedSpanDays,
            EmergingOccasions = profile.Rule.EmergingOccasions,
            ContestedWeight = profile.Rule.ContestedWeight,
        };
        foreach (var reading in profile.Readings)
        {
            var view = views.GetValueOrDefault(reading.Stage);
            review.statuses.Add(new StageReviewStatus(id, personId, reviewerId, reading.Stage, reading.Status, reading.WhoseEvidence, view?.Id, view?.Standing));
            review.evidence.AddRange(reading.Codings.Select(c => new StageReviewEvidence(id, personId, reviewerId, c, coders[c.CodingId])));
        }

        return review;
    }

    /// <summary>Records what the person says to it.</summary>
    internal void Answer(SealedText? words, DateTimeOffset now) => (Reply, RepliedAt) = (words, words is null ? null : now);
}

/// <summary>One stage at one review.</summary>
public sealed class StageReviewStatus : IAboutPerson
{
    private StageReviewStatus()
    {
    }

    internal StageReviewStatus(Guid reviewId, Guid personId, Guid reviewerId, Stage stage, StageStatus status, WhoseEvidence whose, Guid? viewId, OwnStanding? standing) =>
        (ReviewId, PersonId, ReviewerId, Stage, Status, WhoseEvidence, OwnViewId, OwnStanding) = (reviewId, personId, reviewerId, stage, status, whose, viewId, standing);

    /// <summary>The review.</summary>
    public Guid ReviewId { get; private init; }

    /// <summary>Whose.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who made the review.</summary>
    public Guid ReviewerId { get; private init; }

    /// <summary>The stage.</summary>
    public Stage Stage { get; private init; }

    /// <summary>What the record said.</summary>
    public StageStatus Status { get; private init; }

    /// <summary>Whose accounts it rested on.</summary>
    public WhoseEvidence WhoseEvidence { get; private init; }

    /// <summary>The owner's view at the time; null for "not yet given".</summary>
    public Guid? OwnViewId { get; private init; }

    /// <summary>The same in one word.</summary>
    public OwnStanding? OwnStanding { get; private init; }
}

/// <summary>A coding that a review rested on, as it counted then; it stays when the coding itself is removed.</summary>
public sealed class StageReviewEvidence : IAboutPerson
{
    private StageReviewEvidence()
    {
    }

    internal StageReviewEvidence(Guid reviewId, Guid personId, Guid reviewerId, StageEvidence coding, Guid coderId) =>
        (ReviewId, PersonId, ReviewerId, CodingId, CoderId, Stage, Polarity, StoryId, On, Source) =
        (reviewId, personId, reviewerId, coding.CodingId, coderId, coding.Stage, coding.Polarity, coding.Occasion.SourceId, coding.Occasion.Date, coding.Source);

    /// <summary>The review.</summary>
    public Guid ReviewId { get; private init; }

    /// <summary>Whose.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who made the review.</summary>
    public Guid ReviewerId { get; private init; }

    /// <summary>The coding.</summary>
    public Guid CodingId { get; private init; }

    /// <summary>Who made the coding: it is hidden from whoever is walled off from them.</summary>
    public Guid CoderId { get; private init; }

    /// <summary>What it spoke about.</summary>
    public Stage Stage { get; private init; }

    /// <summary>Which way.</summary>
    public Polarity Polarity { get; private init; }

    /// <summary>The story it was in.</summary>
    public Guid StoryId { get; private init; }

    /// <summary>The story's London date.</summary>
    public DateOnly On { get; private init; }

    /// <summary>Whose account.</summary>
    public EvidenceSource Source { get; private init; }
}
