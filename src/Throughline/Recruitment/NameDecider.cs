using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Who is to decide, in place of the one who was named before.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="DeciderId">Who decides from now on.</param>
public sealed record NamedDecider(Guid CaseId, int Version, Guid DeciderId);

/// <summary>A coordinator names somebody else to decide, because the one before is away or may not. At once the one before can open nothing of it any more.</summary>
public sealed class NameDecider(UnitOfWork unit)
{
    /// <summary>Names them.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="CannotDecide"/>, <see cref="VettingMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(NamedDecider input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("decider-named"), async writing =>
        {
            var (found, refused) = await VettingTurn.RunAsync(writing, input.CaseId, input.Version, cancellation);
            if (found is null)
            {
                return refused!;
            }

            return (await VettingTurn.CheckDeciderAsync(writing, found.PersonId, found.SchemeId, input.DeciderId, nameof(input.DeciderId), cancellation)
                ?? found.NameDecider(input.DeciderId)) is { } refusal ? refusal : new Done();
        }, cancellation);
}
