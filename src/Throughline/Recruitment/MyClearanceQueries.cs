using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Words of one's own that whoever decides may read.</summary>
/// <param name="Kind">What they are for.</param>
/// <param name="WrittenOn">When they were written.</param>
/// <param name="DestroyedOn">When they were destroyed; null while they are there.</param>
public sealed record MyWordsLine(VettingWordsKind Kind, DateOnly WrittenOn, DateOnly? DestroyedOn);

/// <summary>A case of one's own, in full.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Scheme">The scheme that asked.</param>
/// <param name="Duties">The duties by name.</param>
/// <param name="State">Where it stands today.</param>
/// <param name="OpenedOn">When it was opened.</param>
/// <param name="Decider">Who decides, by name.</param>
/// <param name="Route">By which way it goes; null until it is chosen.</param>
/// <param name="Ask">What one is asked to do.</param>
/// <param name="Until">Last day of the clearance.</param>
/// <param name="Conditions">The limits.</param>
/// <param name="Reason">Why it was refused, and what was looked at.</param>
/// <param name="AppealUntil">Last day to appeal.</param>
/// <param name="MayAppeal">True while one may.</param>
/// <param name="Hearer">Who hears the appeal, by name.</param>
/// <param name="AppealReason">What came of the appeal, in words.</param>
/// <param name="AsksWords">True where the scheme asks for words about the past.</param>
/// <param name="KeepDays">Days for which such words are kept after a decision.</param>
/// <param name="Words">What one wrote.</param>
/// <param name="Version">Its version.</param>
public sealed record MyCase(
    Guid Id, string Scheme, IReadOnlyList<string> Duties, VettingState State, DateOnly OpenedOn, string? Decider, string? Route, string? Ask, DateOnly? Until, string? Conditions,
    string? Reason, DateOnly? AppealUntil, bool MayAppeal, string? Hearer, string? AppealReason, bool AsksWords, int KeepDays, IReadOnlyList<MyWordsLine> Words, int Version);

/// <summary>An officer's answer about oneself.</summary>
/// <param name="Role">The role's title.</param>
/// <param name="State">Where it stands.</param>
/// <param name="AskedOn">When it was asked for.</param>
/// <param name="AnsweredOn">When it was answered.</param>
/// <param name="Words">The officer's words.</param>
public sealed record MyApproval(string Role, ApprovalState State, DateOnly AskedOn, DateOnly? AnsweredOn, string? Words);

/// <summary>A time under supervision of one's own.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sort">What sort it is.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
/// <param name="Officer">The officer's name.</param>
/// <param name="Near">True when its end is near enough to be offered support.</param>
/// <param name="Seen">True when one has said that one has seen it.</param>
/// <param name="Approvals">What was asked of the officer.</param>
public sealed record MyEpisode(Guid Id, string? Sort, DateOnly Start, DateOnly? End, string? Officer, bool Near, bool Seen, IReadOnlyList<MyApproval> Approvals);

/// <summary>A clearance from elsewhere that was ended early.</summary>
/// <param name="Duty">The duty by name.</param>
/// <param name="On">The first day on which it holds no more.</param>
/// <param name="Reason">Why.</param>
public sealed record MyEnded(string Duty, DateOnly On, string? Reason);

/// <summary>One's own clearance, in full.</summary>
/// <param name="Duties">How one stands with each duty.</param>
/// <param name="Cases">Every case, those that are open first.</param>
/// <param name="Ended">Clearances that were ended early, with the reason.</param>
/// <param name="Supervision">Times under supervision.</param>
public sealed record MyClearance(IReadOnlyList<DutyLine> Duties, IReadOnlyList<MyCase> Cases, IReadOnlyList<MyEnded> Ended, IReadOnlyList<MyEpisode> Supervision);

/// <summary>What one wrote for whoever decides.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Past">About the past; null for none, or where it is destroyed.</param>
/// <param name="Appeal">Why it should be looked at again; null for none, or where it is destroyed.</param>
/// <param name="Version">The version of the case.</param>
public sealed record MyWords(Guid CaseId, string? Past, string? Appeal, int Version);

