using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>A check-in in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="On">The London date.</param>
/// <param name="How">How they were.</param>
/// <param name="Shared">Whether it is shared.</param>
public sealed record CheckInLine(Guid Id, DateOnly On, HowAreYou How, bool Shared);

/// <summary>The viewer's own check-ins.</summary>
/// <param name="Lines">Newest first.</param>
/// <param name="Today">What they said today.</param>
/// <param name="Words">What they wrote today.</param>
/// <param name="ToldStory">Whether they ticked today that they told their story.</param>
/// <param name="FamilyClash">Whether they ticked today that family and work got in each other's way.</param>
/// <param name="ReadBy">Who can read what they said today; null for nobody else.</param>
/// <param name="Version">Concurrency token of what they said today; 0 for nothing yet.</param>
/// <param name="Struggling">Whether they said so often of late that somebody should be asked: for them to see alone.</param>
/// <param name="KeepMonths">For how many months they are kept.</param>
public sealed record CheckInsPage(IReadOnlyList<CheckInLine> Lines, HowAreYou? Today, string? Words, bool ToldStory, bool FamilyClash, string? ReadBy, int Version, bool Struggling, int KeepMonths);

/// <summary>One of the viewer's own check-ins.</summary>
/// <param name="Line">In the list.</param>
/// <param name="Words">What they wrote.</param>
/// <param name="ToldStory">Whether they told their story.</param>
/// <param name="FamilyClash">Whether family and work got in each other's way.</param>
/// <param name="WithId">Whom it is shared with, or could be; null for nobody, and for somebody whom the viewer may not know of.</param>
/// <param name="With">Their name.</param>
/// <param name="SharedOn">When it was shared.</param>
/// <param name="Version">Concurrency token.</param>
public sealed record CheckInPage(CheckInLine Line, string? Words, bool ToldStory, bool FamilyClash, Guid? WithId, string? With, DateOnly? SharedOn, int Version);

/// <summary>A check-in that somebody shared with the viewer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="On">The London date of it.</param>
/// <param name="SharedOn">When it was shared.</param>
public sealed record SharedCheckInLine(Guid Id, string Name, DateOnly On, DateOnly SharedOn);

/// <summary>A check-in that somebody shared with the viewer, opened.</summary>
/// <param name="Line">In the list.</param>
/// <param name="How">How they were.</param>
/// <param name="Words">What they wrote.</param>
/// <param name="ToldStory">Whether they told their story.</param>
/// <param name="FamilyClash">Whether family and work got in each other's way.</param>
public sealed record SharedCheckIn(SharedCheckInLine Line, HowAreYou How, string? Words, bool ToldStory, bool FamilyClash);

/// <summary>How people say they are: their own, and what one of them shared with the viewer. Nothing is added up for anybody else.</summary>
public sealed class CheckInQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>The viewer's own; null under any hat but a peer worker's. Five commands, and a trace where there is something to open.</summary>
    public async Task<CheckInsPage?> MineAsync(CancellationToken cancellation = default)
    {
        var (own, today) = (context.Viewer.PersonId, clock.Today());
        if (!context.Viewer.IsLookedAfter())
        {
            return null;
        }

        var settings = await new SettingQueries(context).ValuesAsync(context.Viewer.SchemeIds[0], cancellation);
        var all = await context.CheckIns.AsNoTracking().Where(c => c.PersonId == own).OrderByDescending(c => c.On).Take(100).ToListAsync(cancellation);
        var now = all.Find(c => c.On == today);
        var words = now?.Words is { } text ? await vault.OpenAsync(new Opening(own, "a check-in", nameof(CheckIn), now.Id, "Own page"), text, cancellation) : null;
        // Whoever no longer supervises them reads nothing that they shared, and no change of it.
        var reader = now?.SharedWithId is { } with && await context.RoleHoldings.AnyAsync(h => h.PersonId == own && h.SchemeId == now.SchemeId && h.SupervisorId == with && h.To == null, cancellation) ? with : (Guid?)null;
        var readers = await context.NamesAsync([reader], cancellation);
        var rule = FlagNumbers.Of(settings);
        return new CheckInsPage(
            all.ConvertAll(Line), now?.How, words, now?.ToldStory == true, now?.FamilyClash == true, reader is { } one ? readers.GetValueOrDefault(one) : null, now?.Version ?? 0,
            FlagRules.IsStruggling(all.Where(c => c.How == HowAreYou.Struggling).Select(c => c.On), today, rule), settings.Whole(SettingKeys.KeepMessageMonths));
    }

    /// <summary>One of the viewer's own; null for anybody else's. Four commands, and a trace where there is something to open.</summary>
    public async Task<CheckInPage?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        var own = context.Viewer.PersonId;
        if (await context.CheckIns.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.PersonId == own, cancellation) is not { } checkIn)
        {
            return null;
        }

        var with = checkIn.SharedWithId ?? await context.SupervisorAsync(own, checkIn.SchemeId, clock.Today(), cancellation);
        var named = with is { } who ? (await context.NamesAsync([with], cancellation)).GetValueOrDefault(who) : null;
        var words = checkIn.Words is { } text ? await vault.OpenAsync(new Opening(own, "a check-in", nameof(CheckIn), id, "Own page"), text, cancellation) : null;
        return new CheckInPage(Line(checkIn), words, checkIn.ToldStory, checkIn.FamilyClash, named is null ? null : with, named, checkIn.SharedOn, checkIn.Version);
    }

    /// <summary>Those that are shared with the viewer, newest first. Empty under any hat but a supervisor's. Two commands.</summary>
    public async Task<IReadOnlyList<SharedCheckInLine>> SharedAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var rows = context.Viewer.Hat != Hat.Supervisor ? [] : await context.CheckIns.AsNoTracking().Where(c => c.SharedWithId == viewer && c.PersonId != viewer)
            .OrderByDescending(c => c.SharedOn).ThenByDescending(c => c.Id).Select(c => new { c.Id, c.PersonId, c.On, c.SharedOn }).Take(100).ToListAsync(cancellation);
        var names = await context.NamesAsync(rows.Select(r => (Guid?)r.PersonId), cancellation);
        return [.. rows.Where(r => names.ContainsKey(r.PersonId)).Select(r => new SharedCheckInLine(r.Id, names[r.PersonId], r.On, r.SharedOn!.Value))];
    }

    /// <summary>One that is shared with the viewer; null for any other. Leaves a trace before anything is returned. Three commands.</summary>
    public async Task<SharedCheckIn?> ReadAsync(Guid id, CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        if (context.Viewer.Hat != Hat.Supervisor
            || await context.CheckIns.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.SharedWithId == viewer && c.PersonId != viewer, cancellation) is not { } checkIn)
        {
            return null;
        }

        var name = (await context.NamesAsync([checkIn.PersonId], cancellation)).GetValueOrDefault(checkIn.PersonId, "");
        var opener = await vault.OpenerAsync(new Opening(checkIn.PersonId, "a check-in you shared", nameof(CheckIn), id, "Read a check-in that you shared"), cancellation);
        return new SharedCheckIn(
            new SharedCheckInLine(id, name, checkIn.On, checkIn.SharedOn!.Value), checkIn.How, checkIn.Words is { } text ? opener(text) : null, checkIn.ToldStory, checkIn.FamilyClash);
    }

    private static CheckInLine Line(CheckIn checkIn) => new(checkIn.Id, checkIn.On, checkIn.How, checkIn.SharedWithId is not null);
}
