using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>What is due of concerns and of the rota: asked by the system. What cannot wait for a day's message is paged instead.</summary>
public sealed class SafeguardingDueQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>What is due by a London date, in a fixed order. Seven commands, and four for each scheme.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        List<Due> due = [];
        var open = await context.SafeguardingConcerns.AsNoTracking().Where(c => c.State != SafeguardingState.Closed && c.OwnerId != null).OrderBy(c => c.Id).ToListAsync(cancellation);
        var ids = open.ConvertAll(c => c.Id);
        var tasks = (await context.SafeguardingActions.AsNoTracking().Where(a => ids.Contains(a.ConcernId)).ToListAsync(cancellation)).ToLookup(a => a.ConcernId);
        var written = (await context.SafeguardingEntries.AsNoTracking().Where(e => ids.Contains(e.ConcernId)).Select(e => new { e.ConcernId, e.At }).ToListAsync(cancellation)).ToLookup(e => e.ConcernId, e => e.At.LondonDate());
        var staff = await context.StaffAmongAsync([.. open.Select(c => c.OwnerId!.Value).Concat(tasks.SelectMany(t => t).Select(t => t.OwnerId)).Distinct()], today, cancellation);
        var quiet = new Dictionary<Guid, int>();
        foreach (var scheme in open.Select(c => c.SchemeId).Distinct())
        {
            quiet[scheme] = (await new SettingQueries(context).ValuesAsync(scheme, cancellation)).Whole(SettingKeys.SafetyQuietDays);
        }

        foreach (var concern in open)
        {
            var (root, path, owner) = ($"concern/{concern.Id}", $"/safety/concerns/{concern.Id}", concern.OwnerId!.Value);
            var raised = concern.RaisedAt.LondonDate();
            var (left, toDo) = (Left(owner), tasks[concern.Id].Where(t => t.DoneOn is null).OrderBy(t => t.Number).ToList());
            if (left)
            {
                Lead($"left/{owner}", today, "something-needs-somebody", null);
            }

            if (concern.State == SafeguardingState.Acknowledged)
            {
                Tell("triage", owner, raised, "look-at-today");
                Lead("triage/lead", raised, "look-at-today", raised < today || left ? null : owner);
            }
            else if (concern is { AboutKnown: true, Telling: Telling.NotDecided })
            {
                Lead("telling", raised, "look-at-today", null);
            }

            if (owner != concern.AcknowledgedById)
            {
                Tell($"handed/{owner}", owner, raised, "something-is-yours");
            }

            if (concern.LookOn is { } look)
            {
                Tell($"look/{look:yyyy-MM-dd}", owner, look, "look-at-again");
                Lead($"look/{look:yyyy-MM-dd}/lead", look, "look-at-again", look < today || left ? null : owner);
            }
            else if (concern.State != SafeguardingState.Acknowledged && toDo.Count == 0)
            {
                // Nothing else would ever bring it up again.
                var last = written[concern.Id].Concat(tasks[concern.Id].Select(t => t.DoneOn).OfType<DateOnly>()).Append(raised).Max();
                Lead($"quiet/{last:yyyy-MM-dd}", last.AddDays(quiet[concern.SchemeId]), "look-at-again", null);
            }

            if (concern.TellingReviewOn is { } telling)
            {
                Lead($"telling/{telling:yyyy-MM-dd}", telling, "look-at-again", null);
            }

            foreach (var task in toDo)
            {
                Tell($"task/{task.Number}", task.OwnerId, task.ByOn, "task-of-yours");
                Lead($"task/{task.Number}/late", task.ByOn.AddDays(1), "task-late", null);
                if (Left(task.OwnerId))
                {
                    Lead($"task/{task.Number}/left", today, "something-needs-somebody", null);
                }
            }

            bool Left(Guid person) => !staff.Contains((person, concern.SchemeId));

            // Whoever does not work here any more cannot open it.
            void Tell(string what, Guid person, DateOnly on, string kind)
            {
                if (!Left(person))
                {
                    Add(what, person, null, on, kind, null);
                }
            }

            void Lead(string what, DateOnly on, string kind, Guid? inHand) => Add(what, null, Hat.SafeguardingLead, on, kind, inHand is { } by ? [by] : null);

            void Add(string what, Guid? person, Hat? hat, DateOnly on, string kind, IReadOnlyList<Guid>? inHand)
            {
                if (on <= today)
                {
                    due.Add(new Due($"{root}/{what}", person, concern.SchemeId, hat, on, kind, path, concern.PersonId, inHand, KeptFromId: concern.AboutKnown ? concern.PersonId : null));
                }
            }
        }

        await AddRotaAsync(due, today, cancellation);
        return due;
    }

    private async Task AddRotaAsync(List<Due> due, DateOnly today, CancellationToken cancellation)
    {
        var now = clock.Now();
        var turns = await context.DutyTurns.AsNoTracking().Where(t => t.EndsAt > now).OrderBy(t => t.Id).ToListAsync(cancellation);
        var worked = await context.WorkedAsync(turns, cancellation);
        foreach (var turn in turns.Where(t => t.StartsAt > now && t.StartsAt.LondonDate().AddDays(-1) <= today && worked.Contains(t.Id)))
        {
            due.Add(new Due($"duty/{turn.Id}", turn.PersonId, turn.SchemeId, null, turn.StartsAt.LondonDate().AddDays(-1), "turn-comes", "/safety/rota", turn.PersonId));
        }

        foreach (var scheme in await context.Schemes.AsNoTracking().OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancellation))
        {
            // A scheme that has never had a rota has no gaps in one: its lead is paged, and sees on the page that nobody is on.
            if (!turns.Exists(t => t.SchemeId == scheme) && !await context.DutyTurns.AnyAsync(t => t.SchemeId == scheme, cancellation))
            {
                continue;
            }

            var days = (await new SettingQueries(context).ValuesAsync(scheme, cancellation)).Whole(SettingKeys.DutyGapDays);
            foreach (var gap in DutyGaps.Between(now, now.AddDays(days), turns.Where(t => t.SchemeId == scheme && t.Place == 1).SelectMany(t => worked[t.Id])).Take(3))
            {
                // Told once when it comes into sight, and once more when it is close.
                var key = $"duty-gap/{scheme}/{(gap.From <= now ? today.StartInLondon() : gap.From).UtcDateTime:yyyyMMddHHmm}/{(gap.From <= now.AddDays(2) ? "close" : "ahead")}";
                due.Add(new Due(key, null, scheme, Hat.SafeguardingLead, today, "turn-has-nobody", "/safety/rota", Due.Nobody));
            }
        }
    }
}
