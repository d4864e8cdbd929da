using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Puts something on the agenda that both see in full (INV-121). Whether it names somebody is said on the page, to whoever put it there (INV-142).</summary>
public sealed class PutOnAgenda(UnitOfWork unit)
{
    /// <summary>Puts it there.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody but the two, <see cref="SupervisionOver"/>, <see cref="AnotherSupervises"/>, <see cref="AgendaFull"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("agenda-item-added"), async writing =>
        {
            if (await writing.TakeSupervisionAsync(id, cancellation) is not { } supervision)
            {
                return new NotFound();
            }

            if (supervision.State != SupervisionState.Planned)
            {
                return new SupervisionOver();
            }

            if (await writing.CheckStillWithAsync(supervision, cancellation) is { } changed)
            {
                return changed;
            }

            if (Typed.Required(words, AgendaItem.WordsMaxLength, "Words", "Enter what you would like to talk about", "What you would like to talk about") is { } wrong)
            {
                return wrong;
            }

            var numbers = await writing.Context.AgendaItems.Where(a => a.SupervisionId == id).Select(a => a.Number).ToListAsync(cancellation);
            if (numbers.Count >= AgendaItem.Most)
            {
                return new AgendaFull();
            }

            writing.Context.Add(new AgendaItem(supervision, numbers.DefaultIfEmpty(0).Max() + 1, writing.Viewer.PersonId, writing.Seal(supervision.PersonId, words!.Trim()), writing.Today));
            return new Done();
        }, cancellation);
}
