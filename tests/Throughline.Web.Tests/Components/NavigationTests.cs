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
    public void For_EachHat_HasLinksOfItsOwn() =>
        Access.Anyone.Select(SessionContext.Key).ShouldBe(Navigation.Hats, ignoreOrder: true);
}
