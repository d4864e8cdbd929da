using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Throughline.Importing;
using Throughline.People;
using Throughline.Security;

namespace Throughline.Benchmarks;

/// <summary>A spreadsheet of so many people through the whole import, beside the same rows put in by plain prepared statements into an empty copy of the tables.</summary>
internal static class ImportOfRows
{
    private const int InOneCommit = 500;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var rows = options.Number(1, 10_000);
        var folder = Path.Combine(options.Text(0), $"import-{rows}");
        if (Directory.Exists(folder))
        {
            Console.WriteLine("There is an import of that size in this folder already. Give an empty folder.");
            return 1;
        }

        await using (var cell = await Cell.OpenAsync(folder))
        {
            var role = await cell.SetUpAsync();
            var coordinator = new Viewer((await SavesUnderImport.SaveAsync(cell, role, 0, 0)).Value, Hat.Coordinator, [role.SchemeId]);
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            var run = await ReadAsync(cell, coordinator, role, rows);
            var read = clock.Elapsed;
            await CheckAsync(cell, coordinator, run);
            var check = clock.Elapsed - read;
            await BringInAsync(cell, coordinator, run);
            var bring = clock.Elapsed - read - check;
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{rows:N0} rows: read and kept in {read.TotalSeconds:N1} s, checked in {check.TotalSeconds:N1} s, brought in in {bring.TotalSeconds:N1} s, together {clock.Elapsed.TotalSeconds:N1} s; processor time {cpu.TotalSeconds:N1} s (load {Options.Load})"));
        }

        var (took, used, inserted) = await FloorAsync(folder);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"floor: the {inserted:N0} rows of the four tables by prepared statements, {InOneCommit} to a commit, in {took.TotalSeconds:N1} s; processor time {used.TotalSeconds:N1} s (load {Options.Load})"));
        return 0;
    }

    /// <summary>Reads a file of so many people as the page does, and says what its columns mean.</summary>
    public static async Task<Guid> ReadAsync(Cell cell, Viewer coordinator, RoleDefinition role, int rows)
    {
        var text = new StringBuilder("Reference,First name,Family name,Started,Ended\n");
        for (var n = 0; n < rows; n++)
        {
            var from = new DateOnly(2022, 1, 3).AddDays(n % 700);
            text.Append(CultureInfo.InvariantCulture, $"X{n:D6},Imported {n % 971},Person {n},{from:d/M/yyyy},{(n % 3 == 0 ? from.AddDays(120).ToString("d/M/yyyy", CultureInfo.InvariantCulture) : "")}\n");
        }

        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        var run = await cell.AsAsync<ReadImportFile, Outcome<Guid>>(coordinator, read => read.RunAsync(role.SchemeId, file, "people.csv"));
        var named = await cell.AsAsync<NameImportColumns, Outcome<Done>>(coordinator, name => name.RunAsync(
            run.Value, [ImportField.Reference, ImportField.PreferredName, ImportField.FamilyName, ImportField.From, ImportField.To], role.Id));
        return named.Succeeded ? run.Value : throw new InvalidOperationException(named.Refusal!.Sentence);
    }

    public static Task CheckAsync(Cell cell, Viewer coordinator, Guid run) => cell.AsAsync<RunImport, Outcome<Done>>(coordinator, import => import.RunAsync(run));

    public static async Task BringInAsync(Cell cell, Viewer coordinator, Guid run)
    {
        var sent = await cell.AsAsync<BringInImport, Outcome<Done>>(coordinator, bring => bring.RunAsync(run));
        if (!sent.Succeeded)
        {
            throw new InvalidOperationException(sent.Refusal!.Sentence);
        }

        await cell.AsAsync<RunImport, Outcome<Done>>(coordinator, import => import.RunAsync(run));
        await using var context = cell.Engine.OpenReader(Viewer.System);
        if (await context.ImportRuns.Where(r => r.Id == run).Select(r => r.State).SingleAsync() is var state && state != ImportState.Done)
        {
            throw new InvalidOperationException($"The import ended as {state}.");
        }
    }

    private static async Task<(TimeSpan Took, TimeSpan Used, int Rows)> FloorAsync(string folder)
    {
        await using (var empty = await Cell.OpenAsync(Path.Combine(folder, "floor")))
        {
            _ = empty;
        }

        await using var source = new SqliteConnection($"Data Source={Path.Combine(folder, "throughline.db")};Mode=ReadOnly;Pooling=False");
        await using var target = new SqliteConnection($"Data Source={Path.Combine(folder, "floor", "throughline.db")};Pooling=False");
        await source.OpenAsync();
        await target.OpenAsync();
        Execute(target, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=OFF;");
        var (took, used, count) = (TimeSpan.Zero, TimeSpan.Zero, 0);
        foreach (var table in new[] { "People", "PersonTerms", "RoleHoldings", "RoleMoves" })
        {
            await using var select = source.CreateCommand();
            select.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await select.ExecuteReaderAsync();
            await using var insert = target.CreateCommand();
            insert.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(i => $"\"{reader.GetName(i)}\""))}) VALUES ({string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(i => $"@p{i}"))})";
            var parameters = Enumerable.Range(0, reader.FieldCount).Select(i => insert.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" })).ToArray();
            for (var more = true; more;)
            {
                var rows = new List<object[]>();
                while (rows.Count < InOneCommit && (more = await reader.ReadAsync()))
                {
                    var row = new object[reader.FieldCount];
                    reader.GetValues(row);
                    rows.Add(row);
                }

                var (cpu, began) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.GetTimestamp());
                await using var transaction = target.BeginTransaction(deferred: false);
                insert.Transaction = transaction;
                foreach (var row in rows)
                {
                    for (var i = 0; i < row.Length; i++)
                    {
                        parameters[i].Value = row[i];
                    }

                    count += insert.ExecuteNonQuery();
                }

                await transaction.CommitAsync();
                took += Stopwatch.GetElapsedTime(began);
                used += Process.GetCurrentProcess().TotalProcessorTime - cpu;
            }
        }

        return (took, used, count);
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
