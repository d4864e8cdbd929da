using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>
/// Nobody becomes active without the training their role asks for, or the same done elsewhere (INV-033). In training is who has a place on a course;
/// trained is who has finished it. A role that asks for no training is not asked about it.
/// </summary>
internal sealed class TrainingGuard : IRoleGuard
{
    public async Task<Refusal?> CheckAsync(Writing writing, RoleHolding holding, RoleDefinition role, RoleState to, DateOnly on, CancellationToken cancellation)
    {
        // Coming back from a pause is not becoming active: whoever did the work before may do it again.
        var asked = to is RoleState.InTraining or RoleState.TrainedAwaitingClearance || (to == RoleState.ActiveSupervised && holding.State == RoleState.TrainedAwaitingClearance);
        if (!asked || await writing.Context.NeededAsync(role, cancellation) is not { } needed)
        {
            return null;
        }

        var standing = await TrainingStanding.OfAsync(writing.Context, holding.PersonId, holding.SchemeId, needed, cancellation);
        if (standing.Finished || standing.Elsewhere)
        {
            return null;
        }

        // What is being written with this move is not in the database yet.
        var local = writing.Context.Enrolments.Local;
        if (to == RoleState.InTraining)
        {
            var has = local.Any(e => e.HoldingId == holding.Id && e.State.IsOpen())
                || writing.Context.TrainingElsewhere.Local.Any(t => t.PersonId == holding.PersonId && t.ProgrammeKey == needed)
                || await writing.Context.Enrolments.AnyAsync(e => e.HoldingId == holding.Id && e.State <= EnrolmentState.Deferred, cancellation);
            return has ? null : new NeedsAPlace(standing.Programme);
        }

        return local.Any(e => e.PersonId == holding.PersonId && e.ProgrammeId == standing.ProgrammeId && e.State == EnrolmentState.Completed)
            || writing.Context.TrainingElsewhere.Local.Any(t => t.PersonId == holding.PersonId && t.SchemeId == holding.SchemeId && t.ProgrammeKey == needed)
            ? null
            : new TrainingNotFinished(standing.Programme, standing.Missing);
    }
}

/// <summary>How somebody stands with the training that a role asks for.</summary>
/// <param name="ProgrammeId">The programme; null where nobody in the scheme has done it yet.</param>
/// <param name="Programme">What it is called.</param>
/// <param name="Finished">Whether they have finished it here.</param>
/// <param name="Elsewhere">Whether the same training elsewhere is written down.</param>
/// <param name="EnrolmentId">Their newest enrolment on it.</param>
/// <param name="Missing">What is missing, where they have begun.</param>
internal sealed record TrainingStanding(Guid? ProgrammeId, string Programme, bool Finished, bool Elsewhere, Guid? EnrolmentId, IReadOnlyList<string> Missing)
{
    /// <summary>Works it out, in eight commands at most.</summary>
    public static async Task<TrainingStanding> OfAsync(ThroughlineContext context, Guid personId, Guid schemeId, string needed, CancellationToken cancellation)
    {
        var programme = await context.Programmes.AsNoTracking().Include(p => p.Versions.OrderBy(v => v.Number))
            .FirstOrDefaultAsync(p => p.SchemeId == schemeId && p.Key == needed, cancellation);
        var scheme = await context.Schemes.AsNoTracking().SingleAsync(s => s.Id == schemeId, cancellation);
        var title = programme?.Outline.Title ?? ProgrammeTemplates.OfScheme(SchemeTemplates.Of(scheme), needed)?.Title ?? needed;
        var elsewhere = await context.TrainingElsewhere.AnyAsync(t => t.PersonId == personId && t.SchemeId == schemeId && t.ProgrammeKey == needed, cancellation);
        var id = programme?.Id;
        var enrolments = id is null ? [] : await context.Enrolments.AsNoTracking().Where(e => e.PersonId == personId && e.ProgrammeId == id)
            .OrderByDescending(e => e.Id).Select(e => new { e.Id, e.State }).ToListAsync(cancellation);
        var finished = enrolments.Exists(e => e.State == EnrolmentState.Completed);
        IReadOnlyList<string> missing = [];
        if (!finished && enrolments.Count > 0 && (await context.OutlinesAsync([enrolments[0].Id], cancellation)) is { Count: 1 } outlines)
        {
            missing = (await context.ProgressAsync(outlines, cancellation))[enrolments[0].Id].Missing;
        }

        return new TrainingStanding(id, title, finished, elsewhere, enrolments.FirstOrDefault()?.Id, missing);
    }
}

/// <summary>In training is who has a place on a course.</summary>
/// <param name="Programme">The course.</param>
public sealed record NeedsAPlace(string Programme) : Refusal("needs-a-place")
{
    /// <inheritdoc />
    public override string Sentence => $"Training begins with a place on “{Programme}”. Give them one under Training, and their role moves by itself.";
}
