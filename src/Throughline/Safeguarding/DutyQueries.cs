using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Somebody to ring.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Phone">Their number, as it is written.</param>
/// <param name="Dial">The number as a telephone takes it.</param>
/// <param name="Place">1 for first, 2 for next.</param>
/// <param name="Until">Until when they are on.</param>
public sealed record OnDuty(string Name, string Phone, string Dial, int Place, DateTimeOffset Until);

/// <summary>A turn in the list.</summary>
/// <param name="Id">The turn.</param>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Place">1 for first, 2 for next.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="Phone">Their number.</param>
/// <param name="CoversFor">Whose turn it was; null for nobody else's.</param>
/// <param name="Left">True where they do not work in the scheme for any of it, so that nobody is called: only the lead is shown such a turn.</param>
public sealed record TurnRow(Guid Id, Guid PersonId, string Name, int Place, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Phone, string? CoversFor, bool Left = false);

/// <summary>One scheme's rota.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">Its name.</param>
/// <param name="Now">Who is on now.</param>
/// <param name="Turns">The turns of the next weeks.</param>
/// <param name="Gaps">When nobody is first.</param>
/// <param name="GapsNext">When nobody is second.</param>
public sealed record RotaScheme(Guid SchemeId, string Scheme, IReadOnlyList<OnDuty> Now, IReadOnlyList<TurnRow> Turns, IReadOnlyList<Stretch> Gaps, IReadOnlyList<Stretch> GapsNext);

/// <summary>One turn, to change it.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">Its name.</param>
/// <param name="Staff">Who could cover it.</param>
/// <param name="Others">Turns it could be swapped with.</param>
public sealed record TurnPage(TurnRow Turn, Guid SchemeId, string Scheme, IReadOnlyList<Named> Staff, IReadOnlyList<TurnRow> Others);

/// <summary>What a turn can be planned with.</summary>
/// <param name="Schemes">The schemes the viewer leads on.</param>
/// <param name="Staff">Members of staff of any of them.</param>
public sealed record DutyForm(IReadOnlyList<Named> Schemes, IReadOnlyList<Named> Staff);

