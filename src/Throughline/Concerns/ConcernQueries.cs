using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>A concern in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="About">What it is about.</param>
/// <param name="Own">Whether it is the viewer's own.</param>
/// <param name="Owner">Whose it is; null where no name may be told.</param>
/// <param name="SubmittedOn">When it was sent.</param>
/// <param name="DueOn">By when the next thing is to happen; null where nothing is due.</param>
/// <param name="Handler">Who looks into it.</param>
public sealed record ConcernLine(Guid Id, ConcernState State, ConcernAbout About, bool Own, string? Owner, DateOnly? SubmittedOn, DateOnly? DueOn, string? Handler);

/// <summary>Something written in a concern.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="By">Who wrote it; "You" for the viewer.</param>
/// <param name="At">When.</param>
/// <param name="Words">The words; null when they can no longer be opened.</param>
public sealed record ConcernEntryLine(ConcernEntryKind Kind, string By, DateTimeOffset At, string? Words);

/// <summary>Who can or cannot see a concern.</summary>
/// <param name="Id">Who; null where no name may be told.</param>
/// <param name="Name">Their name.</param>
/// <param name="Why">Why not; null for those who can.</param>
public sealed record ConcernOnlooker(Guid? Id, string Name, ConcernWallReason? Why);

/// <summary>One concern, as it is shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="State">Where it stands.</param>
/// <param name="About">What it is about.</param>
/// <param name="SubjectId">Whom it is about; null too where no name may be told.</param>
/// <param name="Subject">Their name.</param>
/// <param name="AboutWords">Whom or what it is about, in words.</param>
/// <param name="Story">What happened.</param>
/// <param name="Wanted">What the owner would like to happen.</param>
/// <param name="LineInvolved">The managers are part of it.</param>
/// <param name="Own">Whether it is the viewer's own.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Handles">Whether the viewer looks into it.</param>
/// <param name="SeesTo">Whether the viewer sees to it as a voice lead or head of service.</param>
/// <param name="Handler">Who looks into it.</param>
/// <param name="MustGoOn">It goes on whatever the owner wishes.</param>
/// <param name="KeptLonger">It is kept beyond the years of the scheme.</param>
/// <param name="SubmittedOn">When it was sent.</param>
/// <param name="DueOn">By when the next thing is to happen.</param>
/// <param name="Late">True once that day has passed.</param>
/// <param name="Entries">What was written, oldest first.</param>
/// <param name="Cannot">Who cannot see it.</param>
/// <param name="Can">Who can, besides its owner.</param>
/// <param name="SeenBy">Who has opened it, and when last.</param>
/// <param name="Contact">Who can be spoken to outside.</param>
/// <param name="HeadCan">True where a head of service sees it once it is late.</param>
/// <param name="ByHand">True where nobody inside may see to it, so that the person outside has to be told by hand.</param>
/// <param name="ReplyUntil">The last day on which its owner may say what they make of the answer, before it may be closed; null where there is none that waits.</param>
/// <param name="NeedsHandler">True where whoever was asked to look into it may not any more, and somebody else is to be asked.</param>
public sealed record ConcernPage(
    Guid Id, int Version, Guid SchemeId, ConcernState State, ConcernAbout About, Guid? SubjectId, string? Subject, string? AboutWords, string? Story, string? Wanted, bool LineInvolved, bool Own,
    string? Owner, bool Handles, bool SeesTo, string? Handler, bool MustGoOn, bool KeptLonger, DateOnly? SubmittedOn, DateOnly? DueOn, bool Late, IReadOnlyList<ConcernEntryLine> Entries,
    IReadOnlyList<ConcernOnlooker> Cannot, IReadOnlyList<ConcernOnlooker> Can, IReadOnlyList<ConcernSeen> SeenBy, OutsideLine? Contact, bool HeadCan, bool ByHand,
    DateOnly? ReplyUntil, bool NeedsHandler);

/// <summary>That somebody opened a concern.</summary>
/// <param name="Name">Who.</param>
/// <param name="At">When last.</param>
public sealed record ConcernSeen(string Name, DateTimeOffset At);

/// <summary>Who can be spoken to outside.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">Its name.</param>
/// <param name="Version">The version; 0 where nobody is named.</param>
/// <param name="ContactName">Who.</param>
/// <param name="Organisation">Where they work.</param>
/// <param name="Reach">How to reach them.</param>
/// <param name="Open">True once concerns can be sent.</param>
public sealed record OutsideLine(Guid SchemeId, string Scheme, int Version, string? ContactName, string? Organisation, string? Reach, bool Open);

