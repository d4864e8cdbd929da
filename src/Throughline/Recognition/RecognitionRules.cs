using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>A place somebody can choose: a site, or a team at one.</summary>
/// <param name="Id">The site's or the team's id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="SiteId">The site.</param>
/// <param name="TeamId">The team; null for the whole site.</param>
public sealed record PlaceChoice(Guid Id, string Name, Guid SchemeId, Guid SiteId, Guid? TeamId);

/// <summary>What the use cases and queries of this slice share.</summary>
internal static class RecognitionRules
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>The hats under which somebody can tell a person what they see in them.</summary>
    public static bool Recognises(this Hat hat) => hat is Hat.Coordinator or Hat.Supervisor or Hat.StaffColleague or Hat.HeadOfService;

    /// <summary>Whether the viewer may see the climate of a scheme: its coordinator and its head of service, alike.</summary>
    public static bool MaySeeClimate(this Viewer viewer, Guid schemeId) =>
        viewer.MayRun(schemeId) || (viewer.Hat == Hat.HeadOfService && viewer.SchemeIds.Contains(schemeId));

    /// <summary>Whether the viewer may answer for a scheme's places: its head of service.</summary>
    public static bool MayAnswerFor(this Viewer viewer, Guid schemeId) => viewer.Hat == Hat.HeadOfService && viewer.SchemeIds.Contains(schemeId);

    /// <summary>Sites and teams of the viewer's schemes that are in use on a London date, in the order of their names. Two commands.</summary>
    public static async Task<IReadOnlyList<PlaceChoice>> PlacesAsync(this ThroughlineContext context, DateOnly today, CancellationToken cancellation)
    {
        var mine = context.Viewer.SchemeIds;
        var sites = await context.Set<Site>().AsNoTracking().Where(s => mine.Contains(s.SchemeId) && s.From <= today && (s.To == null || s.To >= today))
            .OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new { s.Id, s.Name, s.SchemeId }).ToListAsync(cancellation);
        var teams = await context.Set<Team>().AsNoTracking().Where(t => mine.Contains(t.SchemeId) && t.From <= today && (t.To == null || t.To >= today))
            .OrderBy(t => t.Name).ThenBy(t => t.Id).Select(t => new { t.Id, t.Name, t.SiteId }).ToListAsync(cancellation);
        return [.. sites.SelectMany(s => teams.Where(t => t.SiteId == s.Id).Select(t => new PlaceChoice(t.Id, $"{s.Name}, with {t.Name}", s.SchemeId, s.Id, t.Id))
            .Prepend(new PlaceChoice(s.Id, s.Name, s.SchemeId, s.Id, null)))];
    }

    /// <summary>The names of sites, and of teams. One command for both.</summary>
    public static async Task<Dictionary<Guid, string>> PlaceNamesAsync(this ThroughlineContext context, IEnumerable<Guid?> ids, CancellationToken cancellation)
    {
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        return wanted.Count == 0 ? [] : await context.Set<Site>().AsNoTracking().Where(s => wanted.Contains(s.Id)).Select(s => new { s.Id, s.Name })
            .Concat(context.Set<Team>().AsNoTracking().Where(t => wanted.Contains(t.Id)).Select(t => new { t.Id, t.Name })).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
    }

    /// <summary>
    /// Who works in the viewer's schemes now, in any kind of post, so that being on the list says nothing of anybody. Without the viewer, and never through a wall.
    /// </summary>
    public static IQueryable<Person> Recognisable(this ThroughlineContext context, DateOnly today)
    {
        var (viewer, posts) = (context.Viewer.PersonId, context.Posts(today));
        return context.People.IgnoreQueryFilters(AnyReach).Where(p => p.Id != viewer && p.ErasedAt == null && posts.Any(h => h.PersonId == p.Id));
    }

    /// <summary>The scheme that the viewer and one of the recognisable share; null for none.</summary>
    public static Task<Guid?> SharedSchemeAsync(this ThroughlineContext context, Guid personId, DateOnly today, CancellationToken cancellation) =>
        context.Posts(today).Where(h => h.PersonId == personId).OrderBy(h => h.SchemeId).Select(h => (Guid?)h.SchemeId).FirstOrDefaultAsync(cancellation);

    /// <summary>Takes one of the viewer's own messages for a change; null for anybody else's.</summary>
    public static async Task<ReceivedMessage?> TakeMessageAsync(this Writing writing, Guid id, CancellationToken cancellation)
    {
        var own = writing.Viewer.PersonId;
        return await writing.LockAsync(own, cancellation) ? await writing.Context.ReceivedMessages.FirstOrDefaultAsync(m => m.Id == id && m.PersonId == own, cancellation) : null;
    }

    /// <summary>The numbers by which messages are read.</summary>
    public static MessageRule MessageRule(this SettingValues settings) => new(
        settings.Whole(SettingKeys.MessagesLeastCount), settings.Whole(SettingKeys.MessagesStronglyMixedOneIn), settings.Whole(SettingKeys.MessagesMixedOneIn),
        settings.Whole(SettingKeys.MessagesFewestPulses));

    /// <summary>The numbers for being in between.</summary>
    public static BetweenRule BetweenRule(this SettingValues settings) => new(
        settings.Whole(SettingKeys.BetweenPromptCount), settings.Whole(SettingKeys.BetweenPromptCountMixed), settings.Whole(SettingKeys.BetweenFeltLeast));

    /// <summary>The numbers behind every climate figure.</summary>
    public static ClimateRule ClimateRule(this SettingValues settings) => new(settings.Whole(SettingKeys.ClimateLeastOwners), settings.Whole(SettingKeys.ClimateMostShare));

    /// <summary>The numbers for a place's word.</summary>
    public static NicheRule NicheRule(this SettingValues settings) => new(settings.Whole(SettingKeys.ClimateEnablingLeast), settings.Whole(SettingKeys.ClimateEntrappingMost));

    // Posts of any kind that are held in the viewer's schemes on a London date.
    private static IQueryable<RoleHolding> Posts(this ThroughlineContext context, DateOnly today)
    {
        var mine = context.Viewer.SchemeIds;
        return context.RoleHoldings.IgnoreQueryFilters(AnyReach).Where(h => mine.Contains(h.SchemeId) && h.From <= today && (h.To == null || h.To >= today)
            && ((h.State >= RoleState.ActiveSupervised && h.State <= RoleState.Paused) || h.State == RoleState.Held)
            && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && !r.Hats.Contains(Hat.Mentee)));
    }
}
