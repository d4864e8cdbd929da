using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Where and when somebody can be or cannot, as written down by a coordinator.</summary>
/// <param name="Words">What it is, for coordinators alone: “step-free only”, “not at Tanners Row”.</param>
/// <param name="OnlyAt">The only sites at which they can meet; none for no such limit.</param>
/// <param name="NotAt">Sites at which they cannot.</param>
/// <param name="NotWhen">Parts of the week in which they cannot, as bits (<see cref="WeekSlots"/>).</param>
public sealed record AccessLimits(string? Words, IReadOnlyList<Guid> OnlyAt, IReadOnlyList<Guid> NotAt, int NotWhen);

/// <summary>
/// A limit on where or when somebody can be, whatever the cause: a lift, a space for women, a street to stay out of, an evening at home. Its words are for
/// coordinators. A mentor never sees it; matching sees its effect, and nothing sets it aside (INV-060). Why it is so is not asked for.
/// </summary>
public sealed class AccessConstraint : IAboutPerson
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMaxLength = 200;

    /// <summary>Longest words of what is wrong with it and of the answer, in characters.</summary>
    public const int WrongMaxLength = 500;

    private AccessConstraint()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose limit it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What it is, in words for coordinators.</summary>
    public SealedText Words { get; private init; } = null!;

    /// <summary>The only sites at which they can meet; none for no such limit.</summary>
    public List<Guid> OnlyAt { get; private init; } = [];

    /// <summary>Sites at which they cannot.</summary>
    public List<Guid> NotAt { get; private init; } = [];

    /// <summary>Parts of the week in which they cannot, as bits.</summary>
    public int NotWhen { get; private init; }

    /// <summary>Who wrote it down.</summary>
    public Guid ById { get; private init; }

    /// <summary>Since when (a London date).</summary>
    public DateOnly From { get; private init; }

    /// <summary>The last London date on which it held; null while it holds.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>What the person says is wrong with it, in their words; null where they said nothing.</summary>
    public SealedText? Wrong { get; private set; }

    /// <summary>The London date on which they said so.</summary>
    public DateOnly? WrongOn { get; private set; }

    /// <summary>What a coordinator answered, for the person to read; null while nobody has.</summary>
    public SealedText? Answer { get; private set; }

    /// <summary>The London date of the answer.</summary>
    public DateOnly? AnsweredOn { get; private set; }

    /// <summary>True while what the person said waits for a coordinator.</summary>
    public bool Waits => EndedOn is null && WrongOn is not null && AnsweredOn is null;

    /// <summary>Writes one down. Sites are the use case's to check.</summary>
    /// <returns>The limit, or <see cref="Invalid"/>.</returns>
    internal static Outcome<AccessConstraint> Record(Guid id, Guid personId, Guid schemeId, AccessLimits limits, Func<string, SealedText> seal, Guid by, DateOnly on)
    {
        if (PeopleRules.CheckText(nameof(Words), limits.Words, "Enter what it is, such as “step-free only”", "What it is", WordsMaxLength) is { } wrong)
        {
            return wrong;
        }

        if (limits.NotWhen < 0 || limits.NotWhen >= 1 << WeekSlots.Count)
        {
            return new Invalid(nameof(NotWhen), "Choose the times from the list");
        }

        if (limits.OnlyAt.Count == 0 && limits.NotAt.Count == 0 && limits.NotWhen == 0)
        {
            return new Invalid(nameof(OnlyAt), "Say where or when: choose at least one place or time");
        }

        if (limits.OnlyAt.Count > 0 && limits.OnlyAt.All(limits.NotAt.Contains))
        {
            return new Invalid(nameof(NotAt), "This leaves no place at all");
        }

        return new AccessConstraint
        {
            Id = id, PersonId = personId, SchemeId = schemeId, Words = seal(limits.Words!.Trim()), OnlyAt = [.. limits.OnlyAt.Distinct().Order()], NotAt = [.. limits.NotAt.Distinct().Order()],
            NotWhen = limits.NotWhen, ById = by, From = on,
        };
    }

    /// <summary>The person says that it is wrong; what was answered before goes.</summary>
    internal Refusal? Question(SealedText words, DateOnly on)
    {
        if (EndedOn is not null)
        {
            return new LimitHasEnded();
        }

        (Wrong, WrongOn, Answer, AnsweredOn) = (words, on, null, null);
        return null;
    }

    /// <summary>A coordinator answers that it stays, and why.</summary>
    internal Refusal? Reply(SealedText words, DateOnly on)
    {
        if (EndedOn is not null)
        {
            return new LimitHasEnded();
        }

        if (!Waits)
        {
            return new NothingToAnswer();
        }

        (Answer, AnsweredOn) = (words, on);
        return null;
    }

    /// <summary>It holds no longer.</summary>
    internal void End(DateOnly on) => EndedOn ??= on;
}

/// <summary>The limit holds no longer.</summary>
public sealed record LimitHasEnded() : Refusal("limit-has-ended")
{
    /// <inheritdoc />
    public override string Sentence => "This limit has ended already, so nothing follows from it any more.";
}

/// <summary>The person has said nothing that waits for an answer.</summary>
public sealed record NothingToAnswer() : Refusal("nothing-to-answer")
{
    /// <inheritdoc />
    public override string Sentence => "Nothing waits for an answer here. Look at the page again.";
}

/// <summary>All that the limits of one person come to. What is not known is not enough where only some places will do.</summary>
/// <param name="OnlyAt">For each limit of that sort, the sites that will do.</param>
/// <param name="NotAt">Sites that will not.</param>
/// <param name="NotWhen">Parts of the week that will not, as bits.</param>
public sealed record AccessEffect(IReadOnlyList<IReadOnlyList<Guid>> OnlyAt, IReadOnlyList<Guid> NotAt, int NotWhen)
{
    /// <summary>No limit.</summary>
    public static AccessEffect None { get; } = new([], [], 0);

    internal static AccessEffect Of(IEnumerable<AccessConstraint> limits)
    {
        var all = limits.ToList();
        return new([.. all.Where(l => l.OnlyAt.Count > 0).Select(l => l.OnlyAt)], [.. all.SelectMany(l => l.NotAt).Distinct()], all.Aggregate(0, (bits, l) => bits | l.NotWhen));
    }

    /// <summary>Whether it leaves a place that the other said is easy for them.</summary>
    public bool LeavesAPlace(MatchDetails other)
    {
        var sites = other.SiteIds ?? [];
        return sites.Any(site => !NotAt.Contains(site) && OnlyAt.All(only => only.Contains(site))) || (sites.Count == 0 && OnlyAt.Count == 0);
    }

    /// <summary>Whether it leaves a part of the week in which the other said that they can meet; true where they said nothing.</summary>
    public bool LeavesATime(MatchDetails other) => other.Slots == 0 || (other.Slots & ~NotWhen) != 0;
}
