using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Benchmarks;

/// <summary>
/// A process saves as fast as it can and prints each person's id once their save is acknowledged; it is killed with -9 at a moment that differs
/// each time. Afterwards every acknowledged id must be there, nobody half-written, the audit chain whole and the file sound.
/// </summary>
internal static class KilledInMidWrite
{
    private const int Savers = 16;

    public static async Task<int> SaveUntilKilledAsync(string[] args)
    {
        await using var cell = await Cell.OpenAsync(args[0]);
        var role = await cell.SetUpAsync();
        var output = Console.Out;
        await Task.WhenAll(Enumerable.Range(0, Savers).Select(saver => Task.Run(async () =>
        {
            for (var n = 0; n < 100_000; n++)
            {
                var outcome = await SavesUnderImport.SaveAsync(cell, role, saver, n);
                lock (output)
                {
                    output.WriteLine(outcome.Value);
                    output.Flush();
                }
            }
        })));
        return 0;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        var times = args.Length > 0 ? int.Parse(args[0]) : 60;
        int acknowledged = 0, lost = 0, halves = 0, broken = 0;
        var folder = Directory.CreateTempSubdirectory("throughline-kills-").FullName;
        for (var time = 0; time < times; time++)
        {
            var ids = await KillOnceAsync(folder, TimeSpan.FromMilliseconds(20 + (time * 37 % 500)));
            acknowledged += ids.Count;
            await using var cell = await Cell.OpenAsync(folder);
            await using var context = cell.Engine.OpenReader(Viewer.System);
            var there = await context.People.Select(p => p.Id).ToHashSetAsync();
            lost += ids.Count(id => !there.Contains(id));
            halves += await context.People.CountAsync(p => !context.RoleHoldings.Any(h => h.PersonId == p.Id) || !context.AuditEvents.Any(e => e.SubjectId == p.Id));
            var report = await cell.AsAsync<VerifyChain, ChainReport>(Viewer.System, verify => verify.RunAsync());
            var check = SqliteEngine.Check(Path.Combine(folder, "throughline.db"));
            if (!report.Whole || check is not null)
            {
                broken++;
                Console.WriteLine($"after kill {time + 1}: {report.Problem} {check}");
            }
        }

        Directory.Delete(folder, recursive: true);
        Console.WriteLine($"{times} kills, {acknowledged:N0} saves acknowledged, {lost} lost, {halves} half-written, {broken} broken chains or files");
        return lost + halves + broken == 0 && acknowledged > 0 ? 0 : 1;
    }

    private static async Task<List<Guid>> KillOnceAsync(string folder, TimeSpan after)
    {
        using var saver = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, $"saver {folder}") { RedirectStandardOutput = true })!;
        var ids = new List<Guid>();
        long? first = null;
        while (await saver.StandardOutput.ReadLineAsync() is { } line)
        {
            // A line cut short by the kill was never wholly said, so it does not count as acknowledged.
            if (Guid.TryParseExact(line, "D", out var id))
            {
                ids.Add(id);
            }

            first ??= Stopwatch.GetTimestamp();
            if (!saver.HasExited && Stopwatch.GetElapsedTime(first.Value) > after)
            {
                saver.Kill();
            }
        }

        await saver.WaitForExitAsync();
        return ids;
    }
}
