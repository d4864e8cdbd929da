using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Throughline.People;
using Throughline.Testing;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Tests.Components;

public sealed class NavigationTests
{
    private static readonly NavigationItem Home = new("Home", "/"), People = new("People", "/people"), Import = new("Bring people in", "/people/import");
    private static readonly NavigationItem[] Items = [Home, People, Import];

    [Theory]
    [InlineData("/", "page", null, null)]
    [InlineData("/people", null, "page", null)]
    [InlineData("/people/", null, "page", null)]
    [InlineData("/people/import", null, null, "page")]
    [InlineData("/people/import/preview", null, null, "true")]
    [InlineData("/people/42", null, "true", null)]
    [InlineData("/peoples", null, null, null)]
    public void Current_OnAPath_MarksTheClosestLink(string path, string? home, string? people, string? import)
    {
        Navigation.Current(Items, Home, path).ShouldBe(home);
        Navigation.Current(Items, People, path).ShouldBe(people);
        Navigation.Current(Items, Import, path).ShouldBe(import);
    }

    [Fact]
    public void Split_MoreThanFit_KeepsTheFirstInTheBar()
    {
        var items = Enumerable.Range(1, 9).Select(n => new NavigationItem($"Item {n}", $"/{n}")).ToList();

        Navigation.Split([.. items.Take(7)]).More.ShouldBeEmpty();
        var (bar, more) = Navigation.Split(items);
        bar.ShouldBe(items.Take(6));
        more.ShouldBe(items.Skip(6));
    }

    [Fact]
    public void Grouped_MoreThanCanBeLookedThrough_HasHeadingsAndLosesNothing()
    {
        Navigation.Grouped([.. Enumerable.Range(1, 8).Select(n => new NavigationItem($"Item {n}", $"/{n}"))]).ShouldHaveSingleItem().Heading.ShouldBeNull();
        foreach (var hat in Navigation.Hats)
        {
            var more = Navigation.Split(Navigation.For(hat)).More;
            var groups = Navigation.Grouped(more);
            groups.SelectMany(g => g.Items).ShouldBe(more, ignoreOrder: true);
            (groups.Count == 1 || groups.All(g => g.Heading is { Length: > 0 })).ShouldBeTrue(hat);
        }

        Navigation.Grouped(Navigation.Split(Navigation.For("coordinator")).More).Select(g => g.Heading)
            .ShouldBe(["The work", "People and records", "Looking after people", "How people are treated", "Setting up", "About you"]);
    }

    [Fact]
    public void For_EachHat_HasLinksOfItsOwn() =>
        Access.Anyone.Select(SessionContext.Key).ShouldBe(Navigation.Hats, ignoreOrder: true);

    [Fact]
    public async Task Frame_UnderEachHat_LinksOnlyToPagesThatOpen()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        await using var app = new ThroughlineApp(database);
        using var client = await app.SignInAsync(moira, Hat.Coordinator);

        var links = (await client.GetPageAsync("/hat")).QuerySelectorAll("#navigation a").Select(link => link.GetAttribute("href")!).ToList();

        links.ShouldContain("/schemes");
        foreach (var link in links)
        {
            using var answer = await client.GetAsync(link, TestContext.Current.CancellationToken);
            // The settings are those of the one scheme, where there is only one.
            (answer.StatusCode == HttpStatusCode.OK || answer.Headers.Location?.OriginalString.StartsWith("/schemes/", StringComparison.Ordinal) == true)
                .ShouldBeTrue($"{link}: {answer.StatusCode} {answer.Headers.Location}");
        }
    }

    [Fact]
    public async Task For_AHat_LeavesOutWhatIsShutToIt()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        await using var app = new ThroughlineApp(database);
        var links = app.Services.GetRequiredService<NavigationLinks>();

        links.For(Hat.Coordinator).Select(item => item.Href).ShouldContain("/settings");
        links.For(Hat.PeerWorker).Select(item => item.Href).ShouldNotContain("/settings");
    }
}
