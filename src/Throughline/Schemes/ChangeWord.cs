using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>A word of the scheme, as typed.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Key">What the program calls it.</param>
/// <param name="Singular">The word for one.</param>
/// <param name="Plural">The word for several.</param>
/// <param name="Reason">Why this word.</param>
/// <param name="Version">The word's version when the form was opened.</param>
public sealed record WordEdit(Guid SchemeId, string? Key, string? Singular, string? Plural, string? Reason, int Version);

/// <summary>Changes what people or things are called in a scheme.</summary>
public sealed class ChangeWord(UnitOfWork unit)
{
    /// <summary>Changes it.</summary>
    /// <returns><see cref="NotFound"/>, <see cref="Stale"/> or <see cref="Invalid"/> where it cannot be.</returns>
    public Task<Outcome<Done>> RunAsync(WordEdit edit, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("word-changed", edit.Reason), async writing =>
        {
            if (!await writing.TakeSchemeAsync(edit.SchemeId, cancellation)
                || await writing.Context.Set<SchemeWord>().FirstOrDefaultAsync(w => w.SchemeId == edit.SchemeId && w.Key == edit.Key, cancellation) is not { } word)
            {
                return new NotFound();
            }

            if (word.Version != edit.Version)
            {
                return new Stale();
            }

            return word.Change(edit.Singular, edit.Plural, edit.Reason) is { } refusal ? refusal : default(Done);
        }, cancellation);
}
