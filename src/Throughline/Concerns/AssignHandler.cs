using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Asks somebody to look into a concern, who then sees it as long as they do (rule 108). A voice lead asks; it may be themself.</summary>
public sealed class AssignHandler(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, Guid? handlerId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-handler-assigned"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            if (!writing.Sees(concern))
            {
                return new NotAllowed();
            }

            if (handlerId is not { } handler)
            {
                return new Invalid("HandlerId", "Choose who looks into it");
            }

            return !await (await writing.Context.HandlersAsync(concern, cancellation)).AnyAsync(p => p.Id == handler, cancellation) ? new NotThisHandler()
                : concern.Assign(handler) is { } refusal ? refusal : new Done();
        }, cancellation);
}
