using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Throughline.Security;

namespace Throughline.Web.Security;

/// <summary>Wires who is signed in, and what they may open.</summary>
public static class SignIns
{
    public static WebApplicationBuilder AddThroughlineSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        // Addresses hold the secrets of one-time links: they are not for a log.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        services.AddAuthentication(SessionHandler.Scheme)
            .AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Scheme, null);
        services.AddAuthorization(options => (options.DefaultPolicy, options.FallbackPolicy) = (Access.Fallback, Access.Fallback));
        services.AddScoped<IAuthorizationHandler, AccessHandler>();
        services.AddScoped<IAuthorizationHandler, ScreenHandler>();
        services.AddScoped<OnceFilter>();
        services.AddScoped<SignInFlow>();
        services.AddScoped<KeptForms>();
        services.AddScoped<Proofs>();
        services.AddSingleton<FirstStart>();
        services.AddIdentityCore<Account>().AddUserStore<AccountStore>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.AddOptions<IdentityPasskeyOptions>().Configure<IConfiguration>((options, configuration) =>
        {
            // The name that passkeys belong to. Without one it is the address that the page was asked for under.
            options.ServerDomain = configuration["Throughline:PasskeyDomain"];
            // Not by the Origin header, as by default: our no-referrer policy makes browsers send "null" in it.
            options.ValidateOrigin = context => ValueTask.FromResult(
                !context.CrossOrigin && context.Origin == $"{context.HttpContext.Request.Scheme}://{context.HttpContext.Request.Host}");
            options.UserVerificationRequirement = options.ResidentKeyRequirement = "required";
        });
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Guessed(context.Request) is { } what
                ? RateLimitPartition.GetFixedWindowLimiter(
                    $"{what} {context.Connection.RemoteIpAddress}",
                    _ => new FixedWindowRateLimiterOptions
                    {
                        PermitLimit = context.RequestServices.GetRequiredService<SignInRules>().SignInPostsPerMinute,
                        Window = TimeSpan.FromMinutes(1),
                    })
                : RateLimitPartition.GetNoLimiter("-"));
        });
        // After the framework's own setup, which begins a new collection of conventions.
        services.AddOptions<RazorPagesOptions>().PostConfigure<IOptions<ThroughlineSettings>>((pages, settings) =>
        {
            Access.Apply(pages.Conventions);
            pages.Conventions.ConfigureFilter(new ServiceFilterAttribute(typeof(OnceFilter)));
            if (!settings.Value.Fictional)
            {
                pages.Conventions.AddPageRouteModelConvention("/SignIn/As", model => model.Selectors.Clear());
            }
        });

        // Antiforgery tokens must outlive a restart: a form that is open meanwhile would otherwise be refused.
        services.AddDataProtection().SetApplicationName("Throughline");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<IOptions<ThroughlineSettings>, ILoggerFactory>((keys, settings, logger) => keys.XmlRepository =
                new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(
                    Directory.CreateDirectory(Path.Combine(settings.Value.Keys, "forms")), logger));
        services.Configure<AntiforgeryOptions>(options =>
        {
            options.Cookie.Name = "throughline-form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
        return builder;
    }

    /// <summary>Comes after routing and before the pages.</summary>
    public static WebApplication UseThroughlineSignIn(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseThroughlineSession(app.Services.GetRequiredService<IOptions<ThroughlineSettings>>().Value.Fictional);
        // An address that leads nowhere, or not by this method, is not found; the fallback policy would ask for a sign-in first.
        app.Use((context, next) =>
        {
            if (context.GetEndpoint() is not { Metadata.Count: > 0 })
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            return next(context);
        });
        app.UseAuthorization();
        return app;
    }

    // Wherever a password, a code or a link's secret could be guessed, and where a survey could be flooded. Certificates' codes are tried by opening an address, and are counted by themselves.
    private static string? Guessed(HttpRequest request) =>
        request.Path.StartsWithSegments("/certificates", out var code) && (code.Value is { Length: > 1 } || HttpMethods.IsPost(request.Method)) ? "certificate"
        : request.Path.StartsWithSegments("/calendar-feed") ? "calendar"
        : HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/survey") ? "survey"
        : HttpMethods.IsPost(request.Method)
            && AsksWhoItIs(request.Path)
            && !request.Path.StartsWithSegments("/sign-in/as") ? "sign-in"
        : null;

    /// <summary>True for pages on which somebody types a password, or a code that lets them in.</summary>
    public static bool AsksWhoItIs(PathString path) =>
        new[] { "/sign-in", "/locked", "/account", "/invitation", "/recovery", "/first-start" }.Any(start => path.StartsWithSegments(start));

    /// <summary>A path of this site to go back to, or the home page.</summary>
    public static string SafeReturn(string? returnUrl) =>
        returnUrl is ['/', ..] && (returnUrl.Length == 1 || returnUrl[1] is not ('/' or '\\')) && !returnUrl.Any(char.IsControl) ? returnUrl : "/";
}

/// <summary>Takes the one-time key of the posted form, once its antiforgery token has been accepted; a kept form that has been saved is not kept any longer.</summary>
public sealed class OnceFilter(CurrentViewer current, DiscardDraft discard) : IAsyncPageFilter
{
    public async Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(context.HttpContext.RequestAborted);
            current.Once = Guid.TryParse(form["Once"], out var once) ? once : null;
        }
    }

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // A page is shown even when nothing in it takes what was sent, and would be shown without its data.
        if (context.HandlerMethod is null && !HttpMethods.IsGet(context.HttpContext.Request.Method) && !HttpMethods.IsHead(context.HttpContext.Request.Method))
        {
            context.Result = new NotFoundResult();
            return;
        }

        var executed = await next();
        var request = context.HttpContext.Request;
        if (executed is { Exception: null, Result: RedirectResult or LocalRedirectResult or RedirectToPageResult or RedirectToActionResult }
            && current.IsSet && HttpMethods.IsPost(request.Method) && request.HasFormContentType
            && Guid.TryParse(request.Form[KeptForms.FieldName], out var kept))
        {
            await discard.KeptAsync(kept, context.HttpContext.RequestAborted);
        }
    }
}
