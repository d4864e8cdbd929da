using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Audit;

public sealed class VerifyChainTests
{
    // What somebody does who can write the database and wants the last event gone.
    private const string SetHeadBack = """UPDATE "AuditHead" SET "Sequence" = 4, "Hash" = (SELECT "Hash" FROM "AuditEvents" WHERE "Sequence" = 4)""";
    private const string CutOff = """DELETE FROM "AuditEvents" WHERE "Sequence" = 5""";

    [Theory]
    [InlineData("""UPDATE "AuditEvents" SET "Name" = 'nothing-happened' WHERE "Sequence" = 3""", 3)]
    [InlineData("""UPDATE "AuditEvents" SET "ActorId" = '00000000-0000-0000-0000-000000000009' WHERE "Sequence" = 2""", 2)]
    [InlineData("""UPDATE "AuditEvents" SET "Details" = X'00' WHERE "Sequence" = 4""", 4)]
    [InlineData("""DELETE FROM "AuditEvents" WHERE "Sequence" = 3""", 3)]
    [InlineData("""DELETE FROM "AuditEvents" WHERE "Sequence" = 5""", 5)]
    [InlineData("""UPDATE "AuditEvents" SET "Sequence" = "Sequence" + 100 WHERE "Sequence" > 3""", 4)]
    [InlineData("""UPDATE "AuditHead" SET "Hash" = X'00'""", 5)]
    [InlineData("""DELETE FROM "AuditHead" """, 1)]
    [InlineData(SetHeadBack, 5)]
    [InlineData("""
        INSERT INTO "AuditEvents" ("Sequence", "At", "ActorId", "Hat", "Kind", "Name", "SubjectId", "RecordType", "RecordId", "Details", "Hash")
        SELECT 6, "At", "ActorId", "Hat", "Kind", "Name", "SubjectId", "RecordType", "RecordId", "Details", "Hash" FROM "AuditEvents" WHERE "Sequence" = 5
        """, 6)]
    public async Task RunAsync_TamperedWith_NamesTheFirstBadEvent(string tampering, long firstBad)
    {
        await using var database = await TestDatabase.CreateAsync();
        await FiveEventsAsync(database);
        (await VerifyAsync(database)).ShouldBe(new ChainReport(5, null, null));
        await using (var connection = new SqliteConnection($"Data Source={database.DatabaseFile};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = tampering;
            await command.ExecuteNonQueryAsync();
        }

        var report = await VerifyAsync(database);
        report.Whole.ShouldBeFalse();
        report.FirstBad.ShouldBe(firstBad);
        report.Problem.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_CutOffAtItsEnd_IsFoundByWhatWasNotedOutside(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await FiveEventsAsync(database);
        (await RenewAsync(database)).ShouldBeTrue();

        await TamperAsync(database, SetHeadBack, CutOff);

        var shorter = await VerifyAsync(database);
        shorter.Events.ShouldBe(4);
        shorter.FirstBad.ShouldBe(5);
        shorter.Problem!.ShouldContain("5 events");
        (await RenewAsync(database)).ShouldBeFalse("what was cut off must not be forgotten");
        await database.AddPersonAsync("Bea", null, scheme.Mentee);
        await database.AddPersonAsync("Kit", null, scheme.Mentee);
        var other = await VerifyAsync(database);
        other.FirstBad.ShouldBe(5);
        other.Problem!.ShouldContain("cut off");
        (await RenewAsync(database)).ShouldBeFalse();
        Witness.Read(database.Keyring)!.Sequence.ShouldBe(5);

        Witness.Forget(database.Keyring);
        (await VerifyAsync(database)).ShouldBe(new ChainReport(6, null, null), "the chain by itself tells nothing of it");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RenewWitness_GoesOnWithTheChain(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        (await RenewAsync(database)).ShouldBeTrue();
        Witness.Read(database.Keyring).ShouldBeNull("there is no end to note yet");
        var scheme = await FiveEventsAsync(database);
        Witness.Read(database.Keyring).ShouldBeNull("no save waits for it");

        (await RenewAsync(database)).ShouldBeTrue();
        var first = Witness.Read(database.Keyring)!;
        await database.AddPersonAsync("Bea", null, scheme.Mentee);
        (await VerifyAsync(database)).ShouldBe(new ChainReport(6, null, null));
        (await RenewAsync(database)).ShouldBeTrue();

        first.Sequence.ShouldBe(5);
        Witness.Read(database.Keyring)!.Sequence.ShouldBe(6);
        await using var context = database.Everything();
        var hashes = await context.AuditEvents.OrderBy(e => e.Sequence).Select(e => e.Hash).ToListAsync();
        Convert.ToHexString(first.Hash).ShouldBe(Convert.ToHexString(hashes[4]));
        Directory.GetFiles(database.KeysFolder).Select(file => Path.GetFileName(file)).ShouldBe(["audit.witness", "keyring", "keyring.lock", "master.key"], ignoreOrder: true);
    }

    [Fact]
    public async Task RenewWitness_HeadThatIsNoEnd_IsNotNoted()
    {
        await using var database = await TestDatabase.CreateAsync();
        await FiveEventsAsync(database);
        await TamperAsync(database, CutOff);

        (await RenewAsync(database)).ShouldBeFalse();

        Witness.Read(database.Keyring).ShouldBeNull();
    }

    [Fact]
    public async Task RunAsync_NoteWrittenByHand_IsNotBelieved()
    {
        await using var database = await TestDatabase.CreateAsync();
        await FiveEventsAsync(database);
        await RenewAsync(database);
        var path = Path.Combine(database.KeysFolder, Witness.FileName);
        var words = File.ReadAllText(path).Split(' ');
        words[0] = "4";
        File.WriteAllText(path, string.Join(' ', words));

        (await Should.ThrowAsync<InvalidDataException>(() => VerifyAsync(database))).Message.ShouldContain(Witness.FileName);
        await Should.ThrowAsync<InvalidDataException>(() => RenewAsync(database));
    }

    private static async Task<TestScheme> FiveEventsAsync(TestDatabase database)
    {
        var scheme = await database.AddSchemeAsync();
        foreach (var name in new[] { "Nadia", "Theo", "Moira", "Sol" })
        {
            await database.AddPersonAsync(name, null, scheme.Mentee);
        }

        return scheme;
    }

    private static async Task TamperAsync(TestDatabase database, params string[] tampering)
    {
        await using var context = database.Everything();
        foreach (var statement in tampering)
        {
            await context.Database.ExecuteSqlRawAsync(statement);
        }
    }

    private static Task<bool> RenewAsync(TestDatabase database) => database.AsAsync<RenewWitness, bool>(Viewer.System, renew => renew.RunAsync());

    private static Task<ChainReport> VerifyAsync(TestDatabase database) =>
        database.AsAsync<VerifyChain, ChainReport>(Viewer.System, verify => verify.RunAsync());
}
