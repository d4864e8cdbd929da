namespace Throughline.Files;

/// <summary>
/// Thrown from the middle of a stream of rows or XML when the file turns out to be bad: rows already handed out must not be
/// kept. Readers that return an <see cref="Outcome{T}"/> turn it into the refusal themselves.
/// </summary>
/// <param name="refusal">Why the file is refused.</param>
public sealed class FileRefusedException(FileRefusal refusal) : Exception(refusal.Sentence)
{
    /// <summary>Why the file is refused, in words for the person who chose it.</summary>
    public FileRefusal Refusal { get; } = refusal;
}
