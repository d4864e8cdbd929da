using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Rights;

/// <summary>Why a record is erased.</summary>
public enum ErasureGround
{
    /// <summary>They asked.</summary>
    Asked = 1,

    /// <summary>It is no longer needed.</summary>
    NotNeeded = 2,

    /// <summary>It should never have been held.</summary>
    NeverOurs = 3,

    /// <summary>The law says that it must go.</summary>
    LegalDuty = 4,

    /// <summary>Erased from the command line, where no ground is chosen.</summary>
    AtTheServer = 5,

    /// <summary>Erased before, and again after an older backup was restored.</summary>
    AfterRestore = 6,
}

/// <summary>What each ground is called on a page.</summary>
public static class ErasureGrounds
{
    private static readonly Dictionary<ErasureGround, string> Names = new()
    {
        [ErasureGround.Asked] = "They asked us to",
        [ErasureGround.NotNeeded] = "We no longer need it",
        [ErasureGround.NeverOurs] = "We should not have held it",
        [ErasureGround.LegalDuty] = "The law says that it must go",
        [ErasureGround.AtTheServer] = "Erased from the command line",
        [ErasureGround.AfterRestore] = "Erased again after a backup was restored",
    };

    /// <summary>Those that somebody may choose.</summary>
    public static IReadOnlyList<ErasureGround> Choices { get; } = [ErasureGround.Asked, ErasureGround.NotNeeded, ErasureGround.NeverOurs, ErasureGround.LegalDuty];

    /// <summary>The ground in plain words.</summary>
    public static string Name(this ErasureGround ground) => Names[ground];
}

/// <summary>
/// What stays of an erasure: that it was done, when, by whom and why, so that the organisation can show that it did its duty (INV-202). It names
/// nobody but by an id that leads to nothing. The words of why are sealed under a key of their own, since the person's is destroyed.
/// </summary>
public sealed class Erasure : IAboutPerson
{
    /// <summary>Shortest reason, in characters: it cannot be undone, so it has to be a sentence.</summary>
    public const int ReasonMinLength = 20;

    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonMaxLength = 1000;

    private Erasure()
    {
    }

    internal Erasure(Guid id, Guid personId, ErasureGround ground, SealedText reason, Guid? erasedById, DateTimeOffset now) =>
        (Id, PersonId, Ground, Reason, ErasedById, ErasedAt) = (id, personId, ground, reason, erasedById, now);

    /// <summary>The id, under whose own key the reason is sealed.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose record it was.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Why, as one of four.</summary>
    public ErasureGround Ground { get; private init; }

    /// <summary>Why, in words that leave the person's name out; sealed under <see cref="Id"/>.</summary>
    public SealedText Reason { get; private init; } = null!;

    /// <summary>Who erased it; null for the command line.</summary>
    public Guid? ErasedById { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset ErasedAt { get; private init; }
}
