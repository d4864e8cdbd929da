using Microsoft.EntityFrameworkCore;
using Throughline.Storage;
using Throughline.Surveys;

namespace Throughline.Mentoring;

/// <summary>A mentor never hands a survey to somebody they mentor or mentored (INV-091).</summary>
internal sealed class MentorSurveyBar : ISurveyBar
{
    public Task<bool> BarsAsync(ThroughlineContext context, Guid workerId, Guid personId, CancellationToken cancellation) =>
        context.MatchTies.AnyAsync(t => t.MentorId == workerId && t.PersonId == personId, cancellation);
}
