using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Storage;

public sealed class SqliteEngineTests
{
    [Fact]
    public async Task Open_FileAlreadyOwned_SaysSo()
    {
        await using var database = await TestDatabase.CreateAsync();
        Should.Throw<DatabaseInUseException>(() => new SqliteEngine(database.DatabaseFile, new Ledger(database.Keyring)))
            .Message.ShouldContain("already running");
    }

    [Fact]
    public async Task WriteAsync_OneOfManyFails_TheOthersAreKept()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var writes = Enumerable.Range(0, 40).Select(async number =>
        {
            try
            {
                await database.Engine.WriteAsync(WriteTurn.Person, Viewer.System, async context =>
                {
                    await context.Database.ExecuteSqlAsync($"UPDATE \"Schemes\" SET \"Version\" = \"Version\" + 1 WHERE \"Id\" = {scheme.Id}");
                    return number % 4 != 1 && (number % 4 != 2 ? true : throw new InvalidOperationException("one save goes wrong"));
                });
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }).ToList();

        var answers = await Task.WhenAll(writes);

        answers.Count(kept => !kept).ShouldBe(10);
        await using var reader = database.Everything();
        (await reader.Schemes.SingleAsync(s => s.Id == scheme.Id)).Version.ShouldBe(1 + 20);
    }

    [Fact]
    public async Task WriteAsync_InsideAnotherWrite_ThrowsInsteadOfWaitingForItself()
    {
        await using var database = await TestDatabase.CreateAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => database.Engine.WriteAsync(WriteTurn.Person, Viewer.System, async _ =>
        {
            await database.Engine.WriteAsync(WriteTurn.Person, Viewer.System, _ => Task.FromResult(true));
            return true;
        }));
    }

    [Fact]
    public async Task WriteAsync_BatchWaitingWithPeople_PeopleGoFirst()
    {
        await using var database = await TestDatabase.CreateAsync();
        var order = new List<string>();
        TaskCompletionSource started = new(), hold = new();
        var first = database.Engine.WriteAsync(WriteTurn.Person, Viewer.System, async _ =>
        {
            started.SetResult();
            await hold.Task;
            return true;
        });
        await started.Task;
        Task Queue(WriteTurn turn, string name) => database.Engine.WriteAsync(turn, Viewer.System, _ =>
        {
            order.Add(name);
            return Task.FromResult(true);
        });
        var all = new[] { Queue(WriteTurn.Batch, "batch 1"), Queue(WriteTurn.Batch, "batch 2"), Queue(WriteTurn.Person, "Nadia"), Queue(WriteTurn.Person, "Theo") };
        hold.SetResult();
        await first;
        await Task.WhenAll(all);

        order.ShouldBe(["batch 1", "Nadia", "Theo", "batch 2"], "one batch follows the people who were served, then everybody who waits, then the next batch");
    }

    [Fact]
    public async Task BackupAsync_WhileWritesGoOn_IsWholeAndHoldsWhatWasAcknowledgedBefore()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        await database.AddPersonAsync("Nadia", null, scheme.Mentee);
        var target = Path.Combine(database.Folder, "backup.db");
        var busy = Task.WhenAll(Enumerable.Range(0, 20).Select(i => database.AddPersonAsync($"Person {i}", null, scheme.Mentee)));
        await SqliteEngine.BackupAsync(database.DatabaseFile, target);
        await busy;

        SqliteEngine.Check(target).ShouldBeNull();
        await using var copy = new ThroughlineContext(SqliteEngine.ReadOnlyOptions(target), Viewer.System);
        (await copy.People.AnyAsync(p => p.PreferredName == "Nadia")).ShouldBeTrue();
        await Should.ThrowAsync<IOException>(() => SqliteEngine.BackupAsync(database.DatabaseFile, target));
    }

    [Fact]
    public void Check_NotADatabase_SaysWhatIsWrong()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "This is a letter, not a database.");
        SqliteEngine.Check(path).ShouldNotBeNullOrWhiteSpace();
        File.Delete(path);
    }
}
