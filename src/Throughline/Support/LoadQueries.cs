using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>What somebody's weeks held, in a scheme.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Own">Whether it is the viewer.</param>
/// <param name="Weeks">The last whole weeks, the newest first.</param>
/// <param name="Usual">What is usual for them; null until it is known.</param>
/// <param name="IsUp">Whether the last weeks asked more than that.</param>
/// <param name="Rule">The rule.</param>
/// <param name="OwnView">What they make of it themselves; null for nothing yet.</param>
/// <param name="Caps">Most hours with people, and on site, in a week of their role; null for none.</param>
public sealed record LoadPage(
    Guid PersonId, string Name, bool Own, IReadOnlyList<LoadWeek> Weeks, decimal? Usual, bool IsUp, LoadRule Rule, string? OwnView, (decimal? Contact, decimal? Presence) Caps);

/// <summary>
/// What weeks asked of somebody: for them, and for whoever supervises them as far as that may know of it. There is no list of people by it (INV-126).
/// </summary>
public sealed class LoadQueries(ThroughlineContext context, Vault vault, ReadTraces traces, TimeProvider clock)
{
    /// <summary>Weeks that are shown.</summary>
    public const int Shown = 12;

    /// <summary>
    /// The viewer's own, or of somebody they supervise; null for anybody else, and for a role that is not shown. Leaves a trace before anything about
    /// somebody else is returned. Eleven commands.
    /// </summary>
    public async Task<LoadPage?> OfAsync(Guid personId, CancellationToken cancellation = default)
    {
        var (viewer, today) = (context.Viewer, clock.Today());
        var own = personId == viewer.PersonId;
        var roles = own ? viewer.IsLookedAfter() : viewer.Hat == Hat.Supervisor;
        var role = roles ? (await context.LookedAfterAsync(today, cancellation)).Find(h => h.PersonId == personId && (own || h.SupervisorId == viewer.PersonId)) : null;
        var name = role is null ? null : (await context.NamesAsync([personId], cancellation)).GetValueOrDefault(personId);
        if (role is null || name is null)
        {
            return null;
        }

        var view = await context.OwnViews.AsNoTracking().Where(v => v.PersonId == personId && v.Topic == ViewTopic.Load).OrderByDescending(v => v.On).ThenByDescending(v => v.Id)
            .Select(v => new { v.Id, v.Words }).FirstOrDefaultAsync(cancellation);
        if (!own && view?.Words is null)
        {
            await traces.RecordAsync(new Opening(personId, "your load and hours", nameof(Load), personId, "Looked at the load"), cancellation);
        }

        var words = view?.Words is { } text
            ? await vault.OpenAsync(new Opening(personId, own ? "what you make of your load" : "your load and hours, and what you make of them", nameof(OwnView), view.Id, own ? "Own page" : "Looked at the load"), text, cancellation)
            : null;
        var rule = LoadRule.Of(await new SettingQueries(context).ValuesAsync(role.SchemeId, cancellation));
        var weeks = (await context.WeeksAsync(role.SchemeId, [personId], rule, today, cancellation)).FirstOrDefault() ?? new WeeksOf(personId, []);
        var caps = await (from holding in context.RoleHoldings.AsNoTracking()
                          join definition in context.RoleDefinitions on holding.RoleDefinitionId equals definition.Id
                          where holding.Id == role.Id
                          select new { definition.ContactHoursCap, definition.PresenceHoursCap }).FirstAsync(cancellation);
        return new LoadPage(
            personId, name, own, [.. weeks.Weeks.Reverse().Take(Shown)], weeks.Usual(rule), weeks.IsUp(rule), rule, words, (caps.ContactHoursCap, caps.PresenceHoursCap));
    }
}
