using System.Net;

namespace Throughline.Web.Security;

/// <summary>The cookie that holds a session's key, and nothing else.</summary>
public static class SessionCookie
{
    public const string SecureName = "__Host-throughline";

    /// <summary>Used on http://localhost only, where browsers refuse the prefix.</summary>
    public const string PlainName = "throughline";

    public static string? Read(HttpRequest request) => request.Cookies[Name(request)] is { Length: > 0 and <= 100 } key ? key : null;

    public static void Write(HttpContext context, string key) =>
        context.Response.Cookies.Append(Name(context.Request), key, Options(context.Request));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name(context.Request), Options(context.Request));

    private static string Name(HttpRequest request) => IsPlainLocalhost(request) ? PlainName : SecureName;

    // No Expires: it goes when the browser closes. Nobody is remembered on a shared computer.
    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        Secure = !IsPlainLocalhost(request),
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
    };

    public static bool IsPlainLocalhost(HttpRequest request) => !request.IsHttps
        && (request.Host.Host == "localhost" || (IPAddress.TryParse(request.Host.Host, out var address) && IPAddress.IsLoopback(address)));
}
