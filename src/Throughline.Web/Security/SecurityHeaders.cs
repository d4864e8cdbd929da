using Microsoft.AspNetCore.StaticAssets;

namespace Throughline.Web.Security;

public static class SecurityHeaders
{
    public static IApplicationBuilder UseThroughlineSecurityHeaders(this WebApplication app)
    {
        app.UseSecurityHeaders(Policies());
        // Pages, downloads and refusals hold what one person may see; only built files may be kept by a browser or a proxy.
        return app.Use(static (context, next) =>
        {
            context.Response.OnStarting(static state =>
            {
                var http = (HttpContext)state;
                var file = http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
                if (!file || http.Response.StatusCode >= 400)
                {
                    http.Response.Headers.CacheControl = "no-store";
                    http.Response.Headers.Pragma = default;
                    http.Response.Headers.Expires = default;
                }
                return Task.CompletedTask;
            }, context);
            return next(context);
        });
    }

    private static HeaderPolicyCollection Policies() => new HeaderPolicyCollection()
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicyNoReferrer()
        .AddStrictTransportSecurityMaxAgeIncludeSubDomains()
        .RemoveServerHeader()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().Self();
            csp.AddStyleSrc().Self();
            csp.AddImgSrc().Self().Data();
            csp.AddFontSrc().Self();
            csp.AddConnectSrc().Self();
            csp.AddManifestSrc().Self();
            csp.AddFormAction().Self();
            csp.AddFrameAncestors().None();
            csp.AddBaseUri().None();
        })
        .AddPermissionsPolicy(permissions =>
        {
            permissions.AddAccelerometer().None();
            permissions.AddAutoplay().None();
            permissions.AddCamera().None();
            permissions.AddDisplayCapture().None();
            permissions.AddFullscreen().None();
            permissions.AddGeolocation().None();
            permissions.AddGyroscope().None();
            permissions.AddMagnetometer().None();
            permissions.AddMicrophone().None();
            permissions.AddMidi().None();
            permissions.AddPayment().None();
            permissions.AddUsb().None();
            // Passkeys are the one feature the pages use.
            permissions.AddCustomFeature("publickey-credentials-create", "(self)");
            permissions.AddCustomFeature("publickey-credentials-get", "(self)");
        });
}
