using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>One step of a ladder, as it stands for one role.</summary>
/// <param name="Step">The step.</param>
/// <param name="GrantId">The newest grant of it; null where there is none.</param>
/// <param name="State">Where that stands; null where there is none.</param>
/// <param name="Counts">True while the step can be acted on: it is active, or its hold has run out.</param>
/// <param name="Since">Since when it holds.</param>
/// <param name="GivenBy">The name of who granted it, where the viewer may know it.</param>
/// <param name="ReviewOn">When to look again.</param>
/// <param name="HeldUntil">When its hold runs out.</param>
/// <param name="Behind">True for a step that the role had behind it before trust was recorded here.</param>
public sealed record LadderStep(
    TrustStep Step, Guid? GrantId, TrustState? State, bool Counts, DateOnly? Since, string? GivenBy, DateOnly? ReviewOn, DateTimeOffset? HeldUntil, bool Behind)
{
    /// <summary>What was seen in them, in the giver's words: on the holder's own page only.</summary>
    public string? Words { get; init; }
}

/// <summary>The seven steps of one role.</summary>
/// <param name="HoldingId">The role holding.</param>
/// <param name="PersonId">The holder.</param>
/// <param name="Name">The holder's name.</param>
/// <param name="Title">The role's title.</param>
/// <param name="Scheme">Its scheme.</param>
/// <param name="State">Where the role stands.</param>
/// <param name="Steps">All seven, in order.</param>
/// <param name="Next">The next step; null when there is none left.</param>
/// <param name="Waits">True when a step that is put forward or offered waits for an answer.</param>
/// <param name="ReviewDays">Longest time to the next look, in days.</param>
public sealed record TrustLadderPage(
    Guid HoldingId, Guid PersonId, string Name, string Title, string Scheme, RoleState State, IReadOnlyList<LadderStep> Steps, TrustStep? Next, bool Waits, int ReviewDays)
{
    /// <summary>What they did for the first time.</summary>
    public IReadOnlyList<MilestoneLine> Milestones { get; init; } = [];
}

/// <summary>One role on the list of trust.</summary>
/// <param name="HoldingId">The role holding.</param>
/// <param name="PersonId">The holder.</param>
/// <param name="Name">The holder's name.</param>
/// <param name="Title">The role's title.</param>
/// <param name="Top">The highest step that counts; null for none.</param>
/// <param name="ReviewOn">When the highest step is to be looked at again; null for none.</param>
/// <param name="Waiting">The step that waits for an answer; null for none.</param>
/// <param name="OnHold">True while a step is on hold.</param>
/// <param name="Late">True when the review date is past.</param>
public sealed record TrustRow(Guid HoldingId, Guid PersonId, string Name, string Title, TrustStep? Top, DateOnly? ReviewOn, TrustStep? Waiting, bool OnHold, bool Late);

/// <summary>One thing that happened to a grant, on its page.</summary>
/// <param name="What">What happened.</param>
/// <param name="On">The London date.</param>
/// <param name="By">The name of who did it; null where the viewer may not know it, and for the system.</param>
/// <param name="Words">Their words; null for none, and once erased.</param>
public sealed record TrustEntryOnPage(TrustEvent What, DateOnly On, string? By, string? Words);

