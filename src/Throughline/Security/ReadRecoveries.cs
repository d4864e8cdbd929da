using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>The viewer says that they have read which recovery links were given out for them.</summary>
public sealed class ReadRecoveries(UnitOfWork unit, CurrentViewer current)
{
    /// <summary>Notes it. Nothing to read is no error.</summary>
    public Task<Outcome<Done>> RunAsync(CancellationToken cancellation = default) =>
        unit.RunAsAsync<Done>(current.Viewer, new Act("recoveries-read", Kind: AuditKind.SignIn), async writing =>
        {
            var viewer = writing.Viewer.PersonId;
            foreach (var recovery in await writing.Context.Recoveries.Where(r => r.PersonId == viewer && r.ReadAt == null).ToListAsync(cancellation))
            {
                recovery.Read(writing.Now);
            }

            return new Done();
        }, cancellation);
}
