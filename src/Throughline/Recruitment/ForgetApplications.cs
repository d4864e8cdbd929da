using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>
/// Lets go of the words of applications that led to no role, once they have been kept as long as the scheme says. Dates, route and outcome stay, so that
/// who applied is still counted. Run by the scheduler, as the system.
/// </summary>
public sealed class ForgetApplications(UnitOfWork unit)
{
    /// <summary>Most applications in one write.</summary>
    public const int Most = 200;

    /// <summary>Lets go of what is due.</summary>
    /// <returns>How many applications; at most <see cref="Most"/>: call again until there are none.</returns>
    public Task<Outcome<int>> RunAsync(CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("applications-forgotten"), async writing =>
        {
            var context = writing.Context;
            if (writing.Viewer.Hat != People.Hat.System)
            {
                return new NotAllowed();
            }

            var count = 0;
            var schemes = await context.Applications.Where(a => a.Brings != null && a.ClosedOn != null).Select(a => a.SchemeId).Distinct().ToListAsync(cancellation);
            var settings = new SettingQueries(context);
            foreach (var scheme in schemes)
            {
                var before = writing.Today.AddMonths(-(await settings.ValuesAsync(scheme, cancellation)).Whole(SettingKeys.KeepApplicantMonths));
                var due = await context.Applications
                    .Where(a => a.SchemeId == scheme && a.Brings != null && a.ClosedOn < before && a.State != ApplicationState.Accepted)
                    .OrderBy(a => a.Id).Take(Most - count).ToListAsync(cancellation);
                var ids = due.ConvertAll(a => a.Id);
                due.ForEach(a => a.Forget());
                context.RemoveRange(await context.Conversations.Where(c => ids.Contains(c.ApplicationId)).ToListAsync(cancellation));
                context.RemoveRange(await context.PanelViews.Where(v => ids.Contains(v.ApplicationId)).ToListAsync(cancellation));
                context.RemoveRange(await context.PanelSeats.Where(s => ids.Contains(s.ApplicationId)).ToListAsync(cancellation));
                foreach (var inspiration in await context.Inspirations.Where(i => ids.Contains(i.ApplicationId) && i.State != InspirationState.Named && i.State != InspirationState.Anonymous).ToListAsync(cancellation))
                {
                    inspiration.LeaveAnonymous();
                }

                count += due.Count;
                if (count >= Most)
                {
                    break;
                }
            }

            return count;
        }, cancellation, WriteTurn.Batch);
}
