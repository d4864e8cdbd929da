using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Testing;

namespace Throughline.Tests.Reminders;

public sealed class CollectRemindersTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_Repeated_TellsEachOfOneThingOnce(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var (moira, wes) = (await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator), await database.AddPersonAsync("Wes", "Tully", scheme.Coordinator));
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var worker = new TestWorker(database, new KeptChannel());
        worker.Due.AddRange([TestData.SomethingDue("a/1", scheme.Id, hat: Hat.Coordinator, about: dee), TestData.SomethingDue("b/1", scheme.Id, person: dee, about: dee)]);

        (await worker.CollectAsync()).ShouldBe(3);
        (await worker.CollectAsync()).ShouldBe(0);
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await worker.CollectAsync()).ShouldBe(0);
        worker.Due.Add(TestData.SomethingDue("a/2", scheme.Id, hat: Hat.Coordinator, about: dee));
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await worker.CollectAsync()).ShouldBe(2);
        (await database.RemindersAsync()).Select(r => (r.PersonId, r.DueKey)).ShouldBe(
            [(moira, "a/1"), (wes, "a/1"), (dee, "b/1"), (moira, "a/2"), (wes, "a/2")], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_ManyProcessesAtOnce_MakeEachReminderOnce(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var people = new List<Guid>();
        foreach (var name in new[] { "Ann", "Bea", "Cal", "Dot" })
        {
            people.Add(await database.AddPersonAsync(name, null, scheme.Coordinator));
        }

        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var workers = Enumerable.Range(0, 4).Select(_ => new TestWorker(database, new KeptChannel())).ToList();
        workers.ForEach(w => w.Due.AddRange(Enumerable.Range(0, 10).Select(n => TestData.SomethingDue($"a/{n}", scheme.Id, hat: Hat.Coordinator, about: dee))));
        var made = await Task.WhenAll(workers.Select(w => Task.Run(w.CollectAsync)));

        made.Sum().ShouldBe(40);
        (await database.RemindersAsync()).Select(r => (r.PersonId, r.DueKey, r.Channel)).ShouldBeUnique();
        await using var context = database.Everything();
        (await context.Set<DailyRun>().CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_EveryHourThroughBothClockChanges_DoesEachDayOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var worker = new TestWorker(database, new KeptChannel());
        List<DateOnly> expected = [];
        foreach (var sunday in new[] { new DateOnly(2026, 3, 29), new DateOnly(2026, 10, 25) })
        {
            var from = sunday.AddDays(-1).StartInLondon();
            database.Clock.SetUtcNow(from);
            while (database.Clock.GetUtcNow() < sunday.AddDays(2).StartInLondon())
            {
                await worker.CollectAsync();
                database.Clock.Advance(TimeSpan.FromMinutes(30));
            }

            expected.AddRange([sunday.AddDays(-1), sunday, sunday.AddDays(1)]);
        }

        await using var context = database.Everything();
        var runs = await context.Set<DailyRun>().OrderBy(r => r.On).ToListAsync();
        runs.Select(r => r.On).ShouldBe(expected);
        runs.ShouldAllBe(r => r.Name == CollectReminders.RunName(scheme.Id) && r.FinishedAt!.Value.InLondon().Hour == 8 && r.FinishedAt.Value.LondonDate() == r.On);
    }

    [Fact]
    public async Task RunAsync_BeforeTheSchemesHour_WaitsForIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var worker = new TestWorker(database, new KeptChannel());
        worker.Due.Add(TestData.SomethingDue("a/1", scheme.Id, person: dee, about: dee));
        database.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 3, 7, 59, 0, TimeSpan.Zero));
        (await worker.CollectAsync()).ShouldBe(0);
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        (await worker.CollectAsync()).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task MineAsync_InHandOfSomebodyBehindAWall_IsDueForThemAlone(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var wes = await database.AddCoordinatorAsync(scheme, "Wes", "Tully");
        var ruth = await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor);
        await database.RaiseWallAsync(moira.PersonId, ruth);
        var worker = new TestWorker(database, new KeptChannel());
        worker.Due.Add(TestData.SomethingDue("heard", scheme.Id, hat: Hat.Coordinator, about: Due.Nobody) with { InHandOf = [ruth] });

        (await worker.MineAsync(moira)).Lines.ShouldHaveSingleItem();
        (await worker.MineAsync(wes)).Lines.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_AcrossAWall_NobodyIsToldAndNobodyIsShown(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var wes = await database.AddCoordinatorAsync(scheme, "Wes", "Tully");
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var ruth = await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor);
        await database.RaiseWallAsync(moira.PersonId, dee);
        await database.RaiseWallAsync(ruth, dee);
        var worker = new TestWorker(database, new KeptChannel());
        worker.Due.AddRange(
        [
            TestData.SomethingDue("about-dee", scheme.Id, hat: Hat.Coordinator, about: dee),
            TestData.SomethingDue("named", scheme.Id, person: ruth, about: dee),
            TestData.SomethingDue("not-said", scheme.Id, hat: Hat.Coordinator),
            TestData.SomethingDue("own", scheme.Id, person: ruth, about: ruth),
        ]);

        await worker.CollectAsync();

        (await database.RemindersAsync()).Select(r => (r.PersonId, r.DueKey)).ShouldBe(
            [(wes.PersonId, "about-dee"), (wes.PersonId, "not-said"), (ruth, "own")], ignoreOrder: true);
        (await worker.MineAsync(moira)).Lines.ShouldBeEmpty();
        (await worker.MineAsync(wes)).Lines.Single().Count.ShouldBe(2);
    }

    [Fact]
    public async Task RunAsync_HatsReachAndSchemes_AreAsOnPages()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (scheme, other) = (await database.AddSchemeAsync(), await database.AddSchemeAsync("Hillside"));
        var ruth = await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor);
        await database.AddCoordinatorAsync(other, "Wes", "Tully");
        var (dee, joe) = (await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor), await database.AddPersonAsync("Joe", "Pike", scheme.PeerMentor));
        await database.WriteAsync("supervisor-named", writing =>
        {
            writing.Context.RoleHoldings.Single(h => h.PersonId == dee).SuperviseBy(ruth);
            return new Done();
        });
        var worker = new TestWorker(database, new KeptChannel());
        worker.Due.AddRange(
        [
            TestData.SomethingDue("supervised", scheme.Id, hat: Hat.Supervisor, about: dee),
            TestData.SomethingDue("somebody-elses", scheme.Id, hat: Hat.Supervisor, about: joe),
            TestData.SomethingDue("colleague", scheme.Id, hat: Hat.StaffColleague, about: joe),
            TestData.SomethingDue("tomorrow", scheme.Id, person: dee, about: dee) with { On = new DateOnly(2026, 3, 3) },
        ]);
        await worker.CollectAsync();
        (await database.RemindersAsync()).Select(r => (r.PersonId, r.DueKey)).ShouldBe([(ruth, "supervised"), (ruth, "colleague")], ignoreOrder: true);

        var page = await worker.MineAsync(TestData.Viewer(ruth, Hat.Supervisor, scheme.Id));
        page.Lines.Count.ShouldBe(1);
        page.OtherHats.ShouldBe([(Hat.StaffColleague, 1)]);
    }

    [Fact]
    public async Task RunAsync_PeopleWhoAskedForNoContactDiedOrTurnedItOff_AreLeftAlone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var (quiet, died, off, dee) = (
            await database.AddPersonAsync("Ann", null, scheme.PeerMentor), await database.AddPersonAsync("Bea", null, scheme.PeerMentor),
            await database.AddPersonAsync("Cal", null, scheme.PeerMentor), await database.AddPersonAsync("Dee", null, scheme.PeerMentor));
        var person = await database.PersonAsync(quiet);
        (await database.DoAsync(moira, (ChangeContact change) => change.RunAsync(new ChangedContact(quiet, person.Version, null, true)))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(TestData.Viewer(off, Hat.PeerWorker, scheme.Id), (ChooseReminders choose) => choose.RunAsync(new ReminderChoices(false, false, null, 21, 7)))).Succeeded.ShouldBeTrue();
        await database.AddPersonAsync("Bea the second role", null, scheme.Mentee);
        await database.WriteAsync("role-ended", writing =>
        {
            writing.Context.Entry(writing.Context.RoleHoldings.Single(h => h.PersonId == died)).Property(nameof(RoleHolding.ExitReason)).CurrentValue = ExitReason.Died;
            return new Done();
        });
        var worker = new TestWorker(database, new KeptChannel());
        worker.Due.AddRange(new[] { quiet, died, off, dee }.Select(id => TestData.SomethingDue($"own/{id}", scheme.Id, person: id, about: id)));
        await worker.CollectAsync();
        (await database.RemindersAsync()).Select(r => r.PersonId).ShouldBe([dee]);
        (await worker.MineAsync(TestData.Viewer(off, Hat.PeerWorker, scheme.Id))).Lines.Count.ShouldBe(1, "the page shows it whatever was chosen about messages");

        // Turned on again, what is still due is told.
        (await database.DoAsync(TestData.Viewer(off, Hat.PeerWorker, scheme.Id), (ChooseReminders choose) => choose.RunAsync(new ReminderChoices(true, false, null, 21, 7)))).Succeeded.ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await worker.CollectAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_NotTheSystem_IsRefusedAndTheRecruitmentSourceIsAsked()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        (await database.DoAsync(moira, (CollectReminders collect) => collect.RunAsync())).Refusal.ShouldBeOfType<NotAllowed>();
        (await database.DoAsync(moira, (SendReminders send) => send.RunAsync())).Refusal.ShouldBeOfType<NotAllowed>();
        (await database.DoAsync(moira, (RunSweeps sweeps) => sweeps.RunAsync())).Refusal.ShouldBeOfType<NotAllowed>();

        var joe = await database.AddPersonAsync("Joe", "Pike", scheme.Mentee);
        await database.AddApplicationAsync(await database.AddWindowAsync(scheme, moira), TestData.Viewer(joe, Hat.Mentee, scheme.Id));
        database.Clock.Advance(TimeSpan.FromDays(15));
        var page = await database.AsAsync<ReminderQueries, DuePage>(moira, q => q.MineAsync());
        page.Lines.Single().ShouldBe(new DueLine("Somebody who applied waits for a talk", new DateOnly(2026, 3, 16), "/recruitment", 1));
    }
}
