using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Changed details of a person, as typed.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Details">What they are called and known by.</param>
public sealed record ChangedDetails(Guid PersonId, int Version, PersonDetails Details);

/// <summary>Changes what a person is called and known by: their own, or a coordinator's.</summary>
public sealed class ChangeDetails(UnitOfWork unit)
{
    /// <summary>Changes them. A new name is held against the names people have asked to be kept apart from.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ReferenceTaken"/>.</returns>
    public Task<Outcome<Done>> RunAsync(ChangedDetails input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("details-changed"), async writing =>
        {
            var own = input.PersonId == writing.Viewer.PersonId;
            if (!await writing.LockAsync(input.PersonId, cancellation))
            {
                return new NotFound();
            }

            if (!own && !writing.Viewer.RunsSchemes())
            {
                return new NotAllowed();
            }

            await writing.LockNamesAsync(cancellation);
            var person = await writing.Context.People.SingleAsync(p => p.Id == input.PersonId, cancellation);
            if (person.Version != input.Version)
            {
                return new Stale();
            }

            // The reference is the scheme's own: a person sees it and does not change it.
            var details = writing.Viewer.RunsSchemes() ? input.Details : input.Details with { Reference = person.Reference };
            var before = person.Reference;
            if (person.Describe(details) is { } refusal)
            {
                return refusal;
            }

            if (person.Reference is { } reference && reference != before && await writing.Context.People
                .IgnoreQueryFilters([ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.ArrivedFilter])
                .AnyAsync(p => p.Reference == reference && p.Id != person.Id, cancellation))
            {
                return new ReferenceTaken();
            }

            var kept = await writing.Context.PersonTerms.Where(t => t.PersonId == person.Id).ToListAsync(cancellation);
            var terms = PersonTerm.Of(person).ToList();
            writing.Context.RemoveRange(kept.Where(k => terms.TrueForAll(t => t.Term != k.Term)));
            writing.Context.AddRange(terms.Where(t => kept.TrueForAll(k => k.Term != t.Term)));
            await ConflictWatch.MeetAsync(writing, [new Newcomer(person.Id, person.PreferredName, person.FamilyName)], cancellation);
            return new Done();
        }, cancellation);
}
