using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>The person takes back what they wrote for whoever decides: it is destroyed at once, like those whose time is up.</summary>
public sealed class TakeBackWords(UnitOfWork unit, Keyring keyring)
{
    /// <summary>Takes them back.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>.</returns>
    public async Task<Outcome<Done>> RunAsync(Guid caseId, int version, CancellationToken cancellation = default)
    {
        List<Guid> keys = [];
        var outcome = await unit.RunAsync<Done>(new Act("own-words-taken-back"), async writing =>
        {
            keys.Clear();
            var (found, refused) = await VettingTurn.TakeAsync(writing, caseId, version, own: true, cancellation);
            if (found is null)
            {
                return refused!;
            }

            foreach (var words in found.Words.Where(w => w.DestroyedAt is null))
            {
                words.Destroy(writing.Now);
                keys.Add(words.Id);
            }

            return new Done();
        }, cancellation);
        if (outcome.Succeeded)
        {
            keys.ForEach(keyring.Destroy);
        }

        return outcome;
    }
}
