using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Deletes one of the viewer's own messages that nobody else could read. No reason is asked, and nothing of it is kept.</summary>
public sealed class DeleteMessage(UnitOfWork unit)
{
    /// <summary>Deletes it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="MessageIsShared"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("message-deleted"), async writing =>
        {
            if (await writing.TakeMessageAsync(id, cancellation) is not { } message)
            {
                return new NotFound();
            }

            if (message.CheckDelete() is { } refusal)
            {
                return refusal;
            }

            writing.Context.Remove(message);
            writing.NoteDeleted(message.PersonId, nameof(ReceivedMessage), id);
            return new Done();
        }, cancellation);
}
