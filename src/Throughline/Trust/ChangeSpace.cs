using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A space's details, changed.</summary>
/// <param name="SpaceId">The space.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Details">What it is called and when it opens.</param>
/// <param name="To">Its last day in use, or nothing.</param>
public sealed record ChangedSpace(Guid SpaceId, int Version, SpaceDetails Details, DateOnly? To);

/// <summary>Changes what a space is called, when it opens and closes, or says that it is not used after a day.</summary>
public sealed class ChangeSpace(UnitOfWork unit)
{
    /// <summary>Changes it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="SpaceNameTaken"/>.</returns>
    public Task<Outcome<Done>> RunAsync(ChangedSpace input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("space-changed"), async writing =>
        {
            var context = writing.Context;
            var scheme = await context.Spaces.Where(s => s.Id == input.SpaceId).Select(s => (Guid?)s.SchemeId).FirstOrDefaultAsync(cancellation);
            if (scheme is not { } schemeId || !await writing.TakeSchemeAsync(schemeId, cancellation) || !await writing.TakeSpaceAsync(input.SpaceId, cancellation))
            {
                return new NotFound();
            }

            var space = await context.Spaces.SingleAsync(s => s.Id == input.SpaceId, cancellation);
            if (space.Version != input.Version)
            {
                return new Stale();
            }

            if (space.Change(input.Details, input.To) is { } refusal)
            {
                return refusal;
            }

            var names = await context.Spaces.AsNoTracking().Where(s => s.SiteId == space.SiteId && s.Id != space.Id).Select(s => s.Name).ToListAsync(cancellation);
            return names.Contains(space.Name, StringComparer.OrdinalIgnoreCase) ? new SpaceNameTaken(space.Name) : new Done();
        }, cancellation);
}
