using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Rights;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Reminders;

public sealed class SendRemindersTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_SeveralThings_GoAsOneMessageADay(string provider)
    {
        await using var scene = await SceneAsync(provider, "a/1", "a/2", "a/3");
        (await scene.Worker.SendAsync()).ShouldBe(new SendCounts(1, 0, 0));
        var message = scene.Channel.Sent.Single().Message;
        message.Text.ShouldStartWith("There are 3 things for you to look at.");
        (await scene.Worker.SendAsync()).ShouldBe(default);
        (await scene.Database.RemindersAsync()).ShouldAllBe(r => r.State == ReminderState.Sent);

        // What becomes due later in the day waits for tomorrow's message.
        scene.Worker.Due.Add(TestData.SomethingDue("a/4", scene.Scheme, person: scene.Dee, about: scene.Dee));
        var later = scene.Database.Clock.GetUtcNow().AddDays(1);
        scene.Database.Clock.SetUtcNow(later);
        await scene.Worker.CollectAsync();
        (await scene.Worker.SendAsync()).Sent.ShouldBe(1);
        scene.Channel.Sent[^1].Message.Text.ShouldStartWith("There is something for you to look at.");
        scene.Channel.Sent[^1].Message.Id.ShouldNotBe(message.Id);

        var trace = await scene.Database.AsAsync<MyRecordQueries, TracePage>(TestData.Viewer(scene.Dee, Hat.PeerWorker, scene.Scheme), q => q.TraceAsync());
        trace.Lines.Count(l => l.Did == "Sent you a message that something waits").ShouldBe(2);
        (await scene.Database.AsAsync<VerifyChain, ChainReport>(Viewer.System, verify => verify.RunAsync())).Whole.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_ManyProcessesAtOnce_SendOnce(string provider)
    {
        await using var scene = await SceneAsync(provider, "a/1", "a/2");
        var gate = new TaskCompletionSource();
        scene.Channel.Pause = gate.Task;
        var others = Enumerable.Range(0, 5).Select(_ => Task.Run(scene.Worker.SendAsync)).ToList();
        // All but the one that has the turn come back with nothing.
        while (others.Count(o => o.IsCompleted) < 4)
        {
            await Task.WhenAny(others.Where(o => !o.IsCompleted));
        }

        gate.SetResult();
        (await Task.WhenAll(others)).Sum(c => c.Sent).ShouldBe(1);
        scene.Channel.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_ProcessDiedWhileSending_AnotherSendsUnderTheSameIdWhenTheLeaseHasRunOut(string provider)
    {
        await using var scene = await SceneAsync(provider, "a/1");
        var turn = await TurnAsync(scene);
        await scene.Database.AsAsync<UnitOfWork, Outcome<bool>>(Viewer.System, unit => unit.RunAsync<bool>(
            new Act("reminder-turn-taken"), async writing => await ReminderTurn.TakeAsync(writing, turn.Id, writing.NewId(), TimeSpan.FromMinutes(5), default)));
        (await scene.Worker.SendAsync()).ShouldBe(default);
        scene.Database.Clock.Advance(TimeSpan.FromMinutes(5));
        (await scene.Worker.SendAsync()).Sent.ShouldBe(1);
        scene.Channel.Sent.Single().Message.Id.ShouldBe($"{turn.Id:N}.20260302");
    }

    [Fact]
    public async Task RunAsync_ServerSaysNotNow_TriesAgainLaterAndLaterAndThenGivesUp()
    {
        await using var scene = await SceneAsync("SQLite", "a/1");
        scene.Channel.Answer = SendResult.NotNow("smtp-451");
        scene.Worker.Rules.MostAttempts = 3;
        (await scene.Worker.SendAsync()).Failed.ShouldBe(1);
        (await scene.Worker.SendAsync()).ShouldBe(default, "not before its time");
        (await scene.Database.RemindersAsync()).Single().Failure.ShouldBe("smtp-451");
        scene.Database.Clock.Advance(TimeSpan.FromMinutes(5));
        (await scene.Worker.SendAsync()).Failed.ShouldBe(1);
        scene.Database.Clock.Advance(TimeSpan.FromMinutes(10));
        (await scene.Worker.SendAsync()).Failed.ShouldBe(1);
        var reminder = (await scene.Database.RemindersAsync()).Single();
        (reminder.State, reminder.Attempts).ShouldBe((ReminderState.GivenUp, 3));

        // Another thing is another try.
        scene.Channel.Answer = SendResult.Accepted;
        scene.Worker.Due.Add(TestData.SomethingDue("a/2", scene.Scheme, person: scene.Dee, about: scene.Dee));
        scene.Database.Clock.Advance(TimeSpan.FromDays(1));
        await scene.Worker.CollectAsync();
        (await scene.Worker.SendAsync()).Sent.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_DoneMeanwhileOrWalledMeanwhile_IsNotSent()
    {
        await using var scene = await SceneAsync("SQLite", "a/1");
        var moira = await scene.Database.AddCoordinatorAsync(new TestScheme(scene.Scheme, null!, null!, null!, scene.Coordinator));
        scene.Worker.Due.Add(TestData.SomethingDue("c/1", scene.Scheme, hat: Hat.Coordinator, about: scene.Dee));
        scene.Database.Clock.Advance(TimeSpan.FromDays(1));
        await scene.Worker.CollectAsync();
        await scene.Database.RaiseWallAsync(moira.PersonId, scene.Dee);
        scene.Worker.Due.RemoveAll(d => d.Key == "a/1");

        (await scene.Worker.SendAsync()).ShouldBe(new SendCounts(0, 0, 2));
        scene.Channel.Sent.ShouldBeEmpty();
        (await scene.Database.RemindersAsync()).ShouldAllBe(r => r.State == ReminderState.NoLongerNeeded);

        // Due again under the same key: told.
        scene.Worker.Due.Add(TestData.SomethingDue("a/1", scene.Scheme, person: scene.Dee, about: scene.Dee));
        scene.Database.Clock.Advance(TimeSpan.FromDays(1));
        (await scene.Worker.CollectAsync()).ShouldBe(1);
        (await scene.Worker.SendAsync()).Sent.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_InQuietHours_WaitsForTheirEnd()
    {
        await using var scene = await SceneAsync("SQLite", "a/1");
        var dee = TestData.Viewer(scene.Dee, Hat.PeerWorker, scene.Scheme);
        await scene.Database.DoAsync(dee, (ChooseReminders choose) => choose.RunAsync(new ReminderChoices(true, false, null, 9, 17)));
        (await scene.Worker.SendAsync()).ShouldBe(default);
        (await scene.Database.RemindersAsync()).Single().NextTryAt.ShouldBe(new DateTimeOffset(2026, 3, 2, 17, 0, 0, TimeSpan.Zero));
        scene.Database.Clock.Advance(TimeSpan.FromHours(7));
        (await scene.Worker.SendAsync()).Sent.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_ChannelOff_WhatWaitsGoesOnWaiting()
    {
        await using var scene = await SceneAsync("SQLite", "a/1");
        scene.Channel.IsOn = false;
        (await scene.Worker.SendAsync()).ShouldBe(default);
        (await scene.Database.RemindersAsync()).Single().State.ShouldBe(ReminderState.Waiting);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_Email_GoesToAConfirmedAddressOfAnOpenAccountOnly(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var people = new[] { await database.AddPersonAsync("Ann", null, scheme.PeerMentor), await database.AddPersonAsync("Bea", null, scheme.PeerMentor), await database.AddPersonAsync("Cal", null, scheme.PeerMentor) };
        var channel = new KeptChannel(ReminderChannel.Email);
        foreach (var person in people)
        {
            await database.AddAccountAsync(person);
        }

        await database.ConfirmAsync(people[0], channel);
        await database.ConfirmAsync(people[1], channel);
        var worker = new TestWorker(database, channel);
        worker.Due.AddRange(people.Select(p => TestData.SomethingDue($"own/{p}", scheme.Id, person: p, about: p)));
        (await worker.CollectAsync()).ShouldBe(2);
        await database.WriteAsync("account-closed", writing =>
        {
            writing.Context.Accounts.Single(a => a.PersonId == people[1]).Close(people[0], writing.Seal(people[1], "No longer here"), writing.Now);
            return new Done();
        });
        (await worker.SendAsync()).ShouldBe(new SendCounts(1, 0, 1));
        channel.Sent[^1].To.ShouldBe($"{people[0]:N}@example.org");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task ErasePerson_WithReminders_TakesThemAndNothingIsSent(string provider)
    {
        await using var scene = await SceneAsync(provider, "a/1");
        await scene.Database.DoAsync(TestData.Viewer(scene.Dee, Hat.PeerWorker, scene.Scheme), (ChooseReminders choose) =>
            choose.RunAsync(new ReminderChoices(true, true, "07700 900457", 21, 7)));
        (await scene.Database.DoAsync(Viewer.System, (ErasePerson erase) => erase.RunAsync(scene.Dee, "She asked us to erase what we hold, in writing."))).Succeeded.ShouldBeTrue();
        (await scene.Database.RemindersAsync()).ShouldBeEmpty();
        await using var context = scene.Database.Everything();
        (await context.ReminderTurns.CountAsync()).ShouldBe(0);
        (await context.ReminderChoices.CountAsync()).ShouldBe(0);
        scene.Database.Clock.Advance(TimeSpan.FromDays(1));
        (await scene.Worker.CollectAsync()).ShouldBe(0);
        (await scene.Worker.SendAsync()).ShouldBe(default);
    }

    private static async Task<Scene> SceneAsync(string provider, params string[] keys)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var channel = new KeptChannel();
        var worker = new TestWorker(database, channel);
        worker.Due.AddRange(keys.Select(key => TestData.SomethingDue(key, scheme.Id, person: dee, about: dee)));
        await worker.CollectAsync();
        return new Scene(database, scheme.Id, scheme.Coordinator, dee, channel, worker);
    }

    private static async Task<ReminderTurn> TurnAsync(Scene scene)
    {
        await using var context = scene.Database.Everything();
        return await context.ReminderTurns.AsNoTracking().SingleAsync();
    }

    private sealed record Scene(TestDatabase Database, Guid Scheme, RoleDefinition Coordinator, Guid Dee, KeptChannel Channel, TestWorker Worker) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
