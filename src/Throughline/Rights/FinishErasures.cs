using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Rights;

/// <summary>
/// Destroys the key of everybody whose record says that it was erased and whose key is still there: the server was stopped between the two.
/// Part of the sweep.
/// </summary>
public sealed class FinishErasures(ThroughlineContext context, Keyring keyring)
{
    /// <summary>Finishes them. Background work only: any other viewer sees nobody erased but themselves.</summary>
    /// <returns>How many keys it destroyed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var finished = 0;
        foreach (var id in await context.People.AsNoTracking().Where(p => p.ErasedAt != null).Select(p => p.Id).ToListAsync(cancellation))
        {
            if (!keyring.IsDestroyed(id))
            {
                keyring.Destroy(id);
                finished++;
            }
        }

        return finished;
    }
}
