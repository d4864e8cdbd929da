using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>What goes of reminders when a person is erased: what was to be told to them, their turns, and how they wanted to be told.</summary>
internal static class EraseReminders
{
    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        string[] filters = [ThroughlineContext.OwnFilter];
        context.RemoveRange(await context.Reminders.IgnoreQueryFilters(filters).Where(r => r.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.ReminderTurns.IgnoreQueryFilters(filters).Where(t => t.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.ReminderChoices.IgnoreQueryFilters(filters).Where(c => c.PersonId == personId).ToListAsync(cancellation));
    }
}
