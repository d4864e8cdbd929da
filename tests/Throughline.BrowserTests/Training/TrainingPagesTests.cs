using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Throughline.People;
using Throughline.Testing;
using Throughline.Training;

namespace Throughline.BrowserTests.Training;

public sealed partial class TrainingPagesTests(BrowserFixture browser)
{
    [Theory, InlineData(BrowserFixture.Desktop), InlineData(BrowserFixture.Phone)]
    public async Task EveryPage_AtEachWidth_FitsAndIsAccessible(int width)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var key = TrainingScene.Must(await scene.AsAsync(scene.Coordinator, (WriteProgramme write) => write.RunAsync(new NewProgramme(scene.Scheme, ProgrammeTemplates.All[0].Outline))));
        var (_, finished, certificate) = await scene.FinishAsync(scene.Ann);
        var portfolio = await scene.RunningAsync(name: "Portfolio", programme: key);
        var bo = await scene.EnrolAsync(portfolio, scene.Bo);
        TrainingScene.Must(await scene.AsAsync(scene.Peer, (SignOffPart sign) => sign.RunAsync(new NewSignOff(bo, "Keeps fair boundaries", TrainingScene.Today, "She said no to the loan, kindly, and told her supervisor."))));
        var planned = await scene.PlanAsync(TrainingScene.Today.AddDays(14), name: "Spring course");
        var running = await scene.RunningAsync(new DateOnly(2026, 1, 5), name: "January course");
        var mina = await database.AddPersonAsync("Mina", "Dale", scene.Trainee, RoleState.InTraining);
        var dale = await scene.EnrolAsync(running, TestData.Viewer(mina, Hat.PeerWorker));
        await scene.ComeAsync(running, dale, [1]);
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);

        await browser.VisitAsync(
            async page =>
            {
                foreach (var path in new[]
                {
                    "/training", "/training/mine", $"/training/people/{scene.Ann.PersonId}", $"/training/programmes/{scene.Scheme}", $"/training/programmes/{scene.Scheme}/twelve-week-course",
                    $"/training/programmes/{scene.Scheme}/twelve-week-course/edit", $"/training/programmes/{scene.Scheme}/new?from=level-3-portfolio", $"/training/cohorts/new?scheme={scene.Scheme}",
                    $"/training/cohorts/{running}", $"/training/cohorts/{planned}", $"/training/cohorts/{planned}/open", $"/training/cohorts/{planned}/facilitators", $"/training/cohorts/{planned}/enrol",
                    $"/training/sessions/{scene.Session(running, 2)}/register", $"/training/sessions/{scene.Session(running, 9)}/move", $"/training/courses/{finished}", $"/training/courses/{bo}",
                    $"/training/courses/{bo}/parts/1", $"/training/courses/{bo}/parts/5/take-back", $"/training/courses/{dale}", $"/training/courses/{dale}/defer", $"/training/courses/{dale}/stop",
                    $"/training/courses/{dale}/withdraw", $"/training/certificates/{certificate}", $"/training/certificates/{certificate}/take-back", "/certificates", $"/certificates/{scene.Certificate(certificate).Code}", "/",
                })
                {
                    (await page.GotoAsync(path))!.Status.ShouldBe(200, path);
                    await BrowserFixture.ShouldBeStyledAsync(page);
                    await BrowserFixture.ShouldFitAsync(page);
                    await BrowserFixture.ShouldBeAccessibleAsync(page);
                    await BrowserFixture.ScreenshotAsync(page, $"training-{width}{path.Split('?')[0].Replace(scene.Scheme.ToString(), "s", StringComparison.Ordinal)}");
                }
            },
            width,
            site: site,
            session: await app.OpenSessionAsync(scene.Coordinator.PersonId, Hat.Coordinator));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Register_OnAPhone_KeepsWhatIsTypedWithAndWithoutJavaScript(bool javascript)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var cohort = await scene.RunningAsync();
        var ann = await scene.EnrolAsync(cohort, scene.Ann);
        await scene.EnrolAsync(cohort, scene.Bo);
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);

        await browser.VisitAsync(
            async page =>
            {
                await page.GotoAsync($"/training/sessions/{scene.Session(cohort, 2)}/register");
                await page.CheckAsync("[name='Marks[0].Came'][value=DidNotCome]");
                await page.ClickAsync(".tl-register__person:nth-of-type(1) summary");
                await page.SelectOptionAsync("[name='Marks[0].WhoSaid']", "Themself");
                await page.FillAsync("[name='Marks[0].Words']", new string('x', 290));
                await page.ClickAsync("text=Save the register");
                (await page.TextContentAsync("#Marks_0__Words-error"))!.ShouldContain("must be 280 characters or fewer");
                (await page.InputValueAsync("[name='Marks[0].Words']")).Length.ShouldBe(290);
                await page.FillAsync("[name='Marks[0].Words']", "The bus did not come");
                await page.ClickAsync("text=Save, and everybody else came");
                (await page.TextContentAsync(".govuk-notification-banner"))!.ShouldContain("The register is saved");
            },
            BrowserFixture.Phone,
            javascript,
            BadRequest(),
            site,
            await app.OpenSessionAsync(scene.Peer.PersonId, Hat.PeerWorker));
        scene.Enrolment(ann).State.ShouldBe(EnrolmentState.Enrolled);
    }

    [Fact]
    public async Task Certificate_OnPaper_IsTheCertificateAlone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var (_, _, id) = await scene.FinishAsync(scene.Ann);
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);

        await browser.VisitAsync(
            async page =>
            {
                await page.EmulateMediaAsync(new() { Media = Media.Print });
                await page.GotoAsync($"/training/certificates/{id}");
                (await page.IsVisibleAsync(".tl-certificate__name")).ShouldBeTrue();
                foreach (var hidden in new[] { ".tl-header", "form#name", ".govuk-back-link", ".tl-footer" })
                {
                    (await page.IsVisibleAsync(hidden)).ShouldBeFalse(hidden);
                }

                await BrowserFixture.ScreenshotAsync(page, "training-certificate-on-paper");
            },
            site: site,
            session: await app.OpenSessionAsync(scene.Ann.PersonId, Hat.PeerWorker));
    }

    [GeneratedRegex("400")]
    private static partial Regex BadRequest();
}
