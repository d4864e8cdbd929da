using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>What is due of looking after those who do the work: asked by the system. Late supervision is told to whoever is to hold it and to whoever manages them (CALC-9); to the person it is never a duty.</summary>
public sealed class SupportDueQueries(ThroughlineContext context)
{
    /// <summary>What is due by a London date, in a fixed order. Thirteen commands, and two for each scheme.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        List<Due> due = [];
        var set = (await context.People.Where(p => p.LabelSunset != null && p.LabelSunset <= today).Select(p => p.Id).ToListAsync(cancellation)).ToHashSet();
        var roles = (await context.LookedAfterAsync(today, cancellation)).FindAll(h => !set.Contains(h.PersonId));
        var ids = roles.ConvertAll(h => h.Id);
        var days = (await context.Supervisions.AsNoTracking().Where(s => ids.Contains(s.HoldingId) && s.State != SupervisionState.CalledOff).OrderBy(s => s.Id).ToListAsync(cancellation)).ToLookup(s => s.HoldingId);
        Dictionary<Guid, (SupervisionRule Rule, int Ahead, DateOnly Recent)> rules = [];
        foreach (var scheme in await context.Schemes.AsNoTracking().OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancellation))
        {
            var settings = await new SettingQueries(context).ValuesAsync(scheme, cancellation);
            rules[scheme] = (SupervisionRule.Of(settings), settings.Whole(SettingKeys.SupervisionAheadDays), today.AddDays(-settings.Whole(SettingKeys.SupportToldDays)));
        }

        var managed = await context.ManagedNowAsync(cancellation);
        var coordinators = (await context.RoleHoldings.AsNoTracking().Where(h => h.State == RoleState.Held && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.Hats.Contains(Hat.Coordinator)))
            .Select(h => new { h.SchemeId, h.PersonId }).Distinct().ToListAsync(cancellation)).ToLookup(h => h.SchemeId, h => h.PersonId);
        var walls = (await context.Walls.AsNoTracking().Where(w => w.LiftedAt == null).Select(w => new { w.ViewerId, w.SubjectId }).ToListAsync(cancellation)).Select(w => (w.ViewerId, w.SubjectId)).ToHashSet();
        foreach (var role in roles)
        {
            if (role.SupervisorId is not { } supervisor)
            {
                continue;
            }

            var by = SupervisionDates.DueBy(role.Active, days[role.Id].Where(d => d.State != SupervisionState.Planned).Max(d => (DateOnly?)d.On), rules[role.SchemeId].Rule);
            var planned = days[role.Id].FirstOrDefault(d => d.State == SupervisionState.Planned && d.SupervisorId == supervisor);
            if (planned is null || planned.On < today)
            {
                due.Add(new Due($"supervision/{role.Id}/{by:yyyy-MM-dd}", supervisor, role.SchemeId, null, by.AddDays(-rules[role.SchemeId].Ahead), "supervision-to-plan",
                    planned is null ? $"/support/supervision/plan/{role.Id}" : $"/support/supervision/{planned.Id}", role.PersonId));
            }

            if (by < today)
            {
                // It is for whoever manages the supervisor, else for a coordinator, else for the head of service: never for one of the two themselves, nor for somebody who may not know of them.
                bool SeesTo(Guid who) => who != supervisor && who != role.PersonId && !walls.Contains((who, supervisor)) && !walls.Contains((who, role.PersonId));
                Due Late(string to, Guid? who, Hat? hat, IReadOnlyList<Guid> inHand) => new(
                    $"supervision-late/{role.Id}/{by:yyyy-MM-dd}{to}", who, role.SchemeId, hat, by.AddDays(1), "supervision-late", "/support/dates", role.PersonId, inHand.Count > 0 ? inHand : null, supervisor, supervisor);
                var managers = managed[(supervisor, role.SchemeId)].Where(SeesTo).Order().ToList();
                due.AddRange(managers.Select(who => Late($"/{who}", who, null, [])));
                due.Add(Late("", null, Hat.Coordinator, managers));
                due.Add(Late("/head", null, Hat.HeadOfService, [.. managers, .. coordinators[role.SchemeId].Where(SeesTo).Order()]));
            }

            if (planned is not null && planned.On >= today)
            {
                Tell($"supervision-soon/{planned.Id}/{planned.On:yyyy-MM-dd}/own", role.PersonId, planned.On.AddDays(-1), "supervision-soon", planned);
                Tell($"supervision-soon/{planned.Id}/{planned.On:yyyy-MM-dd}", supervisor, planned.On.AddDays(-1), "supervision-soon", planned);
            }

            foreach (var held in days[role.Id].Where(d => d.State == SupervisionState.Held && d.SupervisorId == supervisor))
            {
                if (held.PersonSaidOn is null)
                {
                    Tell($"supervision-read/{held.Id}/own", role.PersonId, held.SupervisorSaidOn ?? held.On, "supervision-to-read", held);
                }

                if (held.SupervisorSaidOn is null)
                {
                    Tell($"supervision-read/{held.Id}", supervisor, held.PersonSaidOn ?? held.On, "supervision-to-read", held);
                }
            }

            void Tell(string key, Guid who, DateOnly on, string kind, Supervision about) =>
                due.Add(new Due(key, who, role.SchemeId, null, on, kind, $"/support/supervision/{about.Id}", role.PersonId, AlsoAboutId: supervisor));
        }

        var recent = rules.Values.Select(r => r.Recent).DefaultIfEmpty(today).Min();
        var supervised = await context.SupervisedNowAsync(cancellation);
        var supervises = roles.Where(h => h.SupervisorId is { } by && supervised[(h.PersonId, h.SchemeId)].Contains(by)).ToLookup(h => (h.PersonId, h.SchemeId), h => h.SupervisorId!.Value);
        var hard = await context.ToldNowAsync(supervised, cancellation);
        var wishes = (await context.Aspirations.AsNoTracking().Where(a => a.Told).Select(a => a.PersonId).Distinct().ToListAsync(cancellation)).ToHashSet();
        foreach (var flag in (await context.SupportFlags.AsNoTracking().Where(f => f.ClosedOn == null).OrderBy(f => f.Id).ToListAsync(cancellation)).Where(f => !set.Contains(f.PersonId)))
        {
            var page = $"/support/flags/{flag.Id}";
            if (flag.RepliedOn is null && flag.OpenedOn >= rules[flag.SchemeId].Recent)
            {
                due.Add(new Due($"flag/{flag.Id}/own", flag.PersonId, flag.SchemeId, null, flag.OpenedOn, "about-your-work", page, flag.PersonId));
            }

            if (flag.State != FlagState.ActionAgreed || flag.ActBy <= today)
            {
                var (key, on) = flag.State == FlagState.ActionAgreed ? ($"flag/{flag.Id}/by/{flag.ActBy:yyyy-MM-dd}", flag.ActBy!.Value) : ($"flag/{flag.Id}", flag.OthersFrom);
                // What was taken back is told to nobody any more.
                if (flag.Rule == FlagRule.Stuck && !wishes.Contains(flag.PersonId))
                {
                    continue;
                }

                // What somebody told whoever supervises them is for nobody else, and for them only while it is shared.
                var told = flag.Rule == FlagRule.Wellbeing;
                List<Guid> supervisors = flag.Owner == Hat.Supervisor ? [.. supervises[(flag.PersonId, flag.SchemeId)].Where(by => !told || hard.Contains((flag.PersonId, flag.SchemeId, by))).Distinct().Order()] : [];
                due.AddRange(supervisors.Select(by => new Due($"{key}/{by}", by, flag.SchemeId, null, on, "flag-to-look-at", page, flag.PersonId)));
                if (told)
                {
                    continue;
                }

                due.Add(new Due(key, null, flag.SchemeId, flag.Owner == Hat.Supervisor ? Hat.Coordinator : flag.Owner, on, "flag-to-look-at", page, flag.PersonId, supervisors.Count > 0 ? supervisors : null));
            }
        }

        due.AddRange((await context.CheckIns.AsNoTracking().Where(c => c.SharedWithId != null && c.SharedOn >= recent).OrderBy(c => c.Id).Select(c => new { c.Id, c.PersonId, c.SchemeId, c.SharedWithId, c.SharedOn }).ToListAsync(cancellation))
            .Where(c => !set.Contains(c.PersonId) && c.SharedOn >= rules[c.SchemeId].Recent && supervises[(c.PersonId, c.SchemeId)].Contains(c.SharedWithId!.Value))
            .Select(c => new Due($"check-in/{c.Id}/{c.SharedOn:yyyy-MM-dd}", c.SharedWithId, c.SchemeId, null, c.SharedOn!.Value, "something-shared", $"/support/shared/{c.Id}", c.PersonId)));
        foreach (var plan in (await context.PausePlans.AsNoTracking().Where(p => p.ClosedOn == null).OrderBy(p => p.Id).ToListAsync(cancellation)).Where(p => !set.Contains(p.PersonId)))
        {
            var (key, on) = plan.State == PausePlanState.Asked ? ("asked", plan.AskedOn) : plan.ReadyOn is { } ready ? ($"ready/{ready:yyyy-MM-dd}", ready) : ($"look/{plan.LookOn:yyyy-MM-dd}", plan.LookOn!.Value);
            due.Add(new Due($"pause/{plan.Id}/{key}", null, plan.SchemeId, Hat.Coordinator, on, "something-asked-of-you", $"/support/pauses/{plan.Id}", plan.PersonId));
        }

        return due;
    }
}
