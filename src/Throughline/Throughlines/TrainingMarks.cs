using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;
using Throughline.Training;

namespace Throughline.Throughlines;

/// <summary>What somebody learned, and helped others to learn, as marks on their throughline.</summary>
internal static class TrainingMarks
{
    private static readonly PerModel<Func<ThroughlineContext, Guid, IAsyncEnumerable<Taken>>> Places = new(() => EF.CompileAsyncQuery((ThroughlineContext context, Guid personId) =>
        from enrolment in context.Enrolments.AsNoTracking()
        join place in context.EnrolmentPlaces on enrolment.Id equals place.EnrolmentId
        join cohort in context.Cohorts on place.CohortId equals cohort.Id
        where enrolment.PersonId == personId
        orderby place.From, place.Number
        select new Taken(enrolment.Id, enrolment.State, enrolment.EndedOn, place.Number, place.From, cohort.Name, cohort.Outline)));

    private static readonly PerModel<Func<ThroughlineContext, Guid, IAsyncEnumerable<Completed>>> Certificates = new(() => EF.CompileAsyncQuery((ThroughlineContext context, Guid personId) =>
        context.Certificates.AsNoTracking().Where(c => c.PersonId == personId && c.RevokedAt == null).Select(c => new Completed(c.Id, c.EnrolmentId, c.CompletedOn))));

    private static readonly PerModel<Func<ThroughlineContext, Guid, IAsyncEnumerable<Seen>>> Parts = new(() => EF.CompileAsyncQuery((ThroughlineContext context, Guid personId) =>
        context.SignOffs.AsNoTracking().Where(s => s.PersonId == personId).Select(s => new Seen(s.EnrolmentId, s.Competency, s.SeenOn))));

    /// <summary>The lane, as the viewer may see it. Four commands.</summary>
    /// <param name="context">The viewer's context: what a label sunset or a wall covers is not in it.</param>
    /// <param name="personId">Whose line.</param>
    /// <param name="own">Whether they look at their own.</param>
    /// <param name="today">Today's London date.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<MarkLane> LaneAsync(ThroughlineContext context, Guid personId, bool own, DateOnly today, CancellationToken cancellation)
    {
        var places = await Places.For(context)(context, personId).ToListAsync(cancellation);
        var certificates = await Certificates.For(context)(context, personId).ToListAsync(cancellation);
        var parts = await Parts.For(context)(context, personId).ToListAsync(cancellation);
        var ran = await (from facilitation in context.Facilitations.AsNoTracking()
                         join cohort in context.Cohorts on facilitation.CohortId equals cohort.Id
                         where facilitation.PersonId == personId
                         select new
                         {
                             facilitation.From,
                             cohort.Name,
                             // As everywhere else: once the label has set, others see the plain title.
                             Role = !own && facilitation.TellsOfThePast && context.LabelsSet(today).Any(s => s.Id == personId)
                                 ? facilitation.RolePlainTitle : facilitation.RoleTitle,
                         }).ToListAsync(cancellation);

        var all = own ? "/training/mine" : $"/training/people/{personId}";
        return new MarkLane("training", "Learning", LaneGlyph.Square,
        [
            .. places.Select(p => new LaneMark(p.From, p.Number == 1 ? $"a place on “{p.Outline.Title}”, {p.Cohort}" : $"goes on with {p.Cohort}", $"/training/courses/{p.Id}")),
            .. places.Where(p => p.EndedOn is not null && p.State != EnrolmentState.Completed).DistinctBy(p => p.Id)
                .Select(p => new LaneMark(p.EndedOn!.Value, $"stopped “{p.Outline.Title}”", $"/training/courses/{p.Id}")),
            .. certificates.Select(c => new LaneMark(c.CompletedOn, $"a certificate for “{places.Find(p => p.Id == c.EnrolmentId)?.Outline.Title ?? "a course"}”", $"/training/certificates/{c.Id}")),
            .. parts.Select(p => new LaneMark(p.SeenOn, $"signed off: {p.Competency}", $"/training/courses/{p.EnrolmentId}#parts")),
            .. ran.Select(r => new LaneMark(r.From, $"helps to run {r.Name}, as {char.ToLowerInvariant(r.Role[0])}{r.Role[1..]}", all)),
        ]);
    }

    private sealed record Taken(Guid Id, EnrolmentState State, DateOnly? EndedOn, int Number, DateOnly From, string Cohort, ProgrammeOutline Outline);

    private sealed record Completed(Guid Id, Guid EnrolmentId, DateOnly CompletedOn);

    private sealed record Seen(Guid EnrolmentId, string Competency, DateOnly SeenOn);
}
