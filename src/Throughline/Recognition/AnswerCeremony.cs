using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Says whether the viewer's name may stand at a ceremony. Either answer can be changed at any time, and nobody is told of a no.</summary>
public sealed class AnswerCeremony(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid ceremonyId, bool agreed, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("thanks-answered"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (await writing.Context.CeremonyPeople.FirstOrDefaultAsync(p => p.CeremonyId == ceremonyId && p.PersonId == own, cancellation) is not { } person)
            {
                return new NotFound();
            }

            person.Answer(agreed);
            return new Done();
        }, cancellation);
}
