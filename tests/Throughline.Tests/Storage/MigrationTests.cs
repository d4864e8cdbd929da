using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Storage;

public sealed class MigrationTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Model_HasNoChangeWithoutAMigration(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var context = database.Everything();
        context.Database.HasPendingModelChanges().ShouldBeFalse($"add a migration for {provider} (CONTRIBUTING.md says how)");
    }

    [Fact]
    public async Task Migrations_OfBothProviders_HaveTheSameNames()
    {
        await using var sqlite = await TestDatabase.CreateAsync();
        await using var postgres = await TestDatabase.CreateAsync("PostgreSQL");
        static IEnumerable<string> Names(ThroughlineContext context) => context.Database.GetMigrations().Select(name => name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..]);
        await using var one = sqlite.Everything();
        await using var other = postgres.Everything();
        Names(one).ShouldNotBeEmpty();
        Names(one).ShouldBe(Names(other));
    }

    [Fact]
    public async Task MigrateAsync_EmptyFile_MakesAWorkingDatabaseAndDoesNothingTheSecondTime()
    {
        var folder = Directory.CreateTempSubdirectory("throughline-migrate-").FullName;
        using (var keyring = new Keyring(Path.Combine(folder, "keys")))
        {
            var ledger = new Ledger(keyring);
            await using var engine = new SqliteEngine(Path.Combine(folder, "throughline.db"), ledger);
            await engine.MigrateAsync();
            await engine.MigrateAsync();
            await using var context = engine.OpenReader(Viewer.System);
            (await context.People.CountAsync()).ShouldBe(0);
            (await VerifyChain.RunAsync(context, ledger)).ShouldBe(new ChainReport(0, null, null));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task MigrateAsync_LockLeftByAKilledMigration_IsClearedAndTheSchemaFinished()
    {
        var folder = Directory.CreateTempSubdirectory("throughline-migrate-").FullName;
        using (var keyring = new Keyring(Path.Combine(folder, "keys")))
        {
            await using var engine = new SqliteEngine(Path.Combine(folder, "throughline.db"), new Ledger(keyring));
            await using (var killed = engine.OpenReader(Viewer.System))
            {
                await killed.Database.ExecuteSqlRawAsync("""
                    CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                    INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-03-02 10:00:00+00:00');
                    """);
            }

            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await engine.MigrateAsync(patience.Token);
            await using var context = engine.OpenReader(Viewer.System);
            (await context.People.CountAsync()).ShouldBe(0);
        }

        Directory.Delete(folder, recursive: true);
    }
}
