using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;
using QRCoder;
using Throughline.Surveys;
using Throughline.Web.Components;
using Throughline.Web.Components.Throughlines;

namespace Throughline.Web.Pages.Surveys;

/// <summary>How the pages about surveys word and draw what they show.</summary>
public static class SurveyForms
{
    public static string Colour(SurveyWaveState state) => state switch
    {
        SurveyWaveState.Open => "green",
        SurveyWaveState.Closed => "blue",
        _ => "grey",
    };

    public static string People(int number) => number == 1 ? "1 person" : $"{number} people";

    public static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + "%";

    /// <summary>"24 of 34 (71%, likely between 54% and 83%)"; counts alone for small numbers.</summary>
    public static string Words(Share share) => !share.HasPercent ? $"{share.Hits} of {share.Of}"
        : share.Interval is { } interval ? $"{share.Hits} of {share.Of} ({Percent((double)share.Hits / share.Of)}, likely between {Percent(interval.Low)} and {Percent(interval.High)})"
        : $"{share.Hits} of {share.Of} ({Percent((double)share.Hits / share.Of)})";

    /// <summary>The words of a group of answers: "Yes", "1 – Never", "1 or 2", "1, 2 or 3".</summary>
    public static string Words(SurveyQuestion question, AnswerGroup group) => group.Answers.Count == 1
        ? question.WordsOf(group.Answers[0])
        : $"{string.Join(", ", group.Answers.SkipLast(1))} or {group.Answers[^1]}" + (group.Answers[0] == 1 ? $" (1 is “{question.Low}”)" : $" (5 is “{question.High}”)");

    public static string GoodWords(SurveyQuestion question) => question.Kind == QuestionKind.YesNo ? "said yes" : "said 4 or 5";

    public static IReadOnlyList<Choice> Choices(SurveyQuestion question) =>
        [.. Enumerable.Range(1, question.Choices).Select(a => new Choice(a.ToString(CultureInfo.InvariantCulture), question.WordsOf(a)))];

    /// <summary>Bars of the answers to one question, the longest as wide as the picture. The table beside it says the same in words.</summary>
    public static IHtmlContent Bars(SurveyQuestion question, IReadOnlyList<AnswerGroup> groups)
    {
        const double Width = 400, Label = 150, Row = 32;
        var most = Math.Max(1, groups.Max(g => g.Count));
        var text = new SvgText();
        text.Raw("<svg class=\"tl-answer-bars\" xmlns=\"http://www.w3.org/2000/svg\" aria-hidden=\"true\"").Attr("viewBox", $"0 0 {SvgText.Number(Width)} {SvgText.Number((Row * groups.Count) + 4)}").Raw(">");
        for (var at = 0; at < groups.Count; at++)
        {
            var (group, y) = (groups[at], (at * Row) + 4);
            var wide = (Width - Label - 40) * group.Count / most;
            text.Raw("<text class=\"tl-answer-bars__label\" text-anchor=\"end\"").Attr("x", Label - 10).Attr("y", y + 20).Raw(">").Words(Short(question, group)).Raw("</text>");
            text.Raw("<rect class=\"tl-answer-bars__bar\" height=\"26\"").Attr("x", Label).Attr("y", y).Attr("width", Math.Max(wide, 1)).Raw("/>");
            text.Raw("<text class=\"tl-answer-bars__count\"").Attr("x", Label + wide + 8).Attr("y", y + 20).Raw(">").Words(group.Count.ToString(CultureInfo.InvariantCulture)).Raw("</text>");
        }

        return new HtmlString(text.Raw("</svg>").ToString());
    }

    /// <summary>The address of a way in, as it stands on paper.</summary>
    public static string Address(HttpRequest request, string code) => UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, $"/survey/{code}");

    public static string Picture(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(data);
        return "data:image/png;base64," + Convert.ToBase64String(png.GetGraphic(8));
    }

    private static string Short(SurveyQuestion question, AnswerGroup group) => group.Answers.Count == 1
        ? question.WordsOf(group.Answers[0]) is { Length: > 18 } longer ? longer[..17] + "…" : question.WordsOf(group.Answers[0])
        : $"{string.Join(", ", group.Answers.SkipLast(1))} or {group.Answers[^1]}";
}
