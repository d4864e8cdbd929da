using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;
using Throughline.Stories.Stages;

namespace Throughline.Stories;

/// <summary>
/// Keeps what the record says today about the four stages, with the codings it rests on and the person's own view (CALC-2). Made by the person, or by
/// a supervisor or coordinator with whom they share stories for supervision; theirs rests only on what is shared with them for that.
/// </summary>
public sealed class ReviewStages(UnitOfWork unit, StoryRuleQueries rules)
{
    /// <summary>Makes the review.</summary>
    /// <param name="personId">Whose review.</param>
    /// <param name="note">What they talked about, where a supervisor wants to write it down.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <returns>Its id; <see cref="NotFound"/> for anybody with whom nothing is shared for supervision; <see cref="Invalid"/>.</returns>
    public async Task<Outcome<Guid>> RunAsync(Guid personId, string? note = null, CancellationToken cancellation = default)
    {
        var rule = await rules.StageRuleAsync(personId, cancellation);
        return await unit.RunAsync<Guid>(new Act("stages-reviewed"), async writing =>
        {
            var (context, viewer) = (writing.Context, writing.Viewer.PersonId);
            if (viewer != personId && !await context.SharesForSupervisionAsync(personId, cancellation))
            {
                return new NotFound();
            }

            if (note?.Length > StageReview.WordsMaxLength)
            {
                return new Invalid("Note", $"Use {StageReview.WordsMaxLength:N0} characters or fewer");
            }

            var evidence = await context.ReviewedCodings(personId, rule.WindowStart(writing.Today), writing.Today).ToListAsync(cancellation);
            var coders = await context.AgreedMarks(personId).Select(c => new { c.Id, c.CoderId }).ToDictionaryAsync(c => c.Id, c => c.CoderId, cancellation);
            var views = await context.StageViews.AsNoTracking().Where(v => v.PersonId == personId).OrderBy(v => v.Id).ToListAsync(cancellation);
            var newest = views.GroupBy(v => v.Stage).ToDictionary(g => g.Key, g => g.Last());
            var review = StageReview.Of(writing.NewId(), personId, StageProfile.At(evidence, writing.Today, rule), coders, newest, viewer, writing.SealOptional(personId, note), writing.Now);
            context.Add(review);
            return review.Id;
        }, cancellation);
    }
}

/// <summary>The everyday rule of agreement (CALC-1), said once for the database.</summary>
internal static class AgreedEvidence
{
    /// <summary>
    /// The codings that a status rests on, between two London dates, in the shape that the calculation needs. The date is that of the version that was
    /// marked: a later change of the story moves none of it (INV-150).
    /// </summary>
    public static IQueryable<StageEvidence> ReviewedCodings(this ThroughlineContext context, Guid personId, DateOnly from, DateOnly to) =>
        context.ReviewedMarks(personId)
            .Join(
                context.Stories.Where(s => s.PersonId == personId && s.DeletedAt == null),
                c => c.StoryId, s => s.Id, (c, s) => new { Coding = c, Story = s })
            .Join(
                context.StoryVersions.Where(v => v.PersonId == personId && v.OccasionDate >= from && v.OccasionDate <= to),
                e => e.Coding.VersionId, v => v.Id, (e, v) => new { e.Coding, e.Story, v.OccasionDate })
            .OrderBy(e => e.OccasionDate).ThenBy(e => e.Coding.Id)
            .Select(e => new StageEvidence(
                e.Coding.Id, e.Coding.Stage!.Value, e.Coding.Polarity!.Value, new Occasion(e.Story.Id, e.OccasionDate), e.Story.Source, e.Coding.ExcerptId));

    /// <summary>
    /// The codings that a status rests on: all that count for the person themself; for anybody else those in words that are shared with them for
    /// supervision, and not what they may read for another purpose (E10).
    /// </summary>
    public static IQueryable<Coding> ReviewedMarks(this ThroughlineContext context, Guid personId)
    {
        var (viewer, agreed) = (context.Viewer.PersonId, context.AgreedMarks(personId));
        return viewer == personId || context.Viewer.Hat == Hat.System ? agreed : agreed.Where(c => context.StoryConsents.Any(g => g.StoryId == c.StoryId && g.VersionNumber == c.VersionNumber
            && g.Purpose == SharingPurpose.SupervisionKey && g.AudiencePersonId == viewer));
    }

    /// <summary>True when the viewer, under a hat that supervises, is somebody with whom the person shares a story for supervision.</summary>
    public static async Task<bool> SharesForSupervisionAsync(this ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        var viewer = context.Viewer;
        return viewer.PersonId != personId && viewer.Hat is Hat.Supervisor or Hat.Coordinator && await context.StoryConsents.AnyAsync(
            c => c.PersonId == personId && c.Purpose == SharingPurpose.SupervisionKey && c.AudiencePersonId == viewer.PersonId, cancellation);
    }

    /// <summary>
    /// The codings of a person that count, as far as the viewer may see them for whatever purpose: one trained coder who is not the owner, the owner's yes
    /// to the mark, and where the words are an act that a colleague noted, the owner's yes to that too.
    /// </summary>
    public static IQueryable<Coding> AgreedMarks(this ThroughlineContext context, Guid personId) =>
        context.Codings.AsNoTracking()
            .Where(c => c.PersonId == personId && c.Stage != null && c.CoderTrained && c.CoderId != c.PersonId && c.Answer == OwnerAnswer.ThatsRight
                && context.Stories.Any(s => s.Id == c.StoryId && s.DeletedAt == null
                    && (s.Kind != StoryKind.Act || s.AuthorId == s.PersonId || s.Agreed == OwnerAnswer.ThatsRight)));
}
