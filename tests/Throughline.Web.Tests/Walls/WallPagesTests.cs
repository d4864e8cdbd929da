using System.Net;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Web.Tests.My;
using Throughline.Web.Tests.People;

namespace Throughline.Web.Tests.Walls;

public sealed class WallPagesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    /// <summary>Acceptance scenario 1.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Brother_AmirDeclaresHim_CannotFindHimAnywhereAndIsAskedNothingMore(string provider)
    {
        await using var hub = await Hub.OpenAsync(provider);
        var amir = await hub.Database.AddPersonAsync("Amir", "Khan", hub.Scheme.Coordinator);
        var bilal = await hub.Database.AddPersonAsync("Bilal", "Khan", hub.Scheme.Mentee);
        var role = await hub.RoleAsync(bilal, hub.Scheme.Mentee);
        using var client = await hub.App.SignInAsync(amir, Hat.Coordinator);
        (await client.GetPageAsync("/people?q=bilal")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        var before = await client.GetPageAsync("/people");
        var formBefore = await client.GetPageAsync($"/people/roles/{role}/end");

        (await client.SubmitAsync(await client.GetPageAsync("/my/close"), "form#close", ("Name", "Bilal Khan"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await client.GetPageAsync("/people?q=bilal")).QuerySelectorAll("tbody tr").ShouldBeEmpty();
        (await client.GetStringAsync("/people/suggest?q=bilal")).ShouldBe("[]");
        (await client.GetPageAsync("/people")).QuerySelector("#count")!.TextContent.ShouldBe("5 people");
        before.QuerySelector("#count")!.TextContent.ShouldBe("6 people");
        var export = await client.SubmitAsync(await client.GetPageAsync("/people"), "form#export");
        (await export.Content.ReadAsStringAsync()).ShouldNotContain("Bilal");
        var nobody = new Guid("0193f000-0000-7000-8000-000000000000");
        foreach (var path in new[] { "/people/{0}", "/people/{0}/details", "/people/{0}/roles/take-up", "/walls/new?first={0}" })
        {
            var (walled, unknown) = (await client.GetAsync(string.Format(path, bilal)), await client.GetAsync(string.Format(path, nobody)));
            walled.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            Html.Plain(await walled.Content.ReadAsStringAsync()).ShouldBe(Html.Plain(await unknown.Content.ReadAsStringAsync()));
        }

        (await client.SubmitAsync(formBefore, "form#step", ("ExitReason", "MovedAway"), ("Checked", "true"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetPageAsync("/walls")).QuerySelectorAll("tbody tr").ShouldBeEmpty();
        (await client.GetPageAsync("/")).QuerySelectorAll("#waiting a[href='/walls']").ShouldBeEmpty();

        // The task is the coordinator's.
        (await hub.Coordinator.GetPageAsync("/")).QuerySelector("#waiting a[href='/walls']")!.TextContent.ShouldBe("1 wall needs you");
        var row = (await hub.Coordinator.GetPageAsync("/walls")).QuerySelector("tbody tr")!;
        row.TextContent.ShouldContain("Amir Khan");
        row.TextContent.ShouldContain("9 March 2026");
    }

    [Fact]
    public async Task Walls_AssessPlanReviewLift_ThroughTheForms()
    {
        await using var hub = await Hub.OpenAsync();
        var client = hub.Coordinator;
        var amir = new Viewer(await hub.Database.AddPersonAsync("Amir", "Khan", hub.Scheme.Coordinator), Hat.Coordinator, [hub.Scheme.Id]);
        await hub.Database.DoAsync(amir, (DeclareConflict declare) => declare.RunAsync(new CloseToMe("Joe Pike")));
        await using var context = hub.Database.Everything();
        var id = (await context.Conflicts.SingleAsync()).Id;
        var address = $"/walls/{id}";

        var page = await client.GetPageAsync(address);
        page.Body!.TextContent.ShouldContain("Joe Pike");
        using var own = await hub.App.SignInAsync(amir.PersonId, Hat.Coordinator);
        (await own.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.SubmitAsync(page, "form#assess", ("ConfirmedIds", hub.Moira.PersonId.ToString()))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.SubmitAsync(page, "form#assess", ("ConfirmedIds", hub.Joe.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.SubmitAsync(page, "form#assess", ("ConfirmedIds", hub.Joe.ToString()), ("Once", null))).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        page = await client.GetPageAsync(address);
        var bad = await client.SubmitAsync(page, "form#plan", [("Plan", "Different days."), .. Hub.Date("ReviewBy", Today.AddDays(91))]);
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.PageAsync()).QuerySelector("#Plan")!.TextContent.ShouldBe("Different days.");
        (await client.SubmitAsync(page, "form#plan", ("Plan", "Different days."))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.SubmitAsync(page, "form#plan", [("Plan", "Different days."), .. Hub.Date("ReviewBy", Today.AddDays(60))])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.SubmitAsync(await client.GetPageAsync(address), "form#review", [("Finding", "Still needed."), .. Hub.Date("NextReview", Today.AddDays(90))])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page = await client.GetPageAsync(address);
        bad = await client.SubmitAsync(page, "form#lift", ("Reason", "Fine now"), ("Evidence", "x"));
        (await bad.PageAsync()).QuerySelector("#Reason-error")!.TextContent.ShouldContain("20 characters");
        (await client.SubmitAsync(page, "form#lift", ("Reason", "He moved to another town in January."), ("Evidence", "His letter"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await own.GetPageAsync("/people?q=joe")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await client.SubmitAsync(page, "form#lift", ("Reason", "He moved to another town in January."), ("Evidence", "His letter"), ("Once", null))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task New_TwoPeople_StandsAtOnce()
    {
        await using var hub = await Hub.OpenAsync();
        var page = await hub.Coordinator.GetPageAsync($"/walls/new?first={hub.Ruth}&q=joe");
        (await hub.Coordinator.SubmitAsync(page, "form#wall")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hub.Coordinator.SubmitAsync(page, "form#wall", ("OtherId", hub.Joe.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page = await hub.Coordinator.GetPageAsync($"/walls/new?first={hub.Ruth}&q=joe");
        (await (await hub.Coordinator.SubmitAsync(page, "form#wall", ("OtherId", hub.Joe.ToString()))).PageAsync()).QuerySelector("#OtherId-error")!.TextContent.ShouldContain("already a wall");
        (await hub.Coordinator.GetPageAsync("/walls/new")).Body!.TextContent.ShouldContain("Find the first of the two");
    }

    /// <summary>Pages byte for byte, for one walled viewer: with the wall, and in a service that never held the other.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Pages_WalledViewer_AreThoseOfAServiceWithoutTheOther(string provider)
    {
        await using var hub = await Hub.OpenAsync(provider);
        var bilal = await hub.Database.AddPersonAsync("Bilal", "Khan", hub.Scheme.Supervisor);
        var holding = await hub.Database.HoldingAsync(hub.Dee, hub.Scheme.PeerMentor);
        await hub.Database.DoAsync(hub.Moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, bilal)));
        var chief = await hub.Database.AddCoordinatorAsync(hub.Scheme, "Chief", "Zed");
        await hub.Database.DoAsync(chief, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(hub.Moira.PersonId, bilal)));
        var role = await hub.RoleAsync(bilal, hub.Scheme.Supervisor);
        string[] addresses =
        [
            "/", "/people", "/people?q=khan", "/people?role=Supervisor", "/people?state=Held", "/people/add", "/people/suggest?q=bil", "/people/without-supervisor", $"/people/{bilal}",
            $"/people/{hub.Dee}", $"/people/roles/{holding.Id}/supervisor", $"/people/roles/{holding.Id}/pause", $"/people/roles/{role}/end", "/walls", "/walls/new", $"/walls/new?first={hub.Joe}&q=bil",
            "/my/record", "/my/record/looked", "/my/close", "/schemes",
        ];
        async Task<List<string>> ReadAsync()
        {
            List<string> pages = [];
            foreach (var address in addresses)
            {
                var answer = await hub.Coordinator.GetAsync(address);
                pages.Add($"{address} {(int)answer.StatusCode}\n{Html.Plain(await answer.Content.ReadAsStringAsync())}");
            }

            return pages;
        }

        var walled = await ReadAsync();
        await using (var context = hub.Database.Everything())
        {
            await context.Set<Wall>().ExecuteDeleteAsync();
            await context.Conflicts.ExecuteDeleteAsync();
            await context.RoleHoldings.Where(h => h.SupervisorId == bilal).ExecuteUpdateAsync(set => set.SetProperty(h => h.SupervisorId, (Guid?)null));
            await context.RoleMoves.Where(m => m.PersonId == bilal).ExecuteDeleteAsync();
            await context.RoleHoldings.Where(h => h.PersonId == bilal).ExecuteDeleteAsync();
            await context.People.Where(p => p.Id == bilal).ExecuteDeleteAsync();
        }

        var without = await ReadAsync();
        for (var i = 0; i < addresses.Length; i++)
        {
            walled[i].ShouldBe(without[i]);
        }
    }
}
