using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Testing;

namespace Throughline.Web.Tests.Schemes;

public sealed class SchemeFormsTests
{
    private const string Trial = "{scheme}/settings/matches.trial-weeks";

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Setting_Changed_ShowsWhoWhenAndWhy(string provider)
    {
        await using var house = await House.BuildAsync(provider);
        var page = await house.Client.GetPageAsync(house.At(Trial));

        var answer = await house.Client.SubmitAsync(page, "form#change", ("Value", "6"), ("Reason", "Night workers need longer"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var line = (await house.Client.GetPageAsync(house.At("{scheme}/settings"))).QuerySelector("#matches-trial-weeks")!;
        line.ClassList.ShouldContain("tl-setting--changed");
        line.QuerySelector(".tl-setting__value strong")!.TextContent.ShouldBe("6 weeks");
        line.QuerySelector(".tl-setting__default")!.TextContent.ShouldBe("Default: 4 weeks");
        line.TextContent.ShouldContain("Changed from 4 to 6 by Moira Finch on 2 March 2026: “Night workers need longer”");
        (await house.Client.GetPageAsync(house.At("{scheme}/settings?changed=true"))).QuerySelectorAll(".tl-setting").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Setting_Reset_GoesBackAndKeepsBothChanges()
    {
        await using var house = await House.BuildAsync();
        await house.Client.SubmitAsync(await house.Client.GetPageAsync(house.At(Trial)), "form#change", ("Value", "6"), ("Reason", "Night workers need longer"));
        var page = await house.Client.GetPageAsync(house.At(Trial));
        page.QuerySelector("form#change")!.SetAttribute("action", house.At(Trial) + page.QuerySelector("button[formaction]")!.GetAttribute("formaction"));

        (await house.Client.SubmitAsync(page, "form#change", ("Reason", "It was only for the winter"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var after = await house.Client.GetPageAsync(house.At(Trial));
        after.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        after.QuerySelectorAll("button[formaction]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("13", "Enter a number from 2 to 12")]
    [InlineData("-1", "Enter a number from 2 to 12")]
    [InlineData("four and a bit", "Enter a whole number, like 12")]
    [InlineData("", "Enter a number")]
    [InlineData("4", "This is the number already in use. Enter a different one")]
    [InlineData("<script>alert(1)</script>", "Enter a whole number, like 12")]
    public async Task Setting_BadValue_SaysSoBesideTheFieldAndKeepsEveryWord(string typed, string message)
    {
        await using var house = await House.BuildAsync();
        var page = await house.Client.GetPageAsync(house.At(Trial));

        var answer = await house.Client.SubmitAsync(page, "form#change", ("Value", typed), ("Reason", "My long and careful reason"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await answer.PageAsync();
        again.QuerySelector("#Value-error")!.TextContent.ShouldBe($"Error: {message}");
        again.QuerySelector(".govuk-error-summary a")!.GetAttribute("href").ShouldBe("#Value");
        ((IHtmlInputElement)again.QuerySelector("#Value")!).Value.ShouldBe(typed);
        ((IHtmlTextAreaElement)again.QuerySelector("#Reason")!).Value.ShouldBe("My long and careful reason");
        await using var context = house.Database.Everything();
        (await context.Set<SettingChange>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Setting_NoReason_SaysSoBesideTheReason()
    {
        await using var house = await House.BuildAsync();
        var page = await house.Client.GetPageAsync(house.At(Trial));

        var again = await (await house.Client.SubmitAsync(page, "form#change", ("Value", "6"))).PageAsync();

        again.QuerySelector("#Reason-error")!.TextContent.ShouldBe("Error: Enter why you are changing this");
        ((IHtmlInputElement)again.QuerySelector("#Value")!).Value.ShouldBe("6");
    }

    [Fact]
    public async Task Setting_FormIsStale_ShowsTheNewestAndCanBeSavedAgain()
    {
        await using var house = await House.BuildAsync();
        var old = await house.Client.GetPageAsync(house.At(Trial));
        await house.Client.SubmitAsync(await house.Client.GetPageAsync(house.At(Trial)), "form#change", ("Value", "6"), ("Reason", "First"));

        var answer = await house.Client.SubmitAsync(old, "form#change", ("Value", "8"), ("Reason", "Second"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await answer.PageAsync();
        again.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Somebody else changed this while you were working on it");
        ((IHtmlInputElement)again.QuerySelector("#Value")!).Value.ShouldBe("8");
        again.Body!.TextContent.ShouldContain("6 weeks");
        (await house.Client.SubmitAsync(again, "form#change")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Setting_SentTwice_ChangesOnce()
    {
        await using var house = await House.BuildAsync();
        var page = await house.Client.GetPageAsync(house.At(Trial));

        var first = await house.Client.SubmitAsync(page, "form#change", ("Value", "6"), ("Reason", "Once"));
        var second = await house.Client.SubmitAsync(page, "form#change", ("Value", "6"), ("Reason", "Once"));

        first.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        second.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var context = house.Database.Everything();
        (await context.Set<SettingChange>().CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Setting_ForgedToken_IsRefused()
    {
        await using var house = await House.BuildAsync();
        var page = await house.Client.GetPageAsync(house.At(Trial));

        var answer = await house.Client.SubmitAsync(page, "form#change", ("__RequestVerificationToken", "forged"), ("Value", "6"), ("Reason", "Forged"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await using var context = house.Database.Everything();
        (await context.Set<SettingChange>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Setting_PostByAdministrator_IsNotFound()
    {
        await using var house = await House.BuildAsync();
        var page = await house.Client.GetPageAsync(house.At(Trial));
        using var admin = await house.SignInAsync("Ola", "system-administrator", Throughline.People.Hat.SystemAdministrator);
        var token = (IHtmlInputElement)(await admin.GetPageAsync("/hat")).QuerySelector("[name=__RequestVerificationToken]")!;

        var answer = await admin.SubmitAsync(page, "form#change", ("__RequestVerificationToken", token.Value), ("Value", "6"), ("Reason", "Not mine to change"));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Word_Label_IsRefusedAndAGoodWordIsShown()
    {
        await using var house = await House.BuildAsync();
        var page = await house.Client.GetPageAsync(house.At("{scheme}/words/person"));

        var refused = await (await house.Client.SubmitAsync(page, "form#change", ("Singular", "offender"), ("Plural", "offenders"), ("Reason", "Habit"))).PageAsync();
        refused.QuerySelector("#Singular-error")!.TextContent.ShouldBe("Error: Use words that put the person first. “offender” is a label");
        (await house.Client.SubmitAsync(refused, "form#change", ("Singular", "guest"), ("Plural", "guests"), ("Reason", "The group chose it"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await house.Client.GetPageAsync(house.At("{scheme}/words"))).QuerySelector("#person")!.TextContent.ShouldContain("guest");
    }

    [Fact]
    public async Task List_ItemEndsAndItsFollowerIsAdded_BothAreShown()
    {
        await using var house = await House.BuildAsync();
        var list = await house.Client.GetPageAsync(house.At("{scheme}/lists/requirement-types"));
        var end = list.QuerySelector("#RAR a")!.GetAttribute("href")!;

        (await house.Client.SubmitAsync(await house.Client.GetPageAsync(end), "form#end", ("To.Day", "31"), ("To.Month", "8"), ("To.Year", "2026")))
            .StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var add = await house.Client.GetPageAsync(house.At("{scheme}/lists/requirement-types/add"));
        (string, string?)[] typed =
        [
            ("Name", "Probation requirement"), ("Code", "PREQ"), ("Flags[credit-unit]", "day"), ("Flags[counts-only-if-kept]", "yes"),
            ("From.Day", "1"), ("From.Month", "9"), ("From.Year", "2026"),
        ];
        var refused = await (await house.Client.SubmitAsync(add, "form#add", typed)).PageAsync();
        refused.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose an answer for “Who sets the most that can count”");
        ((IHtmlInputElement)refused.QuerySelector("[name='Flags[credit-unit]'][value=day]")!).IsChecked.ShouldBeTrue();
        (await house.Client.SubmitAsync(refused, "form#add", ("Flags[most-set-by]", "officer"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var after = (await house.Client.GetPageAsync(house.At("{scheme}/lists/requirement-types"))).Body!.TextContent;
        after.ShouldContain("1 February 2015 to 31 August 2026");
        after.ShouldContain("From 1 September 2026");
    }

    [Fact]
    public async Task Places_SiteThenTeam_AreShown()
    {
        await using var house = await House.BuildAsync();
        (await house.Client.GetPageAsync(house.At("{scheme}/places"))).QuerySelector("h2")!.TextContent.ShouldBe("There is no site yet");
        var site = await house.Client.GetPageAsync(house.At("{scheme}/places/add-site"));
        (await house.Client.SubmitAsync(site, "form#add-site", ("Name", "Quay Street"), ("From.Day", "2"), ("From.Month", "9"), ("From.Year", "2024"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var team = await house.Client.GetPageAsync(house.At("{scheme}/places/add-team"));
        var id = ((IHtmlSelectElement)team.QuerySelector("#SiteId")!).Options[1].Value;

        (await house.Client.SubmitAsync(team, "form#add-team", ("Name", "Mornings"), ("SiteId", "not-a-site"), ("From.Day", "3"), ("From.Month", "9"), ("From.Year", "2024")))
            .StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await house.Client.SubmitAsync(team, "form#add-team", ("Name", "Mornings"), ("SiteId", id), ("From.Day", "3"), ("From.Month", "9"), ("From.Year", "2024"), ("Once", Guid.CreateVersion7().ToString())))
            .StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await house.Client.GetPageAsync(house.At("{scheme}/places"))).QuerySelector(".govuk-summary-card")!.TextContent.ShouldContain("Mornings, from 3 September 2024");
    }

    [Fact]
    public async Task Role_Edited_KeepsWhatItWas()
    {
        await using var house = await House.BuildAsync();
        await using var context = house.Database.Everything();
        var role = await context.RoleDefinitions.AsNoTracking().SingleAsync(r => r.SchemeId == house.Scheme && r.Key == "peer-mentor");
        var path = house.At($"{{scheme}}/roles/{role.Id}");
        var page = await house.Client.GetPageAsync(path);

        var refused = await (await house.Client.SubmitAsync(page, "form#edit", ("MatchCap", "many"), ("ContactHoursCap", "61"))).PageAsync();
        refused.QuerySelectorAll(".govuk-error-summary a").Select(a => a.TextContent).ShouldBe(
            ["Enter a whole number, like 12", "Enter a number from 0 to 60", "Enter why you are changing the role"], ignoreOrder: true);
        ((IHtmlInputElement)refused.QuerySelector("#MatchCap")!).Value.ShouldBe("many");
        (await house.Client.SubmitAsync(refused, "form#edit", ("MatchCap", "1"), ("ContactHoursCap", "2.5"), ("PresenceHoursCap", ""), ("Title", "Peer guide"), ("Reason", "A gentler start")))
            .StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var after = await house.Client.GetPageAsync(path);
        after.QuerySelector("h1")!.TextContent.ShouldBe("Peer guide");
        after.QuerySelector("tbody tr")!.TextContent.ShouldContain("Peer mentor");
        ((IHtmlInputElement)after.QuerySelector("#PresenceHoursCap")!).Value.ShouldBe("");
    }

    [Fact]
    public async Task Organisation_TrustBecomesCompany_KeepsBothNames()
    {
        await using var house = await House.BuildAsync();
        var page = await house.Client.GetPageAsync("/organisation/change");

        var refused = await (await house.Client.SubmitAsync(
            page, "form#change", ("What", "succeeded"), ("Name", "Estuary Rehabilitation Company"), ("From.Day", "1"), ("From.Month", "9"), ("From.Year", "2024"))).PageAsync();
        refused.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose what sort of organisation it is");
        refused = await (await house.Client.SubmitAsync(refused, "form#change", ("Kind", "Company"))).PageAsync();
        refused.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("The date must be after 2 September 2024, when the name Harbour Probation Trust began");
        (await house.Client.SubmitAsync(refused, "form#change", ("From.Year", "2025"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var after = await house.Client.GetPageAsync("/organisation");
        after.QuerySelector("h1")!.TextContent.ShouldBe("Estuary Rehabilitation Company");
        after.QuerySelectorAll(".tl-spells__spell").Length.ShouldBe(2);
        after.QuerySelector(".tl-spells")!.TextContent.ShouldContain("2 September 2024 to 31 August 2025");
    }
}
