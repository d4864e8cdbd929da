using Microsoft.EntityFrameworkCore;
using Throughline.Fictional;
using Throughline.People;
using Throughline.Security;
using Throughline.Training;

namespace Throughline.Tests.Fictional;

public sealed class FictionalTrainingTests(FilledService filled) : IClassFixture<FilledService>
{
    [Fact]
    public async Task Courses_HaveRegistersOverTheMonths_AndOneRunsNow()
    {
        await using var context = filled.Everything();
        (await context.Cohorts.CountAsync()).ShouldBe(FictionalContent.Current.Training.Courses.Count);
        (await context.Cohorts.Where(c => c.State == CohortState.Open).Select(c => c.Name).Order().ToListAsync()).ShouldBe(["Sluice House course 12", "Wharfside course 3"]);
        (await context.Cohorts.SingleAsync(c => c.State == CohortState.Planned)).Name.ShouldBe("Towpath course 7");
        (await context.Cohorts.CountAsync(c => c.WithoutPeerReason != null)).ShouldBe(1);
        (await context.Attendances.CountAsync()).ShouldBeGreaterThan(130);
        (await context.SessionLeads.CountAsync()).ShouldBeGreaterThan(110);
        (await context.SessionLeads.Where(l => context.People.Any(p => p.Id == l.PersonId && p.PreferredName == "Sunita")).Select(l => l.RoleTitle).Distinct().Order().ToListAsync())
            .ShouldBe(["Peer mentor", "Senior peer mentor"], "credited by the role of each day");
    }

    [Fact]
    public async Task People_WhoTrained_DidSoOnACourse()
    {
        await using var context = filled.Everything();
        var trained = await context.RoleMoves.Where(m => m.State == RoleState.TrainedAwaitingClearance && m.On >= FilledService.Anchor.AddDays(-540)).Select(m => m.HoldingId).ToListAsync();
        trained.Count.ShouldBeGreaterThan(10);
        foreach (var holding in trained)
        {
            var enrolment = await context.Enrolments.Include(e => e.Places).SingleAsync(e => e.HoldingId == holding);
            enrolment.State.ShouldBe(EnrolmentState.Completed);
            (await context.Certificates.CountAsync(c => c.EnrolmentId == enrolment.Id)).ShouldBe(1);
        }

        var craig = await context.Enrolments.Include(e => e.Places.OrderBy(p => p.Number)).SingleAsync(e => context.People.Any(p => p.Id == e.PersonId && p.PreferredName == "Craig"));
        craig.Places.Count.ShouldBe(2, "he went on with the next course");
        (await context.TrainingElsewhere.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Coordinators_FindWhatWaitsForThem()
    {
        (await WaitsAsync("Hilary")).ShouldBe(new TrainingWaits(0, 0, 1, 0, 0));
        (await WaitsAsync("Tobias")).ShouldBe(new TrainingWaits(1, 0, 0, 0, 0));
        (await WaitsAsync("Farida")).ShouldBe(new TrainingWaits(0, 0, 0, 1, 0));
    }

    private async Task<TrainingWaits> WaitsAsync(string name)
    {
        await using var context = filled.Everything();
        var person = await context.People.Where(p => p.PreferredName == name).Select(p => p.Id).SingleAsync();
        var hats = await filled.Database.AsAsync<HatQueries, IReadOnlyList<HeldHat>>(Viewer.System, of => of.OfAsync(person));
        return await filled.Database.AsAsync<TrainingQueries, TrainingWaits>(
            new Viewer(person, Hat.Coordinator, hats.Single(h => h.Hat == Hat.Coordinator).SchemeIds), training => training.WaitsAsync());
    }
}
