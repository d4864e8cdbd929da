using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Security;

namespace Throughline.Storage;

/// <summary>
/// SQLite, with everything it must be told in one place: WAL, <c>synchronous=FULL</c>, <c>secure_delete=ON</c>, foreign keys,
/// <c>trusted_schema=OFF</c>, a busy timeout, <c>BEGIN IMMEDIATE</c> for every write. All writes of the process pass through one loop on one
/// connection: those waiting are run one after another, each in its savepoint, and made durable by one commit; a batch gets a turn only
/// after the people who were waiting.
/// </summary>
public sealed class SqliteEngine : IDatabaseEngine
{
    private const int MostInOneCommit = 64;
    private const int Several = 4;
    private const long MoveLogAtBytes = 1 << 20;
    private const long EmptyLogAtBytes = 256 << 20;
    private const string Pragmas = "PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA secure_delete=ON; PRAGMA synchronous=FULL;";

    private static readonly AsyncLocal<bool> InsideWrite = new();

    private readonly string connectionString;
    private readonly Ledger ledger;
    private readonly SqliteConnection writer;
    private readonly SqliteCommand begin;
    private readonly SqliteCommand keep;
    private readonly SqliteCommand undo;
    private readonly SqliteReaders readers;
    private readonly DbContextOptions<ThroughlineContext> writerOptions;
    private readonly Queue<Job> people = new();
    private readonly Queue<Job> batches = new();
    private readonly SemaphoreSlim waiting = new(0);
    private readonly Lock gate = new();
    private readonly Task loop;
    private readonly FileStream ownership;
    private Task moving = Task.CompletedTask;
    private volatile int lastTurn;
    private bool stopping;