/// <summary>A grant's page: the evidence behind every mark of it.</summary>
/// <param name="Id">The grant.</param>
/// <param name="HoldingId">The role holding.</param>
/// <param name="PersonId">The holder.</param>
/// <param name="Name">The holder's name.</param>
/// <param name="Title">The role's title.</param>
/// <param name="Step">The step.</param>
/// <param name="State">Where it stands.</param>
/// <param name="IsOwn">True for the holder.</param>
/// <param name="Since">Since when it holds.</param>
/// <param name="ReviewOn">When to look again.</param>
/// <param name="HoldStands">True while a hold keeps it from counting.</param>
/// <param name="HeldUntil">When the hold runs out or ran out; null where there is none.</param>
/// <param name="HoldLastDay">The last day of the hold, once two people agree.</param>
/// <param name="HoldConfirmed">True once two people have agreed to the hold.</param>
/// <param name="AppealTo">To whom the holder can appeal.</param>
/// <param name="CanAppeal">True when the holder still can.</param>
/// <param name="AppealWaits">True while an appeal waits for its answer.</param>
/// <param name="Acts">What the viewer can do.</param>
/// <param name="Entries">Everything that happened, oldest first.</param>
/// <param name="Version">The version of the grant.</param>
public sealed record TrustGrantPage(
    Guid Id, Guid HoldingId, Guid PersonId, string Name, string Title, TrustStep Step, TrustState State, bool IsOwn, DateOnly? Since, DateOnly? ReviewOn,
    bool HoldStands, DateTimeOffset? HeldUntil, DateOnly? HoldLastDay, bool HoldConfirmed, string? AppealTo, bool CanAppeal, bool AppealWaits,
    TrustActs Acts, IReadOnlyList<TrustEntryOnPage> Entries, int Version)
{
    /// <summary>Longest time to the next look, in days.</summary>
    public int ReviewDays { get; init; }

    /// <summary>Longest hold, in days.</summary>
    public int SuspensionDays { get; init; }

    /// <summary>How long one person may hold it alone, in hours.</summary>
    public int HoldHours { get; init; }
}

/// <summary>What the viewer can do with a grant.</summary>
[Flags]
public enum TrustActs
{
    /// <summary>Nothing but read.</summary>
    None = 0,

    /// <summary>Accept or decline: the holder.</summary>
    Answer = 1,

    /// <summary>Take a proposal back: whoever made it.</summary>
    TakeBackProposal = 2,

    /// <summary>Grant a step that is put forward, or say not yet.</summary>
    AnswerProposal = 4,

    /// <summary>Look at it again.</summary>
    Review = 8,

    /// <summary>Put it on hold.</summary>
    Hold = 16,

    /// <summary>Agree to a hold as the second person.</summary>
    ConfirmHold = 32,

    /// <summary>Give it back, or say how a hold ended.</summary>
    Restore = 64,

    /// <summary>Ask that it be taken back.</summary>
    AskWithdrawal = 128,

    /// <summary>Agree to taking it back as the second person.</summary>
    Withdraw = 256,

    /// <summary>Appeal: the holder.</summary>
    Appeal = 512,

    /// <summary>Answer an appeal: the person who was named.</summary>
    AnswerAppeal = 1024,
}

/// <summary>A first, in a list.</summary>
/// <param name="Id">The milestone.</param>
/// <param name="Kind">Which first.</param>
/// <param name="On">The London date.</param>
/// <param name="Recognised">True when somebody has said something to them about it.</param>
public sealed record MilestoneLine(Guid Id, MilestoneKind Kind, DateOnly On, bool Recognised);

/// <summary>A first, on its page.</summary>
/// <param name="Id">The milestone.</param>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="IsOwn">True for the person themselves.</param>
/// <param name="Kind">Which first.</param>
/// <param name="On">The London date.</param>
/// <param name="RecognisedOn">When somebody said something to them about it.</param>
/// <param name="RecognisedBy">The name of who did, where the viewer may know it.</param>
/// <param name="Words">What they said.</param>
/// <param name="Version">The version of the milestone.</param>
public sealed record MilestonePage(
    Guid Id, Guid PersonId, string Name, bool IsOwn, MilestoneKind Kind, DateOnly On, DateOnly? RecognisedOn, string? RecognisedBy, string? Words, int Version);

