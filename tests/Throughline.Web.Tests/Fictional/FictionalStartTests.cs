using Throughline.Testing;

namespace Throughline.Web.Tests.Fictional;

public sealed class FictionalStartTests
{
    [Fact]
    public async Task Start_FictionalServiceOnAnEmptyDatabase_OffersItsPeople()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new ThroughlineApp(database, fictional: true);
        using var client = app.Anonymous();

        var page = await client.GetPageAsync("/sign-in/as");

        var text = page.QuerySelector("main")!.TextContent;
        text.ShouldContain("Delroy Aske");
        text.ShouldContain("Kayleigh Amos");
        text.ShouldContain("Kit Ollerton");
    }

    [Fact]
    public async Task Start_OtherServiceOnAnEmptyDatabase_StaysEmpty()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new ThroughlineApp(database);
        using var client = app.Anonymous();

        await client.GetPageAsync("/sign-in");

        await using var context = database.Everything();
        context.People.Any().ShouldBeFalse();
    }
}
