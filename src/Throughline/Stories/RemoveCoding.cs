using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>Takes a mark off a passage: its coder, or the owner of the words. The audit log keeps that it was there.</summary>
public sealed class RemoveCoding(UnitOfWork unit)
{
    /// <summary>Removes it.</summary>
    /// <returns>Done; <see cref="NotFound"/> for anybody else, and for a coder with whom the story is no longer shared.</returns>
    public Task<Outcome<Done>> RunAsync(Guid codingId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("coding-removed"), async writing =>
        {
            var viewer = writing.Viewer.PersonId;
            var coding = await writing.Context.Codings.FirstOrDefaultAsync(c => c.Id == codingId && (c.PersonId == viewer || c.CoderId == viewer), cancellation);
            if (coding is null)
            {
                return new NotFound();
            }

            writing.Context.Remove(coding);
            return new Done();
        }, cancellation);
}
