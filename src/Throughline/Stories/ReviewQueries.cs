using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Stories.Stages;

namespace Throughline.Stories;

/// <summary>What the record said at one review, as far as the viewer may see what it rested on.</summary>
/// <param name="Id">The review.</param>
/// <param name="PersonId">Whose review.</param>
/// <param name="On">The London date.</param>
/// <param name="ReviewerName">Who made it; null where the person did.</param>
/// <param name="ReviewerRole">The role they held then.</param>
/// <param name="Stages">The four stages, in the field's order.</param>
/// <param name="Note">What they talked about, in the reviewer's words; null where nothing was written.</param>
/// <param name="Reply">What the person says to it; null for "not yet given".</param>
public sealed record StageReviewReading(
    Guid Id, Guid PersonId, DateOnly On, string? ReviewerName, string? ReviewerRole, IReadOnlyList<StageReviewLine> Stages, string? Note, string? Reply)
{
    /// <summary>Who made it, with the role they held then; null where the person did.</summary>
    public string? By => ReviewerRole is { } role ? $"{ReviewerName} ({role})" : ReviewerName;

    /// <summary>How each stage moved from an earlier review to this one.</summary>
    public IEnumerable<StageMovement> MovedSince(StageReviewReading earlier) =>
        Stages.Zip(earlier.Stages, (now, before) => new StageMovement(now.Reading.Stage, earlier.On, before.Reading.Status, On, now.Reading.Status));
}

/// <summary>One stage at one review.</summary>
/// <param name="Reading">What the record said, with every mark it rested on.</param>
/// <param name="OwnStanding">What the person said of themselves then; null for "not yet given".</param>
public sealed record StageReviewLine(StageReading Reading, OwnStanding? OwnStanding);

/// <summary>Somebody with whom the viewer looks at the stages.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Stories">How many stories they share for supervision.</param>
/// <param name="LastOn">The London date of the last review by the viewer; null for none yet.</param>
/// <param name="NextBy">By when the next is due; null where none has been made.</param>
public sealed record ReviewedPerson(Guid PersonId, string Name, int Stories, DateOnly? LastOn, DateOnly? NextBy);

/// <summary>What a supervisor looks at before they keep a review.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Name">What the person is called.</param>
/// <param name="Profile">What the record says today, from the words shared for supervision.</param>
/// <param name="Marks">Every mark that it rests on, by its id, opened with its passage.</param>
/// <param name="Views">The person's own view of each stage; a stage without one is "not yet given".</param>
/// <param name="Stories">The stories shared for supervision.</param>
/// <param name="Reviews">The viewer's earlier reviews, the newest first.</param>
/// <param name="NextBy">By when the next is due; null where none has been made.</param>
public sealed record ReviewPage(
    Guid PersonId, string Name, StageProfile Profile, IReadOnlyDictionary<Guid, MarkReading> Marks, IReadOnlyDictionary<Stage, StageViewReading> Views,
    IReadOnlyList<SharedStory> Stories, IReadOnlyList<StageReviewReading> Reviews, DateOnly? NextBy);

