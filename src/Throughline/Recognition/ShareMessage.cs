using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Lets whoever supervises the viewer in the message's scheme read it. They are told that something was shared, and nothing of what.</summary>
public sealed class ShareMessage(UnitOfWork unit)
{
    /// <summary>Shares it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="MessageIsShared"/>, <see cref="NobodyToShareWith"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("message-shared"), async writing =>
        {
            if (await writing.TakeMessageAsync(id, cancellation) is not { } message)
            {
                return new NotFound();
            }

            if (message.Version != version)
            {
                return new Stale();
            }

            if (await writing.Context.SupervisorAsync(message.PersonId, message.SchemeId, writing.Today, cancellation) is not { } supervisor)
            {
                return new NobodyToShareWith();
            }

            if (message.Share() is { } refusal)
            {
                return refusal;
            }

            writing.Context.Add(new MessageShare(message, supervisor, writing.Today));
            return new Done();
        }, cancellation);
}
