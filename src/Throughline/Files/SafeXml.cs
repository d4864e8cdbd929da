using System.Xml;

namespace Throughline.Files;

/// <summary>
/// The one way to read XML that came from outside: no document type, no entities, nothing loaded from elsewhere, a limit on
/// characters and on depth. Everything wrong with the XML is thrown as a <see cref="FileRefusedException"/>.
/// </summary>
public static class SafeXml
{
    /// <summary>Opens a forward-only reader. Comments and processing instructions are left out.</summary>
    /// <param name="stream">The XML, in any encoding that it declares; closed with the reader.</param>
    /// <param name="fileName">The file's name, for the refusal.</param>
    /// <param name="limits">How much to read; <see cref="FileLimits.ForDocuments"/> when left out.</param>
    /// <param name="part">The part of the package that this is, for <see cref="FileRefusal.Damaged"/>.</param>
    /// <exception cref="FileRefusedException">Now or while reading: a document type, nesting too deep, too many characters, or XML that is not well formed.</exception>
    public static XmlReader Open(Stream stream, string fileName, FileLimits? limits = null, string? part = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        limits ??= FileLimits.ForDocuments;
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.MaxPartBytes,
            MaxCharactersFromEntities = 1024,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CheckCharacters = true,
            CloseInput = true,
        };
        try
        {
#pragma warning disable RS0030 // The one place where a reader is made.
            return new GuardedXmlReader(XmlReader.Create(stream, settings), fileName, limits.MaxXmlDepth, part);
#pragma warning restore RS0030
        }
        catch (XmlException)
        {
            throw new FileRefusedException(new FileRefusal.Damaged(part) { FileName = fileName });
        }
    }

    /// <summary>Passes over an element and all inside it, leaving the reader on its end. Unlike <see cref="XmlReader.Skip"/> the next <see cref="XmlReader.Read"/> gives the node after.</summary>
    internal static void PassOver(this XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return;
        }
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
        }
    }

    /// <summary>Moves to the next start of an element inside the element at <paramref name="depth"/>; false at its end.</summary>
    internal static bool NextInside(this XmlReader reader, int depth)
    {
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                return true;
            }
        }
        return false;
    }
}

internal sealed class GuardedXmlReader(XmlReader inner, string fileName, int maxDepth, string? part) : XmlReader
{
    private bool _rootSeen;

    public override int AttributeCount => inner.AttributeCount;
    public override string BaseURI => inner.BaseURI;
    public override int Depth => inner.Depth;
    public override bool EOF => inner.EOF;
    public override bool IsEmptyElement => inner.IsEmptyElement;
    public override string LocalName => inner.LocalName;
    public override string NamespaceURI => inner.NamespaceURI;
    public override XmlNameTable NameTable => inner.NameTable;
    public override XmlNodeType NodeType => inner.NodeType;
    public override string Prefix => inner.Prefix;
    public override ReadState ReadState => inner.ReadState;
    public override XmlReaderSettings? Settings => inner.Settings;
    public override string Value => Guarded(static reader => reader.Value);
    public override bool CanReadValueChunk => true;
    public override XmlSpace XmlSpace => inner.XmlSpace;
    public override string XmlLang => inner.XmlLang;

    public override bool Read()
    {
        var read = Guarded(static reader => reader.Read());
        if (read && inner.NodeType == XmlNodeType.Element)
        {
            _rootSeen = true;
            if (inner.Depth >= maxDepth)
            {
                throw Refused(new FileRefusal.ForbiddenXml(TooDeep: true) { FileName = fileName });
            }
        }
        return read;
    }

    public override int ReadValueChunk(char[] buffer, int index, int count)
    {
        try
        {
            return inner.ReadValueChunk(buffer, index, count);
        }
        catch (XmlException exception)
        {
            throw Refused(exception);
        }
    }

    public override string GetAttribute(int i) => inner.GetAttribute(i);
    public override string? GetAttribute(string name) => inner.GetAttribute(name);
    public override string? GetAttribute(string name, string? namespaceURI) => inner.GetAttribute(name, namespaceURI);
    public override string? LookupNamespace(string prefix) => inner.LookupNamespace(prefix);
    public override bool MoveToAttribute(string name) => inner.MoveToAttribute(name);
    public override bool MoveToAttribute(string name, string? ns) => inner.MoveToAttribute(name, ns);
    public override bool MoveToElement() => inner.MoveToElement();
    public override bool MoveToFirstAttribute() => inner.MoveToFirstAttribute();
    public override bool MoveToNextAttribute() => inner.MoveToNextAttribute();
    public override bool ReadAttributeValue() => inner.ReadAttributeValue();
    public override void ResolveEntity() => inner.ResolveEntity();
    public override void Close() => inner.Close();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private T Guarded<T>(Func<XmlReader, T> read)
    {
        try
        {
            return read(inner);
        }
        catch (XmlException exception)
        {
            throw Refused(exception);
        }
    }

    // XmlException carries no code. .NET does not translate its messages, and a document type can only stand before the root.
    private FileRefusedException Refused(XmlException exception) =>
        Refused(!_rootSeen && exception.Message.Contains("DTD", StringComparison.Ordinal)
            ? new FileRefusal.ForbiddenXml(TooDeep: false) { FileName = fileName }
            : exception.Message.Contains("MaxCharactersInDocument", StringComparison.Ordinal)
                ? new FileRefusal.UnpacksTooLarge { FileName = fileName }
                : new FileRefusal.Damaged(part) { FileName = fileName });

    private static FileRefusedException Refused(FileRefusal refusal) => new(refusal);
}
