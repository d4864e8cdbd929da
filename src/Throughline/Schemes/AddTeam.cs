using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>A team, as typed.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="SiteId">Where it works: a site of the scheme.</param>
/// <param name="Name">What it is called.</param>
/// <param name="From">First day.</param>
public sealed record NewTeam(Guid SchemeId, Guid? SiteId, string? Name, DateOnly From);

/// <summary>Adds a team to a site of a scheme.</summary>
public sealed class AddTeam(UnitOfWork unit)
{
    /// <summary>Adds it.</summary>
    /// <returns>The team's id, or <see cref="NotFound"/> (the scheme), <see cref="Invalid"/>, <see cref="PlaceNameTaken"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewTeam input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("team-added"), async writing =>
        {
            if (!await writing.TakeSchemeAsync(input.SchemeId, cancellation))
            {
                return new NotFound();
            }

            var site = await writing.Context.Set<Site>().FirstOrDefaultAsync(s => s.Id == input.SiteId && s.SchemeId == input.SchemeId, cancellation);
            if (site is null)
            {
                return new Invalid(nameof(input.SiteId), "Choose a site");
            }

            var started = Team.Start(writing.NewId(), site, input.Name, input.From);
            if (!started.Succeeded)
            {
                return started.Refusal!;
            }

            var names = await writing.Context.Set<Team>().Where(t => t.SiteId == site.Id).Select(t => t.Name).ToListAsync(cancellation);
            if (names.Contains(started.Value.Name, StringComparer.OrdinalIgnoreCase))
            {
                return new PlaceNameTaken("team", started.Value.Name);
            }

            writing.Context.Add(started.Value);
            return started.Value.Id;
        }, cancellation);
}
