using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>By what way somebody came to ask for a mentor.</summary>
public enum ReferralSource
{
    /// <summary>They asked themselves.</summary>
    Self = 1,

    /// <summary>Staff filled in the form with them.</summary>
    Staff = 2,

    /// <summary>They came with a file and were put on the list.</summary>
    File = 3,
}

/// <summary>Somebody who would like a mentor, from the day they asked to the day they have one or no longer want one.</summary>
public sealed class Referral : IAboutPerson
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMaxLength = 1000;

    private Referral()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who would like a mentor.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>By what way they came.</summary>
    public ReferralSource Source { get; private init; }

    /// <summary>Who wrote it down.</summary>
    public Guid ById { get; private init; }

    /// <summary>Since when they have waited (a London date).</summary>
    public DateOnly On { get; private init; }

    /// <summary>What they would like a mentor for, in their words.</summary>
    public SealedText? Words { get; private set; }

    /// <summary>When it was over; null while they wait or have a match that has not begun.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>The match they got; null where they have none.</summary>
    public Guid? MatchId { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Puts somebody on the list.</summary>
    public static Referral Ask(Guid id, Guid personId, Guid schemeId, ReferralSource source, Guid by, DateOnly on, SealedText? words) =>
        new() { Id = id, PersonId = personId, SchemeId = schemeId, Source = source, ById = by, On = on, Words = words };

    /// <summary>Says anew what for.</summary>
    public void Say(SealedText? words)
    {
        Words = words;
        Version++;
    }

    /// <summary>They have a mentor.</summary>
    internal void Meet(Guid matchId, DateOnly on)
    {
        (MatchId, ClosedOn) = (matchId, on);
        Version++;
    }

    /// <summary>They no longer wait, and no reason is asked for.</summary>
    internal void Withdraw(DateOnly on)
    {
        ClosedOn = on;
        Version++;
    }
}

/// <summary>They are on the list already.</summary>
public sealed record WaitsAlready() : Refusal("waits-already")
{
    /// <inheritdoc />
    public override string Sentence => "They are on the waiting list already.";

    /// <inheritdoc />
    public override string? Field => nameof(Referral.PersonId);
}
