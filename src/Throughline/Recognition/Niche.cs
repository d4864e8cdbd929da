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

    /// <summary>Not said while conditions are not answered that could change the word.</summary>
    NotAnswered = 5,
}

/// <summary>To which side the messages of a place lean, as far as that is sure: the whole range in which the kind share can lie is on that side of half.</summary>
public enum MessageLean
{
    /// <summary>It can be either.</summary>
    Neither = 1,

    /// <summary>The kind side.</summary>
    Kind = 2,

    /// <summary>The cold side.</summary>
    Cold = 3,
}

/// <summary>Of how many things so many are as they should be, for a condition that is worked out from what is held here.</summary>
/// <param name="Hits">How many are.</param>
/// <param name="Of">Of how many.</param>
public sealed record NicheShare(int Hits, int Of)
{
    /// <summary>Whether at least so many in a hundred are.</summary>
    public bool Reaches(int percent) => 100 * Hits >= percent * Of;

    /// <summary>Counts; null where that would tell of few: fewer people than the least number are behind all of it, or behind either side of it, unless nobody is.</summary>
    /// <param name="things">Whose each is, and whether it is as it should be.</param>
    /// <param name="least">Fewest people.</param>
    public static NicheShare? Count(IReadOnlyCollection<(Guid Person, bool Hit)> things, int least)
    {
        bool Safe(IEnumerable<(Guid Person, bool Hit)> side) => side.DistinctBy(t => t.Person).Count() is var count && (count == 0 || count >= least);
        return things.Count > 0 && Safe(things) && Safe(things.Where(t => t.Hit)) && Safe(things.Where(t => !t.Hit)) ? new NicheShare(things.Count(t => t.Hit), things.Count) : null;
    }
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

    /// <summary>True where what is held here says whether it is met; otherwise somebody answers, with a date and what they looked at. Supervision, what staff learned and expenses are counted where enough people are behind the figure, and a paid post once somebody moved to one; elsewhere they are answered for.</summary>
    public static bool IsLive(this EnablingCondition condition) =>
        condition is EnablingCondition.OwnSpace or EnablingCondition.KeyRoute or EnablingCondition.ConcernRoute or EnablingCondition.Thanked;

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
        PlaceWord.NotAnswered => "Not answered yet",
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "There are five words."),
    };

    /// <summary>What the word means.</summary>
    public static string Means(this PlaceWord word) => word switch
    {
        PlaceWord.TooFewToShow => "Fewer people logged something kind or cold than we ever show.",
        PlaceWord.Enabling => "Most of what people need is there, and most messages are kind.",
        PlaceWord.Mixed => "Some of what people need is there, and some is not. Being in between is what wears people out.",
        PlaceWord.Entrapping => "Little of what people need is there, or most messages are cold. This place holds people back.",
        PlaceWord.NotAnswered => "The answers that are missing could change the word. The head of service gives them.",
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "There are five words."),
    };

    /// <summary>The word for a place of which enough is known.</summary>
    /// <param name="conditions">How many of the twelve are met.</param>
    /// <param name="kind">Kind messages.</param>
    /// <param name="cold">Cold messages.</param>
    /// <param name="rule">The numbers.</param>
    public static PlaceWord Word(int conditions, int kind, int cold, NicheRule rule) => Word(conditions, Lean(kind, cold), rule);

    /// <summary>The word for a place of which some conditions are not answered: the same word whatever the answers are, or that they are missing.</summary>
    /// <param name="met">How many of the twelve are met.</param>
    /// <param name="unanswered">How many nobody has answered for lately.</param>
    /// <param name="lean">To which side its messages lean.</param>
    /// <param name="rule">The numbers.</param>
    public static PlaceWord Word(int met, int unanswered, MessageLean lean, NicheRule rule)
    {
        // More conditions never make a worse word: where both ends are alike, all between are.
        var word = Word(met, lean, rule);
        return word == Word(met + unanswered, lean, rule) ? word : PlaceWord.NotAnswered;
    }

    /// <summary>To which side so many messages lean.</summary>
    /// <param name="kind">Kind messages.</param>
    /// <param name="cold">Cold messages.</param>
    public static MessageLean Lean(int kind, int cold)
    {
        // With no message to either side the share can be anything.
        var (low, high) = kind + cold == 0 ? (0, 1) : SmallNumbers.Wilson(kind, kind + cold);
        return low > 0.5 ? MessageLean.Kind : high < 0.5 ? MessageLean.Cold : MessageLean.Neither;
    }

    private static PlaceWord Word(int conditions, MessageLean lean, NicheRule rule) =>
        conditions >= rule.EnablingLeast && lean == MessageLean.Kind ? PlaceWord.Enabling
        : conditions <= rule.EntrappingMost || lean == MessageLean.Cold ? PlaceWord.Entrapping
        : PlaceWord.Mixed;
}
