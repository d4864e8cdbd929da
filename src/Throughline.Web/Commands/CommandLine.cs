using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Rights;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Web.Security;

namespace Throughline.Web.Commands;

/// <summary>
/// What can be done from the command line beside serving pages: <c>backup</c>, <c>restore</c>, <c>verify-audit</c>, <c>erase</c>, <c>help</c>.
/// Exit code 0 for done, 1 for a refusal or a finding, 2 for words that are not understood.
/// </summary>
public static class CommandLine
{
    private const string Help = """
        Throughline, from the command line

          throughline                            serve pages
          throughline backup FILE                copy the live SQLite database into FILE while people go on working
          throughline restore FILE               put a backup in the place of the database (stop Throughline first)
          throughline verify-audit               check every event of the audit chain
          throughline erase PERSON-ID REASON     destroy a person's key and take out their name (cannot be undone)
          throughline help                       this

        Settings come from appsettings.json, or from the environment: Throughline__Database, Throughline__Keys, Throughline__Postgres.
        A backup holds no keys: keep the keys folder somewhere else, and only its newest copy. The end of the audit chain is noted there
        (by the server, backup and restore), so that verify-audit finds when events have been cut off.
        """;

    /// <summary>True when the words are a command, not options of the server.</summary>
    public static bool Understands(string[] args) => args.Length > 0 && !args[0].StartsWith('-');

