using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>Somebody who would hand the survey to a person by name, or read it to them.</summary>
/// <param name="WaveId">The wave.</param>
/// <param name="PersonId">Who would answer.</param>
public sealed record HandOut(Guid WaveId, Guid PersonId);

/// <summary>
/// Asks whether the viewer may hand the survey to a person or read it to them (INV-091). Nothing is kept of it: a list of who was asked would be a list of
/// who may have answered.
/// </summary>
public sealed class HandOutSurvey(ThroughlineContext context, TimeProvider clock, IEnumerable<ISurveyBar> bars)
{
    /// <summary>Asks.</summary>
    /// <returns>
    /// The survey's pages, one for each site, so that the answer is counted where it is given; or <see cref="NotFound"/> for a wave or person that there is not, that the viewer's schemes do not
    /// have, or that a wall hides; <see cref="SomebodyElseWill"/>; <see cref="WaveTakesNoAnswers"/>.
    /// </returns>
    public async Task<Outcome<IReadOnlyList<DoorLine>>> RunAsync(HandOut input, CancellationToken cancellation = default)
    {
        var (viewer, today) = (context.Viewer, clock.Today());
        var wave = await context.SurveyWaves.AsNoTracking().Include(w => w.Doors)
            .FirstOrDefaultAsync(w => w.Id == input.WaveId && viewer.SchemeIds.Contains(w.SchemeId), cancellation);
        if (wave is null || viewer.Hat is not (Hat.PeerWorker or Hat.StaffColleague or Hat.Supervisor or Hat.Coordinator) || input.PersonId == viewer.PersonId
            || !await context.People.AsNoTracking().IgnoreQueryFilters([ThroughlineContext.ReachFilter]).AnyAsync(p => p.Id == input.PersonId && p.ErasedAt == null, cancellation))
        {
            return new NotFound();
        }

        if (!await (from holding in context.RoleHoldings.IgnoreQueryFilters([ThroughlineContext.ReachFilter])
                    join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                    where holding.PersonId == input.PersonId && holding.SchemeId == wave.SchemeId && holding.State == RoleState.Held
                        && holding.From <= today && (holding.To == null || holding.To >= today) && role.Hats.Contains(Hat.Mentee)
                    select holding.Id).AnyAsync(cancellation))
        {
            return new NotFound();
        }

        if (!wave.TakesAnswersOn(today))
        {
            return new WaveTakesNoAnswers();
        }

        foreach (var bar in bars)
        {
            if (await bar.BarsAsync(context, viewer.PersonId, input.PersonId, cancellation))
            {
                return new SomebodyElseWill();
            }
        }

        var siteIds = wave.Doors.Select(d => d.SiteId).ToList();
        var sites = await context.Set<Site>().AsNoTracking().Where(s => siteIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, cancellation);
        return (List<DoorLine>)[.. wave.Doors.Select(d => new DoorLine(d.SiteId, sites[d.SiteId], d.Code)).OrderBy(d => d.Site, StringComparer.OrdinalIgnoreCase)];
    }
}

/// <summary>Somebody else is to hand out the survey. Why is never said (INV-091).</summary>
public sealed record SomebodyElseWill() : Refusal("somebody-else-will")
{
    /// <inheritdoc />
    public override string Sentence => "Somebody else will do this one with them.";
}