    /// <summary>Opens (or creates) the database file and becomes its one writing process.</summary>
    /// <param name="path">The database file; its folder is made if missing.</param>
    /// <param name="ledger">The audit ledger.</param>
    /// <exception cref="DatabaseInUseException">Another process is writing to the file.</exception>
    public SqliteEngine(string path, Ledger ledger)
    {
        this.ledger = ledger;
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        ownership = Own(Path);
        connectionString = new SqliteConnectionStringBuilder { DataSource = Path, Pooling = true, ForeignKeys = true, DefaultTimeout = 30 }.ToString();
        readers = new SqliteReaders(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString(), Pragmas);
        ReaderOptions = Options(builder => builder.UseSqlite(connectionString, Configure).AddInterceptors(readers, new PreparedStatements()));
        writer = new SqliteConnection(connectionString);
        writer.Open();
        Execute(writer, "PRAGMA journal_mode=WAL;");
        Execute(writer, Pragmas + "PRAGMA wal_autocheckpoint=0;");
        SqliteReaders.Prepare(writer);
        (begin, keep, undo) = (Statement("SAVEPOINT job"), Statement("RELEASE job"), Statement("ROLLBACK TO job; RELEASE job"));
        writerOptions = Options(builder => builder.UseSqlite(connectionString, Configure).AddInterceptors(new PreparedStatements()));
        loop = Task.Factory.StartNew(LoopAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <inheritdoc />
    public string Name => "SQLite";

    /// <inheritdoc />
    public bool PeopleWait => lastTurn > Several;

    /// <inheritdoc />
    public DbContextOptions<ThroughlineContext> ReaderOptions { get; }

    /// <inheritdoc />
    public ThroughlineContext OpenReader(Viewer viewer) => new(ReaderOptions, viewer);

    /// <inheritdoc />
    public Task WriteAsync(WriteTurn turn, Viewer viewer, Func<ThroughlineContext, Task<bool>> work, CancellationToken cancellation = default)
    {
        if (InsideWrite.Value)
        {
            throw new InvalidOperationException("A write must not wait for another write: it would wait for itself.");
        }

        cancellation.ThrowIfCancellationRequested();
        var context = OpenWriter(viewer);
        return Enqueue(turn, new Job(async transaction =>
        {
            await using (context)
            {
                await context.Database.UseTransactionAsync(transaction, CancellationToken.None);
                return await work(context) ? context.Owed : null;
            }
        }));
    }

    /// <inheritdoc />
    public Task AppendAsync(AuditDraft draft, CancellationToken cancellation = default)
    {
        if (InsideWrite.Value)
        {
            throw new InvalidOperationException("Inside a write, open sealed text through the write: it is audited by its own event.");
        }

        return Enqueue(WriteTurn.Person, new Job(draft));
    }

    /// <inheritdoc />
    public async Task<int> InsertRowsAsync(
        ThroughlineContext context, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellation = default)
    {
        await using var command = writer.CreateCommand();
        command.Transaction = (SqliteTransaction)Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(context.Database.CurrentTransaction!);
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        var parameters = columns.Select((_, i) => command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" })).ToArray();
        var count = 0;
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = row[i] ?? DBNull.Value;
            }

            count += command.ExecuteNonQuery();
        }

        return count;
    }

    /// <inheritdoc />
    public async Task MigrateAsync(CancellationToken cancellation = default)
    {
        await using var context = OpenReader(Viewer.System);
        if (!(await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            return;
        }

        // A process killed while migrating leaves its lock row behind, and Migrate() would wait for it for ever.
        // This process is the only one that writes to the file, so a row that is there now belongs to nobody.
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        await context.Database.MigrateAsync(cancellation);
    }

    /// <summary>Takes the file for this process alone, as the writing process of a database does while it lives.</summary>
    /// <exception cref="DatabaseInUseException">Another process has it.</exception>
    public static FileStream Own(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.GetFullPath(path) + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new DatabaseInUseException(path);
        }
    }

    /// <summary>Options for only reading a database that another process may be writing to: for checks from the command line.</summary>
    public static DbContextOptions<ThroughlineContext> ReadOnlyOptions(string path) => Options(builder => builder.UseSqlite(
        new SqliteConnectionStringBuilder { DataSource = System.IO.Path.GetFullPath(path), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString(), Configure));

    /// <summary>Copies a live database into a new file, whole and consistent, while people go on working in another process or this one.</summary>
    /// <param name="path">The database.</param>
    /// <param name="target">The file to make; must not exist.</param>
    /// <exception cref="IOException">The target exists, or cannot be written.</exception>
    public static async Task BackupAsync(string path, string target)
    {
        if (!File.Exists(path))
        {
            throw new IOException($"There is no database at {path}.");
        }

        if (File.Exists(target))
        {
            throw new IOException($"There is already a file at {target}. Choose another name.");
        }

        var partial = target + ".partial";
        File.Delete(partial);
        await using (var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString()))
        {
            await source.OpenAsync();
            Execute(source, Pragmas);
            await using var command = source.CreateCommand();
            command.CommandText = "VACUUM INTO @target";
            command.Parameters.AddWithValue("@target", partial);
            await command.ExecuteNonQueryAsync();
        }

        using (var written = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
        {
            written.Flush(flushToDisk: true);
        }

        File.Move(partial, target);
    }

    /// <summary>Checks a database file: SQLite's own integrity check.</summary>
    /// <returns>Null when it is whole, otherwise what is wrong.</returns>
    public static string? Check(string path)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            var answer = (string?)command.ExecuteScalar();
            return answer == "ok" ? null : answer;
        }
        catch (SqliteException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>
    /// Checks that a file can take the place of the database: it is whole, one of Throughline's, not from a later version, and its audit chain was
    /// written with these keys and is whole too.
    /// </summary>
    /// <returns>Null when it can, otherwise what is wrong.</returns>
    public static async Task<string?> CheckBackupAsync(string path, Ledger ledger)
    {
        if (Check(path) is { } damaged)
        {
            return damaged;
        }

        try
        {
            await using var context = new ThroughlineContext(ReadOnlyOptions(path), Viewer.System);
            var known = context.Database.GetMigrations().ToList();
            var applied = (await context.Database.GetAppliedMigrationsAsync()).ToList();
            if (!applied.Contains(known[0]))
            {
                return "It holds no records of Throughline.";
            }

            if (applied.Except(known).Any())
            {
                return "It was made by a later version of Throughline.";
            }

            var report = await VerifyChain.RunAsync(context, ledger);
            return report.Whole ? null : $"Its audit chain is broken at event {report.FirstBad}, or was written with other keys. {report.Problem}";
        }
        catch (SqliteException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>Moves everything from the write-ahead log into the database file and empties the log, so that erased words are in neither.</summary>
    public Task CheckpointAsync() => Enqueue(WriteTurn.Person, Job.Alone(() =>
    {
        // While another connection moves the log along, SQLite says that it is busy and leaves the log as it is.
        Task.WaitAny(moving);
        Execute(writer, "PRAGMA wal_checkpoint(TRUNCATE);");
    }));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            stopping = true;
        }

        waiting.Release();
        await loop;
        await moving;
        foreach (var statement in new[] { begin, keep, undo })
        {
            await statement.DisposeAsync();
        }

        await writer.DisposeAsync();
        readers.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(connectionString));
        waiting.Dispose();
        await ownership.DisposeAsync();
    }

    // Setting a context up costs a tenth of a save, so whoever waits does it, not the loop that everybody waits for.
    private ThroughlineContext OpenWriter(Viewer viewer)
    {
        var context = new ThroughlineContext(writerOptions, viewer);
        context.Database.AutoSavepointsEnabled = false;
        context.Database.SetDbConnection(writer);
        return context;
    }

    private Task Enqueue(WriteTurn turn, Job job)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopping, this);
            (turn == WriteTurn.Person ? people : batches).Enqueue(job);
        }

        waiting.Release();
        return job.Finished.Task;
    }

    private async Task LoopAsync()
    {
        InsideWrite.Value = true;
        while (true)
        {
            await waiting.WaitAsync();
            List<Job> turn = [];
            Job? batch = null;
            lock (gate)
            {
                while (turn.Count < MostInOneCommit && people.TryDequeue(out var job))
                {
                    turn.Add(job);
                }

                if (turn.Count == 0 && !batches.TryDequeue(out batch))
                {
                    if (stopping)
                    {
                        return;
                    }

                    continue;
                }
            }

            lastTurn = turn.Count;
            if (turn.Count > 0)
            {
                foreach (var alone in turn.Where(j => j.Solo is not null).ToList())
                {
                    turn.Remove(alone);
                    alone.RunSolo();
                }

                await CommitAsync(turn);
                lock (gate)
                {
                    batches.TryDequeue(out batch);
                }
            }

            if (batch is not null)
            {
                await CommitAsync([batch]);
            }
        }
    }

    private async Task CommitAsync(List<Job> jobs)
    {
        if (jobs.Count == 0)
        {
            return;
        }

        List<(Job Job, Exception? Failure)> answers = [];
        try
        {
            await using var transaction = writer.BeginTransaction(deferred: false);
            // The events of a turn go to the log together: its head is read and written once for all of them.
            List<AuditDraft> events = [];
            foreach (var job in jobs)
            {
                if (job.Trace is { } trace)
                {
                    events.Add(trace);
                    answers.Add((job, null));
                    continue;
                }

                Execute(begin, transaction);
                Exception? failure = null;
                IReadOnlyList<AuditDraft>? owed = null;
                try
                {
                    owed = await job.Work!(transaction);
                }
                catch (Exception thrown)
                {
                    failure = thrown;
                }

                Execute(owed is null ? undo : keep, transaction);
                events.AddRange(owed ?? []);
                answers.Add((job, failure));
            }

            await ledger.AppendAsync(writer, transaction, events, CancellationToken.None);
            ledger.BeforeCommit();
            await transaction.CommitAsync();
            MoveLogAlong();
        }
        catch (Exception thrown)
        {
            // Nothing of this turn was kept, so nobody is told that it was.
            foreach (var job in jobs)
            {
                job.Finished.TrySetException(thrown);
            }

            return;
        }

        foreach (var (job, failure) in answers)
        {
            if (failure is null)
            {
                job.Finished.TrySetResult();
            }
            else
            {
                job.Finished.TrySetException(failure);
            }
        }
    }

    // SQLite would copy the log into the file inside somebody's commit and make them wait for it; another connection does it beside the writer.
    private void MoveLogAlong()
    {
        if (!moving.IsCompleted || !File.Exists(Path + "-wal") || new FileInfo(Path + "-wal").Length < MoveLogAtBytes)
        {
            return;
        }

        if (new FileInfo(Path + "-wal").Length > EmptyLogAtBytes)
        {
            Execute(writer, "PRAGMA wal_checkpoint(RESTART);");
            return;
        }

        moving = Task.Run(() =>
        {
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            Execute(connection, Pragmas);
            Execute(connection, "PRAGMA wal_checkpoint(PASSIVE);");
        });
    }

    private static DbContextOptions<ThroughlineContext> Options(Action<DbContextOptionsBuilder> provider)
    {
        var builder = new DbContextOptionsBuilder<ThroughlineContext>();
        provider(builder);
        return builder.Options;
    }

    private static void Configure(Microsoft.EntityFrameworkCore.Infrastructure.SqliteDbContextOptionsBuilder builder) =>
        builder.MigrationsAssembly(typeof(SqliteEngine).Assembly.GetName().Name)
            // A list goes as one parameter: spread over one for each member, every command would be written anew each time, for the filters hold one.
            .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static void Execute(SqliteCommand statement, SqliteTransaction transaction)
    {
        statement.Transaction = transaction;
        statement.ExecuteNonQuery();
    }

    // Prepared once; text that is run for every save would be read anew each time.
    private SqliteCommand Statement(string text)
    {
        var command = writer.CreateCommand();
        command.CommandText = text;
        return command;
    }

    private sealed class Job
    {
        public Job(Func<SqliteTransaction, Task<IReadOnlyList<AuditDraft>?>> work) => Work = work;

        public Job(AuditDraft trace) => Trace = trace;

        private Job(Action solo) => Solo = solo;

        /// <summary>Does the work: what it owes the audit log, or null when nothing of it is to be kept.</summary>
        public Func<SqliteTransaction, Task<IReadOnlyList<AuditDraft>?>>? Work { get; }

        public AuditDraft? Trace { get; }

        public Action? Solo { get; }

        public TaskCompletionSource Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static Job Alone(Action solo) => new(solo);

        public void RunSolo()
        {
            try
            {
                Solo!();
                Finished.TrySetResult();
            }
            catch (Exception thrown)
            {
                Finished.TrySetException(thrown);
            }
        }
    }
}

/// <summary>The database belongs to another process that is running.</summary>
/// <param name="path">The database file.</param>
public sealed class DatabaseInUseException(string path)
    : IOException($"Throughline is already running on {path}. Stop it first, or give this one another database.");
