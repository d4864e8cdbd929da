using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.People;

// Roles that somebody holds, as they are shown to whoever runs the scheme.
internal sealed class DecidesAboutRoles : IDecidedRecords, IDoneByOne
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    public IReadOnlyList<AdverseAct> Decides { get; } = [AdverseAct.EndRole, AdverseAct.PauseRole, AdverseAct.DeclineApplication];

    public IReadOnlyDictionary<string, string> DoneByOne { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["role-ended"] = "End a role", ["role-paused"] = "Pause a role" };

    public string Record => nameof(RoleHolding);

    public async Task<IReadOnlyList<DecidedRecord>> RecordsAsync(ThroughlineContext context, Guid personId, Guid schemeId, AdverseAct act, CancellationToken cancellation)
    {
        if (!context.Viewer.Runs(schemeId))
        {
            return [];
        }

        var held = await context.ShownHoldings(context.Now.LondonDate()).Where(h => h.PersonId == personId && h.SchemeId == schemeId).OrderBy(h => h.From).ThenBy(h => h.Id).ToListAsync(cancellation);
        return [.. held.Where(h => act switch
        {
            AdverseAct.PauseRole => h.State.IsActive(),
            AdverseAct.DeclineApplication => h.State == RoleState.Applied,
            _ => !h.State.IsOver(),
        }).Select(h => new DecidedRecord(h.Id, $"{h.Title}, since {Typed.Day(h.From)}"))];
    }

    public async Task<IReadOnlyList<ChangedRecord>> ChangedAsync(ThroughlineContext context, IReadOnlyList<Guid> people, IReadOnlyList<Guid> schemes, CancellationToken cancellation)
    {
        var today = context.Now.LondonDate();
        return await (from holding in context.RoleHoldings.IgnoreQueryFilters(AnyReach).AsNoTracking()
                      join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                      join person in context.People on holding.PersonId equals person.Id
                      where people.Contains(holding.PersonId) && schemes.Contains(holding.SchemeId) && (!role.TellsOfThePast || person.LabelSunset == null || person.LabelSunset > today)
                      select new ChangedRecord(holding.Id, holding.PersonId, holding.PersonId, holding.SchemeId)).ToListAsync(cancellation);
    }
}
