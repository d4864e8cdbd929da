using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Throughline.Web.Components.Throughlines;

/// <summary>Markup written piece by piece: every value passes the encoder, every number is written with a point.</summary>
internal sealed class SvgText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder text = new(16 * 1024);

    internal SvgText Raw(string markup)
    {
        text.Append(markup);
        return this;
    }

    internal SvgText Words(string words)
    {
        text.Append(Encoder.Encode(Printable(words)));
        return this;
    }

    internal SvgText Attr(string name, string value)
    {
        text.Append(' ').Append(name).Append("=\"");
        Words(value);
        text.Append('"');
        return this;
    }

    internal SvgText Attr(string name, double value)
    {
        text.Append(' ').Append(name).Append("=\"").Append(Number(value)).Append('"');
        return this;
    }

    internal static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    internal static string Path(FormattableString path)
    {
        var numbers = path.GetArguments().Select(argument => (object?)Number(Convert.ToDouble(argument, CultureInfo.InvariantCulture))).ToArray();
        return string.Format(CultureInfo.InvariantCulture, path.Format, numbers);
    }

    public override string ToString() => text.ToString();

    private static string Printable(string words) =>
        words.Any(char.IsControl) ? new string([.. words.Select(c => char.IsControl(c) ? ' ' : c)]) : words;
}
