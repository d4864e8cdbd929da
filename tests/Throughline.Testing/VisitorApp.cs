using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Throughline.Testing;

/// <summary>The whole app in this process, on a SQLite file and keys of its own.</summary>
public class VisitorApp : WebApplicationFactory<Program>
{
    private readonly string folder = Directory.CreateTempSubdirectory("throughline-app-").FullName;

    /// <summary>The fixed clock of the app: Monday 2 March 2026, 10:00 in London.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));

    /// <summary>Development shows the page of components; nothing else of ours depends on it.</summary>
    protected virtual string Environment => "Development";

    /// <summary>True where a browser runs against the app: its cookies expire by the real time.</summary>
    protected virtual bool RealClock => false;

    /// <summary>A client that does not follow redirects and keeps its cookies.</summary>
    public HttpClient Visitor() => CreateClient(new() { AllowAutoRedirect = false });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        File.Copy(TestDatabase.SqliteTemplateAsync().GetAwaiter().GetResult(), Path.Combine(folder, "throughline.db"), overwrite: true);
        builder.UseEnvironment(Environment);
        builder.UseSetting("Throughline:Database", Path.Combine(folder, "throughline.db"));
        builder.UseSetting("Throughline:Keys", Path.Combine(folder, "keys"));
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Logging:LogLevel:Microsoft.AspNetCore.DataProtection", "Error");
        // A built app serves its assets from where they were built; without this they come back empty outside Development.
        builder.UseStaticWebAssets();
        // This app is for the frame of the pages; a worker that cannot do its work must not take it away.
        builder.ConfigureTestServices(services => services.Configure<HostOptions>(options =>
            options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore));
        if (!RealClock)
        {
            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(folder))
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>Pages as a person without JavaScript has them.</summary>
public static class VisitorPages
{
    public static async Task<IHtmlDocument> ReadAsync(this HttpResponseMessage response, CancellationToken cancel = default) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(cancel));

    public static async Task<IHtmlDocument> PageAsync(this HttpClient client, string path, CancellationToken cancel = default)
    {
        using var response = await client.GetAsync(path, cancel);
        return await response.ReadAsync(cancel);
    }

    /// <summary>
    /// Gets the page, fills in its form as given (every other field as the page has it, token and key included) and sends it.
    /// </summary>
    /// <param name="client">Who sends it.</param>
    /// <param name="path">The page with the form.</param>
    /// <param name="fields">Names and values; a name may come more than once.</param>
    /// <param name="form">A selector, where the page has more forms than the one in main.</param>
    /// <param name="cancel">Stops waiting.</param>
    public static async Task<HttpResponseMessage> SubmitAsync(
        this HttpClient client, string path, IEnumerable<(string Name, string Value)> fields, string form = "main form[method=post]",
        CancellationToken cancel = default)
    {
        var page = await client.PageAsync(path, cancel);
        return await client.SubmitAsync(page, path, fields, form, cancel);
    }

    public static async Task<HttpResponseMessage> SubmitAsync(
        this HttpClient client, IHtmlDocument page, string path, IEnumerable<(string Name, string Value)> fields,
        string form = "main form[method=post]", CancellationToken cancel = default)
    {
        var element = page.QuerySelector(form) as IHtmlFormElement ?? throw new InvalidOperationException($"No {form} on {path}.");
        var given = fields.ToList();
        var names = given.Select(field => field.Name).ToHashSet();
        var all = given.Select(field => KeyValuePair.Create(field.Name, field.Value)).ToList();
        foreach (var input in element.Elements.Where(input => input.GetAttribute("name") is { } name && !names.Contains(name)))
        {
            var value = input switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? box.Value : null,
                IHtmlInputElement { Type: "submit" or "file" } or IHtmlButtonElement => null,
                IHtmlInputElement text => text.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value,
                _ => null,
            };
            if (value is not null)
            {
                all.Add(KeyValuePair.Create(input.GetAttribute("name")!, value));
            }
        }
        var action = element.GetAttribute("action") is { Length: > 0 } target ? target : path;
        using var content = new FormUrlEncodedContent(all);
        return await client.PostAsync(action, content, cancel);
    }
}
