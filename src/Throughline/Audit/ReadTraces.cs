using System.Text.Json;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Audit;

/// <summary>
/// Records that a person's sensitive record was opened, before it leaves (INV-200). The caller waits for the entry to be durable;
/// entries of many pages are committed together. If the entry cannot be written the read fails.
/// </summary>
public sealed class ReadTraces(IDatabaseEngine engine, CurrentViewer current, TimeProvider clock)
{
    /// <summary>Writes the trace and returns once it is durable.</summary>
    public Task RecordAsync(Opening opening, CancellationToken cancellation = default)
    {
        var viewer = current.Viewer;
        var details = JsonSerializer.Serialize(new ReadDetails(opening.What, opening.Purpose));
        return engine.AppendAsync(
            new AuditDraft(
                clock.Now(), viewer.PersonId == Guid.Empty ? null : viewer.PersonId, viewer.Hat, AuditKind.Read,
                "opened", opening.SubjectId, opening.RecordType, opening.RecordId, details),
            cancellation);
    }
}

/// <summary>The details of a read trace.</summary>
/// <param name="What">What was opened, in words for its subject.</param>
/// <param name="Purpose">Why.</param>
public sealed record ReadDetails(string What, string Purpose);
