using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>A decision that waits for a second person, or was looked at.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Name">Whom it is about, such as both of a match; null where no name may be told.</param>
/// <param name="Act">The decision.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="Mine">True where the viewer is the second person.</param>
/// <param name="Agreed">Whether the second person agrees; null while it waits.</param>
/// <param name="Why">Why, and what was looked at; null when it can no longer be opened.</param>
/// <param name="Until">The last London date on which it waits or stands.</param>
public sealed record SecondLookLine(Guid Id, int Version, string? Name, AdverseAct Act, DateTimeOffset AskedAt, bool Mine, bool? Agreed, string? Why, DateOnly Until);

/// <summary>Decisions that wait for a second person: those the viewer asks for, and those the viewer is asked about.</summary>
public sealed class SecondLookQueries(ThroughlineContext context, Vault vault, IEnumerable<IDecidesAbout> decides, IEnumerable<IDecidedRecords> records)
{
    /// <summary>The viewer's that wait or still stand, the newest first. Two commands, three for each scheme, and a trace for each person.</summary>
    public async Task<IReadOnlyList<SecondLookLine>> MineAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var rows = await context.SecondLooks.AsNoTracking().Where(l => l.UsedAt == null).OrderByDescending(l => l.AskedAt).ThenByDescending(l => l.Id).Take(100)
            .Select(l => new { l.Id, l.Version, l.PersonId, l.AlsoAboutId, l.SchemeId, l.Act, l.AskedAt, l.AnsweredAt, l.ApproverId, l.Agreed, l.Why })
            .ToListAsync(cancellation);
        Dictionary<Guid, int> days = [];
        foreach (var scheme in rows.Select(r => r.SchemeId).Distinct().ToList())
        {
            days[scheme] = await SecondPerson.DaysAsync(context, scheme, cancellation);
            var (from, stands) = (SecondPerson.From(context.Now.LondonDate(), days[scheme]), await SecondPerson.StandsAsync(context, viewer, scheme, cancellation));
            rows.RemoveAll(r => r.SchemeId == scheme && ((r.AnsweredAt ?? r.AskedAt) < from || (r.ApproverId == viewer && !stands)));
        }

        if (rows.Count == 0)
        {
            return [];
        }

        var names = await context.NamesAsync(rows.SelectMany(r => new[] { r.PersonId, r.AlsoAboutId }), cancellation);
        Dictionary<Guid, string?> words = [];
        foreach (var person in rows.GroupBy(r => r.PersonId))
        {
            var opened = await vault.OpenAsync(
                new Opening(person.Key, "a decision that waits for a second person", nameof(SecondLook), Guid.Empty, "A second person looks at decisions"), [.. person.Select(r => r.Why)], cancellation);
            foreach (var (row, text) in person.Zip(opened))
            {
                words[row.Id] = text;
            }
        }

        return rows.ConvertAll(r => new SecondLookLine(
            r.Id, r.Version, NameOf(r.PersonId, r.AlsoAboutId), r.Act, r.AskedAt, r.ApproverId == viewer, r.Agreed, words[r.Id],
            (r.AnsweredAt ?? r.AskedAt).LondonDate().AddDays(days[r.SchemeId])));

        string? NameOf(Guid person, Guid? also) => names.GetValueOrDefault(person) is not { } name ? null
            : also is { } other && names.TryGetValue(other, out var second) ? $"{name} and {second}" : name;
    }

    /// <summary>
    /// The people about whom the viewer could decide, by name: the first three hundred, and before them whoever was chosen already. One command, and one for each kind of decision
    /// that reaches further; twice as many where whoever was chosen is not among them.
    /// </summary>
    public async Task<IReadOnlyList<Named>> PeopleAsync(Guid? chosen = null, CancellationToken cancellation = default)
    {
        if (!AskSecondPerson.Hats.Contains(context.Viewer.Hat))
        {
            return [];
        }

        var people = await Deciding.PeopleAsync(context, decides, cancellation);
        return chosen is { } one && people.All(p => p.Id != one) ? [.. await Deciding.PeopleAsync(context, decides, cancellation, only: one), .. people] : people;
    }

    /// <summary>What of somebody's in a scheme a decision could be about; nothing where decisions of the kind are about no record. Eight commands at most.</summary>
    public async Task<IReadOnlyList<DecidedRecord>> RecordsAsync(Guid personId, Guid schemeId, AdverseAct act, CancellationToken cancellation = default) =>
        AskSecondPerson.Hats.Contains(context.Viewer.Hat) && context.Viewer.SchemeIds.Contains(schemeId)
            && (await Deciding.PeopleAsync(context, decides, cancellation, only: personId)).Count > 0
                ? await Deciding.RecordsAsync(context, records, personId, schemeId, act, cancellation) ?? [] : [];
}
