using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Something the viewer was paged for and that waits.</summary>
/// <param name="Id">The page.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Immediate">True where somebody is in danger now.</param>
/// <param name="Who">Who would like a word; null for a concern, which is told to whoever takes it on.</param>
/// <param name="At">When they were paged first.</param>
/// <param name="Role">As whom.</param>
public sealed record PageToAnswer(Guid Id, AlarmKind Kind, bool Immediate, string? Who, DateTimeOffset At, PagedAs Role);

/// <summary>What the viewer is paged for.</summary>
/// <param name="Waiting">What waits, the oldest first.</param>
/// <param name="Mine">Concerns that are the viewer's, or in which they have something to do: id, whom it is about, where it stands.</param>
public sealed record PagesPage(IReadOnlyList<PageToAnswer> Waiting, IReadOnlyList<(Guid Id, string? About, SafeguardingState State)> Mine);

/// <summary>What one is paged for: each person's own.</summary>
public sealed class PagingQueries(ThroughlineContext context)
{
    /// <summary>What the viewer is paged for, one line for each case, and the concerns that are theirs. Five commands.</summary>
    public async Task<PagesPage> MineAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var pages = await context.DutyPages.AsNoTracking().Where(p => p.PersonId == viewer && p.ClosedAt == null && p.AnsweredAt == null).OrderBy(p => p.At).ThenBy(p => p.Id).ToListAsync(cancellation);
        var cases = pages.Select(p => p.CaseId).ToList();
        var immediate = await context.SafeguardingConcerns.AsNoTracking().IgnoreQueryFilters(SafeguardingRules.AnyReach).Where(c => cases.Contains(c.Id) && c.Immediate).Select(c => c.Id).ToListAsync(cancellation);
        IReadOnlyList<Guid> schemes = context.Viewer.WorksAsStaff ? context.Viewer.SchemeIds : [];
        var mine = await context.SafeguardingConcerns.AsNoTracking()
            .Where(c => schemes.Contains(c.SchemeId) && c.State != SafeguardingState.Closed && (!c.AboutKnown || c.PersonId != viewer) && (c.OwnerId == viewer || context.ActionsHeld.Any(a => a.ConcernId == c.Id && a.OwnerId == viewer && a.DoneOn == null)))
            .OrderBy(c => c.RaisedAt).ThenBy(c => c.Id).Select(c => new { c.Id, c.PersonId, c.AboutKnown, c.State }).ToListAsync(cancellation);
        var names = await context.NamesAsync(pages.Where(p => p.Kind == AlarmKind.Word).Select(p => (Guid?)p.AboutId).Concat(mine.Select(m => m.AboutKnown ? (Guid?)m.PersonId : null)), cancellation);
        return new PagesPage(
            [.. pages.DistinctBy(p => p.CaseId).Select(p => new PageToAnswer(p.Id, p.Kind, immediate.Contains(p.CaseId), p.Kind == AlarmKind.Word ? names.GetValueOrDefault(p.AboutId) : null, p.At, p.Role))],
            [.. mine.Select(m => (m.Id, m.AboutKnown ? names.GetValueOrDefault(m.PersonId) : null, m.State))]);
    }

    /// <summary>How many cases the viewer is paged for and that wait. One command.</summary>
    public Task<int> CountAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        return context.DutyPages.Where(p => p.PersonId == viewer && p.ClosedAt == null && p.AnsweredAt == null).Select(p => p.CaseId).Distinct().CountAsync(cancellation);
    }
}

/// <summary>How paging is doing: numbers only.</summary>
/// <param name="LastRun">When it last ran; null for never.</param>
/// <param name="Waiting">Clocks that run: nobody has answered yet.</param>
/// <param name="Late">Clocks whose step is more than two minutes late: paging does not run.</param>
/// <param name="Unsent">Pages of the last day that did not go.</param>
/// <param name="Sent">Pages of the last day that went.</param>
/// <param name="Failure">What went wrong last; null for nothing.</param>
/// <param name="HasWayOut">Whether any channel is set up at all.</param>
/// <param name="Unreached">People on duty in the coming week who can be reached by no channel.</param>
public sealed record PagingState(DateTimeOffset? LastRun, int Waiting, int Late, int Unsent, int Sent, string? Failure, bool HasWayOut, int Unreached);

/// <summary>Whether paging works, for whoever looks after the installation.</summary>
public sealed class PagingStateQueries(IDatabaseEngine engine, CurrentViewer current, AddressQueries addresses, IEnumerable<IReminderChannel> channels, TimeProvider clock)
{
    /// <summary>Minutes by which a step may be late before something is wrong.</summary>
    public const int LateMinutes = 2;

    /// <summary>Counts it. Six commands, and a few for each person on duty in the coming week. Null for anybody but a system administrator.</summary>
    public async Task<PagingState?> FindAsync(CancellationToken cancellation = default)
    {
        if (current.Viewer.Hat != Hat.SystemAdministrator)
        {
            return null;
        }

        var now = clock.Now();
        var (late, since, week) = (now.AddMinutes(-LateMinutes), now.AddDays(-1), now.AddDays(7));
        await using var context = engine.OpenReader(Viewer.System);
        var last = await context.PagingBeats.AsNoTracking().Select(b => (DateTimeOffset?)b.At).FirstOrDefaultAsync(cancellation);
        var waiting = await context.DutyAlarms.AsNoTracking().Where(a => a.AnsweredAt == null).Select(a => a.NextAt).ToListAsync(cancellation);
        var pages = await context.DutyPages.AsNoTracking().Where(p => p.At >= since).OrderByDescending(p => p.At).Select(p => new { Sent = p.SentAt != null, p.Failure }).ToListAsync(cancellation);
        var people = await context.DutyTurns.AsNoTracking().Where(t => t.EndsAt > now && t.StartsAt < week).Select(t => t.PersonId).Distinct().ToListAsync(cancellation);
        var ways = channels.Where(c => c.IsOn).Select(c => c.Kind).ToList();
        var reached = await addresses.PageableAsync(people, ways, cancellation);
        return new PagingState(
            last, waiting.Count, waiting.Count(at => at < late), pages.Count(p => !p.Sent), pages.Count(p => p.Sent), pages.Find(p => !p.Sent)?.Failure, ways.Count > 0, people.Count - reached);
    }
}
