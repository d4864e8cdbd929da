using Microsoft.EntityFrameworkCore;
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
}
