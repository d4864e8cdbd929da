using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Throughline.Security;

namespace Throughline.Storage;

/// <summary>
/// The connections of reading contexts. A context takes one when it first asks something and gives it back when it ends, still open and with its
/// statements prepared. The library's own pool keeps the file open but forgets the statements, and to prepare one with its filters takes longer than
/// to run it.
/// </summary>
/// <param name="connectionString">How to open one more.</param>
/// <param name="pragmas">What each is told when it is opened.</param>
internal sealed class SqliteReaders(string connectionString, string pragmas) : DbConnectionInterceptor, IDisposable
{
    private const int MostIdle = 8;

    private readonly ConcurrentBag<Kept> idle = [];
    private bool stopping;

    /// <inheritdoc />
    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(idle.TryTake(out var connection) ? connection : Open());

    /// <inheritdoc />
    public override InterceptionResult ConnectionDisposing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => GiveBack(connection, result);

    /// <inheritdoc />
    public override ValueTask<InterceptionResult> ConnectionDisposingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        ValueTask.FromResult(GiveBack(connection, result));

    public void Dispose()
    {
        stopping = true;
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private Kept Open()
    {
        var connection = new Kept(connectionString);
        connection.Open();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
        }

        Prepare(connection);
        return connection;
    }

    /// <summary>Gives a connection the functions that EF Core's commands call. Done again for each context, it would make the connection forget its statements.</summary>
    public static void Prepare(SqliteConnection connection)
    {
        using var context = new ThroughlineContext(new DbContextOptionsBuilder<ThroughlineContext>().UseSqlite(connection).Options, Viewer.System);
        _ = context.Database.GetDbConnection();
    }

    private InterceptionResult GiveBack(DbConnection connection, InterceptionResult result)
    {
        if (stopping || idle.Count >= MostIdle)
        {
            return result;
        }

        idle.Add((Kept)connection);
        return InterceptionResult.Suppress();
    }

    /// <summary>Stays open when a context that ends closes it.</summary>
    private sealed class Kept(string connectionString) : SqliteConnection(connectionString)
    {
        private bool ending;

        public override void Close()
        {
            if (ending)
            {
                base.Close();
            }
        }

        protected override void Dispose(bool disposing)
        {
            ending = true;
            base.Dispose(disposing);
        }
    }
}
