using Throughline.Audit;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>A decision about one answer in words.</summary>
/// <param name="WaveId">The wave.</param>
/// <param name="Version">The version of the words that the form was opened on.</param>
/// <param name="At">Which of them, from 0, in the order of the alphabet.</param>
/// <param name="Show">True to show it; false to hold it back.</param>
public sealed record WordsCheck(Guid WaveId, int Version, int At, bool? Show);

/// <summary>Says of one answer in words that it names nobody and may be shown, or holds it back. A person does that; nothing is shown before (E22).</summary>
public sealed class CheckWords(UnitOfWork unit)
{
    /// <summary>Decides.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(WordsCheck input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("survey-words-checked"), async writing =>
        {
            var (kept, words, refused) = await writing.TakeWordsAsync(input.WaveId, input.Version, input.At, cancellation);
            if (kept is null)
            {
                return refused!;
            }

            if (input.Show is not { } show)
            {
                return new Invalid(nameof(input.Show), "Say whether it may be shown");
            }

            var state = show ? WordsState.Shown : WordsState.HeldBack;
            kept.Decide(writing, words, input.At, state);
            writing.Note(null, nameof(SurveyWave), input.WaveId, new FieldChange("Words", null, state.ToString()));
            return new Done();
        }, cancellation);
}
