using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>How somebody stands with one duty.</summary>
public enum DutyStanding
{
    /// <summary>Cleared.</summary>
    Holds = 1,

    /// <summary>Cleared, and soon to run out.</summary>
    RunsOutSoon = 2,

    /// <summary>Cleared from a later day.</summary>
    Begins = 3,

    /// <summary>It ran out, or was ended: not rostered until it is renewed. The role goes on.</summary>
    RanOut = 4,
}

/// <summary>One duty of somebody: the outcome alone.</summary>
/// <param name="Duty">What the duty is called.</param>
/// <param name="Standing">How they stand with it.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day on which it holds or held.</param>
public sealed record DutyLine(string Duty, DutyStanding Standing, ClearanceOutcome Outcome, DateOnly From, DateOnly Until);

/// <summary>Something to choose by its code.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">What people read.</param>
/// <param name="Hint">Help beside it; null for none.</param>
public sealed record Coded(string Code, string Name, string? Hint);

/// <summary>What the pages about clearance word alike.</summary>
internal static class ClearanceLines
{
    /// <summary>One line for each duty: what holds, or will, or held last.</summary>
    public static IReadOnlyList<DutyLine> Lines(
        IEnumerable<Clearance> clearances, IReadOnlyDictionary<(Guid, string), string> duties, IReadOnlyDictionary<Guid, SettingValues> settings, DateOnly today)
    {
        List<DutyLine> lines = [];
        foreach (var same in clearances.GroupBy(c => c.Scope))
        {
            var best = same.OrderByDescending(c => c.HoldsOn(today)).ThenByDescending(Last).ThenBy(c => c.Id).First();
            var last = Last(best);
            var standing = best.HoldsOn(today)
                ? last <= today.AddDays(settings[best.SchemeId].Whole(SettingKeys.ClearanceFirstReminderDays)) ? DutyStanding.RunsOutSoon : DutyStanding.Holds
                : best.From > today && last >= best.From ? DutyStanding.Begins : DutyStanding.RanOut;
            lines.Add(new DutyLine(duties.GetValueOrDefault((best.SchemeId, best.Scope), best.Scope), standing, best.Outcome, best.From, last));
        }

        return [.. lines.OrderBy(l => l.Duty, StringComparer.Ordinal)];
    }

    /// <summary>The last London date on which a clearance holds or held.</summary>
    public static DateOnly Last(Clearance clearance) => clearance.EndedOn is { } ended && ended <= clearance.Until ? ended.AddDays(-1) : clearance.Until;

    /// <summary>What the items of one list are called in some schemes, the newest meaning of a code. One command.</summary>
    public static async Task<Dictionary<(Guid Scheme, string Code), string>> ItemNamesAsync(
        this ThroughlineContext context, ReferenceKind kind, IEnumerable<Guid> schemeIds, CancellationToken cancellation)
    {
        var (key, schemes) = (kind.Key, schemeIds.Distinct().ToList());
        var items = await context.Set<ReferenceItem>().AsNoTracking().Where(i => schemes.Contains(i.SchemeId) && i.Kind == key)
            .OrderBy(i => i.From).Select(i => new { i.SchemeId, i.Code, i.Name }).ToListAsync(cancellation);
        Dictionary<(Guid, string), string> names = [];
        foreach (var item in items)
        {
            names[(item.SchemeId, item.Code)] = item.Name;
        }

        return names;
    }

    /// <summary>The policy numbers of some schemes. Two commands, whatever the number of schemes.</summary>
    public static async Task<Dictionary<Guid, SettingValues>> SettingsOfAsync(this ThroughlineContext context, IEnumerable<Guid> schemeIds, CancellationToken cancellation)
    {
        var wanted = schemeIds.Distinct().ToList();
        var schemes = await context.Schemes.AsNoTracking().Where(s => wanted.Contains(s.Id)).ToListAsync(cancellation);
        var changed = (await context.Set<SchemeSetting>().AsNoTracking().Where(s => wanted.Contains(s.SchemeId)).ToListAsync(cancellation)).ToLookup(s => s.SchemeId);
        return schemes.ToDictionary(s => s.Id, s => new SettingValues(SchemeTemplates.Of(s), changed[s.Id].ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal)));
    }
}
