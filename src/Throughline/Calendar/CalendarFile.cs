using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Throughline.Calendar;

/// <summary>
/// Entries as an iCalendar file (RFC 5545): neutral titles, times on London's clocks with the rule of its zone, and nothing that can be read back to a record. What
/// is off is not in it, so that it vanishes wherever it had been copied.
/// </summary>
internal static class CalendarFile
{
    private const string Zone = "Europe/London";

    /// <summary>Writes it.</summary>
    /// <param name="entries">The entries, in any order.</param>
    /// <param name="token">The secret of the link: what makes the names of its events its own.</param>
    /// <param name="places">Whether sites are named.</param>
    /// <param name="now">The present instant.</param>
    public static string Write(IEnumerable<CalendarEntry> entries, string token, bool places, DateTimeOffset now)
    {
        var file = new Ical.Net.Calendar { Method = "PUBLISH", ProductId = "-//Calendar//EN" };
        file.AddTimeZone(VTimeZone.FromDateTimeZone(Zone, new DateTime(now.Year - 1, 1, 1, 0, 0, 0, DateTimeKind.Unspecified), false));
        foreach (var entry in entries.Where(e => e.Off is null).OrderBy(e => e.On).ThenBy(e => e.StartsAt ?? DateTimeOffset.MinValue).ThenBy(e => e.Kind).ThenBy(e => e.RecordId))
        {
            if (NeutralTitle.Of(entry.Kind) is not { } title)
            {
                continue;
            }

            var item = new CalendarEvent
            {
                Uid = Name(entry, token),
                Summary = title,
                Class = "PRIVATE",
                DtStamp = new CalDateTime(now.UtcDateTime, "UTC"),
                Start = entry.StartsAt is { } starts ? At(starts) : new CalDateTime(entry.On),
            };
            if (entry.StartsAt is { } from)
            {
                item.End = At(entry.EndsAt ?? from.AddHours(1));
            }

            if (places && entry.Site is { } site)
            {
                item.Location = site;
            }

            file.Events.Add(item);
        }

        return new CalendarSerializer().SerializeToString(file) ?? "";
    }

    // In the hour that London's clocks show twice, a time on them means the first; the second is written as it is everywhere.
    private static CalDateTime At(DateTimeOffset instant)
    {
        var local = instant.InLondon().DateTime;
        return DateOnly.FromDateTime(local).AtInLondon(TimeOnly.FromDateTime(local)) == instant
            ? new CalDateTime(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Zone)
            : new CalDateTime(instant.UtcDateTime, "UTC");
    }

    private static string Name(CalendarEntry entry, string token)
    {
        var of = string.Create(CultureInfo.InvariantCulture, $"{(int)entry.Kind}/{entry.RecordId:N}/{entry.On:yyyyMMdd}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(of))[..16]);
    }
}
