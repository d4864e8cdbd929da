using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>What the use cases and queries of this slice share.</summary>
internal static class ConcernRules
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    private static readonly Hat[] Handling = [Hat.VoiceLead, Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague, Hat.HeadOfService, Hat.SafeguardingLead];

    /// <summary>The day that many working days later, Monday to Friday. A bank holiday counts as a working day: a concern is never answered later for it.</summary>
    public static DateOnly AddWorkingDays(DateOnly from, int days)
    {
        var day = from;
        while (days > 0)
        {
            day = day.AddDays(1);
            days -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return day;
    }

    /// <summary>Everybody who holds one of these hats in a scheme now. The system's own question: the answer is never shown as it is.</summary>
    public static IQueryable<Guid> Wearing(this ThroughlineContext context, Guid schemeId, params Hat[] hats)
    {
        var any = hats.Select(hat => (Expression<Func<RoleDefinition, bool>>)(role => role.Hats.Contains(hat)))
            .Aggregate((one, or) => Expression.Lambda<Func<RoleDefinition, bool>>(Expression.OrElse(one.Body, or.Body.With((or.Parameters[0], one.Parameters[0]))), one.Parameters));
        return from holding in context.RoleHoldings.IgnoreQueryFilters(AnyReach)
               join role in context.RoleDefinitions.Where(any) on holding.RoleDefinitionId equals role.Id
               where holding.SchemeId == schemeId && (holding.State == RoleState.Held || (holding.State >= RoleState.InTraining && holding.State <= RoleState.Paused))
               select holding.PersonId;
    }

    /// <summary>
    /// Those whom the viewer may name in a scheme: those in a role of staff there, and with them whoever looks like one since their label set; whoever mentors the viewer; and for those who
    /// work beside peers the other peer workers. Nobody behind a wall, never the viewer. Hats that see no people name nobody, and say it in words.
    /// </summary>
    public static IQueryable<Person> MayName(this ThroughlineContext context, Guid schemeId)
    {
        var (viewer, hat, today) = (context.Viewer.PersonId, context.Viewer.Hat, context.Now.LondonDate());
        var namesStaff = hat is not (Hat.SystemAdministrator or Hat.Researcher or Hat.Commissioner);
        var namesPeers = hat is Hat.PeerWorker or Hat.Coordinator or Hat.Supervisor or Hat.StaffColleague;
        var staff = context.Wearing(schemeId, !namesStaff ? [Hat.System]
            : [Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague, Hat.VoiceLead, Hat.HeadOfService, Hat.SafeguardingLead, Hat.ResponsibleOfficer]);
        var peers = context.Wearing(schemeId, Hat.PeerWorker);
        return context.People.IgnoreQueryFilters(AnyReach).Where(p => p.Id != viewer && p.ErasedAt == null
            && (staff.Contains(p.Id) || (peers.Contains(p.Id) && (p.LabelSunset != null && p.LabelSunset <= today ? namesStaff : namesPeers))
                || context.MatchTies.Any(t => t.PersonId == viewer && t.MentorId == p.Id)));
    }

    /// <summary>Whether concerns can be sent in a scheme: somebody outside is named, and a voice lead is there.</summary>
    public static async Task<bool> IsOpenAsync(this ThroughlineContext context, Guid schemeId, CancellationToken cancellation) =>
        await context.ConcernChannels.AnyAsync(c => c.SchemeId == schemeId, cancellation) && await context.Wearing(schemeId, Hat.VoiceLead).AnyAsync(cancellation);

    /// <summary>Who supervises or manages somebody, and whoever is above those: as the roles have it now. A command for each level, and one to see that there is no more.</summary>
    public static Task<HashSet<Guid>> LineOfAsync(this ThroughlineContext context, Guid personId, CancellationToken cancellation) =>
        ClimbAsync(personId, async below => [.. (await context.Belongings.Where(b => below.Contains(b.PersonId) && b.To == null && (b.SupervisorId != null || b.ManagerId != null))
            .Select(b => new { b.SupervisorId, b.ManagerId }).ToListAsync(cancellation)).SelectMany(b => new[] { b.SupervisorId, b.ManagerId }).OfType<Guid>().Distinct()]);

    /// <summary>Everybody above somebody, however long the chain is and even where it runs in a ring; never the person themself.</summary>
    /// <param name="personId">Where it begins.</param>
    /// <param name="above">Who stands right above some people.</param>
    public static async Task<HashSet<Guid>> ClimbAsync(Guid personId, Func<IReadOnlyList<Guid>, Task<List<Guid>>> above)
    {
        HashSet<Guid> line = [];
        for (List<Guid> next = [personId]; next.Count > 0;)
        {
            next = [.. (await above(next)).Where(id => id != personId && line.Add(id))];
        }

        return line;
    }

    /// <summary>Whether nobody in the service may see to a concern as it stands, so that whoever is named outside has to be told by hand.</summary>
    /// <param name="concern">The concern.</param>
    /// <param name="late">Whether what is due of it is late.</param>
    /// <param name="leads">How many voice leads may see it.</param>
    /// <param name="heads">How many heads of service could.</param>
    /// <param name="handled">Whether somebody looks into it who may.</param>
    public static bool IsByHand(Concern concern, bool late, int leads, int heads, bool handled) =>
        concern.State == ConcernState.Submitted ? late ? heads == 0 : leads == 0 : late && leads == 0 && heads == 0 && !handled;

    /// <summary>Those who may never look into a concern (INV-108): its owner, everybody on its wall, whom it is about with all their managers, and after an appeal whoever answered it.</summary>
    public static HashSet<Guid> Barred(Concern concern, IEnumerable<Guid> lineOfSubject)
    {
        HashSet<Guid> barred = [concern.PersonId, .. concern.Walls.Select(w => w.WalledId), .. lineOfSubject];
        if (concern.SubjectId is { } subject)
        {
            barred.Add(subject);
        }

        if (concern is { State: ConcernState.Appealed, OfferedById: { } offered })
        {
            barred.Add(offered);
        }

        return barred;
    }

    /// <summary>Those who may look into a concern: staff of the scheme, and whoever looks like staff since their label set, who are not barred and not walled off from its owner.</summary>
    public static async Task<IQueryable<Person>> HandlersAsync(this ThroughlineContext context, Concern concern, CancellationToken cancellation)
    {
        var barred = Barred(concern, concern.SubjectId is { } subject ? await context.LineOfAsync(subject, cancellation) : []).ToList();
        var owner = concern.PersonId;
        return context.Staff(concern.SchemeId).Where(p => !barred.Contains(p.Id) && !context.Walls.Any(w => w.ViewerId == p.Id && w.SubjectId == owner && w.LiftedAt == null));
    }

    private static IQueryable<Person> Staff(this ThroughlineContext context, Guid schemeId)
    {
        var (staff, peers, today) = (context.Wearing(schemeId, Handling), context.Wearing(schemeId, Hat.PeerWorker), context.Now.LondonDate());
        return context.People.IgnoreQueryFilters(AnyReach).Where(p => p.ErasedAt == null
            && (staff.Contains(p.Id) || (peers.Contains(p.Id) && p.LabelSunset != null && p.LabelSunset <= today)));
    }

    /// <summary>Whether whoever was asked to look into a concern still may. Only for those who may know of them: to anybody else they are not there at all.</summary>
    public static async Task<bool> StillHandlesAsync(this ThroughlineContext context, Concern concern, CancellationToken cancellation) =>
        concern.HandlerId is { } handler && await (await context.HandlersAsync(concern, cancellation)).AnyAsync(p => p.Id == handler, cancellation);

    /// <summary>
    /// Of concerns, those that whoever was asked to look into them still may: the system's own question. As many commands for many as for one, wherever they stand, so that the clock
    /// tells of none of them: two, and one for each scheme.
    /// </summary>
    public static async Task<HashSet<Guid>> StillHandledAsync(this ThroughlineContext context, IReadOnlyList<Concern> concerns, CancellationToken cancellation)
    {
        HashSet<Guid> still = [];
        if (concerns.Count == 0)
        {
            return still;
        }

        var above = (await context.Belongings.Where(b => b.To == null && (b.SupervisorId != null || b.ManagerId != null)).Select(b => new { b.PersonId, b.SupervisorId, b.ManagerId }).ToListAsync(cancellation))
            .SelectMany(b => new[] { b.SupervisorId, b.ManagerId }.OfType<Guid>().Select(by => (b.PersonId, By: by))).ToLookup(b => b.PersonId, b => b.By);
        var handlers = concerns.Select(c => c.HandlerId).OfType<Guid>().Distinct().ToList();
        var walls = (await context.Walls.AsNoTracking().Where(w => w.LiftedAt == null && handlers.Contains(w.ViewerId)).Select(w => new { w.ViewerId, w.SubjectId }).ToListAsync(cancellation))
            .Select(w => (w.ViewerId, w.SubjectId)).ToHashSet();
        foreach (var scheme in concerns.GroupBy(c => c.SchemeId))
        {
            var staff = (await context.Staff(scheme.Key).Where(p => handlers.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancellation)).ToHashSet();
            foreach (var concern in scheme)
            {
                var line = concern.SubjectId is { } subject ? await ClimbAsync(subject, below => Task.FromResult(below.SelectMany(b => above[b]).Distinct().ToList())) : [];
                if (concern.HandlerId is { } handler && staff.Contains(handler) && !Barred(concern, line).Contains(handler) && !walls.Contains((handler, concern.PersonId)))
                {
                    still.Add(concern.Id);
                }
            }
        }

        return still;
    }

    /// <summary>
    /// Has the context know which concerns the viewer looks into and still may (INV-108), before it is asked for any: who manages whom and who works here can have changed since they
    /// were asked, and to somebody who may not any more a concern is as if it had never been. Under a hat of staff, or as a peer worker who looks like staff since their label set. One
    /// command, and a few for each.
    /// </summary>
    public static async Task KnowHandledAsync(this ThroughlineContext context, CancellationToken cancellation)
    {
        var (viewer, mine, today) = (context.Viewer.PersonId, context.Viewer.SchemeIds, context.Now.LondonDate());
        var (staff, peer) = (Handling.Contains(context.Viewer.Hat), context.Viewer.Hat == Hat.PeerWorker);
        List<Guid> handled = [];
        foreach (var concern in await context.Concerns.IgnoreQueryFilters(AnyReach).AsNoTracking().Include(c => c.Walls).Where(c => c.HandlerId == viewer && mine.Contains(c.SchemeId)).ToListAsync(cancellation))
        {
            if (await (await context.HandlersAsync(concern, cancellation))
                .AnyAsync(p => p.Id == viewer && (staff || (peer && p.LabelSunset != null && p.LabelSunset <= today)), cancellation))
            {
                handled.Add(concern.Id);
            }
        }

        context.HandledNow = handled;
    }

    /// <summary>Null while the viewer looks into a concern and may: who manages whom can have changed since they were asked.</summary>
    public static async Task<Refusal?> CheckHandlerAsync(this Writing writing, Concern concern, CancellationToken cancellation) =>
        concern.HandlerId != writing.Viewer.PersonId ? new NotAllowed()
            : concern.SubjectId is { } subject && (await writing.Context.LineOfAsync(subject, cancellation)).Contains(writing.Viewer.PersonId) ? new ManagesThemNow()
            : null;

    /// <summary>Takes a concern's turn, as the viewer sees it, or says why not.</summary>
    public static async Task<(Concern? Concern, Refusal? Refusal)> TakeConcernAsync(this Writing writing, Guid id, int version, CancellationToken cancellation)
    {
        var context = writing.Context;
        await context.KnowHandledAsync(cancellation);
        if (await context.Concerns.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.MustGoOn, c => c.MustGoOn), cancellation) != 1)
        {
            return (null, new NotFound());
        }

        var concern = await context.Concerns.Include(c => c.Walls).SingleAsync(c => c.Id == id, cancellation);
        // Nothing can be written any more for somebody who was erased.
        if (await context.People.IgnoreQueryFilters(AnyReach).AnyAsync(p => p.Id == concern.PersonId && p.ErasedAt != null, cancellation))
        {
            return (null, new ConcernStepNotOpen(concern.State));
        }

        return concern.Version == version ? (concern, null) : (null, new Stale());
    }

    /// <summary>Whether the viewer sees to concerns here: a voice lead, or a head of service to whom a late one has come or who said that it came.</summary>
    public static bool Sees(this Writing writing, Concern concern) =>
        writing.Viewer.Hat is Hat.VoiceLead or Hat.HeadOfService && concern.PersonId != writing.Viewer.PersonId
        && writing.Viewer.SchemeIds.Contains(concern.SchemeId);

    public static ConcernEntry Entry(this Writing writing, Concern concern, ConcernEntryKind kind, string words) =>
        new(writing.NewId(), concern, kind, writing.Viewer.PersonId, writing.Seal(concern.PersonId, words.Trim()), writing.Now);

    public static Refusal? CheckWords(string? words, string field, string missing) => Typed.Required(words, Concern.WordsMaxLength, field, missing, "What you write");
}
