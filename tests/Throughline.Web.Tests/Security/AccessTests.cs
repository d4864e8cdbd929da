using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Testing;

namespace Throughline.Web.Tests.Security;

public sealed class AccessTests
{
    // The whole list of what may be opened without signing in.
    private static readonly string[] Anonymous = ["sign-in", "invitation", "recovery", "first-start", "leave", "problems", "components", "join", "help", "privacy", "accessibility", "certificates", "survey", "calendar-feed"];

    // Looks for files that were added while the service runs; has the fallback policy, and exists only where it is run from its source.
    private static readonly string[] Unmarked = ["{**path:file}"];

    [Fact]
    public async Task Endpoints_All_HaveAPolicyOrAreOnTheShortList()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new ThroughlineApp(database, fictional: true);
        List<(string Route, EndpointMetadataCollection Metadata)> endpoints = [];
        var loader = app.Services.GetRequiredService<PageLoader>();
        foreach (var endpoint in app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>())
        {
            // A page gets its own metadata when it is first loaded.
            endpoints.Add((endpoint.RoutePattern.RawText ?? endpoint.DisplayName ?? "", endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                ? new EndpointMetadataCollection((await loader.LoadAsync(page, endpoint.Metadata)).EndpointMetadata!)
                : endpoint.Metadata));
        }

        endpoints.Count.ShouldBeGreaterThan(5);
        Unguarded(endpoints).ShouldBeEmpty();
    }

    [Fact]
    public void Endpoints_OneWithoutAPolicy_IsFound()
    {
        (string, EndpointMetadataCollection) Endpoint(string route, params object[] metadata) => (route, new EndpointMetadataCollection(metadata));

        Unguarded([Endpoint("people"), Endpoint("stories", new AllowAnonymousAttribute()), Endpoint("sign-in", new AllowAnonymousAttribute())])
            .ShouldBe(["people: no policy", "stories: open to everybody"]);
    }

    private static IEnumerable<string> Unguarded(IEnumerable<(string Route, EndpointMetadataCollection Metadata)> endpoints) =>
        from endpoint in endpoints
        let route = endpoint.Route.TrimStart('/')
        where endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !Unmarked.Contains(route)
        let open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        let guarded = endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null
        let problem = open && !Anonymous.Contains(route.Split('/')[0]) ? "open to everybody" : !open && !guarded ? "no policy" : null
        where problem is not null
        select $"{route}: {problem}";
}
