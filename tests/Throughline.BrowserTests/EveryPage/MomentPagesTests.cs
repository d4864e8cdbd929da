using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Rights;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Testing;

namespace Throughline.BrowserTests.EveryPage;

/// <summary>
/// Pages that are there for a moment only, so that the walk through the fictional service does not come to them: each moment is brought about, and its
/// pages are looked at as the walk looks, at both widths and with axe.
/// </summary>
public sealed class MomentPagesTests(BrowserFixture browser)
{
    private const string Check = "I rang the number we have and he told me about his first shift.";

    [Fact]
    public async Task Accounts_OfSomebodyWhoLostTheirWaysIn_AreStyledFitAndAccessible()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var theo = await database.AddPersonAsync("Theo", "Marsh", scheme.Mentee);
        await database.AddSignInAsync(theo, "theo@example.org");
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);

        await LookAsync(site, await app.OpenSessionAsync(moira.PersonId, moira.Hat), ("/accounts/{id:guid}", $"{theo}"), ("/accounts/{id:guid}/close", $"{theo}"), ("/accounts/{id:guid}/recovery", $"{theo}"));

        var link = await database.DoAsync(moira, (IssueRecovery issue) => issue.RunAsync(theo, Check));
        await LookAsync(site, null, ("/recovery/{token}", link.Value.Token));
    }

    [Fact]
    public async Task FirstStart_BeforeAnybodyHasSignedIn_IsStyledFitsAndIsAccessible()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        await LookAsync(site, null, ("/first-start/{token}", app.FirstStartToken!));
    }

    [Fact]
    public async Task Emergency_NobodySeveralAndOpened_AreStyledFitAndAccessible()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (scheme, hillside) = (await database.AddSchemeAsync(), await database.AddSchemeAsync("Hillside"));
        var wes = await database.AddCoordinatorAsync(hillside, "Wes", "Tull");
        var ada = await database.AddLeadAsync(scheme);
        foreach (var (name, family) in new[] { ("Joe", "Pike"), ("Joe", "Pike"), ("Dee", "Marsh") })
        {
            await database.AddPersonAsync(name, family, scheme.Mentee);
        }

        var nobody = await AskAsync("Nobody Here", EmergencyResult.NobodyFound);
        var several = await AskAsync("Joe Pike", EmergencyResult.SeveralFound);
        var opened = await AskAsync("Dee Marsh", EmergencyResult.Opened);
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);

        await LookAsync(site, await app.OpenSessionAsync(wes.PersonId, wes.Hat), ("/emergency/{id:guid}", $"{nobody}"), ("/emergency/{id:guid}", $"{several}"));
        await LookAsync(site, await app.OpenSessionAsync(ada.PersonId, ada.Hat), ("/rights/emergencies/{id:guid}", $"{opened}"));

        async Task<Guid> AskAsync(string name, EmergencyResult result)
        {
            var answer = (await database.DoAsync(wes, (OpenInEmergency open) => open.RunAsync(new EmergencyAsk(name, "He rang from the bridge and hung up.")))).Value;
            answer.Result.ShouldBe(result);
            return answer.Id;
        }
    }

    [Fact]
    public async Task Erasing_BeforeWhileARoleIsHeldAndAfter_IsStyledFitsAndIsAccessible()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var ada = await database.AddLeadAsync(scheme);
        var joe = await database.AddPersonAsync("Joe", "Pike", scheme.Mentee);
        var lea = await database.AddPersonAsync("Lea", "Ash", scheme.Mentee);
        await database.EndRoleAsync(moira, lea, scheme.Mentee);
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        var session = await app.OpenSessionAsync(ada.PersonId, ada.Hat);

        await LookAsync(site, session, ("/rights/erase/{id:guid}", $"{joe}"), ("/rights/erase/{id:guid}", $"{lea}"));

        (await database.DoAsync(ada, (ErasePerson erase) => erase.RunAsync(lea, "A letter came on 26 February. We checked it by telephone.", ErasureGround.Asked))).Succeeded.ShouldBeTrue();
        await using var context = database.Everything();
        await LookAsync(site, session, ("/rights/erased/{id:guid}", $"{(await context.Erasures.SingleAsync()).Id}"));
    }

    [Fact]
    public async Task Story_AskedFor_IsStyledFitsAndIsAccessible()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await scene.WriteAsync();
        var offer = (await scene.RunAsync<OfferConsent, Guid>(scene.Supervisor, ask => ask.RunAsync(new NewOffer(
            scene.Owner.PersonId, null, SharingPurpose.SupervisionKey, scene.Supervisor.PersonId, null, "It helped you to talk about it.")))).Value;
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        await LookAsync(site, await app.OpenSessionAsync(scene.Owner.PersonId, scene.Owner.Hat), ("/stories/offers/{id:guid}", $"{offer}"));
    }

    [Fact]
    public async Task Application_ThatWaitsForItsAnswer_IsStyledFitsAndIsAccessible()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var ruth = await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var joe = await database.AddPersonAsync("Joe", "Pike", scheme.Mentee);
        var window = await database.AddWindowAsync(scheme, moira);
        var application = await database.AddApplicationAsync(window, new Viewer(joe, Hat.Mentee, [scheme.Id]));
        await database.TalkAsync(application, moira);
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);

        await LookAsync(
            site, await app.OpenSessionAsync(moira.PersonId, moira.Hat),
            ("/recruitment/{id:guid}/not-this-time", $"{application}"), ("/recruitment/{id:guid}/offer", $"{application}"), ("/recruitment/{id:guid}/panel", $"{application}"));

        var version = (await database.DoAsync(moira, (RecruitmentQueries recruitment) => recruitment.FindAsync(application)))!.Application.Version;
        (await database.DoAsync(moira, (AskPanel ask) => ask.RunAsync(new PanelAsked(application, version, [dee, ruth])))).Succeeded.ShouldBeTrue();
        await LookAsync(site, await app.OpenSessionAsync(dee, Hat.PeerWorker), ("/recruitment/{id:guid}/view", $"{application}"));
    }

    [Fact]
    public async Task Talk_AfterSomethingHard_IsStyledFitsAndIsAccessible()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var joe = await database.AddPersonAsync("Joe", "Pike", scheme.Mentee);
        var match = await database.AddMatchAsync(scheme, moira, joe, dee);
        var talk = await database.DoAsync(new Viewer(dee, Hat.PeerWorker, [scheme.Id]), (RecordSetback record) => record.RunAsync(match, SetbackKind.LostContact));
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        await LookAsync(site, await app.OpenSessionAsync(moira.PersonId, moira.Hat), ("/debriefs/{id:guid}", $"{talk.Value}"));
    }

    [Fact]
    public async Task Kept_SentOrStillTypedWhenThePageLocked_IsStyledFitsAndIsAccessible()
    {
        await using var database = await TestDatabase.CreateAsync();
        var moira = await database.AddCoordinatorAsync(await database.AddSchemeAsync());
        await using var app = new ThroughlineApp(database);
        var site = Site.Serve(app);
        var session = await app.OpenSessionAsync(moira.PersonId, moira.Hat);
        var current = (await database.AsAsync<SessionQueries, CurrentSession?>(Viewer.System, sessions => sessions.FindAsync(session)))!;
        var words = new DraftField("Input.WhatHelped", "We walked along the weir and said nothing for a while.\nThen we talked.");
        var (sent, typed) = (new Guid("0193f000-0000-7000-8000-00000000000a"), new Guid("0193f000-0000-7000-8000-00000000000b"));
        (await database.DoAsync(moira, (SaveDraft save) => save.KeepAsync(current, new DraftForm([words], "/hat"), sent))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(moira, (SaveDraft save) => save.KeepAsync(current, new DraftForm([words, new DraftField("__Form", "1")], "/hat"), typed))).Succeeded.ShouldBeTrue();
        await LookAsync(site, session, ("/kept/{id:guid}", $"{sent}"), ("/kept/{id:guid}", $"{typed}"));
    }

    private async Task LookAsync(Site site, string? session, params (string Route, string Value)[] pages)
    {
        Assert.SkipWhen(!browser.IsThere, BrowserFixture.NoBrowser);
        await using var windows = await browser.OpenWindowsAsync(site, session);
        foreach (var (route, value) in pages)
        {
            EveryPageTests.NotOnAnyWalk[route].ShouldBe(EveryPageTests.Moment, "the list of what the walk leaves out says who looks instead");
            var address = $"{route[..route.IndexOf('{', StringComparison.Ordinal)]}{value}{route[(route.IndexOf('}', StringComparison.Ordinal) + 1)..]}";
            (await windows.LookAsync(address, 200)).ShouldBeEmpty(address);
        }
    }
}
