using System.Text;
using Throughline.Schemes;

namespace Throughline.Surveys;

/// <summary>The survey that ships with the product, as a readable file beside this class. It never changes once shipped; a change is a new version.</summary>
public static class SurveyTemplates
{
    private static readonly Lazy<SurveySheet> Shipped = new(() => Files().Select(f => (f.File, Sheet: Read(f.File, f.Text))).MaxBy(f => f.File, StringComparer.Ordinal).Sheet);

    /// <summary>What every scheme asks until it has a version of its own.</summary>
    /// <exception cref="SchemeTemplateException">The shipped file is broken.</exception>
    public static SurveySheet Default => Shipped.Value;

    /// <summary>Names and texts of the shipped files.</summary>
    internal static IEnumerable<(string File, string Text)> Files()
    {
        var assembly = typeof(SurveyTemplates).Assembly;
        const string Folder = "Surveys/";
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            yield return (name[Folder.Length..], reader.ReadToEnd());
        }
    }

    /// <summary>Reads a template file strictly: what is unknown, missing or out of bounds is a problem, never a guess.</summary>
    internal static SurveySheet Read(string file, string text)
    {
        List<TemplateProblem> problems = [];
        SurveySheet? sheet = null;
        if (TemplateNode.Open(file, text, problems) is { } node)
        {
            var (id, version) = (node.Key("id"), node.Whole("version", 1, 9999));
            if (file != $"{id}.v{version}.yaml")
            {
                node.Problem($"The file says it is \"{id}\" version {version}, so it has to be named {id}.v{version}.yaml.");
            }

            sheet = new SurveySheet(node.Text("title"), node.Text("intro"), [.. node.Blocks("questions", "the question", "text", required: true).Select(ReadQuestion)], node.Text("anything-else"));
            node.NothingElse();
            if (sheet.Check() is { } wrong)
            {
                node.Problem(wrong.Sentence);
            }
        }

        return problems.Count == 0 ? sheet! : throw new SchemeTemplateException(problems);
    }

    private static SurveyQuestion ReadQuestion(TemplateNode node)
    {
        var scale = node.OneOf("kind", ["scale", "yes-no"]) == "scale";
        var question = new SurveyQuestion(node.Text("text"), scale ? QuestionKind.Scale : QuestionKind.YesNo, scale ? node.Text("low") : "", scale ? node.Text("high") : "");
        node.NothingElse();
        return question;
    }
}
