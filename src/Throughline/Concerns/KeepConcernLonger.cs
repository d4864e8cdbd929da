using Throughline.People;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Has a concern kept beyond the years of its scheme, such as while a claim goes on, or no longer. A voice lead does, and its owner reads why.</summary>
public sealed class KeepConcernLonger(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <param name="id">The concern.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="longer">True to keep it until somebody says otherwise; false to let it go in its time.</param>
    /// <param name="words">Why.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, bool longer, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-kept-longer"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            return writing.Viewer.Hat != Hat.VoiceLead || !writing.Sees(concern) ? new NotAllowed()
                : (ConcernRules.CheckWords(words, "Words", "Enter why. Its owner reads this") ?? concern.Keep(longer, writing.Entry(concern, ConcernEntryKind.Kept, words!))) is { } refusal
                    ? refusal : new Done();
        }, cancellation);
}
