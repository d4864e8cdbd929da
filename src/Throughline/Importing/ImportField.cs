using Throughline.People;

namespace Throughline.Importing;

/// <summary>What a column of a spreadsheet can mean.</summary>
/// <param name="Key">The name kept in the mapping.</param>
/// <param name="Label">What it is called on the page.</param>
/// <param name="Hint">What may stand in it.</param>
/// <param name="Synonyms">Headings that are taken to mean it, folded.</param>
public sealed record ImportField(string Key, string Label, string Hint, params string[] Synonyms)
{
    /// <summary>The scheme's own reference.</summary>
    public const string Reference = "reference";

    /// <summary>What the person is called.</summary>
    public const string PreferredName = "preferred-name";

    /// <summary>Family name.</summary>
    public const string FamilyName = "family-name";

    /// <summary>Preferred and family name in one column.</summary>
    public const string FullName = "full-name";

    /// <summary>Pronouns.</summary>
    public const string Pronouns = "pronouns";

    /// <summary>The role.</summary>
    public const string Role = "role";

    /// <summary>Where they stand in it.</summary>
    public const string State = "state";

    /// <summary>First day in the role.</summary>
    public const string From = "from";

    /// <summary>Last day in the role.</summary>
    public const string To = "to";

    /// <summary>Why it ended.</summary>
    public const string ExitReason = "exit-reason";

    /// <summary>Rostered hours a week.</summary>
    public const string Hours = "hours";

    /// <summary>Safe times and ways to be in touch.</summary>
    public const string ContactNote = "contact-note";

    /// <summary>Since when they have waited for a mentor.</summary>
    public const string WaitsSince = "waits-since";

    /// <summary>What they would like a mentor for.</summary>
    public const string WaitsFor = "waits-for";

    /// <summary>Every meaning a column can have, in the order of the page.</summary>
    public static IReadOnlyList<ImportField> All { get; } =
    [
        new(Reference, "Your own reference", "How a repeat of the file knows the same person again", "reference", "ref", "id", "person id", "crn", "number", "case number", "client id"),
        new(PreferredName, "Preferred name", "What they are called", "preferred name", "first name", "given name", "forename", "known as", "first"),
        new(FamilyName, "Family name", "", "family name", "surname", "last name", "last"),
        new(FullName, "Whole name in one column", "The last word is taken as the family name", "name", "full name", "whole name", "person"),
        new(Pronouns, "Pronouns", "", "pronouns"),
        new(Role, "Role", "As the scheme calls it", "role", "role title", "position", "post", "job"),
        new(State, "Where they stand in the role", "Such as “In training”; may be left empty for roles that have ended, or that have no steps", "state", "status", "stage", "where they stand"),
        new(From, "First day in the role", "A date: 6/1/2026, 6 January 2026 or 2026-01-06", "from", "start", "start date", "started", "first day", "date started", "began", "joined"),
        new(To, "Last day in the role", "A date; empty while it goes on", "to", "end", "end date", "ended", "last day", "date ended", "left", "finished"),
        new(ExitReason, "Why it ended", "One of the scheme's reasons; may be left empty", "exit reason", "reason", "why it ended", "reason for leaving", "leaving reason"),
        new(Hours, "Rostered hours a week", "A number from 0 to 60", "hours", "rostered hours", "hours a week", "weekly hours", "hours per week"),
        new(ContactNote, "How to be in touch", "Safe times and ways; kept sealed", "contact", "contact note", "how to be in touch", "contact notes"),
        new(WaitsSince, "Waits for a mentor since", "A date; puts them on the list. Leave it empty for somebody who has not asked", "waits since", "waiting since", "referred", "referral date", "date referred", "date of referral", "referred on"),
        new(WaitsFor, "What they would like a mentor for", "In their own words; kept sealed, and theirs to read", "waits for", "referred for", "reason for referral", "wants help with", "would like help with"),
    ];

    /// <summary>The meaning that a heading suggests, or null.</summary>
    public static string? Guess(string header)
    {
        var folded = NameFolding.Fold(header);
        return All.FirstOrDefault(field => field.Synonyms.Contains(folded))?.Key;
    }
}
