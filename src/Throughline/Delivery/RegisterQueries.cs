using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>Registers, and the sessions that somebody runs. Each takes a fixed number of commands.</summary>
public sealed class RegisterQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>Most sessions in each part of the list.</summary>
    public const int MostSessions = 30;

    /// <summary>
    /// The register of a session, by the names people like to be called by; null for whoever neither coordinates its scheme nor runs it. Somebody who is
    /// walled off from the viewer is not on it. Seven commands.
    /// </summary>
    public async Task<AttendanceRegister?> RegisterAsync(Guid sessionId, CancellationToken cancellation = default)
    {
        if (await context.OwnSessions().Where(s => s.Id == sessionId).Select(s => (Guid?)s.SchemeId).FirstOrDefaultAsync(cancellation) is not { } scheme)
        {
            return null;
        }

        var line = (await context.LinesAsync(context.GroupSessions.Where(s => s.Id == sessionId), clock.Now(), cancellation))[0];
        var places = await context.SessionPlaces.AsNoTracking().Where(p => p.SessionId == sessionId && p.MovedToId == null).Select(p => new { p.Id, p.PersonId }).ToListAsync(cancellation);
        var facts = await context.AttendanceFacts.AsNoTracking().Where(f => f.SessionId == sessionId)
            .Select(f => new { f.PlaceId, f.Mark, f.Version, HasWords = context.Set<FactVersion>().Any(v => v.FactId == f.Id && v.Number == f.Version && v.Told != null) })
            .ToDictionaryAsync(f => f.PlaceId, cancellation);
        var names = await context.CalledAsync(places.Select(p => p.PersonId), cancellation);
        return new AttendanceRegister(
            line, context.Viewer.Runs(scheme),
            [.. places.Where(p => names.ContainsKey(p.PersonId)).Select(p => facts.TryGetValue(p.Id, out var fact)
                    ? new RegisterLine(p.Id, names[p.PersonId], fact.Mark, fact.Version, fact.HasWords)
                    : new RegisterLine(p.Id, names[p.PersonId], null, 0, false))
                .OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.PlaceId)]);
    }

    /// <summary>The sessions that the viewer runs. Nine commands.</summary>
    public async Task<RunningPage> RunningAsync(CancellationToken cancellation = default)
    {
        if (!context.Facilitates)
        {
            return new RunningPage([], [], []);
        }

        var (viewer, now) = (context.Viewer.PersonId, clock.Now());
        var mine = context.GroupSessions.Where(s => context.SessionParts.Any(p => p.SessionId == s.Id && p.PersonId == viewer && p.EndedOn == null));
        var open = mine.Where(s => s.State == SessionState.Planned && s.StartsAt <= now
            && context.SessionPlaces.Any(p => p.SessionId == s.Id && p.MovedToId == null && !context.AttendanceFacts.Any(f => f.PlaceId == p.Id)));
        return new RunningPage(
            await context.LinesAsync(open.OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Take(MostSessions), now, cancellation),
            await context.LinesAsync(mine.Where(s => s.StartsAt > now).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Take(MostSessions), now, cancellation),
            await context.LinesAsync(mine.Where(s => s.StartsAt <= now && !open.Any(o => o.Id == s.Id)).OrderByDescending(s => s.StartsAt).ThenBy(s => s.Id).Take(MostSessions), now, cancellation));
    }
}
