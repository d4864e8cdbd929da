using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Throughline.Storage;

/// <summary>Runs a command that a connection has run before by the statement that was prepared for it then.</summary>
internal sealed class PreparedStatements : DbCommandInterceptor
{
    // So many different commands are more than the busiest hat sends in a day; the statements of one are some tens of kilobytes.
    private const int MostKept = 200;

    private readonly ConditionalWeakTable<DbConnection, Dictionary<string, Statement>> kept = [];

    /// <inheritdoc />
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        Run(command) is { } reader ? InterceptionResult<DbDataReader>.SuppressWithResult(reader) : result;

    /// <inheritdoc />
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ReaderExecuting(command, eventData, result));

    /// <inheritdoc />
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
        Ready(command) is { } statement ? InterceptionResult<int>.SuppressWithResult(statement.Command.ExecuteNonQuery()) : result;

    /// <inheritdoc />
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

    private SqliteDataReader? Run(DbCommand asked) => Ready(asked) is { } statement ? statement.Reader = statement.Command.ExecuteReader() : null;

    // The statement with the values of this time; null while it is still being read.
    private Statement? Ready(DbCommand asked)
    {
        var connection = (SqliteConnection)asked.Connection!;
        var statements = kept.GetOrCreateValue(connection);
        if (!statements.TryGetValue(asked.CommandText, out var statement))
        {
            if (statements.Count >= MostKept)
            {
                foreach (var idle in statements.Where(s => !s.Value.IsRead).ToList())
                {
                    idle.Value.Command.Dispose();
                    statements.Remove(idle.Key);
                }
            }

            statement = statements[asked.CommandText] = new Statement(connection.CreateCommand());
            statement.Command.CommandText = asked.CommandText;
        }

        if (statement.IsRead)
        {
            return null;
        }

        var command = statement.Command;
        command.Transaction = (SqliteTransaction?)asked.Transaction;
        command.CommandTimeout = asked.CommandTimeout;
        command.Parameters.Clear();
        foreach (var parameter in asked.Parameters)
        {
            command.Parameters.Add((SqliteParameter)parameter);
        }

        return statement;
    }

    private sealed class Statement(SqliteCommand command)
    {
        public SqliteCommand Command { get; } = command;

        public SqliteDataReader? Reader { get; set; }

        public bool IsRead => Reader is { IsClosed: false };
    }
}