    /// <summary>Carries out a command.</summary>
    public static async Task<int> RunAsync(string[] args, ThroughlineSettings settings, TextWriter output, TextWriter errors)
    {
        try
        {
            switch (args)
            {
                case ["help"]:
                    await output.WriteLineAsync(Help);
                    return 0;
                case ["backup", var target]:
                    return await BackupAsync(settings, target, output, errors);
                case ["restore", var source]:
                    return await RestoreAsync(settings, source, output, errors);
                case ["verify-audit"]:
                    return await VerifyAsync(settings, output, errors);
                case ["erase", var person, .. var reason] when Guid.TryParse(person, out var id):
                    return await EraseAsync(settings, id, string.Join(' ', reason), output, errors);
                default:
                    await errors.WriteLineAsync($"Throughline does not know “{string.Join(' ', args)}”.{Environment.NewLine}{Environment.NewLine}{Help}");
                    return 2;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await errors.WriteLineAsync(problem.Message);
            return 1;
        }
        // PostgreSQL's provider wraps the failure to reach a server.
        catch (Exception problem) when ((problem as DbException ?? problem.InnerException as DbException) is { } refused)
        {
            var database = settings.Postgres is { Length: > 0 } ? "the PostgreSQL database that Throughline__Postgres names" : settings.Database;
            await errors.WriteLineAsync($"Throughline cannot work with {database}. Check that it is there, that it is Throughline’s, and that this version has been started on it once. The database says: {refused.Message}");
            return 1;
        }
    }

    private static async Task<int> BackupAsync(ThroughlineSettings settings, string target, TextWriter output, TextWriter errors)
    {
        NeedSqlite(settings, "Use pg_dump: docs/operating.md shows how.");
        await SqliteEngine.BackupAsync(settings.Database, target);
        if (SqliteEngine.Check(target) is { } problem)
        {
            throw new InvalidDataException($"The backup was written but does not check: {problem}");
        }

        await output.WriteLineAsync($"Backed up {settings.Database} to {target} ({new FileInfo(target).Length:N0} bytes) and checked it.");
        await output.WriteLineAsync($"The keys in {settings.Keys} are not in it. Keep a copy of that folder somewhere else, and only the newest: an old copy would bring destroyed keys back.");
        if (!Directory.Exists(settings.Keys))
        {
            await output.WriteLineAsync($"There is no folder {settings.Keys}, so the end of the audit chain was not noted there.");
            return 0;
        }

        using var keyring = new Keyring(settings.Keys);
        // The database and not its copy: a server may have noted a later end while the copy was made.
        await using var context = new ThroughlineContext(SqliteEngine.ReadOnlyOptions(settings.Database), Viewer.System);
        if (!await new RenewWitness(context, keyring).RunAsync())
        {
            await errors.WriteLineAsync("The audit chain is not as it was last noted in the keys folder. Run verify-audit, and keep older backups.");
            return 1;
        }

        return 0;
    }

    private static async Task<int> RestoreAsync(ThroughlineSettings settings, string source, TextWriter output, TextWriter errors)
    {
        NeedSqlite(settings, "Use pg_restore: docs/operating.md shows how.");
        if (!File.Exists(source))
        {
            throw new IOException($"There is no backup at {source}.");
        }

        using var keyring = new Keyring(settings.Keys);
        var ledger = new Ledger(keyring);
        var database = Path.GetFullPath(settings.Database);
        Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        using (SqliteEngine.Own(database))
        {
            var incoming = database + ".restoring";
            Delete(FilesOf(incoming));
            try
            {
                // The copy is checked, not the backup itself: to look at a file SQLite may have to write beside it.
                File.Copy(source, incoming, overwrite: true);
                using (var written = new FileStream(incoming, FileMode.Open, FileAccess.ReadWrite))
                {
                    written.Flush(flushToDisk: true);
                }

                if (await SqliteEngine.CheckBackupAsync(incoming, ledger) is { } problem)
                {
                    throw new InvalidDataException($"{source} cannot be restored. {problem} Nothing was changed.");
                }

                if (File.Exists(database))
                {
                    var aside = $"{database}.before-restore-{TimeProvider.System.GetUtcNow():yyyyMMddHHmmss}";
                    await SetAsideAsync(database, aside);
                    await output.WriteLineAsync($"The database as it was is kept at {aside}.");
                }

                File.Move(incoming, database, overwrite: true);
            }
            finally
            {
                Delete(FilesOf(incoming));
            }
        }

        await using var engine = new SqliteEngine(database, ledger);
        await engine.MigrateAsync();
        var again = await EraseAgainAsync(engine, keyring, ledger);
        await output.WriteLineAsync($"Restored {source}. People erased since it was made, and now from it too: {again}.");
        await using var context = engine.OpenReader(Viewer.System);
        var report = await VerifyChain.RunAsync(context, ledger);
        if (report.Whole)
        {
            // The chain is as long as it was when the backup was made, and that is meant.
            Witness.Forget(keyring);
            await new RenewWitness(context, keyring).RunAsync();
        }

        return await ReportAsync(report, output, errors);
    }

    // Whatever is still in the write-ahead log belongs to the database that is set aside.
    private static async Task SetAsideAsync(string database, string aside)
    {
        try
        {
            await SqliteEngine.BackupAsync(database, aside);
        }
        catch (DbException)
        {
            // It is damaged, which may be why a backup is restored. Its files are kept as they are.
            File.Delete(aside + ".partial");
            foreach (var (file, copy) in FilesOf(database).Zip(FilesOf(aside)).Where(pair => File.Exists(pair.First)))
            {
                File.Copy(file, copy);
            }
        }

        Delete(FilesOf(database)[1..]);
    }

    private static void Delete(string[] files) => Array.ForEach(files, File.Delete);

    private static string[] FilesOf(string database) => [database, database + "-wal", database + "-shm"];

    private static async Task<int> EraseAgainAsync(SqliteEngine engine, Keyring keyring, Ledger ledger)
    {
        var count = 0;
        foreach (var person in keyring.Destroyed())
        {
            await using var context = engine.OpenReader(Viewer.System);
            if (!await context.People.AnyAsync(p => p.Id == person && p.ErasedAt == null))
            {
                continue;
            }

            var erase = new ErasePerson(new UnitOfWork(engine, new CurrentViewer { Viewer = Viewer.System }, keyring, TimeProvider.System), keyring);
            await erase.RunAsync(person, "Erased before, and again after a backup was restored.", ErasureGround.AfterRestore);
            count++;
        }

        await engine.CheckpointAsync();
        return count;
    }

    private static async Task<int> VerifyAsync(ThroughlineSettings settings, TextWriter output, TextWriter errors)
    {
        NeedDatabase(settings);
        using var keyring = new Keyring(settings.Keys);
        var ledger = new Ledger(keyring);
        // Before the chain is looked at, which goes on growing.
        var witness = Witness.Read(keyring);
        ChainReport report;
        if (settings.Postgres is { Length: > 0 } postgres)
        {
            await using var engine = new PostgresEngine(postgres, ledger);
            await using var remote = engine.OpenReader(Viewer.System);
            report = await VerifyChain.RunAsync(remote, ledger, witness);
        }
        else
        {
            await using var context = new ThroughlineContext(SqliteEngine.ReadOnlyOptions(settings.Database), Viewer.System);
            report = await VerifyChain.RunAsync(context, ledger, witness);
        }

        var code = await ReportAsync(report, output, errors);
        await output.WriteLineAsync(witness is null
            ? "Its end has not been noted in the keys folder yet: nobody could tell if events had been cut off."
            : $"Its end was last noted in the keys folder at event {witness.Sequence:N0}.");
        return code;
    }

    private static async Task<int> ReportAsync(ChainReport report, TextWriter output, TextWriter errors)
    {
        if (report.Whole)
        {
            await output.WriteLineAsync($"The audit chain is whole: {report.Events:N0} events.");
            return 0;
        }

        await errors.WriteLineAsync($"The audit chain is broken at event {report.FirstBad}. {report.Problem}");
        return 1;
    }

    private static async Task<int> EraseAsync(ThroughlineSettings settings, Guid person, string reason, TextWriter output, TextWriter errors)
    {
        NeedDatabase(settings);
        using var keyring = new Keyring(settings.Keys);
        var ledger = new Ledger(keyring);
        await using IDatabaseEngine engine = settings.Postgres is { Length: > 0 } postgres
            ? new PostgresEngine(postgres, ledger)
            : new SqliteEngine(settings.Database, ledger);
        var unit = new UnitOfWork(engine, new CurrentViewer { Viewer = Viewer.System }, keyring, TimeProvider.System);
        var outcome = await new ErasePerson(unit, keyring).RunAsync(person, reason);
        if (outcome.Refusal is { } refusal)
        {
            await errors.WriteLineAsync(refusal.Sentence);
            return 1;
        }

        if (engine is SqliteEngine sqlite)
        {
            await sqlite.CheckpointAsync();
        }

        await output.WriteLineAsync("Erased. Nothing that was sealed about this person can be read again, here or in any backup.");
        return 0;
    }

    private static void NeedDatabase(ThroughlineSettings settings)
    {
        if (settings.Postgres is not { Length: > 0 } && !File.Exists(settings.Database))
        {
            throw new IOException($"There is no database at {settings.Database}.");
        }
    }

    private static void NeedSqlite(ThroughlineSettings settings, string otherwise)
    {
        if (settings.Postgres is { Length: > 0 })
        {
            throw new IOException($"This service keeps its records in PostgreSQL. {otherwise}");
        }
    }
}
