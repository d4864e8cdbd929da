using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>A message in its owner's list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="On">The London date.</param>
/// <param name="Dimension">What it was about.</param>
/// <param name="Source">What sort of person it came from.</param>
/// <param name="LeftOut">Whether it was something left out.</param>
/// <param name="Value">How it felt.</param>
/// <param name="Visibility">Who may read it.</param>
public sealed record MessageLine(Guid Id, DateOnly On, MessageDimension Dimension, SourceClass Source, bool LeftOut, int Value, MessageVisibility Visibility);

/// <summary>What somebody's messages come to, with everything it rests on.</summary>
/// <param name="From">First day of the period.</param>
/// <param name="To">Last day.</param>
/// <param name="FromPulses">True where weekly answers are read, false for single messages.</param>
/// <param name="Pulses">How many weekly answers there are in the period.</param>
/// <param name="Summary">What they come to.</param>
/// <param name="Gap">How much kinder those above are; null where either side has too few.</param>
/// <param name="Above">How many values are from above.</param>
/// <param name="Beside">How many are from beside.</param>
/// <param name="Rule">The numbers it was worked out by.</param>
public sealed record OwnSummary(DateOnly From, DateOnly To, bool FromPulses, int Pulses, MessageSummary Summary, double? Gap, int Above, int Beside, MessageRule Rule);

/// <summary>The viewer's own messages.</summary>
/// <param name="MayLog">Whether they can log one under this hat.</param>
/// <param name="Lines">Newest first.</param>
/// <param name="Summary">What they come to; null without a scheme.</param>
/// <param name="OwnView">What the viewer makes of it; null for nothing yet.</param>
/// <param name="KeepMonths">After how many months a message is deleted.</param>
/// <param name="Hard">Whether the last weeks were hard; null without a scheme.</param>
public sealed record MessagesPage(bool MayLog, IReadOnlyList<MessageLine> Lines, OwnSummary? Summary, string? OwnView, int KeepMonths, HardWeeks? Hard);

/// <summary>Whether the last weeks were hard, for the viewer's own eyes alone: nobody else is told.</summary>
/// <param name="Offers">Whether they are shown what could help.</param>
/// <param name="Least">Fewest cold messages that are enough by themselves.</param>
/// <param name="Days">In how many days.</param>
public sealed record HardWeeks(bool Offers, int Least, int Days);

/// <summary>One of the viewer's own messages.</summary>
/// <param name="Line">The message.</param>
/// <param name="Version">Its version.</param>
/// <param name="Place">Where; null for somewhere else.</param>
/// <param name="Setting">Where, as a kind of place.</param>
/// <param name="Impact">How long it stayed.</param>
/// <param name="Words">What happened; null for nothing written.</param>
/// <param name="Counts">Whether it may be counted.</param>
/// <param name="CountedOn">The last day of the period in which it is or was counted; null where nothing is known yet.</param>
/// <param name="IsCounted">Whether that period has been counted.</param>
/// <param name="NamesStaff">Whether its words seem to hold the name of somebody who works here.</param>
/// <param name="SupervisorId">Who would read it if it were shared, or can now; null for nobody.</param>
/// <param name="Supervisor">Their name.</param>
/// <param name="SharedOn">When it was shared.</param>
/// <param name="ReadOn">When the supervisor said that they had read it.</param>
/// <param name="Protects">The rule that protects whoever logs something.</param>
public sealed record MessagePage(
    MessageLine Line, int Version, string? Place, MessageSetting Setting, int Impact, string? Words, bool Counts, DateOnly? CountedOn, bool IsCounted, bool NamesStaff, Guid? SupervisorId, string? Supervisor,
    DateOnly? SharedOn, DateOnly? ReadOn, ProtectingRule Protects);

/// <summary>The rule that protects whoever logs something.</summary>
/// <param name="LeastOwners">Fewest people behind a figure.</param>
/// <param name="MostPercent">Largest share of one of them.</param>
/// <param name="PeriodDays">How long a period is.</param>
/// <param name="WaitDays">How long after its end it is counted.</param>
/// <param name="KeepMonths">After how many months a message is deleted.</param>
public sealed record ProtectingRule(int LeastOwners, int MostPercent, int PeriodDays, int WaitDays, int KeepMonths);

/// <summary>What a message can be logged with.</summary>
/// <param name="Places">Where it can have been.</param>
/// <param name="LastPlace">Where the last one was.</param>
/// <param name="Protects">The rule that protects whoever logs it.</param>
public sealed record MessageForm(IReadOnlyList<PlaceChoice> Places, Guid? LastPlace, ProtectingRule Protects);

