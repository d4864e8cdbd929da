using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Lets whoever supervises the viewer in the message's scheme read it. They are told that something was shared, and nothing of what.</summary>
public sealed class ShareMessage(UnitOfWork unit)
{
    /// <summary>Shares it.</summary>
    /// <param name="id">The message.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="withId">Whom the form named.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="MessageIsShared"/>, <see cref="NobodyToShareWith"/>, <see cref="AnotherWouldRead"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, Guid? withId, CancellationToken cancellation = default) =>
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

            var (supervisor, changed) = await writing.Context.ShownSupervisorAsync(message.PersonId, message.SchemeId, withId, writing.Today, cancellation);
            if (supervisor is not { } with)
            {
                return changed!;
            }

            if (message.Share() is { } refusal)
            {
                return refusal;
            }

            writing.Context.Add(new MessageShare(message, with, writing.Today));
            return new Done();
        }, cancellation);
}
