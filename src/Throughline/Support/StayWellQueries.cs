using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Somebody with whom a plan is shared.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name.</param>
/// <param name="On">Since when.</param>
public sealed record StayWellWith(Guid Id, string Name, DateOnly On);

/// <summary>The viewer's own plan for staying well.</summary>
/// <param name="Words">What it says.</param>
/// <param name="WrittenOn">When it was last written; null for never.</param>
/// <param name="Version">Concurrency token; 0 for none yet.</param>
/// <param name="With">Who may read it, by name.</param>
/// <param name="Choices">Who else could be chosen, by name.</param>
/// <param name="Others">People who shared theirs with the viewer, by name.</param>
public sealed record StayWellPage(StayWellWords Words, DateOnly? WrittenOn, int Version, IReadOnlyList<StayWellWith> With, IReadOnlyList<Named> Choices, IReadOnlyList<StayWellWith> Others);

/// <summary>A plan that somebody shared with the viewer.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Words">What it says.</param>
/// <param name="WrittenOn">When it was last written.</param>
public sealed record SharedStayWell(string Name, StayWellWords Words, DateOnly WrittenOn);

/// <summary>Plans for staying well: one's own, and those that were shared with the viewer.</summary>
public sealed class StayWellQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>The viewer's own, and who shares theirs. Six commands, and a trace where there is something to open.</summary>
    public async Task<StayWellPage> MineAsync(CancellationToken cancellation = default)
    {
        var own = context.Viewer.PersonId;
        var plan = await context.StayWellPlans.AsNoTracking().FirstOrDefaultAsync(p => p.PersonId == own, cancellation);
        var shares = await context.StayWellShares.AsNoTracking().Where(s => s.PersonId == own || s.WithId == own).ToListAsync(cancellation);
        var names = await context.NamesAsync(shares.Select(s => (Guid?)(s.PersonId == own ? s.WithId : s.PersonId)), cancellation);
        var choices = plan is null || context.Viewer.SchemeIds.Count == 0 ? [] : await context.Recognisable(clock.Today()).AsNoTracking().OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName)).Take(500).ToListAsync(cancellation);
        var words = plan is null ? new StayWellWords(null, null, null) : await OpenAsync(plan, "Own page", cancellation);
        return new StayWellPage(words, plan?.WrittenOn, plan?.Version ?? 0, With(s => s.PersonId == own, s => s.WithId), [.. choices.Where(c => !shares.Exists(s => s.WithId == c.Id))], With(s => s.WithId == own, s => s.PersonId));

        IReadOnlyList<StayWellWith> With(Func<StayWellShare, bool> which, Func<StayWellShare, Guid> other) =>
            [.. shares.Where(s => which(s) && names.ContainsKey(other(s))).Select(s => new StayWellWith(other(s), names[other(s)], s.On)).OrderBy(w => w.Name, StringComparer.OrdinalIgnoreCase).ThenBy(w => w.Id)];
    }

    /// <summary>A plan that somebody shared with the viewer; null for any other. Leaves a trace before anything is returned. Three commands.</summary>
    public async Task<SharedStayWell?> ReadAsync(Guid personId, CancellationToken cancellation = default)
    {
        var own = context.Viewer.PersonId;
        if (personId == own || await context.StayWellPlans.AsNoTracking().FirstOrDefaultAsync(p => p.PersonId == personId && context.StayWellReaders.Any(r => r.PersonId == personId && r.WithId == own), cancellation) is not { } plan)
        {
            return null;
        }

        var names = await context.NamesAsync([personId], cancellation);
        return names.TryGetValue(personId, out var name) ? new SharedStayWell(name, await OpenAsync(plan, "Read what you shared", cancellation), plan.WrittenOn) : null;
    }

    private async Task<StayWellWords> OpenAsync(StayWellPlan plan, string purpose, CancellationToken cancellation)
    {
        var opener = await vault.OpenerAsync(new Opening(plan.PersonId, "your plan for staying well", nameof(StayWellPlan), plan.PersonId, purpose), cancellation);
        string? Open(SealedText? text) => text is null ? null : opener(text);
        return new StayWellWords(Open(plan.Helps), Open(plan.Signs), Open(plan.Call));
    }
}