/// <summary>A person's own messages: for their owner alone, whatever hat they wear (INV-101).</summary>
public sealed class MessageQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>The viewer's messages and what they come to. Nine commands at most.</summary>
    public async Task<MessagesPage> MineAsync(CancellationToken cancellation = default)
    {
        var (own, today) = (context.Viewer.PersonId, clock.Today());
        var rows = await context.ReceivedMessages.AsNoTracking().Where(m => m.PersonId == own).OrderByDescending(m => m.On).ThenByDescending(m => m.Id)
            .Select(m => new { m.SchemeId, Line = new MessageLine(m.Id, m.On, m.Dimension, m.Source, m.LeftOut, m.Value, m.Visibility) }).Take(500).ToListAsync(cancellation);
        var scheme = context.Viewer.SchemeIds.Count > 0 ? context.Viewer.SchemeIds[0] : rows.FirstOrDefault()?.SchemeId;
        var mayLog = context.Viewer.Hat == Hat.PeerWorker && context.Viewer.SchemeIds.Count > 0;
        if (scheme is not { } of)
        {
            return new MessagesPage(mayLog, [.. rows.Select(r => r.Line)], null, null, 0, null);
        }

        var settings = await new SettingQueries(context).ValuesAsync(of, cancellation);
        var view = await OwnViewReader.NewestAsync(context, own, ViewTopic.Messages, cancellation);
        var words = view is null ? null : await vault.OpenAsync(new Opening(own, "what you make of your messages", nameof(OwnView), view.Id, "Own page"), view.Words, cancellation);
        var summary = await SummaryAsync(context, own, settings, today, cancellation);
        var (least, days) = (settings.Whole(SettingKeys.MessagesUnderminingCount), settings.Whole(SettingKeys.MessagesUnderminingDays));
        var hard = summary.Summary.Band.IsMixedOrCold() || rows.Count(r => r.Line.Value < 0 && r.Line.On > today.AddDays(-days)) >= least;
        return new MessagesPage(mayLog, [.. rows.Select(r => r.Line)], summary, words, settings.Whole(SettingKeys.KeepMessageMonths), new HardWeeks(mayLog && hard, least, days));
    }

    /// <summary>One of the viewer's messages; null for anybody else's. Leaves a trace where it has words. Nine commands at most.</summary>
    public async Task<MessagePage?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        var (own, today) = (context.Viewer.PersonId, clock.Today());
        if (await context.ReceivedMessages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && m.PersonId == own, cancellation) is not { } message)
        {
            return null;
        }

        var settings = await new SettingQueries(context).ValuesAsync(message.SchemeId, cancellation);
        var names = await context.PlaceNamesAsync([message.SiteId, message.TeamId], cancellation);
        var share = await context.MessageShares.AsNoTracking().FirstOrDefaultAsync(s => s.MessageId == id, cancellation);
        var supervisor = share?.WithId ?? await context.SupervisorAsync(own, message.SchemeId, today, cancellation);
        var named = supervisor is { } with ? (await context.NamesAsync([with], cancellation)).GetValueOrDefault(with) : null;
        var words = await vault.OpenAsync(new Opening(own, "a message of yours", nameof(ReceivedMessage), id, "Own page"), message.What, cancellation);
        var releases = await context.ClimateReleases.AsNoTracking().Where(r => r.SchemeId == message.SchemeId).OrderByDescending(r => r.To).Select(r => new { r.From, r.To, r.CountedAt }).ToListAsync(cancellation);
        var counted = releases.FirstOrDefault(r => r.From <= message.On && message.On <= r.To);
        var next = releases.Count == 0 ? null : NextEnd(releases[0].To, message.On, settings.Whole(SettingKeys.MessagesWindowDays));
        var place = message.SiteId is not { } site ? null : message.TeamId is { } team ? $"{names.GetValueOrDefault(site)}, with {names.GetValueOrDefault(team)}" : names.GetValueOrDefault(site);
        return new MessagePage(
            new MessageLine(id, message.On, message.Dimension, message.Source, message.LeftOut, message.Value, message.Visibility), message.Version, place, message.Setting, message.Impact, words, message.Counts,
            counted?.To ?? next, counted is not null && counted.CountedAt > message.LoggedAt, await NamesStaffAsync(words, message.SchemeId, today, cancellation),
            named is null ? null : supervisor, named, share?.On, share?.ReadOn, Protects(settings));
    }

    /// <summary>What a message can be logged with; null under any hat but a peer worker's. Five commands.</summary>
    public async Task<MessageForm?> FormAsync(CancellationToken cancellation = default)
    {
        var own = context.Viewer.PersonId;
        if (context.Viewer.Hat != Hat.PeerWorker || context.Viewer.SchemeIds.Count == 0)
        {
            return null;
        }

        var places = await context.PlacesAsync(clock.Today(), cancellation);
        var last = await context.ReceivedMessages.AsNoTracking().Where(m => m.PersonId == own).OrderByDescending(m => m.LoggedAt).Select(m => m.TeamId ?? m.SiteId).FirstOrDefaultAsync(cancellation);
        var settings = await new SettingQueries(context).ValuesAsync(context.Viewer.SchemeIds[0], cancellation);
        return new MessageForm(places, places.Any(p => p.Id == last) ? last : null, Protects(settings));
    }

    /// <summary>The numbers that protect whoever logs something.</summary>
    internal static ProtectingRule Protects(SettingValues settings) => new(
        settings.Whole(SettingKeys.ClimateLeastOwners), settings.Whole(SettingKeys.ClimateMostShare), settings.Whole(SettingKeys.MessagesWindowDays), settings.Whole(SettingKeys.ClimateWaitDays),
        settings.Whole(SettingKeys.KeepMessageMonths));

    /// <summary>What the messages or pulses of a person come to. Three commands.</summary>
    internal static async Task<OwnSummary> SummaryAsync(ThroughlineContext context, Guid own, SettingValues settings, DateOnly today, CancellationToken cancellation)
    {
        var rule = settings.MessageRule();
        var from = today.AddDays(1 - settings.Whole(SettingKeys.MessagesWindowDays));
        var pulses = await context.WeeklyPulses.AsNoTracking().Where(p => p.PersonId == own && p.Week >= from && p.Week <= today && p.Answers.Any(a => a.Value != null)).Select(p => p.Id).ToListAsync(cancellation);
        var fromPulses = pulses.Count >= rule.FewestPulses;
        var values = fromPulses
            ? await context.PulseAnswers.AsNoTracking().Where(a => pulses.Contains(a.PulseId) && a.Value != null).Select(a => new { a.Source, Value = a.Value!.Value }).ToListAsync(cancellation)
            : await context.ReceivedMessages.AsNoTracking().Where(m => m.PersonId == own && m.On >= from && m.On <= today).Select(m => new { m.Source, m.Value }).ToListAsync(cancellation);
        List<int> above = [.. values.Where(v => v.Source.IsAbove()).Select(v => v.Value)], beside = [.. values.Where(v => v.Source == SourceClass.FrontlineStaff).Select(v => v.Value)];
        return new OwnSummary(from, today, fromPulses, pulses.Count, MessageReading.Of([.. values.Select(v => v.Value)], rule), MessageReading.Gap(above, beside, rule.Least), above.Count, beside.Count, rule);
    }

    // The end of the period after the last one that a later day falls in; null for a day before it.
    private static DateOnly? NextEnd(DateOnly last, DateOnly on, int days)
    {
        if (on <= last)
        {
            return null;
        }

        return last.AddDays((((on.DayNumber - last.DayNumber - 1) / days) + 1) * days);
    }

    // Somebody's name in their words is theirs to keep; they are told of it, once it is written. A name is a word with a capital that somebody in staff has.
    private async Task<bool> NamesStaffAsync(string? words, Guid scheme, DateOnly today, CancellationToken cancellation)
    {
        var capitals = (words ?? "").Split([' ', '\n', '\r', ',', '.', ';', ':', '!', '?', '(', ')', '“', '”', '"'], StringSplitOptions.RemoveEmptyEntries).Where(w => char.IsUpper(w[0])).ToArray();
        var terms = NameFolding.Terms(capitals).Where(t => t.Length > 2).Take(200).ToList();
        return terms.Count > 0 && await context.People.AsNoTracking().IgnoreQueryFilters([ThroughlineContext.ReachFilter]).AnyAsync(
            p => context.PersonTerms.Any(t => t.PersonId == p.Id && terms.Contains(t.Term))
                && context.RoleHoldings.IgnoreQueryFilters(new[] { ThroughlineContext.ReachFilter }).Any(h => h.PersonId == p.Id && h.SchemeId == scheme && h.State == RoleState.Held && (h.To == null || h.To >= today)
                    && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && !r.TellsOfThePast)), cancellation);
    }
}

/// <summary>Reads the newest view somebody gave on a topic.</summary>
internal static class OwnViewReader
{
    /// <summary>The newest, or null. One command.</summary>
    public static Task<OwnView?> NewestAsync(ThroughlineContext context, Guid personId, ViewTopic topic, CancellationToken cancellation) =>
        context.OwnViews.AsNoTracking().Where(v => v.PersonId == personId && v.Topic == topic).OrderByDescending(v => v.Id).FirstOrDefaultAsync(cancellation);
}
