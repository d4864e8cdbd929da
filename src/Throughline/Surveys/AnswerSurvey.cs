using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>What somebody answered. Nothing in it says who.</summary>
/// <param name="Number">The number that the page was given; the same page sent twice counts once.</param>
/// <param name="Answers">For each question in its order the answer, from 1; null where it was left out.</param>
/// <param name="Words">The answer in words.</param>
/// <param name="Code">The printed code, where the wave asks for one.</param>
public sealed record SurveyAnswers(string? Number, IReadOnlyList<int?> Answers, string? Words, string? Code);

/// <summary>
/// Counts the answers of somebody who is not signed in (INV-090). They are added to counters; no row, event, time or order of theirs is left. Whoever
/// happens to be signed in at the same browser is not asked.
/// </summary>
public sealed class AnswerSurvey(UnitOfWork unit, Keyring keyring)
{
    /// <summary>Counts them.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="WaveTakesNoAnswers"/>, <see cref="Invalid"/>, <see cref="CodeNotGood"/>.</returns>
    public Task<Outcome<Done>> RunAsync(string? door, SurveyAnswers answers, CancellationToken cancellation = default) =>
        unit.RunAsAsync<Done>(Viewer.System, new Act("survey-answered"), async writing =>
        {
            var found = SurveyDoor.Read(door) is { } code
                ? await writing.Context.SurveyDoors.AsNoTracking().FirstOrDefaultAsync(d => d.Code == code, cancellation)
                : null;
            if (found is null)
            {
                return new NotFound();
            }

            await writing.LockWaveAsync(found.WaveId, cancellation);
            var wave = await writing.Context.SurveyWaves.AsNoTracking().SingleAsync(w => w.Id == found.WaveId, cancellation);
            return !wave.TakesAnswersOn(writing.Today) ? new WaveTakesNoAnswers()
                : await SurveyCount.AddAsync(writing, keyring, wave, found.SiteId, answers, cancellation);
        }, cancellation);
}

/// <summary>The printed code was used before, or never was one: the two are not told apart.</summary>
public sealed record CodeNotGood() : Refusal("code-not-good")
{
    /// <inheritdoc />
    public override string Sentence => "This code has been used, or is not right. Check it, or ask for another slip";

    /// <inheritdoc />
    public override string? Field => nameof(SurveyAnswers.Code);
}

/// <summary>Adds one sheet to the counters of its wave. The wave's turn must be taken.</summary>
internal static class SurveyCount
{
    public static async Task<Outcome<Done>> AddAsync(Writing writing, Keyring keyring, SurveyWave wave, Guid siteId, SurveyAnswers given, CancellationToken cancellation)
    {
        var (context, questions, words) = (writing.Context, wave.Sheet.Questions, Typed.Blank(given.Words));
        if (Check(wave, given, words) is { } refusal)
        {
            return refusal;
        }

        var key = keyring.SecretHashKey;
        if (!await context.InsertOnceAsync(new CountedSheet(wave.Id, SurveySecrets.Hash(key, wave.Id, given.Number!)), cancellation, nameof(CountedSheet.Hash)))
        {
            return new Done();
        }

        if (wave.NeedsCode)
        {
            var hash = SurveyDoor.Read(given.Code) is { } code ? SurveySecrets.Hash(key, wave.Id, code) : "";
            if (await context.SurveyCodes.Where(c => c.Hash == hash && !c.Spent).ExecuteUpdateAsync(set => set.SetProperty(c => c.Spent, true), cancellation) != 1)
            {
                return new CodeNotGood();
            }
        }

        // Every counter of the wave is written, those of the other answers too: which rows a database wrote last must tell nothing.
        var chosen = questions.Select((_, at) => given.Answers[at] is { } answer ? ((at + 1) * 10) + answer : -1).Where(c => c > 0).Append(0).ToList();
        await context.SurveyTallies.Where(t => t.WaveId == wave.Id).ExecuteUpdateAsync(
            set => set.SetProperty(t => t.Count, t => t.Count + (t.SiteId == siteId && chosen.Contains((t.Question * 10) + t.Answer) ? 1 : 0)), cancellation);
        var said = await context.SurveyWords.SingleAsync(w => w.WaveId == wave.Id, cancellation);
        var before = said.Read(writing);
        said.Keep(writing, words is null ? before : [.. before, new SaidWords(words, WordsState.Waiting)]);
        return new Done();
    }

    private static Refusal? Check(SurveyWave wave, SurveyAnswers given, string? words)
    {
        var questions = wave.Sheet.Questions;
        if (given.Number is not { Length: >= 16 and <= 64 } || given.Answers.Count != questions.Count)
        {
            return new Invalid("", "This page is too old. Open the survey again");
        }

        for (var at = 0; at < questions.Count; at++)
        {
            if (given.Answers[at] is { } answer && (answer < 1 || answer > questions[at].Choices))
            {
                return new Invalid($"Answers[{at}]", "Choose one of the answers");
            }
        }

        return given.Answers.All(a => a is null) && words is null ? new Invalid("Answers[0]", "Answer at least one question")
            : words is not null && wave.Sheet.AnythingElse.Length == 0 ? new Invalid(nameof(given.Words), "This survey has no question to answer in words")
            : PeopleRules.CheckOptionalText(nameof(given.Words), words, "What you would like to say", SurveySheet.WordsMaxLength);
    }
}
