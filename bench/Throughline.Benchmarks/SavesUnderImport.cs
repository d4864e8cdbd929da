using System.Diagnostics;
using System.Globalization;
using Throughline.People;
using Throughline.Security;

namespace Throughline.Benchmarks;

/// <summary>
/// 64 people saving at once, each as soon as the last save is acknowledged and some pause is over, for as long as the real import checks and
/// brings in a file. Without a pause nobody ever thinks: the hardest case there is. A pause is between nothing and twice its length, the same in
/// each run: of one length they would all save in the same instant, for one commit acknowledges them all.
/// </summary>
internal static class SavesUnderImport
{
    private const double BarMilliseconds = 150;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var (savers, rows, pause) = (options.Number(0, 64), options.Number(1, 300_000), TimeSpan.FromMilliseconds(options.Number(2, 0)));
        var folder = Directory.CreateTempSubdirectory("throughline-bench-").FullName;
        List<double> all;
        try
        {
            Console.WriteLine($"disk before: {Disk(folder)} (load {Options.Load})");
            await using (var cell = await Cell.OpenAsync(folder))
            {
                var role = await cell.SetUpAsync();
                var coordinator = new Viewer((await SaveAsync(cell, role, 0, 0)).Value, Hat.Coordinator, [role.SchemeId]);
                _ = await SaveForAsync(cell, role, savers, pause, () => Task.Delay(TimeSpan.FromSeconds(20), CancellationToken.None));
                var run = await ImportOfRows.ReadAsync(cell, coordinator, role, rows);
                var alone = await SaveForAsync(cell, role, savers, pause, () => Task.Delay(TimeSpan.FromSeconds(10), CancellationToken.None));
                Say($"{savers} savers alone, pause {pause.TotalMilliseconds:N0} ms", alone);
                var check = await SaveForAsync(cell, role, savers, pause, () => ImportOfRows.CheckAsync(cell, coordinator, run));
                Say($"the same while {rows:N0} rows are checked", check);
                var bring = await SaveForAsync(cell, role, savers, pause, () => ImportOfRows.BringInAsync(cell, coordinator, run));
                Say("and while they are brought in", bring);
                all = [.. check.Milliseconds, .. bring.Milliseconds];
                Console.WriteLine($"while the import runs: {Percentiles.Describe(all)}");
            }

            Console.WriteLine($"disk after: {Disk(folder)} (load {Options.Load})");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        var p99 = Percentiles.At(all, .99);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bar: p99 under {BarMilliseconds:N0} ms: {(p99 < BarMilliseconds ? "held" : "MISSED")}"));
        return p99 < BarMilliseconds ? 0 : 1;
    }

    internal static Task<Outcome<Guid>> SaveAsync(Cell cell, RoleDefinition role, int saver, int n) => cell.AsAsync<AddPerson, Outcome<Guid>>(Viewer.System, add =>
        add.RunAsync(new NewPerson(new PersonDetails($"Saver {saver}", $"Number {n}"), role.Id, RoleState.Held, new DateOnly(2026, 1, 5))));

    private static async Task<Saved> SaveForAsync(Cell cell, RoleDefinition role, int savers, TimeSpan pause, Func<Task> meanwhile)
    {
        using var stop = new CancellationTokenSource();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var paused = GC.GetTotalPauseDuration();
        var collected = GC.CollectionCount(0);
        var clock = Stopwatch.StartNew();
        var other = Task.Run(async () =>
        {
            try
            {
                await meanwhile();
            }
            finally
            {
                await stop.CancelAsync();
            }
        });
        var times = await Task.WhenAll(Enumerable.Range(0, savers).Select(saver => Task.Run(async () =>
        {
            var mine = new List<double>();
            var thinks = new Random(saver);
            for (var n = 1; !stop.IsCancellationRequested; n++)
            {
                var began = Stopwatch.GetTimestamp();
                await SaveAsync(cell, role, saver, n);
                mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(2 * pause * thinks.NextDouble());
                }
            }

            return mine;
        })));
        await other;
        return new Saved([.. times.SelectMany(t => t)], clock.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - cpu,
            GC.GetTotalPauseDuration() - paused, GC.CollectionCount(0) - collected);
    }

    private static void Say(string what, Saved saved) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what}: {saved.Took.TotalSeconds:N0} s, {Percentiles.Describe(saved.Milliseconds)}; processor time {saved.Used.TotalSeconds:N1} s, {saved.Used.TotalMilliseconds / saved.Milliseconds.Count:N2} ms for each save, import included; {saved.Collections} collections that held everybody up for {saved.Paused.TotalMilliseconds:N0} ms in all (load {Options.Load})"));

    // The floor of a durable save: 4 KiB written and made durable in the same folder.
    private static string Disk(string folder)
    {
        var path = Path.Combine(folder, "floor");
        var times = new List<double>();
        var block = new byte[4096];
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            for (var n = 0; n < 400; n++)
            {
                var began = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, block, n * 4096L);
                RandomAccess.FlushToDisk(file);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        File.Delete(path);
        return string.Create(CultureInfo.InvariantCulture, $"4 KiB written and synced, p50 {Percentiles.At(times, .5):N2} ms, p99 {Percentiles.At(times, .99):N2} ms");
    }

    private sealed record Saved(List<double> Milliseconds, TimeSpan Took, TimeSpan Used, TimeSpan Paused, int Collections);
}
