using Throughline.Security;

namespace Throughline.Web.Security;

/// <summary>The last step of every way to sign in: the browser's earlier session ends and a new one, with a new key, begins.</summary>
public sealed class SignInFlow(OpenSession open, EndSession end, AccountCareQueries accounts)
{
    public async Task<Outcome<Done>> SignInAsync(HttpContext context, NewSession session, CancellationToken cancellation)
    {
        var opened = await open.RunAsync(session with { Device = Devices.Describe(context.Request.Headers.UserAgent) }, cancellation);
        if (!opened.Succeeded)
        {
            return opened.Refusal!;
        }

        await EndAsync(context, cancellation);
        SessionCookie.Write(context, opened.Value);
        return new Done();
    }

    /// <summary>Where somebody goes who has just signed in: to where they wanted, by way of what they must be told first.</summary>
    public async Task<string> NextAsync(Guid personId, string? returnUrl, CancellationToken cancellation)
    {
        var back = SignIns.SafeReturn(returnUrl);
        return await accounts.AnyUnreadAsync(personId, cancellation) ? "/account/recoveries" + QueryString.Create("returnUrl", back) : back;
    }

    public async Task SignOutAsync(HttpContext context, CancellationToken cancellation)
    {
        await EndAsync(context, cancellation);
        SessionCookie.Delete(context);
    }

    private async Task EndAsync(HttpContext context, CancellationToken cancellation)
    {
        if (context.FindSession() is { Standing: not SessionStanding.Ended } earlier)
        {
            await end.RunAsync(earlier, context.SessionKey(), cancellation);
        }
    }
}
