using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Says, as the second person, whether a decision against somebody may be made. It needs no reason: the decision is still the first person's. Whoever does that work no longer answers nothing.</summary>
public sealed class AnswerSecondLook(UnitOfWork unit)
{
    /// <summary>Says so.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="LookAnswered"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, bool? agrees, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("second-person-answered"), async writing =>
        {
            var viewer = writing.Viewer.PersonId;
            if (await writing.Context.SecondLooks.SingleOrDefaultAsync(l => l.Id == id && l.ApproverId == viewer, cancellation) is not { } look
                || !await SecondPerson.StandsAsync(writing.Context, viewer, look.SchemeId, cancellation))
            {
                return new NotFound();
            }

            return look.Version != version ? new Stale()
                : agrees is not { } said ? new Invalid("Agrees", "Say whether you agree")
                : look.Answer(said, writing.Now) is { } refusal ? refusal : new Done();
        }, cancellation);
}