/// <summary>
/// Steps of trust and firsts, as far as the viewer may see them: the holder's own, a coordinator's schemes, a supervisor's people, and those the
/// viewer stands behind. Nothing of anybody else's is shown once their label has set.
/// </summary>
public sealed class TrustQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>Most roles on the list.</summary>
    public const int Most = 200;

    /// <summary>The roles that can be trusted with a step, the most urgent first, then by name. Three commands.</summary>
    public async Task<IReadOnlyList<TrustRow>> ListAsync(CancellationToken cancellation = default)
    {
        var (today, now, viewer, mine) = (clock.Today(), clock.Now(), context.Viewer, context.Viewer.SchemeIds);
        var roles = await (from holding in context.ShownHoldings(today)
                           join person in context.People on holding.PersonId equals person.Id
                           where holding.OnLadder && holding.State >= RoleState.ActiveSupervised && holding.State <= RoleState.Paused
                               && holding.PersonId != viewer.PersonId && mine.Contains(holding.SchemeId)
                           orderby person.SortName, person.Id, holding.Id
                           select new
                           {
                               holding.Id,
                               holding.PersonId,
                               Name = person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName,
                               holding.Title,
                           }).Take(Most).ToListAsync(cancellation);
        var ids = roles.ConvertAll(r => r.Id);
        var grants = (await context.TrustGrants.AsNoTracking().Where(g => ids.Contains(g.HoldingId) && g.ClosedOn == null).ToListAsync(cancellation)).ToLookup(g => g.HoldingId);
        return [.. roles.Select(r =>
        {
            var open = grants[r.Id].OrderByDescending(g => g.Step).ToList();
            var top = open.FirstOrDefault(g => g.ActiveFrom is not null && g.Counts(now));
            return new TrustRow(
                r.Id, r.PersonId, r.Name, r.Title, top?.Step, top?.ReviewOn, open.FirstOrDefault(g => g.ActiveFrom is null)?.Step,
                open.Exists(g => g.HoldStands(now)), top?.ReviewOn < today);
        }).OrderByDescending(r => r.OnHold).ThenByDescending(r => r.Waiting is not null).ThenBy(r => r.ReviewOn ?? DateOnly.MaxValue)];
    }

    /// <summary>The steps of one role; null when the viewer may not know of it. Five commands, and no words.</summary>
    public async Task<TrustLadderPage?> LadderAsync(Guid holdingId, CancellationToken cancellation = default) =>
        (await LaddersAsync(context.ShownHoldings(clock.Today()).Where(h => h.Id == holdingId), cancellation)).FirstOrDefault();

    /// <summary>The steps of the viewer's own roles, with what was seen in them. Opening the words leaves a trace, as every opening does.</summary>
    public async Task<IReadOnlyList<TrustLadderPage>> MineAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var ladders = await LaddersAsync(
            context.ShownHoldings(clock.Today()).Where(h => h.PersonId == viewer && h.State != RoleState.Ended && h.State != RoleState.NotThisTime), cancellation);
        var grants = ladders.SelectMany(l => l.Steps).Select(s => s.GrantId).OfType<Guid>().ToList();
        var words = await context.TrustEntries.AsNoTracking().Where(e => grants.Contains(e.GrantId) && e.What == TrustEvent.Offered && e.Words != null)
            .Select(e => new { e.GrantId, e.Words }).ToListAsync(cancellation);
        var opened = words.Count == 0 ? [] : await vault.OpenAsync(
            new Opening(viewer, "what was seen in you", nameof(TrustGrant), Guid.Empty, "Own page"), [.. words.Select(w => w.Words!)], cancellation);
        var said = words.Select((w, at) => (w.GrantId, Words: opened[at])).ToDictionary(w => w.GrantId, w => w.Words);
        return [.. ladders.Select(l => l with
        {
            Steps = [.. l.Steps.Select(s => s.GrantId is { } id ? s with { Words = said.GetValueOrDefault(id) } : s)],
        })];
    }

    /// <summary>
    /// A grant's page; null when the viewer may not know of it. Its words are opened after the trace is written; a page without words is traced all the
    /// same. Six commands.
    /// </summary>
    public async Task<TrustGrantPage?> GrantAsync(Guid id, CancellationToken cancellation = default)
    {
        var found = await (from g in context.TrustGrants.AsNoTracking()
                           join role in context.RoleDefinitions on g.RoleDefinitionId equals role.Id
                           where g.Id == id
                           select new { Grant = g, role.Title, role.TellsOfThePast }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var grant = found.Grant;
        var entries = await context.TrustEntries.AsNoTracking().Where(e => e.GrantId == id).OrderBy(e => e.Number).ToListAsync(cancellation);
        var people = await PeopleAsync(entries.Select(e => e.ById).Append(grant.PersonId).Append(grant.AppealToId), cancellation);
        var viewer = context.Viewer;
        var own = viewer.PersonId == grant.PersonId;
        if (!people.TryGetValue(grant.PersonId, out var holder) || (!own && found.TellsOfThePast && holder.LabelHasSet))
        {
            return null;
        }

        var worded = entries.Where(e => e.Words is not null).ToList();
        var opened = await vault.OpenAsync(
            new Opening(grant.PersonId, "what was written about your trust", nameof(TrustGrant), id, own ? "Own page" : "Looked at a step of trust"),
            [.. worded.Select(e => e.Words!)], cancellation);
        var texts = worded.Select((entry, at) => (entry.Number, Text: opened[at])).ToDictionary(e => e.Number, e => e.Text);
        var now = clock.Now();
        var numbers = (await TrustSettings.OfAsync(context, [grant.SchemeId], cancellation))[grant.SchemeId];
        return new TrustGrantPage(
            id, grant.HoldingId, grant.PersonId, holder.Name, found.Title, grant.Step, grant.State, own, grant.ActiveFrom, grant.ReviewOn,
            grant.HoldStands(now), grant.HeldUntil, grant.HoldLastDay, grant.HoldConfirmedById is not null, Name(grant.AppealToId), own && grant.CanAppeal && Name(grant.AppealToId) is not null,
            grant.AppealedOn is not null && grant.AppealAnsweredOn is null,
            Acts(grant, viewer, now) & (Name(grant.AppealToId) is null ? ~TrustActs.Appeal : (TrustActs)~0),
            [.. entries.Select(e => new TrustEntryOnPage(e.What, e.On, Name(e.ById), texts.GetValueOrDefault(e.Number)))], grant.Version)
        {
            ReviewDays = numbers.ReviewDays,
            SuspensionDays = numbers.SuspensionDays,
            HoldHours = numbers.HoldHours,
        };

        string? Name(Guid? of) => of is { } person && people.TryGetValue(person, out var named) ? named.Name : null;
    }

    /// <summary>To whom the holder of a grant can appeal, by name; none when the viewer may not know of the grant. Two commands.</summary>
    public async Task<IReadOnlyList<Named>> AppealChoicesAsync(Guid grantId, CancellationToken cancellation = default)
    {
        var (viewer, today) = (context.Viewer.PersonId, clock.Today());
        var grant = await (from g in context.TrustGrants.AsNoTracking()
                           join role in context.RoleDefinitions on g.RoleDefinitionId equals role.Id
                           join holder in context.People.IgnoreQueryFilters([ThroughlineContext.ReachFilter]) on g.PersonId equals holder.Id
                           where g.Id == grantId && (g.PersonId == viewer || !role.TellsOfThePast || holder.LabelSunset == null || holder.LabelSunset > today)
                           select new { g.SchemeId, g.PersonId }).FirstOrDefaultAsync(cancellation);
        return grant is null ? [] : await AppealChoices.Of(context, grant.SchemeId, grant.PersonId, context.Viewer.PersonId)
            .OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName))
            .Take(Most).ToListAsync(cancellation);
    }

    /// <summary>A first's page; null when the viewer may not know of it. Its words are opened after the trace is written. Three commands.</summary>
    public async Task<MilestonePage?> MilestoneAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await context.Milestones.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation) is not { } milestone)
        {
            return null;
        }

        var own = context.Viewer.PersonId == milestone.PersonId;
        var people = await PeopleAsync([milestone.PersonId, milestone.RecognisedById], cancellation);
        if (!people.TryGetValue(milestone.PersonId, out var person) || (!own && person.LabelHasSet))
        {
            return null;
        }

        var words = await vault.OpenAsync(
            new Opening(milestone.PersonId, "what was said to you about a first", nameof(Milestone), id, own ? "Own page" : "Looked at a first"), milestone.Words, cancellation);
        return new MilestonePage(
            id, milestone.PersonId, person.Name, own, milestone.Kind, milestone.On, milestone.RecognisedOn,
            milestone.RecognisedById is { } by && people.TryGetValue(by, out var named) ? named.Name : null, words, milestone.Version);
    }

    private static TrustActs Acts(TrustGrant grant, Viewer viewer, DateTimeOffset now)
    {
        if (viewer.PersonId == grant.PersonId)
        {
            return (grant.State == TrustState.Offered ? TrustActs.Answer : 0)
                | (grant.State == TrustState.Proposed && grant.ProposedById == viewer.PersonId ? TrustActs.TakeBackProposal : 0)
                | (grant.CanAppeal ? TrustActs.Appeal : 0);
        }

        var appeal = grant.AppealToId == viewer.PersonId && grant.AppealedOn is not null && grant.AppealAnsweredOn is null && Sponsorship.MaySponsor(viewer.Hat)
            ? TrustActs.AnswerAppeal : 0;
        if (viewer.Hat is not (Hat.Coordinator or Hat.Supervisor) || !viewer.SchemeIds.Contains(grant.SchemeId))
        {
            return appeal;
        }

        var second = grant.HoldStands(now) && grant.AppealToId != viewer.PersonId;
        return appeal
            | (grant.State == TrustState.Proposed ? grant.ProposedById == viewer.PersonId ? TrustActs.TakeBackProposal | TrustActs.AnswerProposal : TrustActs.AnswerProposal : 0)
            | (grant.State == TrustState.Active ? TrustActs.Review | TrustActs.Hold : 0)
            | (grant.State == TrustState.Suspended ? TrustActs.Restore : 0)
            | (second && grant.HoldConfirmedById is null && grant.HeldById != viewer.PersonId ? TrustActs.ConfirmHold : 0)
            | (second && grant.HoldConfirmedById is not null && grant.WithdrawalById is null ? TrustActs.AskWithdrawal : 0)
            | (second && grant.WithdrawalById is not null && grant.WithdrawalById != viewer.PersonId ? TrustActs.Withdraw : 0);
    }

    private async Task<IReadOnlyList<TrustLadderPage>> LaddersAsync(IQueryable<ShownHolding> which, CancellationToken cancellation)
    {
        var roles = await (from holding in which
                           join person in context.People on holding.PersonId equals person.Id
                           where holding.OnLadder
                           orderby holding.From descending, holding.Id
                           select new
                           {
                               Role = holding,
                               Name = person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName,
                               LabelSunset = person.LabelSunset,
                           }).Take(Most).ToListAsync(cancellation);
        var (ids, holders) = (roles.ConvertAll(r => r.Role.Id), roles.ConvertAll(r => r.Role.PersonId));
        var grants = (await context.TrustGrants.AsNoTracking().Where(g => ids.Contains(g.HoldingId)).OrderBy(g => g.Id).ToListAsync(cancellation)).ToLookup(g => g.HoldingId);
        var milestones = (await context.Milestones.AsNoTracking().Where(m => holders.Contains(m.PersonId)).OrderBy(m => m.On).ThenBy(m => m.Kind)
            .Select(m => new { m.PersonId, m.Id, m.Kind, m.On, m.RecognisedOn }).ToListAsync(cancellation))
            .ToLookup(m => m.PersonId, m => new MilestoneLine(m.Id, m.Kind, m.On, m.RecognisedOn != null));
        var names = await context.NamesAsync(grants.SelectMany(g => g).Select(g => g.GivenById), cancellation);
        var days = await TrustSettings.OfAsync(context, roles.Select(r => r.Role.SchemeId), cancellation);
        var (now, today, viewer) = (clock.Now(), clock.Today(), context.Viewer.PersonId);
        return [.. roles.Select(r =>
        {
            var all = grants[r.Role.Id].ToList();
            var standing = r.Role.PausedFrom ?? r.Role.State;
            return new TrustLadderPage(
                r.Role.Id, r.Role.PersonId, r.Name, r.Role.Title, r.Role.Scheme, r.Role.State,
                [.. TrustSteps.All.Select(step => Step(step, all.FindLast(g => g.Step == step), TrustLadder.Behind(standing, all, step), names, now))],
                TrustLadder.Next(standing, all), all.Exists(g => g.ActiveFrom is null && g.ClosedOn is null), days[r.Role.SchemeId].ReviewDays)
            {
                Milestones = r.Role.PersonId == viewer || !(r.LabelSunset <= today) ? [.. milestones[r.Role.PersonId]] : [],
            };
        })];
    }

    private static LadderStep Step(TrustStep step, TrustGrant? grant, bool behind, Dictionary<Guid, string> names, DateTimeOffset now) => new(
        step, grant?.Id, grant?.State, grant?.Counts(now) ?? false, grant?.ActiveFrom,
        grant?.GivenById is { } by && names.TryGetValue(by, out var name) ? name : null,
        grant?.ReviewOn, grant is not null && grant.HoldStands(now) ? grant.HeldUntil : null, behind);

    // Names of people on a record that the viewer has come to by another way than their reach; walls hold.
    private async Task<Dictionary<Guid, (string Name, bool LabelHasSet)>> PeopleAsync(IEnumerable<Guid?> ids, CancellationToken cancellation)
    {
        var (wanted, today) = (ids.OfType<Guid>().Distinct().ToList(), clock.Today());
        return await context.People.AsNoTracking().IgnoreQueryFilters([ThroughlineContext.ReachFilter]).Where(p => wanted.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => (p.FullName, p.LabelHasSet(today)), cancellation);
    }
}

