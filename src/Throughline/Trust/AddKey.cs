using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A key for the cupboard, as typed.</summary>
/// <param name="SchemeId">The scheme whose key it is.</param>
/// <param name="SiteId">A site of the scheme; or null.</param>
/// <param name="Label">What is written on it.</param>
/// <param name="Opens">What it opens.</param>
/// <param name="SpaceId">The space it opens; or null.</param>
public sealed record NewKey(Guid SchemeId, Guid? SiteId, string? Label, string? Opens, Guid? SpaceId = null);

/// <summary>Hangs a key in a scheme's cupboard.</summary>
public sealed class AddKey(UnitOfWork unit)
{
    /// <summary>Adds it.</summary>
    /// <returns>Its id, or <see cref="NotFound"/> (the scheme), <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewKey input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("key-added"), async writing =>
        {
            if (!writing.Viewer.Runs(input.SchemeId))
            {
                return new NotFound();
            }

            if (input.SiteId is { } site && !await writing.Context.Set<Site>().AnyAsync(s => s.Id == site && s.SchemeId == input.SchemeId, cancellation))
            {
                return new Invalid(nameof(input.SiteId), "Choose a site of this scheme");
            }

            var key = Key.Add(writing.NewId(), input.SchemeId, input.SiteId, input.SpaceId, input.Label, input.Opens, writing.Today);
            if (!key.Succeeded)
            {
                return key.Refusal!;
            }

            writing.Context.Add(key.Value);
            return key.Value.Id;
        }, cancellation);
}
