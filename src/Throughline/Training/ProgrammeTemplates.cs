using System.Text;
using Throughline.Schemes;

namespace Throughline.Training;

/// <summary>A programme to start from. It never changes once shipped; a change is a new version.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Version">Version of the file, from 1.</param>
/// <param name="WhatFor">What it is, in one or two sentences.</param>
/// <param name="Outline">What it teaches and what it takes to finish.</param>
public sealed record ProgrammeTemplate(string Id, int Version, string WhatFor, ProgrammeOutline Outline);

/// <summary>
/// The programmes that ship with the product: each scheme's own course stands in its scheme template; those that any scheme can take over are
/// readable files beside this class.
/// </summary>
public static class ProgrammeTemplates
{
    private static readonly Lazy<IReadOnlyList<ProgrammeTemplate>> Shipped = new(() => Read(Files()));

    /// <summary>Every programme that any scheme can take over, the newest version of each.</summary>
    /// <exception cref="SchemeTemplateException">A shipped file is broken.</exception>
    public static IReadOnlyList<ProgrammeTemplate> All => [.. Shipped.Value.GroupBy(t => t.Id).Select(g => g.MaxBy(t => t.Version)!)];

    /// <summary>The course of a scheme as its template brings it; null where there is none of that key.</summary>
    public static ProgrammeOutline? OfScheme(SchemeTemplate template, string key) =>
        template.Training.FirstOrDefault(t => t.Key == key) is { } training ? Of(training) : null;

    /// <summary>A course of a scheme template as an outline.</summary>
    public static ProgrammeOutline Of(TrainingTemplate training) => new(
        training.Title,
        training.CertificateName,
        ProgrammeShape.Sessions,
        training.SessionsToComplete,
        [.. training.MandatoryTopics.Select(Name)],
        [.. training.Sessions.Select(s => new ProgrammeSession(s.Title, [.. s.Topics.Select(Name)]))],
        []);

    /// <summary>Names and texts of the shipped files.</summary>
    internal static IEnumerable<(string File, string Text)> Files()
    {
        var assembly = typeof(ProgrammeTemplates).Assembly;
        const string Folder = "Training/";
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            yield return (name[Folder.Length..], reader.ReadToEnd());
        }
    }

    /// <summary>Reads template files strictly: what is unknown, missing or out of bounds is a problem, never a guess.</summary>
    internal static IReadOnlyList<ProgrammeTemplate> Read(IEnumerable<(string File, string Text)> files)
    {
        List<TemplateProblem> problems = [];
        List<ProgrammeTemplate> templates = [];
        foreach (var (file, text) in files)
        {
            if (TemplateNode.Open(file, text, problems) is { } node)
            {
                templates.Add(Read(node));
            }
        }

        return problems.Count == 0 ? templates : throw new SchemeTemplateException(problems);
    }

    private static ProgrammeTemplate Read(TemplateNode node)
    {
        var (id, version) = (node.Key("id"), node.Whole("version", 1, 9999));
        if (node.File != $"{id}.v{version}.yaml")
        {
            node.Problem($"The file says it is \"{id}\" version {version}, so it has to be named {id}.v{version}.yaml.");
        }

        var portfolio = node.OneOf("shape", ["sessions", "portfolio"]) == "portfolio";
        var outline = new ProgrammeOutline(
            node.Text("title"),
            node.Text("certificate-name"),
            portfolio ? ProgrammeShape.Portfolio : ProgrammeShape.Sessions,
            portfolio ? 0 : node.Whole("sessions-to-complete", 1, ProgrammeOutline.MostSessions),
            portfolio ? [] : [.. node.List("mandatory-topics", required: false).Select(Name)],
            [.. node.Blocks("sessions", "the session", "title", required: !portfolio).Select(ReadSession)],
            portfolio ? [.. node.Blocks("competencies", "the part", "title", required: true).Select(ReadCompetency)] : []);
        var whatFor = node.Text("what-for");
        node.NothingElse();
        if (outline.Check() is { } wrong)
        {
            node.Problem(wrong.Sentence);
        }

        return new ProgrammeTemplate(id, version, whatFor, outline);
    }

    private static ProgrammeSession ReadSession(TemplateNode node)
    {
        var session = new ProgrammeSession(node.Text("title"), [.. node.List("topics", required: false).Select(Name)]);
        node.NothingElse();
        return session;
    }

    private static ProgrammeCompetency ReadCompetency(TemplateNode node)
    {
        var part = new ProgrammeCompetency(node.Text("title"), node.Text("what-counts"));
        node.NothingElse();
        return part;
    }

    // Template files name a topic as the program does: looking-after-yourself.
    private static string Name(string code)
    {
        var words = code.Replace('-', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
