using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A key in the cupboard's list.</summary>
/// <param name="Id">The key.</param>
/// <param name="Label">What is written on it.</param>
/// <param name="Opens">What it opens.</param>
/// <param name="Site">The name of its site; null for none.</param>
/// <param name="State">Where it is; a handover that fell back leaves it in the cupboard.</param>
/// <param name="Holder">The name of who has it, or is being handed it; null where the viewer may not know.</param>
/// <param name="Since">Since when.</param>
public sealed record KeyRow(Guid Id, string Label, string Opens, string? Site, KeyState State, string? Holder, DateTimeOffset? Since);

/// <summary>Somebody's time with a key.</summary>
/// <param name="Holder">Their name.</param>
/// <param name="From">From when.</param>
/// <param name="To">To when; null while it goes on.</param>
/// <param name="Lost">True when it ended with a lost key.</param>
public sealed record KeySpell(string Holder, DateTimeOffset From, DateTimeOffset? To, bool Lost);

/// <summary>A key's page.</summary>
/// <param name="Row">What the list says of it.</param>
/// <param name="HolderKnown">False when it is out and the viewer may not know with whom: they cannot act for the cupboard then.</param>
/// <param name="ConfirmBy">By when the receiver has to say that they have it; null where none is being handed over.</param>
/// <param name="HandedIn">True when the holder's half of its way back has been said.</param>
/// <param name="TakenBack">True when the coordinator's half has been said.</param>
/// <param name="ReplacedById">The key in its place.</param>
/// <param name="History">Who had it and when, the newest first.</param>
public sealed record KeyPage(
    KeyRow Row, bool HolderKnown, DateTimeOffset? ConfirmBy, bool HandedIn, bool TakenBack, Guid? ReplacedById, IReadOnlyList<KeySpell> History);

/// <summary>A key on its holder's own page.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="Label">What is written on it.</param>
/// <param name="Opens">What it opens.</param>
/// <param name="State">Where it is.</param>
/// <param name="GivenBy">The name of who handed it over.</param>
/// <param name="From">Since when they have it; null while it is being handed over.</param>
/// <param name="ConfirmBy">By when to say that they have it; null otherwise.</param>
/// <param name="HandedIn">True when they have said that they handed it in, and a coordinator has not yet.</param>
public sealed record MyKey(Guid KeyId, string Label, string Opens, KeyState State, string? GivenBy, DateTimeOffset? From, DateTimeOffset? ConfirmBy, bool HandedIn);

/// <summary>A key that is to come back, without a word about whose it is.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="Label">What is written on it.</param>
/// <param name="Opens">What it opens.</param>
public sealed record KeyToComeBack(Guid KeyId, string Label, string Opens);

