namespace Throughline.Web.Security;

/// <summary>The cookie that ties the steps of signing in together: the key of a challenge, for minutes.</summary>
public static class StepCookie
{
    public static string? Read(HttpRequest request) => request.Cookies[Name(request)] is { Length: > 0 and <= 100 } key ? key : null;

    public static void Write(HttpContext context, string key) => context.Response.Cookies.Append(Name(context.Request), key, Options(context.Request));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name(context.Request), Options(context.Request));

    private static string Name(HttpRequest request) => (SessionCookie.IsPlainLocalhost(request) ? SessionCookie.PlainName : SessionCookie.SecureName) + "-step";

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        Secure = !SessionCookie.IsPlainLocalhost(request),
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
    };
}
