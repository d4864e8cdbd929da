using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Audit;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Visibility;

/// <summary>A database that is only read: no writer, no traces. One connection, so one reader at a time.</summary>
public sealed class ReadOnlyEngine : IDatabaseEngine
{
    private readonly SqliteConnection connection;
    private readonly SqliteConnection empty;
    private readonly PreparedCommands prepared;

    public ReadOnlyEngine(string file)
    {
        connection = new SqliteConnection(Connection(file));
        connection.Open();
        using (var cache = connection.CreateCommand())
        {
            cache.CommandText = "PRAGMA cache_size = -32000; BEGIN"; // the file is locked once, not for each statement
            cache.ExecuteNonQuery();
        }

        // Each new context gives its connection the functions of Entity Framework anew, and SQLite then forgets every statement it has prepared: they
        // are given to an empty database instead, and once to the one that is read.
        new ThroughlineContext(new DbContextOptionsBuilder<ThroughlineContext>().UseSqlite(connection).Options, Viewer.System).Database.GetDbConnection();
        empty = new SqliteConnection("Data Source=:memory:");
        empty.Open();
        prepared = new PreparedCommands(connection);
        ReaderOptions = new DbContextOptionsBuilder<ThroughlineContext>().UseSqlite(empty).AddInterceptors(prepared).EnableThreadSafetyChecks(false).Options;
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
        await empty.DisposeAsync();
        await connection.DisposeAsync();
    }

    /// <summary>Begins to write down what is asked and answered.</summary>
    internal IReadOnlyList<Conversations.Exchange> Listen() => prepared.Listen();

    /// <summary>What this database answers to a statement: a hash of all its rows.</summary>
    internal string Answer(Conversations.Statement statement) => prepared.Answer(statement, null);

    /// <summary>The services of a viewer over this database.</summary>
    public static ServiceProvider Services(IDatabaseEngine engine, TestDatabase template)
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(template.Clock)
            .AddSingleton(template.Keyring)
            .AddSingleton(engine)
            .AddThroughline()
            .AddLogging();
        if (engine is ReadOnlyEngine)
        {
            // What is due in a database that is only read stays the same, and the system works it out alike whoever looks.
            services.AddSingleton(provider =>
            {
                IReadOnlyList<Due>? all = null;
                var scopes = provider.GetRequiredService<IServiceScopeFactory>();
                return new DueQueries(scopes, [async (_, today, cancellation) => all ??= await new DueQueries(scopes).AllAsync(today, cancellation)]);
            });
        }

        return services.BuildServiceProvider();
    }

    // Preparing a statement with all its filters takes several times as long as running it; a million of them are run here.
    private sealed class PreparedCommands(SqliteConnection connection) : DbCommandInterceptor, IDisposable
    {
        private readonly Dictionary<string, Stack<SqliteCommand>> idle = new(StringComparer.Ordinal);
        private readonly Dictionary<DbDataReader, SqliteCommand> busy = [];
        private readonly MemoryStream rows = new();
        private List<Conversations.Exchange> heard = [];

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
            rows.Dispose();
            foreach (var command in idle.Values.SelectMany(c => c).Concat(busy.Values))
            {
                command.Dispose();
            }
        }

        public IReadOnlyList<Conversations.Exchange> Listen() => heard = [];

        public string Answer(Conversations.Statement statement, List<string>? told)
        {
            var mine = Take(statement);
            rows.SetLength(0);
            using (var writer = new BinaryWriter(rows, Encoding.UTF8, leaveOpen: true))
            using (var reader = mine.ExecuteReader())
            {
                while (reader.Read())
                {
                    for (var i = 0; i < reader.FieldCount; i++)
                    {
                        Write(writer, reader, i, told);
                    }

                    writer.Write((byte)5);
                }
            }

            idle[statement.Text].Push(mine);
            return Convert.ToHexString(SHA256.HashData(rows.GetBuffer().AsSpan(0, (int)rows.Length)));
        }

        private static void Write(BinaryWriter writer, SqliteDataReader reader, int column, List<string>? told)
        {
            switch (reader.GetValue(column))
            {
                case long whole:
                    writer.Write((byte)1);
                    writer.Write(whole);
                    break;
                case string text:
                    writer.Write((byte)2);
                    writer.Write(text);
                    if (text.Length >= 36)
                    {
                        told?.Add(text);
                    }

                    break;
                case byte[] bytes:
                    writer.Write((byte)3);
                    writer.Write(bytes.Length);
                    writer.Write(bytes);
                    break;
                case double real:
                    writer.Write((byte)4);
                    writer.Write(real);
                    break;
                default:
                    writer.Write((byte)0);
                    break;
            }
        }

        private SqliteDataReader Run(DbCommand command)
        {
            var statement = new Conversations.Statement(command.CommandText, [.. command.Parameters.Cast<SqliteParameter>().Select(p => new Conversations.Value(p.ParameterName, p.SqliteType, p.Value))]);
            List<string> told = [];
            heard.Add(new Conversations.Exchange(statement, Answer(statement, told), told));
            var mine = Take(statement);
            var reader = mine.ExecuteReader();
            busy[reader] = mine;
            return reader;
        }

        private SqliteCommand Take(Conversations.Statement statement)
        {
            if (!idle.TryGetValue(statement.Text, out var free))
            {
                idle[statement.Text] = free = new();
            }

            if (!free.TryPop(out var mine))
            {
                mine = connection.CreateCommand();
                mine.CommandText = statement.Text;
                foreach (var value in statement.Values)
                {
                    mine.Parameters.Add(new SqliteParameter(value.Name, value.Type));
                }

                mine.Prepare();
            }

            for (var i = 0; i < statement.Values.Count; i++)
            {
                mine.Parameters[i].Value = statement.Values[i].Content;
            }

            return mine;
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
