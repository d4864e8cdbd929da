using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Sets up an authenticator app in two steps: a key is offered, and taken into use when the app shows a right code.</summary>
public sealed class SetUpAuthenticator(UnitOfWork unit)
{
    /// <summary>Offers a new key. The one in use, if any, stays in use.</summary>
    /// <returns>The key in base 32, to be shown.</returns>
    public Task<Outcome<string>> RunAsync(Guid personId, CancellationToken cancellation = default)
    {
        var key = Totp.NewKey();
        return unit.ChangeAccountAsync<string>(personId, "authenticator-offered", (writing, account) =>
        {
            account.OfferAuthenticator(writing.Seal(personId, key));
            return Task.FromResult<Outcome<string>>(key);
        }, cancellation);
    }

    /// <summary>Shows the offered key again, for a form that was sent with a wrong code.</summary>
    /// <returns>The key, or null when none was offered.</returns>
    public async Task<string?> OfferedAsync(Guid personId, CancellationToken cancellation = default)
    {
        string? key = null;
        await unit.ChangeAccountAsync<Done>(personId, "authenticator-offered", (writing, account) =>
        {
            key = writing.Open(personId, account.OfferedAuthenticatorKey);
            return Task.FromResult<Outcome<Done>>(new NotAllowed());
        }, cancellation);
        return key;
    }

    /// <summary>Takes the offered key into use.</summary>
    public Task<Outcome<Done>> ConfirmAsync(Guid personId, string? code, CancellationToken cancellation = default) =>
        unit.ChangeAccountAsync<Done>(personId, "authenticator-set-up", (writing, account) =>
        {
            if (writing.Open(personId, account.OfferedAuthenticatorKey) is not { } key || Totp.Match(key, code, writing.Now, 0) is not { } step)
            {
                return Task.FromResult<Outcome<Done>>(new CodeNotRight());
            }

            account.ConfirmAuthenticator(step);
            return Task.FromResult<Outcome<Done>>(new Done());
        }, cancellation);
}
