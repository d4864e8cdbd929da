namespace Throughline.Files;

/// <summary>Reads a PDF that may be hostile, somewhere it can do no harm. The host says where.</summary>
/// <param name="stream">A seekable stream over the whole file; it stays open.</param>
/// <param name="fileName">The name that the person's machine gave it; used in refusals only.</param>
/// <param name="cancellation">Stops the reading.</param>
/// <returns>The text, or one of <see cref="FileRefusal"/>.</returns>
public delegate Task<Outcome<DocumentText>> ReadPdf(Stream stream, string fileName, CancellationToken cancellation);
