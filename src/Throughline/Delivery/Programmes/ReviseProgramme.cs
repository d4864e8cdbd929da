using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Delivery.Programmes;

/// <summary>
/// Begins a new version of a programme that is being delivered. Its sessions come along, and its authors and stories except those that were taken out or may
/// not be used any more. Sessions that have been keep the version they ran on.
/// </summary>
public sealed class ReviseProgramme(UnitOfWork unit)
{
    /// <summary>Begins it.</summary>
    /// <param name="versionId">The version that is revised.</param>
    /// <param name="version">The version of the record that the form was opened on.</param>
    /// <param name="changes">What is to change.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The new version's id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="ProgrammeMoveNotOpen"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(Guid versionId, int version, string? changes, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("session-programme-revised"), async writing =>
        {
            var (context, by) = (writing.Context, writing.Viewer.PersonId);
            var (found, refused) = await writing.TakeOwnVersionAsync(versionId, version, cancellation);
            if (found is null)
            {
                return refused!;
            }

            var last = await context.SessionProgrammeVersions.Where(v => v.ProgrammeId == found.ProgrammeId).MaxAsync(v => v.Number, cancellation);
            var made = found.Revise(writing.NewId(), last + 1, changes, writing.Now, by);
            if (!made.Succeeded)
            {
                return made.Refusal!;
            }

            var next = made.Value;
            context.Add(next);
            // Also those whom this coordinator may not see: nobody loses what they wrote because of who revises it.
            var authors = await context.Authorships.IgnoreQueryFilters(DeliveryRules.People).AsNoTracking().Where(a => a.VersionId == versionId && a.TakenOutAt == null).OrderBy(a => a.Wrote).ThenBy(a => a.Id).ToListAsync(cancellation);
            context.AddRange(authors.Select(a => a.CopyTo(writing.NewId(), next, by)));
            var live = context.LiveConsents(found.SchemeId);
            var stories = await context.ProgrammeStories.AsNoTracking()
                .Where(s => s.VersionId == versionId && s.TakenOutAt == null && live.Any(c => c.StoryId == s.StoryId && c.VersionNumber == s.StoryVersion)).OrderBy(s => s.Id).ToListAsync(cancellation);
            context.AddRange(stories.Select(s => s.CopyTo(writing.NewId(), next, writing.Now, by)));
            return next.Id;
        }, cancellation);
}
