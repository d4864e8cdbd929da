using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public static class DoneMessage
{
    private const string Key = "Done";

    /// <summary>Redirects, and says on the next page that it is done: <c>return this.Done("Saved", "/people");</c></summary>
    public static LocalRedirectResult Done(this PageModel page, string message, string to)
    {
        page.TempData[Key] = message;
        return page.LocalRedirect(to);
    }

    internal static string? Take(ITempDataDictionary data) => data[Key] as string;
}

/// <summary>Shows once what the last page said was done. It stands in the layout.</summary>
[HtmlTargetElement("govuk-done", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DoneTagHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (DoneMessage.Take(ViewContext.TempData) is not { } message)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = null;
        output.Content.SetHtmlContent(Govuk.NotificationBanner(new() { Type = "success", Text = message }));
    }
}
