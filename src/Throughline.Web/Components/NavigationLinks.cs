using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Security;

namespace Throughline.Web.Components;

/// <summary>The links of <see cref="Navigation"/> that lead to a page which opens for the hat: nobody is shown a door that is shut to them.</summary>
public sealed class NavigationLinks(IServiceProvider services)
{
    private readonly ConcurrentDictionary<Hat, IReadOnlyList<NavigationItem>> links = new();

    public IReadOnlyList<NavigationItem> For(Hat hat) => links.GetOrAdd(hat, Find);

    private IReadOnlyList<NavigationItem> Find(Hat hat)
    {
        var open = services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page && Opens(page.ViewEnginePath, hat))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText?.TrimStart('/'))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. Navigation.For(SessionContext.Key(hat)).Where(item => open.Contains(item.Href))];
    }

    private static bool Opens(string page, Hat hat) => Access.LineFor(page) is not { } line || line.Hats is null || line.Hats.Contains(hat);
}
