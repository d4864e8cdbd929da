using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>What somebody said that helps to find the right person: when they can meet, where, in which language, what about. Nothing else of them counts.</summary>
/// <param name="Slots">When they can meet: one bit for each part of the week, as <see cref="WeekSlots"/> numbers them. None: not said.</param>
/// <param name="Interests">Codes from the scheme's list.</param>
/// <param name="Languages">Codes from the scheme's list. None: English.</param>
/// <param name="Interpreter">True where an interpreter can be there, so that languages do not have to meet.</param>
/// <param name="SiteIds">Sites that are easy for them to get to. None: not said.</param>
/// <param name="Gender">Their own gender in their word, where they want it to count; null for not said.</param>
/// <param name="WantsGender">The gender they would like in the other; null for no matter.</param>
/// <param name="MustGender">True where it has to be so, for their own safety.</param>
/// <param name="SharesExperience">True where they agree that what both have lived through may count. It counts only if both agree.</param>
/// <param name="Minutes">Minutes a week that they ask for, or offer.</param>
/// <param name="PausedUntil">A mentor's own pause from new matches, with no reason asked for; the last London date of it.</param>
public sealed record MatchDetails(
    int Slots = 0, IReadOnlyList<string>? Interests = null, IReadOnlyList<string>? Languages = null, bool Interpreter = false, IReadOnlyList<Guid>? SiteIds = null,
    string? Gender = null, string? WantsGender = null, bool MustGender = false, bool SharesExperience = false, int Minutes = 60, DateOnly? PausedUntil = null);

/// <summary>What somebody said for matching in one scheme. It is theirs: they see all of it and may change it at any time.</summary>
public sealed class MatchProfile : IAboutPerson
{
    /// <summary>Longest word for a gender, in characters.</summary>
    public const int GenderMaxLength = 40;

    /// <summary>Fewest and most minutes a week.</summary>
    public const int MinutesLeast = 15, MinutesMost = 20 * 60;

    private MatchProfile()
    {
    }

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Parts of the week, as bits.</summary>
    public int Slots { get; private set; }

    /// <summary>Codes of interests.</summary>
    public List<string> Interests { get; private set; } = [];

    /// <summary>Codes of languages.</summary>
    public List<string> Languages { get; private set; } = [];

    /// <summary>True where an interpreter can be there.</summary>
    public bool Interpreter { get; private set; }

    /// <summary>Sites.</summary>
    public List<Guid> SiteIds { get; private set; } = [];

    /// <summary>Their own gender, in their word.</summary>
    public string? Gender { get; private set; }

    /// <summary>The gender they would like in the other.</summary>
    public string? WantsGender { get; private set; }

    /// <summary>True where it has to be so.</summary>
    public bool MustGender { get; private set; }

    /// <summary>True where they agree that shared experience may count.</summary>
    public bool SharesExperience { get; private set; }

    /// <summary>Minutes a week.</summary>
    public int Minutes { get; private set; } = 60;

