using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Trust;

namespace Throughline.Support;

/// <summary>A flag in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Whose work it is about; null for the viewer's own.</param>
/// <param name="Rule">What it is about.</param>
/// <param name="OpenedOn">When it was raised.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ActBy">By when the service acts.</param>
public sealed record FlagLine(Guid Id, string? Name, FlagRule Rule, DateOnly OpenedOn, FlagState State, DateOnly? ActBy);

/// <summary>What the service did about a flag.</summary>
/// <param name="State">The state gone into.</param>
/// <param name="By">Who did it; null for somebody the viewer may not know of.</param>
/// <param name="Words">What they said.</param>
/// <param name="On">The London date.</param>
public sealed record FlagStepLine(FlagState State, string? By, string? Words, DateOnly On);

/// <summary>A flag, as the person and whoever acts see it: there is one page for both.</summary>
/// <param name="Line">In a list.</param>
/// <param name="Own">Whether it is about the viewer.</param>
/// <param name="PersonId">Whose work it is about.</param>
/// <param name="Owner">The hat that acts.</param>
/// <param name="Acts">Whether the viewer may.</param>
/// <param name="OthersFrom">From when others see it.</param>
/// <param name="Evidence">What it rests on; null where that is the person's alone to read.</param>
/// <param name="Reply">What the person makes of it; null for nothing yet.</param>
/// <param name="RepliedOn">When they said so.</param>
/// <param name="Steps">What was done.</param>
/// <param name="Rule">The rule in words, with the scheme's numbers.</param>
/// <param name="Version">Concurrency token.</param>
public sealed record FlagPage(
    FlagLine Line, bool Own, Guid PersonId, Hat Owner, bool Acts, DateOnly OthersFrom, string? Evidence, string? Reply, DateOnly? RepliedOn, IReadOnlyList<FlagStepLine> Steps, string Rule, int Version);

/// <summary>Flags: each person's own, and those that are the viewer's to look at. By name and date, and never by how many (INV-126).</summary>
public sealed class FlagQueries(ThroughlineContext context, Vault vault, ReadTraces traces, TimeProvider clock)
{
    /// <summary>Those about the viewer's own work, newest first. One command.</summary>
    public async Task<IReadOnlyList<FlagLine>> MineAsync(CancellationToken cancellation = default)
    {
        var own = context.Viewer.PersonId;
        return (await context.SupportFlags.AsNoTracking().Where(f => f.PersonId == own).OrderByDescending(f => f.OpenedOn).ThenByDescending(f => f.Id).Take(50).ToListAsync(cancellation)).ConvertAll(f => Line(f, null));
    }

    /// <summary>Those about others that the viewer may see, by name; for some time closed ones too. Two commands, two for each scheme, and a trace for each person.</summary>
    public async Task<IReadOnlyList<FlagLine>> OthersAsync(CancellationToken cancellation = default)
    {
        var (own, today) = (context.Viewer.PersonId, clock.Today());
        var flags = await context.SupportFlags.AsNoTracking().Where(f => f.PersonId != own).OrderBy(f => f.ClosedOn != null).ThenByDescending(f => f.OpenedOn).ThenByDescending(f => f.Id).Take(500).ToListAsync(cancellation);
        foreach (var scheme in flags.Where(f => f.ClosedOn is not null).Select(f => f.SchemeId).Distinct().ToList())
        {
            var since = today.AddDays(-(await new SettingQueries(context).ValuesAsync(scheme, cancellation)).Whole(SettingKeys.FlagShownDays));
            flags.RemoveAll(f => f.SchemeId == scheme && f.ClosedOn < since);
        }

        var names = await context.NamesAsync(flags.Select(f => (Guid?)f.PersonId), cancellation);
        foreach (var person in flags.Select(f => f.PersonId).Where(names.ContainsKey).Distinct())
        {
            await traces.RecordAsync(new Opening(person, "that there is a flag about your work", nameof(SupportFlag), Guid.Empty, "Sees to flags"), cancellation);
        }

        return [.. flags.Where(f => names.ContainsKey(f.PersonId)).Select(f => Line(f, names[f.PersonId])).OrderBy(f => f.State.IsClosed()).ThenBy(f => f.Name, StringComparer.OrdinalIgnoreCase).ThenByDescending(f => f.OpenedOn)];
    }

    /// <summary>One of them; null for any other. Leaves a trace before anything is returned. Six commands.</summary>
    public async Task<FlagPage?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        var viewer = context.Viewer;
        if (await context.SupportFlags.AsNoTracking().Include(f => f.Steps).FirstOrDefaultAsync(f => f.Id == id, cancellation) is not { } flag)
        {
            return null;
        }

        var own = flag.PersonId == viewer.PersonId;
        var names = await context.NamesAsync(flag.Steps.Select(s => (Guid?)s.ById).Append(flag.PersonId), cancellation);
        var opener = await vault.OpenerAsync(new Opening(flag.PersonId, "a flag about your work", nameof(SupportFlag), id, own ? "Own page" : "Looked at a flag"), cancellation);
        var settings = await new SettingQueries(context).ValuesAsync(flag.SchemeId, cancellation);
        return new FlagPage(
            Line(flag, own ? null : names.GetValueOrDefault(flag.PersonId, "")), own, flag.PersonId, flag.Owner, MoveFlag.Acts(viewer.Hat, viewer.PersonId, flag), flag.OthersFrom, own || flag.Rule.EvidenceIsForAll() ? opener(flag.Evidence) : null,
            flag.Reply is { } reply ? opener(reply) : null, flag.RepliedOn,
            [.. flag.Steps.OrderBy(s => s.Number).Select(s => new FlagStepLine(s.State, names.GetValueOrDefault(s.ById), s.Words is { } words ? opener(words) : null, s.On))],
            flag.Rule.InWords(FlagNumbers.Of(settings), LoadRule.Of(settings), HoursRule.Of(settings)), flag.Version);
    }

    private static FlagLine Line(SupportFlag flag, string? name) => new(flag.Id, name, flag.Rule, flag.OpenedOn, flag.State, flag.ActBy);
}
