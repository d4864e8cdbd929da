using System.Security.Cryptography;

namespace Throughline.Security;

/// <summary>
/// One 256-bit key for each person, each wrapped (AES-256-GCM) by a master key, in a file that is no part of the database or of its backups.
/// Destroying a key overwrites it in place, so that what was sealed under it cannot be read again anywhere: not in the database, its
/// write-ahead log, or any backup ever taken. The person's id stays as a tombstone and never gets a second key.
/// </summary>
/// <remarks>
/// A record is 76 bytes: 16 of id, 12 of nonce, 16 of tag, 32 of wrapped key; all but the id are zero once destroyed. Several processes of one machine
/// may have the folder open: whoever adds a record holds <c>keyring.lock</c> meanwhile, and looks at the file again first.
/// </remarks>
public sealed class Keyring : IDisposable
{
    private const int IdSize = 16, NonceSize = 12, TagSize = 16, KeySize = 32;
    private const int RecordSize = IdSize + NonceSize + TagSize + KeySize;

    // A thousandth of a second or a little more between tries: ten seconds at least, and to add a record takes less than one of them.
    private const int LockTries = 10_000;

    private readonly Lock gate = new();
    private readonly string lockPath;
    private readonly FileStream file;
    private readonly byte[] masterKey;
    private readonly Dictionary<Guid, long> offsets = [];
    private bool unflushed;

    /// <summary>Opens or creates the keyring in a folder that holds <c>keyring</c> and, unless a master key is given, <c>master.key</c>.</summary>
    /// <param name="folder">A folder outside the database's own; made if missing, readable by the owner only.</param>
    /// <param name="masterKey">The 32-byte master key, where it is kept elsewhere (a secret store); null to keep it in the folder.</param>
    /// <exception cref="InvalidDataException">The master key or the keyring file is damaged; the message names the file.</exception>
    public Keyring(string folder, byte[]? masterKey = null)
    {
        Folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(Folder);
        lockPath = Path.Combine(Folder, "keyring.lock");
        using (Alone())
        {
            Protect(lockPath);
            this.masterKey = masterKey ?? ReadOrCreateMasterKey(Path.Combine(Folder, "master.key"));
            if (this.masterKey.Length != KeySize)
            {
                throw new InvalidDataException("The master key must be 32 bytes.");
            }

            var path = Path.Combine(Folder, "keyring");
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            Protect(path);
            ReadNew();
        }
    }

    /// <summary>The folder, as a full path.</summary>
    public string Folder { get; }

