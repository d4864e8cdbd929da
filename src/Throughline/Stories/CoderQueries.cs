using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>Somebody trained to mark passages.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">What they are called.</param>
/// <param name="On">The London date on which they finished.</param>
public sealed record TrainedCoder(Guid PersonId, string Name, DateOnly On);

/// <summary>Who is trained to mark passages, as far as the viewer's hat reaches.</summary>
public sealed class CoderQueries(ThroughlineContext context)
{
    /// <summary>Most people that a search for somebody to confirm returns.</summary>
    public const int MostFound = 20;

    /// <summary>Everybody trained, by name.</summary>
    public async Task<IReadOnlyList<TrainedCoder>> AllAsync(CancellationToken cancellation = default) =>
        await context.CoderTrainings.AsNoTracking()
            .Join(context.People, t => t.PersonId, p => p.Id, (t, p) => new { t, p })
            .OrderBy(r => r.p.SortName).ThenBy(r => r.p.Id)
            .Select(r => new TrainedCoder(r.p.Id, r.p.FamilyName == null ? r.p.PreferredName : r.p.PreferredName + " " + r.p.FamilyName, r.t.On))
            .ToListAsync(cancellation);

    /// <summary>People whose name has words that begin with those given, <see cref="MostFound"/> at most; nobody for too many words.</summary>
    public async Task<IReadOnlyList<NamedChoice>> FindAsync(string words, CancellationToken cancellation = default)
    {
        if (PeopleQueries.TooMany(words))
        {
            return [];
        }

        var people = context.People.AsNoTracking();
        foreach (var term in NameFolding.Terms(words))
        {
            people = people.Where(p => context.PersonTerms.Any(t => t.PersonId == p.Id && t.Term.StartsWith(term)));
        }

        return await people.OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(MostFound)
            .Select(p => new NamedChoice(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName)).ToListAsync(cancellation);
    }
}
