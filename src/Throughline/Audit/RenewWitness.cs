using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Audit;

/// <summary>
/// Notes the end of the audit chain outside the database (<see cref="Witness"/>), once the chain still holds what was noted before: events that were cut
/// off are not forgotten by a newer note. Two or three small queries; part of the sweep, of a stop and of a backup, never of a save.
/// </summary>
public sealed class RenewWitness(ThroughlineContext context, Keyring keyring)
{
    /// <summary>Notes it. Background work only: any other viewer does not see the whole chain.</summary>
    /// <returns>False when the chain no longer holds what was noted, or does not hold its own end; the old note then stays.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation = default)
    {
        if (Witness.Read(keyring) is { } noted && !await HoldsAsync(noted, cancellation))
        {
            return false;
        }

        var head = await context.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == 1, cancellation);
        if (head is null or { Sequence: 0 })
        {
            return head is not null;
        }

        var end = new Witness(head.Sequence, head.Hash);
        if (!await HoldsAsync(end, cancellation))
        {
            return false;
        }

        // Another server may have noted a later end by now.
        if (!(Witness.Read(keyring)?.Sequence >= end.Sequence))
        {
            end.Write(keyring);
        }

        return true;
    }

    private async Task<bool> HoldsAsync(Witness witness, CancellationToken cancellation)
    {
        var hash = await context.AuditEvents.AsNoTracking().Where(e => e.Sequence == witness.Sequence).Select(e => e.Hash).SingleOrDefaultAsync(cancellation);
        return hash.AsSpan().SequenceEqual(witness.Hash);
    }
}
