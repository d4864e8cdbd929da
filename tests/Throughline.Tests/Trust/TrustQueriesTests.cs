using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Throughlines;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

public sealed class TrustQueriesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Grant_WhoMaySee_ReadsTheWordsAndLeavesATrace(string provider)
    {
        await using var service = await TrustService.MakeAsync(provider);
        var database = service.Database;
        var grant = (await service.GiveAsync(TrustStep.Shadowing)).Value;
        Task<TrustGrantPage?> Open(Viewer viewer) => database.DoAsync(viewer, (TrustQueries trust) => trust.GrantAsync(grant));

        foreach (var viewer in new[] { service.Dee, service.Ruth, service.Moira, service.Colin })
        {
            (await Open(viewer))!.Entries.Single(e => e.What == TrustEvent.Offered).Words.ShouldBe("You stayed with it when it was hard.");
        }

        var other = await database.AddSchemeAsync("Northgate");
        foreach (var viewer in new[] { new Viewer(service.Amy, Hat.PeerWorker, [service.Scheme.Id]), new Viewer(service.Ruth.PersonId, Hat.StaffColleague, [service.Scheme.Id]),
            new Viewer(service.Moira.PersonId, Hat.HeadOfService, [service.Scheme.Id]), service.Moira with { SchemeIds = [other.Id] }, new Viewer(service.Dee.PersonId, Hat.Mentee, []) with { PersonId = service.Amy } })
        {
            (await Open(viewer)).ShouldBeNull(viewer.Hat.ToString());
        }

        var trace = await database.DoAsync(service.Dee, (MyRecordQueries record) => record.TraceAsync(lookedOnly: true));
        trace.Lines.Count.ShouldBe(3);
        trace.Lines.ShouldAllBe(l => l.Did == "Looked at what was written about your trust");
    }

    [Fact]
    public async Task Grant_SponsorWhoNoLongerSupervises_StillReachesItUntilItIsOver()
    {
        await using var service = await TrustService.MakeAsync();
        var database = service.Database;
        var grant = (await service.GiveAsync(TrustStep.Shadowing)).Value;
        var gail = await database.AddPersonAsync("Gail", "Ash", service.Scheme.Supervisor);
        var holding = await database.HoldingAsync(service.Dee.PersonId, service.Scheme.PeerMentor);
        await database.DoAsync(service.Moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, gail)));
        (await database.DoAsync(service.Ruth, (PeopleQueries people) => people.PersonAsync(service.Dee.PersonId))).ShouldBeNull();

        // Fifteen days late: it is raised with Ruth, who granted it, and with whoever coordinates; the holder is told nothing.
        database.Clock.Advance(TimeSpan.FromDays(84 + 15));
        (await database.DoAsync(service.Ruth, (TrustHomeQueries home) => home.HomeAsync())).Reviews.Single().Late.ShouldBeTrue();
        (await database.DoAsync(service.Moira, (TrustHomeQueries home) => home.HomeAsync())).Reviews.Single().Name.ShouldBe("Dee Marsh");
        (await database.DoAsync(service.Dee, (TrustHomeQueries home) => home.HomeAsync())).HasOwn.ShouldBeFalse();
        var due = await database.DoAsync(Viewer.System, (TrustDueQueries trust) => trust.DueAsync(Today.AddDays(99)));
        due.Where(d => d.InHandOf is null).Select(d => (d.Kind, d.PersonId)).ShouldBe([("trust-review", service.Ruth.PersonId), ("trust-review-late", (Guid?)service.Ruth.PersonId)]);
        due.Where(d => d.InHandOf is not null).ShouldAllBe(d => d.Hat == Hat.Coordinator && d.InHandOf!.Single() == service.Ruth.PersonId);
        due.Select(d => d.Key).ShouldBeUnique();
        (await database.DoAsync(service.Ruth, async (ReviewTrust review) => await review.RunAsync(
            new TrustReview(grant, (await database.TrustAsync(grant)).Version, "Late, and my fault. She is as steady as ever.", Today.AddDays(99 + 84))))).Refusal.ShouldBeNull();
        await database.OnTrustAsync(grant, (g, w) => g.End(null, w.Today));
        (await database.DoAsync(service.Ruth, (TrustQueries trust) => trust.GrantAsync(grant))).ShouldBeNull();
    }

    [Fact]
    public async Task Due_SponsorHasLeft_IsForWhoeverCoordinates()
    {
        await using var service = await TrustService.MakeAsync();
        var database = service.Database;
        await service.GiveAsync(TrustStep.Shadowing);
        var offer = (await service.OfferAsync(TrustStep.CoFacilitating)).Value;
        var ruths = await database.HoldingAsync(service.Ruth.PersonId, service.Scheme.Supervisor);
        await database.DoAsync(service.Moira, (EndRole end) => end.RunAsync(new RoleEnd(ruths.Id, ruths.Version, Today, ExitReason.MovedAway, new Decision(null, null))));
        var due = await database.DoAsync(Viewer.System, (TrustDueQueries trust) => trust.DueAsync(Today.AddDays(80)));
        due.Select(d => (d.Kind, d.PersonId, d.Hat)).ShouldBe(
            [("trust-review", null, (Hat?)Hat.Coordinator), ("trust-offer", service.Dee.PersonId, null)], ignoreOrder: true);
        due.Single(d => d.Kind == "trust-offer").Path.ShouldBe($"/trust/grants/{offer}");
    }

    [Fact]
    public async Task Due_HoldsAndAppeals_AreForThoseWhoDecide()
    {
        await using var service = await TrustService.MakeAsync();
        var database = service.Database;
        var grant = (await service.GiveAsync(TrustStep.Shadowing)).Value;
        async Task<IEnumerable<(string, Guid?)>> Due(int days) =>
            (await database.DoAsync(Viewer.System, (TrustDueQueries trust) => trust.DueAsync(Today.AddDays(days)))).Select(d => (d.Kind, d.PersonId));
        await service.HoldAsync(grant);
        await database.DoAsync(service.Dee, async (AppealTrust appeal) => await appeal.RunAsync(
            new TrustAppeal(grant, (await database.TrustAsync(grant)).Version, "Please look at the rota of that day.")));
        (await database.DoAsync(service.Colin, (TrustHomeQueries home) => home.HomeAsync())).Appeals.Count.ShouldBe(1);
        (await database.DoAsync(service.Moira, (TrustHomeQueries home) => home.HomeAsync())).HoldsToConfirm.Count.ShouldBe(1);
        (await database.DoAsync(service.Dee, (TrustHomeQueries home) => home.HomeAsync())).OwnHolds.Count.ShouldBe(1);
        (await Due(0)).ShouldBe([("trust-hold", null), ("trust-appeal", service.Colin.PersonId)]);
        await service.DecideAsync<ConfirmHold>(service.Moira, grant);
        (await Due(20)).ShouldBe([("trust-appeal", service.Colin.PersonId)]);
        (await Due(21)).ShouldBe([("trust-hold-ending", service.Ruth.PersonId), ("trust-hold-ending", service.Moira.PersonId), ("trust-appeal", (Guid?)service.Colin.PersonId)]);
        (await Due(29)).ShouldContain(("trust-hold-over", null));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Throughline_GrantsAndFirsts_AreMarksThatOpenTheirEvidence(string provider)
    {
        await using var service = await TrustService.MakeAsync(provider);
        var database = service.Database;
        foreach (var step in new[] { TrustStep.Shadowing, TrustStep.CoFacilitating, TrustStep.OneToOneStaffNear, TrustStep.WorkingAlone })
        {
            await service.GiveAsync(step);
        }

        await database.DoAsync(service.Ruth, (RecordMilestone record) => record.RunAsync(new NewMilestone(service.Dee.PersonId, MilestoneKind.FirstDayAlone, Today)));
        var own = await database.DoAsync(service.Dee, (ThroughlineQueries lines) => lines.FindAsync(service.Dee.PersonId, "/throughline"));
        var lane = own!.Model.OtherLanes.Single(l => l.Key == "trust");
        lane.Marks.Count.ShouldBe(4);
        lane.Marks.ShouldContain(m => m.What == "trusted with “Working alone in the space”" && m.Href.StartsWith("/trust/grants/"));
        own.Model.Milestones.Count(m => m.Label == "First day on my own").ShouldBe(1);
        own.Model.Milestones.ShouldNotContain(m => m.Label == "Working alone");
        var counted = await database.AsAsync(service.Ruth, async services =>
            await CommandCounter.CountAsync(() => ((ThroughlineQueries)services.GetService(typeof(ThroughlineQueries))!).FindAsync(service.Dee.PersonId, "/throughline")));
        counted.Value!.Model.Milestones.Count(m => m.Label == "First day on their own").ShouldBe(1);
        counted.Commands.ShouldBeLessThanOrEqualTo(21);
    }

    [Fact]
    public async Task Queries_MorePeople_TakeNoMoreCommands()
    {
        await using var service = await TrustService.MakeAsync(state: RoleState.ActiveSolo);
        var database = service.Database;
        async Task<int[]> Count()
        {
            async Task<int> Of<TQueries>(Func<TQueries, Task<object>> ask)
                where TQueries : notnull =>
                (await database.AsAsync(service.Moira, async services => await CommandCounter.CountAsync(() => ask((TQueries)services.GetService(typeof(TQueries))!)))).Commands;
            return
            [
                await Of<TrustQueries>(async q => await q.ListAsync()),
                await Of<TrustQueries>(async q => (await q.LadderAsync(service.Holding))!),
                await Of<TrustHomeQueries>(async q => await q.HomeAsync()),
                await Of<KeyQueries>(async q => await q.CupboardAsync()),
            ];
        }

        await service.GiveAsync(TrustStep.WorkingAlone);
        await database.DoAsync(service.Moira, (AddKey add) => add.RunAsync(new NewKey(service.Scheme.Id, null, "Heron 1", "The front door")));
        var few = await Count();
        for (var i = 0; i < 10; i++)
        {
            var person = await database.AddPersonAsync($"Peer{i}", "Ash", service.Scheme.PeerMentor);
            await database.AddTrustAsync(await database.HoldingAsync(person, service.Scheme.PeerMentor), TrustStep.WorkingAlone, service.Ruth.PersonId, Today.AddDays(-90));
            await database.DoAsync(service.Moira, (RecordMilestone record) => record.RunAsync(new NewMilestone(person, MilestoneKind.FirstGroupLed, Today)));
            await database.DoAsync(service.Moira, (AddKey add) => add.RunAsync(new NewKey(service.Scheme.Id, null, $"Heron {i + 2}", "The front door")));
        }

        (await Count()).ShouldBe(few);
        few.ShouldAllBe(commands => commands <= 10);
        (await database.DoAsync(service.Moira, (TrustQueries trust) => trust.ListAsync())).Count.ShouldBe(12);
    }

    [Fact]
    public async Task Mine_OwnLadder_HasTheWords()
    {
        await using var service = await TrustService.MakeAsync();
        await service.GiveAsync(TrustStep.Shadowing);
        await service.OfferAsync(TrustStep.CoFacilitating);
        var ladder = (await service.Database.DoAsync(service.Dee, (TrustQueries trust) => trust.MineAsync())).Single();
        (ladder.Next, ladder.Waits).ShouldBe((TrustStep.CoFacilitating, true));
        ladder.Steps[0].Words.ShouldBe("You stayed with it when it was hard.");
        ladder.Steps[0].GivenBy.ShouldBe("Ruth Bell");
        (await service.Database.DoAsync(service.Dee, (TrustHomeQueries home) => home.HomeAsync())).Offers.Single().Name.ShouldBe("Ruth Bell");
        (await service.Database.DoAsync(service.Moira, (TrustQueries trust) => trust.LadderAsync(service.Holding)))!.Steps.ShouldAllBe(s => s.Words == null);
    }
}
