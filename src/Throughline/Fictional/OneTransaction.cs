using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Fictional;

/// <summary>
/// Stands in for the database engine while the fictional service is written, so that some hundreds of use cases share one transaction: all of the
/// service is there or none of it, a killed start leaves an empty database, and the disk is waited for once.
/// </summary>
internal sealed class OneTransaction(IDatabaseEngine engine, ThroughlineContext outer, Ledger ledger) : IDatabaseEngine
{
    private readonly (DbConnection Connection, DbTransaction Transaction) raw = outer.Raw();
    private readonly DbContextOptions<ThroughlineContext> options = (DbContextOptions<ThroughlineContext>)outer.GetService<IDbContextOptions>();

    public string Name => engine.Name;

    public DbContextOptions<ThroughlineContext> ReaderOptions => options;

    public ThroughlineContext OpenReader(Viewer viewer)
    {
        var context = new ThroughlineContext(options, viewer);
        context.Database.AutoSavepointsEnabled = false;
        if (context.Database.GetDbConnection() != raw.Connection)
        {
            context.Database.SetDbConnection(raw.Connection);
        }

        context.Database.UseTransaction(raw.Transaction);
        return context;
    }

    // A refusal undoes nothing here: whoever fills the service stops at the first one, and the whole transaction goes.
    public async Task WriteAsync(WriteTurn turn, Viewer viewer, Func<ThroughlineContext, Task<bool>> work, CancellationToken cancellation = default)
    {
        await using var context = OpenReader(viewer);
        if (await work(context))
        {
            await ledger.AppendAsync(raw.Connection, raw.Transaction, context.Owed, cancellation);
        }
    }

    public async Task AppendAsync(AuditDraft draft, CancellationToken cancellation = default) =>
        await ledger.AppendAsync(raw.Connection, raw.Transaction, [draft], cancellation);

    public Task<int> InsertRowsAsync(
        ThroughlineContext context, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellation = default) =>
        engine.InsertRowsAsync(context, table, columns, rows, cancellation);

    public Task MigrateAsync(CancellationToken cancellation = default) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
