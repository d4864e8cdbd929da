using System.Buffers.Text;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Throughline.People;
using Throughline.Security;

namespace Throughline.Benchmarks;

/// <summary>
/// Pages of the large service as a coordinator asks for them, each beside three floors measured in turns with it: the same page without a database,
/// the same rows read by plain ADO.NET with the very commands that the page sent, and as many bytes from the bare framework.
/// </summary>
internal static class PageCosts
{
    private const int AtOnce = 4;
    private const double Bar = 3.5;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var (rounds, times) = (options.Number(1, 7), options.Number(2, 300));
        await using var cell = await Cell.OpenAsync(options.Text(0), options.Postgres);
        await using var whole = await PageHost.StartAsync(cell, canned: false);
        await using var canned = await PageHost.StartAsync(cell, canned: true);
        await using var bare = await PageHost.StartBareAsync();
        using var visitor = new Visitor();
        var key = await SignInAsync(whole);
        string deep;
        await using (var context = cell.Engine.OpenReader(Viewer.System))
        {
            var half = await context.People.OrderBy(p => p.SortName).ThenBy(p => p.Id).Skip(await context.People.CountAsync() / 2).Select(p => new { p.SortName, p.Id }).FirstAsync();
            // As the list itself says where a page begins.
            deep = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{half.Id:N}{half.SortName}"));
        }

        Console.WriteLine($"{cell.Engine.Name}, {rounds} rounds of {times} requests, {AtOnce} at once, load {Options.Load} at the beginning");
        Console.WriteLine("| Page | bytes | commands | CPU | without a database | ratio | ADO.NET, same rows | bare framework | p50 | p95 | p99 | alone p50 |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        var missed = 0;
        foreach (var (name, path, held) in new[]
        {
            ("Throughline", $"/throughline/{LargeService.Memorable}", true),
            ("People, first page", "/people", true),
            ("People, half way", $"/people?after={Uri.EscapeDataString(deep)}", true),
            ("People, search", "/people?q=qui", true),
            ("Person", $"/people/{LargeService.Memorable}", true),
        }.Where(page => page.Item1.StartsWith(options.Text(3, ""), StringComparison.OrdinalIgnoreCase)))
        {
            var first = await visitor.AskAsync(whole.Address + path, key, 1, 1);
            if (first.Status != 200)
            {
                Console.WriteLine($"| {name} | answered {first.Status} | | | | | | | | | | |");
                missed++;
                continue;
            }

            var recorded = await Recorder.RecordAsync(() => visitor.AskAsync(whole.Address + path, key, 1, 1));
            if (options.Has("--commands"))
            {
                await ShowAsync(cell, options.Postgres, name, recorded);
                continue;
            }

            var small = $"{bare.Address}/{first.Bytes}";
            foreach (var warm in new[] { whole.Address + path, canned.Address + path, small })
            {
                await visitor.AskAsync(warm, key, times * 3, AtOnce);
            }

            var check = await visitor.AskAsync(canned.Address + path, key, 1, 1);
            if (check.Status != 200 || Math.Abs(check.Bytes - first.Bytes) > 200)
            {
                Console.WriteLine($"{name}: without a database it answered {check.Status} with {check.Bytes} bytes instead of {first.Bytes}");
                missed++;
                continue;
            }

            List<double> real = [], without = [], plain = [], framework = [], seen = [];
            for (var round = 0; round < rounds; round++)
            {
                without.Add(await CostAsync(times, async () => await visitor.AskAsync(canned.Address + path, key, times, AtOnce)));
                real.Add(await CostAsync(times, async () => seen.AddRange((await visitor.AskAsync(whole.Address + path, key, times, AtOnce)).Milliseconds)));
                plain.Add(await CostAsync(times, async () =>
                {
                    for (var n = 0; n < times; n++)
                    {
                        await Recorder.ReadAsync(cell, options.Postgres, recorded);
                    }
                }));
                framework.Add(await CostAsync(times, async () => await visitor.AskAsync(small, key, times, AtOnce)));
            }

            var alone = (await visitor.AskAsync(whole.Address + path, key, times, 1)).Milliseconds;
            var ratio = Percentiles.At(real, .5) / Percentiles.At(without, .5);
            missed += held && ratio > Bar ? 1 : 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {first.Bytes:N0} | {recorded.Count} | {Percentiles.At(real, .5):N2} ms | {Percentiles.At(without, .5):N2} ms | {ratio:N2} | {Percentiles.At(plain, .5):N2} ms | {Percentiles.At(framework, .5):N2} ms | {Percentiles.At(seen, .5):N1} ms | {Percentiles.At(seen, .95):N1} ms | {Percentiles.At(seen, .99):N1} ms | {Percentiles.At(alone, .5):N1} ms |"));
        }

        Console.WriteLine($"load {Options.Load} at the end");
        return missed == 0 ? 0 : 1;
    }

