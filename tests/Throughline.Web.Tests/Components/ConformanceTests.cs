using Microsoft.AspNetCore.Html;
using Throughline.Web.Components;

namespace Throughline.Web.Tests.Components;

/// <summary>The design system is the oracle: every example it ships must come out of our renderers as the same DOM.</summary>
public sealed class ConformanceTests
{
    private static readonly Dictionary<string, Func<Fixture, IHtmlContent>> Renderers = new()
    {
        ["back-link"] = fixture => Govuk.BackLink(fixture.As<BackLinkOptions>()),
        ["breadcrumbs"] = fixture => Govuk.Breadcrumbs(fixture.As<BreadcrumbsOptions>()),
        ["button"] = fixture => Govuk.Button(fixture.As<ButtonOptions>()),
        ["character-count"] = fixture => Govuk.CharacterCount(fixture.As<CharacterCountOptions>() with { Textarea = fixture.As<TextareaOptions>() }),
        ["checkboxes"] = fixture => Govuk.Checkboxes(fixture.As<ChoicesOptions>()),
        ["date-input"] = fixture => Govuk.DateInput(fixture.As<DateInputOptions>()),
        ["details"] = fixture => Govuk.Details(fixture.As<DetailsOptions>()),
        ["error-message"] = fixture => Govuk.ErrorMessage(fixture.As<ErrorMessageOptions>()),
        ["error-summary"] = fixture => Govuk.ErrorSummary(fixture.As<ErrorSummaryOptions>()),
        ["fieldset"] = fixture => Govuk.Fieldset(fixture.As<FieldsetOptions>()),
        ["file-upload"] = fixture => Govuk.FileUpload(fixture.As<FileUploadOptions>()),
        ["hint"] = fixture => Govuk.Hint(fixture.As<HintOptions>()),
        ["input"] = fixture => Govuk.Input(fixture.As<InputOptions>()),
        ["inset-text"] = fixture => Govuk.InsetText(fixture.As<InsetTextOptions>()),
        ["label"] = fixture => Govuk.Label(fixture.As<LabelOptions>()),
        ["notification-banner"] = fixture => Govuk.NotificationBanner(fixture.As<NotificationBannerOptions>()),
        ["pagination"] = fixture => Govuk.Pagination(fixture.As<PaginationOptions>()),
        ["panel"] = fixture => Govuk.Panel(fixture.As<PanelOptions>()),
        ["radios"] = fixture => Govuk.Radios(fixture.As<ChoicesOptions>()),
        ["select"] = fixture => Govuk.Select(fixture.As<SelectOptions>()),
        ["skip-link"] = fixture => Govuk.SkipLink(fixture.As<SkipLinkOptions>()),
        ["summary-list"] = fixture => Govuk.SummaryList(fixture.As<SummaryListOptions>()),
        ["table"] = fixture => Govuk.Table(fixture.As<TableOptions>()),
        ["tabs"] = fixture => Govuk.Tabs(fixture.As<TabsOptions>()),
        ["tag"] = fixture => Govuk.Tag(fixture.As<TagOptions>()),
        ["textarea"] = fixture => Govuk.Textarea(fixture.As<TextareaOptions>()),
        ["warning-text"] = fixture => Govuk.WarningText(fixture.As<WarningTextOptions>()),
    };

    /// <summary>Examples that we do not follow, each with its reason.</summary>
    private static readonly Dictionary<(string Component, string Name), string> Exclusions = new()
    {
        [("character-count", "with translations")] = NoTranslation,
        [("file-upload", "translated")] = NoTranslation,
        [("date-input", "day and month")] = WholeDates,
        [("date-input", "month and year")] = WholeDates,
        [("select", "with falsy values")] = TextOnly,
        [("panel", "interruption")] = NoInterruption,
        [("panel", "interruption-with-content-with-long-line-length")] = NoInterruption,
        [("panel", "interruption-with-headings-content-and-lists")] = NoInterruption,
        [("panel", "interruption with custom classes")] = NoInterruption,
        [("panel", "interruption, with actions classes and attributes")] = NoInterruption,
        [("panel", "interruption, submit action")] = NoInterruption,
        [("panel", "interruption, button link")] = NoInterruption,
        [("panel", "interruption, no actions")] = NoInterruption,
        [("panel", "interruption, no actions items")] = NoInterruption,
    };

    private const string NoTranslation = "The service speaks English, so the words of the scripts are not offered for change.";
    private const string TextOnly = "A value is text: a false that is not text cannot come in.";
    private const string WholeDates = "A part is left out by naming the others in Items, not by setting it to false.";
    private const string NoInterruption = "The panel says that something is done; pages that interrupt are not part of this product.";

    public static TheoryData<string> Components => [.. Renderers.Keys];

    [Theory, MemberData(nameof(Components))]
    public void Render_EveryFixture_GivesTheSameDom(string component)
    {
        var fixtures = Fixture.Of(component);
        fixtures.Count.ShouldBeGreaterThan(4);
        var differences = new List<string>();
        foreach (var fixture in fixtures.Where(fixture => !Exclusions.ContainsKey((component, fixture.Name))))
        {
            var expected = Dom.Normalise(fixture.Html);
            var actual = Dom.Normalise(Renderers[component](fixture).ToString()!);
            if (expected != actual)
            {
                differences.Add($"== {fixture.Name}\n{fixture.Options}\n-- expected\n{expected}-- actual\n{actual}");
            }
        }
        differences.ShouldBeEmpty(string.Join('\n', differences));
    }

    [Fact]
    public void Exclusions_AreOfFixturesThatExist() =>
        Exclusions.Keys.Where(key => Fixture.Of(key.Component).All(fixture => fixture.Name != key.Name)).ShouldBeEmpty();

    [Fact]
    public void Render_AnOptionChanged_GivesAnotherDom()
    {
        var fixture = Fixture.Of("input")[0];
        var options = fixture.As<InputOptions>();

        Dom.Normalise(Govuk.Input(options with { Name = "other" }).ToString()!).ShouldNotBe(Dom.Normalise(fixture.Html));
    }

    [Fact]
    public void Render_MarkupInText_IsEncoded() =>
        Govuk.Button(new() { Text = "<b>Save</b>" }).ToString()!.ShouldContain("&lt;b&gt;Save&lt;/b&gt;");
}
