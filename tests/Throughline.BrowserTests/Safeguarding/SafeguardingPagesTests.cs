using Throughline.People;
using Throughline.Safeguarding;
using Throughline.Testing;

namespace Throughline.BrowserTests.Safeguarding;

public sealed class SafeguardingPagesTests(BrowserFixture browser)
{
    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task EveryPage_AtEachWidth_FitsAndIsAccessible(int width)
    {
        await using var world = await SafetyWorld.MakeAsync();
        var db = world.Database;
        var match = await db.AddMatchAsync(world.Scheme, world.Moira, world.Sam.PersonId, world.Jo.PersonId);
        var waits = (await world.RaiseAsync()).Value;
        var open = (await world.RaiseAsync(about: world.Sam.PersonId)).Value;
        await world.PageAsync();
        await world.AnswerAsync(world.Moira, open);
        await db.DoAsync(world.Moira, (TriageConcern use) => use.RunAsync(open, 2, SafeguardingKind.WantsToDie, "The ward has her."));
        await db.DoAsync(world.Moira, (AddConcernAction use) => use.RunAsync(open, "Ring the ward at noon", world.Moira.PersonId, new DateOnly(2026, 3, 3)));
        await db.DoAsync(world.Moira, (ShareConcern use) => use.RunAsync(new NewShare(open, "The ward sister", "What she took", "They must know", ConsentSought.NotAsked, "She was asleep and could not be asked.")));
        await db.DoAsync(world.Jo, (AskForWord ask) => ask.RunAsync());
        await world.PageAsync();
        var turn = await world.TurnAsync(world.Ruth, 1, 24 * 31, 24 * 32);
        db.Clock.Advance(TimeSpan.FromDays(5));
        await using var app = new ThroughlineApp(db);
        var site = Site.Serve(app);
        foreach (var (viewer, paths) in new[]
        {
            (world.Jo, new[] { "/", "/danger", "/danger/raised", $"/danger/raised/{waits}", $"/danger/raised/{open}", "/word", "/debriefs" }),
            (world.Moira, ["/now", $"/safety/concerns/{open}", $"/safety/concerns/{open}/share", $"/safety/concerns/{open}/plan", $"/safety/concerns/{open}/task", $"/safety/concerns/{open}/done?number=1", "/safety/rota"]),
            (world.Neil, ["/safety", $"/safety/concerns/{waits}", $"/safety/concerns/{open}", $"/safety/concerns/{open}/tell", $"/safety/concerns/{open}/keep", $"/safety/concerns/{open}/stop/{match}", "/safety/rota", "/safety/rota/new", $"/safety/rota/{turn}"]),
            (world.Colin, ["/safety/figures"]),
        })
        {
            await browser.VisitAsync(
                async page =>
                {
                    foreach (var path in paths)
                    {
                        (await page.GotoAsync(path))!.Status.ShouldBe(200, path);
                        await BrowserFixture.ShouldBeStyledAsync(page);
                        await BrowserFixture.ShouldFitAsync(page);
                        await BrowserFixture.ShouldBeAccessibleAsync(page);
                        await BrowserFixture.ScreenshotAsync(page, $"safeguarding-{width}-{viewer.Hat}{path.Replace(open.ToString(), "open", StringComparison.Ordinal).Replace(waits.ToString(), "waits", StringComparison.Ordinal).Replace(turn.ToString(), "turn", StringComparison.Ordinal).Replace(match.ToString(), "match", StringComparison.Ordinal)}");
                    }
                },
                width,
                site: site,
                session: await app.OpenSessionAsync(viewer.PersonId, viewer.Hat));
        }
    }

    [Fact]
    public async Task Danger_WithoutScripts_IsSentAndShowsWhoToRing()
    {
        await using var world = await SafetyWorld.MakeAsync();
        await using var app = new ThroughlineApp(world.Database);
        var site = Site.Serve(app);
        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync("/");
                await page.ClickAsync("text=Somebody may be in danger");
                (await page.GetAttributeAsync("#duty a", "href"))!.ShouldBe("tel:+447700900457");
                await page.CheckAsync("[name=Danger][value=true]");
                await page.ClickAsync("button:text-is('Send it now')");
                (await page.TextContentAsync("main"))!.ShouldContain("Whoever is on duty is being called");
            },
            BrowserFixture.Phone,
            javascript: false,
            site: site,
            session: await app.OpenSessionAsync(world.Jo.PersonId, Hat.PeerWorker));
        await using var context = world.Database.Everything();
        context.SafeguardingConcerns.ShouldHaveSingleItem().Immediate.ShouldBeTrue();
    }
}