    private static async Task<string> SignInAsync(PageHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var opened = await scope.ServiceProvider.GetRequiredService<OpenSession>().RunAsync(new NewSession(LargeService.Coordinator, Hat.Coordinator, SignInMethod.Passkey));
        return opened.Succeeded ? opened.Value : throw new InvalidOperationException(opened.Refusal!.Sentence);
    }

    // Where the time of the commands goes, longest first.
    private static async Task ShowAsync(Cell cell, string? postgres, string page, List<RecordedCommand> commands)
    {
        Console.WriteLine($"## {page}");
        List<(double Cost, string Text)> found = [];
        foreach (var command in commands)
        {
            await Recorder.ReadAsync(cell, postgres, [command]);
            found.Add((await CostAsync(50, async () =>
            {
                for (var n = 0; n < 50; n++)
                {
                    await Recorder.ReadAsync(cell, postgres, [command]);
                }
            }), command.Text));
        }

        foreach (var (cost, text) in found.OrderByDescending(f => f.Cost))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cost:N2} ms\n{text}\n"));
        }
    }

    // Milliseconds of processor time for each of so many.
    private static async Task<double> CostAsync(int times, Func<Task> work)
    {
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        await work();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMilliseconds / times;
    }
}

/// <summary>A reading command as EF Core sent it.</summary>
internal sealed record RecordedCommand(string Text, IReadOnlyList<(string Name, object? Value)> Parameters);

/// <summary>Writes down the reading commands of one request, and sends them again without EF Core.</summary>
internal sealed class Recorder : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly Recorder One = new();
    private readonly List<RecordedCommand> commands = [];
    private readonly List<IDisposable> subscriptions = [];

    public static async Task<List<RecordedCommand>> RecordAsync(Func<Task> request)
    {
        One.commands.Clear();
        using (DiagnosticListener.AllListeners.Subscribe(One))
        {
            await request();
        }

        One.subscriptions.ForEach(s => s.Dispose());
        One.subscriptions.Clear();
        lock (One.commands)
        {
            return [.. One.commands];
        }
    }

    public static async Task ReadAsync(Cell cell, string? postgres, List<RecordedCommand> commands)
    {
        await using DbConnection connection = postgres is null
            ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(cell.Folder, "throughline.db"), Pooling = true }.ToString())
            : new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        foreach (var recorded in commands)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = recorded.Text;
            foreach (var (name, value) in recorded.Parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }

            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    _ = reader.GetValue(column);
                }
            }
        }
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener listener)
    {
        if (listener.Name == DbLoggerCategory.Name)
        {
            subscriptions.Add(listener.Subscribe(this));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> happened)
    {
        if (happened.Key == RelationalEventId.CommandExecuting.Name && happened.Value is CommandEventData { Command: var command }
            && (command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) || command.CommandText.StartsWith("WITH", StringComparison.Ordinal)))
        {
            lock (commands)
            {
                commands.Add(new RecordedCommand(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
            }
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
}
