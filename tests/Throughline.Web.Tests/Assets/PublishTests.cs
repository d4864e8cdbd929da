using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Throughline.Files;
using Throughline.Testing;

namespace Throughline.Web.Tests.Assets;

/// <summary>
/// A publish from files that have never been built must serve its styles. Hooked a target too late, it publishes files that no endpoint
/// knows, and only the first build shows it.
/// </summary>
public sealed partial class PublishTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("throughline-publish-").FullName;

    [Fact]
    public async Task Publish_FromACleanClone_ServesAStyledPage()
    {
        var cancel = TestContext.Current.CancellationToken;
        var clone = Path.Combine(folder, "clone");
        var site = Path.Combine(folder, "site");
        await CopyTrackedFilesAsync(clone, cancel);
        File.Exists(Path.Combine(clone, "src", "Throughline.Web", "wwwroot", "built", "app.css")).ShouldBeFalse();

        var (code, log) = await RunAsync(clone, "dotnet",
            ["publish", "src/Throughline.Web", "-c", "Release", "-o", site, "--disable-build-servers", "-nodeReuse:false", "-v", "quiet", "--nologo"], cancel);
        code.ShouldBe(0, log);

        using (var reading = Process.Start(new ProcessStartInfo(Path.Combine(site, OperatingSystem.IsWindows() ? "Throughline.Web.exe" : "Throughline.Web"), ["read-pdf"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!)
        {
            reading.StandardInput.Close();
            PdfAnswer.FromJson(Encoding.UTF8.GetBytes(await reading.StandardOutput.ReadToEndAsync(cancel))).ShouldBe(new PdfAnswer(null, null, "file-empty"));
        }

        using var server = Start(site);
        try
        {
            using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
            using var client = new HttpClient(handler) { BaseAddress = new Uri(await AddressAsync(server, cancel)) };
            var page = new HtmlParser().ParseDocument(await (await client.GetAsync("/no-such-page", cancel)).Content.ReadAsStringAsync(cancel));
            var href = page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
            var script = page.QuerySelector("script[src]")!.GetAttribute("src")!;

            href.ShouldMatch(@"^/built/app\.[a-z0-9]{10}\.css$");
            var css = await client.GetStringAsync(href, cancel);
            css.Length.ShouldBeGreaterThan(50_000);
            css.ShouldContain("Atkinson Hyperlegible");
            css.ShouldNotContain("GDS Transport");
            (await UnpackedAsync(client, href, cancel)).ShouldBe(css);
            (await client.GetStringAsync(script, cancel)).Length.ShouldBeGreaterThan(20_000);
            foreach (var file in Url().Matches(css).Select(match => match.Groups[1].Value).Distinct())
            {
                (await client.GetByteArrayAsync(new Uri(new Uri(client.BaseAddress, href), file), cancel)).ShouldNotBeEmpty(file);
            }

            // Only a real server has a limit to run into.
            using var huge = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new ByteArrayContent(new byte[64_000_000]) };
            huge.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
            huge.Headers.ExpectContinue = true;
            using var refused = await client.SendAsync(huge, cancel);
            refused.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            (await refused.Content.ReadAsStringAsync(cancel)).ShouldContain("That is too big for us to take");
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public void PackageLock_NamesNoRegistry() =>
        File.ReadAllText(Repository.PathOf("src", "Throughline.Web", "package-lock.json")).ShouldNotContain("\"resolved\"");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>What a browser that accepts gzip reads, which is a file of its own.</summary>
    private static async Task<string> UnpackedAsync(HttpClient client, string href, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, href);
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await client.SendAsync(request, cancel);
        response.Content.Headers.ContentEncoding.ShouldContain("gzip");
        await using var stream = new GZipStream(await response.Content.ReadAsStreamAsync(cancel), CompressionMode.Decompress);
        return await new StreamReader(stream).ReadToEndAsync(cancel);
    }

    private static async Task CopyTrackedFilesAsync(string to, CancellationToken cancel)
    {
        var (code, list) = await RunAsync(Repository.Root, "git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], cancel);
        code.ShouldBe(0, list);
        foreach (var file in list.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var from = Path.Combine(Repository.Root, file);
            if (!File.Exists(from) || file.StartsWith("tests/", StringComparison.Ordinal))
            {
                continue;
            }
            var target = Path.Combine(to, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(from, target);
        }
    }

    private Process Start(string site)
    {
        var start = new ProcessStartInfo("dotnet", ["Throughline.Web.dll", "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = site,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Clean(start);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Throughline__Database"] = Path.Combine(folder, "throughline.db");
        start.Environment["Throughline__Keys"] = Path.Combine(folder, "keys");
        return Process.Start(start)!;
    }

    private static async Task<string> AddressAsync(Process server, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        var said = new List<string>();
        while (await server.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            said.Add(line);
            if (Listening().Match(line) is { Success: true } match)
            {
                _ = server.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return match.Groups[1].Value;
            }
        }
        throw new InvalidOperationException($"The site did not start:\n{string.Join('\n', said)}\n{await server.StandardError.ReadToEndAsync(cancel)}");
    }

    private static async Task<(int Code, string Output)> RunAsync(string folder, string program, string[] arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Clean(start);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>The test runner's own settings for MSBuild and hosting must not reach what it starts.</summary>
    private static void Clean(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(IsOfTheRunner).ToList())
        {
            start.Environment.Remove(name);
        }

        static bool IsOfTheRunner(string name) =>
            name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("TESTINGPLATFORM_", StringComparison.OrdinalIgnoreCase)
            || name.Equals("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();

    [GeneratedRegex("""url\("?(\./[^")]+)"?\)""")]
    private static partial Regex Url();
}
