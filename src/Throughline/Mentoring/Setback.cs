using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>What happened to somebody who is mentored. It opens an offer to talk for the mentor, and never counts against them (INV-067, INV-068).</summary>
public enum SetbackKind
{
    /// <summary>They are in custody again.</summary>
    Custody = 1,

    /// <summary>They are using again.</summary>
    UsingAgain = 2,

    /// <summary>Nobody can reach them.</summary>
    LostContact = 3,

    /// <summary>They died.</summary>
    Died = 4,

    /// <summary>New trouble with the law has come to be known.</summary>
    NewTrouble = 5,
}

/// <summary>A hard thing that happened to somebody who is mentored: the sort of it and nothing more.</summary>
public sealed class Setback : IAboutPerson
{
    private Setback()
    {
    }

    internal Setback(Guid id, Match match, SetbackKind kind, Guid by, DateTimeOffset at) =>
        (Id, MatchId, PersonId, MentorId, SchemeId, Kind, ById, At) = (id, match.Id, match.PersonId, match.MentorId, match.SchemeId, kind, by, at);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The match.</summary>
    public Guid MatchId { get; private init; }

    /// <summary>To whom it happened.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Their mentor.</summary>
    public Guid MentorId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What happened.</summary>
    public SetbackKind Kind { get; private init; }

    /// <summary>Who wrote it down.</summary>
    public Guid ById { get; private init; }

    /// <summary>When it was written down.</summary>
    public DateTimeOffset At { get; private init; }
}

/// <summary>The wording of setbacks.</summary>
public static class SetbackWords
{
    /// <summary>What happened, in plain words.</summary>
    public static string Name(this SetbackKind kind) => kind switch
    {
        SetbackKind.Custody => "They are in custody",
        SetbackKind.UsingAgain => "They are using again",
        SetbackKind.LostContact => "Nobody can reach them",
        SetbackKind.Died => "They died",
        SetbackKind.NewTrouble => "There is new trouble with the law",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
