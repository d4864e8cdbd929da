namespace Throughline.Schemes;

/// <summary>Something wrong in a template file.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="What">What is wrong, in one sentence.</param>
public sealed record TemplateProblem(string File, int Line, string What)
{
    /// <summary>As one line of a message.</summary>
    public override string ToString() => $"{File} line {Line}: {What}";
}

/// <summary>Template files that cannot be used. The message names each problem with its file and line.</summary>
public sealed class SchemeTemplateException : Exception
{
    /// <summary>From the problems found, of which there is at least one.</summary>
    public SchemeTemplateException(IReadOnlyList<TemplateProblem> problems)
        : base(string.Join(Environment.NewLine, problems))
        => Problems = problems;

    /// <summary>What is wrong, by file and line.</summary>
    public IReadOnlyList<TemplateProblem> Problems { get; }
}
