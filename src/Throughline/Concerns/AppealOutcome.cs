using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Asks for somebody else to look again. Only the owner does.</summary>
public sealed class AppealOutcome(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-appealed"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            if (concern.PersonId != writing.Viewer.PersonId)
            {
                return new NotAllowed();
            }

            var days = (await new SettingQueries(writing.Context).ValuesAsync(concern.SchemeId, cancellation)).Whole(SettingKeys.ConcernsOutcomeDays);
            return (ConcernRules.CheckWords(words, "Words", "Enter what should be looked at again")
                ?? concern.Appeal(writing.Entry(concern, ConcernEntryKind.Appeal, words!), writing.Today.AddDays(days))) is { } refusal ? refusal : new Done();
        }, cancellation);
}
