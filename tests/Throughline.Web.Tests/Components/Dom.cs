using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Throughline.Web.Tests.Components;

/// <summary>HTML as a browser understands it, a line a node: order of attributes and blank space between elements do not count.</summary>
internal static partial class Dom
{
    public static string Normalise(string html)
    {
        var body = new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + html).Body!;
        var lines = new StringBuilder();
        foreach (var child in body.ChildNodes)
        {
            Write(lines, child, 0);
        }
        return lines.ToString();
    }

    private static void Write(StringBuilder lines, INode node, int depth)
    {
        if (node is IText text)
        {
            var exact = text.ParentElement?.LocalName is "textarea" or "pre";
            var words = exact ? text.Data : Blank().Replace(text.Data, " ").Trim();
            if (words.Length > 0)
            {
                lines.Append(' ', depth).Append('"').Append(words).Append("\"\n");
            }
        }
        else if (node is IElement element)
        {
            lines.Append(' ', depth).Append('<').Append(element.LocalName);
            foreach (var attribute in element.Attributes.OrderBy(a => a.Name, StringComparer.Ordinal))
            {
                var value = attribute.Name == "class" ? string.Join(' ', element.ClassList.Order(StringComparer.Ordinal)) : attribute.Value;
                lines.Append(' ').Append(attribute.Name).Append("=\"").Append(value).Append('"');
            }
            lines.Append(">\n");
            foreach (var child in node.ChildNodes)
            {
                Write(lines, child, depth + 1);
            }
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
