using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>
/// What is due of steps of trust and of firsts, for the reminders: asked by the system, told to the person or to the hat that acts. A late review is
/// raised with whoever granted the step, never with or against the holder; where they have left, with whoever coordinates.
/// </summary>
public sealed class TrustDueQueries(ThroughlineContext context)
{
    /// <summary>How many days before its end a hold is put before those who decide.</summary>
    public const int EndingDays = 7;

    /// <summary>How many days a first waits to be spoken about before it is let rest.</summary>
    public const int FirstDays = 28;

    /// <summary>What is due by a London date, in a fixed order. Six commands.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        var (now, soon) = (today.AddDays(1).StartInLondon(), today.AddDays(EndingDays));
        var open = await (from grant in context.TrustGrants.AsNoTracking()
                          join role in context.RoleDefinitions on grant.RoleDefinitionId equals role.Id
                          join person in context.People on grant.PersonId equals person.Id
                          join holding in context.RoleHoldings on grant.HoldingId equals holding.Id
                          where (grant.ClosedOn == null && (grant.State == TrustState.Offered || grant.State == TrustState.Suspended
                                  || (grant.State == TrustState.Active && holding.State != RoleState.Paused && grant.ReviewOn <= soon
                                      && !context.TrustGrants.Any(above => above.HoldingId == grant.HoldingId && above.Step > grant.Step && above.State == TrustState.Active))))
                              || (grant.AppealedOn != null && grant.AppealAnsweredOn == null)
                          orderby grant.Id
                          select new
                          {
                              Grant = grant,
                              Hidden = role.TellsOfThePast && person.LabelSunset != null && person.LabelSunset <= today,
                              Since = context.TrustEntries.Where(e => e.GrantId == grant.Id && (e.What == TrustEvent.Offered || e.What == TrustEvent.Held)).Max(e => (DateOnly?)e.On),
                          }).ToListAsync(cancellation);
        var givers = open.Select(o => o.Grant.GivenById).OfType<Guid>().Distinct().ToList();
        var here = await context.RoleHoldings.AsNoTracking()
            .Where(h => givers.Contains(h.PersonId) && h.State == RoleState.Held
                && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && (r.Hats.Contains(Hat.Coordinator) || r.Hats.Contains(Hat.Supervisor))))
            .Select(h => new { h.PersonId, h.SchemeId }).ToListAsync(cancellation);
        var staff = here.Select(h => (h.PersonId, h.SchemeId)).ToHashSet();
        var settings = await TrustSettings.OfAsync(context, open.Select(o => o.Grant.SchemeId), cancellation);
        List<Due> due = [];
        foreach (var item in open)
        {
            var (grant, path) = (item.Grant, $"/trust/grants/{item.Grant.Id}");
            if (grant.State == TrustState.Offered)
            {
                Tell("offer", grant.PersonId, item.Since ?? today, "trust-offer");
            }

            // Nothing about somebody else's peer role is told once their label has set.
            if (item.Hidden)
            {
                continue;
            }

            if (grant.State == TrustState.Active && grant.ReviewOn is { } review)
            {
                var sponsor = grant.GivenById is { } giver && staff.Contains((giver, grant.SchemeId)) ? giver : (Guid?)null;
                Ask($"review/{review:yyyy-MM-dd}", sponsor, review.AddDays(-EndingDays), "trust-review");
                Ask($"review/{review:yyyy-MM-dd}/late", sponsor, review.AddDays(settings[grant.SchemeId].LateDays), "trust-review-late");
            }

            if (grant.State == TrustState.Suspended)
            {
                var began = item.Since ?? today;
                if (!grant.HoldStands(now))
                {
                    Ask($"hold/{began:yyyy-MM-dd}/over", null, grant.HeldUntil!.Value.LondonDate(), "trust-hold-over");
                }
                else if (grant.HoldConfirmedById is null)
                {
                    Ask($"hold/{began:yyyy-MM-dd}", null, began, "trust-hold");
                }
                else
                {
                    Tell($"hold/{began:yyyy-MM-dd}/ending", grant.HeldById, grant.HoldLastDay!.Value.AddDays(-EndingDays), "trust-hold-ending");
                    Tell($"hold/{began:yyyy-MM-dd}/ending/second", grant.HoldConfirmedById, grant.HoldLastDay!.Value.AddDays(-EndingDays), "trust-hold-ending");
                }

                if (grant.HoldStands(now) && grant.WithdrawalById is not null)
                {
                    Ask($"hold/{began:yyyy-MM-dd}/withdrawal", null, began, "trust-second-person");
                }
            }

            if (grant.AppealedOn is { } appealed && grant.AppealAnsweredOn is null)
            {
                Tell($"appeal/{appealed:yyyy-MM-dd}", grant.AppealToId, appealed, "trust-appeal");
            }

            void Tell(string what, Guid? person, DateOnly on, string kind)
            {
                if (person is not null && on <= today)
                {
                    due.Add(new Due($"trust/{grant.Id}/{what}", person, grant.SchemeId, null, on, kind, path, grant.PersonId));
                }
            }

            void Ask(string what, Guid? person, DateOnly on, string kind)
            {
                if (on <= today)
                {
                    due.Add(new Due(
                        person is null ? $"trust/{grant.Id}/{what}" : $"trust/{grant.Id}/{what}/others", null, grant.SchemeId, Hat.Coordinator, on, kind, path, grant.PersonId,
                        person is { } by ? [by] : null));
                    Tell(what, person, on, kind);
                }
            }
        }

        var since = today.AddDays(-FirstDays);
        var firsts = await (from first in context.Milestones.AsNoTracking()
                            join person in context.People on first.PersonId equals person.Id
                            join holding in context.RoleHoldings on first.PersonId equals holding.PersonId
                            where first.RecognisedOn == null && first.On >= since && first.On <= today && holding.SupervisorId != null
                                && holding.State >= RoleState.ActiveSupervised && holding.State <= RoleState.Senior
                                && (person.LabelSunset == null || person.LabelSunset > today)
                            orderby first.Id, holding.Id
                            select new { first.Id, first.PersonId, first.On, holding.SchemeId, Supervisor = holding.SupervisorId!.Value }).ToListAsync(cancellation);
        due.AddRange(firsts.DistinctBy(f => (f.Id, f.Supervisor))
            .Select(f => new Due($"first/{f.Id}/{f.Supervisor}", f.Supervisor, f.SchemeId, null, f.On, "first-reached", $"/trust/milestones/{f.Id}", f.PersonId)));
        return due;
    }
}
