using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Throughline.Web.Components;

namespace Throughline.Web.Tests.Components;

public sealed class PaginationTests
{
    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 2, "[1] 2 >")]
    [InlineData(2, 3, "< 1 [2] 3 >")]
    [InlineData(1, 9, "[1] 2 ⋯ 9 >")]
    [InlineData(3, 9, "< 1 2 [3] 4 ⋯ 9 >")]
    [InlineData(4, 9, "< 1 2 3 [4] 5 ⋯ 9 >")]
    [InlineData(5, 9, "< 1 ⋯ 4 [5] 6 ⋯ 9 >")]
    [InlineData(9, 9, "< 1 ⋯ 8 [9]")]
    public void Process_OnAPage_ShowsItsNeighboursAndTheEnds(int page, int pages, string expected)
    {
        var output = new TagHelperOutput("govuk-pagination", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));

        new PaginationTagHelper { Page = page, Pages = pages }.Process(new([], new Dictionary<object, object>(), "id"), output);

        var nav = new HtmlParser().ParseDocument(output.Content.GetContent());
        var words = nav.QuerySelectorAll(".govuk-pagination__prev, .govuk-pagination__next, .govuk-pagination__item").Select(element =>
            element.ClassList.Contains("govuk-pagination__prev") ? "<"
            : element.ClassList.Contains("govuk-pagination__next") ? ">"
            : element.ClassList.Contains("govuk-pagination__item--current") ? $"[{element.TextContent.Trim()}]"
            : element.TextContent.Trim());
        string.Join(' ', words).ShouldBe(expected);
    }
}
