using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Changes what was agreed, until both have said that it is so. The other is asked again.</summary>
public sealed class RewordSupervision(UnitOfWork unit)
{
    /// <summary>Changes it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody but the two, <see cref="Stale"/>, <see cref="SupervisionOver"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, string? agreed, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("supervision-reworded"), async writing =>
        {
            if (await writing.TakeSupervisionAsync(id, cancellation) is not { } supervision)
            {
                return new NotFound();
            }

            if (supervision.Version != version)
            {
                return new Stale();
            }

            if ((supervision.Reword(writing.Viewer.PersonId, writing.Today) ?? Check(agreed)) is { } refusal)
            {
                return refusal;
            }

            var note = await writing.Context.SupervisionNotes.SingleAsync(n => n.SupervisionId == id, cancellation);
            note.Reword(writing.Seal(supervision.PersonId, agreed!.Trim()), writing.Today);
            return new Done();
        }, cancellation);

    internal static Refusal? Check(string? agreed) => Typed.Required(agreed, SupervisionNote.AgreedMaxLength, "Agreed", "Enter what you agreed", "What you agreed");
}
