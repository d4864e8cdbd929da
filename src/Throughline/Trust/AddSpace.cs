using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A space, as typed.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Details">What it is called and when it opens.</param>
/// <param name="IsHub">Whether people sign in and out there.</param>
/// <param name="From">First day in use.</param>
public sealed record NewSpace(Guid? SiteId, SpaceDetails Details, bool IsHub, DateOnly From);

/// <summary>Adds a space to a site of a scheme that the viewer runs.</summary>
public sealed class AddSpace(UnitOfWork unit)
{
    /// <summary>Adds it.</summary>
    /// <returns>The space's id, or <see cref="Invalid"/>, <see cref="NotFound"/> (the site), <see cref="SpaceNameTaken"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewSpace input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("space-added"), async writing =>
        {
            var context = writing.Context;
            if (input.SiteId is not { } siteId)
            {
                return new Invalid(nameof(input.SiteId), "Choose a site");
            }

            var site = await context.Set<Site>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == siteId, cancellation);
            if (site is null || !await writing.TakeSchemeAsync(site.SchemeId, cancellation))
            {
                return new NotFound();
            }

            var space = Space.Add(writing.NewId(), site, input.Details, input.IsHub, input.From);
            if (!space.Succeeded)
            {
                return space.Refusal!;
            }

            var names = await context.Spaces.Where(s => s.SiteId == siteId).Select(s => s.Name).ToListAsync(cancellation);
            if (names.Contains(space.Value.Name, StringComparer.OrdinalIgnoreCase))
            {
                return new SpaceNameTaken(space.Value.Name);
            }

            context.Add(space.Value);
            return space.Value.Id;
        }, cancellation);
}
