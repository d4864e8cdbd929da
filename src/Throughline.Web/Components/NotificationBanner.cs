using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record NotificationBannerOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? TitleText { get; init; }
    public IHtmlContent? TitleHtml { get; init; }
    public string? TitleId { get; init; }
    public string? TitleHeadingLevel { get; init; }

    /// <summary>"success" turns it green and has it read out at once.</summary>
    public string? Type { get; init; }

    public string? Role { get; init; }
    public bool? DisableAutoFocus { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent NotificationBanner(NotificationBannerOptions options)
    {
        var success = options.Type == "success";
        var id = Markup.Has(options.TitleId) ? options.TitleId : "govuk-notification-banner-title";
        var heading = "h" + (Markup.Has(options.TitleHeadingLevel) ? options.TitleHeadingLevel : "2");
        var title = Markup.Has(options.TitleText) ? options.TitleText : success ? "Success" : "Important";
        var to = new Markup();
        to.Tag("div").Class("govuk-notification-banner", success ? "govuk-notification-banner--success" : null, options.Classes)
            .Attr("role", Markup.Has(options.Role) ? options.Role : success ? "alert" : "region")
            .Attr("aria-labelledby", id).Attr("data-module", "govuk-notification-banner")
            .Attr("data-disable-auto-focus", Truth(options.DisableAutoFocus)).Attrs(options.Attributes)
            .Tag("div").Class("govuk-notification-banner__header")
            .Tag(heading).Class("govuk-notification-banner__title").Attr("id", id).Either(options.TitleHtml, title).Close(heading).Close("div")
            .Tag("div").Class("govuk-notification-banner__content");
        if (options.Html is not null)
        {
            to.Html(options.Html);
        }
        else if (Markup.Has(options.Text))
        {
            to.Tag("p").Class("govuk-notification-banner__heading").Text(options.Text).Close("p");
        }
        return to.Text(null).Close("div").Close("div");
    }
}

/// <summary>News that is not about what is on the page. For "saved", use Done in the page model (docs/components.md).</summary>
[HtmlTargetElement("govuk-notification-banner")]
public sealed class NotificationBannerTagHelper : TagHelper
{
    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    public string? Type { get; set; }
    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var component = Govuk.NotificationBanner(new() { Html = content, Type = Type, TitleText = Title, Classes = Classes, Attributes = FieldTagHelper.Others(output) });
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(component);
    }
}
