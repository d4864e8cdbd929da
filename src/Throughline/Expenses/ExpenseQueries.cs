using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Expenses;

/// <summary>Something that was asked for, in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Who asked; null for the viewer's own.</param>
/// <param name="AmountPence">How much, in pence.</param>
/// <param name="State">Where it stands.</param>
/// <param name="AskedOn">When they asked.</param>
/// <param name="Days">For how many days it waits or waited.</param>
/// <param name="Late">Whether it was not paid in its days.</param>
public sealed record ExpenseLine(Guid Id, string? Name, int AmountPence, ExpenseState State, DateOnly AskedOn, int Days, bool Late);

/// <summary>The viewer's own.</summary>
/// <param name="Schemes">Those for which they can ask.</param>
/// <param name="Claims">What they asked for, newest first.</param>
/// <param name="Days">Within how many days it is to be paid; null under a hat without a scheme.</param>
/// <param name="MostPounds">The most that can be asked for at once in those schemes.</param>
/// <param name="Unseen">Whether nobody else sees it, because their label has set.</param>
public sealed record ExpenseHome(IReadOnlyList<Named> Schemes, IReadOnlyList<ExpenseLine> Claims, int? Days, int MostPounds, bool Unseen);

/// <summary>Something that was asked for.</summary>
/// <param name="Line">In a list.</param>
/// <param name="Own">Whether the viewer asked.</param>
/// <param name="On">When it was paid for the work.</param>
/// <param name="What">What it was; null when the words can no longer be opened.</param>
/// <param name="By">By when it is to be paid back.</param>
/// <param name="PaidOn">When it was paid back.</param>
/// <param name="SentBackOn">When it was sent back.</param>
/// <param name="Why">Why it was sent back.</param>
/// <param name="TakenBackOn">When it was taken back.</param>
/// <param name="CanTakeBack">Whether the viewer can take it back.</param>
/// <param name="CanAnswer">Whether the viewer can say that it was paid, or send it back.</param>
/// <param name="Version">Concurrency token.</param>
/// <param name="Unseen">Whether it is the viewer's own and waits, and nobody else sees it, because their label has set.</param>
public sealed record ExpensePage(
    ExpenseLine Line, bool Own, DateOnly On, string? What, DateOnly By, DateOnly? PaidOn, DateOnly? SentBackOn, string? Why, DateOnly? TakenBackOn, bool CanTakeBack, bool CanAnswer, int Version, bool Unseen);

