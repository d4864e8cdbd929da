using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Security;

namespace Throughline.Testing;

/// <summary>A channel that keeps what it is given, and fails when told to.</summary>
public sealed class KeptChannel(ReminderChannel kind = ReminderChannel.Outbox) : IReminderChannel
{
    private readonly Lock gate = new();
    private readonly List<(string To, NeutralMessage Message)> sent = [];

    public ReminderChannel Kind => kind;

    public bool IsOn { get; set; } = true;

    /// <summary>What comes of the next tries.</summary>
    public SendResult Answer { get; set; } = SendResult.Accepted;

    /// <summary>Waited for before each answer: to have two senders at it at once.</summary>
    public Task Pause { get; set; } = Task.CompletedTask;

    public IReadOnlyList<(string To, NeutralMessage Message)> Sent
    {
        get
        {
            lock (gate)
            {
                return [.. sent];
            }
        }
    }

    public async Task<SendResult> SendAsync(string to, NeutralMessage message, CancellationToken cancellation)
    {
        await Pause;
        lock (gate)
        {
            if (Answer.Failure is null)
            {
                sent.Add((to, message));
            }
        }

        return Answer;
    }
}

/// <summary>The background work of one process, over what a test says is due.</summary>
public sealed class TestWorker(TestDatabase database, params IReminderChannel[] channels)
{
    public List<Due> Due { get; } = [];

    public ReminderRules Rules { get; } = new();

    public Task<int> CollectAsync() => database.AsAsync(Viewer.System, async services =>
        (await ActivatorUtilities.CreateInstance<CollectReminders>(services, Sources(services), channels).RunAsync()).Value);

    public Task<SendCounts> SendAsync() => database.AsAsync(Viewer.System, async services =>
        (await ActivatorUtilities.CreateInstance<SendReminders>(services, Sources(services), channels, Rules, new InstallationAddress(new Uri("https://hub.example"))).RunAsync()).Value);

    public Task<DuePage> MineAsync(Viewer viewer) => database.AsAsync(viewer, services =>
        ActivatorUtilities.CreateInstance<ReminderQueries>(services, Sources(services), channels).MineAsync());

    internal DueQueries Sources(IServiceProvider services) =>
        new(services.GetRequiredService<IServiceScopeFactory>(), [(_, _, _) => Task.FromResult<IReadOnlyList<Due>>([.. Due])]);
}

public static partial class TestData
{
    /// <summary>Something due since the start of March 2026, about one person.</summary>
    public static Due SomethingDue(string key, Guid scheme, Guid? person = null, Hat? hat = null, Guid? about = null, string path = "/recruitment") =>
        new(key, person, scheme, hat, new DateOnly(2026, 3, 1), "something-to-answer", path, about);

    /// <summary>A wall, put up directly.</summary>
    public static Task<Done> RaiseWallAsync(this TestDatabase database, Guid viewer, Guid subject) => database.WriteAsync("wall-raised", writing =>
    {
        writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), viewer, subject, writing.Now));
        return new Done();
    });

    /// <summary>Every reminder, the oldest first.</summary>
    public static async Task<IReadOnlyList<Reminder>> RemindersAsync(this TestDatabase database)
    {
        await using var context = database.Everything();
        return await context.Set<Reminder>().AsNoTracking().OrderBy(r => r.Id).ToListAsync();
    }

    /// <summary>Asks for the link that confirms an address.</summary>
    public static Task<Outcome<Done>> AskAsync(this TestDatabase database, Viewer viewer, KeptChannel channel) => database.AsAsync(viewer, services =>
        ActivatorUtilities.CreateInstance<AskToConfirmAddress>(services, new IReminderChannel[] { channel }, new InstallationAddress(new Uri("https://hub.example"))).RunAsync());

    /// <summary>The secret of the last link that a channel sent.</summary>
    public static string TokenOf(KeptChannel channel) => channel.Sent[^1].Message.Text.Split("/reminders/confirm/")[1].Split('\n')[0].Trim();

    /// <summary>Has somebody show that their address is theirs.</summary>
    public static async Task ConfirmAsync(this TestDatabase database, Guid personId, KeptChannel channel)
    {
        var viewer = Viewer(personId, Hat.PeerWorker);
        await database.AskAsync(viewer, channel);
        await database.DoAsync(viewer, (ConfirmAddress confirm) => confirm.RunAsync(TokenOf(channel)));
    }
}
