using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record ButtonOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Href { get; init; }
    public string? Type { get; init; }
    public string? Name { get; init; }
    public string? Value { get; init; }
    public string? Id { get; init; }
    public string? Classes { get; init; }
    public bool Disabled { get; init; }
    public bool? PreventDoubleClick { get; init; }
    public bool IsStartButton { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    private const string StartIcon =
        "<svg class=\"govuk-button__start-icon\" xmlns=\"http://www.w3.org/2000/svg\" width=\"17.5\" height=\"19\" viewBox=\"0 0 33 40\""
        + " aria-hidden=\"true\" focusable=\"false\"><path fill=\"currentColor\" d=\"M0 0h13l20 20-20 20H0l20-20z\"/></svg>";

    public static IHtmlContent Button(ButtonOptions options)
    {
        var to = new Markup();
        var tag = Markup.Has(options.Href) ? "a" : "button";
        to.Tag(tag);
        if (tag == "a")
        {
            to.Attr("href", options.Href).Attr("role", "button").Attr("draggable", "false");
        }
        else
        {
            to.Attr("type", Markup.Has(options.Type) ? options.Type : "submit")
                .AttrIfAny("value", options.Value)
                .AttrIfAny("name", options.Name)
                .Flag("disabled", options.Disabled)
                .Attr("aria-disabled", options.Disabled ? "true" : null)
                .Attr("data-prevent-double-click", Truth(options.PreventDoubleClick));
        }
        to.Class("govuk-button", options.Classes, options.IsStartButton ? "govuk-button--start" : null)
            .Attr("data-module", "govuk-button").Attrs(options.Attributes).AttrIfAny("id", options.Id);
        if (options.Html is not null && options.IsStartButton)
        {
            to.Tag("span").Html(options.Html).Close("span");
        }
        else
        {
            to.Either(options.Html, options.Text);
        }
        if (options.IsStartButton)
        {
            to.Literal(StartIcon);
        }
        return to.Close(tag);
    }
}

/// <summary>A button, or a link that looks like one. A submit button ignores a double click.</summary>
[HtmlTargetElement("govuk-button")]
public sealed class ButtonTagHelper : TagHelper
{
    public string? Href { get; set; }
    public string? Type { get; set; }
    public string? Name { get; set; }
    public string? Value { get; set; }
    public string? Id { get; set; }

    /// <summary>secondary, warning or inverse.</summary>
    public string? Kind { get; set; }

    [HtmlAttributeName("class")]
    public string? Classes { get; set; }
    public bool Disabled { get; set; }
    public bool Start { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var button = Govuk.Button(new()
        {
            Html = content,
            Href = Href,
            Type = Type,
            Name = Name,
            Value = Value,
            Id = Id,
            Classes = Kind is null ? Classes : $"govuk-button--{Kind} {Classes}".TrimEnd(),
            Disabled = Disabled,
            IsStartButton = Start,
            PreventDoubleClick = Href is null && Type is null or "submit" ? true : null,
            Attributes = FieldTagHelper.Others(output),
        });
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(button);
    }
}
