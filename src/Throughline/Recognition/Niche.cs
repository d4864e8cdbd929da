using Throughline.Surveys;

namespace Throughline.Recognition;

/// <summary>The twelve things that make a place one in which people can grow. Each is the organisation's to put right.</summary>
public enum EnablingCondition
{
    /// <summary>The team has a space of its own that was not taken from it.</summary>
    OwnSpace = 1,

    /// <summary>Somebody senior has met the team lately.</summary>
    SponsorContact = 2,

    /// <summary>Peers can come to hold a key.</summary>
    KeyRoute = 3,

    /// <summary>Nearly all staff have learned about working beside people with lived experience.</summary>
    StaffLearned = 4,

    /// <summary>Supervision is held on time.</summary>
    SupervisionOnTime = 5,

    /// <summary>What happens when family or friends meet at work is settled and used.</summary>
    ConflictProtocol = 6,

    /// <summary>What peers may know is written down.</summary>
    AccessStatement = 7,

    /// <summary>Expenses are paid quickly.</summary>
    ExpensesPaid = 8,

    /// <summary>A paid post to move up to was filled or open.</summary>
    PaidPost = 9,

    /// <summary>There is somebody to tell who is outside the line.</summary>
    ConcernRoute = 10,

    /// <summary>The work was thanked before others.</summary>
    Thanked = 11,

    /// <summary>Peers sit where things are decided.</summary>
    Forum = 12,
}

/// <summary>The word for a place.</summary>
public enum PlaceWord
{
    /// <summary>Too few people to show anything.</summary>
    TooFewToShow = 1,

    /// <summary>A place in which people can grow.</summary>
    Enabling = 2,

    /// <summary>Some of each.</summary>
    Mixed = 3,

    /// <summary>A place that holds people back.</summary>
    Entrapping = 4,
}

/// <summary>The numbers for the word.</summary>
/// <param name="EnablingLeast">Fewest conditions of an enabling place.</param>
/// <param name="EntrappingMost">Most conditions of one that holds people back.</param>
public sealed record NicheRule(int EnablingLeast = 9, int EntrappingMost = 4);

/// <summary>What a place is like: twelve conditions and the balance of messages. About the place, never about a person.</summary>
public static class Niche
{
    private static readonly Dictionary<EnablingCondition, (string Name, string ToDo)> Words = new()
    {
        [EnablingCondition.OwnSpace] = ("The team has a room of its own, and nobody took it away", "Give the team a space of its own under Places, and book other things elsewhere."),
        [EnablingCondition.SponsorContact] = ("Somebody senior met the team lately", "Put half an hour with the team in a senior leader’s diary this week."),
        [EnablingCondition.KeyRoute] = ("Peers can come to hold a key", "Add a key for this place under Trust, and say who may be given it and how."),
        [EnablingCondition.StaffLearned] = ("Nearly all staff have learned how to work beside peers", "Book the next short course, and ask two peers to run it."),
        [EnablingCondition.SupervisionOnTime] = ("Supervision happens on time", "Move the late ones into this week, and ask what keeps getting in the way."),
        [EnablingCondition.ConflictProtocol] = ("It is clear what happens when family or friends meet at work", "Show each team how a wall is put up, and who makes the plan."),
        [EnablingCondition.AccessStatement] = ("What peers may know is written down", "Write one page: what peers may see, what not, and why. Put it on the wall."),
        [EnablingCondition.ExpensesPaid] = ("Expenses are paid back quickly", "Pay what is late today. Keep some cash for fares."),
        [EnablingCondition.PaidPost] = ("A paid post to move up to was filled or open", "Find the money for one post, and tell the team when it opens."),
        [EnablingCondition.ConcernRoute] = ("There is somebody to tell who is nobody’s manager", "Name a voice lead for this scheme, and somebody outside under Concerns."),
        [EnablingCondition.Thanked] = ("The work was thanked in front of others", "Thank the team where others can see it, then write it down under Thanks."),
        [EnablingCondition.Forum] = ("Peers sit where things are decided", "Give two peers a seat at the next meeting, with the papers a week before."),
    };

    /// <summary>All twelve, in order.</summary>
    public static IReadOnlyList<EnablingCondition> All { get; } = [.. Enum.GetValues<EnablingCondition>().Order()];

    /// <summary>True where what is held here says whether it is met; otherwise somebody answers, with a date and what they looked at. Supervision is counted where enough people are behind the figure, and answered for elsewhere.</summary>
    public static bool IsLive(this EnablingCondition condition) =>
        condition is EnablingCondition.OwnSpace or EnablingCondition.KeyRoute or EnablingCondition.PaidPost or EnablingCondition.ConcernRoute or EnablingCondition.Thanked;

    /// <summary>The condition in plain words.</summary>
    public static string Name(this EnablingCondition condition) => Words[condition].Name;

    /// <summary>What a head of service can do about it this week.</summary>
    public static string ToDo(this EnablingCondition condition) => Words[condition].ToDo;

    /// <summary>The word in plain words.</summary>
    public static string Name(this PlaceWord word) => word switch
    {
        PlaceWord.TooFewToShow => "Too few to show",
        PlaceWord.Enabling => "Enabling",
        PlaceWord.Mixed => "Mixed",
        PlaceWord.Entrapping => "Entrapping",
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "There are four words."),
    };

    /// <summary>What the word means.</summary>
    public static string Means(this PlaceWord word) => word switch
    {
        PlaceWord.TooFewToShow => "Fewer people logged something than we ever show.",
        PlaceWord.Enabling => "Most of what people need is there, and most messages are kind.",
        PlaceWord.Mixed => "Some of what people need is there, and some is not. Being in between is what wears people out.",
        PlaceWord.Entrapping => "Little of what people need is there, or most messages are cold. This place holds people back.",
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "There are four words."),
    };

    /// <summary>The word for a place of which enough is known.</summary>
    /// <param name="conditions">How many of the twelve are met.</param>
    /// <param name="kind">Kind messages.</param>
    /// <param name="cold">Cold messages.</param>
    /// <param name="rule">The numbers.</param>
    public static PlaceWord Word(int conditions, int kind, int cold, NicheRule rule)
    {
        // With no message to either side the share can be anything.
        var (low, high) = kind + cold == 0 ? (0, 1) : SmallNumbers.Wilson(kind, kind + cold);
        return conditions >= rule.EnablingLeast && low > 0.5 ? PlaceWord.Enabling
            : conditions <= rule.EntrappingMost || high < 0.5 ? PlaceWord.Entrapping
            : PlaceWord.Mixed;
    }
}