    /// <summary>The last London date of their pause from new matches.</summary>
    public DateOnly? PausedUntil { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Begins one, with nothing said.</summary>
    public static MatchProfile Begin(Guid personId, Guid schemeId) => new() { PersonId = personId, SchemeId = schemeId };

    /// <summary>Says it anew. Codes and sites are the use case's to check.</summary>
    public Refusal? Say(MatchDetails details)
    {
        if (details.Slots < 0 || details.Slots >= 1 << WeekSlots.Count)
        {
            return new Invalid(nameof(details.Slots), "Choose when they can meet from the list");
        }

        if (details.Minutes is < MinutesLeast or > MinutesMost)
        {
            return new Invalid(nameof(details.Minutes), $"The time must be between {MinutesLeast} minutes and {MinutesMost / 60} hours a week");
        }

        if ((PeopleRules.CheckOptionalText(nameof(details.Gender), details.Gender, "Gender", GenderMaxLength)
            ?? PeopleRules.CheckOptionalText(nameof(details.WantsGender), details.WantsGender, "Gender", GenderMaxLength)) is { } refusal)
        {
            return refusal;
        }

        if (details.MustGender && Folded(details.WantsGender) is null)
        {
            return new Invalid(nameof(details.WantsGender), "Say which gender it must be, or leave it open");
        }

        (Slots, Interests, Languages, Interpreter, SiteIds) = (details.Slots, [.. (details.Interests ?? []).Distinct().Order(StringComparer.Ordinal)],
            [.. (details.Languages ?? []).Distinct().Order(StringComparer.Ordinal)], details.Interpreter, [.. (details.SiteIds ?? []).Distinct().Order()]);
        (Gender, WantsGender, MustGender, SharesExperience, Minutes, PausedUntil) = (Trimmed(details.Gender), Trimmed(details.WantsGender), details.MustGender,
            details.SharesExperience, details.Minutes, details.PausedUntil);
        Version++;
        return null;
    }

    /// <summary>As it was said.</summary>
    public MatchDetails Details => new(Slots, Interests, Languages, Interpreter, SiteIds, Gender, WantsGender, MustGender, SharesExperience, Minutes, PausedUntil);

    /// <summary>A gender's word as it is compared: without case and blanks around it; null for none.</summary>
    internal static string? Folded(string? word) => Trimmed(word)?.ToUpperInvariant();

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The parts of a week: seven days from Monday, each with morning, afternoon and evening.</summary>
public static class WeekSlots
{
    /// <summary>How many there are.</summary>
    public const int Count = 21;

    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Parts = ["morning", "afternoon", "evening"];

    /// <summary>A part's name, by its number from 0.</summary>
    public static string Name(int slot) => $"{Days[slot / 3]} {Parts[slot % 3]}";

    /// <summary>The numbers in a set of bits.</summary>
    public static IEnumerable<int> In(int slots) => Enumerable.Range(0, Count).Where(s => (slots & (1 << s)) != 0);

    /// <summary>The bits of some numbers; numbers that are not there are left out.</summary>
    public static int Of(IEnumerable<int> slots) => slots.Where(s => s is >= 0 and < Count).Aggregate(0, (bits, s) => bits | 1 << s);

    /// <summary>The part of the week of an instant, by London's clocks: morning to 12, afternoon to 17, then evening.</summary>
    public static int At(DateTimeOffset instant)
    {
        var london = instant.InLondon();
        return ((int)london.DayOfWeek + 6) % 7 * 3 + (london.Hour < 12 ? 0 : london.Hour < 17 ? 1 : 2);
    }
}

/// <summary>What somebody wishes of one other person.</summary>
public enum WishKind
{
    /// <summary>Would like to be matched with them.</summary>
    Like = 1,

    /// <summary>Never wants to be matched with them. Nobody is told, and no reason is asked for (INV-060, INV-061).</summary>
    Never = 2,
}

/// <summary>Whom somebody would like to be matched with, and whom never. It is theirs alone to see; matching learns the effect and nothing more.</summary>
public sealed class MatchWish : IAboutPerson
{
    private MatchWish()
    {
    }

    internal MatchWish(Guid id, Guid personId, Guid otherId, Guid schemeId, WishKind kind, DateOnly from) =>
        (Id, PersonId, OtherId, SchemeId, Kind, From) = (id, personId, otherId, schemeId, kind, from);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose wish it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Whom it is about.</summary>
    public Guid OtherId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What they wish.</summary>
    public WishKind Kind { get; private set; }

    /// <summary>Since when.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Until when; null while it stands.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>They wish something else.</summary>
    internal void Change(WishKind kind, DateOnly on) => (Kind, From) = (kind, on);

    /// <summary>They wish it no more.</summary>
    internal void TakeBack(DateOnly on) => To = on;
}

/// <summary>That somebody was told what stays between them and their mentor and what cannot (INV-064).</summary>
public sealed class LimitsShown : IAboutPerson
{
    private LimitsShown()
    {
    }

    internal LimitsShown(Guid id, Guid personId, Guid schemeId, int text, Guid by, DateTimeOffset at) =>
        (Id, PersonId, SchemeId, Text, ById, At) = (id, personId, schemeId, text, by, at);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who was told.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme whose limits they are.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Which version of the text.</summary>
    public int Text { get; private init; }

    /// <summary>Who showed or read it to them; themselves where they read it.</summary>
    public Guid ById { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }
}
