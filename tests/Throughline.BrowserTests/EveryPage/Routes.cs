using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Throughline.People;
using Throughline.Security;
using Throughline.Web.Security;

namespace Throughline.BrowserTests.EveryPage;

/// <summary>Whatever the running app answers a GET with, asked of its endpoint table: built files are left out.</summary>
public sealed class Routes
{
    private Routes(IReadOnlyList<Route> all) => All = all;

    public IReadOnlyList<Route> All { get; }

    public static async Task<Routes> OfAsync(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        List<Route> all = [];
        foreach (var endpoint in services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            var catchesAll = endpoint.RoutePattern.Parameters.Any(parameter => parameter.IsCatchAll);
            if (catchesAll || endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
                || endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: { Count: > 0 } methods } && !methods.Contains("GET"))
            {
                continue;
            }

            // A page gets its own metadata when it is first loaded.
            var metadata = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                ? new EndpointMetadataCollection((await loader.LoadAsync(page, endpoint.Metadata)).EndpointMetadata!)
                : endpoint.Metadata;
            var access = metadata.GetMetadata<IAllowAnonymous>() is not null ? null
                : metadata.GetMetadata<AuthorizationPolicy>()?.Requirements.OfType<AccessRequirement>().FirstOrDefault();
            all.Add(new Route(endpoint.RoutePattern, metadata.GetMetadata<IAllowAnonymous>() is not null, access));
        }

        return new Routes([.. all.OrderBy(route => route.Precedence).ThenBy(route => route.Name, StringComparer.Ordinal)]);
    }

    /// <summary>The page that says what went wrong: it stands for an address that leads nowhere.</summary>
    public Route Problems => All.Single(route => route.Name.StartsWith("/problems/", StringComparison.Ordinal));

    /// <summary>The route of a path; null when it leads nowhere.</summary>
    public Route? Find(string path) => All.FirstOrDefault(route => route.Matches(path));
}

/// <summary>One route of the app.</summary>
public sealed class Route
{
    private readonly Regex path;
    private readonly bool isOpenToAll;
    private readonly AccessRequirement? access;

    internal Route(RoutePattern pattern, bool isOpenToAll, AccessRequirement? access)
    {
        (this.isOpenToAll, this.access) = (isOpenToAll, access);
        Name = "/" + pattern.RawText?.TrimStart('/');
        Precedence = pattern.InboundPrecedence;
        NeedsValues = pattern.Parameters.Any(parameter => !parameter.IsOptional);
        path = new Regex($"^{string.Concat(pattern.PathSegments.Select(Segment))}/?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    /// <summary>Its pattern, such as "/people/{id:guid}".</summary>
    public string Name { get; }

    /// <summary>True when it cannot be opened without knowing an id.</summary>
    public bool NeedsValues { get; }

    /// <summary>Its address, where it needs no values.</summary>
    public string Address => Name.Contains('{') ? Name[..Name.IndexOf("/{", StringComparison.Ordinal)] : Name;

    internal decimal Precedence { get; }

    /// <summary>True when its policy lets somebody under the hat in; a null hat is a visitor who has not signed in.</summary>
    public bool Opens(Hat? hat) => isOpenToAll
        || hat is { } worn && access is not null && access.Standings.Contains(SessionStanding.Open) && (access.Hats is null || access.Hats.Contains(worn));

    internal bool Matches(string address) => path.IsMatch(address);

    private static string Segment(RoutePatternPathSegment segment)
    {
        var text = string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => Regex.Escape(literal.Content),
            RoutePatternSeparatorPart separator => Regex.Escape(separator.Content),
            RoutePatternParameterPart parameter => parameter.ParameterPolicies.Select(policy => policy.Content).FirstOrDefault() switch
            {
                "guid" => "[0-9a-f]{8}-[0-9a-f-]{27}",
                "int" or "long" => "[0-9]+",
                _ => "[^/]+",
            },
            _ => "",
        }));
        return segment.Parts is [RoutePatternParameterPart { IsOptional: true }] ? $"(?:/{text})?" : $"/{text}";
    }
}
