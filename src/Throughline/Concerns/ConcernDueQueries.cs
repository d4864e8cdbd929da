using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>What is due of concerns: asked by the system, and told by name to those for whom the concern exists, never to a hat.</summary>
public sealed class ConcernDueQueries(ThroughlineContext context)
{
    private const string ToAnswer = "something-to-answer", ToSeeTo = "something-to-see-to";

    /// <summary>What is due by a London date, in a fixed order. Five commands, and five for each scheme.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        List<Due> due = [];
        var concerns = await context.Concerns.AsNoTracking().Include(c => c.Walls).Where(c => c.State != ConcernState.Draft && c.State < ConcernState.Closed).OrderBy(c => c.Id).ToListAsync(cancellation);
        var waiting = concerns.Where(c => c.State == ConcernState.OutcomeOffered).Select(c => c.Id).ToList();
        var answered = (await context.Set<ConcernEntry>().AsNoTracking().Where(e => waiting.Contains(e.ConcernId) && e.Kind == ConcernEntryKind.Outcome).Select(e => new { e.ConcernId, e.At }).ToListAsync(cancellation))
            .GroupBy(e => e.ConcernId).ToDictionary(g => g.Key, g => g.Max(e => e.At).LondonDate());
        var handled = await context.StillHandledAsync(concerns, cancellation);
        foreach (var scheme in concerns.GroupBy(c => c.SchemeId))
        {
            var leads = await context.Wearing(scheme.Key, Hat.VoiceLead).Distinct().OrderBy(p => p).ToListAsync(cancellation);
            var heads = await context.Wearing(scheme.Key, Hat.HeadOfService).Distinct().OrderBy(p => p).ToListAsync(cancellation);
            var reply = (await new SettingQueries(context).ValuesAsync(scheme.Key, cancellation)).Whole(SettingKeys.ConcernsReplyDays);
            foreach (var concern in scheme)
            {
                var by = ConcernQueries.Due(concern.State, concern.AnswerBy, concern.OutcomeBy);
                var late = by < today;
                var closeFrom = concern.State == ConcernState.OutcomeOffered ? answered[concern.Id].AddDays(reply + 1) : (DateOnly?)null;
                // Whoever may not look into it any more is told nothing: the leads are, at once, and ask somebody else.
                var handles = concern.State.HasHandler() && handled.Contains(concern.Id);
                var instead = concern.State.HasHandler() && !handles && concern.HandlerId is { } gone ? $"/instead-of/{gone}" : "";
                HashSet<Guid> seeTo = [.. concern.State switch
                {
                    ConcernState.Submitted => leads,
                    _ when handles => new[] { concern.HandlerId!.Value },
                    ConcernState.OutcomeOffered when closeFrom <= today => leads.Concat(heads.Where(h => h == concern.AcknowledgedById)),
                    ConcernState.Acknowledged or ConcernState.HandlerAssigned or ConcernState.LookingInto or ConcernState.Accepted or ConcernState.Appealed or ConcernState.OutcomeFinal => leads.Concat(heads.Where(h => h == concern.AcknowledgedById)),
                    _ => Enumerable.Empty<Guid>(),
                }];
                seeTo.ExceptWith(Kept(concern));
                foreach (var who in seeTo)
                {
                    Tell(concern, who, closeFrom ?? concern.SubmittedOn!.Value, ToSeeTo, instead);
                }

                var above = heads.Except(Kept(concern)).ToList();
                foreach (var who in late ? above.Concat(leads.Except(Kept(concern))).Distinct().Except(seeTo) : [])
                {
                    Tell(concern, who, by!.Value.AddDays(1), ToSeeTo, "/late");
                }

                // Late, and nobody above may see to it: the concern's page tells its owner whom to ring outside.
                if (concern.State is ConcernState.OutcomeOffered or ConcernState.OutcomeFinal || (late && ConcernRules.IsByHand(concern, late, leads.Except(Kept(concern)).Count(), above.Count, handles)))
                {
                    Tell(concern, concern.PersonId, today, ToAnswer);
                }
            }
        }

        return due;

        static IEnumerable<Guid> Kept(Concern concern) => concern.Walls.Select(w => w.WalledId).Append(concern.PersonId);

        void Tell(Concern concern, Guid person, DateOnly on, string kind, string which = "") =>
            due.Add(new Due($"raised/{concern.Id}/{concern.State}/{person}{which}", person, concern.SchemeId, null, on, kind, $"/concerns/{concern.Id}", concern.PersonId));
    }
}
