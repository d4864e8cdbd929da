using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;
using Throughline.Web.Pages.Problems;
using Throughline.Web.Security;

namespace Throughline.Web.Components;

/// <summary>Wires the frame every page stands in: headers, problem pages, assets, Razor Pages and the components.</summary>
public static class Shell
{
    public static WebApplicationBuilder AddThroughlineShell(this WebApplicationBuilder builder)
    {
        // Numbers and dates are written as people here write them, whatever the machine is set to.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        // Outside Development a built (not published) app would otherwise serve every asset as 200 with no bytes.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddThroughlineShell();
        return builder;
    }

    public static IServiceCollection AddThroughlineShell(this IServiceCollection services)
    {
        services.AddScoped<CurrentShell>();
        services.AddSingleton<NavigationLinks>();
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        services.AddRazorPages().AddMvcOptions(options =>
        {
            options.ModelBinderProviders.Insert(0, new DateBinder.Provider());
            options.ModelMetadataDetailsProviders.Add(new PlainMessages());
            PlainMessages.Apply(options.ModelBindingMessageProvider);
        });
        // Names such as Éabha and Siân go out as letters, not as entities.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services;
    }

    /// <summary>Comes first in the pipeline, so that the headers are on errors and files too.</summary>
    public static WebApplication UseThroughlineShell(this WebApplication app)
    {
        app.UseThroughlineSecurityHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/problems/500",
            // A request that is too large, or cut off, is not our fault and is told as what it is.
            StatusCodeSelector = error => error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute("/problems/{0}");
        app.Use(ShowProblemsAsPages);
        return app;
    }

    /// <summary>Maps files and pages. Call it after authentication and authorisation.</summary>
    public static WebApplication MapThroughlineShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        return app;
    }

    /// <summary>
    /// A problem page is read, whatever was being sent: with the method and the form of the refused request, it would run into the same
    /// refusal while it is made, and nobody would see it.
    /// </summary>
    private static async Task ShowProblemsAsPages(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IExceptionHandlerPathFeature>() is null && context.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            await next(context);
            return;
        }
        var request = context.Request;
        var (method, type, length) = (request.Method, request.ContentType, request.ContentLength);
        if (length > context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
        {
            // Antiforgery cannot read such a form and calls it a bad request.
            context.Items[ProblemModel.TooLarge] = true;
        }
        (request.Method, request.ContentType, request.ContentLength) = (HttpMethods.Get, null, null);
        try
        {
            await next(context);
        }
        finally
        {
            (request.Method, request.ContentType, request.ContentLength) = (method, type, length);
        }
    }
}
