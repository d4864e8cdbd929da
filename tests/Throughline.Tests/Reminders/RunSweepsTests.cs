using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Reminders;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Reminders;

public sealed class RunSweepsTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_OneFails_TheOthersAreDoneAndItIsTriedAgain(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (calls, broken) = (0, true);
        Sweep[] sweeps =
        [
            new("broken", "Work", (_, _) => broken ? throw new InvalidOperationException("Not today.") : Task.FromResult<Outcome<int>>(0)),
            new("refused", "Work", (_, _) => Task.FromResult<Outcome<int>>(new NotAllowed())),
            new("long", "Work", (_, _) => Task.FromResult<Outcome<int>>(++calls < 3 ? 200 : 0)),
        ];
        var first = await RunAsync(database, sweeps);
        first.Select(r => (r.Name, r.Count, r.Failed is null)).ShouldBe([("broken", 0, false), ("refused", 0, false), ("long", 400, true)]);
        broken = false;
        (await RunAsync(database, sweeps)).Select(r => (r.Name, r.Failed is null)).ShouldBe([("broken", true), ("refused", false)]);
        await using var context = database.Everything();
        (await context.DailyRuns.OrderBy(r => r.Name).Select(r => new { r.Name, r.Failures, Done = r.FinishedAt != null }).ToListAsync())
            .Select(r => (r.Name, r.Failures, r.Done)).ShouldBe([("sweep/broken", 1, true), ("sweep/long", 0, true), ("sweep/refused", 2, false)]);
    }

    [Fact]
    public async Task RunAsync_TheProductsOwn_RunOnceADayFromTheirHour()
    {
        await using var database = await TestDatabase.CreateAsync();
        database.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 29, 1, 59, 0, TimeSpan.Zero));
        (await RunAsync(database)).ShouldBeEmpty("it is one minute to three: the clocks have gone forward");
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        (await RunAsync(database)).Select(r => (r.Name, r.Failed)).ShouldBe(Sweeps.All.Select(s => (s.Name, (Exception?)null)));
        database.Clock.Advance(TimeSpan.FromHours(20));
        (await RunAsync(database)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ForgetReminders_OldOnes_GoAndTheRestStay()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var worker = new TestWorker(database, new KeptChannel());
        worker.Due.Add(TestData.SomethingDue("a/1", scheme.Id, person: dee, about: dee));
        await worker.CollectAsync();
        await worker.SendAsync();
        database.Clock.Advance(TimeSpan.FromDays(360));
        worker.Due.Add(TestData.SomethingDue("a/2", scheme.Id, person: dee, about: dee));
        await worker.CollectAsync();
        database.Clock.Advance(TimeSpan.FromDays(6));
        (await database.DoAsync(Viewer.System, (ForgetReminders forget) => forget.RunAsync())).Value.ShouldBe(2);
        (await database.RemindersAsync()).Select(r => r.DueKey).ShouldBe(["a/2"]);
    }

    private static Task<IReadOnlyList<SweepResult>> RunAsync(TestDatabase database, IReadOnlyList<Sweep>? sweeps = null) =>
        database.AsAsync(Viewer.System, async services => (await services.GetRequiredService<RunSweeps>().RunAsync(sweeps ?? Sweeps.All, default)).Value);
}
