using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>What is due of concerns and of the rota: asked by the system. What cannot wait for a day's message is paged instead.</summary>
public sealed class SafeguardingDueQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>What is due by a London date, in a fixed order. Four commands, and two for each scheme.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        List<Due> due = [];
        var open = await context.SafeguardingConcerns.AsNoTracking().Where(c => c.State != SafeguardingState.Closed && c.OwnerId != null).OrderBy(c => c.Id).ToListAsync(cancellation);
        var ids = open.ConvertAll(c => c.Id);
        var tasks = (await context.SafeguardingActions.AsNoTracking().Where(a => ids.Contains(a.ConcernId) && a.DoneOn == null).ToListAsync(cancellation)).ToLookup(a => a.ConcernId);
        foreach (var concern in open)
        {
            var (root, path, owner) = ($"concern/{concern.Id}", $"/safety/concerns/{concern.Id}", concern.OwnerId!.Value);
            var raised = concern.RaisedAt.LondonDate();
            if (concern.State == SafeguardingState.Acknowledged)
            {
                Tell("triage", owner, raised, "look-at-today");
                Lead("triage/lead", raised, "look-at-today", raised < today ? null : owner);
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
                Lead($"look/{look:yyyy-MM-dd}/lead", look, "look-at-again", look < today ? null : owner);
            }

            if (concern.TellingReviewOn is { } telling)
            {
                Lead($"telling/{telling:yyyy-MM-dd}", telling, "look-at-again", null);
            }

            foreach (var task in tasks[concern.Id].OrderBy(t => t.Number))
            {
                Tell($"task/{task.Number}", task.OwnerId, task.ByOn, "task-of-yours");
                Lead($"task/{task.Number}/late", task.ByOn.AddDays(1), "task-late", null);
            }

            void Tell(string what, Guid person, DateOnly on, string kind) => Add(new Due($"{root}/{what}", person, concern.SchemeId, null, on, kind, path, concern.PersonId));

            void Lead(string what, DateOnly on, string kind, Guid? inHand) =>
                Add(new Due($"{root}/{what}", null, concern.SchemeId, Hat.SafeguardingLead, on, kind, path, concern.PersonId, inHand is { } by ? [by] : null));
        }

        await AddRotaAsync(due, today, cancellation);
        return due;

        void Add(Due one)
        {
            if (one.On <= today)
            {
                due.Add(one);
            }
        }
    }

    private async Task AddRotaAsync(List<Due> due, DateOnly today, CancellationToken cancellation)
    {
        var now = clock.Now();
        var turns = await context.DutyTurns.AsNoTracking().Where(t => t.EndsAt > now).OrderBy(t => t.Id).ToListAsync(cancellation);
        foreach (var turn in turns.Where(t => t.StartsAt > now && t.StartsAt.LondonDate().AddDays(-1) <= today))
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
            foreach (var gap in DutyGaps.Between(now, now.AddDays(days), turns.Where(t => t.SchemeId == scheme && t.Place == 1).Select(t => new Stretch(t.StartsAt, t.EndsAt))).Take(3))
            {
                // Told once when it comes into sight, and once more when it is close.
                var key = $"duty-gap/{scheme}/{(gap.From <= now ? today.StartInLondon() : gap.From).UtcDateTime:yyyyMMddHHmm}/{(gap.From <= now.AddDays(2) ? "close" : "ahead")}";
                due.Add(new Due(key, null, scheme, Hat.SafeguardingLead, today, "turn-has-nobody", "/safety/rota", Due.Nobody));
            }
        }
    }
}
