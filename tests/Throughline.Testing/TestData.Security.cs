using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Throughline.Security;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>An account for a person who has none; signs in with nothing until a password or a passkey is added.</summary>
    public static async Task AddAccountAsync(this TestDatabase database, Guid personId, bool administers = false)
    {
        await using var context = database.Everything();
        if (!await context.Set<Account>().AnyAsync(a => a.PersonId == personId))
        {
            await database.WriteAsync("account-opened", writing =>
            {
                writing.Context.Add(Account.Open(writing.NewId(), personId, $"{personId:N}@example.org", administers, writing.Now).Value);
                return new Done();
            });
        }
    }

    /// <summary>The password of accounts made by <see cref="AddSignInAsync"/>.</summary>
    public const string Password = "kettle orbit walnut seven";

    /// <summary>The authenticator key of accounts made by <see cref="AddSignInAsync"/>.</summary>
    public const string AuthenticatorKey = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    /// <summary>An account with a password and, unless left out, an authenticator app.</summary>
    public static Task<Done> AddSignInAsync(this TestDatabase database, Guid personId, string signInName, bool app = true) =>
        database.WriteAsync("account-opened", writing =>
        {
            var account = Account.Open(writing.NewId(), personId, signInName, administers: false, writing.Now).Value;
            account.SetPassword(PasswordHash.Value, writing.Now);
            if (app)
            {
                account.OfferAuthenticator(writing.Seal(personId, AuthenticatorKey));
                account.ConfirmAuthenticator(0);
            }

            writing.Context.Add(account);
            return new Done();
        });

    /// <summary>The code that the app of such an account shows now.</summary>
    public static string AppCode(this TestDatabase database, string key = AuthenticatorKey) => Totp.Code(key, Totp.Step(database.Clock.GetUtcNow()));

    private static readonly Lazy<string> PasswordHash = new(() =>
        new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 })).HashPassword(null!, Password));
}