/// <summary>What people paid for the work: each person's own, and what waits for a coordinator.</summary>
public sealed class ExpenseQueries(ThroughlineContext context, Vault vault, ReadTraces traces, TimeProvider clock)
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>The viewer's own, under any hat; they can ask under a peer worker's. Four commands, and two for each scheme.</summary>
    public async Task<ExpenseHome> MineAsync(CancellationToken cancellation = default)
    {
        var (viewer, today) = (context.Viewer, clock.Today());
        var claims = await context.ExpenseClaims.AsNoTracking().Where(c => c.PersonId == viewer.PersonId).OrderByDescending(c => c.AskedOn).ThenByDescending(c => c.Id).Take(100).ToListAsync(cancellation);
        var schemes = await context.RolesOf(viewer).Select(h => h.SchemeId).Distinct().ToListAsync(cancellation);
        var named = await context.Schemes.AsNoTracking().Where(s => schemes.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        var rules = await RulesAsync(claims.Select(c => c.SchemeId).Concat(schemes), cancellation);
        return new ExpenseHome(
            named, claims.ConvertAll(c => Line(c, null, today, rules[c.SchemeId].Days)), schemes.Count == 0 ? null : schemes.Max(s => rules[s].Days), schemes.Select(s => rules[s].MostPounds).DefaultIfEmpty().Max(),
            await context.IsUnseenAsync(today, cancellation));
    }

    /// <summary>What waits in the schemes that the viewer runs, the oldest first; empty under any other hat. Two commands, two for each scheme, and a trace for each person.</summary>
    public async Task<IReadOnlyList<ExpenseLine>> ToPayAsync(CancellationToken cancellation = default)
    {
        var (own, mine, today) = (context.Viewer.PersonId, context.Viewer.SchemeIds, clock.Today());
        if (context.Viewer.Hat != Hat.Coordinator)
        {
            return [];
        }

        var claims = await context.ExpenseClaims.AsNoTracking().Where(c => c.PersonId != own && mine.Contains(c.SchemeId) && c.State == ExpenseState.Asked)
            .OrderBy(c => c.AskedOn).ThenBy(c => c.Id).Take(200).ToListAsync(cancellation);
        var names = await context.NamesAsync(claims.Select(c => (Guid?)c.PersonId), cancellation);
        var rules = await RulesAsync(claims.Select(c => c.SchemeId), cancellation);
        foreach (var person in claims.Select(c => c.PersonId).Where(names.ContainsKey).Distinct())
        {
            await traces.RecordAsync(new Opening(person, "that you asked for expenses", nameof(ExpenseClaim), Guid.Empty, "Pays expenses"), cancellation);
        }

        return [.. claims.Where(c => names.ContainsKey(c.PersonId)).Select(c => Line(c, names[c.PersonId], today, rules[c.SchemeId].Days))];
    }

    /// <summary>One of them; null for any other. Leaves a trace before anything is returned. Six commands at most.</summary>
    public async Task<ExpensePage?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        var (viewer, today) = (context.Viewer, clock.Today());
        if (await context.ExpenseClaims.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellation) is not { } claim)
        {
            return null;
        }

        var (own, waits) = (claim.PersonId == viewer.PersonId, claim.State == ExpenseState.Asked);
        var days = (await RulesAsync([claim.SchemeId], cancellation))[claim.SchemeId].Days;
        var name = own ? null : (await context.NamesAsync([claim.PersonId], cancellation)).GetValueOrDefault(claim.PersonId, "");
        var opener = await vault.OpenerAsync(new Opening(claim.PersonId, "an expense that you asked for", nameof(ExpenseClaim), id, own ? "Own page" : "Pays expenses"), cancellation);
        return new ExpensePage(
            Line(claim, name, today, days), own, claim.On, opener(claim.What), claim.AskedOn.AddDays(days), claim.PaidOn, claim.SentBackOn, claim.Why is { } why ? opener(why) : null, claim.TakenBackOn,
            own && waits, !own && waits && viewer.Runs(claim.SchemeId), claim.Version, own && waits && await context.IsUnseenAsync(today, cancellation));
    }

    /// <summary>
    /// What was asked for in a scheme since a London date, and says something of how quickly it is paid: whose each is, and whether it was paid in so many days or still can be. To be
    /// counted, by whoever has seen to it that the viewer may know the number; without their reach, and never through a wall.
    /// </summary>
    internal async Task<IReadOnlyCollection<(Guid Person, bool InTime)>> PacesAsync(Guid schemeId, DateOnly since, int days, CancellationToken cancellation)
    {
        var today = clock.Today();
        var claims = await context.ExpenseClaims.IgnoreQueryFilters(AnyReach).AsNoTracking().Where(c => c.SchemeId == schemeId && c.AskedOn >= since).ToListAsync(cancellation);
        return [.. claims.Select(c => (Person: c.PersonId, InTime: c.InTime(today, days))).Where(c => c.InTime is not null).Select(c => (c.Person, c.InTime!.Value))];
    }

    private static ExpenseLine Line(ExpenseClaim claim, string? name, DateOnly today, int days) => new(
        claim.Id, name, claim.AmountPence, claim.State, claim.AskedOn, (claim.PaidOn ?? claim.SentBackOn ?? claim.TakenBackOn ?? today).DayNumber - claim.AskedOn.DayNumber, claim.InTime(today, days) == false);

    private async Task<Dictionary<Guid, (int Days, int MostPounds)>> RulesAsync(IEnumerable<Guid> schemes, CancellationToken cancellation)
    {
        Dictionary<Guid, (int Days, int MostPounds)> rules = [];
        foreach (var scheme in schemes.Distinct().ToList())
        {
            var settings = await new SettingQueries(context).ValuesAsync(scheme, cancellation);
            rules[scheme] = (settings.Whole(SettingKeys.ClimateExpensesDays), settings.Whole(SettingKeys.ExpensesMostPounds));
        }

        return rules;
    }
}
