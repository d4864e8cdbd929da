using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>A case that is the viewer's to decide.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Scheme">The scheme that asked.</param>
/// <param name="Duties">The duties by name.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Since">Since when: when it was opened, handed over or appealed.</param>
public sealed record CaseToDecide(Guid Id, string Name, string Scheme, string Duties, VettingState State, DateOnly Since);

/// <summary>The page of the one who decides, or hears an appeal.</summary>
/// <param name="Row">What the list says of it.</param>
/// <param name="Route">By which way it goes; null until it is chosen.</param>
/// <param name="Ask">What the person was asked to do.</param>
/// <param name="Reason">For an appeal, why it was refused and what was looked at.</param>
/// <param name="HasWords">True when there are words of the person's that the viewer may open.</param>
/// <param name="Routes">The ways that are open today.</param>
/// <param name="AppealDays">Days in which a refusal can be appealed.</param>
/// <param name="Version">Its version.</param>
public sealed record CaseOnPage(
    CaseToDecide Row, string? Route, string? Ask, string? Reason, bool HasWords, IReadOnlyList<Coded> Routes, int AppealDays, int Version);

/// <summary>What the person wrote for whoever decides: of one person, opened by one other.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Past">About the past; null for none.</param>
/// <param name="Appeal">Why it should be looked at again; null for none.</param>
public sealed record WordsToDecide(Guid CaseId, string Name, string? Past, string? Appeal);

/// <summary>The cases that are the viewer's to decide, and nobody else's.</summary>
public sealed class VettingQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    private const int Most = 100;

    /// <summary>Those that wait for the viewer or will, the oldest first. Four commands.</summary>
    public async Task<IReadOnlyList<CaseToDecide>> ListAsync(CancellationToken cancellation = default)
    {
        var cases = await Mine().OrderBy(c => c.OpenedOn).ThenBy(c => c.Id).Take(Most).ToListAsync(cancellation);
        return await RowsAsync(cases, cancellation);
    }

    /// <summary>One of them; null when it is not the viewer's. Opening its words leaves a trace. Eight commands.</summary>
    public async Task<CaseOnPage?> FindAsync(Guid caseId, CancellationToken cancellation = default)
    {
        var found = await Mine().FirstOrDefaultAsync(c => c.Id == caseId, cancellation);
        if (found is null || await RowsAsync([found], cancellation) is not [var row])
        {
            return null;
        }

        var routes = await ClearanceTurn.ReferenceAsync(context, found.SchemeId, ReferenceKind.ClearanceRoutes, clock.Today(), cancellation);
        var named = await context.ItemNamesAsync(ReferenceKind.ClearanceRoutes, [found.SchemeId], cancellation);
        var hasWords = await context.VettingWords.AnyAsync(w => w.CaseId == caseId && w.DestroyedAt == null, cancellation);
        var settings = await context.SettingsOfAsync([found.SchemeId], cancellation);
        var reason = found.State == VettingState.Appeal ? found.Reason : null;
        SealedText?[] texts = [found.Ask, reason];
        var opened = texts.All(t => t is null) ? [] : await vault.OpenAsync(
            new Opening(found.PersonId, "your clearance", nameof(VettingCase), caseId, "To decide about it"), [.. texts.OfType<SealedText>()], cancellation);
        var words = new Queue<string?>(opened);
        string? Next(SealedText? text) => text is null ? null : words.Dequeue();
        return new CaseOnPage(
            row, found.Route is null ? null : named.GetValueOrDefault((found.SchemeId, found.Route), found.Route), Next(found.Ask), Next(reason), hasWords,
            [.. routes.Where(r => r.Code != VettingCase.NoRoute).Select(r => new Coded(r.Code, r.Name, r.Hint))],
            settings[found.SchemeId].Whole(SettingKeys.ClearanceAppealDays), found.Version);
    }

    /// <summary>
    /// What the person wrote; null when the viewer is not the one who may open it now. Its trace is written first, and the person sees it. Five commands.
    /// </summary>
    public async Task<WordsToDecide?> WordsAsync(Guid caseId, CancellationToken cancellation = default)
    {
        var me = context.Viewer.PersonId;
        var words = await context.VettingWords.AsNoTracking().Where(w => w.CaseId == caseId && w.ReaderId == me && w.PersonId != me && w.DestroyedAt == null).ToListAsync(cancellation);
        if (words.Count == 0 || !(await context.NamesAsync([words[0].PersonId], cancellation)).TryGetValue(words[0].PersonId, out var name))
        {
            return null;
        }

        async Task<string?> Open(VettingWordsKind kind) => words.Find(w => w.Kind == kind) is { } of
            ? await vault.OpenTwiceAsync(new Opening(of.PersonId, "what you wrote for your clearance", nameof(VettingWords), of.Id, "To decide about it"), of.Id, of.Words, cancellation)
            : null;
        return new WordsToDecide(caseId, name, await Open(VettingWordsKind.Past), await Open(VettingWordsKind.Appeal));
    }

    private IQueryable<VettingCase> Mine()
    {
        var me = context.Viewer.PersonId;
        return context.VettingCases.AsNoTracking().Where(c => c.PersonId != me
            && ((c.DeciderId == me && (c.State == VettingState.Opened || c.State == VettingState.AwaitingPerson || c.State == VettingState.Submitted))
                || (c.HearerId == me && c.State == VettingState.Appeal)));
    }

    private async Task<IReadOnlyList<CaseToDecide>> RowsAsync(IReadOnlyList<VettingCase> cases, CancellationToken cancellation)
    {
        var names = await context.NamesAsync(cases.Select(c => (Guid?)c.PersonId), cancellation);
        var schemeIds = cases.Select(c => c.SchemeId).Distinct().ToList();
        var schemes = await context.Schemes.AsNoTracking().Where(s => schemeIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, cancellation);
        var duties = await context.ItemNamesAsync(ReferenceKind.ClearanceScopes, schemeIds, cancellation);
        return [.. cases.Where(c => names.ContainsKey(c.PersonId)).Select(c => new CaseToDecide(
            c.Id, names[c.PersonId], schemes.GetValueOrDefault(c.SchemeId, ""),
            string.Join(", ", c.Scopes.Select(s => duties.GetValueOrDefault((c.SchemeId, s), s)).Order(StringComparer.Ordinal)),
            c.State, c.AppealedOn ?? c.SubmittedOn ?? c.OpenedOn))];
    }
}
