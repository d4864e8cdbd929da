using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Throughline.Files;
using Throughline.Web.Commands;

namespace Throughline.Web.Documents;

/// <summary>
/// Reads PDFs in a process each: this same program, asked by <see cref="ReadPdfCommand"/>, with a limit on its memory, a time after which it is
/// ended, and nothing of the service's environment. A file that was made to do harm takes that process with it, not the pages.
/// </summary>
public sealed class PdfProcess(PdfLimits limits, ILogger<PdfProcess> logger) : IDisposable
{
    // What .NET may need to find itself and to start. Everything else in the environment, the database's password among it, stays here.
    private static readonly string[] Passed =
        ["DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "LD_LIBRARY_PATH", "SystemRoot", "TMPDIR", "TEMP"];

    private readonly SemaphoreSlim turns = new(Math.Max(1, limits.AtOnce));

    /// <summary>Reads one PDF.</summary>
    /// <returns>The text, or one of <see cref="FileRefusal"/>.</returns>
    public async Task<Outcome<DocumentText>> ReadAsync(Stream stream, string fileName, CancellationToken cancellation)
    {
        if (!await turns.WaitAsync(TimeSpan.FromSeconds(limits.WaitSeconds), cancellation))
        {
            return new FileRefusal.OthersFirst { FileName = fileName };
        }

        try
        {
            var answer = await AskAsync(stream, cancellation);
            return answer is null ? new FileRefusal.TooDemanding { FileName = fileName } : answer.For(fileName, FileLimits.ForDocuments);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();

    /// <summary>How this program is started anew: by its own executable, or by the <c>dotnet</c> that runs it (also under a test's host).</summary>
    internal static (string Program, string[] Words) Command(string? processPath)
    {
        var name = typeof(PdfProcess).Assembly.GetName().Name!;
        if (processPath is not null && Path.GetFileName(processPath) == (OperatingSystem.IsWindows() ? name + ".exe" : name))
        {
            return (processPath, [ReadPdfCommand.Name]);
        }

        var dotnet = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var root = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory()).Parent?.Parent?.Parent?.FullName ?? "";
        return (processPath is not null && Path.GetFileName(processPath) == dotnet ? processPath : Path.Combine(root, dotnet),
            [Path.Combine(AppContext.BaseDirectory, name + ".dll"), ReadPdfCommand.Name]);
    }

    /// <summary>The environment of the reading process.</summary>
    internal static Dictionary<string, string?> Variables(PdfLimits limits)
    {
        var environment = Passed.ToDictionary(name => name, Environment.GetEnvironmentVariable, StringComparer.Ordinal);
        environment["DOTNET_GCHeapHardLimit"] = "0x" + ((long)limits.MemoryMegabytes << 20).ToString("X", CultureInfo.InvariantCulture);
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_gcConcurrent"] = "0";
        environment["DOTNET_TieredPGO"] = "0";
        environment["DOTNET_EnableDiagnostics"] = "0";
        return environment;
    }

    private async Task<PdfAnswer?> AskAsync(Stream stream, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var process = Start();
        // Ending the process ends whatever waits on its pipes.
        await using var end = deadline.Token.Register(() => End(process));
        deadline.CancelAfter(TimeSpan.FromSeconds(limits.Seconds));
        var sending = SendAsync(stream, process);
        var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        var answer = await TakeAsync(process.StandardOutput.BaseStream);
        if (answer is null)
        {
            End(process);
        }

        await Task.WhenAll(sending, errors);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        if (answer is not null && process.ExitCode == 0)
        {
            return PdfAnswer.FromJson(answer);
        }

        logger.LogWarning("A PDF was not read: {Why}", answer is null ? $"the answer was over {limits.AnswerBytes} bytes"
            : deadline.IsCancellationRequested ? $"it took over {limits.Seconds} s"
            : $"the process ended with code {process.ExitCode}, most likely for want of memory");
        return null;
    }

    private Process Start()
    {
        var (program, words) = Command(Environment.ProcessPath);
        var start = new ProcessStartInfo(program, words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Variables(limits).Where(variable => variable.Value is not null))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    private static async Task SendAsync(Stream stream, Process process)
    {
        try
        {
            stream.Position = 0;
            await stream.CopyToAsync(process.StandardInput.BaseStream, CancellationToken.None);
            process.StandardInput.Close();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The process ended before it had taken everything; its exit code says why.
        }
    }

    private async Task<byte[]?> TakeAsync(Stream output)
    {
        using var taken = new MemoryStream();
        var piece = new byte[64 * 1024];
        int read;
        while ((read = await output.ReadAsync(piece, CancellationToken.None)) > 0)
        {
            if (taken.Length + read > limits.AnswerBytes)
            {
                return null;
            }

            taken.Write(piece, 0, read);
        }

        return taken.ToArray();
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }
}
