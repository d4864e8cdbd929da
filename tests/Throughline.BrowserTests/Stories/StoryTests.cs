using Microsoft.Playwright;
using Throughline.People;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Testing;

namespace Throughline.BrowserTests.Stories;

public sealed class StoryTests(BrowserFixture browser)
{
    private const string Text =
        "I kept thinking about it. 🌱 One day I asked if I could help.\r\n\r\nThey gave me the key. I turned up every week after that, even when it rained and nobody else did.\r\n"
        + "Some mornings I still wanted to stay in bed and let it all go. My old mates rang. I let it ring.";

    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task OwnersPages_AtEachWidth_FitAndAreAccessible(int width)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        var session = await app.OpenSessionAsync(scene.Owner.PersonId, Hat.PeerWorker);
        await browser.VisitAsync(page => LookAsync(page, width, ("stories-none", "/stories")), width, site: site, session: session);

        var story = await scene.WriteAsync(Text);
        await scene.ShareAsync(story);
        await scene.ShareAsync(story, "programme");
        await scene.AnswerAsync(await scene.MarkAsync(story, "One day I asked if I could help.", "sought-out-the-role", text: Text), words: "I asked twice, in fact.");
        await scene.MarkAsync(story, "They gave me the key. I turned up every week after that", "keeps-turning-up", text: Text);
        await scene.MarkAsync(story, "I turned up every week after that, even when it rained", "responsibility", text: Text);
        await scene.MarkAsync(story, "Some mornings I still wanted to stay in bed and let it all go.", "drawn-back", text: Text);
        await scene.RunAsync<SetStageView, Guid>(scene.Owner, s => s.RunAsync(new NewStageView(Stage.Hook, OwnStanding.ThatsMe, "This place is mine too.")));
        await scene.WriteAsync("A short one.", new DateOnly(2025, 11, 20), "The bus");
        await browser.VisitAsync(
            page => LookAsync(page, width,
                ("stories-mine", "/stories"), ("stories-write", "/stories/write"), ("stories-upload", "/stories/upload"), ("stories-read", $"/stories/{story}"),
                ("stories-change", $"/stories/{story}/change"), ("stories-sharing", $"/stories/{story}/sharing"), ("stories-share", $"/stories/{story}/sharing/programme"),
                ("stories-evidence", "/stories/evidence"), ("stories-evidence-hook", "/stories/evidence/something-to-take-hold-of"),
                ("stories-delete", $"/stories/{story}/delete"), ("stories-copy", "/stories/copy")),
            width, site: site, session: session);
    }

    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task CodersPages_AtEachWidth_FitAndAreAccessible(int width)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        var story = await scene.WriteAsync(Text);
        await scene.ShareAsync(story);
        await scene.MarkAsync(story, "One day I asked if I could help.", "sought-out-the-role", text: Text);
        await browser.VisitAsync(
            page => LookAsync(page, width, ("stories-shared", "/stories/coding"), ("stories-coding", $"/stories/{story}/coding"), ("stories-coding-paragraph", $"/stories/{story}/coding?p=2")),
            width, site: site, session: await app.OpenSessionAsync(scene.Coder.PersonId, Hat.StaffColleague));
        await browser.VisitAsync(
            page => LookAsync(page, width, ("stories-coders", "/stories/coders?q=ruth"), ("stories-account", $"/stories/account/{scene.Owner.PersonId}")),
            width, site: site, session: await app.OpenSessionAsync(scene.Coordinator.PersonId, Hat.Coordinator));
    }

    [Fact]
    public async Task Coding_WordsSelectedAcrossAMarkAndAnEmoji_AreMarkedExactly()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        var story = await scene.WriteAsync(Text);
        await scene.ShareAsync(story);
        await scene.MarkAsync(story, "One day I asked", "sought-out-the-role", text: Text);
        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync($"/stories/{story}/coding");
                // From "thinking" in the first piece of text to the third word of the second paragraph.
                await page.EvaluateAsync("""
                    () => {
                      const [first, second] = document.querySelectorAll('#words [data-start]')
                      const range = document.createRange()
                      const text = first.firstChild
                      range.setStart(text, text.data.indexOf('thinking'))
                      range.setEnd(second.firstChild, second.firstChild.data.indexOf(' me the key'))
                      const selection = getSelection()
                      selection.removeAllRanges()
                      selection.addRange(range)
                    }
                    """);
                var expected = Text[Text.IndexOf("thinking", StringComparison.Ordinal)..Text.IndexOf(" me the key", StringComparison.Ordinal)];
                await Assertions.Expect(page.Locator("[data-end-field]")).Not.ToHaveValueAsync("");
                var start = int.Parse(await page.InputValueAsync("[data-start-field]"), null);
                var end = int.Parse(await page.InputValueAsync("[data-end-field]"), null);
                Text[start..end].ShouldBe(expected);
                (await page.TextContentAsync("[data-chosen]"))!.ShouldContain("thinking about it. 🌱 One day I asked if I could help.");

                await page.EvaluateAsync("document.querySelectorAll('.tl-codebook')[4].open = true");
                await page.CheckAsync("input[value='trust-given']");
                await page.CheckAsync("input[name=Strength][value='3']");
                await page.ClickAsync("#marking button:has-text('Mark it')");
                await page.WaitForSelectorAsync(".govuk-notification-banner--success");
                (await page.TextContentAsync(".tl-about:first-of-type .tl-about__passage"))!.ShouldContain("thinking about it.");
            },
            site: site, session: await app.OpenSessionAsync(scene.Coder.PersonId, Hat.StaffColleague));

        var read = await database.AsAsync<StoryQueries, StoryReading?>(scene.Owner, q => q.FindAsync(story));
        read!.Marks[0].Passage.ShouldBe(Text[Text.IndexOf("thinking", StringComparison.Ordinal)..Text.IndexOf(" me the key", StringComparison.Ordinal)]);
    }

    private static async Task LookAsync(IPage page, int width, params (string Name, string Address)[] pages)
    {
        foreach (var (name, address) in pages)
        {
            await page.GotoAsync(address);
            await BrowserFixture.ShouldBeStyledAsync(page);
            await BrowserFixture.ScreenshotAsync(page, $"{name}-{width}");
            await BrowserFixture.ShouldFitAsync(page);
            await BrowserFixture.ShouldBeAccessibleAsync(page);
        }
    }
}
