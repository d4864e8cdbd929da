using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>The end of a listed item.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="ItemId">The item.</param>
/// <param name="To">The last day on which it holds.</param>
/// <param name="Version">The item's version when the form was opened.</param>
public sealed record ReferenceItemEnd(Guid SchemeId, Guid ItemId, DateOnly To, int Version);

/// <summary>Ends an item of a list on a day. Nothing recorded before is changed.</summary>
public sealed class EndReferenceItem(UnitOfWork unit)
{
    /// <summary>Ends it.</summary>
    /// <returns><see cref="NotFound"/>, <see cref="Stale"/>, <see cref="ItemHasEnded"/> or <see cref="Invalid"/> where it cannot be.</returns>
    public Task<Outcome<Done>> RunAsync(ReferenceItemEnd input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("reference-item-ended"), async writing =>
        {
            if (!await writing.TakeSchemeAsync(input.SchemeId, cancellation)
                || await writing.Context.Set<ReferenceItem>().FirstOrDefaultAsync(i => i.Id == input.ItemId && i.SchemeId == input.SchemeId, cancellation) is not { } item)
            {
                return new NotFound();
            }

            if (item.To is null && item.Version != input.Version)
            {
                return new Stale();
            }

            return item.EndOn(input.To) is { } refusal ? refusal : default(Done);
        }, cancellation);
}
