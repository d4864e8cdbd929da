using Throughline.Security;

namespace Throughline.Web.Security;

/// <summary>The last step of every way to sign in: the browser's earlier session ends and a new one, with a new key, begins.</summary>
public sealed class SignInFlow(OpenSession open, EndSession end)
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
