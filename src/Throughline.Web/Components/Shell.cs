using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;
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
        app.UseExceptionHandler("/problems/500");
        app.UseStatusCodePagesWithReExecute("/problems/{0}");
        return app;
    }

    /// <summary>Maps files and pages. Call it after authentication and authorisation.</summary>
    public static WebApplication MapThroughlineShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        return app;
    }
}
