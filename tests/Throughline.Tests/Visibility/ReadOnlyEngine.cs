using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Visibility;

/// <summary>A database that is only read: no writer, no traces. One connection, so one reader at a time.</summary>
public sealed class ReadOnlyEngine : IDatabaseEngine
{
    private readonly SqliteConnection connection;
    private readonly PreparedCommands prepared;

    public ReadOnlyEngine(string file)
    {
        connection = new SqliteConnection(Connection(file));
        connection.Open();
        using (var cache = connection.CreateCommand())
        {
            cache.CommandText = "PRAGMA cache_size = -32000";
            cache.ExecuteNonQuery();
        }

        prepared = new PreparedCommands(connection);
        ReaderOptions = new DbContextOptionsBuilder<ThroughlineContext>().UseSqlite(connection).AddInterceptors(prepared).EnableThreadSafetyChecks(false).Options;
    }

    public string Name => "SQLite";

    public DbContextOptions<ThroughlineContext> ReaderOptions { get; }

    public static string Connection(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();

    public ThroughlineContext OpenReader(Viewer viewer) => new(ReaderOptions, viewer);

    public Task AppendAsync(AuditDraft draft, CancellationToken cancellation = default) => Task.CompletedTask;

    public Task WriteAsync(WriteTurn turn, Viewer viewer, Func<ThroughlineContext, Task<bool>> work, CancellationToken cancellation = default) =>
        throw new NotSupportedException("This database is only read.");

    public Task<int> InsertRowsAsync(ThroughlineContext context, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellation = default) =>
        throw new NotSupportedException("This database is only read.");

    public Task MigrateAsync(CancellationToken cancellation = default) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        prepared.Dispose();
        await connection.DisposeAsync();
    }

    /// <summary>The services of a viewer over this database.</summary>
    public static ServiceProvider Services(IDatabaseEngine engine, TestDatabase template) => new ServiceCollection()
        .AddSingleton<TimeProvider>(template.Clock)
        .AddSingleton(template.Keyring)
        .AddSingleton(engine)
        .AddThroughline()
        .AddLogging()
        .BuildServiceProvider();

    // Preparing a statement with all its filters takes several times as long as running it; a million of them are run here.
    private sealed class PreparedCommands(SqliteConnection connection) : DbCommandInterceptor, IDisposable
    {
        private readonly Dictionary<string, Stack<SqliteCommand>> idle = new(StringComparer.Ordinal);
        private readonly Dictionary<DbDataReader, SqliteCommand> busy = [];

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
            InterceptionResult<DbDataReader>.SuppressWithResult(Run(command));

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult<DbDataReader>.SuppressWithResult(Run(command)));

        public override InterceptionResult DataReaderClosing(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result) => Closing(eventData, result);

        public override ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result) =>
            ValueTask.FromResult(Closing(eventData, result));

        public void Dispose()
        {
            foreach (var command in idle.Values.SelectMany(c => c).Concat(busy.Values))
            {
                command.Dispose();
            }
        }

        private SqliteDataReader Run(DbCommand command)
        {
            if (!idle.TryGetValue(command.CommandText, out var free))
            {
                idle[command.CommandText] = free = new();
            }

            if (!free.TryPop(out var mine))
            {
                mine = connection.CreateCommand();
                mine.CommandText = command.CommandText;
                foreach (SqliteParameter parameter in command.Parameters)
                {
                    mine.Parameters.Add(new SqliteParameter(parameter.ParameterName, parameter.SqliteType));
                }

                mine.Prepare();
            }

            for (var i = 0; i < command.Parameters.Count; i++)
            {
                mine.Parameters[i].Value = command.Parameters[i].Value;
            }

            var reader = mine.ExecuteReader();
            busy[reader] = mine;
            return reader;
        }

        private InterceptionResult Closing(DataReaderClosingEventData eventData, InterceptionResult result)
        {
            if (busy.Remove(eventData.DataReader, out var mine))
            {
                // The reader goes before the next command is asked for: one reads here at a time.
                idle[mine.CommandText].Push(mine);
            }

            return result;
        }
    }
}
