using System.Security.Cryptography;
using System.Text;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Uses a code of somebody's authenticator app, or one of their recovery codes. Each is accepted once.</summary>
public sealed class UseCode(UnitOfWork unit, Keyring keyring)
{
    /// <summary>Uses it.</summary>
    /// <param name="personId">Who.</param>
    /// <param name="typed">The code as typed; spaces and hyphens do not matter.</param>
    /// <param name="recovery">True for a recovery code.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns><see cref="Done"/>, or <see cref="CodeNotRight"/>: for a wrong or used code and while the account pauses alike.</returns>
    public Task<Outcome<Done>> RunAsync(Guid personId, string? typed, bool recovery, CancellationToken cancellation = default) =>
        unit.ChangeAccountAsync<Done>(personId, recovery ? "recovery-code-used" : "code-used", (writing, account) =>
        {
            var right = !account.IsPaused(writing.Now)
                && (recovery ? account.UseRecoveryCode(Hash(keyring, typed)) : UseAppCode(writing, account, typed));
            if (right)
            {
                account.ForgetFailures();
            }

            return Task.FromResult<Outcome<Done>>(right ? new Done() : new CodeNotRight());
        }, cancellation);

    internal static string Hash(Keyring keyring, string? code) =>
        Convert.ToBase64String(HMACSHA256.HashData(keyring.SecretHashKey, Encoding.UTF8.GetBytes(
            new string([.. (code ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]))));

    private static bool UseAppCode(Writing writing, Account account, string? typed)
    {
        if (writing.Open(account.PersonId, account.AuthenticatorKey) is not { } key || Totp.Match(key, typed, writing.Now, account.LastCodeStep) is not { } step)
        {
            return false;
        }

        account.UseCode(step);
        return true;
    }
}

/// <summary>The code is wrong, has been used, or has run out.</summary>
public sealed record CodeNotRight() : Refusal("code-not-right")
{
    /// <inheritdoc />
    public override string Sentence => "That code is not right, or it has been used. Wait for the next code and try again";

    /// <inheritdoc />
    public override string? Field => "Code";
}
