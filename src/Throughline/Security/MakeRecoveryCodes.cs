using System.Security.Cryptography;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Makes ten recovery codes in place of all earlier ones. They are shown once; only their keyed hashes are kept.</summary>
public sealed class MakeRecoveryCodes(UnitOfWork unit, Keyring keyring)
{
    /// <summary>How many there are.</summary>
    public const int Count = 10;

    // No letter that can be taken for another or for a figure.
    private const string Alphabet = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    /// <summary>Makes them.</summary>
    /// <returns>The codes, such as <c>K7QF-M2XP-4TRB</c>: 12 of 30 letters and figures each.</returns>
    public Task<Outcome<IReadOnlyList<string>>> RunAsync(Guid personId, CancellationToken cancellation = default)
    {
        string[] codes = [.. Enumerable.Range(0, Count).Select(_ =>
            string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4))))];
        return unit.ChangeAccountAsync<IReadOnlyList<string>>(personId, "recovery-codes-made", (writing, account) =>
        {
            account.SetRecoveryCodes([.. codes.Select(code => UseCode.Hash(keyring, code))]);
            return Task.FromResult<Outcome<IReadOnlyList<string>>>(codes);
        }, cancellation);
    }
}
