using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>A time when work was thanked, as typed.</summary>
/// <param name="Place">A site of the viewer's; <see cref="Guid.Empty"/> for somewhere else.</param>
/// <param name="On">The London date.</param>
/// <param name="WhatFor">What for, without names.</param>
/// <param name="People">Who was thanked: each is asked whether their name may stand there.</param>
public sealed record NewCeremony(Guid? Place, DateOnly? On, string? WhatFor, IReadOnlyList<Guid> People);

/// <summary>Writes down that work was thanked before others. Nobody's name stands there until they say yes.</summary>
public sealed class AddCeremony(UnitOfWork unit)
{
    /// <summary>Most people of one ceremony.</summary>
    public const int MostPeople = 40;

    /// <summary>Writes it down.</summary>
    /// <returns>Its id, or <see cref="NotAllowed"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewCeremony input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("thanks-noted"), async writing =>
        {
            var (context, viewer, today) = (writing.Context, writing.Viewer, writing.Today);
            if (!viewer.Hat.Recognises() || viewer.SchemeIds.Count == 0)
            {
                return new NotAllowed();
            }

            var place = input.Place is { } id && id != Guid.Empty ? (await context.PlacesAsync(today, cancellation)).FirstOrDefault(p => p.SiteId == id && p.TeamId is null) : null;
            if (input.Place is null || (place is null && input.Place != Guid.Empty))
            {
                return new Invalid(nameof(input.Place), "Choose where it was");
            }

            var made = Ceremony.Add(writing.NewId(), place?.SchemeId ?? viewer.SchemeIds[0], place?.SiteId, input.On, input.WhatFor, viewer.PersonId, today);
            if (!made.Succeeded)
            {
                return made.Refusal!;
            }

            var people = input.People.Distinct().Order().ToList();
            if (people.Count > MostPeople || await context.Recognisable(today).CountAsync(p => people.Contains(p.Id), cancellation) != people.Count)
            {
                return new Invalid(nameof(input.People), "Choose people from the list");
            }

            context.Add(made.Value);
            context.AddRange(people.Select(p => new CeremonyPerson(made.Value, p)));
            return made.Value.Id;
        }, cancellation);
}
