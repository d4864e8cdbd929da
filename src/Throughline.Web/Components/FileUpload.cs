using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record FileUploadOptions
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public bool Disabled { get; init; }
    public bool Multiple { get; init; }
    public bool Javascript { get; init; }
    public string? WrapperClasses { get; init; }
    public IReadOnlyDictionary<string, string?>? WrapperAttributes { get; init; }
    public string? DescribedBy { get; init; }
    public LabelOptions? Label { get; init; }
    public HintOptions? Hint { get; init; }
    public ErrorMessageOptions? ErrorMessage { get; init; }
    public FormGroupOptions? FormGroup { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent FileUpload(FileUploadOptions options)
    {
        var to = new Markup();
        var id = Markup.Has(options.Id) ? options.Id : options.Name;
        to.OpenGroup(options.FormGroup, options.ErrorMessage is not null);
        to.Label(options.Label is null ? null : options.Label with { For = id });
        var describedBy = to.HintAndError(id, options.Hint, options.ErrorMessage, options.DescribedBy);
        to.Slot(options.FormGroup?.BeforeInput);
        if (options.Javascript)
        {
            to.Tag("div").Class("govuk-file-upload-wrapper", options.WrapperClasses).Attr("data-module", "govuk-file-upload")
                .Attrs(options.WrapperAttributes);
        }
        to.Tag("input")
            .Class("govuk-file-upload", options.Classes, options.ErrorMessage is null ? null : "govuk-file-upload--error")
            .Attr("id", id)
            .Attr("name", options.Name)
            .Attr("type", "file")
            .Flag("disabled", options.Disabled)
            .Flag("multiple", options.Multiple)
            .AttrIfAny("aria-describedby", describedBy)
            .Attrs(options.Attributes);
        if (options.Javascript)
        {
            to.Text(null).Close("div");
        }
        return to.Slot(options.FormGroup?.AfterInput).Close("div");
    }
}

/// <summary>
/// A file to send. The form needs enctype="multipart/form-data". It is the browser's own control: the scripted one has a button whose
/// accessible name lacks its visible words (WCAG 2.5.3).
/// </summary>
[HtmlTargetElement("govuk-file-upload")]
public sealed class FileUploadTagHelper : FieldTagHelper
{
    public bool Multiple { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => Write(output, Govuk.FileUpload(new()
    {
        Id = FieldId,
        Name = FieldName,
        Multiple = Multiple,
        Disabled = Disabled,
        Classes = Classes,
        Label = LabelOptions(),
        Hint = HintOptions(),
        ErrorMessage = ErrorFor(FieldName),
        Attributes = Others(output),
    }));
}
