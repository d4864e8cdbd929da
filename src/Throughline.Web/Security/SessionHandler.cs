using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Throughline.Security;

namespace Throughline.Web.Security;

/// <summary>
/// Signs a request in from the session that its cookie names. The framework's cookie handler is not used: with a session store it keeps the old key
/// when somebody signs in over a session, and its cookie carries more than a key.
/// </summary>
public sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SessionQueries sessions, KeptForms kept,
    IOptions<ThroughlineSettings> settings)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Session";

    /// <summary>When a second factor was last shown, in Unix seconds. Passkeys bring no such claim of their own.</summary>
    public const string SecondFactorClaim = "throughline:second-factor";

    /// <summary>In the address by which a page looks again by itself. Such a request is nobody's doing: the lock for no use comes all the same.</summary>
    public const string ByItself = "by-itself";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var byItself = HttpMethods.IsGet(Request.Method) && Request.Query.ContainsKey(ByItself);
        if (SessionCookie.Read(Request) is not { } key || await sessions.FindAsync(key, byItself, Context.RequestAborted) is not { } session)
        {
            return AuthenticateResult.NoResult();
        }

        Context.SetSession(session, key);
        if (session.Standing == SessionStanding.Ended)
        {
            return AuthenticateResult.NoResult();
        }

        var identity = new ClaimsIdentity(Scheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, session.PersonId.ToString()));
        if (session.ProvedAt is { } proved)
        {
            identity.AddClaim(new Claim(SecondFactorClaim, proved.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        }

        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        SendAsync(settings.Value.Fictional ? "/sign-in/as" : "/sign-in");

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        switch (Context.FindSession()?.Standing)
        {
            case SessionStanding.Locked:
                await SendAsync("/locked");
                break;
            case SessionStanding.NeedsSecondFactor:
                await SendAsync("/account/second-factor");
                break;
            case SessionStanding.NoHat:
                await SendAsync("/hat");
                break;
            default:
                Response.StatusCode = StatusCodes.Status403Forbidden;
                break;
        }
    }

    private async Task SendAsync(string page)
    {
        if (Request.Headers["Sec-Fetch-Mode"] is [{ } mode] && mode is not ("navigate" or "no-cors"))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var back = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString
            : await kept.KeepAsync(Context) is { } id ? $"/kept/{id}"
            : "/";
        Response.Redirect(page + (back == "/" ? default : QueryString.Create("returnUrl", back)));
    }
}
