using Microsoft.Data.Sqlite;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Audit;

public sealed class VerifyChainTests
{
    [Theory]
    [InlineData("""UPDATE "AuditEvents" SET "Name" = 'nothing-happened' WHERE "Sequence" = 3""", 3)]
    [InlineData("""UPDATE "AuditEvents" SET "ActorId" = '00000000-0000-0000-0000-000000000009' WHERE "Sequence" = 2""", 2)]
    [InlineData("""UPDATE "AuditEvents" SET "Details" = X'00' WHERE "Sequence" = 4""", 4)]
    [InlineData("""DELETE FROM "AuditEvents" WHERE "Sequence" = 3""", 3)]
    [InlineData("""DELETE FROM "AuditEvents" WHERE "Sequence" = 5""", 5)]
    [InlineData("""UPDATE "AuditEvents" SET "Sequence" = "Sequence" + 100 WHERE "Sequence" > 3""", 4)]
    [InlineData("""UPDATE "AuditHead" SET "Hash" = X'00'""", 5)]
    public async Task RunAsync_TamperedWith_NamesTheFirstBadEvent(string tampering, long firstBad)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        foreach (var name in new[] { "Nadia", "Theo", "Moira", "Sol" })
        {
            await database.AddPersonAsync(name, null, scheme.Mentee);
        }

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

    private static Task<ChainReport> VerifyAsync(TestDatabase database) =>
        database.AsAsync<VerifyChain, ChainReport>(Viewer.System, verify => verify.RunAsync());
}
