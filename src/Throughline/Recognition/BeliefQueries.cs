using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Something that was said to the viewer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="From">Who said it.</param>
/// <param name="Prompt">What strength it speaks of.</param>
/// <param name="Words">The words; null when they can no longer be opened.</param>
/// <param name="On">When.</param>
/// <param name="PutAway">Whether the viewer has put it away.</param>
public sealed record BeliefLine(Guid Id, string? From, BeliefPrompt Prompt, string? Words, DateOnly On, bool PutAway);

/// <summary>A time when the viewer's work was thanked.</summary>
/// <param name="Id">Its id.</param>
/// <param name="On">The London date.</param>
/// <param name="Place">Where; null for somewhere else.</param>
/// <param name="WhatFor">What for.</param>
/// <param name="State">Whether their name may stand there.</param>
public sealed record ThankedLine(Guid Id, DateOnly On, string? Place, string WhatFor, ThankedState State);

/// <summary>What people said to the viewer, and where they were thanked.</summary>
/// <param name="Beliefs">Newest first.</param>
/// <param name="Thanked">Newest first.</param>
public sealed record SeenInMe(IReadOnlyList<BeliefLine> Beliefs, IReadOnlyList<ThankedLine> Thanked);

/// <summary>A ceremony, as everybody in the scheme sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="On">The London date.</param>
/// <param name="Place">Where; null for somewhere else.</param>
/// <param name="WhatFor">What for.</param>
/// <param name="Names">Who was thanked and agreed to be named, in the order of their names.</param>
public sealed record CeremonyLine(Guid Id, DateOnly On, string? Place, string WhatFor, IReadOnlyList<string> Names);

/// <summary>What people can be told and thanked with.</summary>
/// <param name="People">Who there is, in the order of their names.</param>
/// <param name="Places">Sites.</param>
public sealed record RecogniseForm(IReadOnlyList<Named> People, IReadOnlyList<Named> Places);

/// <summary>What people see in one another, and thanks.</summary>
public sealed class BeliefQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>What was said to the viewer. Five commands, and a trace.</summary>
    public async Task<SeenInMe> MineAsync(CancellationToken cancellation = default)
    {
        var own = context.Viewer.PersonId;
        var beliefs = await context.BeliefStatements.AsNoTracking().Where(b => b.PersonId == own).OrderByDescending(b => b.SharedOn).ThenByDescending(b => b.Id).Take(200).ToListAsync(cancellation);
        var names = await context.NamesAsync(beliefs.Select(b => (Guid?)b.AuthorId), cancellation);
        var words = beliefs.Count == 0 ? [] : await vault.OpenAsync(new Opening(own, "what people see in you", nameof(BeliefStatement), Guid.Empty, "Own page"), [.. beliefs.Select(b => b.Words)], cancellation);
        var thanked = await (from person in context.CeremonyPeople.AsNoTracking()
                             join ceremony in context.Ceremonies on person.CeremonyId equals ceremony.Id
                             where person.PersonId == own
                             orderby ceremony.On descending, ceremony.Id descending
                             select new { ceremony.Id, ceremony.On, ceremony.SiteId, ceremony.WhatFor, person.State }).Take(100).ToListAsync(cancellation);
        var places = await context.PlaceNamesAsync(thanked.Select(t => t.SiteId), cancellation);
        return new SeenInMe(
            [.. beliefs.Select((b, at) => new BeliefLine(b.Id, names.GetValueOrDefault(b.AuthorId), b.Prompt, words[at], b.SharedOn, b.PutAway))],
            thanked.ConvertAll(t => new ThankedLine(t.Id, t.On, t.SiteId is { } site ? places.GetValueOrDefault(site) : null, t.WhatFor, t.State)));
    }

    /// <summary>Whom the viewer can tell and thank; null under a hat that does not. Three commands.</summary>
    public async Task<RecogniseForm?> FormAsync(CancellationToken cancellation = default)
    {
        if (!context.Viewer.Hat.Recognises() || context.Viewer.SchemeIds.Count == 0)
        {
            return null;
        }

        var people = await context.Recognisable(clock.Today()).AsNoTracking().OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName)).Take(500).ToListAsync(cancellation);
        var places = await context.PlacesAsync(clock.Today(), cancellation);
        return new RecogniseForm(people, [.. places.Where(p => p.TeamId is null).Select(p => new Named(p.Id, p.Name))]);
    }

    /// <summary>When work was thanked in the viewer's schemes, newest first. Four commands.</summary>
    public async Task<IReadOnlyList<CeremonyLine>> CeremoniesAsync(CancellationToken cancellation = default)
    {
        var mine = context.Viewer.SchemeIds;
        var ceremonies = await context.Ceremonies.AsNoTracking().Where(c => mine.Contains(c.SchemeId)).OrderByDescending(c => c.On).ThenByDescending(c => c.Id).Take(50).ToListAsync(cancellation);
        var ids = ceremonies.ConvertAll(c => c.Id);
        var people = await context.CeremonyPeople.AsNoTracking().Where(p => ids.Contains(p.CeremonyId) && p.State == ThankedState.Agreed).Select(p => new { p.CeremonyId, p.PersonId }).ToListAsync(cancellation);
        var names = await context.NamesAsync(people.Select(p => (Guid?)p.PersonId), cancellation);
        var places = await context.PlaceNamesAsync(ceremonies.Select(c => c.SiteId), cancellation);
        return ceremonies.ConvertAll(c => new CeremonyLine(
            c.Id, c.On, c.SiteId is { } site ? places.GetValueOrDefault(site) : null, c.WhatFor,
            [.. people.Where(p => p.CeremonyId == c.Id && names.ContainsKey(p.PersonId)).Select(p => names[p.PersonId]).Order(StringComparer.OrdinalIgnoreCase)]));
    }
}
