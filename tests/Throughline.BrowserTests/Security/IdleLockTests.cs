using System.Text;
using Microsoft.Playwright;
using Throughline.People;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Testing;

namespace Throughline.BrowserTests.Security;

public sealed class IdleLockTests(BrowserFixture browser)
{
    [Fact]
    public async Task Lock_WhileADocumentIsChecked_ComesBackToWhatWasRead()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await using var app = new ThroughlineApp(database, fictional: true);
        var site = Site.Serve(app);
        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync("/stories/upload");
                await page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "A letter.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("Dear all,\nI am well.") });
                await page.ClickAsync("#upload button[data-module='govuk-button']:has-text('Read it')");
                await page.FillAsync("textarea[name=Text]", "Dear all,\nI am well again.");

                await LockAndUnlockAsync(page);

                (await page.TextContentAsync("h1")).ShouldBe("Check what we read");
                (await page.InputValueAsync("textarea[name=Text]")).ShouldBe("Dear all,\nI am well again.");
                (await page.InputValueAsync("input[name=Title]")).ShouldBe("A letter");
                await BrowserFixture.ShouldBeAccessibleAsync(page);
            },
            site: site, session: await app.OpenSessionAsync(scene.Owner.PersonId, Hat.PeerWorker, method: SignInMethod.FictionalList));
    }

    [Fact]
    public async Task Lock_WhileAPassageIsMarked_KeepsItsPlacesAndItsCode()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        await using var app = new ThroughlineApp(database, fictional: true);
        var site = Site.Serve(app);
        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync($"/stories/{story}/coding");
                await page.EvaluateAsync("""
                    () => {
                      const text = document.querySelector('#words [data-start]').firstChild
                      const range = document.createRange()
                      range.setStart(text, text.data.indexOf('One day'))
                      range.setEnd(text, text.data.indexOf(' if I could'))
                      getSelection().removeAllRanges()
                      getSelection().addRange(range)
                    }
                    """);
                await Assertions.Expect(page.Locator("[data-end-field]")).Not.ToHaveValueAsync("");
                await page.EvaluateAsync("document.querySelectorAll('.tl-codebook').forEach((group) => { group.open = true })");
                await page.CheckAsync("input[value='sought-out-the-role']");
                await page.CheckAsync("input[name=Strength][value='3']");

                await LockAndUnlockAsync(page);

                await Assertions.Expect(page.Locator("[data-chosen]")).ToContainTextAsync("One day I asked");
                (await page.IsCheckedAsync("input[value='sought-out-the-role']")).ShouldBeTrue();
                await page.ClickAsync("#marking button:has-text('Mark it')");
                await page.WaitForSelectorAsync(".govuk-notification-banner--success");
            },
            site: site, session: await app.OpenSessionAsync(scene.Coder.PersonId, Hat.StaffColleague, method: SignInMethod.FictionalList));

        var read = await database.AsAsync<StoryQueries, StoryReading?>(scene.Owner, q => q.FindAsync(story));
        read!.Marks.Single().Passage.ShouldBe("One day I asked");
    }

    [Fact]
    public async Task Lock_WhileTwoFormsAreTypedIn_GivesEachItsOwnWords()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        var asked = await scene.MarkAsync(story, "One day I asked if I could help.", "sought-out-the-role");
        var kept = await scene.MarkAsync(story, "I turned up every week after that.", "keeps-turning-up");
        await using var app = new ThroughlineApp(database, fictional: true);
        var site = Site.Serve(app);
        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync($"/stories/{story}");
                await page.EvaluateAsync("document.querySelectorAll('.tl-about__say').forEach((words) => { words.open = true })");
                await page.FillAsync($"#words-{asked}", "I asked twice.");
                await page.FillAsync($"#words-{kept}", "Even in the rain.");

                await LockAndUnlockAsync(page);

                await page.WaitForURLAsync(url => !url.Contains("kept", StringComparison.Ordinal));
                (await page.InputValueAsync($"#words-{asked}")).ShouldBe("I asked twice.");
                (await page.InputValueAsync($"#words-{kept}")).ShouldBe("Even in the rain.");
            },
            site: site, session: await app.OpenSessionAsync(scene.Owner.PersonId, Hat.PeerWorker, method: SignInMethod.FictionalList));
    }

    [Fact]
    public async Task Lock_WhileTheFormIsGoneAfterwards_SaysWhereTheWordsAre()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        var story = await scene.WriteAsync();
        await scene.ShareAsync(story);
        var asked = await scene.MarkAsync(story, "One day I asked if I could help.", "sought-out-the-role");
        await using var app = new ThroughlineApp(database, fictional: true);
        var site = Site.Serve(app);
        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync($"/stories/{story}");
                await page.EvaluateAsync("document.querySelectorAll('.tl-about__say').forEach((words) => { words.open = true })");
                await page.FillAsync($"#words-{asked}", "I asked twice.");
                await LockAsync(page);
                (await scene.RunAsync<RemoveCoding, Done>(scene.Coder, remove => remove.RunAsync(asked))).Succeeded.ShouldBeTrue();

                await page.ClickAsync("#unlock button");
                await page.ClickAsync("a[href^='/kept/']");
                await page.WaitForURLAsync("**/kept/**");

                (await page.TextContentAsync("main"))!.ShouldContain("I asked twice.");
                (await page.TextContentAsync("main"))!.ShouldContain("when the page locked");
                await BrowserFixture.ShouldBeAccessibleAsync(page);
            },
            site: site, session: await app.OpenSessionAsync(scene.Owner.PersonId, Hat.PeerWorker, method: SignInMethod.FictionalList));
    }

    // Escape twice locks at once; the page asks to be unlocked when it has kept what was typed.
    private static async Task LockAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync("#unlock");
    }

    private static async Task LockAndUnlockAsync(IPage page)
    {
        await LockAsync(page);
        await page.ClickAsync("#unlock button");
        await page.WaitForURLAsync(url => !url.Contains("/locked", StringComparison.Ordinal));
    }
}
