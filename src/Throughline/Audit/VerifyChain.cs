using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Audit;

/// <summary>What checking the chain found.</summary>
/// <param name="Events">How many events were checked.</param>
/// <param name="FirstBad">The sequence number at which the chain first breaks; null when it is whole.</param>
/// <param name="Problem">What is wrong there, in words; null when it is whole.</param>
public sealed record ChainReport(long Events, long? FirstBad, string? Problem)
{
    /// <summary>True when no event was edited, removed, added or reordered.</summary>
    public bool Whole => FirstBad is null;
}

/// <summary>Checks every event of the audit chain against its hash, and the chain's end against its head and against what was noted outside the database (INV-208).</summary>
public sealed class VerifyChain(IDatabaseEngine engine, Ledger ledger, Keyring keyring)
{
    private const string PutBack = $"If you put a backup in the place of the database yourself, take {Witness.FileName} out of the keys folder and check again.";

    /// <summary>Reads the whole chain in order; a million events take seconds.</summary>
    public async Task<ChainReport> RunAsync(CancellationToken cancellation = default)
    {
        // Before the chain is looked at, which goes on growing.
        var witness = Witness.Read(keyring);
        await using var context = engine.OpenReader(Viewer.System);
        return await RunAsync(context, ledger, witness, cancellation);
    }

    /// <summary>The same over a context of its own, for checks without a running engine. The context must see everything.</summary>
    /// <param name="context">The database.</param>
    /// <param name="ledger">The ledger, which has the key.</param>
    /// <param name="witness">What was noted of the chain before; null where nothing was, or for a backup, which may be older.</param>
    /// <param name="cancellation">Stops between events.</param>
    public static async Task<ChainReport> RunAsync(ThroughlineContext context, Ledger ledger, Witness? witness = null, CancellationToken cancellation = default)
    {
        var head = await context.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == 1, cancellation);
        if (head is null)
        {
            return new ChainReport(0, 1, "The chain has no head.");
        }

        var previous = new byte[32];
        long count = 0;
        await foreach (var e in context.AuditEvents.AsNoTracking().Where(e => e.Sequence <= head.Sequence).OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            count++;
            if (e.Sequence != count)
            {
                return new ChainReport(count, count, $"Event {count} is missing.");
            }

            if (!ledger.Hash(previous, e).AsSpan().SequenceEqual(e.Hash))
            {
                return new ChainReport(count, count, $"Event {count} ({e.Name}, {e.At:O}) has been changed, or was not written by this system.");
            }

            if (witness is not null && e.Sequence == witness.Sequence && !e.Hash.AsSpan().SequenceEqual(witness.Hash))
            {
                return new ChainReport(count, count, $"Event {count} is not the one that was noted outside the database: the end of the chain was cut off, and others were written since. {PutBack}");
            }

            previous = e.Hash;
        }

        if (count != head.Sequence)
        {
            return new ChainReport(count, count + 1, $"The chain should have {head.Sequence} events; those after {count} are missing.");
        }

        if (!previous.AsSpan().SequenceEqual(head.Hash))
        {
            return new ChainReport(count, count, "The head of the chain does not match its last event.");
        }

        // Both in one statement: the service may be writing, and moves the head with every event.
        if (await context.AuditEvents.Where(e => e.Sequence > head.Sequence && !context.Set<AuditHead>().Any(h => h.Id == 1 && h.Sequence >= e.Sequence))
            .MinAsync(e => (long?)e.Sequence, cancellation) is { } beyond)
        {
            return new ChainReport(count, beyond, $"Event {beyond} lies beyond the head of the chain: the head was set back, or the event was not written by this system.");
        }

        return witness is null || witness.Sequence <= count
            ? new ChainReport(count, null, null)
            : new ChainReport(count, count + 1, $"The chain was noted outside the database to have {witness.Sequence} events; those after {count} are missing. {PutBack}");
    }
}
