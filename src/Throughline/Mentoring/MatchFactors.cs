using Throughline.Mentoring.Matching;

namespace Throughline.Mentoring;

/// <summary>Why two people may not be matched. It is named to a coordinator by its effect; never why it is so, nor by whom.</summary>
public enum MatchBar
{
    /// <summary>One and the same person.</summary>
    SamePerson = 1,

    /// <summary>They are kept apart: by a wall, or because somebody said that they are not to be put together.</summary>
    KeptApart = 2,

    /// <summary>One of the two asked not to be matched with the other.</summary>
    AskedNot = 3,

    /// <summary>The mentor's role is pausing or not active.</summary>
    NotAtWork = 4,

    /// <summary>The mentor asked for a pause from new matches.</summary>
    AskedForPause = 5,

    /// <summary>The mentor is at their limit of people.</summary>
    NoPlace = 6,

    /// <summary>The mentor has no hours left.</summary>
    NoHours = 7,

    /// <summary>The mentor works with staff beside them and has no supervisor.</summary>
    NoSupervisor = 8,

    /// <summary>The mentor is not cleared for the work.</summary>
    NotCleared = 9,

    /// <summary>One of the two needs a gender that the other has not said they are.</summary>
    Gender = 10,

    /// <summary>They have no language in common and no interpreter.</summary>
    Language = 11,

    /// <summary>They have, or had lately, a match together.</summary>
    TriedBefore = 12,

    /// <summary>A limit on where one of the two can be leaves no place that the other said is easy for them.</summary>
    Place = 13,

    /// <summary>A limit on when one of the two can meet leaves no part of the week in which the other can.</summary>
    Time = 14,
}

/// <summary>The five factors of a pair's fit, each 0 to 1000. Nothing else of anybody counts: no indicator, no past, no protected characteristic.</summary>
/// <param name="Preferences">What the person who waits said they would like.</param>
/// <param name="Interests">What both want to do or talk about.</param>
/// <param name="Availability">When both can meet.</param>
/// <param name="Travel">Whether a site is easy for both.</param>
/// <param name="Balance">How much room the mentor has.</param>
public sealed record MatchFactors(short Preferences, short Interests, short Availability, short Travel, short Balance)
{
    /// <summary>What stands for something that nobody said.</summary>
    public const short NotSaid = 500;

    /// <summary>The factors' names, in the order of their weights.</summary>
    public static IReadOnlyList<string> Names { get; } = ["What they asked for", "What both like", "When both can meet", "Places easy for both", "Room the mentor has"];

    /// <summary>The five in the order of their weights.</summary>
    public IReadOnlyList<short> All => [Preferences, Interests, Availability, Travel, Balance];

    /// <summary>The fit: the weighted mean of the five, 0 to 1000, halves away from zero.</summary>
    /// <param name="weights">Five weights in thousandths, not all 0.</param>
    public short Score(IReadOnlyList<int> weights)
    {
        var sum = weights.Sum();
        return sum == 0 ? (short)0 : (short)((2L * All.Select((factor, at) => (long)factor * weights[at]).Sum() + sum) / (2L * sum));
    }

    /// <summary>The factors of two people.</summary>
    /// <param name="waits">What the person who waits said.</param>
    /// <param name="mentor">What the mentor said.</param>
    /// <param name="likes">True where the person named this mentor.</param>
    /// <param name="experience">Codes that count only where both agree.</param>
    /// <param name="load">How many people the mentor has.</param>
    /// <param name="limit">How many they may have.</param>
    public static MatchFactors Of(MatchDetails waits, MatchDetails mentor, bool likes, IReadOnlySet<string> experience, int load, int limit)
    {
        var both = waits.SharesExperience && mentor.SharesExperience;
        var wanted = (waits.Interests ?? []).Where(code => both || !experience.Contains(code)).ToList();
        var slots = System.Numerics.BitOperations.PopCount((uint)waits.Slots);
        var sites = waits.SiteIds ?? [];
        var theirs = mentor.SiteIds ?? [];
        return new MatchFactors(
            likes ? MatchProblem.Most
                : waits.WantsGender is null ? NotSaid
                : MatchProfile.Folded(waits.WantsGender) == MatchProfile.Folded(mentor.Gender) ? MatchProblem.Most : (short)0,
            wanted.Count == 0 || mentor.Interests is not { Count: > 0 } known ? NotSaid : Share(wanted.Count(known.Contains), wanted.Count),
            slots == 0 || mentor.Slots == 0 ? NotSaid : Share(System.Numerics.BitOperations.PopCount((uint)(waits.Slots & mentor.Slots)), slots),
            sites.Count == 0 || theirs.Count == 0 ? NotSaid : sites.Any(theirs.Contains) ? MatchProblem.Most : (short)0,
            limit <= 0 ? (short)0 : Share(Math.Max(0, limit - load), limit));
    }

    private static short Share(int part, int whole) => (short)((MatchProblem.Most * part + whole / 2) / whole);
}

/// <summary>What rules a pair out, in a coordinator's words.</summary>
public static class MatchBars
{
    private static readonly Dictionary<MatchBar, string> Names = new()
    {
        [MatchBar.SamePerson] = "The same person",
        [MatchBar.KeptApart] = "Kept apart",
        [MatchBar.AskedNot] = "One of the two asked not to be matched with the other",
        [MatchBar.NotAtWork] = "Not at work in this role just now",
        [MatchBar.AskedForPause] = "Asked for a pause from new matches",
        [MatchBar.NoPlace] = "At their limit of people",
        [MatchBar.NoHours] = "No hours left in the week",
        [MatchBar.NoSupervisor] = "Works with staff beside them and has no supervisor",
        [MatchBar.NotCleared] = "Not cleared for one-to-one work",
        [MatchBar.Gender] = "A gender that one of the two needs is not met or not said",
        [MatchBar.Language] = "No language in common and no interpreter",
        [MatchBar.TriedBefore] = "Have a match together, or had one before",
        [MatchBar.Place] = "A limit on where one of the two can be leaves no place for both, or none is known",
        [MatchBar.Time] = "A limit on when one of the two can meet leaves no time for both",
    };

    /// <summary>The bar in plain words.</summary>
    public static string Name(this MatchBar bar) => Names[bar];

    /// <summary>
    /// True for what a coordinator can never set aside: no score, and nobody's wish for a quick answer, is above it (INV-060). The limits of people
    /// and hours are not among them: those can be agreed for a time (INV-062).
    /// </summary>
    public static bool IsHard(this MatchBar bar) => bar is not (MatchBar.NoPlace or MatchBar.NoHours or MatchBar.TriedBefore);

    /// <summary>Whether the languages of two people meet. Where nothing is said it is English.</summary>
    public static bool LanguagesMeet(MatchDetails one, MatchDetails other) =>
        one.Interpreter || other.Interpreter || Spoken(one).Intersect(Spoken(other), StringComparer.Ordinal).Any();

    /// <summary>Whether what either must have of the other's gender is met.</summary>
    public static bool GendersMeet(MatchDetails one, MatchDetails other) => Met(one, other) && Met(other, one);

    private static bool Met(MatchDetails asks, MatchDetails other) =>
        !asks.MustGender || (MatchProfile.Folded(other.Gender) is { } gender && gender == MatchProfile.Folded(asks.WantsGender));

    private static IReadOnlyList<string> Spoken(MatchDetails details) => details.Languages is { Count: > 0 } said ? said : ["en"];
}
