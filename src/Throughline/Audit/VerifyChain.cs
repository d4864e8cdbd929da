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

/// <summary>Checks every event of the audit chain against its hash, and the chain's end against its head (INV-208).</summary>
public sealed class VerifyChain(IDatabaseEngine engine, Ledger ledger)
{
    /// <summary>Reads the whole chain in order; a million events take seconds.</summary>
    public async Task<ChainReport> RunAsync(CancellationToken cancellation = default)
    {
        await using var context = engine.OpenReader(Viewer.System);
        return await RunAsync(context, ledger, cancellation);
    }

    /// <summary>The same over a context of its own, for checks without a running engine. The context must see everything.</summary>
    public static async Task<ChainReport> RunAsync(ThroughlineContext context, Ledger ledger, CancellationToken cancellation = default)
    {
        var head = await context.Set<AuditHead>().AsNoTracking().SingleAsync(cancellation);
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

            previous = e.Hash;
        }

        if (count != head.Sequence)
        {
            return new ChainReport(count, count + 1, $"The chain should have {head.Sequence} events; those after {count} are missing.");
        }

        return previous.AsSpan().SequenceEqual(head.Hash)
            ? new ChainReport(count, null, null)
            : new ChainReport(count, count, "The head of the chain does not match its last event.");
    }
}
