using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Throughline.Testing;

namespace Throughline.Web.Tests.Components;

/// <summary>The page of components is a form like any other: what holds for it holds for all.</summary>
public sealed class FormTests(VisitorApp app) : IClassFixture<VisitorApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_WithMistakes_Is400AndKeepsEveryWord()
    {
        const string words = "\n  She <b>listened</b> & stayed.\r\n\r\n“Éabha” 🙂  ";
        using var client = app.Visitor();
        using var response = await client.SubmitAsync("/components",
        [
            ("Input.Name", "  "), ("Input.Start.Day", "31"), ("Input.Start.Month", "2"), ("Input.Start.Year", "2026"), ("Input.Role", "none"),
            ("Input.Days", "monday"), ("Input.Days", "friday"), ("Input.Hours", "a few"), ("Input.Words", words), ("Input.Agreed", "true"),
        ], cancel: Cancel);
        var page = await response.ReadAsync(Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        page.Title.ShouldBe("Error: Components – Throughline");
        Value("Input_Name").ShouldBe("  ");
        Value("Input_Start_Day").ShouldBe("31");
        Value("Input_Start_Month").ShouldBe("2");
        Value("Input_Start_Year").ShouldBe("2026");
        Value("Input_Hours").ShouldBe("a few");
        page.QuerySelectorAll<IHtmlInputElement>("[name='Input.Role']").Single(radio => radio.IsChecked).Value.ShouldBe("none");
        page.QuerySelectorAll<IHtmlInputElement>("[name='Input.Days']").Where(box => box.IsChecked).Select(box => box.Value)
            .ShouldBe(["monday", "friday"]);
        ((IHtmlInputElement)page.GetElementById("Input_Agreed")!).IsChecked.ShouldBeTrue();
        ((IHtmlTextAreaElement)page.GetElementById("Input_Words")!).TextContent.ShouldBe(words);

        string Value(string id) => ((IHtmlInputElement)page.GetElementById(id)!).Value;
    }

    [Fact]
    public async Task Post_WithMistakes_NamesEachBesideItsFieldAndInTheSummary()
    {
        using var client = app.Visitor();
        using var response = await client.SubmitAsync("/components",
            [("Input.Start.Day", "31"), ("Input.Start.Month", "2"), ("Input.Start.Year", "2026")], cancel: Cancel);
        var page = await response.ReadAsync(Cancel);

        var links = page.QuerySelectorAll(".govuk-error-summary a").ToDictionary(link => link.TextContent, link => link.GetAttribute("href")!);
        // In the order of the page, which is not that of ModelState.
        links.Values.ShouldBe(["#Input_Name", "#Input_Start_Day", "#Input_Role", "#Input_Team", "#Input_Words"]);
        links["Enter their full name"].ShouldBe("#Input_Name");
        links["First day must be a real date"].ShouldBe("#Input_Start_Day");
        links["Choose a role"].ShouldBe("#Input_Role");
        links.Values.ShouldAllBe(href => page.QuerySelector(href) != null);
        page.GetElementById("Input_Name-error")!.TextContent.ShouldEndWith("Enter their full name");
        page.GetElementById("Input_Name")!.GetAttribute("aria-describedby").ShouldBe("Input_Name-hint Input_Name-error");
        page.GetElementById("Input_Start_Day")!.ClassList.ShouldContain("govuk-input--error");
        page.GetElementById("Input_Start_Year")!.ClassList.ShouldNotContain("govuk-input--error");
    }

    [Theory]
    [InlineData("", "", "", "Enter their first day")]
    [InlineData("1", "", "2026", "First day must include a month")]
    [InlineData("", "", "2026", "First day must include a day and a month")]
    [InlineData("1", "13", "2026", "First day must have a month from 1 to 12")]
    [InlineData("1", "2", "26", "First day must have a year of 4 numbers")]
    [InlineData("29", "2", "2027", "First day must be a real date")]
    [InlineData("29", "2", "2028", null)]
    [InlineData("1", "mar", "2026", null)]
    [InlineData("1", "September", "2026", null)]
    [InlineData("+1", "3", "2026", "First day must be a real date")]
    public async Task Post_ADate_IsReadOrRefusedInWords(string day, string month, string year, string? message)
    {
        using var client = app.Visitor();
        using var response = await client.SubmitAsync("/components",
            [("Input.Start.Day", day), ("Input.Start.Month", month), ("Input.Start.Year", year)], cancel: Cancel);
        var page = await response.ReadAsync(Cancel);

        page.QuerySelector("#Input_Start .govuk-error-message")?.TextContent.ShouldBe("Error: " + message);
        (page.QuerySelector("#Input_Start .govuk-error-message") is null).ShouldBe(message is null);
    }

    [Theory]
    [InlineData("Input.Name", "Input_Name", "x", 81, "Full name must be 80 characters or fewer")]
    [InlineData("Input.Words", "Input_Words", "x", 401, "Words must be 400 characters or fewer")]
    [InlineData("Input.Hours", "Input_Hours", "a few", 1, "“a few” cannot be used here. Check it and try again")]
    [InlineData("Input.Hours", "Input_Hours", "41", 1, "Hours must be between 1 and 40")]
    public async Task Post_AMistakeWithoutAMessageOfItsOwn_IsToldInPlainWords(string name, string id, string value, int times, string message)
    {
        using var client = app.Visitor();
        using var response = await client.SubmitAsync("/components", [(name, string.Concat(Enumerable.Repeat(value, times)))], cancel: Cancel);
        var page = await response.ReadAsync(Cancel);

        page.GetElementById($"{id}-error")!.TextContent.ShouldBe("Error: " + message);
    }

    [Fact]
    public async Task Get_AForm_HasAFreshKeyEachTime()
    {
        using var client = app.Visitor();
        var first = Once(await client.PageAsync("/components", Cancel));
        var second = Once(await client.PageAsync("/components", Cancel));

        first.ShouldNotBe(second);
        first.Version.ShouldBe(7);
    }

    [Fact]
    public async Task Post_WithMistakes_KeepsItsKeyButNotForOtherForms()
    {
        using var client = app.Visitor();
        var before = await client.PageAsync("/components", Cancel);
        using var response = await client.SubmitAsync(before, "/components", [], cancel: Cancel);
        var after = await response.ReadAsync(Cancel);

        Once(after).ShouldBe(Once(before));
        Once(after, "header form").ShouldNotBe(Once(before));
    }

    [Fact]
    public async Task Get_AFormWithAnActionOfItsOwn_StillHasItsToken()
    {
        using var client = app.Visitor();
        var page = await client.PageAsync("/components", Cancel);

        page.QuerySelectorAll("form[method=post]").Length.ShouldBeGreaterThan(1);
        page.QuerySelectorAll("form[method=post]")
            .ShouldAllBe(form => form.QuerySelectorAll("[name=__RequestVerificationToken]").Length == 1);
    }

    [Fact]
    public async Task Post_ThatIsRight_SaysSoOnTheNextPageOnce()
    {
        using var client = app.Visitor();
        using var response = await client.SubmitAsync("/components",
        [
            ("Input.Name", "Siân"), ("Input.Start.Day", "2"), ("Input.Start.Month", "3"), ("Input.Start.Year", "2026"), ("Input.Role", "none"),
            ("Input.Team", "north"), ("Input.Words", "You stayed."),
        ], cancel: Cancel);

        (await response.ReadAsync(Cancel)).QuerySelectorAll(".govuk-error-summary a").Select(link => link.TextContent).ShouldBeEmpty();
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var next = await client.PageAsync(response.Headers.Location!.OriginalString, Cancel);
        next.QuerySelector(".govuk-notification-banner--success")!.TextContent.ShouldContain("Amina's answers are saved");
        (await client.PageAsync("/components", Cancel)).QuerySelector(".govuk-notification-banner--success").ShouldBeNull();
    }

    private static Guid Once(IHtmlDocument page, string form = "main form") =>
        Guid.Parse(page.QuerySelector($"{form} [name=Once]")!.GetAttribute("value")!);
}
