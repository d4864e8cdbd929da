using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>How a mentor and somebody they mentor were in touch.</summary>
public enum ContactMode
{
    /// <summary>They met.</summary>
    InPerson = 1,

    /// <summary>By phone.</summary>
    Phone = 2,

    /// <summary>By text.</summary>
    Text = 3,

    /// <summary>The mentor went somewhere with them.</summary>
    Accompaniment = 4,

    /// <summary>In a group.</summary>
    Group = 5,
}

/// <summary>What sort of place it was. Never where: nobody's way is followed.</summary>
public enum ContactPlace
{
    /// <summary>In the hub or the service's own rooms.</summary>
    Hub = 1,

    /// <summary>A café, a park, the street.</summary>
    Community = 2,

    /// <summary>Another service: a surgery, a job centre, a court.</summary>
    OtherService = 3,

    /// <summary>A hospital.</summary>
    Hospital = 4,

    /// <summary>A prison.</summary>
    Prison = 5,

    /// <summary>At a home.</summary>
    Home = 6,

    /// <summary>No place: by phone or text.</summary>
    NoPlace = 7,
}

/// <summary>A contact as typed: six fields (INV-071).</summary>
/// <param name="On">The London date.</param>
/// <param name="At">When it began, on London's clocks.</param>
/// <param name="Minutes">How long it took.</param>
/// <param name="Mode">How they were in touch.</param>
/// <param name="Place">What sort of place.</param>
/// <param name="WhatHelped">What helped; may be left out.</param>
/// <param name="Load">How it was for the mentor: 0 light to 3 heavy.</param>
public sealed record ContactLog(DateOnly? On, TimeOnly? At, int? Minutes, ContactMode? Mode, ContactPlace? Place, string? WhatHelped, int? Load);

/// <summary>One time that a mentor and somebody they mentor were in touch, as the mentor logged it. It counts towards nothing that a court or an officer asks for (INV-086).</summary>
public sealed class Contact : IAboutPerson
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMaxLength = 280;

    /// <summary>Longest contact, in minutes.</summary>
    public const int MinutesMost = 12 * 60;

    /// <summary>Heaviest answer to “how was that for you”.</summary>
    public const int LoadMost = 3;

    private Contact()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The match.</summary>
    public Guid MatchId { get; private init; }

    /// <summary>The mentee.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The mentor who logged it.</summary>
    public Guid MentorId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartsAt { get; private set; }

    /// <summary>How long it took, in minutes.</summary>
    public int Minutes { get; private set; }

    /// <summary>How they were in touch.</summary>
    public ContactMode Mode { get; private set; }

    /// <summary>What sort of place it was.</summary>
    public ContactPlace Place { get; private set; }

    /// <summary>What helped.</summary>
    public SealedText? WhatHelped { get; private set; }

    /// <summary>How it was for the mentor: 0 light, 1 all right, 2 hard, 3 heavy. The mentor's and their supervisor's to see, never the mentee's.</summary>
    public int Load { get; private set; }

    /// <summary>True when the mentee sees what helped.</summary>
    public bool Shared { get; private init; }

    /// <summary>When it was taken back by the mentor as a mistake; null where it stands.</summary>
    public DateTimeOffset? TakenBackAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Logs it. That the match goes on is the use case's to check.</summary>
    internal static Contact Log(Guid id, Match match, ContactLog log, DateTimeOffset startsAt, SealedText? whatHelped) => new()
    {
        Id = id, MatchId = match.Id, PersonId = match.PersonId, MentorId = match.MentorId, SchemeId = match.SchemeId, StartsAt = startsAt, Minutes = log.Minutes!.Value,
        Mode = log.Mode!.Value, Place = log.Place!.Value, WhatHelped = whatHelped, Load = log.Load!.Value, Shared = match.SharesNotes,
    };

    /// <summary>Writes it anew; the log of the writes keeps what stood before.</summary>
    internal void Correct(ContactLog log, DateTimeOffset startsAt, SealedText? whatHelped)
    {
        (StartsAt, Minutes, Mode, Place, WhatHelped, Load) = (startsAt, log.Minutes!.Value, log.Mode!.Value, log.Place!.Value, whatHelped, log.Load!.Value);
        Version++;
    }

    /// <summary>Takes it back.</summary>
    internal void TakeBack(DateTimeOffset at)
    {
        TakenBackAt = at;
        Version++;
    }
}

/// <summary>New meetings are not logged for this match. Neither of the two is told why (INV-061).</summary>
public sealed record MeetingsStopped() : Refusal("meetings-stopped")
{
    /// <inheritdoc />
    public override string Sentence => "New meetings cannot be logged here for now. Your coordinator knows and will be in touch.";
}

/// <summary>Somebody is told what stays between them and their mentor before the first contact (INV-064).</summary>
public sealed record LimitsNotShown() : Refusal("limits-not-shown")
{
    /// <inheritdoc />
    public override string Sentence => "Before the first contact, go through with them what stays between you and what cannot, and say that you did.";
}

/// <summary>The wording of contacts.</summary>
public static class ContactWords
{
    /// <summary>How, in plain words.</summary>
    public static string Name(this ContactMode mode) => mode switch
    {
        ContactMode.InPerson => "Met",
        ContactMode.Phone => "Phone",
        ContactMode.Text => "Text",
        ContactMode.Accompaniment => "Went along",
        ContactMode.Group => "In a group",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>Where, in plain words.</summary>
    public static string Name(this ContactPlace place) => place switch
    {
        ContactPlace.Hub => "Hub",
        ContactPlace.Community => "Out and about",
        ContactPlace.OtherService => "Another service",
        ContactPlace.Hospital => "Hospital",
        ContactPlace.Prison => "Prison",
        ContactPlace.Home => "At home",
        ContactPlace.NoPlace => "Not in person",
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, null),
    };

    /// <summary>How it was for the mentor, in plain words.</summary>
    public static string LoadName(int load) => load switch
    {
        0 => "Light",
        1 => "All right",
        2 => "Hard",
        _ => "Heavy",
    };
}
