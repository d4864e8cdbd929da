using System.Diagnostics;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Benchmarks;

/// <summary>64 people saving at once, each as soon as the last save is acknowledged, while an import puts in rows by the batch.</summary>
internal static class SavesUnderImport
{
    private const int Batch = 500;

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args.Length > 0 ? int.Parse(args[0]) : 30;
        var savers = args.Length > 1 ? int.Parse(args[1]) : 64;
        var rows = args.Length > 2 ? int.Parse(args[2]) : 300_000;
        var folder = Directory.CreateTempSubdirectory("throughline-bench-").FullName;
        await using (var cell = await Cell.OpenAsync(folder))
        {
            var role = await cell.SetUpAsync();
            await SaveAsync(cell, role, 0, 0);
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
            var imported = 0;
            var clock = Stopwatch.StartNew();
            var importing = Task.Run(async () =>
            {
                while (imported < rows && !stop.IsCancellationRequested)
                {
                    await cell.Engine.WriteAsync(WriteTurn.Batch, Viewer.System, async context =>
                    {
                        var people = Enumerable.Range(imported, Batch).Select(n => new object?[]
                        {
                            Guid.CreateVersion7(), $"Imported {n}", $"imported {n}", DateTime.SpecifyKind(new DateTime(2026, 1, 1), DateTimeKind.Utc), false, true, 1,
                        });
                        imported += await cell.Engine.InsertRowsAsync(
                            context, "People", ["Id", "PreferredName", "SortName", "CreatedAt", "NoContact", "Arriving", "Version"], people);
                        return true;
                    });
                }

                return clock.Elapsed;
            });
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var times = await Task.WhenAll(Enumerable.Range(0, savers).Select(saver => Task.Run(async () =>
            {
                var mine = new List<double>();
                for (var n = 1; !stop.IsCancellationRequested; n++)
                {
                    var began = Stopwatch.GetTimestamp();
                    await SaveAsync(cell, role, saver, n);
                    mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }

                return mine;
            })));
            var took = await importing;
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            Console.WriteLine($"processor time for each save, import included: {cpu.TotalMilliseconds / Math.Max(1, times.Sum(t => t.Count)):N3} ms");
            Console.WriteLine($"{savers} savers for {seconds} s: {Percentiles.Describe([.. times.SelectMany(t => t)])}; meanwhile {imported:N0} rows imported in {took.TotalSeconds:N1} s");
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    internal static Task<Outcome<Guid>> SaveAsync(Cell cell, RoleDefinition role, int saver, int n) => cell.AsAsync<AddPerson, Outcome<Guid>>(Viewer.System, add =>
        add.RunAsync(new NewPerson(new PersonDetails($"Saver {saver}", $"Number {n}"), role.Id, RoleState.Held, new DateOnly(2026, 1, 5))));
}