/// <summary>
/// Keys and who has them. That somebody has one tells that they are a peer worker, so who it is stays unsaid once their label has set, and to whoever
/// is walled off from them: the key is out, as anybody can see by its hook.
/// </summary>
public sealed class KeyQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>Most keys on one list.</summary>
    public const int Most = 300;

    /// <summary>The keys of the schemes the viewer coordinates that are not replaced, by label. Three commands.</summary>
    public async Task<IReadOnlyList<KeyRow>> CupboardAsync(CancellationToken cancellation = default)
    {
        var mine = Runs();
        var keys = await (from key in context.Keys.AsNoTracking()
                          where mine.Contains(key.SchemeId) && key.State != KeyState.Replaced
                          orderby key.Label, key.Id
                          select new { Key = key, Site = context.Set<Site>().Where(s => s.Id == key.SiteId).Select(s => s.Name).FirstOrDefault() })
            .Take(Most).ToListAsync(cancellation);
        var ids = keys.ConvertAll(k => k.Key.Id);
        var open = (await context.KeyCustodies.AsNoTracking().Where(c => ids.Contains(c.KeyId) && c.ClosedAt == null).ToListAsync(cancellation)).ToDictionary(c => c.KeyId);
        var names = await NamesAsync(open.Values.Select(c => c.PersonId), cancellation);
        var now = clock.Now();
        return keys.ConvertAll(k => Row(k.Key, k.Site, open.GetValueOrDefault(k.Key.Id), names, now));
    }

    /// <summary>A key's page; null for a key of a scheme that the viewer does not coordinate. Five commands.</summary>
    public async Task<KeyPage?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        var mine = Runs();
        var found = await (from key in context.Keys.AsNoTracking()
                           where key.Id == id && mine.Contains(key.SchemeId)
                           select new { Key = key, Site = context.Set<Site>().Where(s => s.Id == key.SiteId).Select(s => s.Name).FirstOrDefault() })
            .FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var custodies = await context.KeyCustodies.AsNoTracking().Where(c => c.KeyId == id).OrderByDescending(c => c.GivenAt).ThenByDescending(c => c.Id).Take(Most).ToListAsync(cancellation);
        var names = await NamesAsync(custodies.Select(c => c.PersonId), cancellation);
        var within = await WithinAsync(found.Key.SchemeId, cancellation);
        var (now, open) = (clock.Now(), custodies.Find(c => c.ClosedAt is null && names.ContainsKey(c.PersonId)));
        var row = Row(found.Key, found.Site, open, names, now);
        return new KeyPage(
            row, row.State is KeyState.Available or KeyState.ReportedLost or KeyState.Replaced || open is not null,
            row.State == KeyState.HandoverPending ? open?.ConfirmBy : null,
            open?.HandedIn(now, within) ?? false, open?.TakenBack(now, within) ?? false, found.Key.ReplacedById,
            [.. custodies.Where(c => c.From is not null && names.ContainsKey(c.PersonId)).Select(c => new KeySpell(names[c.PersonId], c.From!.Value, c.ClosedAt, c.LostAt is not null))]);
    }

    /// <summary>Who can be handed a key, by name: those trusted with one in its scheme whom the viewer sees. Three commands.</summary>
    public async Task<IReadOnlyList<Named>> ReceiversAsync(Guid keyId, CancellationToken cancellation = default)
    {
        var (mine, today, viewer) = (Runs(), clock.Today(), context.Viewer.PersonId);
        var scheme = await context.Keys.AsNoTracking().Where(k => k.Id == keyId && mine.Contains(k.SchemeId)).Select(k => (Guid?)k.SchemeId).FirstOrDefaultAsync(cancellation);
        if (scheme is null)
        {
            return [];
        }

        var granted = await context.TrustGrants.AsNoTracking()
            .Where(g => g.SchemeId == scheme && g.Step == TrustStep.KeyHolding && g.ClosedOn == null && g.ActiveFrom != null).Select(g => g.PersonId).ToListAsync(cancellation);
        var trusted = await context.TrustedAsync(granted, TrustStep.KeyHolding, today, scheme, cancellation);
        return await context.People.AsNoTracking()
            .Where(p => trusted.Contains(p.Id) && p.Id != viewer && (p.LabelSunset == null || p.LabelSunset > today))
            .OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName))
            .Take(Most).ToListAsync(cancellation);
    }

    /// <summary>The keys the viewer has, is being handed, or lost and which are not replaced yet. Three commands.</summary>
    public async Task<IReadOnlyList<MyKey>> MineAsync(CancellationToken cancellation = default)
    {
        var (viewer, now) = (context.Viewer.PersonId, clock.Now());
        var mine = await (from custody in context.KeyCustodies.AsNoTracking()
                          join key in context.Keys on custody.KeyId equals key.Id
                          where custody.PersonId == viewer && (custody.ClosedAt == null || (custody.LostAt != null && key.State == KeyState.ReportedLost))
                          orderby key.Label, key.Id
                          select new { Custody = custody, Key = key }).Take(Most).ToListAsync(cancellation);
        var shown = mine.Where(m => !m.Custody.FellBack(now)).ToList();
        var names = await context.NamesAsync(shown.Select(m => m.Custody.GivenById), cancellation);
        var within = await TrustSettings.OfAsync(context, shown.Select(m => m.Key.SchemeId), cancellation);
        return shown.ConvertAll(m => new MyKey(
            m.Key.Id, m.Key.Label, m.Key.Opens, m.Key.State, m.Custody.GivenById is { } by && names.TryGetValue(by, out var name) ? name : null,
            m.Custody.From, m.Custody.From is null ? m.Custody.ConfirmBy : null,
            m.Custody.HandedIn(now, TimeSpan.FromHours(within[m.Key.SchemeId].HandoverHours))));
    }

    /// <summary>Keys of the viewer's schemes that are to come back, by label: for a colleague who sees one come. One command.</summary>
    public async Task<IReadOnlyList<KeyToComeBack>> ToComeBackAsync(CancellationToken cancellation = default)
    {
        var schemes = context.Viewer.Hat is Hat.Coordinator or Hat.Supervisor ? context.Viewer.SchemeIds : [];
        return await context.Keys.AsNoTracking().Where(k => schemes.Contains(k.SchemeId) && k.State == KeyState.ReturnPending)
            .OrderBy(k => k.Label).ThenBy(k => k.Id).Select(k => new KeyToComeBack(k.Id, k.Label, k.Opens)).Take(Most).ToListAsync(cancellation);
    }

    /// <summary>The sites of the schemes the viewer coordinates, to hang a key under. One command.</summary>
    public async Task<IReadOnlyList<KeySite>> SitesAsync(CancellationToken cancellation = default)
    {
        var mine = Runs();
        return await (from scheme in context.Schemes.AsNoTracking()
                      from site in context.Set<Site>().Where(s => s.SchemeId == scheme.Id && s.To == null).DefaultIfEmpty()
                      where mine.Contains(scheme.Id)
                      orderby scheme.Name, scheme.Id, site!.Name, site.Id
                      select new KeySite(scheme.Id, scheme.Name, site == null ? null : site.Id, site == null ? null : site.Name)).ToListAsync(cancellation);
    }

    private static KeyRow Row(Key key, string? site, KeyCustody? open, Dictionary<Guid, string> names, DateTimeOffset now)
    {
        var state = open is not null && open.FellBack(now) ? KeyState.Available : key.State;
        var with = state is KeyState.HandoverPending or KeyState.Held or KeyState.ReturnPending ? open : null;
        var name = with is not null && names.TryGetValue(with.PersonId, out var found) ? found : null;
        return new KeyRow(key.Id, key.Label, key.Opens, site, state, name, name is null ? null : with!.From ?? with.GivenAt);
    }

    private async Task<TimeSpan> WithinAsync(Guid schemeId, CancellationToken cancellation) =>
        TimeSpan.FromHours((await TrustSettings.OfAsync(context, [schemeId], cancellation))[schemeId].HandoverHours);

    private async Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<Guid> people, CancellationToken cancellation)
    {
        var (ids, today, viewer) = (people.Distinct().ToList(), clock.Today(), context.Viewer.PersonId);
        return await context.People.AsNoTracking()
            .Where(p => ids.Contains(p.Id) && (p.Id == viewer || p.LabelSunset == null || p.LabelSunset > today))
            .ToDictionaryAsync(p => p.Id, p => p.FullName, cancellation);
    }

    private IReadOnlyList<Guid> Runs() => context.Viewer.Hat == Hat.Coordinator ? context.Viewer.SchemeIds : [];
}

/// <summary>A scheme, and one of its sites.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">Its name.</param>
/// <param name="SiteId">The site; null for a scheme without one.</param>
/// <param name="Site">Its name.</param>
public sealed record KeySite(Guid SchemeId, string Scheme, Guid? SiteId, string? Site);