/// <summary>The policy numbers of this slice in one scheme.</summary>
/// <param name="ReviewDays">Longest time to the next look, in days.</param>
/// <param name="LateDays">Days after which a missed review is raised with whoever granted the step.</param>
/// <param name="HandoverHours">Hours in which both say that a key changed hands.</param>
/// <param name="SuspensionDays">Longest hold, in days.</param>
/// <param name="HoldHours">How long one person may hold a step alone, in hours.</param>
internal sealed record TrustSettings(int ReviewDays, int LateDays, int HandoverHours, int SuspensionDays, int HoldHours)
{
    /// <summary>Those of many schemes, in two commands.</summary>
    public static async Task<Dictionary<Guid, TrustSettings>> OfAsync(ThroughlineContext context, IEnumerable<Guid> schemeIds, CancellationToken cancellation)
    {
        var ids = schemeIds.Distinct().ToList();
        var schemes = await context.Schemes.AsNoTracking().Where(s => ids.Contains(s.Id)).ToListAsync(cancellation);
        var changed = (await context.Set<SchemeSetting>().AsNoTracking().Where(s => ids.Contains(s.SchemeId)).ToListAsync(cancellation)).ToLookup(s => s.SchemeId);
        return schemes.ToDictionary(s => s.Id, s =>
        {
            var values = new SettingValues(SchemeTemplates.Of(s), changed[s.Id].ToDictionary(c => c.Key, c => c.Value));
            return new TrustSettings(
                values.Whole(SettingKeys.TrustReviewDays), values.Whole(SettingKeys.TrustLateReviewDays), values.Whole(SettingKeys.TrustKeyHandoverHours),
                values.Whole(SettingKeys.TrustSuspensionDays), values.Whole(SettingKeys.TrustHoldHours));
        });
    }
}
