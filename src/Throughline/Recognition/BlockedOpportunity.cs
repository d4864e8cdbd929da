using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>A chance that was shut, as typed by its owner.</summary>
/// <param name="Kind">What sort of chance.</param>
/// <param name="What">What it was, in their words.</param>
/// <param name="Reason">The reason they were given; null where none was.</param>
/// <param name="DecidedBy">What sort of person decided.</param>
/// <param name="On">The London date.</param>
/// <param name="Counts">Whether it may be counted, without their name.</param>
public sealed record ShutChance(OpportunityKind? Kind, string? What, string? Reason, SourceClass? DecidedBy, DateOnly? On, bool Counts = true)
{
    /// <summary>The first thing wrong, or null.</summary>
    internal Refusal? Check(DateOnly today, int keepMonths) =>
        Kind is not { } kind || !Enum.IsDefined(kind) ? new Invalid(nameof(Kind), "Choose what sort of chance it was")
        : Typed.Required(What, BlockedOpportunity.WordsMaxLength, nameof(What), "Enter what it was", "What it was")
        ?? Typed.Optional(Reason, BlockedOpportunity.WordsMaxLength, nameof(Reason), "The reason")
        ?? (DecidedBy is not { } by || !Enum.IsDefined(by) ? new Invalid(nameof(DecidedBy), "Choose who decided")
        : On is not { } on ? new Invalid(nameof(On), "Enter the day")
        : on > today ? new Invalid(nameof(On), "The day must be today or in the past")
        // What is older would be deleted the same night.
        : on < today.AddMonths(-keepMonths) ? new Invalid(nameof(On), $"The day must be in the last {keepMonths} months")
        : null);
}

/// <summary>A chance that was shut on somebody: theirs alone, and counted by kind, without their name, once enough people have the same.</summary>
public sealed class BlockedOpportunity : IAboutPerson, INotAudited
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMaxLength = 1000;

    private BlockedOpportunity()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme they were in.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What sort of chance.</summary>
    public OpportunityKind Kind { get; private init; }

    /// <summary>What it was, sealed.</summary>
    public SealedText What { get; private init; } = null!;

    /// <summary>The reason they were given, sealed; null where none was.</summary>
    public SealedText? StatedReason { get; private init; }

    /// <summary>What sort of person decided.</summary>
    public SourceClass DecidedBy { get; private init; }

    /// <summary>The London date.</summary>
    public DateOnly On { get; private init; }

    /// <summary>Whether it may be counted, without their name.</summary>
    public bool Counts { get; private init; }

    /// <summary>What became of it.</summary>
    public OpportunityOutcome Outcome { get; private set; } = OpportunityOutcome.Waiting;

    /// <summary>Notes one. The input has been checked.</summary>
    internal static BlockedOpportunity Note(Guid id, Guid personId, Guid schemeId, ShutChance input, SealedText what, SealedText? reason) => new()
    {
        Id = id,
        PersonId = personId,
        SchemeId = schemeId,
        Kind = input.Kind!.Value,
        What = what,
        StatedReason = reason,
        DecidedBy = input.DecidedBy!.Value,
        On = input.On!.Value,
        Counts = input.Counts,
    };

    /// <summary>Says what became of it.</summary>
    internal void Say(OpportunityOutcome outcome) => Outcome = outcome;
}
