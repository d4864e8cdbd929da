using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Benchmarks;

/// <summary>The web application on a port of its own: whole, or with every answer of the database given again from memory, or the bare framework.</summary>
internal sealed class PageHost(WebApplication app) : IAsyncDisposable
{
    public string Address { get; } = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public IServiceProvider Services => app.Services;

    /// <summary>The application. When canned, a page asks the database once for each address and then never again, nor is its reading traced.</summary>
    public static async Task<PageHost> StartAsync(Cell cell, bool canned)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Throughline.Web", ContentRootPath = Sources(), EnvironmentName = "Production" });
        builder.Configuration["Throughline:Keys"] = Path.Combine(cell.Folder, "keys");
        builder.AddThroughlineCore();
        builder.AddThroughlineSignIn();
        builder.AddThroughlineShell();
        builder.Logging.ClearProviders();
        builder.Services.RemoveAll<IDatabaseEngine>().AddSingleton(cell.Engine);
        builder.Services.RemoveAll<Keyring>().AddSingleton(cell.Keyring);
        if (canned)
        {
            builder.Services.AddSingleton<CannedPages>();
            builder.Services.Configure<MvcOptions>(options => options.Filters.AddService<CannedPages>());
            builder.Services.PostConfigure<AuthenticationOptions>(options => options.SchemeMap[SessionHandler.Scheme].HandlerType = typeof(CannedSession));
        }

        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseThroughlineShell();
        app.UseThroughlineSignIn();
        app.MapThroughlineShell();
        await app.StartAsync();
        return new PageHost(app);
    }

    /// <summary>The framework answering with as many bytes as it is asked for.</summary>
    public static async Task<PageHost> StartBareAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var pages = new ConcurrentDictionary<int, byte[]>();
        app.MapGet("/{size:int}", async (int size, HttpContext context) =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.Body.WriteAsync(pages.GetOrAdd(size, s => [.. Enumerable.Repeat((byte)'a', s)]));
        });
        await app.StartAsync();
        return new PageHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static string Sources()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Throughline.slnx")))
            {
                return Path.Combine(folder.FullName, "src", "Throughline.Web");
            }
        }

        throw new InvalidOperationException("Run this from within the repository: the pages' styles and scripts are there.");
    }
}

/// <summary>Answers a page from the page model of the first time, so that only the rendering is left.</summary>
internal sealed class CannedPages : IAsyncPageFilter
{
    private readonly ConcurrentDictionary<string, (object Model, FieldInfo[] Fields)> answers = [];

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var address = context.HttpContext.Request.Path + context.HttpContext.Request.QueryString;
        if (answers.TryGetValue(address, out var first))
        {
            foreach (var field in first.Fields)
            {
                field.SetValue(context.HandlerInstance, field.GetValue(first.Model));
            }

            context.Result = new PageResult();
            return;
        }

        if ((await next()).Result is PageResult or null)
        {
            answers[address] = (context.HandlerInstance, [.. context.HandlerInstance.GetType()
                .GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(f => f.Name.EndsWith("k__BackingField", StringComparison.Ordinal))]);
        }
    }
}

/// <summary>Signs a request in as the product does, from a session that was looked up once.</summary>
internal sealed class CannedSession(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private static readonly ConcurrentDictionary<string, CurrentSession> Known = [];

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Request) is not { } key)
        {
            return AuthenticateResult.NoResult();
        }

        if (!Known.TryGetValue(key, out var session))
        {
            session = Known[key] = (await Context.RequestServices.GetRequiredService<SessionQueries>().FindAsync(key))!;
        }

        Context.SetSession(session, key);
        var identity = new ClaimsIdentity(SessionHandler.Scheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, session.PersonId.ToString()));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SessionHandler.Scheme));
    }
}