/// <summary>The duty rota: who is on now, who comes, and when nobody does.</summary>
public sealed class DutyQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>Days ahead that the rota shows.</summary>
    public const int Days = 28;

    private Viewer Viewer => context.Viewer;

    /// <summary>Who is on duty now in the viewer's schemes and works there, first before next; each person once. Three commands.</summary>
    public async Task<IReadOnlyList<OnDuty>> NowAsync(CancellationToken cancellation = default)
    {
        var (now, mine) = (clock.Now(), Viewer.SchemeIds);
        var turns = await context.DutyTurns.AsNoTracking().Where(t => mine.Contains(t.SchemeId) && t.StartsAt <= now && t.EndsAt > now).OrderBy(t => t.Place).ThenBy(t => t.StartsAt).ThenBy(t => t.Id).ToListAsync(cancellation);
        var worked = await context.WorkedAsync(turns, cancellation);
        var names = await context.NamesAsync(turns.Select(t => (Guid?)t.PersonId), cancellation);
        return [.. turns.Where(t => names.ContainsKey(t.PersonId) && worked[t.Id].Any(w => w.Holds(now))).DistinctBy(t => t.PersonId).Select(t => Line(t, names))];
    }

    /// <summary>Whether anybody leads on safeguarding, or heads the service, in a scheme of the viewer's, whom a page would reach with nobody on duty. One command.</summary>
    public Task<bool> HasLeadAsync(CancellationToken cancellation = default)
    {
        var (today, mine, viewer) = (clock.Today(), Viewer.SchemeIds, Viewer.PersonId);
        return context.RoleHoldings.IgnoreQueryFilters(SafeguardingRules.AnyReach).AnyAsync(
            h => mine.Contains(h.SchemeId) && h.PersonId != viewer && h.State == RoleState.Held && h.From <= today && (h.To == null || h.To >= today)
                && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && (r.Hats.Contains(Hat.SafeguardingLead) || r.Hats.Contains(Hat.HeadOfService))), cancellation);
    }

    /// <summary>The rota of each of the viewer's schemes. Four commands.</summary>
    public async Task<IReadOnlyList<RotaScheme>> RotaAsync(CancellationToken cancellation = default)
    {
        var (now, mine) = (clock.Now(), Viewer.SchemeIds);
        var until = now.AddDays(Days);
        var schemes = await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        var turns = await context.DutyTurns.AsNoTracking().Where(t => mine.Contains(t.SchemeId) && t.EndsAt > now && t.StartsAt < until).OrderBy(t => t.StartsAt).ThenBy(t => t.Place).ThenBy(t => t.Id).ToListAsync(cancellation);
        var worked = await context.WorkedAsync(turns, cancellation);
        var names = await context.NamesAsync(turns.SelectMany(t => new[] { t.PersonId, t.CoversForId }), cancellation);
        return schemes.ConvertAll(scheme =>
        {
            var own = turns.Where(t => t.SchemeId == scheme.Id && names.ContainsKey(t.PersonId)).ToList();
            bool Left(DutyTurn turn) => !worked[turn.Id].Any(w => w.To > now);
            IReadOnlyList<Stretch> Gaps(int place) => DutyGaps.Between(now, until, own.Where(t => t.Place == place).SelectMany(t => worked[t.Id]));
            return new RotaScheme(
                scheme.Id, scheme.Name, [.. own.Where(t => worked[t.Id].Any(w => w.Holds(now))).OrderBy(t => t.Place).Select(t => Line(t, names))],
                [.. own.Where(t => !Left(t) || Viewer.Leads(scheme.Id)).Select(t => Row(t, names) with { Left = Left(t) })], Gaps(1), Gaps(2));
        });
    }

    /// <summary>One turn that is not over, for whoever leads on safeguarding; null for anybody else. Five commands.</summary>
    public async Task<TurnPage?> TurnAsync(Guid id, CancellationToken cancellation = default)
    {
        var now = clock.Now();
        if (await context.DutyTurns.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id && t.EndsAt > now, cancellation) is not { } turn || !Viewer.Leads(turn.SchemeId))
        {
            return null;
        }

        var others = await context.DutyTurns.AsNoTracking().Where(t => t.SchemeId == turn.SchemeId && t.StartsAt > now && t.PersonId != turn.PersonId).OrderBy(t => t.StartsAt).ThenBy(t => t.Id).Take(60).ToListAsync(cancellation);
        var names = await context.NamesAsync(others.Append(turn).SelectMany(t => new[] { t.PersonId, t.CoversForId }), cancellation);
        if (!names.ContainsKey(turn.PersonId))
        {
            return null;
        }

        var scheme = await context.Schemes.AsNoTracking().Where(s => s.Id == turn.SchemeId).Select(s => s.Name).FirstAsync(cancellation);
        return new TurnPage(
            Row(turn, names), turn.SchemeId, scheme, [.. (await StaffAsync(turn.SchemeId, cancellation)).Where(s => s.Id != turn.PersonId)],
            [.. others.Where(t => names.ContainsKey(t.PersonId)).Select(t => Row(t, names))]);
    }

    /// <summary>What a turn can be planned with; null for anybody but a safeguarding lead. Two commands, and one for each scheme.</summary>
    public async Task<DutyForm?> FormAsync(CancellationToken cancellation = default)
    {
        if (Viewer.Hat != Hat.SafeguardingLead)
        {
            return null;
        }

        var mine = Viewer.SchemeIds;
        var schemes = await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        List<Named> staff = [];
        foreach (var scheme in schemes)
        {
            staff.AddRange(await StaffAsync(scheme.Id, cancellation));
        }

        return new DutyForm(schemes, [.. staff.DistinctBy(s => s.Id).OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Id)]);
    }

    private Task<List<Named>> StaffAsync(Guid schemeId, CancellationToken cancellation) => context.StaffNamesAsync(schemeId, clock.Today(), cancellation);

    private static OnDuty Line(DutyTurn turn, Dictionary<Guid, string> names) => new(names[turn.PersonId], turn.Phone, PhoneNumber.Read(turn.Phone) ?? turn.Phone, turn.Place, turn.EndsAt);

    private static TurnRow Row(DutyTurn turn, Dictionary<Guid, string> names) => new(
        turn.Id, turn.PersonId, names[turn.PersonId], turn.Place, turn.StartsAt, turn.EndsAt, turn.Phone, turn.CoversForId is { } other ? names.GetValueOrDefault(other) : null);
}
