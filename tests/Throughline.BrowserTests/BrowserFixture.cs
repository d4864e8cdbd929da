using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Throughline.BrowserTests.EveryPage;
using Throughline.Testing;
using Throughline.Web.Security;

[assembly: AssemblyFixture(typeof(Throughline.BrowserTests.BrowserFixture))]

namespace Throughline.BrowserTests;

/// <summary>
/// One app on a port of its own and one Chromium for all browser tests. Where there is no Chromium the tests show as skipped.
/// A test opens its pages through <see cref="VisitAsync"/>, each visit being a new visitor with no cookies.
/// </summary>
public sealed partial class BrowserFixture : IAsyncLifetime
{
    public const int Desktop = 1280;
    public const int Phone = 390;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private static readonly string[] Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    private readonly App app = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    /// <summary>What a test says that is skipped for want of a browser.</summary>
    public const string NoBrowser = "No Chromium was found: set THROUGHLINE_CHROMIUM to its path.";

    /// <summary>False where no Chromium was found.</summary>
    public bool IsThere => browser is not null;

    public async ValueTask InitializeAsync()
    {
        if (Chromium() is not { } chromium)
        {
            return;
        }
        app.UseKestrel(0);
        app.StartServer();
        Address = app.ClientOptions.BaseAddress;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }
        playwright?.Dispose();
        await app.DisposeAsync();
    }

    /// <summary>
    /// Opens a visitor's window and runs the test in it. An error in the console fails the test; a failure leaves a screenshot in TestResults.
    /// </summary>
    /// <param name="test">What the visitor does. Addresses may be relative.</param>
    /// <param name="width">CSS pixels: <see cref="Desktop"/> or <see cref="Phone"/>.</param>
    /// <param name="javascript">False for a visitor without it.</param>
    /// <param name="allowed">Console errors that belong to the test, such as the 404 of a page that is to be missing.</param>
    /// <param name="site">Where to: a test's own app with its own people; the fixture's empty one when null.</param>
    /// <param name="session">The key of a session (<see cref="ThroughlineApp.OpenSessionAsync"/>), for a visitor who has signed in.</param>
    public async Task VisitAsync(
        Func<IPage, Task> test, int width = Desktop, bool javascript = true, Regex? allowed = null, Site? site = null, string? session = null)
    {
        Assert.SkipWhen(browser is null, NoBrowser);
        await using var context = await OpenAsync(site?.Address ?? Address, width, javascript, session);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && allowed?.IsMatch(message.Text) != true)
            {
                errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Add(error);
        try
        {
            await test(page);
            errors.ShouldBeEmpty("The browser's console has errors.");
        }
        catch
        {
            await ScreenshotAsync(page, $"{TestContext.Current.TestMethod?.MethodName ?? "test"}-{width}");
            throw;
        }
    }

    /// <summary>A window at each width for somebody who will open many pages.</summary>
    internal async Task<TwoWindows> OpenWindowsAsync(Site site, string? session) => new(
        await OpenAsync(site.Address, Desktop, javascript: true, session), await OpenAsync(site.Address, Phone, javascript: true, session));

    /// <summary>Everything axe can tell about the page: nothing may be wrong.</summary>
    public static async Task ShouldBeAccessibleAsync(IPage page) => (await ViolationsAsync(page)).ShouldBeEmpty($"axe, on {page.Url}");

    // Evaluated in the page itself. The package's own RunAxe opens a second page each time, for frames that ours do not have: ten times as slow.
    internal static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Axe);
        var wrong = await page.EvaluateAsync<JsonElement>("""
            async (tags) => {
              const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
              return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}\n   ${html}`))
            }
            """, Tags);
        return [.. wrong.EnumerateArray().Select(line => line.GetString()!)];
    }

    /// <summary>An unstyled page passes every check of contrast: this one it does not.</summary>
    public static async Task ShouldBeStyledAsync(IPage page) =>
        (await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.tl-header')).backgroundColor")).ShouldBe("rgb(18, 52, 59)");

    /// <summary>The page must not be wider than the window.</summary>
    public static async Task ShouldFitAsync(IPage page) =>
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0);

    public static async Task ScreenshotAsync(IPage page, string name)
    {
        var folder = Directory.CreateDirectory(Repository.PathOf("TestResults"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{Unsafe().Replace(name, "-")}.png"), FullPage = true });
    }

    private async Task<IBrowserContext> OpenAsync(Uri address, int width, bool javascript, string? session)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            ViewportSize = new() { Width = width, Height = width == Phone ? 844 : 900 },
            HasTouch = width == Phone,
            JavaScriptEnabled = javascript,
            ReducedMotion = ReducedMotion.Reduce,
        });
        if (session is not null)
        {
            await context.AddCookiesAsync([new() { Name = SessionCookie.PlainName, Value = session, Url = address.ToString(), HttpOnly = true }]);
        }
        return context;
    }

    private static string? Chromium() =>
        new[] { Environment.GetEnvironmentVariable("THROUGHLINE_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(path => !string.IsNullOrEmpty(path) && File.Exists(path));

    [GeneratedRegex("[^A-Za-z0-9_-]+")]
    private static partial Regex Unsafe();

    private sealed class App : VisitorApp
    {
        protected override bool RealClock => true;
    }
}

/// <summary>
/// A test's own app on a port of its own, for a visitor who has signed in. Serve it before anything else is asked of the app.
/// <code>
/// await using var app = new ThroughlineApp(database);
/// var site = Site.Serve(app);
/// await browser.VisitAsync(async page => …, site: site, session: await app.OpenSessionAsync(moira, Hat.Coordinator));
/// </code>
/// </summary>
public sealed record Site(Uri Address)
{
    public static Site Serve(ThroughlineApp app)
    {
        app.UseKestrel(0);
        app.StartServer();
        return new(app.ClientOptions.BaseAddress);
    }
}
