using Throughline.People;

namespace Throughline.Schemes;

/// <summary>What a scheme starts from: one shipped file joined with the file it builds on. It never changes once shipped; a change is a new version.</summary>
/// <param name="Id">Stable name in lower case with hyphens, as <c>drugs-team-peer-mentoring</c>.</param>
/// <param name="Version">Version of the file, from 1.</param>
/// <param name="Title">Name that people read when they choose.</param>
/// <param name="WhatFor">What schemes of this sort do, in one or two sentences.</param>
/// <param name="WhoFor">Which services it suits.</param>
/// <param name="Confidentiality">What a mentee is told before the first conversation.</param>
/// <param name="Words">What people and things are called here.</param>
/// <param name="Roles">Every role, those on the ladder first and in its order.</param>
/// <param name="Training">Training programmes, at least one.</param>
/// <param name="Reference">Listed items of every kind, with the dates they hold.</param>
/// <param name="Settings">Every policy number with its default and reason, in the order to show them.</param>
public sealed record SchemeTemplate(
    string Id,
    int Version,
    string Title,
    string WhatFor,
    string WhoFor,
    string Confidentiality,
    IReadOnlyList<WordTemplate> Words,
    IReadOnlyList<RoleTemplate> Roles,
    IReadOnlyList<TrainingTemplate> Training,
    IReadOnlyList<ReferenceTemplate> Reference,
    IReadOnlyList<SettingTemplate> Settings)
{
    /// <summary>The roles of the ladder, lowest step first.</summary>
    public IEnumerable<RoleTemplate> Ladder => Roles.Where(r => r.LadderStep is not null).OrderBy(r => r.LadderStep);
}

/// <summary>One word of the scheme's vocabulary.</summary>
/// <param name="Key">What the program calls it, as <c>mentee</c>.</param>
/// <param name="Singular">The word for one, as it stands inside a sentence.</param>
/// <param name="Plural">The word for several.</param>
/// <param name="Reason">Why this word was chosen.</param>
public sealed record WordTemplate(string Key, string Singular, string Plural, string Reason);

/// <summary>A role that people can hold in the scheme.</summary>
/// <param name="Key">Stable name, as <c>peer-mentor</c>.</param>
/// <param name="Title">What it is called.</param>
/// <param name="PlainTitle">What others see once the holder has set a label sunset. Where lived experience is required, other roles share it.</param>
/// <param name="Hats">Hats that a holder may act under.</param>
/// <param name="LivedExperienceRequired">Whether only people with lived experience can hold it.</param>
/// <param name="Pay">How the holder is paid.</param>
/// <param name="AlsoPaidPost">Whether the same duties are also somebody's paid post, so that an unpaid holder shows on the unpaid-work report.</param>
/// <param name="LadderStep">Place on the ladder from 1, or null where the role is not on it.</param>
/// <param name="Tasks">What holders do, at least one line.</param>
/// <param name="Caps">Most that a holder takes on.</param>
/// <param name="MinTraining">Key of the programme to complete first, or null.</param>
/// <param name="ClearanceScope">Code of the clearance needed first, or null.</param>
public sealed record RoleTemplate(
    string Key,
    string Title,
    string PlainTitle,
    IReadOnlyList<Hat> Hats,
    bool LivedExperienceRequired,
    Pay Pay,
    bool AlsoPaidPost,
    int? LadderStep,
    IReadOnlyList<string> Tasks,
    RoleCaps Caps,
    string? MinTraining,
    string? ClearanceScope)
{
    /// <summary>The role as the scheme's own definition starts.</summary>
    public RoleOutline Outline => new(
        Key, Title, PlainTitle, Hats, LivedExperienceRequired, LadderStep ?? 0, Pay, AlsoPaidPost,
        Caps.ActiveMatches, Caps.ContactHoursAWeek, Caps.PresenceHoursAWeek, Tasks, Caps.Reason, MinTraining, ClearanceScope);
}

/// <summary>The most that a holder of a role takes on.</summary>
/// <param name="ActiveMatches">Active matches at once, 0 to 40. The cap for the holder's state holds too; the lower of the two counts.</param>
/// <param name="ContactHoursAWeek">Hours with people each week, 0 to 60.</param>
/// <param name="PresenceHoursAWeek">Hours on site each week, 0 to 60.</param>
/// <param name="Reason">Why these numbers.</param>
public sealed record RoleCaps(int ActiveMatches, decimal ContactHoursAWeek, decimal PresenceHoursAWeek, string Reason);

/// <summary>A training programme in outline.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Title">Name that people read.</param>
/// <param name="CertificateName">What a certificate calls it: nothing in it tells of the scheme or of anybody's past.</param>
/// <param name="SessionsToComplete">Sessions a person must attend, at most as many as there are.</param>
/// <param name="MandatoryTopics">Topics that everyone must attend; each stands in at least one session.</param>
/// <param name="Sessions">The sessions, weeks 1, 2, 3 and so on.</param>
public sealed record TrainingTemplate(
    string Key,
    string Title,
    string CertificateName,
    int SessionsToComplete,
    IReadOnlyList<string> MandatoryTopics,
    IReadOnlyList<TrainingSessionTemplate> Sessions);

/// <summary>One weekly session.</summary>
/// <param name="Week">Week of the programme, from 1.</param>
/// <param name="Title">Title that people read.</param>
/// <param name="Topics">Topics it covers, at least one.</param>
public sealed record TrainingSessionTemplate(int Week, string Title, IReadOnlyList<string> Topics);

/// <summary>One item of a list that people pick from, for the time it holds.</summary>
/// <param name="Kind">Which list.</param>
/// <param name="Code">Code in that list; at most one item holds for a code on any date.</param>
/// <param name="Name">What people read.</param>
/// <param name="Hint">Help beside the name, or null.</param>
/// <param name="From">First day it holds, or null for always so far.</param>
/// <param name="To">Last day it holds, or null for no end.</param>
/// <param name="Flags">Values of the flags of <paramref name="Kind"/> by name: <c>yes</c> or <c>no</c>, a choice, or hats with spaces between.</param>
public sealed record ReferenceTemplate(
    ReferenceKind Kind,
    string Code,
    string Name,
    string? Hint,
    DateOnly? From,
    DateOnly? To,
    IReadOnlyDictionary<string, string> Flags);

/// <summary>One policy number.</summary>
/// <param name="Key">One of <see cref="SettingKeys"/>.</param>
/// <param name="Group">Heading it is shown under.</param>
/// <param name="Title">What it decides, in plain words.</param>
/// <param name="Default">Value a new scheme starts with.</param>
/// <param name="Unit">What the number counts, in plural.</param>
/// <param name="Rule">Which values are allowed.</param>
/// <param name="NotAbove">Key of another setting that this one may not exceed, or null.</param>
/// <param name="Reason">Why the default is what it is.</param>
/// <param name="UsedIn">Where in the product it takes effect.</param>
public sealed record SettingTemplate(
    string Key,
    string Group,
    string Title,
    decimal Default,
    string Unit,
    SettingRule Rule,
    string? NotAbove,
    string Reason,
    string UsedIn);
