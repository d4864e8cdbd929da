using System.Net;
using AngleSharp.Html.Dom;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.People;

/// <summary>Every box in which people are searched for, with more words than a database takes within each other.</summary>
public sealed class SearchTests
{
    public static readonly string TooMany = string.Join(' ', Enumerable.Range(0, 1500).Select(n => $"w{n}"));

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Search_TooManyWords_SaysSoBesideTheFieldAndKeepsThem(string provider)
    {
        await using var hub = await Hub.OpenAsync(provider);
        foreach (var address in new[] { "/people?q=", "/accounts?name=", "/stories/coders?q=", "/recruitment/new?q=", $"/walls/new?first={hub.Joe}&q=", $"/walls/apart/new?first={hub.Joe}&q=" })
        {
            ShouldAskForFewer(await hub.Coordinator.GetPageAsync(address + Uri.EscapeDataString(TooMany)), address);
        }

        var ada = await hub.Database.AddLeadAsync(hub.Scheme);
        using var lead = await hub.App.SignInAsync(ada.PersonId, Hat.DataProtectionLead);
        ShouldAskForFewer(await lead.GetPageAsync("/rights/erase?name=" + Uri.EscapeDataString(TooMany)), "/rights/erase");
    }

    [Fact]
    public async Task Suggest_TooManyWords_SuggestsNobody()
    {
        await using var hub = await Hub.OpenAsync();
        (await hub.Coordinator.GetStringAsync("/people/suggest?q=" + Uri.EscapeDataString(TooMany))).ShouldBe("[]");
        (await hub.Coordinator.GetStringAsync("/people/suggest?q=" + Uri.EscapeDataString("dee marsh"))).ShouldContain("Dee Marsh");
    }

    [Fact]
    public async Task Export_TooManyWords_IsNoError()
    {
        await using var hub = await Hub.OpenAsync();
        var page = await hub.Coordinator.GetPageAsync("/people");
        page.QuerySelector("form#export")!.SetAttribute("action", "/people?q=" + Uri.EscapeDataString(TooMany));
        var answer = await hub.Coordinator.SubmitAsync(page, "form#export");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("Marsh");
    }

    [Fact]
    public async Task Search_AsManyWordsAsItTakes_FindsWhoHasThem()
    {
        await using var hub = await Hub.OpenAsync();
        const string Words = "d de dee m ma mar mars marsh";
        var most = Words.Split(' ').Length;
        most.ShouldBeLessThanOrEqualTo(PeopleFilter.WordsMost);
        var found = await hub.Coordinator.GetPageAsync("/people?q=" + Uri.EscapeDataString(Words));
        found.QuerySelector("tbody")!.TextContent.ShouldContain("Dee Marsh");
        found.QuerySelector("#q-error").ShouldBeNull();
        (await hub.Coordinator.GetPageAsync("/people?q=" + Uri.EscapeDataString(string.Join(' ', Enumerable.Range(0, PeopleFilter.WordsMost + 1).Select(n => $"w{n}"))))).QuerySelector("#q-error").ShouldNotBeNull();
    }

    internal static void ShouldAskForFewer(IHtmlDocument page, string address)
    {
        page.QuerySelector("#q-error, #name-error").ShouldNotBeNull(address).TextContent.ShouldContain("Search for fewer words", Case.Sensitive, address);
        ((IHtmlInputElement)page.QuerySelector("input[name=q], input[name=name]")!).Value.ShouldBe(TooMany, address);
        page.QuerySelector("main")!.TextContent.ShouldNotContain("Nobody matches", Case.Sensitive, address);
    }
}
