using System.Diagnostics;

namespace Throughline.Testing;

/// <summary>Counts the SQL commands that EF Core sends while something runs: <c>(await CommandCounter.CountAsync(() => …)).Commands</c>.</summary>
public sealed class CommandCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Executing = "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting";

    private static readonly AsyncLocal<Tally?> Current = new();
    private static readonly IDisposable Subscription = DiagnosticListener.AllListeners.Subscribe(new CommandCounter());

    private CommandCounter()
    {
    }

    /// <summary>Runs something and counts the commands sent from its own flow of control.</summary>
    public static async Task<(T Value, int Commands)> CountAsync<T>(Func<Task<T>> work)
    {
        GC.KeepAlive(Subscription);
        var tally = new Tally();
        Current.Value = tally;
        try
        {
            var value = await work();
            return (value, tally.Commands);
        }
        finally
        {
            Current.Value = null;
        }
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener listener)
    {
        if (listener.Name == "Microsoft.EntityFrameworkCore")
        {
            listener.Subscribe(this, (name, _, _) => name == Executing);
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> happened)
    {
        if (happened.Key == Executing && Current.Value is { } tally)
        {
            Interlocked.Increment(ref tally.Commands);
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }

    private sealed class Tally
    {
        public int Commands;
    }
}
