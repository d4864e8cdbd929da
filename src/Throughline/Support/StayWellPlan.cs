using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>What somebody writes about staying well; each part may be left out.</summary>
/// <param name="Helps">What helps.</param>
/// <param name="Signs">The first signs that things are getting harder.</param>
/// <param name="Call">Whom to ring, and what they would like others to do.</param>
public sealed record StayWellWords(string? Helps, string? Signs, string? Call)
{
    internal Refusal? Check() =>
        string.IsNullOrWhiteSpace(Helps) && string.IsNullOrWhiteSpace(Signs) && string.IsNullOrWhiteSpace(Call) ? new Invalid(nameof(Helps), "Write something in one of the three")
        : Typed.Optional(Helps, StayWellPlan.WordsMaxLength, nameof(Helps), "What helps")
            ?? Typed.Optional(Signs, StayWellPlan.WordsMaxLength, nameof(Signs), "The first signs")
            ?? Typed.Optional(Call, StayWellPlan.WordsMaxLength, nameof(Call), "Who to ring");
}

/// <summary>Somebody's own plan for staying well. Its owner's, and of those they named, until they take it back (INV-123). It tells of no role: anybody can have one.</summary>
public sealed class StayWellPlan : IAboutPerson
{
    /// <summary>Longest words of a part, in characters.</summary>
    public const int WordsMaxLength = 2000;

    private StayWellPlan()
    {
    }

    internal StayWellPlan(Guid personId) => PersonId = personId;

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>What helps, sealed.</summary>
    public SealedText? Helps { get; private set; }

    /// <summary>The first signs that things are getting harder, sealed.</summary>
    public SealedText? Signs { get; private set; }

    /// <summary>Whom to ring, sealed.</summary>
    public SealedText? Call { get; private set; }

    /// <summary>The London date on which it was last written.</summary>
    public DateOnly WrittenOn { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    internal void Write(SealedText? helps, SealedText? signs, SealedText? call, DateOnly on)
    {
        (Helps, Signs, Call, WrittenOn) = (helps, signs, call, on);
        Version++;
    }
}

/// <summary>That somebody may read a person's plan, from a day on, until it is taken back: then there is no such row.</summary>
public sealed class StayWellShare : IAboutPerson
{
    /// <summary>Most people that a plan is shared with.</summary>
    public const int Most = 20;

    private StayWellShare()
    {
    }

    internal StayWellShare(Guid personId, Guid withId, DateOnly on) => (PersonId, WithId, On) = (personId, withId, on);

    /// <summary>Whose plan it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who may read it.</summary>
    public Guid WithId { get; private init; }

    /// <summary>Since which London date.</summary>
    public DateOnly On { get; private init; }
}

/// <summary>Who may read whose plan, without any filter: the visibility rule is written over this and nothing else may use it.</summary>
internal sealed class StayWellReader
{
    public Guid PersonId { get; init; }

    public Guid WithId { get; init; }
}

/// <summary>There is nothing to share yet.</summary>
public sealed record NoStayWellPlan() : Refusal("no-stay-well-plan")
{
    /// <inheritdoc />
    public override string Sentence => "Write something first. Then you can share it.";
}

/// <summary>It is shared with as many as can be.</summary>
public sealed record SharedWithMany() : Refusal("shared-with-many")
{
    /// <inheritdoc />
    public override string Sentence => $"You share it with {StayWellShare.Most} people. Take it back from somebody first.";
}
