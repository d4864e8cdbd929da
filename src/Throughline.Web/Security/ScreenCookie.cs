using Microsoft.AspNetCore.Authorization;
using Throughline.People;
using Throughline.Security;
using Throughline.Trust;

namespace Throughline.Web.Security;

/// <summary>The cookie that holds the permission of a hub's screen, and nothing else. It opens one page, and stays when the browser closes.</summary>
public static class ScreenCookie
{
    public static string? Read(HttpRequest request) => request.Cookies[Name(request)] is { Length: > 0 and <= 100 } key ? key : null;

    public static void Write(HttpContext context, string key, DateTimeOffset now) => context.Response.Cookies.Append(Name(context.Request), key, new()
    {
        HttpOnly = true,
        Secure = !SessionCookie.IsPlainLocalhost(context.Request),
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
        Expires = now.AddDays(390),
    });

    private static string Name(HttpRequest request) => (SessionCookie.IsPlainLocalhost(request) ? SessionCookie.PlainName : SessionCookie.SecureName) + "-screen";
}

public sealed record ScreenRequirement : IAuthorizationRequirement;

/// <summary>Opens the page of one hub's wall to a screen whose permission stands, and to a coordinator, who gives it.</summary>
public sealed class ScreenHandler(IHttpContextAccessor accessor, HubWallQueries walls) : AuthorizationHandler<ScreenRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, ScreenRequirement requirement)
    {
        if (accessor.HttpContext is not { } http)
        {
            return;
        }

        if (http.FindSession() is { Standing: SessionStanding.Open, Hat: Hat.Coordinator }
            || (Guid.TryParse(http.GetRouteValue("spaceId") as string, out var space) && await walls.MayShowAsync(space, ScreenCookie.Read(http.Request), http.RequestAborted)))
        {
            context.Succeed(requirement);
        }
    }
}
