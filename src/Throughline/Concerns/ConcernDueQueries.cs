using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>What is due of concerns: asked by the system, and told by name to those for whom the concern exists, never to a hat.</summary>
public sealed class ConcernDueQueries(ThroughlineContext context)
{
    private const string ToAnswer = "something-to-answer", ToSeeTo = "something-to-see-to";

    /// <summary>What is due by a London date, in a fixed order. Two commands, and two for each scheme.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        List<Due> due = [];
        var concerns = await context.Concerns.AsNoTracking().Include(c => c.Walls).Where(c => c.State != ConcernState.Draft && c.State < ConcernState.Closed).OrderBy(c => c.Id).ToListAsync(cancellation);
        foreach (var scheme in concerns.GroupBy(c => c.SchemeId))
        {
            var leads = await context.Wearing(scheme.Key, Hat.VoiceLead).Distinct().OrderBy(p => p).ToListAsync(cancellation);
            var heads = await context.Wearing(scheme.Key, Hat.HeadOfService).Distinct().OrderBy(p => p).ToListAsync(cancellation);
            foreach (var concern in scheme)
            {
                var late = concern.State == ConcernState.Submitted && concern.AnswerBy < today;
                HashSet<Guid> seeTo = [.. concern.State switch
                {
                    ConcernState.Submitted => leads,
                    ConcernState.HandlerAssigned or ConcernState.LookingInto or ConcernState.Appealed when concern.HandlerId is { } handler => new[] { handler },
                    ConcernState.Acknowledged or ConcernState.Accepted or ConcernState.Appealed or ConcernState.OutcomeFinal => leads.Concat(heads.Where(h => h == concern.AcknowledgedById)),
                    _ => Enumerable.Empty<Guid>(),
                }];
                seeTo.ExceptWith(Kept(concern));
                foreach (var who in seeTo)
                {
                    Tell(concern, who, concern.SubmittedOn!.Value, ToSeeTo);
                }

                var above = late ? heads.Except(Kept(concern)).Except(seeTo).ToList() : [];
                foreach (var head in above)
                {
                    Tell(concern, head, concern.AnswerBy!.Value.AddDays(1), ToSeeTo);
                }

                // Late, and nobody above may see to it: the concern's page tells its owner whom to ring outside.
                if (concern.State is ConcernState.OutcomeOffered or ConcernState.OutcomeFinal || (late && above.Count == 0))
                {
                    Tell(concern, concern.PersonId, today, ToAnswer);
                }
            }
        }

        return due;

        static IEnumerable<Guid> Kept(Concern concern) => concern.Walls.Select(w => w.WalledId).Append(concern.PersonId);

        void Tell(Concern concern, Guid person, DateOnly on, string kind) =>
            due.Add(new Due($"raised/{concern.Id}/{concern.State}/{person}", person, concern.SchemeId, null, on, kind, $"/concerns/{concern.Id}", concern.PersonId));
    }
}
