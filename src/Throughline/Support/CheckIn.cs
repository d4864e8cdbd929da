using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>How somebody says that they are. Words in an order, never a number.</summary>
public enum HowAreYou
{
    /// <summary>Good.</summary>
    Good = 1,

    /// <summary>All right.</summary>
    AllRight = 2,

    /// <summary>Up and down.</summary>
    UpAndDown = 3,

    /// <summary>Struggling.</summary>
    Struggling = 4,
}

/// <summary>A short answer to “how are you doing?”, once a day at most. Its owner's; their supervisor reads one that was shared, until it is taken back (INV-122).</summary>
public sealed class CheckIn : IAboutPerson, INotAudited
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMaxLength = 1000;

    private CheckIn()
    {
    }

    internal CheckIn(Guid id, Guid personId, Guid schemeId, DateOnly on) => (Id, PersonId, SchemeId, On) = (id, personId, schemeId, on);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme they were in.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The London date.</summary>
    public DateOnly On { get; private init; }

    /// <summary>How they are.</summary>
    public HowAreYou How { get; private set; }

    /// <summary>In their own words, sealed; may be left out.</summary>
    public SealedText? Words { get; private set; }

    /// <summary>Whether they told their own story before others since the last one.</summary>
    public bool ToldStory { get; private set; }

    /// <summary>Whether family and work got in each other's way since the last one.</summary>
    public bool FamilyClash { get; private set; }

    /// <summary>Whom it is shared with; null for nobody.</summary>
    public Guid? SharedWithId { get; private set; }

    /// <summary>When it was shared; null for not at all.</summary>
    public DateOnly? SharedOn { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    internal void Say(HowAreYou how, SealedText? words, bool toldStory, bool familyClash)
    {
        (How, Words, ToldStory, FamilyClash) = (how, words, toldStory, familyClash);
        Version++;
    }

    internal void Share(Guid with, DateOnly on)
    {
        (SharedWithId, SharedOn) = (with, on);
        Version++;
    }

    internal void TakeBack()
    {
        (SharedWithId, SharedOn) = (null, null);
        Version++;
    }
}

/// <summary>The answers in words.</summary>
public static class CheckInWords
{
    /// <summary>The answer, as the person says it.</summary>
    public static string Name(this HowAreYou how) => how switch
    {
        HowAreYou.Good => "Good",
        HowAreYou.AllRight => "All right",
        HowAreYou.UpAndDown => "Up and down",
        HowAreYou.Struggling => "Struggling",
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, null),
    };
}
