using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

/// <summary>
/// Gives every form that posts its antiforgery token and a key in the hidden field <see cref="FieldName"/>. A form sent twice
/// carries the same key, so that the second is known for what it is; a form shown again after a refusal keeps the key it came with.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class FormTagHelper(IHtmlGenerator generator, TimeProvider clock) : TagHelper
{
    public const string FieldName = "Once";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!output.Attributes.ContainsName("novalidate"))
        {
            // Our messages are plainer than a browser's, and stay on the page.
            output.Attributes.Add(new TagHelperAttribute("novalidate"));
        }
        var to = new Markup();
        to.Tag("input").Attr("type", "hidden").Attr("name", FieldName).Attr("value", Posted(output) ?? Guid.CreateVersion7(clock.GetUtcNow()).ToString());
        output.PostContent.AppendHtml(to);

        // MVC leaves the token out of a form with an action of its own, which may lead to another site. Ours never do.
        if (context.AllAttributes.TryGetAttribute("action", out var action) && action.Value?.ToString() is { Length: > 0 }
            && !context.AllAttributes.ContainsName("asp-antiforgery")
            && generator.GenerateAntiforgery(ViewContext) is { } token)
        {
            output.PostContent.AppendHtml(token);
        }
    }

    private string? Posted(TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || ViewContext.ModelState.IsValid)
        {
            return null;
        }
        var action = output.Attributes.TryGetAttribute("action", out var attribute) ? attribute.Value?.ToString() : null;
        var here = request.PathBase + request.Path + request.QueryString;
        if (!string.IsNullOrEmpty(action) && !string.Equals(System.Net.WebUtility.HtmlDecode(action), here, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        return Guid.TryParse(request.Form[FieldName].ToString(), out var posted) ? posted.ToString() : null;
    }
}
