using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.BrowserTests.Mentoring;

public sealed partial class MentoringPagesTests(BrowserFixture browser)
{
    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task EveryPage_AtEachWidth_FitsAndIsAccessible(int width)
    {
        await using var scene = await Scene.MakeAsync();
        var (db, scheme, moira) = (scene.Database, scene.Scheme, scene.Moira);
        var kai = await db.AddPersonAsync("Kai", "Moss", scheme.Mentee);
        await db.DoAsync(moira, (ReferPeople refer) => refer.RunAsync(scheme.Id, [kai], null, "Getting to places on time", ReferralSource.Staff));
        var run = await db.DoAsync(moira, (MakeProposals make) => make.RunAsync(scheme.Id));
        var contact = await db.DoAsync(scene.Dee, (LogContact log) => log.RunAsync(scene.Match, TestData.Contact()));
        var talk = await db.DoAsync(scene.Dee, (RecordSetback record) => record.RunAsync(scene.Match, SetbackKind.LostContact));
        var goal = await db.DoAsync(scene.Joe, (SetGoal set) => set.RunAsync(scene.Joe.PersonId, scheme.Id, "See my daughter on Saturdays", "Ring the centre"));
        goal.Succeeded.ShouldBeTrue();
        (await db.DoAsync(scene.Dee, (AnswerMatchCheck say) => say.RunAsync(scene.Match, new CheckAnswers(3, 2, 1), true))).Succeeded.ShouldBeTrue();
        var limit = await db.DoAsync(moira, (RecordAccessConstraint record) => record.RunAsync(scene.Joe.PersonId, scheme.Id, new AccessLimits("Home by seven", [], [], 4)));
        (await db.DoAsync(scene.Joe, (QuestionAccessConstraint say) => say.RunAsync(limit.Value, "That was over in January."))).Succeeded.ShouldBeTrue();
        await using var app = new ThroughlineApp(db);
        var site = Site.Serve(app);
        foreach (var (viewer, paths) in new[]
        {
            (moira, new[] { "/mentoring", $"/mentoring/refer/{scheme.Id}", $"/mentoring/waiting/{scheme.Id}/{kai}", $"/mentoring/decide/{scheme.Id}/{kai}/{scene.Dee.PersonId}", $"/mentoring/proposals/{run.Value}", $"/mentoring/said/{scheme.Id}/{kai}", $"/mentoring/matches/{scene.Match}", $"/mentoring/matches/{scene.Match}/review", $"/mentoring/matches/{scene.Match}/stop", $"/mentoring/matches/{scene.Match}/meeting", $"/mentoring/matches/{scene.Match}/hard", $"/debriefs/{talk.Value}", $"/mentoring/limits/{scheme.Id}/{scene.Joe.PersonId}" }),
            (scene.Dee, ["/mentoring/mine", $"/mentoring/mine/{scene.Match}", $"/mentoring/mine/{scene.Match}/contact", $"/mentoring/three/{scene.Match}", $"/mentoring/mine/contacts/{contact.Value}", $"/mentoring/goals/{scheme.Id}/{scene.Joe.PersonId}", $"/mentoring/said/{scheme.Id}", $"/mentoring/wishes/{scheme.Id}"]),
            (scene.Joe, ["/mentor", "/my/limits", $"/mentoring/three/{scene.Match}", $"/mentoring/goals/{scheme.Id}/{scene.Joe.PersonId}", $"/mentoring/said/{scheme.Id}", $"/mentoring/wishes/{scheme.Id}"]),
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
                        await BrowserFixture.ScreenshotAsync(page, $"mentoring-{width}-{viewer.Hat}{path.Replace(scheme.Id.ToString(), "s", StringComparison.Ordinal)}");
                    }
                },
                width,
                site: site,
                session: await app.OpenSessionAsync(viewer.PersonId, viewer.Hat));
        }
    }

    [Fact]
    public async Task Contact_OnAPhone_IsLoggedInSixTouches()
    {
        await using var scene = await Scene.MakeAsync();
        await using var app = new ThroughlineApp(scene.Database);
        var site = Site.Serve(app);
        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync("/mentoring/mine");
                var touches = 0;
                foreach (var touch in new[] { "text=Log a meeting", "text=45 minutes", "text=Met", "text=Hub >> nth=-1", "text=All right", "button:text-is('Save')" })
                {
                    await page.ClickAsync($"main >> {touch}");
                    touches++;
                }

                (await page.TextContentAsync(".govuk-notification-banner"))!.ShouldContain("Your meeting with Joe is saved");
                // Six touches and nothing to type: at two seconds a touch with a page to load between, well inside twenty seconds.
                touches.ShouldBe(6);
                (await page.Locator(".tl-contacts > li").CountAsync()).ShouldBe(1);
            },
            BrowserFixture.Phone,
            site: site,
            session: await app.OpenSessionAsync(scene.Dee.PersonId, Hat.PeerWorker));
    }

    [Fact]
    public async Task Contact_WhenTheNetworkDiesInMidSave_LosesNothingAndDoublesNothing()
    {
        await using var scene = await Scene.MakeAsync();
        await using var app = new ThroughlineApp(scene.Database);
        var site = Site.Serve(app);
        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync($"/mentoring/mine/{scene.Match}/contact");
                foreach (var touch in new[] { "text=45 minutes", "text=Met", "text=Hub >> nth=-1", "text=All right" })
                {
                    await page.ClickAsync($"main >> {touch}");
                }

                await page.FillAsync("textarea", "Soup, and the letter.");
                // The first answer is lost after the server has saved; the second time there is no network at all; then it is back.
                var times = 0;
                await page.RouteAsync($"**/mentoring/mine/{scene.Match}/contact", async route =>
                {
                    if (route.Request.Method != "POST")
                    {
                        await route.ContinueAsync();
                        return;
                    }

                    times++;
                    if (times == 1)
                    {
                        await route.FetchAsync(new() { MaxRedirects = 0 });
                    }

                    if (times <= 2)
                    {
                        await route.AbortAsync("internetdisconnected");
                        return;
                    }

                    await route.ContinueAsync();
                });
                await page.ClickAsync("button:text-is('Save')");
                await page.WaitForSelectorAsync("text=Not saved yet");
                (await page.InputValueAsync("textarea")).ShouldBe("Soup, and the letter.");
                await page.WaitForURLAsync($"**/mentoring/mine/{scene.Match}");
                times.ShouldBeGreaterThanOrEqualTo(3);
                (await page.Locator(".tl-contacts > li").CountAsync()).ShouldBe(1);
            },
            BrowserFixture.Phone,
            // The lost answers are what this is about.
            allowed: LostConnection(),
            site: site,
            session: await app.OpenSessionAsync(scene.Dee.PersonId, Hat.PeerWorker));
        await using var context = scene.Database.Everything();
        (await context.Contacts.CountAsync()).ShouldBe(1);
    }

    [GeneratedRegex("ERR_INTERNET_DISCONNECTED|Failed to load resource")]
    private static partial Regex LostConnection();

    private sealed record Scene(TestDatabase Database, TestScheme Scheme, Viewer Moira, Viewer Dee, Viewer Joe, Guid Match) : IAsyncDisposable
    {
        public static async Task<Scene> MakeAsync()
        {
            var database = await TestDatabase.CreateAsync();
            var scheme = await database.AddSchemeAsync();
            var moira = await database.AddCoordinatorAsync(scheme);
            var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
            var joe = await database.AddPersonAsync("Joe", "Pike", scheme.Mentee);
            var match = await database.AddMatchAsync(scheme, moira, joe, dee);
            return new Scene(database, scheme, moira, new Viewer(dee, Hat.PeerWorker, [scheme.Id]), new Viewer(joe, Hat.Mentee, [scheme.Id]), match);
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
