using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Throughline.People;
using Throughline.Security;

namespace Throughline.Audit;

/// <summary>
/// Appends to the audit chain and verifies it. Appending happens on the connection and in the transaction of the write it belongs to:
/// if the event cannot be written, neither can the change.
/// </summary>
public sealed class Ledger(Keyring keyring)
{
    private readonly byte[] key = keyring.AuditKey;

    /// <summary>Appends events in order. Must be the last statement of its transaction: it holds the chain until the commit.</summary>
    /// <param name="connection">The connection of the write.</param>
    /// <param name="transaction">Its transaction.</param>
    /// <param name="drafts">What to append; nothing is done for none.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The sequence number and hash of the new end of the chain.</returns>
    public async Task<(long Sequence, byte[] Hash)> AppendAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<AuditDraft> drafts, CancellationToken cancellation)
    {
        if (drafts.Count == 0)
        {
            return default;
        }

        long sequence;
        byte[] hash;
        await using (var head = Command(connection, transaction, """
            UPDATE "AuditHead" SET "Sequence" = "Sequence" + @count WHERE "Id" = 1 RETURNING "Sequence", "Hash"
            """, ("@count", drafts.Count)))
        await using (var reader = await head.ExecuteReaderAsync(cancellation))
        {
            if (!await reader.ReadAsync(cancellation))
            {
                throw new InvalidOperationException("The audit chain has no head. The database was not set up by its migrations.");
            }

            sequence = reader.GetInt64(0) - drafts.Count;
            hash = (byte[])reader.GetValue(1);
        }

        // One statement for all of them, prepared once.
        await using var insert = Command(connection, transaction, """
            INSERT INTO "AuditEvents" ("Sequence", "At", "ActorId", "Hat", "Kind", "Name", "SubjectId", "RecordType", "RecordId", "Details", "Hash")
            VALUES (@sequence, @at, @actor, @hat, @kind, @name, @subject, @type, @record, @details, @hash)
            """);
        foreach (var draft in drafts)
        {
            sequence++;
            var details = Seal(draft);
            hash = Hash(hash, sequence, draft.At, draft.ActorId, draft.Hat, draft.Kind, draft.Name, draft.SubjectId, draft.RecordType, draft.RecordId, details);
            insert.Parameters.Clear();
            Give(
                insert,
                ("@sequence", sequence), ("@at", draft.At.UtcDateTime), ("@actor", draft.ActorId), ("@hat", (int)draft.Hat), ("@kind", (int)draft.Kind),
                ("@name", draft.Name), ("@subject", draft.SubjectId), ("@type", draft.RecordType), ("@record", draft.RecordId),
                ("@details", details), ("@hash", hash));
            await insert.ExecuteNonQueryAsync(cancellation);
        }

        await using var update = Command(connection, transaction, """UPDATE "AuditHead" SET "Hash" = @hash WHERE "Id" = 1""", ("@hash", hash));
        await update.ExecuteNonQueryAsync(cancellation);
        return (sequence, hash);
    }

    /// <summary>Makes durable whatever keys were made for this commit. The engines call it just before they commit.</summary>
    public void BeforeCommit() => keyring.Flush();

    /// <summary>The keyed hash that an event must carry, given the hash before it.</summary>
    internal byte[] Hash(byte[] previous, AuditEvent e) =>
        Hash(previous, e.Sequence, e.At, e.ActorId, e.Hat, e.Kind, e.Name, e.SubjectId, e.RecordType, e.RecordId, e.Details);

    /// <summary>Opens an event's details: null when its subject's key has been destroyed.</summary>
    internal string? OpenDetails(AuditEvent e) => e.SubjectId is { } subject
        ? Vault.OpenInsideWrite(keyring, subject, new SealedText(e.Details))
        : Encoding.UTF8.GetString(e.Details);

    private byte[] Seal(AuditDraft draft)
    {
        if (draft.SubjectId is not { } subject)
        {
            return Encoding.UTF8.GetBytes(draft.Details);
        }

        return keyring.IsDestroyed(subject) ? [] : Vault.Seal(keyring, subject, draft.Details).Bytes;
    }

    private byte[] Hash(
        byte[] previous, long sequence, DateTimeOffset at, Guid? actor, Hat hat, AuditKind kind, string name, Guid? subject, string type, Guid record, byte[] details)
    {
        using var buffer = new MemoryStream(256 + details.Length);
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        writer.Write(previous);
        writer.Write(sequence);
        writer.Write(at.ToUnixTimeMilliseconds());
        writer.Write((actor ?? Guid.Empty).ToByteArray());
        writer.Write((int)hat);
        writer.Write((int)kind);
        writer.Write(name);
        writer.Write((subject ?? Guid.Empty).ToByteArray());
        writer.Write(type);
        writer.Write(record.ToByteArray());
        writer.Write(details.Length);
        writer.Write(details);
        writer.Flush();
        return HMACSHA256.HashData(key, buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static DbCommand Command(DbConnection connection, DbTransaction transaction, string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        Give(command, parameters);
        return command;
    }

    private static void Give(DbCommand command, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
    }
}
