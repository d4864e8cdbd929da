using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Calendar;

/// <summary>Says whether the viewer's own link names places. The link itself stays.</summary>
public sealed class ChangeCalendarLink(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <param name="showsPlaces">Whether it names the site of a thing.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns><see cref="Done"/>, or <see cref="NoCalendarLink"/>.</returns>
    public Task<Outcome<Done>> RunAsync(bool showsPlaces, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("calendar-link-changed"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            await writing.LockAsync(own, cancellation);
            if (await writing.Context.CalendarLinks.FirstOrDefaultAsync(l => l.PersonId == own, cancellation) is not { } link)
            {
                return new NoCalendarLink();
            }

            link.Show(showsPlaces);
            return new Done();
        }, cancellation);
}

/// <summary>There is no link to change.</summary>
public sealed record NoCalendarLink() : Refusal("no-calendar-link")
{
    /// <inheritdoc />
    public override string Sentence => "You have no link now. Make one first.";
}
