using Microsoft.Extensions.Options;
using Throughline.Reminders;
using Throughline.Web.Security;

namespace Throughline.Web.Reminders;

/// <summary>A message that would have gone.</summary>
public sealed record OutboxMessage(DateTimeOffset At, string To, NeutralMessage Message);

/// <summary>The development outbox: the last messages of this process, in memory.</summary>
public sealed class DevelopmentOutbox
{
    public const int Most = 200;

    private readonly Lock gate = new();
    private readonly LinkedList<OutboxMessage> messages = [];

    /// <summary>The messages, the newest first.</summary>
    public IReadOnlyList<OutboxMessage> Messages
    {
        get
        {
            lock (gate)
            {
                return [.. messages];
            }
        }
    }

    public void Add(OutboxMessage message)
    {
        lock (gate)
        {
            messages.AddFirst(message);
            if (messages.Count > Most)
            {
                messages.RemoveLast();
            }
        }
    }
}

/// <summary>Keeps messages where they can be read in the browser. On in the fictional service only.</summary>
public sealed class OutboxChannel(DevelopmentOutbox outbox, IOptions<ThroughlineSettings> settings, TimeProvider clock) : IReminderChannel
{
    public ReminderChannel Kind => ReminderChannel.Outbox;

    public bool IsOn => settings.Value.Fictional;

    public Task<SendResult> SendAsync(string to, NeutralMessage message, CancellationToken cancellation)
    {
        outbox.Add(new OutboxMessage(clock.Now(), to, message));
        return Task.FromResult(SendResult.Accepted);
    }
}
