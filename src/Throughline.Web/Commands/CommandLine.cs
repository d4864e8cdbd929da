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
        A backup holds no keys: keep the keys folder somewhere else, and only its newest copy.
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
                    return await BackupAsync(settings, target, output);
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
    }

    private static async Task<int> BackupAsync(ThroughlineSettings settings, string target, TextWriter output)
    {
        NeedSqlite(settings, "Use pg_dump: docs/operating.md shows how.");
        await SqliteEngine.BackupAsync(settings.Database, target);
        if (SqliteEngine.Check(target) is { } problem)
        {
            throw new InvalidDataException($"The backup was written but does not check: {problem}");
        }

        await output.WriteLineAsync($"Backed up {settings.Database} to {target} ({new FileInfo(target).Length:N0} bytes) and checked it.");
        await output.WriteLineAsync($"The keys in {settings.Keys} are not in it. Keep a copy of that folder somewhere else, and only the newest: an old copy would bring destroyed keys back.");
        return 0;
    }

    private static async Task<int> RestoreAsync(ThroughlineSettings settings, string source, TextWriter output, TextWriter errors)
    {
        NeedSqlite(settings, "Use pg_restore: docs/operating.md shows how.");
        if (!File.Exists(source))
        {
            throw new IOException($"There is no backup at {source}.");
        }

        if (SqliteEngine.Check(source) is { } problem)
        {
            throw new InvalidDataException($"{source} is not a whole Throughline backup: {problem}. Nothing was changed.");
        }

        var database = Path.GetFullPath(settings.Database);
        Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        using (SqliteEngine.Own(database))
        {
            var incoming = database + ".restoring";
            File.Copy(source, incoming, overwrite: true);
            using (var written = new FileStream(incoming, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            if (File.Exists(database))
            {
                // Whatever was still in the write-ahead log belongs to the database that is set aside.
                var aside = $"{database}.before-restore-{TimeProvider.System.GetUtcNow():yyyyMMddHHmmss}";
                await SqliteEngine.BackupAsync(database, aside);
                await output.WriteLineAsync($"The database as it was is kept at {aside}.");
                File.Delete(database + "-wal");
                File.Delete(database + "-shm");
            }

            File.Move(incoming, database, overwrite: true);
        }

        using var keyring = new Keyring(settings.Keys);
        var ledger = new Ledger(keyring);
        await using var engine = new SqliteEngine(database, ledger);
        await engine.MigrateAsync();
        var again = await EraseAgainAsync(engine, keyring, ledger);
        await output.WriteLineAsync($"Restored {source}. {again} people who have been erased since it was made were erased from it again.");
        return await ReportAsync(await VerifyChain.RunAsync(engine.OpenReader(Viewer.System), ledger), output, errors);
    }

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
        using var keyring = new Keyring(settings.Keys);
        var ledger = new Ledger(keyring);
        if (settings.Postgres is { Length: > 0 } postgres)
        {
            await using var engine = new PostgresEngine(postgres, ledger);
            await using var remote = engine.OpenReader(Viewer.System);
            return await ReportAsync(await VerifyChain.RunAsync(remote, ledger), output, errors);
        }

        if (!File.Exists(settings.Database))
        {
            throw new IOException($"There is no database at {settings.Database}.");
        }

        await using var context = new ThroughlineContext(SqliteEngine.ReadOnlyOptions(settings.Database), Viewer.System);
        return await ReportAsync(await VerifyChain.RunAsync(context, ledger), output, errors);
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

    private static void NeedSqlite(ThroughlineSettings settings, string otherwise)
    {
        if (settings.Postgres is { Length: > 0 })
        {
            throw new IOException($"This service keeps its records in PostgreSQL. {otherwise}");
        }
    }
}
