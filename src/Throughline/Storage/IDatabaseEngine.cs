using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Throughline.Audit;
using Throughline.Security;

namespace Throughline.Storage;

/// <summary>Whose turn a write is: people go before batches.</summary>
public enum WriteTurn
{
    /// <summary>Somebody is waiting for a page.</summary>
    Person,

    /// <summary>A slice of a long job, such as 500 rows of an import; waits until nobody else does.</summary>
    Batch,
}

/// <summary>
/// One of the two databases (SQLite, PostgreSQL): how contexts are opened, how writes take turns and become durable, and how many rows go in at once.
/// </summary>
public interface IDatabaseEngine : IAsyncDisposable
{
    /// <summary>"SQLite" or "PostgreSQL".</summary>
    string Name { get; }

    /// <summary>A context for reading on behalf of a viewer. It cannot save.</summary>
    ThroughlineContext OpenReader(Viewer viewer);

    /// <summary>The options of reading contexts, for creating them by other means.</summary>
    DbContextOptions<ThroughlineContext> ReaderOptions { get; }

    /// <summary>
    /// Whether several people have been saving at once since the last slice of a batch: the next slice is then to be a small one, for each of them
    /// waits while it runs. Always false where writes do not wait for each other.
    /// </summary>
    bool PeopleWait => false;

    /// <summary>
    /// Runs work in a write transaction and returns once it is durable. The work must be short and must not itself call this.
    /// It returns true to commit, with the events that its context owes the audit log, or false to undo everything it did.
    /// </summary>
    Task WriteAsync(WriteTurn turn, Viewer viewer, Func<ThroughlineContext, Task<bool>> work, CancellationToken cancellation = default);

    /// <summary>Appends one audit event by itself (a read trace, a sign-in) and returns once it is durable; many are committed together.</summary>
    Task AppendAsync(AuditDraft draft, CancellationToken cancellation = default);

    /// <summary>Inserts rows by the database's fastest way (prepared statement, COPY) inside a write.</summary>
    /// <param name="context">The context given to the write.</param>
    /// <param name="table">Table name.</param>
    /// <param name="columns">Column names.</param>
    /// <param name="rows">Values in the order of the columns: Guid, string, int, long, bool, byte[], DateTime (UTC), DateOnly or null.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <returns>How many rows went in.</returns>
    Task<int> InsertRowsAsync(ThroughlineContext context, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellation = default);

    /// <summary>Brings the schema up to date; does nothing when it is. Clears the lock that a migration killed half-way leaves behind.</summary>
    Task MigrateAsync(CancellationToken cancellation = default);
}

/// <summary>Helpers over a context's connection.</summary>
internal static class ContextConnection
{
    /// <summary>The connection and transaction that a writing context works on.</summary>
    public static (DbConnection Connection, DbTransaction Transaction) Raw(this ThroughlineContext context)
    {
        var transaction = context.Database.CurrentTransaction ?? throw new InvalidOperationException("This context is not writing.");
        return (context.Database.GetDbConnection(), transaction.GetDbTransaction());
    }
}
