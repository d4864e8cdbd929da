using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Calendar;

/// <summary>
/// Makes the viewer's own link to their calendar; the one before ends in the same moment. The answer is a secret, so a repeat of the same form makes another
/// link rather than giving the first one's secret again.
/// </summary>
public sealed class MakeCalendarLink(UnitOfWork unit, CurrentViewer current)
{
    /// <summary>Makes it.</summary>
    /// <param name="showsPlaces">Whether it names the site of a thing.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns>The secret, kept nowhere; or <see cref="NotFound"/> for a viewer without a record, <see cref="NotAllowed"/> under a hat that has no day.</returns>
    public Task<Outcome<string>> RunAsync(bool showsPlaces, CancellationToken cancellation = default) =>
        unit.RunAsAsync<string>(current.Viewer, new Act("calendar-link-made"), async writing =>
        {
            if (!CalendarEntries.Hats.Contains(writing.Viewer.Hat))
            {
                return new NotAllowed();
            }

            var own = writing.Viewer.PersonId;
            if (!await writing.LockAsync(own, cancellation))
            {
                return new NotFound();
            }

            var link = await writing.Context.CalendarLinks.FirstOrDefaultAsync(l => l.PersonId == own, cancellation);
            if (link is null)
            {
                link = CalendarLink.Of(own);
                writing.Context.Add(link);
            }

            return link.Make(showsPlaces, writing.Now);
        }, cancellation);
}
