using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>What joining waits for, for the reminders.</summary>
public sealed class RecruitmentDueQueries(ThroughlineContext context)
{
    /// <summary>Talks, answers and offers that are due on a London date; nothing for anybody but the system. One command, and two for each scheme's numbers.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != Hat.System)
        {
            return [];
        }

        var open = await context.Applications.AsNoTracking().Where(a => a.ClosedOn == null).OrderBy(a => a.Id)
            .Select(a => new { a.Id, a.PersonId, a.SchemeId, a.State, a.SentOn, a.AnswerBy }).ToListAsync(cancellation);
        List<Due> due = [];
        foreach (var scheme in open.GroupBy(a => a.SchemeId))
        {
            var settings = await RecruitmentSettings.OfAsync(context, scheme.Key, cancellation);
            foreach (var one in scheme)
            {
                due.Add(one.State switch
                {
                    ApplicationState.Sent => new Due($"application/{one.Id}/talk", null, one.SchemeId, Hat.Coordinator, one.SentOn.AddDays(settings.TalkDays), "application-to-talk-about", "/recruitment", one.PersonId),
                    ApplicationState.Offered => new Due($"application/{one.Id}/offer", one.PersonId, one.SchemeId, null, (one.AnswerBy ?? one.SentOn).AddDays(-7), "something-to-answer", "/recruitment/mine", one.PersonId),
                    _ => new Due($"application/{one.Id}/answer", null, one.SchemeId, Hat.Coordinator, one.SentOn.AddDays(settings.AnswerDays), "application-to-answer", "/recruitment", one.PersonId),
                });
            }
        }

        return [.. due.Where(d => d.On <= today)];
    }
}
