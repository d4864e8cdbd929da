using System.Security.Cryptography;
using System.Text;
using Throughline.Security;

namespace Throughline.Audit;

/// <summary>
/// How far the audit chain had come at one time, noted in the keys folder: whoever can write the database alone can cut events off the end of the chain
/// and set its head back, but not this. It is as good as its age: what came after it may be cut off unseen.
/// </summary>
/// <param name="Sequence">The last event there was.</param>
/// <param name="Hash">Its hash.</param>
public sealed record Witness(long Sequence, byte[] Hash)
{
    /// <summary>The file's name in the keys folder: the sequence, the hash, and a keyed hash of the two, in one line.</summary>
    public const string FileName = "audit.witness";

    /// <summary>The present one; null where nothing has been noted yet.</summary>
    /// <exception cref="InvalidDataException">The file was not written by Throughline with these keys; the message names it.</exception>
    public static Witness? Read(Keyring keyring)
    {
        var path = Path.Combine(keyring.Folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        return File.ReadAllText(path).Trim().Split(' ') is [var number, var hash, var proof] && long.TryParse(number, out var sequence) && proof == Proof(keyring, sequence, hash)
            ? new Witness(sequence, Convert.FromHexString(hash))
            : throw new InvalidDataException($"{path} was changed by something else than Throughline, or written with other keys.");
    }

    /// <summary>Forgets it: somebody who has the keys has put another database in the place of the one it was about.</summary>
    public static void Forget(Keyring keyring) => File.Delete(Path.Combine(keyring.Folder, FileName));

    // Another name and then a move: whoever reads meanwhile, or after a power cut, finds the old one or the new one.
    internal void Write(Keyring keyring)
    {
        var path = Path.Combine(keyring.Folder, FileName);
        var hash = Convert.ToHexString(Hash);
        var fresh = $"{path}.{Path.GetRandomFileName()}";
        using (var file = new FileStream(fresh, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(Encoding.ASCII.GetBytes($"{Sequence} {hash} {Proof(keyring, Sequence, hash)}\n"));
            file.Flush(flushToDisk: true);
        }

        Keyring.Protect(fresh);
        File.Move(fresh, path, overwrite: true);
    }

    private static string Proof(Keyring keyring, long sequence, string hash) =>
        Convert.ToHexString(HMACSHA256.HashData(keyring.AuditKey, Encoding.ASCII.GetBytes($"throughline audit witness {sequence} {hash}")));
}
