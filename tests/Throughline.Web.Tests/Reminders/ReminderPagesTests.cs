using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Testing;
using Throughline.Web.Reminders;
using Throughline.Web.Tests.People;

namespace Throughline.Web.Tests.Reminders;

public sealed class ReminderPagesTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Reminders_WhatIsDue_ShowsWithItsLinkAndWithoutAName(string provider)
    {
        await using var hub = await Hub.OpenAsync(provider);
        (await hub.Coordinator.GetPageAsync("/reminders")).QuerySelector("#nothing").ShouldNotBeNull();
        await hub.Database.AddApplicationAsync(await hub.Database.AddWindowAsync(hub.Scheme, hub.Moira), TestData.Viewer(hub.Joe, Hat.Mentee, hub.Scheme.Id));
        hub.Database.Clock.Advance(TimeSpan.FromDays(15));
        using var moira = await hub.App.SignInAsync(hub.Moira.PersonId, Hat.Coordinator);
        var due = (await moira.GetPageAsync("/reminders")).QuerySelector("#due")!;
        due.QuerySelector("a")!.GetAttribute("href").ShouldBe("/recruitment");
        due.TextContent.ShouldContain("Somebody who applied waits for a talk");
        due.TextContent.ShouldNotContain("Joe");
        using var colleague = await hub.App.SignInAsync(hub.Moira.PersonId, Hat.StaffColleague);
        (await colleague.GetPageAsync("/reminders")).QuerySelector("#other-hats")!.TextContent.ShouldContain("Coordinator: 1 thing");

        // A wall, and it is as if it had never been.
        await hub.Database.RaiseWallAsync(hub.Moira.PersonId, hub.Joe);
        (await moira.GetPageAsync("/reminders")).QuerySelector("#nothing").ShouldNotBeNull();
    }

    [Fact]
    public async Task Settings_EmailAddress_IsConfirmedByALinkAndThenUsed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var channel = new KeptChannel(ReminderChannel.Email);
        await using var app = App(database, channel);
        using var client = await app.SignInAsync(dee, Hat.PeerWorker);
        var page = await client.GetPageAsync("/reminders/settings");
        page.QuerySelector("#unconfirmed").ShouldNotBeNull();
        (await client.SubmitAsync(page, "form#check")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.SubmitAsync(page, "form#check")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        channel.Sent.Count.ShouldBe(1, "the same form sent twice sends one link");
        (await client.SubmitAsync(await client.GetPageAsync("/reminders/settings"), "form#check")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var link = $"/reminders/confirm/{TestData.TokenOf(channel)}";
        (await app.Anonymous().GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.Redirect, "a link needs its person signed in");
        var confirm = await client.GetPageAsync(link);
        (await client.GetPageAsync("/reminders/settings")).QuerySelector("#confirmed").ShouldBeNull("opening a link changes nothing");
        (await client.SubmitAsync(confirm, "form#confirm")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync("/reminders/settings")).QuerySelector("#confirmed").ShouldNotBeNull();
        var again = await client.SubmitAsync(await client.GetPageAsync(link), "form#confirm");
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await again.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Ask for a new one");
    }

    [Fact]
    public async Task Settings_BadForm_KeepsEveryWordAndAGoodOneIsSaved()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        await using var app = App(database, new KeptChannel(ReminderChannel.Text));
        using var client = await app.SignInAsync(dee, Hat.PeerWorker);
        var page = await client.GetPageAsync("/reminders/settings");
        var answer = await client.SubmitAsync(page, "form#choose", ("ByText", "true"), ("Phone", "ring <me>"), ("QuietFrom", "22"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await answer.PageAsync();
        again.QuerySelector("#Phone-error")!.TextContent.ShouldContain("Enter a mobile number");
        again.QuerySelector("#Phone")!.GetAttribute("value").ShouldBe("ring <me>");
        again.QuerySelector("#QuietFrom option[selected]")!.GetAttribute("value").ShouldBe("22");
        (await client.SubmitAsync(page, "form#choose", ("QuietFrom", "25"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.SubmitAsync(again, "form#choose", ("Phone", "07700 900457"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync("/reminders/settings")).QuerySelector("#Phone")!.GetAttribute("value").ShouldBe("+447700900457");
    }

    [Fact]
    public async Task Worker_ForAdministratorsOnly_CountsAndNamesNobody()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var (kit, dee) = (await database.AddPersonAsync("Kit", "Ollerton", scheme.Supervisor), await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor));
        await database.AddAccountAsync(kit, administers: true);
        var channel = new KeptChannel(ReminderChannel.Email);
        await using var app = App(database, channel);
        using var client = await app.SignInAsync(kit, Hat.SystemAdministrator);
        var empty = await client.GetPageAsync("/reminders/worker");
        empty.QuerySelector("#no-runs").ShouldNotBeNull();
        empty.QuerySelector("#scheduler")!.TextContent.ShouldContain("only serves pages");
        empty.QuerySelector("#email")!.TextContent.ShouldBe("Not set up");

        await database.AddAccountAsync(dee);
        await database.ConfirmAsync(dee, channel);
        var worker = new TestWorker(database, channel);
        worker.Due.Add(TestData.SomethingDue("a/1", scheme.Id, person: dee, about: dee));
        await worker.CollectAsync();
        channel.Answer = SendResult.Never("smtp-550");
        await worker.SendAsync();
        var page = await client.GetPageAsync("/reminders/worker");
        page.QuerySelector("#counts")!.TextContent.ShouldContain("smtp-550");
        page.QuerySelector("#runs")!.TextContent.ShouldContain("Reminders, Riverside peer mentoring");
        page.QuerySelector("main")!.TextContent.ShouldNotContain("Dee");
        page.QuerySelector("main")!.InnerHtml.ShouldNotContain(dee.ToString("N")[..12]);

        var refused = await client.SubmitAsync(page, "form#test");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.PageAsync()).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("smtp-550");
        channel.Answer = SendResult.Accepted;
        (await client.SubmitAsync(await client.GetPageAsync("/reminders/worker"), "form#test")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        channel.Sent[^1].To.ShouldBe($"{kit:N}@example.org");

        (await client.GetAsync("/reminders/outbox")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var peer = await app.SignInAsync(dee, Hat.PeerWorker);
        foreach (var address in new[] { "/reminders/worker", "/reminders/outbox" })
        {
            (await peer.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
            (await app.Anonymous().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Redirect, address);
        }

        var mine = await peer.GetPageAsync("/reminders/settings");
        (await peer.SubmitAsync(mine, "form#choose")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await peer.PostAsync("/reminders/worker?handler=Test", new FormUrlEncodedContent([]))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Outbox_InTheFictionalService_HoldsWhatTheJobSent()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var (kit, joe) = (await database.AddPersonAsync("Kit", "Ollerton", scheme.Supervisor), await database.AddPersonAsync("Joe", "Pike", scheme.Mentee));
        await database.AddAccountAsync(kit, administers: true);
        await database.AddApplicationAsync(await database.AddWindowAsync(scheme, moira), TestData.Viewer(joe, Hat.Mentee, scheme.Id));
        database.Clock.Advance(TimeSpan.FromDays(15));
        // The service is there already, so that nothing is written at the start.
        await using var app = new ThroughlineApp(database, fictional: true);
        using var client = await app.SignInAsync(kit, Hat.SystemAdministrator);
        (await client.GetPageAsync("/reminders/outbox")).QuerySelector("#nothing").ShouldNotBeNull();
        var job = new ReminderJob(app.Services.GetRequiredService<IServiceScopeFactory>(), NullLogger<ReminderJob>.Instance);
        await job.RunAsync(default);
        await job.RunAsync(default);
        await new SweepJob(app.Services.GetRequiredService<IServiceScopeFactory>(), NullLogger<SweepJob>.Instance).RunAsync(default);
        var outbox = (await client.GetPageAsync("/reminders/outbox")).QuerySelectorAll("section");
        outbox.Length.ShouldBe(1);
        outbox[0].TextContent.ShouldContain("There is something for you to look at.");
        outbox[0].TextContent.ShouldNotContain("Moira");
        var page = await client.GetPageAsync("/reminders/worker");
        page.QuerySelector("#runs")!.TextContent.ShouldContain("Applications kept long enough are forgotten");
        (await client.SubmitAsync(page, "form#test")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetPageAsync("/reminders/outbox")).QuerySelectorAll("section").Length.ShouldBe(2);
    }

    private static ThroughlineApp App(TestDatabase database, KeptChannel channel) => new(database, services: services =>
    {
        services.RemoveAll<IReminderChannel>().AddSingleton<IReminderChannel>(channel);
        services.RemoveAll<InstallationAddress>().AddSingleton(new InstallationAddress(new Uri("https://hub.example")));
    });
}
