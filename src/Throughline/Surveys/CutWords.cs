using Throughline.Audit;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>Words to cut out of one answer.</summary>
/// <param name="WaveId">The wave.</param>
/// <param name="Version">The version of the words that the form was opened on.</param>
/// <param name="At">Which of the answers, from 0, in the order of the alphabet.</param>
/// <param name="Cut">The words, exactly as they stand in it.</param>
public sealed record WordsCut(Guid WaveId, int Version, int At, string? Cut);

/// <summary>
/// Cuts a name, or whatever else tells who somebody is, out of one answer in words, wherever it stands in it. A mark stands in its place, so that nobody
/// takes what is left for all that was said. What was cut is kept nowhere; that something was, and by whom, is in the log.
/// </summary>
public sealed class CutWords(UnitOfWork unit)
{
    /// <summary>What stands where words were cut out.</summary>
    public const string Mark = "[…]";

    /// <summary>Most characters that are cut out at a time.</summary>
    public const int MostCharacters = 200;

    /// <summary>Cuts them out.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NotInTheAnswer"/>, <see cref="NothingWouldBeLeft"/>.</returns>
    public Task<Outcome<Done>> RunAsync(WordsCut input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("survey-words-cut"), async writing =>
        {
            var (kept, words, refused) = await writing.TakeWordsAsync(input.WaveId, input.Version, input.At, cancellation);
            if (kept is null)
            {
                return refused!;
            }

            if (Typed.Required(input.Cut, MostCharacters, nameof(input.Cut), "Enter the words to cut out", "The words to cut out") is { } wrong)
            {
                return wrong;
            }

            var (said, cut) = (words[input.At].Text, input.Cut!.Trim());
            if (!said.Contains(cut, StringComparison.Ordinal))
            {
                return new NotInTheAnswer();
            }

            var left = said.Replace(cut, Mark, StringComparison.Ordinal);
            if (!left.Replace(Mark, "", StringComparison.Ordinal).Any(char.IsLetterOrDigit))
            {
                return new NothingWouldBeLeft();
            }

            kept.Cut(writing, words, input.At, left);
            writing.Note(null, nameof(SurveyWave), input.WaveId, new FieldChange("Words", null, "Cut"));
            return new Done();
        }, cancellation);
}

/// <summary>The words to cut are not in the answer.</summary>
public sealed record NotInTheAnswer() : Refusal("not-in-the-answer")
{
    /// <inheritdoc />
    public override string Sentence => "These words are not in the answer. Copy them exactly as they stand there";

    /// <inheritdoc />
    public override string? Field => nameof(WordsCut.Cut);
}

/// <summary>Nothing of the answer would be left.</summary>
public sealed record NothingWouldBeLeft() : Refusal("nothing-would-be-left")
{
    /// <inheritdoc />
    public override string Sentence => "Nothing would be left of the answer. Hold it back instead";

    /// <inheritdoc />
    public override string? Field => nameof(WordsCut.Cut);
}