/// <summary>The viewer's own clearance: everything that is held, and their own only under every hat.</summary>
public sealed class MyClearanceQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>All of it. Twelve commands.</summary>
    public async Task<MyClearance> MineAsync(CancellationToken cancellation = default)
    {
        var (me, today) = (context.Viewer.PersonId, clock.Today());
        var clearances = await context.Clearances.AsNoTracking().Where(c => c.PersonId == me).ToListAsync(cancellation);
        var cases = await context.VettingCases.AsNoTracking().Where(c => c.PersonId == me).ToListAsync(cancellation);
        var words = (await context.VettingWords.AsNoTracking().Where(w => w.PersonId == me).OrderBy(w => w.WrittenAt).ThenBy(w => w.Id)
            .Select(w => new { w.CaseId, w.Kind, w.WrittenAt, w.DestroyedAt }).ToListAsync(cancellation)).ToLookup(w => w.CaseId);
        var episodes = await context.SupervisionEpisodes.AsNoTracking().Where(e => e.PersonId == me).OrderByDescending(e => e.Start).ThenBy(e => e.Id).ToListAsync(cancellation);
        var approvals = await (from approval in context.OfficerApprovals.AsNoTracking()
                               join role in context.RoleDefinitions on approval.RoleDefinitionId equals role.Id
                               where approval.PersonId == me
                               orderby approval.AskedOn descending, approval.Id
                               select new { Approval = approval, role.Title }).ToListAsync(cancellation);
        var schemeIds = clearances.Select(c => c.SchemeId).Concat(cases.Select(c => c.SchemeId)).Concat(episodes.Select(e => e.SchemeId)).Distinct().ToList();
        var duties = await context.ItemNamesAsync(ReferenceKind.ClearanceScopes, schemeIds, cancellation);
        var routes = await context.ItemNamesAsync(ReferenceKind.ClearanceRoutes, schemeIds, cancellation);
        var sorts = await context.ItemNamesAsync(ReferenceKind.RequirementTypes, schemeIds, cancellation);
        var settings = await context.SettingsOfAsync(schemeIds, cancellation);
        var schemes = await context.Schemes.AsNoTracking().Where(s => schemeIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, cancellation);
        var names = await context.NamesAsync(cases.SelectMany(c => new[] { c.DeciderId, c.HearerId }).Concat(episodes.Select(e => (Guid?)e.OfficerId)), cancellation);
        string? Name(Guid? id) => id is { } found && names.TryGetValue(found, out var name) ? name : null;
        var open = await OpenAsync(
            [
                .. cases.SelectMany(c => new[] { c.Ask, c.Conditions, c.Reason, c.AppealReason }), .. approvals.Select(a => a.Approval.Words),
                .. clearances.Select(c => c.EndReason),
            ], cancellation);
        string? Text(SealedText? text) => text is null ? null : open[text];
        return new MyClearance(
            ClearanceLines.Lines(clearances, duties, settings, today),
            [.. cases.OrderByDescending(c => c.State.IsOpen()).ThenByDescending(c => c.OpenedOn).ThenBy(c => c.Id).Select(c => new MyCase(
                c.Id, schemes.GetValueOrDefault(c.SchemeId, ""), [.. c.Scopes.Select(s => duties.GetValueOrDefault((c.SchemeId, s), s))],
                c.StandsAt(today, settings[c.SchemeId].Whole(SettingKeys.ClearanceFirstReminderDays)), c.OpenedOn, Name(c.DeciderId),
                c.Route is null ? null : routes.GetValueOrDefault((c.SchemeId, c.Route), c.Route), Text(c.Ask), c.Until, Text(c.Conditions), Text(c.Reason),
                c.AppealUntil, c.State == VettingState.Refused && today <= c.AppealUntil, Name(c.HearerId), Text(c.AppealReason),
                settings[c.SchemeId].Whole(SettingKeys.ClearanceConvictionText) == 1, settings[c.SchemeId].Whole(SettingKeys.KeepConvictionDays),
                [.. words[c.Id].Select(w => new MyWordsLine(w.Kind, w.WrittenAt.LondonDate(), w.DestroyedAt?.LondonDate()))], c.Version))],
            [.. clearances.Where(c => c.EndedOn is not null).OrderByDescending(c => c.EndedOn).ThenBy(c => c.Id)
                .Select(c => new MyEnded(duties.GetValueOrDefault((c.SchemeId, c.Scope), c.Scope), c.EndedOn!.Value, Text(c.EndReason)))],
            [.. episodes.Select(e => new MyEpisode(
                e.Id, e.Type is null ? null : sorts.GetValueOrDefault((e.SchemeId, e.Type), e.Type), e.Start, e.End, Name(e.OfficerId),
                e.End is { } end && today <= end && today >= end.AddDays(-settings[e.SchemeId].Whole(SettingKeys.SupportCrossingDays)), e.SeenOn is not null,
                [.. approvals.Where(a => a.Approval.EpisodeId == e.Id).Select(a => new MyApproval(
                    a.Title, a.Approval.State, a.Approval.AskedOn, a.Approval.AnsweredOn, Text(a.Approval.Words)))]))]);
    }

    /// <summary>One case of one's own; null when there is none of that id.</summary>
    public async Task<MyCase?> CaseAsync(Guid caseId, CancellationToken cancellation = default) =>
        (await MineAsync(cancellation)).Cases.FirstOrDefault(c => c.Id == caseId);

    /// <summary>What one wrote for whoever decides about one case; null when there is no such case of one's own. Four commands.</summary>
    public async Task<MyWords?> WordsAsync(Guid caseId, CancellationToken cancellation = default)
    {
        var me = context.Viewer.PersonId;
        var version = await context.VettingCases.Where(c => c.Id == caseId && c.PersonId == me).Select(c => (int?)c.Version).FirstOrDefaultAsync(cancellation);
        if (version is not { } found)
        {
            return null;
        }

        var words = await context.VettingWords.AsNoTracking().Where(w => w.CaseId == caseId && w.PersonId == me).ToListAsync(cancellation);
        async Task<string?> Open(VettingWordsKind kind) => words.Find(w => w.Kind == kind) is { } of
            ? await vault.OpenTwiceAsync(new Opening(me, "what you wrote for your clearance", nameof(VettingWords), of.Id, "To read it yourself"), of.Id, of.Words, cancellation)
            : null;
        return new MyWords(caseId, await Open(VettingWordsKind.Past), await Open(VettingWordsKind.Appeal), found);
    }

    private async Task<Dictionary<SealedText, string?>> OpenAsync(IEnumerable<SealedText?> texts, CancellationToken cancellation)
    {
        var all = texts.OfType<SealedText>().Distinct().ToList();
        if (all.Count == 0)
        {
            return [];
        }

        var me = context.Viewer.PersonId;
        var opened = await vault.OpenAsync(new Opening(me, "your clearance", nameof(VettingCase), Guid.Empty, "To read it yourself"), all, cancellation);
        return all.Zip(opened).ToDictionary(pair => pair.First, pair => pair.Second);
    }
}
