using Throughline.Schemes;

namespace Throughline.Trust;

/// <summary>What a room is for, or is booked for. Codes and not free words, so that no room's diary ever says anything about anybody.</summary>
public enum SpacePurpose
{
    /// <summary>People drop in.</summary>
    DropIn = 1,

    /// <summary>A group session.</summary>
    Group = 2,

    /// <summary>Two people meet.</summary>
    OneToOne = 3,

    /// <summary>Training.</summary>
    Training = 4,

    /// <summary>The peer team meets.</summary>
    PeerMeeting = 5,

    /// <summary>Supervision or a talk after something hard.</summary>
    Supervision = 6,

    /// <summary>A break, or quiet.</summary>
    Break = 7,

    /// <summary>A meeting of staff.</summary>
    StaffMeeting = 8,

    /// <summary>Something else.</summary>
    Other = 9,
}

/// <summary>What each purpose is called on a page.</summary>
public static class SpacePurposes
{
    private static readonly Dictionary<SpacePurpose, string> Names = new()
    {
        [SpacePurpose.DropIn] = "Drop-in",
        [SpacePurpose.Group] = "Group session",
        [SpacePurpose.OneToOne] = "One-to-one meeting",
        [SpacePurpose.Training] = "Training",
        [SpacePurpose.PeerMeeting] = "Peer team meeting",
        [SpacePurpose.Supervision] = "Supervision",
        [SpacePurpose.Break] = "Break or quiet time",
        [SpacePurpose.StaffMeeting] = "Staff meeting",
        [SpacePurpose.Other] = "Something else",
    };

    /// <summary>The purpose in plain words.</summary>
    public static string Name(this SpacePurpose purpose) => Names[purpose];
}

/// <summary>A room or place as typed.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="OpensAt">When it usually opens, on London's clocks.</param>
/// <param name="ClosesAt">When it usually closes; after <paramref name="OpensAt"/>.</param>
public sealed record SpaceDetails(string? Name, TimeOnly? OpensAt, TimeOnly? ClosesAt);

/// <summary>
/// A room or place at a site. A hub is one that peer workers open and close, and where people sign in and out. Whose it is, is said by its
/// allocations.
/// </summary>
public sealed class Space
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 80;

    private Space()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme that runs the site, and so the space.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The site.</summary>
    public Guid SiteId { get; private init; }

    /// <summary>What it is called.</summary>
    public string Name { get; private set; } = "";

    /// <summary>True where people sign in and out and a peer worker opens the door.</summary>
    public bool IsHub { get; private init; }

    /// <summary>When it usually opens.</summary>
    public TimeOnly OpensAt { get; private set; }

    /// <summary>When it usually closes: whoever is still signed in then is taken to have left.</summary>
    public TimeOnly ClosesAt { get; private set; }

    /// <summary>First day in use.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Last day in use; null while it is.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Counts the writes that took the space's turn; nobody is shown it.</summary>
    public int Turn { get; private set; }

    /// <summary>Concurrency token of its details.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Adds a space to a site.</summary>
    public static Outcome<Space> Add(Guid id, Site site, SpaceDetails details, bool isHub, DateOnly from)
    {
        if (Check(details) is { } refusal)
        {
            return refusal;
        }

        return from < site.From
            ? new Invalid(nameof(From), $"The first day must be on or after {Typed.Day(site.From)}, when {site.Name} opened")
            : new Space
            {
                Id = id, SchemeId = site.SchemeId, SiteId = site.Id, Name = details.Name!.Trim(), IsHub = isHub, From = from,
                OpensAt = details.OpensAt!.Value, ClosesAt = details.ClosesAt!.Value,
            };
    }

    /// <summary>Changes what it is called and when it opens and closes, or says that it is not used after a day.</summary>
    public Refusal? Change(SpaceDetails details, DateOnly? to)
    {
        if (Check(details) is { } refusal)
        {
            return refusal;
        }

        if (to < From)
        {
            return new Invalid(nameof(To), $"The last day must be on or after {Typed.Day(From)}, the first day");
        }

        (Name, OpensAt, ClosesAt, To) = (details.Name!.Trim(), details.OpensAt!.Value, details.ClosesAt!.Value, to);
        Version++;
        return null;
    }

    /// <summary>True on a London date on which it is used.</summary>
    public bool InUse(DateOnly on) => From <= on && (To is null || on <= To);

    /// <summary>When somebody who signs in is taken to have left, unless they say so themselves before (INV-049).</summary>
    /// <param name="signedIn">When they sign in.</param>
    /// <param name="longestHours">The longest single stay, in hours: <see cref="SettingKeys.HoursLongestPresence"/>.</param>
    public DateTimeOffset DueOut(DateTimeOffset signedIn, int longestHours)
    {
        var (closes, longest) = (signedIn.LondonDate().AtInLondon(ClosesAt), signedIn.AddHours(longestHours));
        return signedIn < closes && closes < longest ? closes : longest;
    }

    private static Refusal? Check(SpaceDetails details) =>
        Typed.Required(details.Name, NameMaxLength, nameof(details.Name), "Enter what it is called", "The name")
        ?? (details.OpensAt is null ? new Invalid(nameof(details.OpensAt), "Enter when it opens, such as 9:00") : null)
        ?? (details.ClosesAt is null ? new Invalid(nameof(details.ClosesAt), "Enter when it closes, such as 17:30") : null)
        ?? (details.ClosesAt <= details.OpensAt ? new Invalid(nameof(details.ClosesAt), "The closing time must be after the opening time") : null);
}

/// <summary>Another space of the site has this name.</summary>
/// <param name="Name">The name.</param>
public sealed record SpaceNameTaken(string Name) : Refusal("space-name-taken")
{
    /// <inheritdoc />
    public override string Sentence => $"There is a space called {Name} at this site already. Choose another name";

    /// <inheritdoc />
    public override string? Field => nameof(SpaceDetails.Name);
}

/// <summary>The space is not used on the date.</summary>
public sealed record SpaceNotInUse() : Refusal("space-not-in-use")
{
    /// <inheritdoc />
    public override string Sentence => "This space is not in use on that day";
}
