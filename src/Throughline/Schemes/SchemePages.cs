using Throughline.People;

namespace Throughline.Schemes;

/// <summary>A scheme in a list.</summary>
/// <param name="Id">The scheme.</param>
/// <param name="Name">Its name.</param>
/// <param name="Template">Title of the template it was made from.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while it runs.</param>
public sealed record SchemeLine(Guid Id, string Name, string Template, DateOnly From, DateOnly? To);

/// <summary>The list of schemes.</summary>
/// <param name="Schemes">Those that the viewer may see, by name.</param>
/// <param name="MaySetUp">Whether the viewer may set up another.</param>
/// <param name="Organisation">The organisation's present name; null before the first scheme.</param>
public sealed record SchemeList(IReadOnlyList<SchemeLine> Schemes, bool MaySetUp, string? Organisation);

/// <summary>What every page of a scheme shows at its head.</summary>
/// <param name="Id">The scheme.</param>
/// <param name="Name">Its name.</param>
/// <param name="MayRun">Whether the viewer may change it.</param>
public sealed record SchemeHead(Guid Id, string Name, bool MayRun);

/// <summary>A scheme at a glance.</summary>
/// <param name="Head">Which scheme.</param>
/// <param name="Template">The template it was made from.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while it runs.</param>
/// <param name="Organisation">The organisation's name today.</param>
/// <param name="Ladder">Titles of the ladder's roles, lowest first.</param>
/// <param name="OtherRoles">How many roles are not on the ladder.</param>
/// <param name="Sites">How many sites are in use.</param>
/// <param name="Teams">How many teams work.</param>
/// <param name="ChangedSettings">How many settings are not at their default.</param>
public sealed record SchemeOverview(
    SchemeHead Head, SchemeTemplate Template, DateOnly From, DateOnly? To, string Organisation, IReadOnlyList<string> Ladder, int OtherRoles, int Sites, int Teams, int ChangedSettings);

/// <summary>One change of a setting, as it is shown.</summary>
/// <param name="Old">Value before.</param>
/// <param name="New">Value after.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who: their name, or only their hat where the viewer may not know more.</param>
/// <param name="At">When, in UTC.</param>
public sealed record SettingChangeLine(decimal Old, decimal New, string Reason, string By, DateTimeOffset At);

/// <summary>One setting, as it is shown.</summary>
/// <param name="Setting">What it is, with default, bounds and reason.</param>
/// <param name="Value">Present value.</param>
/// <param name="Version">How often it has been changed.</param>
/// <param name="History">Its changes, newest first.</param>
public sealed record SettingLine(SettingTemplate Setting, decimal Value, int Version, IReadOnlyList<SettingChangeLine> History)
{
    /// <summary>Whether it is not at its default.</summary>
    public bool Changed => Value != Setting.Default;
}

/// <summary>All settings of a scheme.</summary>
/// <param name="Head">Which scheme.</param>
/// <param name="Settings">In the order of the template.</param>
public sealed record SettingsPage(SchemeHead Head, IReadOnlyList<SettingLine> Settings);

/// <summary>The words of a scheme.</summary>
/// <param name="Head">Which scheme.</param>
/// <param name="Words">The words with those that the template brought.</param>
public sealed record WordsPage(SchemeHead Head, IReadOnlyList<(SchemeWord Word, WordTemplate? Brought)> Words);

/// <summary>The roles of a scheme.</summary>
/// <param name="Head">Which scheme.</param>
/// <param name="Roles">The ladder first, lowest step first; then the others by title.</param>
public sealed record RolesPage(SchemeHead Head, IReadOnlyList<RoleDefinition> Roles);

/// <summary>One role with what it was before.</summary>
/// <param name="Head">Which scheme.</param>
/// <param name="Role">The role.</param>
/// <param name="OpenTitles">Titles of the roles open to anyone, from which a plain title is chosen.</param>
/// <param name="History">Earlier versions, newest first, and who changed each.</param>
public sealed record RolePage(SchemeHead Head, RoleDefinition Role, IReadOnlyList<string> OpenTitles, IReadOnlyList<(RoleDefinitionVersion Version, string By)> History);

/// <summary>The lists of a scheme, or one of them.</summary>
/// <param name="Head">Which scheme.</param>
/// <param name="Today">The date against which "in use" is read.</param>
/// <param name="Items">The items in their order.</param>
public sealed record ReferencePage(SchemeHead Head, DateOnly Today, IReadOnlyList<ReferenceItem> Items);

/// <summary>The sites and teams of a scheme.</summary>
/// <param name="Head">Which scheme.</param>
/// <param name="Sites">By name, each with its teams by name.</param>
public sealed record PlacesPage(SchemeHead Head, IReadOnlyList<(Site Site, IReadOnlyList<Team> Teams)> Sites);

/// <summary>The organisation's history.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Today">The date against which the present name is read.</param>
/// <param name="MayChange">Whether the viewer may add to its history.</param>
public sealed record OrganisationPage(Organisation Organisation, DateOnly Today, bool MayChange);