/// <summary>A decision against somebody who has raised a concern, for a voice lead to look at.</summary>
/// <param name="Name">Whom it is about.</param>
/// <param name="Act">The decision, where a second person was asked; null where nobody was.</param>
/// <param name="What">The decision in plain words.</param>
/// <param name="AskedBy">Who wants to decide, or did.</param>
/// <param name="AskedAt">When it was asked, or done.</param>
/// <param name="DaysAfter">Days from the concern to the decision, or to when it was asked for.</param>
/// <param name="Agreed">Whether a second person agrees; null while they have not said, and where nobody was asked.</param>
/// <param name="Outside">False where the second person, of whom the viewer may know, came to be on the wall of a concern that the viewer sees, after they had been found.</param>
/// <param name="Made">True once the decision was made.</param>
public sealed record RetaliationLine(string? Name, AdverseAct? Act, string What, string? AskedBy, DateTimeOffset AskedAt, int DaysAfter, bool? Agreed, bool Outside, bool Made);

/// <summary>Concerns, as the viewer may see them.</summary>
public sealed class ConcernQueries(ThroughlineContext context, Vault vault, ReadTraces traces, Ledger ledger, TimeProvider clock, IEnumerable<IDoneByOne> byOne)
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>The viewer's own, and those that are theirs to see to; those that are due first. Three commands, a few for each that the viewer looks into, and a trace for each person whose it is.</summary>
    public async Task<IReadOnlyList<ConcernLine>> ListAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        await context.KnowHandledAsync(cancellation);
        var rows = await context.Concerns.AsNoTracking().OrderBy(c => c.State >= ConcernState.Closed).ThenBy(c => c.AnswerBy).ThenBy(c => c.Id).Take(300)
            .Select(c => new { c.Id, c.State, c.About, c.PersonId, c.SubmittedOn, c.AnswerBy, c.OutcomeBy, c.HandlerId }).ToListAsync(cancellation);
        var names = await context.NamesAsync(rows.SelectMany(r => new[] { r.PersonId, r.HandlerId }), cancellation);
        foreach (var owner in rows.Select(r => r.PersonId).Where(owner => owner != viewer).Distinct())
        {
            await traces.RecordAsync(new Opening(owner, "that you raised a concern", nameof(Concern), Guid.Empty, "Sees to concerns"), cancellation);
        }

        return rows.ConvertAll(r => new ConcernLine(
            r.Id, r.State, r.About, r.PersonId == viewer, names.GetValueOrDefault(r.PersonId), r.SubmittedOn, Due(r.State, r.AnswerBy, r.OutcomeBy),
            r.HandlerId is { } handler ? names.GetValueOrDefault(handler) : null));
    }

    /// <summary>One concern, for whoever it exists for; null for anybody else. About twenty commands, and a trace.</summary>
    public async Task<ConcernPage?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        var (viewer, today) = (context.Viewer, clock.Today());
        await context.KnowHandledAsync(cancellation);
        if (await context.Concerns.AsNoTracking().AsSplitQuery().Include(c => c.Walls).Include(c => c.Entries.OrderBy(e => e.At).ThenBy(e => e.Id)).FirstOrDefaultAsync(c => c.Id == id, cancellation) is not { } concern)
        {
            return null;
        }

        var own = concern.PersonId == viewer.PersonId;
        var words = await vault.OpenAsync(
            new Opening(concern.PersonId, "your concern", nameof(Concern), id, own ? "Own page" : "Sees to your concern"),
            [concern.Story, concern.Wanted ?? concern.Story, concern.AboutWords ?? concern.Story, .. concern.Entries.Select(e => e.Words)], cancellation);
        var leads = await context.Wearing(concern.SchemeId, Hat.VoiceLead).Distinct().ToListAsync(cancellation);
        var heads = await context.Wearing(concern.SchemeId, Hat.HeadOfService).Distinct().ToListAsync(cancellation);
        var walled = concern.Walls.Select(w => w.WalledId).ToHashSet();
        var late = Due(concern.State, concern.AnswerBy, concern.OutcomeBy) is { } by && by < today;
        var replyUntil = concern.State == ConcernState.OutcomeOffered
            ? concern.Entries.Last(e => e.Kind == ConcernEntryKind.Outcome).At.LondonDate().AddDays((await new SettingQueries(context).ValuesAsync(concern.SchemeId, cancellation)).Whole(SettingKeys.ConcernsReplyDays))
            : (DateOnly?)null;
        var mayHear = leads.Where(l => !walled.Contains(l) && l != concern.PersonId).ToList();
        var mayHead = heads.Where(l => !walled.Contains(l) && l != concern.PersonId).ToList();
        var seen = own
            ? await context.AuditEvents.AsNoTracking().Where(e => e.Kind == AuditKind.Read && e.RecordType == nameof(Concern) && e.RecordId == id && e.ActorId != viewer.PersonId && e.ActorId != null)
                .GroupBy(e => e.ActorId!.Value).Select(g => new { Who = g.Key, At = g.Max(e => e.At) }).ToListAsync(cancellation)
            : [];
        var names = await context.NamesAsync(
            [concern.PersonId, concern.SubjectId, concern.HandlerId, .. concern.Walls.Select(w => (Guid?)w.WalledId), .. concern.Entries.Select(e => (Guid?)e.ById),
                .. mayHear.Select(l => (Guid?)l), .. seen.Select(s => (Guid?)s.Who)], cancellation);
        string Name(Guid? who) => who == viewer.PersonId ? "You" : who is { } one && names.TryGetValue(one, out var name) ? name : "Somebody";
        Guid? Told(Guid? who) => who is { } one && names.ContainsKey(one) ? one : null;
        // Whoever may not be known of by the viewer is taken for one who still may: nothing tells them apart.
        var handles = concern.HandlerId is not null && ((concern.HandlerId != viewer.PersonId && Told(concern.HandlerId) is null) || await context.StillHandlesAsync(concern, cancellation));
        return new ConcernPage(
            id, concern.Version, concern.SchemeId, concern.State, concern.About, Told(concern.SubjectId), concern.SubjectId is null ? null : Name(concern.SubjectId), concern.AboutWords is null ? null : words[2],
            words[0], concern.Wanted is null ? null : words[1], concern.LineInvolved, own, own ? "You" : Name(concern.PersonId), context.HandledNow.Contains(id),
            !own && viewer.Hat is Hat.VoiceLead or Hat.HeadOfService && viewer.SchemeIds.Contains(concern.SchemeId), handles ? Name(concern.HandlerId) : null,
            concern.MustGoOn, concern.KeptLonger, concern.SubmittedOn, Due(concern.State, concern.AnswerBy, concern.OutcomeBy), late,
            [.. concern.Entries.Select((e, at) => new ConcernEntryLine(e.Kind, Name(e.ById), e.At, words[at + 3]))],
            [.. concern.Walls.Select(w => new ConcernOnlooker(Told(w.WalledId), Name(w.WalledId), w.Why)).OrderBy(w => w.Why).ThenBy(w => w.Name, StringComparer.Ordinal)],
            [.. mayHear.Select(l => new ConcernOnlooker(Told(l), Name(l), null)).OrderBy(l => l.Name, StringComparer.Ordinal)],
            [.. seen.OrderBy(s => s.At).Select(s => new ConcernSeen(Name(s.Who), s.At))],
            (await OutsideOfAsync([concern.SchemeId], cancellation)).FirstOrDefault(), mayHead.Count > 0,
            ConcernRules.IsByHand(concern, late, mayHear.Count, mayHead.Count, handles), replyUntil, concern.State.HasHandler() && concern.HandlerId is not null && !handles);
    }

    /// <summary>Who can be spoken to outside, for each scheme of the viewer's, by name. Two commands.</summary>
    public Task<IReadOnlyList<OutsideLine>> ContactsAsync(CancellationToken cancellation = default) => OutsideOfAsync(context.Viewer.SchemeIds, cancellation);

    /// <summary>Those whom the viewer may name in a scheme of theirs. One command.</summary>
    public async Task<IReadOnlyList<Named>> MayNameAsync(Guid schemeId, CancellationToken cancellation = default) =>
        !context.Viewer.SchemeIds.Contains(schemeId) ? [] : await context.MayName(schemeId).AsNoTracking().OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName)).Take(300).ToListAsync(cancellation);

    /// <summary>Those who may look into a concern, for a voice lead who sees to it; empty for anybody else. At most ten commands.</summary>
    public async Task<IReadOnlyList<Named>> HandlersAsync(Guid id, CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat is not (Hat.VoiceLead or Hat.HeadOfService)
            || await context.Concerns.AsNoTracking().Include(c => c.Walls).FirstOrDefaultAsync(c => c.Id == id, cancellation) is not { } concern || concern.PersonId == context.Viewer.PersonId)
        {
            return [];
        }

        return await (await context.HandlersAsync(concern, cancellation)).AsNoTracking().OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName)).Take(200).ToListAsync(cancellation);
    }

    /// <summary>
    /// Decisions against people within the guarded time after a concern of theirs that the voice lead sees, the latest first; empty for any hat but theirs (E05). Those that a
    /// second person was asked about, and what was done without one. Seven commands, two for each scheme, and a trace for each person.
    /// </summary>
    public async Task<IReadOnlyList<RetaliationLine>> RetaliationAsync(CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != Hat.VoiceLead)
        {
            return [];
        }

        // What the viewer may see of concerns is asked first: the second query looks past the reach, and only past that, for the decisions.
        var sent = await context.Concerns.AsNoTracking().Where(c => c.SubmittedOn != null).Select(c => new { c.Id, c.PersonId, c.SchemeId, On = c.SubmittedOn!.Value }).ToListAsync(cancellation);
        sent.RemoveAll(c => c.PersonId == context.Viewer.PersonId || !context.Viewer.SchemeIds.Contains(c.SchemeId));
        var (owners, schemes, known) = (sent.Select(c => c.PersonId).Distinct().ToList(), sent.Select(c => c.SchemeId).Distinct().ToList(), sent.ConvertAll(c => c.Id));
        if (sent.Count == 0)
        {
            return [];
        }

        Dictionary<Guid, int> guard = [];
        foreach (var scheme in schemes)
        {
            guard[scheme] = (await new SettingQueries(context).ValuesAsync(scheme, cancellation)).Whole(SettingKeys.ConcernsGuardDays);
        }

        var looks = await context.SecondLooks.IgnoreQueryFilters(AnyReach).AsNoTracking()
            .Where(l => (owners.Contains(l.PersonId) || (l.AlsoAboutId != null && owners.Contains(l.AlsoAboutId.Value))) && schemes.Contains(l.SchemeId))
            .OrderByDescending(l => l.AskedAt).ThenBy(l => l.Id).Take(300)
            .Select(l => new
            {
                l.PersonId,
                l.AlsoAboutId,
                l.SchemeId,
                l.Act,
                l.AskedById,
                l.AskedAt,
                l.Agreed,
                l.UsedAt,
                // Only by the walls of concerns that the viewer sees: any other would tell of one they may not know of.
                l.ApproverId,
                Barred = context.ConcernBars.Any(b => b.Stands && known.Contains(b.ConcernId) && b.WalledId == l.ApproverId),
            }).ToListAsync(cancellation);
        var done = await DoneAsync(owners, schemes, sent.Min(c => c.On).StartInLondon(), cancellation);
        var names = await context.NamesAsync(looks.SelectMany(l => new[] { l.PersonId, l.AlsoAboutId, l.AskedById, l.ApproverId }).Concat(done.SelectMany(d => new Guid?[] { d.PersonId, d.ActorId })), cancellation);
        int? After(Guid person, Guid scheme, DateTimeOffset at) => sent.Where(c => c.PersonId == person && c.SchemeId == scheme).Select(c => at.LondonDate().DayNumber - c.On.DayNumber)
            .Where(days => days >= 0 && days <= guard[scheme]).Order().Select(days => (int?)days).FirstOrDefault();
        List<(Guid PersonId, RetaliationLine Line)> lines =
        [
            .. from look in looks
               from person in new[] { look.PersonId, look.AlsoAboutId }.OfType<Guid>()
               let after = After(person, look.SchemeId, look.UsedAt ?? look.AskedAt)
               where after is not null
               select (person, new RetaliationLine(
                   names.GetValueOrDefault(person), look.Act, look.Act.Name(), names.GetValueOrDefault(look.AskedById), look.AskedAt, after.Value, look.Agreed,
                   !(look.Barred && look.ApproverId is { } second && names.ContainsKey(second)), look.UsedAt is not null)),
            .. from one in done
               let after = After(one.PersonId, one.SchemeId, one.At)
               where after is not null
               select (one.PersonId, new RetaliationLine(
                   names.GetValueOrDefault(one.PersonId), null, one.What, names.GetValueOrDefault(one.ActorId), one.At, after.Value, null, true, true)),
        ];
        lines = [.. lines.OrderByDescending(l => l.Line.AskedAt)];
        foreach (var person in lines.Select(l => l.PersonId).Distinct())
        {
            await traces.RecordAsync(new Opening(person, "decisions that somebody asked for about you", nameof(SecondLook), Guid.Empty, "Looks after people who spoke up"), cancellation);
        }

        return lines.ConvertAll(l => l.Line);
    }

    // What was done without a second person to people who spoke up, each from the record that it changed: an act can touch others too, and belongs to the scheme of that record.
    private async Task<List<DoneWithout>> DoneAsync(List<Guid> owners, List<Guid> schemes, DateTimeOffset since, CancellationToken cancellation)
    {
        List<(IDoneByOne Slice, ILookup<Guid, ChangedRecord> Records)> slices = [];
        foreach (var slice in byOne)
        {
            slices.Add((slice, (await slice.ChangedAsync(context, owners, schemes, cancellation)).ToLookup(r => r.Id)));
        }

        var acts = slices.SelectMany(s => s.Slice.DoneByOne.Keys).ToList();
        var under = slices.SelectMany(s => s.Records).SelectMany(r => r).Select(r => r.UnderId).Distinct().ToList();
        var events = await context.AuditEvents.IgnoreQueryFilters(AnyReach).AsNoTracking()
            .Where(e => e.Kind == AuditKind.Write && acts.Contains(e.Name) && e.At >= since && e.ActorId != null && e.Hat != Hat.SafeguardingLead && e.SubjectId != null && under.Contains(e.SubjectId.Value)
                && !context.SecondLooks.Any(l => l.AskedById == e.ActorId && l.UsedAt == e.At)).OrderByDescending(e => e.At).Take(300).ToListAsync(cancellation);
        List<DoneWithout> done = [];
        foreach (var one in events)
        {
            var changes = ledger.OpenDetails(one) is { } details ? JsonSerializer.Deserialize<AuditDetails>(details)!.Changes : [];
            foreach (var change in changes.DistinctBy(c => (c.Record, c.Id)))
            {
                var (slice, records) = slices.Find(s => s.Slice.Record == change.Record && s.Slice.DoneByOne.ContainsKey(one.Name));
                if (slice is not null && Guid.TryParse(change.Id, out var id))
                {
                    done.AddRange(records[id].Where(r => owners.Contains(r.PersonId) && r.PersonId != one.ActorId)
                        .Select(r => new DoneWithout(slice.DoneByOne[one.Name], one.At, r.PersonId, one.ActorId!.Value, r.SchemeId)));
                }
            }
        }

        return done;
    }

    private sealed record DoneWithout(string What, DateTimeOffset At, Guid PersonId, Guid ActorId, Guid SchemeId);

    private async Task<IReadOnlyList<OutsideLine>> OutsideOfAsync(IReadOnlyList<Guid> schemeIds, CancellationToken cancellation)
    {
        var heard = await (from holding in context.RoleHoldings.IgnoreQueryFilters(AnyReach)
                           join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                           where schemeIds.Contains(holding.SchemeId) && role.Hats.Contains(Hat.VoiceLead) && holding.State == RoleState.Held
                           select holding.SchemeId).Distinct().ToListAsync(cancellation);
        var rows = await context.Schemes.AsNoTracking().Where(s => schemeIds.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new { s.Id, s.Name, Channel = context.ConcernChannels.FirstOrDefault(c => c.SchemeId == s.Id) }).ToListAsync(cancellation);
        return rows.ConvertAll(r => new OutsideLine(
            r.Id, r.Name, r.Channel?.Version ?? 0, r.Channel?.ContactName, r.Channel?.Organisation, r.Channel?.Reach, r.Channel is not null && heard.Contains(r.Id)));
    }

    internal static DateOnly? Due(ConcernState state, DateOnly? answerBy, DateOnly? outcomeBy) => state switch
    {
        ConcernState.Submitted => answerBy,
        ConcernState.Acknowledged or ConcernState.HandlerAssigned or ConcernState.LookingInto or ConcernState.Appealed => outcomeBy,
        _ => null,
    };
}
