using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Who is to hear an appeal.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="HearerId">Somebody other than the one who decided.</param>
public sealed record NamedHearer(Guid CaseId, int Version, Guid HearerId);

/// <summary>A coordinator names who hears an appeal: somebody who may decide, and did not decide before.</summary>
public sealed class NameAppealHearer(UnitOfWork unit)
{
    /// <summary>Names them.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="CannotDecide"/>,
    /// <see cref="HeardBySomebodyElse"/>, <see cref="VettingMoveNotOpen"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(NamedHearer input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("appeal-hearer-named"), async writing =>
        {
            var (found, refused) = await VettingTurn.RunAsync(writing, input.CaseId, input.Version, cancellation);
            if (found is null)
            {
                return refused!;
            }

            return (await VettingTurn.CheckDeciderAsync(writing, found.PersonId, found.SchemeId, input.HearerId, nameof(input.HearerId), cancellation)
                ?? found.NameHearer(input.HearerId)) is { } refusal ? refusal : new Done();
        }, cancellation);
}
