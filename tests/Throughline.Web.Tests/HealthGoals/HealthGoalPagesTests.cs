using System.Net;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.HealthGoals;

public sealed class HealthGoalPagesTests
{
    [Fact]
    public async Task Goal_SetMovedOnAndLetGo_ThroughThePages()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync("Towpath health", "health-trainers");
        await using var context = database.Everything();
        async Task<Guid> SomebodyAsync(string name, string role, RoleState? state = null) =>
            await database.AddPersonAsync(name, "Reed", await context.RoleDefinitions.SingleAsync(r => r.SchemeId == scheme.Id && r.Key == role), state);
        var (annId, deeId, kitId) = (await SomebodyAsync("Ann", "participant"), await SomebodyAsync("Dee", "health-trainer", RoleState.ActiveSolo), await SomebodyAsync("Kit", "health-trainer", RoleState.ActiveSolo));
        await using var app = new ThroughlineApp(database);
        var (ann, dee, kit, moira) = (await app.SignInAsync(annId, Hat.Mentee), await app.SignInAsync(deeId, Hat.PeerWorker), await app.SignInAsync(kitId, Hat.PeerWorker), await app.SignInAsync(scheme.Coordinator.PersonId, Hat.Coordinator));

        (await ann.GetPageAsync("/")).QuerySelector("a[href='/health-goals']").ShouldNotBeNull();
        (await dee.GetPageAsync("/")).QuerySelector("a[href='/health-goals']").ShouldBeNull("nobody has set a goal with Dee");
        (await dee.GetPageAsync("/health-goals")).Body!.TextContent.ShouldContain("Nobody has set a goal with you yet");
        var form = await ann.GetPageAsync("/health-goals/new");
        var wrong = await ann.SubmitAsync(form, "form#goal", ("Topic", "sleep"), ("Step", ""), ("TrainerId", deeId.ToString()));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await wrong.PageAsync();
        again.QuerySelector("#Step-error")!.TextContent.ShouldContain("Enter one small step");
        again.QuerySelector("[name=Topic][value=sleep]")!.HasAttribute("checked").ShouldBeTrue();
        (await ann.SubmitAsync(form, "form#goal", ("Topic", "sleep"), ("Step", "Bed by eleven"), ("TrainerId", deeId.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var goal = $"/health-goals/{(await context.HealthGoals.SingleAsync()).Id}";
        (await dee.GetPageAsync("/health-goals")).Body!.TextContent.ShouldContain("Bed by eleven");

        var old = await ann.GetPageAsync(goal);
        wrong = await dee.SubmitAsync(await dee.GetPageAsync(goal), "form#move", ("Next", "Every night"));
        var kept = await wrong.PageAsync();
        kept.QuerySelector("#StepDone-error")!.TextContent.ShouldContain("Say how it went");
        kept.QuerySelector("#Next")!.TextContent.ShouldBe("Every night");
        (await dee.GetPageAsync(goal)).QuerySelector("form#let-go").ShouldBeNull();
        (await dee.SubmitAsync(kept, "form#move", ("StepDone", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.SubmitAsync(old, "form#move", ("StepDone", "true"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await ann.SubmitAsync(await ann.GetPageAsync(goal), "form#let-go")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ann.GetPageAsync(goal)).Body!.TextContent.ShouldContain("This goal was let go");
        (await ann.GetPageAsync("/health-goals")).Body!.TextContent.ShouldContain("Let go on 2 March 2026");

        (await kit.GetAsync(goal)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await moira.GetAsync(goal)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await dee.GetAsync("/health-goals/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ann.GetAsync($"/health-goals/{Guid.Empty}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var token = (await kit.GetPageAsync("/account")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        (await kit.PostAsync(goal, new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Version", "1"), new("StepDone", "true")]))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
