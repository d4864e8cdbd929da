using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace Throughline.Web.Components;

/// <summary>Writes HTML a tag at a time. Everything is encoded but what comes in as <see cref="IHtmlContent"/>.</summary>
internal sealed class Markup : IHtmlContent
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder text = new(512);
    private bool inTag;

    public static bool Has(string? value) => !string.IsNullOrEmpty(value);

    public Markup Tag(string name)
    {
        EndTag();
        text.Append('<').Append(name);
        inTag = true;
        return this;
    }

    public Markup Attr(string name, string? value)
    {
        if (value is not null)
        {
            text.Append(' ').Append(name).Append("=\"").Append(Encoder.Encode(value)).Append('"');
        }
        return this;
    }

    /// <summary>Writes the attribute only when it has something in it.</summary>
    public Markup AttrIfAny(string name, string? value) => Has(value) ? Attr(name, value) : this;

    public Markup Flag(string name, bool on)
    {
        if (on)
        {
            text.Append(' ').Append(name);
        }
        return this;
    }

    public Markup Class(params ReadOnlySpan<string?> names)
    {
        text.Append(" class=\"");
        var first = true;
        foreach (var name in names)
        {
            if (!Has(name))
            {
                continue;
            }
            text.Append(first ? "" : " ").Append(Encoder.Encode(name!));
            first = false;
        }
        text.Append('"');
        return this;
    }

    public Markup Attrs(IReadOnlyDictionary<string, string?>? attributes)
    {
        foreach (var (name, value) in attributes ?? EmptyAttributes)
        {
            text.Append(' ').Append(Encoder.Encode(name));
            if (value is not null)
            {
                text.Append("=\"").Append(Encoder.Encode(value)).Append('"');
            }
        }
        return this;
    }

    public Markup Text(string? value)
    {
        EndTag();
        if (value is not null)
        {
            text.Append(Encoder.Encode(value));
        }
        return this;
    }

    public Markup Html(IHtmlContent? content)
    {
        EndTag();
        if (content is not null)
        {
            using var writer = new StringWriter(text);
            content.WriteTo(writer, Encoder);
        }
        return this;
    }

    /// <summary>The markup when there is some, the text otherwise.</summary>
    public Markup Either(IHtmlContent? html, string? plain) => html is null ? Text(plain) : Html(html);

    /// <summary>Only for markup written in this folder.</summary>
    public Markup Literal(string html)
    {
        EndTag();
        text.Append(html);
        return this;
    }

    public Markup Close(string name)
    {
        EndTag();
        text.Append("</").Append(name).Append('>');
        return this;
    }

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        EndTag();
        foreach (var chunk in text.GetChunks())
        {
            writer.Write(chunk.Span);
        }
    }

    public override string ToString()
    {
        EndTag();
        return text.ToString();
    }

    private static readonly Dictionary<string, string?> EmptyAttributes = [];

    private void EndTag()
    {
        if (inTag)
        {
            text.Append('>');
            inTag = false;
        }
    }
}
