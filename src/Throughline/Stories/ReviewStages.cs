using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;
using Throughline.Stories.Stages;

namespace Throughline.Stories;

/// <summary>
/// Keeps what the record says today about the four stages, with the codings it rests on and the person's own view (CALC-2). Made by the person, or by
/// a supervisor or coordinator with whom they share stories for supervision; it rests only on what the one who makes it may see.
/// </summary>
public sealed class ReviewStages(UnitOfWork unit, StoryRuleQueries rules)
{
    /// <summary>Makes the review.</summary>
    /// <returns>Its id; <see cref="NotFound"/> for anybody with whom nothing is shared for supervision.</returns>
    public async Task<Outcome<Guid>> RunAsync(Guid personId, CancellationToken cancellation = default)
    {
        var rule = await rules.StageRuleAsync(personId, cancellation);
        return await unit.RunAsync<Guid>(new Act("stages-reviewed"), async writing =>
        {
            var (context, viewer) = (writing.Context, writing.Viewer.PersonId);
            if (viewer != personId && (writing.Viewer.Hat is not (Hat.Supervisor or Hat.Coordinator) || !await context.StoryConsents.AnyAsync(
                c => c.PersonId == personId && c.Purpose == SharingPurpose.SupervisionKey && c.AudiencePersonId == viewer, cancellation)))
            {
                return new NotFound();
            }

            var evidence = await context.AgreedCodings(personId, rule.WindowStart(writing.Today), writing.Today).ToListAsync(cancellation);
            var coders = await context.AgreedMarks(personId).Select(c => new { c.Id, c.CoderId }).ToDictionaryAsync(c => c.Id, c => c.CoderId, cancellation);
            var views = await context.StageViews.AsNoTracking().Where(v => v.PersonId == personId).OrderBy(v => v.Id).ToListAsync(cancellation);
            var newest = views.GroupBy(v => v.Stage).ToDictionary(g => g.Key, g => g.Last());
            var review = StageReview.Of(writing.NewId(), personId, StageProfile.At(evidence, writing.Today, rule), coders, newest, viewer, writing.Now);
            context.Add(review);
            return review.Id;
        }, cancellation);
    }
}

/// <summary>The everyday rule of agreement (CALC-1), said once for the database.</summary>
internal static class AgreedEvidence
{
    /// <summary>The codings of a person that count, between two London dates, as the viewer may see them: one trained coder who is not the owner, and the owner's yes.</summary>
    public static IQueryable<StageEvidence> AgreedCodings(this ThroughlineContext context, Guid personId, DateOnly from, DateOnly to) =>
        context.AgreedMarks(personId)
            .Join(
                context.Stories.Where(s => s.PersonId == personId && s.DeletedAt == null && s.OccasionDate >= from && s.OccasionDate <= to),
                c => c.StoryId, s => s.Id,
                (c, s) => new StageEvidence(c.Id, c.Stage!.Value, c.Polarity!.Value, new Occasion(s.Id, s.OccasionDate), s.Source, c.ExcerptId));

    /// <summary>The same codings as rows, for queries that ask for more beside them.</summary>
    public static IQueryable<Coding> AgreedMarks(this ThroughlineContext context, Guid personId) =>
        context.Codings.AsNoTracking()
            .Where(c => c.PersonId == personId && c.Stage != null && c.CoderTrained && c.CoderId != c.PersonId && c.Answer == OwnerAnswer.ThatsRight);
}
