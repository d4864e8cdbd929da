using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Takes something off the agenda again: whoever put it there can, until the day.</summary>
public sealed class TakeOffAgenda(UnitOfWork unit)
{
    /// <summary>Takes it off.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody but who put it there, <see cref="SupervisionOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int number, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("agenda-item-taken-off"), async writing =>
        {
            var viewer = writing.Viewer.PersonId;
            if (await writing.TakeSupervisionAsync(id, cancellation) is not { } supervision
                || await writing.Context.AgendaItems.FirstOrDefaultAsync(a => a.SupervisionId == id && a.Number == number && a.ById == viewer, cancellation) is not { } item)
            {
                return new NotFound();
            }

            if (supervision.State != SupervisionState.Planned)
            {
                return new SupervisionOver();
            }

            writing.Context.Remove(item);
            return new Done();
        }, cancellation);
}
