using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

// A match is about the two in it, whichever of them is asked about. A coordinator who is neither decides.
internal sealed class DecidesAboutMatches : IDecidedRecords, IDoneByOne
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    public IReadOnlyList<AdverseAct> Decides { get; } = [AdverseAct.StopMatch];

    public IReadOnlyDictionary<string, string> DoneByOne { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["match-held"] = "Hold a match",
        ["match-stopped"] = "Stop a match",
        ["match-ended"] = "End a match",
    };

    public string Record => nameof(Match);

    public async Task<IReadOnlyList<DecidedRecord>> RecordsAsync(ThroughlineContext context, Guid personId, Guid schemeId, AdverseAct act, CancellationToken cancellation)
    {
        var viewer = context.Viewer.PersonId;
        if (!context.Viewer.Runs(schemeId))
        {
            return [];
        }

        var matches = await context.Matches.AsNoTracking().Where(m => m.SchemeId == schemeId && m.ClosedOn == null && (m.PersonId == personId || m.MentorId == personId)
            && m.PersonId != viewer && m.MentorId != viewer)
            .OrderBy(m => m.DecidedOn).ThenBy(m => m.Id).Select(m => new { m.Id, m.PersonId, m.MentorId }).ToListAsync(cancellation);
        var names = await context.NamesAsync(matches.SelectMany(m => new Guid?[] { m.PersonId, m.MentorId }), cancellation);
        return matches.ConvertAll(m => new DecidedRecord(
            m.Id, $"The match of {names.GetValueOrDefault(m.PersonId)} and {names.GetValueOrDefault(m.MentorId)}", m.PersonId == personId ? m.MentorId : m.PersonId));
    }

    public async Task<IReadOnlyList<ChangedRecord>> ChangedAsync(ThroughlineContext context, IReadOnlyList<Guid> people, IReadOnlyList<Guid> schemes, CancellationToken cancellation)
    {
        var matches = await context.Matches.IgnoreQueryFilters(AnyReach).AsNoTracking().Where(m => schemes.Contains(m.SchemeId) && (people.Contains(m.PersonId) || people.Contains(m.MentorId)))
            .Select(m => new { m.Id, m.PersonId, m.MentorId, m.SchemeId }).ToListAsync(cancellation);
        return [.. matches.SelectMany(m => new[] { new ChangedRecord(m.Id, m.PersonId, m.PersonId, m.SchemeId), new ChangedRecord(m.Id, m.PersonId, m.MentorId, m.SchemeId) })];
    }
}