/// <summary>
/// Reviews of the four stages (CALC-2). Each says again what it said from the marks that the viewer may see: one by somebody they are walled off
/// from shows neither in a count nor in a status.
/// </summary>
public sealed class ReviewQueries(ThroughlineContext context, Vault vault, StoryQueries stories, StoryRuleQueries rules, TimeProvider clock)
{
    /// <summary>Those who share a story with the viewer for supervision, by name. Five commands.</summary>
    public async Task<IReadOnlyList<ReviewedPerson>> ListAsync(CancellationToken cancellation = default)
    {
        var (viewer, every) = (context.Viewer.PersonId, await rules.ReviewEveryDaysAsync(cancellation));
        var shared = await context.StoryConsents.AsNoTracking()
            .Where(c => c.PersonId != viewer && c.Purpose == SharingPurpose.SupervisionKey && c.AudiencePersonId == viewer)
            .GroupBy(c => c.PersonId)
            .Select(g => new { PersonId = g.Key, Stories = g.Select(c => c.StoryId).Distinct().Count() })
            .ToListAsync(cancellation);
        var ids = shared.ConvertAll(s => s.PersonId);
        var last = await context.StageReviews.AsNoTracking()
            .Where(r => r.ReviewerId == viewer && ids.Contains(r.PersonId))
            .GroupBy(r => r.PersonId)
            .Select(g => new { PersonId = g.Key, On = g.Max(r => r.On) })
            .ToDictionaryAsync(r => r.PersonId, r => r.On, cancellation);
        var people = await context.NamesOfAsync(ids, cancellation);
        return
        [
            .. shared.Where(s => people.ContainsKey(s.PersonId))
                .Select(s => new ReviewedPerson(
                    s.PersonId, people.Of(s.PersonId).Name, s.Stories, last.TryGetValue(s.PersonId, out var on) ? on : null, last.TryGetValue(s.PersonId, out var from) ? from.AddDays(every) : null))
                .OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.PersonId),
        ];
    }

    /// <summary>What a supervisor looks at with somebody; null for anybody who shares nothing with the viewer for supervision. Leaves its traces first.</summary>
    public async Task<ReviewPage?> FindAsync(Guid personId, CancellationToken cancellation = default)
    {
        if (!await context.SharesForSupervisionAsync(personId, cancellation))
        {
            return null;
        }

        var (viewer, today) = (context.Viewer.PersonId, clock.Today());
        var rule = await rules.StageRuleAsync(personId, cancellation);
        var profile = StageProfile.At(await context.ReviewedCodings(personId, rule.WindowStart(today), today).ToListAsync(cancellation), today, rule);
        var marks = await stories.MarksOfAsync(personId, [.. profile.Codings.Select(c => c.CodingId)], "your marked words", "Looking at the stages with you", cancellation);
        var people = await context.NamesOfAsync([personId], cancellation);
        var reviews = (await ForAsync(personId, cancellation)).Reverse().ToList();
        return new ReviewPage(
            personId, people.Of(personId).Name, profile, marks.ToDictionary(m => m.Id), await stories.ViewsForAsync(personId, cancellation),
            [.. (await stories.SharedWithMeAsync(cancellation)).Where(s => s.OwnerId == personId && s.Purpose.Key == SharingPurpose.SupervisionKey)],
            reviews, reviews.Count == 0 ? null : reviews[0].On.AddDays(rule.ReviewEveryDays));
    }

    /// <summary>The reviews of a person that the viewer may see, oldest first. Opening what was written leaves a trace.</summary>
    public async Task<IReadOnlyList<StageReviewReading>> ForAsync(Guid personId, CancellationToken cancellation = default) =>
        await ReadAsync(context.StageReviews.Where(r => r.PersonId == personId), cancellation);

    /// <summary>One kept review with the one before it by the same reviewer, where there was one; null when the viewer may not see it.</summary>
    public async Task<(StageReviewReading Review, StageReviewReading? Before)?> OneAsync(Guid reviewId, CancellationToken cancellation = default)
    {
        var found = await context.StageReviews.AsNoTracking().Where(r => r.Id == reviewId).Select(r => new { r.PersonId, r.ReviewerId }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var all = await ReadAsync(context.StageReviews.Where(r => r.PersonId == found.PersonId && r.ReviewerId == found.ReviewerId), cancellation);
        var at = all.Select((r, i) => (r.Id, Index: i)).First(r => r.Id == reviewId).Index;
        return (all[at], at > 0 ? all[at - 1] : null);
    }

    private async Task<IReadOnlyList<StageReviewReading>> ReadAsync(IQueryable<StageReview> which, CancellationToken cancellation)
    {
        var reviews = await which.AsNoTracking().Include(r => r.Statuses).Include(r => r.Evidence).AsSplitQuery().OrderBy(r => r.On).ThenBy(r => r.Id).ToListAsync(cancellation);
        List<Guid> reviewers = [.. reviews.Where(r => r.ReviewerId != r.PersonId).Select(r => r.ReviewerId)];
        var people = await context.NamesOfAsync(reviewers, cancellation);
        var roles = reviewers.Count == 0 ? null : await context.StaffRolesAsync(reviews[0].PersonId, people, reviewers, cancellation);
        var worded = reviews.SelectMany(r => new[] { r.Note, r.Reply }).OfType<SealedText>().ToList();
        var opened = worded.Count == 0 ? [] : await vault.OpenAsync(
            new Opening(reviews[0].PersonId, "what was written at reviews of the stages", nameof(StageReview), Guid.Empty, "Looking at the stages with you"), worded, cancellation);
        string? Words(SealedText? text) => text is null ? null : opened[worded.IndexOf(text)];
        return reviews.ConvertAll(r =>
        {
            var profile = StageProfile.At(r.Evidence.Select(e => new StageEvidence(e.CodingId, e.Stage, e.Polarity, new Occasion(e.StoryId, e.On), e.Source, Guid.Empty)), r.On, r.Rule);
            var views = r.Statuses.ToDictionary(s => s.Stage, s => s.OwnStanding);
            return new StageReviewReading(
                r.Id, r.PersonId, r.On, r.ReviewerId == r.PersonId ? null : people.Of(r.ReviewerId).Name, r.ReviewerId == r.PersonId ? null : roles?.Invoke(r.ReviewerId, r.On),
                [.. profile.Readings.Select(s => new StageReviewLine(s, views.GetValueOrDefault(s.Stage)))], Words(r.Note), Words(r.Reply));
        });
    }
}
