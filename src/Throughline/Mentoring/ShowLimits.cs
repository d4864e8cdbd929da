using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Says that somebody was told what stays between them and their mentor and what cannot: they read it, or somebody went through it with them.</summary>
public sealed class ShowLimits(UnitOfWork unit)
{
    /// <summary>Says it, with the present time as its date. Once for each version of the text; again does nothing.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid personId, Guid schemeId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("limits-shown"), async writing =>
        {
            var (context, viewer) = (writing.Context, writing.Viewer);
            var may = viewer.PersonId == personId
                ? await context.IsWorkedWithAsync(personId, schemeId, writing.Today, cancellation)
                : viewer.PersonId != Guid.Empty && (viewer.Hat == Hat.PeerWorker
                    ? await context.Matches.AnyAsync(m => m.PersonId == personId && m.SchemeId == schemeId && m.MentorId == viewer.PersonId && m.ClosedOn == null, cancellation)
                    : viewer.Runs(schemeId) && await context.IsWorkedWithAsync(personId, schemeId, writing.Today, cancellation));
            if (!may || !await writing.LockPastReachAsync(personId, cancellation))
            {
                return new NotFound();
            }

            if (!await context.LimitsShown.AnyAsync(l => l.PersonId == personId && l.SchemeId == schemeId && l.Text == ConfidentialityLimits.Version, cancellation))
            {
                context.Add(new LimitsShown(writing.NewId(), personId, schemeId, ConfidentialityLimits.Version, viewer.PersonId, writing.Now));
            }

            return new Done();
        }, cancellation);
}
