using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Training;

// What somebody does or has done of a course, for whoever runs the scheme. What they passed is taken back course by course.
internal sealed class DecidesAboutCourses : IDecidedRecords
{
    public IReadOnlyList<AdverseAct> Decides { get; } = [AdverseAct.StopTraining, AdverseAct.TakeBackTraining];

    public async Task<IReadOnlyList<DecidedRecord>> RecordsAsync(ThroughlineContext context, Guid personId, Guid schemeId, AdverseAct act, CancellationToken cancellation)
    {
        if (!context.Viewer.Runs(schemeId))
        {
            return [];
        }

        var stops = act == AdverseAct.StopTraining;
        var enrolments = await context.Enrolments.AsNoTracking().Where(e => e.PersonId == personId && e.SchemeId == schemeId
            && (stops ? e.State == EnrolmentState.Attending
                : context.Certificates.Any(c => c.EnrolmentId == e.Id && c.RevokedAt == null) || (e.State <= EnrolmentState.Deferred && context.SignOffs.Any(s => s.EnrolmentId == e.Id))))
            .OrderBy(e => e.EnrolledOn).ThenBy(e => e.Id).Select(e => new { e.Id, e.ProgrammeId, e.EnrolledOn }).ToListAsync(cancellation);
        var ids = enrolments.Select(e => e.ProgrammeId).Distinct().ToList();
        var programmes = ids.Count == 0 ? [] : await context.Programmes.AsNoTracking().Include(p => p.Versions.OrderBy(v => v.Number)).Where(p => ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Outline.Title, cancellation);
        return enrolments.ConvertAll(e => new DecidedRecord(e.Id, $"{programmes[e.ProgrammeId]}, since {Typed.Day(e.EnrolledOn)}"));
    }
}
