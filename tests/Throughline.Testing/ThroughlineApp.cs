using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Web.Security;
using Throughline.Web.Trust;

namespace Throughline.Testing;

/// <summary>
/// The whole web application over a test's own database, on either provider, with the test's clock. Nothing of its security is turned off:
/// sessions are made by the product's own code, antiforgery is on, requests are HTTPS, redirects are not followed.
/// <code>
/// await using var database = await TestDatabase.CreateAsync(provider);
/// var scheme = await database.AddSchemeAsync();
/// var moira = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
/// await using var app = new ThroughlineApp(database);
/// using var client = await app.SignInAsync(moira, Hat.Coordinator);   // or app.Anonymous()
/// var page = await client.GetPageAsync("/people/new");                // fails unless 200
/// var answer = await client.SubmitAsync(page, "form#new-person", ("PreferredName", "Theo"), ("Role", "mentee"));
/// answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
/// var again = await answer.PageAsync();                                // parse any answer's HTML
/// </code>
/// SubmitAsync posts what a browser would: the form's own action, every successful control with its present value (antiforgery token and Once
/// included), with the given values in place of the page's. A value of null leaves the control out; several values of one name are all sent;
/// a name the form does not have is added, as a forger would. Files: pass <see cref="UploadFile"/> with SubmitAsync's files.
/// </summary>
public sealed class ThroughlineApp(TestDatabase database, bool fictional = false, Action<IServiceCollection>? services = null) : WebApplicationFactory<Program>
{
    /// <summary>The database under it.</summary>
    public TestDatabase Database { get; } = database;

    /// <summary>A browser that has not signed in.</summary>
    public HttpClient Anonymous() => Browser(new CookieContainer());

    /// <summary>A browser with the given cookies: to copy a cookie, or to look into what was set.</summary>
    public HttpClient Browser(CookieContainer cookies)
    {
        var client = CreateDefaultClient(new Uri("https://localhost"), new CookieContainerHandler(cookies));
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }

    /// <summary>A browser signed in as somebody under a hat they hold. They get an account if they have none.</summary>
    public async Task<HttpClient> SignInAsync(Guid personId, Hat hat)
    {
        var cookies = new CookieContainer();
        cookies.Add(new Uri("https://localhost"), new Cookie(SessionCookie.SecureName, await OpenSessionAsync(personId, hat)) { Secure = true });
        return Browser(cookies);
    }

    /// <summary>A session's key, for tests that need it by itself.</summary>
    public async Task<string> OpenSessionAsync(Guid personId, Hat hat, bool sharedComputer = false, SignInMethod method = SignInMethod.Passkey)
    {
        await Database.AddAccountAsync(personId);
        await using var scope = Services.CreateAsyncScope();
        var opened = await scope.ServiceProvider.GetRequiredService<OpenSession>().RunAsync(new NewSession(personId, hat, method, sharedComputer));
        return opened.Succeeded ? opened.Value : throw new InvalidOperationException($"Could not sign in as {hat}: {opened.Refusal!.Code}");
    }

    /// <summary>The secret of the first-start link; null where there is an account.</summary>
    public string? FirstStartToken => Services.GetRequiredService<FirstStart>().Token;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Throughline:Database", Database.DatabaseFile);
        builder.UseSetting("Throughline:Keys", Database.KeysFolder);
        builder.UseSetting("Throughline:Fictional", fictional ? "true" : "false");
        // Tests run the jobs themselves: one that woke when a test moved its clock would write beside the page that the test reads.
        builder.UseSetting("Throughline:Reminders:Worker", "false");
        builder.ConfigureLogging(logging => logging.AddFilter((_, level) => level >= LogLevel.Error));
        builder.ConfigureTestServices(collection =>
        {
            collection.RemoveAll<IDatabaseEngine>().AddSingleton(Database.Engine);
            collection.RemoveAll<Keyring>().AddSingleton(Database.Keyring);
            foreach (var worker in collection.Where(s => s.ImplementationType is { } type && (type == typeof(HubWorker) || type == typeof(SweepWorker))).ToList())
            {
                collection.Remove(worker);
            }

            collection.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(Database.Clock);
            collection.ConfigureAll<HttpClientFactoryOptions>(options =>
                options.HttpMessageHandlerBuilderActions.Add(handler => handler.PrimaryHandler = new NoWayOut()));
            services?.Invoke(collection);
        });
    }

    private sealed class NoWayOut : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"A test must not reach the network: {request.RequestUri}");
    }
}

