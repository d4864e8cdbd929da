using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Tells the owner of a shared message that their supervisor has read it.</summary>
public sealed class SayMessageRead(UnitOfWork unit)
{
    /// <summary>Tells them.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for whoever it was not shared with.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("shared-message-read"), async writing =>
        {
            var viewer = writing.Viewer.PersonId;
            if (await writing.Context.MessageShares.FirstOrDefaultAsync(s => s.MessageId == id && s.WithId == viewer && s.PersonId != viewer, cancellation) is not { } share)
            {
                return new NotFound();
            }

            share.Read(writing.Today);
            return new Done();
        }, cancellation);
}
