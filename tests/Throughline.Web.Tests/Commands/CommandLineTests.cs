using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Rights;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;
using Throughline.Web.Commands;
using Throughline.Web.Security;

namespace Throughline.Web.Tests.Commands;

public sealed class CommandLineTests
{
    // A connection that is refused at once: nothing answers at port 1.
    private const string NobodyThere = "Host=127.0.0.1;Port=1;Database=nowhere;Username=nobody;Timeout=5";

    [Fact]
    public async Task Restore_OlderBackup_HoldsWhatThereWasThenAndItsChainIsWhole()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        await database.AddPersonAsync("Nadia", null, scheme.Mentee);
        var older = await BackupAsync(database, "older.db");
        await database.AddPersonAsync("Theo", null, scheme.Mentee);
        await database.AddPersonAsync("Bea", null, scheme.Mentee);
        var live = await LiveAsync(database);
        Witness.Read(database.Keyring)!.Sequence.ShouldBe(4);

        var restored = await RunAsync(live, "restore", older);

        restored.Code.ShouldBe(0, restored.Errors);
        (await NamesAsync(live.Database)).ShouldBe(["Nadia"]);
        var aside = Directory.GetFiles(Path.GetDirectoryName(live.Database)!, "*.before-restore-*").ShouldHaveSingleItem();
        restored.Output.ShouldContain(aside);
        (await NamesAsync(aside)).ShouldBe(["Bea", "Nadia", "Theo"]);
        var verified = await RunAsync(live, "verify-audit");
        verified.Code.ShouldBe(0, verified.Errors);
        verified.Output.ShouldContain("whole: 2 events");
        verified.Output.ShouldContain("noted in the keys folder at event 2");
    }

    [Fact]
    public async Task Restore_BackupFromBeforeAnErasure_ErasesAgainAndNoByteIsLeft()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var nadia = (await database.AsAsync<AddPerson, Outcome<Guid>>(Viewer.System, add => add.RunAsync(new NewPerson(
            new PersonDetails("Nadia", "Okonjo"), scheme.Mentee.Id, RoleState.Held, new DateOnly(2026, 1, 5), "Zephyrine marker: only before nine.")))).Value;
        await database.AddPersonAsync("Theo", null, scheme.Mentee);
        byte[] words;
        await using (var before = database.Everything())
        {
            words = (await before.People.SingleAsync(p => p.Id == nadia)).ContactNote!.Bytes;
        }

        var older = await BackupAsync(database, "older.db");
        var live = await LiveAsync(database);
        Holds(live.Database, words).ShouldBeTrue("the sealed words must be there for this test to mean anything");
        var erased = await RunAsync(live, ["erase", nadia.ToString(), .. "She asked us to, in writing, on Monday.".Split(' ')]);
        erased.Code.ShouldBe(0, erased.Errors);
        Holds(older, words).ShouldBeTrue();

        var restored = await RunAsync(live, "restore", older);

        restored.Code.ShouldBe(0, restored.Errors);
        restored.Output.ShouldContain("now from it too: 1.");
        (await NamesAsync(live.Database)).ShouldBe(["Erased person", "Theo"]);
        await using (var context = new ThroughlineContext(SqliteEngine.ReadOnlyOptions(live.Database), Viewer.System))
        {
            (await context.Erasures.SingleAsync(e => e.PersonId == nadia)).Ground.ShouldBe(ErasureGround.AfterRestore);
        }

        (await RunAsync(live, "verify-audit")).Code.ShouldBe(0);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(live.Database)!))
        {
            Holds(file, words).ShouldBeFalse($"{file} holds the sealed note");
            Holds(file, "Zephyrine"u8).ShouldBeFalse($"{file} holds the plain words");
            Holds(file, "Okonjo"u8).ShouldBeFalse($"{file} holds the name");
        }

        // The backup itself still has the sealed words, which no key opens any more.
        Holds(older, "Zephyrine"u8).ShouldBeFalse();
        using var keyring = new Keyring(live.Keys);
        keyring.Find(nadia).ShouldBeNull();
        Vault.OpenInsideWrite(keyring, nadia, new SealedText(words)).ShouldBeNull();
    }

    [Theory]
    [InlineData("empty", "holds no records of Throughline")]
    [InlineData("foreign", "holds no records of Throughline")]
    [InlineData("letter", "not a database")]
    [InlineData("truncated", "cannot be restored")]
    [InlineData("later", "later version")]
    [InlineData("tampered", "broken at event 2")]
    [InlineData("headless", "no head")]
    public async Task Restore_FileThatIsNoWholeBackup_IsRefusedAndTheDatabaseIsLeftAlone(string kind, string says)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        await database.AddPersonAsync("Nadia", null, scheme.Mentee);
        var live = await LiveAsync(database);
        var file = Path.Combine(database.Folder, $"{kind}.db");
        switch (kind)
        {
            case "empty":
                await File.WriteAllBytesAsync(file, Array.Empty<byte>());
                break;
            case "foreign":
                await SqlAsync(file, """CREATE TABLE "Letters" ("Id" INTEGER PRIMARY KEY, "Words" TEXT); INSERT INTO "Letters" VALUES (1, 'Dear Sir');""");
                break;
            case "letter":
                await File.WriteAllTextAsync(file, new string('a', 5000));
                break;
            default:
                await BackupAsync(database, $"{kind}.db");
                break;
        }

        switch (kind)
        {
            case "truncated":
                await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..^20_000]);
                break;
            case "later":
                await SqlAsync(file, """INSERT INTO "__EFMigrationsHistory" VALUES ('99991231000000_Later', '99.0.0')""");
                break;
            case "tampered":
                await SqlAsync(file, """UPDATE "AuditEvents" SET "Name" = 'nothing-happened' WHERE "Sequence" = 2""");
                break;
            case "headless":
                await SqlAsync(file, """DELETE FROM "AuditHead" """);
                break;
        }

        var folder = Path.GetDirectoryName(live.Database)!;
        var (files, bytes) = (Directory.GetFiles(folder), await File.ReadAllBytesAsync(live.Database));
        var offered = await File.ReadAllBytesAsync(file);

        var refused = await RunAsync(live, "restore", file);

        refused.Code.ShouldBe(1);
        refused.Errors.ShouldContain(file);
        refused.Errors.ShouldContain(says);
        refused.Errors.ShouldContain("Nothing was changed.");
        Directory.GetFiles(folder).ShouldBe(files, ignoreOrder: true);
        (await File.ReadAllBytesAsync(live.Database)).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        (await File.ReadAllBytesAsync(file)).AsSpan().SequenceEqual(offered).ShouldBeTrue();
        (await RunAsync(live, "verify-audit")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Restore_WithOtherKeys_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.AddSchemeAsync();
        var backup = await BackupAsync(database, "backup.db");
        var elsewhere = new ThroughlineSettings { Database = Path.Combine(database.Folder, "elsewhere", "throughline.db"), Keys = Path.Combine(database.Folder, "elsewhere", "keys") };

        var refused = await RunAsync(elsewhere, "restore", backup);

        refused.Code.ShouldBe(1);
        refused.Errors.ShouldContain("other keys");
        File.Exists(elsewhere.Database).ShouldBeFalse();
    }

    [Fact]
    public async Task Restore_OverADamagedDatabase_KeepsItsFilesAndGoesOn()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        await database.AddPersonAsync("Nadia", null, scheme.Mentee);
        var backup = await BackupAsync(database, "backup.db");
        var live = await LiveAsync(database);
        await File.WriteAllTextAsync(live.Database, new string('a', 5000));

        var restored = await RunAsync(live, "restore", backup);

        restored.Code.ShouldBe(0, restored.Errors);
        (await NamesAsync(live.Database)).ShouldBe(["Nadia"]);
        var aside = Directory.GetFiles(Path.GetDirectoryName(live.Database)!, "*.before-restore-??????????????").ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(aside)).ShouldBe(new string('a', 5000));
    }

    [Fact]
    public async Task Restore_WhileThroughlineRuns_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.AddSchemeAsync();
        var backup = await BackupAsync(database, "backup.db");

        var refused = await RunAsync(SettingsOf(database), "restore", backup);

        refused.Code.ShouldBe(1);
        refused.Errors.ShouldContain("already running");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task VerifyAudit_ChainCutOffSinceItWasNoted_SaysSo(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        await database.AddPersonAsync("Nadia", null, scheme.Mentee);
        var unnoted = await RunAsync(SettingsOf(database), "verify-audit");
        unnoted.Code.ShouldBe(0, unnoted.Errors);
        unnoted.Output.ShouldContain("has not been noted");
        await database.AsAsync<RenewWitness, bool>(Viewer.System, renew => renew.RunAsync());
        (await RunAsync(SettingsOf(database), "verify-audit")).Output.ShouldContain("noted in the keys folder at event 2");
        await using (var context = database.Everything())
        {
            await context.Database.ExecuteSqlRawAsync("""UPDATE "AuditHead" SET "Sequence" = 1, "Hash" = (SELECT "Hash" FROM "AuditEvents" WHERE "Sequence" = 1)""");
            await context.Database.ExecuteSqlRawAsync("""DELETE FROM "AuditEvents" WHERE "Sequence" = 2""");
        }

        var found = await RunAsync(SettingsOf(database), "verify-audit");

        found.Code.ShouldBe(1);
        found.Errors.ShouldContain("broken at event 2");
        found.Errors.ShouldContain(Witness.FileName);
    }

    [Fact]
    public async Task Backup_NotesTheEndOfTheChain_AndSaysWhenItWasCutOff()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        await database.AddPersonAsync("Nadia", null, scheme.Mentee);
        Witness.Read(database.Keyring).ShouldBeNull();
        await BackupAsync(database, "first.db");
        Witness.Read(database.Keyring)!.Sequence.ShouldBe(2);
        await using (var context = database.Everything())
        {
            await context.Database.ExecuteSqlRawAsync("""UPDATE "AuditHead" SET "Sequence" = 1, "Hash" = (SELECT "Hash" FROM "AuditEvents" WHERE "Sequence" = 1)""");
            await context.Database.ExecuteSqlRawAsync("""DELETE FROM "AuditEvents" WHERE "Sequence" = 2""");
        }

        var second = await RunAsync(SettingsOf(database), "backup", Path.Combine(database.Folder, "second.db"));

        second.Code.ShouldBe(1);
        second.Errors.ShouldContain("verify-audit");
        Witness.Read(database.Keyring)!.Sequence.ShouldBe(2);
    }

    [Theory]
    [InlineData("verify-audit", false)]
    [InlineData("erase", false)]
    [InlineData("verify-audit", true)]
    [InlineData("erase", true)]
    public async Task Run_WrongDatabase_IsOnePlainMessage(string command, bool postgres)
    {
        var folder = Directory.CreateTempSubdirectory("throughline-commands-").FullName;
        var settings = new ThroughlineSettings { Database = Path.Combine(folder, "letters.db"), Keys = Path.Combine(folder, "keys"), Postgres = postgres ? NobodyThere : null };
        await SqlAsync(settings.Database, """CREATE TABLE "Letters" ("Id" INTEGER PRIMARY KEY)""");
        string[] words = command == "erase" ? ["erase", "0190a5a0-0000-7000-8000-000000000001", "A letter came on 26 February."] : [command];

        var failed = await RunAsync(settings, words);

        failed.Code.ShouldBe(1);
        failed.Errors.ShouldContain("cannot work with");
        failed.Errors.ShouldContain(postgres ? "Throughline__Postgres" : settings.Database);
        failed.Errors.ShouldNotContain("   at ");
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("verify-audit")]
    [InlineData("erase 0190a5a0-0000-7000-8000-000000000001 A letter came on 26 February.")]
    public async Task Run_NoDatabase_SaysSoAndMakesNone(string words)
    {
        var folder = Directory.CreateTempSubdirectory("throughline-commands-").FullName;
        var settings = new ThroughlineSettings { Database = Path.Combine(folder, "throughline.db"), Keys = Path.Combine(folder, "keys") };

        var failed = await RunAsync(settings, words.Split(' '));

        failed.Code.ShouldBe(1);
        failed.Errors.ShouldContain("There is no database");
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
        Directory.Delete(folder, recursive: true);
    }

    private static ThroughlineSettings SettingsOf(TestDatabase database) =>
        new() { Database = database.DatabaseFile, Keys = database.KeysFolder, Postgres = database.ConnectionString };

    private static async Task<string> BackupAsync(TestDatabase database, string name)
    {
        var target = Path.Combine(database.Folder, name);
        var done = await RunAsync(SettingsOf(database), "backup", target);
        done.Code.ShouldBe(0, done.Errors);
        return target;
    }

    // The same service on a file that nobody has open, with the same keys.
    private static async Task<ThroughlineSettings> LiveAsync(TestDatabase database)
    {
        var live = new ThroughlineSettings { Database = Path.Combine(database.Folder, "live", "throughline.db"), Keys = database.KeysFolder };
        var made = await RunAsync(live, "restore", await BackupAsync(database, "present.db"));
        made.Code.ShouldBe(0, made.Errors);
        return live;
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(ThroughlineSettings settings, params string[] args)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await CommandLine.RunAsync(args, settings, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    private static async Task<List<string>> NamesAsync(string file)
    {
        await using var context = new ThroughlineContext(SqliteEngine.ReadOnlyOptions(file), Viewer.System);
        return await context.People.OrderBy(p => p.PreferredName).Select(p => p.PreferredName).ToListAsync();
    }

    private static async Task SqlAsync(string file, string text)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync();
    }

    private static bool Holds(string file, ReadOnlySpan<byte> words) => File.ReadAllBytes(file).AsSpan().IndexOf(words) >= 0;
}
