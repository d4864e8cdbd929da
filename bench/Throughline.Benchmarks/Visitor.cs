using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Throughline.Benchmarks;

/// <summary>What a visitor saw of one page asked for many times.</summary>
internal sealed record Visits(int Status, int Bytes, List<double> Milliseconds);

/// <summary>A browser in a process of its own, so that its processor time is not the application's.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "visit") { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    public async Task<Visits> AskAsync(string url, string key, int times, int atOnce)
    {
        await process.StandardInput.WriteLineAsync($"{url} {key} {times} {atOnce}");
        await process.StandardInput.FlushAsync();
        return JsonSerializer.Deserialize<Visits>(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The visitor has gone."))!;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    public static async Task<int> RunAsync(string[] _)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var parts = line.Split(' ');
            var left = int.Parse(parts[2], CultureInfo.InvariantCulture);
            int status = 0, bytes = 0;
            var times = await Task.WhenAll(Enumerable.Range(0, int.Parse(parts[3], CultureInfo.InvariantCulture)).Select(async _ =>
            {
                var mine = new List<double>();
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, parts[0]);
                    request.Headers.Add("Cookie", $"throughline={parts[1]}");
                    request.Headers.Add("Accept", "text/html");
                    var began = Stopwatch.GetTimestamp();
                    using var response = await client.SendAsync(request);
                    var body = await response.Content.ReadAsByteArrayAsync();
                    mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                    (status, bytes) = ((int)response.StatusCode, body.Length);
                }

                return mine;
            }));
            Console.WriteLine(JsonSerializer.Serialize(new Visits(status, bytes, [.. times.SelectMany(t => t)])));
        }

        return 0;
    }
}
