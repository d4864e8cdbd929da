using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>An appeal.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Words">Why it should be looked at again, in the person's words.</param>
public sealed record VettingAppeal(Guid CaseId, int Version, string? Words);

/// <summary>The person appeals against a refusal. Somebody else will look at it; only they can open these words, and they are destroyed afterwards.</summary>
public sealed class AppealVetting(UnitOfWork unit)
{
    /// <summary>Appeals.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="AppealTooLate"/>, <see cref="VettingMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(VettingAppeal input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("vetting-appealed"), async writing =>
        {
            var (found, refused) = await VettingTurn.TakeAsync(writing, input.CaseId, input.Version, own: true, cancellation);
            if (found is null)
            {
                return refused!;
            }

            if (PeopleRules.CheckText(nameof(input.Words), input.Words, "Enter why it should be looked at again", "Your words", VettingCase.TextMaxLength) is { } wrong)
            {
                return wrong;
            }

            if (found.AppealOn(writing.Today) is { } refusal)
            {
                return refusal;
            }

            OwnWords.Add(writing, found, VettingWordsKind.Appeal, input.Words!);
            return new Done();
        }, cancellation);
}