/// <summary>A file for a file input of a form.</summary>
public sealed record UploadFile(string Field, string FileName, byte[] Content, string ContentType = "application/octet-stream");

/// <summary>What a browser without JavaScript does.</summary>
public static class BrowserSteps
{
    /// <summary>Opens a page that must be there.</summary>
    public static async Task<IHtmlDocument> GetPageAsync(this HttpClient client, string url)
    {
        using var response = await client.GetAsync(url);
        var document = await response.PageAsync();
        return response.StatusCode == HttpStatusCode.OK ? document
            : throw new InvalidOperationException($"{url} answered {(int)response.StatusCode} {response.Headers.Location}: {document.QuerySelector("h1")?.TextContent.Trim()}");
    }

    /// <summary>The HTML of an answer.</summary>
    public static async Task<IHtmlDocument> PageAsync(this HttpResponseMessage response)
    {
        var document = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        document.DocumentElement.SetAttribute("data-address", response.RequestMessage!.RequestUri!.PathAndQuery);
        return document;
    }

    /// <summary>Posts a form of a page as a browser would.</summary>
    public static Task<HttpResponseMessage> SubmitAsync(this HttpClient client, IHtmlDocument page, string formSelector, params (string Name, string? Value)[] values) =>
        client.SubmitAsync(page, formSelector, values, []);

    /// <summary>Posts a form with files.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(
        this HttpClient client, IHtmlDocument page, string formSelector, (string Name, string? Value)[] values, UploadFile[] files)
    {
        var form = page.QuerySelector(formSelector) as IHtmlFormElement
            ?? throw new InvalidOperationException($"The page has no form {formSelector}: {page.QuerySelector("h1")?.TextContent.Trim()}");
        var given = values.Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        var fields = Successful(form).Where(f => !given.Contains(f.Key))
            .Concat(values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Name, v.Value!)))
            .ToList();
        var here = page.DocumentElement.GetAttribute("data-address")!;
        var address = form.GetAttribute("action") switch
        {
            ['?', ..] action => here.Split('?')[0] + action,
            { Length: > 0 } action => action,
            _ => here,
        };
        if (!form.Method.Equals("post", StringComparison.OrdinalIgnoreCase))
        {
            return await client.GetAsync($"{address.Split('?')[0]}?{await new FormUrlEncodedContent(fields).ReadAsStringAsync()}");
        }

        HttpContent content;
        if (form.Enctype == "multipart/form-data")
        {
            var multipart = new MultipartFormDataContent();
            foreach (var (name, value) in fields)
            {
                multipart.Add(new StringContent(value), name);
            }

            foreach (var file in files)
            {
                var part = new ByteArrayContent(file.Content);
                part.Headers.TryAddWithoutValidation("Content-Type", file.ContentType);
                multipart.Add(part, file.Field, file.FileName);
            }

            content = multipart;
        }
        else
        {
            content = new FormUrlEncodedContent(fields);
        }

        return await client.PostAsync(address, content);
    }

    private static IEnumerable<KeyValuePair<string, string>> Successful(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Name.Length: > 0, IsDisabled: false } input:
                    if (input.Type is "submit" or "button" or "image" or "reset" or "file" || (input.Type is "checkbox" or "radio" && !input.IsChecked))
                    {
                        break;
                    }

                    yield return KeyValuePair.Create(input.Name!, input.Value);
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0, IsDisabled: false } area:
                    yield return KeyValuePair.Create(area.Name!, area.Value);
                    break;
                case IHtmlSelectElement { Name.Length: > 0, IsDisabled: false } select:
                    foreach (var option in select.Options.Where(o => o.IsSelected))
                    {
                        yield return KeyValuePair.Create(select.Name!, option.Value);
                    }

                    break;
            }
        }
    }
}
