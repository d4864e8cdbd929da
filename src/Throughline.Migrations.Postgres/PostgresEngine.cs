using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Throughline.Audit;
using Throughline.Security;

namespace Throughline.Storage;

/// <summary>PostgreSQL 15 or later. Writes run side by side; the head of the audit chain makes their last step take turns.</summary>
public sealed class PostgresEngine : IDatabaseEngine
{
    private readonly NpgsqlDataSource source;
    private readonly Ledger ledger;
    private readonly SemaphoreSlim waiting = new(0);
    private readonly Queue<(AuditDraft Draft, TaskCompletionSource Finished)> traces = new();
    private readonly Lock gate = new();
    private readonly Task loop;
    private bool stopping;

    /// <summary>Connects by a connection string; the database must exist.</summary>
    /// <param name="connectionString">An Npgsql connection string.</param>
    /// <param name="ledger">The audit ledger.</param>
    public PostgresEngine(string connectionString, Ledger ledger)
    {
        this.ledger = ledger;
        source = new NpgsqlDataSourceBuilder(connectionString).Build();
        ReaderOptions = new DbContextOptionsBuilder<ThroughlineContext>()
            .UseNpgsql(source, npgsql => npgsql.MigrationsAssembly(typeof(PostgresEngine).Assembly.GetName().Name))
            .Options;
        loop = Task.Run(LoopAsync);
    }

    /// <inheritdoc />
    public string Name => "PostgreSQL";

    /// <inheritdoc />
    public DbContextOptions<ThroughlineContext> ReaderOptions { get; }

    /// <inheritdoc />
    public ThroughlineContext OpenReader(Viewer viewer) => new(ReaderOptions, viewer);

    /// <inheritdoc />
    public async Task WriteAsync(WriteTurn turn, Viewer viewer, Func<ThroughlineContext, Task<bool>> work, CancellationToken cancellation = default)
    {
        await using var context = new ThroughlineContext(ReaderOptions, viewer);
        context.Database.AutoSavepointsEnabled = false;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        if (await work(context))
        {
            await ledger.AppendAsync(context.Database.GetDbConnection(), transaction.GetDbTransaction(), context.Owed, cancellation);
            ledger.BeforeCommit();
            await transaction.CommitAsync(CancellationToken.None);
        }
        else
        {
            await transaction.RollbackAsync(CancellationToken.None);
        }
    }

    /// <inheritdoc />
    public Task AppendAsync(AuditDraft draft, CancellationToken cancellation = default)
    {
        var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopping, this);
            traces.Enqueue((draft, finished));
        }

        waiting.Release();
        return finished.Task;
    }

    /// <inheritdoc />
    public async Task<int> InsertRowsAsync(
        ThroughlineContext context, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellation = default)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) FROM STDIN (FORMAT BINARY)", cancellation);
        var count = 0;
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            foreach (var value in row)
            {
                if (value is null)
                {
                    await copy.WriteNullAsync(cancellation);
                }
                else
                {
                    await copy.WriteAsync(value, cancellation);
                }
            }

            count++;
        }

        await copy.CompleteAsync(cancellation);
        return count;
    }

    /// <inheritdoc />
    public async Task MigrateAsync(CancellationToken cancellation = default)
    {
        await using var context = OpenReader(Viewer.System);
        if ((await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await context.Database.MigrateAsync(cancellation);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            stopping = true;
        }

        waiting.Release();
        await loop;
        waiting.Dispose();
        await source.DisposeAsync();
    }

    private async Task LoopAsync()
    {
        while (true)
        {
            await waiting.WaitAsync();
            List<(AuditDraft Draft, TaskCompletionSource Finished)> turn = [];
            lock (gate)
            {
                while (traces.TryDequeue(out var trace))
                {
                    turn.Add(trace);
                }

                if (turn.Count == 0)
                {
                    if (stopping)
                    {
                        return;
                    }

                    continue;
                }
            }

            try
            {
                await using var connection = await source.OpenConnectionAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                await ledger.AppendAsync(connection, transaction, [.. turn.Select(t => t.Draft)], CancellationToken.None);
                ledger.BeforeCommit();
                await transaction.CommitAsync();
                turn.ForEach(t => t.Finished.TrySetResult());
            }
            catch (Exception thrown)
            {
                turn.ForEach(t => t.Finished.TrySetException(thrown));
            }
        }
    }
}
