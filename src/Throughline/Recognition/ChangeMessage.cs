using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Changes the words of one of the viewer's own messages, while nobody else has read them, and whether it may be counted.</summary>
public sealed class ChangeMessage(UnitOfWork unit)
{
    /// <summary>Changes them.</summary>
    /// <param name="id">The message.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="what">The words; blank for none. Null where they stay.</param>
    /// <param name="counts">Whether it may be counted; null where that stays.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="MessageIsShared"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, string? what, bool? counts, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("message-changed"), async writing =>
        {
            if (await writing.TakeMessageAsync(id, cancellation) is not { } message)
            {
                return new NotFound();
            }

            if (message.Version != version)
            {
                return new Stale();
            }

            if (what is not null && (ReceivedMessage.CheckWords(what) ?? message.Reword(writing.SealOptional(message.PersonId, what.Trim()))) is { } refusal)
            {
                return refusal;
            }

            if (counts is { } may)
            {
                message.Count(may);
            }

            writing.Note(message.PersonId, nameof(ReceivedMessage), id);
            return new Done();
        }, cancellation);
}
