using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Calendar;

/// <summary>
/// A person's calendar for whoever holds their link. It is read as that person sees it, under each hat they hold today: walls hold, and what belonged to a
/// role goes when the role ends. That it was read is on their record, once a day: a phone asks many times.
/// </summary>
public sealed class CalendarFeedQueries(IDatabaseEngine engine, TimeProvider clock)
{
    /// <summary>How far back it goes, in days.</summary>
    public const int DaysBack = 28;

    /// <summary>How far ahead it goes, in days.</summary>
    public const int DaysAhead = 120;

    /// <summary>The calendar as a file; null for a link that has ended, or never was. The trace is written before anything is returned.</summary>
    /// <param name="token">The secret of the link.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<string?> ReadAsync(string? token, CancellationToken cancellation = default)
    {
        if (token is not { Length: CalendarLink.TokenLength })
        {
            return null;
        }

        var (now, today, hash) = (clock.Now(), clock.Today(), CalendarLink.Hash(token));
        Guid person;
        bool places;
        await using (var system = engine.OpenReader(Viewer.System))
        {
            var link = await system.CalendarLinks.AsNoTracking()
                .Where(l => l.TokenHash == hash && system.People.Any(p => p.Id == l.PersonId && p.ErasedAt == null)
                    && !system.Accounts.Any(a => a.PersonId == l.PersonId && a.State == AccountState.Closed))
                .Select(l => new { l.PersonId, l.ShowsPlaces }).FirstOrDefaultAsync(cancellation);
            if (link is null)
            {
                return null;
            }

            (person, places) = (link.PersonId, link.ShowsPlaces);
            var begun = today.StartInLondon();
            if (!await system.AuditEvents.AnyAsync(e => e.SubjectId == person && e.RecordType == nameof(CalendarLink) && e.Kind == AuditKind.Read && e.At >= begun, cancellation))
            {
                var details = JsonSerializer.Serialize(new ReadDetails("your calendar", "Whoever holds your calendar link"));
                await engine.AppendAsync(new AuditDraft(now, null, Hat.System, AuditKind.Read, "opened", person, nameof(CalendarLink), person, details), cancellation);
            }
        }

        List<CalendarEntry> entries = [];
        foreach (var held in (await new HatQueries(engine, clock).OfAsync(person, cancellation)).Where(h => CalendarEntries.Hats.Contains(h.Hat)))
        {
            await using var context = engine.OpenReader(new Viewer(person, held.Hat, held.SchemeIds));
            context.Now = now;
            entries.AddRange(await CalendarEntries.ReadAsync(context, clock, today.AddDays(-DaysBack), today.AddDays(DaysAhead), cancellation));
        }

        return CalendarFile.Write(entries.DistinctBy(e => (e.Kind, e.RecordId, e.On)), token, places, now);
    }
}