    /// <summary>A key for the audit chain, derived from the master key: whoever can write the database alone cannot forge the chain.</summary>
    public byte[] AuditKey => HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, KeySize, info: "throughline audit chain"u8.ToArray());

    /// <summary>A key for hashing short secrets such as invitation links, derived from the master key.</summary>
    public byte[] SecretHashKey => HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, KeySize, info: "throughline secrets"u8.ToArray());

    /// <summary>The person's key, or null when it was never made or has been destroyed.</summary>
    public byte[]? Find(Guid personId)
    {
        lock (gate)
        {
            return Lookup(personId) is { } offset ? Unwrap(personId, offset) : null;
        }
    }

    /// <summary>
    /// The person's key, made when there is none yet; null when it has been destroyed. A new key is durable only after <see cref="Flush"/>, which
    /// the database engines call before they commit: many new people share one flush.
    /// </summary>
    public byte[]? FindOrCreate(Guid personId)
    {
        lock (gate)
        {
            return Unwrap(personId, Lookup(personId) ?? Add(personId));
        }
    }

    /// <summary>Makes every new key durable. Nothing sealed under a key may be committed before this.</summary>
    public void Flush()
    {
        lock (gate)
        {
            if (unflushed)
            {
                RandomAccess.FlushToDisk(file.SafeFileHandle);
                unflushed = false;
            }
        }
    }

    /// <summary>True when the person had a key and it has been destroyed.</summary>
    public bool IsDestroyed(Guid personId)
    {
        lock (gate)
        {
            return Lookup(personId) is { } offset && Unwrap(personId, offset) is null;
        }
    }

    /// <summary>Everybody whose key has been destroyed: what a restored backup must be told again.</summary>
    public IReadOnlyList<Guid> Destroyed()
    {
        lock (gate)
        {
            ReadNew();
            return [.. offsets.Where(entry => Unwrap(entry.Key, entry.Value) is null).Select(entry => entry.Key)];
        }
    }

    /// <summary>Overwrites the person's key on disk for ever. Safe to repeat.</summary>
    public void Destroy(Guid personId)
    {
        lock (gate)
        {
            var offset = Lookup(personId) ?? Add(personId);
            ReadRecord(personId, offset, stackalloc byte[RecordSize]);
            RandomAccess.Write(file.SafeFileHandle, new byte[RecordSize - IdSize], offset + IdSize);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Flush();
        file.Dispose();
    }

    private long? Lookup(Guid personId)
    {
        if (!offsets.TryGetValue(personId, out var offset))
        {
            ReadNew();
            if (!offsets.TryGetValue(personId, out offset))
            {
                return null;
            }
        }

        return offset;
    }

    // Another process (the command line, a second server) may have added keys since the file was read. It may not have made them durable yet; whoever
    // seals under them here must, before they commit.
    private void ReadNew()
    {
        var known = (long)offsets.Count * RecordSize;
        var length = RandomAccess.GetLength(file.SafeFileHandle);
        length -= length % RecordSize; // a record cut short by a kill was never acknowledged
        if (length <= known)
        {
            return;
        }

        var bytes = new byte[length - known];
        var read = RandomAccess.Read(file.SafeFileHandle, bytes, known);
        unflushed = true;
        for (var at = 0; at + RecordSize <= read; at += RecordSize)
        {
            if (!offsets.TryAdd(new Guid(bytes.AsSpan(at, IdSize)), known + at))
            {
                throw new InvalidDataException($"The keyring names a person twice, at byte {known + at}. Restore the keyring file from its own copy.");
            }
        }
    }

    // Looks again under the lock: another process may have made this very key, or taken the place where the next one goes.
    private long Add(Guid personId)
    {
        using var alone = Alone();
        ReadNew();
        if (offsets.TryGetValue(personId, out var made))
        {
            return made;
        }

        var record = new byte[RecordSize];
        personId.TryWriteBytes(record);
        RandomNumberGenerator.Fill(record.AsSpan(IdSize, NonceSize));
        using var aes = new AesGcm(masterKey, TagSize);
        aes.Encrypt(
            record.AsSpan(IdSize, NonceSize),
            RandomNumberGenerator.GetBytes(KeySize),
            record.AsSpan(IdSize + NonceSize + TagSize),
            record.AsSpan(IdSize + NonceSize, TagSize),
            record.AsSpan(0, IdSize));
        var offset = (long)offsets.Count * RecordSize;
        RandomAccess.Write(file.SafeFileHandle, record, offset);
        offsets[personId] = offset;
        unflushed = true;
        return offset;
    }

    // The file stays when the lock is let go: two processes could each lock another file of a name that is taken away and made again.
    private FileStream Alone()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (tries < LockTries)
            {
                Thread.Sleep(1);
            }
        }
    }

    private byte[]? Unwrap(Guid personId, long offset)
    {
        Span<byte> record = stackalloc byte[RecordSize];
        ReadRecord(personId, offset, record);
        if (record[IdSize..].IndexOfAnyExcept((byte)0) < 0)
        {
            return null;
        }

        var key = new byte[KeySize];
        using var aes = new AesGcm(masterKey, TagSize);
        try
        {
            aes.Decrypt(
                record.Slice(IdSize, NonceSize),
                record[(IdSize + NonceSize + TagSize)..],
                record.Slice(IdSize + NonceSize, TagSize),
                key,
                record[..IdSize]);
        }
        catch (CryptographicException damaged)
        {
            throw new InvalidDataException($"The key of person {personId} cannot be unwrapped: the master key is not the one it was wrapped with, or the keyring file is damaged.", damaged);
        }

        return key;
    }

    private void ReadRecord(Guid personId, long offset, Span<byte> record)
    {
        if (RandomAccess.Read(file.SafeFileHandle, record, offset) != RecordSize || new Guid(record[..IdSize]) != personId)
        {
            throw new InvalidDataException(
                $"The key of person {personId} is not where it was, at byte {offset} of the keyring: the file has been changed by something else than Throughline.");
        }
    }

    private static byte[] ReadOrCreateMasterKey(string path)
    {
        if (File.Exists(path))
        {
            return Convert.FromBase64String(File.ReadAllText(path).Trim());
        }

        var key = RandomNumberGenerator.GetBytes(KeySize);
        using (var created = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        {
            created.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(key)));
            created.Flush(flushToDisk: true);
        }

        Protect(path);
        return key;
    }

    internal static void Protect(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
