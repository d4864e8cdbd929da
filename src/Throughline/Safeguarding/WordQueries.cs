using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Somebody who was told that the viewer would like a word.</summary>
/// <param name="Name">Their name; null where the viewer may not know.</param>
/// <param name="Role">As whom.</param>
/// <param name="At">When they were to be told.</param>
/// <param name="SentAt">When a message went to them; null while none has.</param>
public sealed record ToldOfWord(string? Name, PagedAs Role, DateTimeOffset At, DateTimeOffset? SentAt);

/// <summary>The viewer's last word.</summary>
/// <param name="At">When they asked.</param>
/// <param name="SeenBy">Who has seen it; null for nobody yet, or somebody the viewer may not know.</param>
/// <param name="SeenAt">When.</param>
/// <param name="Told">Who was told, the first first.</param>
/// <param name="Calling">How far telling somebody has come.</param>
public sealed record MyWord(DateTimeOffset At, string? SeenBy, DateTimeOffset? SeenAt, IReadOnlyList<ToldOfWord> Told, Calling Calling);

/// <summary>Words that the viewer asked for.</summary>
public sealed class WordQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>The last one; null where there is none. Four commands.</summary>
    public async Task<MyWord?> MineAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        if (await context.WordRequests.AsNoTracking().Where(w => w.PersonId == viewer).OrderByDescending(w => w.At).ThenByDescending(w => w.Id).FirstOrDefaultAsync(cancellation) is not { } word)
        {
            return null;
        }

        // The clock before its pages: a step taken in between would look like one that found nobody.
        var next = await context.DutyAlarms.AsNoTracking().Where(a => a.Id == word.Id && a.AnsweredAt == null).Select(a => (DateTimeOffset?)a.NextAt).FirstOrDefaultAsync(cancellation);
        var pages = await context.DutyPages.AsNoTracking().Where(p => p.CaseId == word.Id).OrderBy(p => p.Step).Select(p => new { p.PersonId, p.Role, p.At, p.SentAt }).ToListAsync(cancellation);
        var names = await context.NamesAsync(pages.Select(p => (Guid?)p.PersonId).Append(word.SeenById), cancellation);
        return new MyWord(
            word.At, word.SeenById is { } by ? names.GetValueOrDefault(by) : null, word.SeenAt,
            [.. pages.Select(p => new ToldOfWord(names.GetValueOrDefault(p.PersonId), p.Role, p.At, p.SentAt))], CallingSoFar.Of(word.At, next, pages.ConvertAll(p => p.SentAt), clock.Now()));
    }
}
