using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>A site, as typed.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Name">What the place is called.</param>
/// <param name="Address">Where it is, or nothing.</param>
/// <param name="From">First day in use.</param>
public sealed record NewSite(Guid SchemeId, string? Name, string? Address, DateOnly From);

/// <summary>Adds a site to a scheme.</summary>
public sealed class AddSite(UnitOfWork unit)
{
    /// <summary>Adds it.</summary>
    /// <returns>The site's id, or <see cref="NotFound"/> (the scheme), <see cref="Invalid"/>, <see cref="PlaceNameTaken"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewSite input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("site-added"), async writing =>
        {
            if (!await writing.TakeSchemeAsync(input.SchemeId, cancellation))
            {
                return new NotFound();
            }

            var opened = Site.Open(writing.NewId(), input.SchemeId, input.Name, input.Address, input.From);
            if (!opened.Succeeded)
            {
                return opened.Refusal!;
            }

            var names = await writing.Context.Set<Site>().Where(s => s.SchemeId == input.SchemeId).Select(s => s.Name).ToListAsync(cancellation);
            if (names.Contains(opened.Value.Name, StringComparer.OrdinalIgnoreCase))
            {
                return new PlaceNameTaken("site", opened.Value.Name);
            }

            writing.Context.Add(opened.Value);
            return opened.Value.Id;
        }, cancellation);
}

/// <summary>Another site of the scheme, or another team of the site, has this name.</summary>
/// <param name="What">"site" or "team".</param>
/// <param name="Name">The name.</param>
public sealed record PlaceNameTaken(string What, string Name) : Refusal("place-name-taken")
{
    /// <inheritdoc />
    public override string Sentence => $"There is a {What} called {Name} already. Choose another name";

    /// <inheritdoc />
    public override string? Field => nameof(NewSite.Name);
}
