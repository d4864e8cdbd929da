using System.Text;

namespace Throughline.Schemes;

/// <summary>The templates shipped with the program. They are readable files beside this class, built into the program.</summary>
public static class SchemeTemplates
{
    private static readonly Lazy<IReadOnlyList<SchemeTemplate>> Shipped = new(() => SchemeTemplateReader.Read(Files()));

    /// <summary>Every template in every version, by id and then version.</summary>
    /// <exception cref="SchemeTemplateException">A shipped file is broken.</exception>
    public static IReadOnlyList<SchemeTemplate> All => Shipped.Value;

    /// <summary>The newest version of each template, which is what a new scheme is made from.</summary>
    public static IReadOnlyList<SchemeTemplate> Newest =>
        All.GroupBy(t => t.Id).Select(g => g.MaxBy(t => t.Version)!).ToList();

    /// <summary>The template with this id and version, or null.</summary>
    public static SchemeTemplate? Find(string? id, int version) => All.FirstOrDefault(t => t.Id == id && t.Version == version);

    /// <summary>The template that a scheme was made from.</summary>
    /// <exception cref="InvalidOperationException">The program does not ship it, as when a database comes from a newer version of the program.</exception>
    public static SchemeTemplate Of(Scheme scheme) => Find(scheme.TemplateId, scheme.TemplateVersion)
        ?? throw new InvalidOperationException($"The scheme {scheme.Name} was made from {scheme.TemplateId} version {scheme.TemplateVersion}, which this version of the program does not have.");

    /// <summary>Names and texts of the shipped files.</summary>
    internal static IEnumerable<(string File, string Text)> Files()
    {
        var assembly = typeof(SchemeTemplates).Assembly;
        const string Folder = "Schemes/";
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            yield return (name[Folder.Length..], reader.ReadToEnd());
        }
    }
}
