using System.Text.Json;
using System.Text.Json.Serialization;
using Throughline.Schemes;

namespace Throughline.Surveys;

/// <summary>How a question is answered.</summary>
public enum QuestionKind
{
    /// <summary>From 1 to 5, the higher the better.</summary>
    Scale = 1,

    /// <summary>Yes (1) or no (2).</summary>
    YesNo = 2,
}

/// <summary>One question of a survey.</summary>
/// <param name="Text">The question, unique in its survey.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Low">What 1 means on a scale; empty for yes or no.</param>
/// <param name="High">What 5 means on a scale; empty for yes or no.</param>
public sealed record SurveyQuestion(string Text, QuestionKind Kind, string Low = "", string High = "")
{
    /// <summary>How many answers there are to choose from: 5 or 2.</summary>
    [JsonIgnore]
    public int Choices => Kind == QuestionKind.Scale ? 5 : 2;

    /// <summary>The words of one answer, counted from 1.</summary>
    public string WordsOf(int answer) => (Kind, answer) switch
    {
        (QuestionKind.YesNo, 1) => "Yes",
        (QuestionKind.YesNo, _) => "No",
        (_, 1) => $"1 – {Low}",
        (_, 5) => $"5 – {High}",
        _ => answer.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}

/// <summary>What a survey asks. It never changes: a change is a new version, and a wave keeps the one it was opened with.</summary>
/// <param name="Title">What stands at its head.</param>
/// <param name="Intro">What people read before they begin.</param>
/// <param name="Questions">The questions in their order.</param>
/// <param name="AnythingElse">The one question that is answered in words; empty for none.</param>
public sealed record SurveySheet(string Title, string Intro, IReadOnlyList<SurveyQuestion> Questions, string AnythingElse)
{
    /// <summary>Longest title, question or words of an end, in characters.</summary>
    public const int TextMaxLength = 160;

    /// <summary>Longest introduction, in characters.</summary>
    public const int IntroMaxLength = 600;

    /// <summary>Longest words of an end of a scale, in characters.</summary>
    public const int EndMaxLength = 40;

    /// <summary>Most questions: a survey that takes long is answered by those with time.</summary>
    public const int MostQuestions = 12;

    /// <summary>Longest answer in words, in characters.</summary>
    public const int WordsMaxLength = 1000;

    /// <summary>Takes away blanks and empty rows.</summary>
    public SurveySheet Tidy() => this with
    {
        Title = Title.Trim(),
        Intro = Intro.Trim(),
        AnythingElse = AnythingElse.Trim(),
        Questions = [.. Questions.Where(q => q.Text.Trim().Length > 0 || (q.Low + q.High).Trim().Length > 0).Select(q => q.Kind == QuestionKind.YesNo
            ? new SurveyQuestion(q.Text.Trim(), q.Kind)
            : q with { Text = q.Text.Trim(), Low = q.Low.Trim(), High = q.High.Trim() })],
    };

    /// <summary>The first thing wrong, or null. Fields are named as in a form: <c>Questions[2].Text</c>.</summary>
    public Refusal? Check() =>
        CheckText(Title, TextMaxLength, nameof(Title), "Enter what stands at its head", "The title")
        ?? CheckText(Intro, IntroMaxLength, nameof(Intro), "Enter what people read before they begin", "The introduction")
        ?? (AnythingElse.Length == 0 ? null : CheckText(AnythingElse, TextMaxLength, nameof(AnythingElse), "", "The last question"))
        ?? CheckQuestions();

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Default);

    internal static SurveySheet FromJson(string json) => JsonSerializer.Deserialize<SurveySheet>(json, JsonSerializerOptions.Default)!;

    /// <inheritdoc />
    public bool Equals(SurveySheet? other) => other is not null && ToJson() == other.ToJson();

    /// <inheritdoc />
    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => ToJson();

    private static Refusal? CheckText(string text, int max, string field, string missing, string label) =>
        Typed.Required(text, max, field, missing, label) ?? PersonFirst.Check(text, field);

    private Refusal? CheckQuestions()
    {
        if (Questions.Count is 0 or > MostQuestions)
        {
            return new Invalid(nameof(Questions), Questions.Count == 0 ? "Add at least one question" : $"A survey can have at most {MostQuestions} questions");
        }

        HashSet<string> texts = new(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < Questions.Count; at++)
        {
            var (question, field) = (Questions[at], $"{nameof(Questions)}[{at}]");
            var wrong = CheckText(question.Text, TextMaxLength, $"{field}.Text", $"Enter question {at + 1}", "The question")
                ?? (texts.Add(question.Text) ? null : new Invalid($"{field}.Text", "Another question has these words"))
                ?? (Enum.IsDefined(question.Kind) ? null : new Invalid($"{field}.Kind", "Choose how it is answered"))
                ?? (question.Kind == QuestionKind.YesNo ? null
                    : CheckText(question.Low, EndMaxLength, $"{field}.Low", $"Enter what 1 means in question {at + 1}", "The words")
                        ?? CheckText(question.High, EndMaxLength, $"{field}.High", $"Enter what 5 means in question {at + 1}", "The words"));
            if (wrong is not null)
            {
                return wrong;
            }
        }

        return null;
    }
}
