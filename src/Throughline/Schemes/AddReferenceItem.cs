using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>An item for a list, as typed.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Kind">Key of the list.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">What people read.</param>
/// <param name="Hint">Help beside the name, or nothing.</param>
/// <param name="From">First day it holds.</param>
/// <param name="Flags">Values of the list's flags.</param>
public sealed record NewReferenceItem(Guid SchemeId, string? Kind, string? Code, string? Name, string? Hint, DateOnly From, IReadOnlyDictionary<string, string> Flags);

/// <summary>Adds an item to a list, from a date on. The law changes; old records keep what they were recorded under.</summary>
public sealed class AddReferenceItem(UnitOfWork unit)
{
    /// <summary>Adds it.</summary>
    /// <returns>The item's id, or <see cref="NotFound"/> (scheme or list), <see cref="Invalid"/>, <see cref="CodeInUse"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewReferenceItem input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("reference-item-added"), async writing =>
        {
            if (ReferenceKind.Find(input.Kind) is not { } kind || !await writing.TakeSchemeAsync(input.SchemeId, cancellation))
            {
                return new NotFound();
            }

            var items = await writing.Context.Set<ReferenceItem>().AsNoTracking()
                .Where(i => i.SchemeId == input.SchemeId && i.Kind == kind.Key).ToListAsync(cancellation);
            var added = ReferenceItem.Add(
                writing.NewId(), input.SchemeId, kind, input.Code, input.Name, input.Hint, input.From, input.Flags, items.Select(i => i.Order + 1).DefaultIfEmpty().Max());
            if (!added.Succeeded)
            {
                return added.Refusal!;
            }

            var item = added.Value;
            if (items.FirstOrDefault(i => string.Equals(i.Code, item.Code, StringComparison.OrdinalIgnoreCase) && (i.To is null || i.To >= item.From)) is { } holder)
            {
                return new CodeInUse(holder.Code, holder.Name, holder.To);
            }

            writing.Context.Add(item);
            return item.Id;
        }, cancellation);
}

/// <summary>The code is held by another item on that day or later.</summary>
/// <param name="Item">The code.</param>
/// <param name="Name">The other item's name.</param>
/// <param name="To">Its last day; null where it has none.</param>
public sealed record CodeInUse(string Item, string Name, DateOnly? To) : Refusal("code-in-use")
{
    /// <inheritdoc />
    public override string Sentence => To is null
        ? $"The code {Item} is in use for \u201c{Name}\u201d. End that one first, or choose another code"
        : $"The code {Item} is in use for \u201c{Name}\u201d until {Typed.Day(To.Value)}. Choose a later first day or another code";

    /// <inheritdoc />
    public override string? Field => nameof(NewReferenceItem.Code);
}
