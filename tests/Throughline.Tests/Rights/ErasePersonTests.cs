using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Rights;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Rights;

public sealed class ErasePersonTests
{
    private const string Reason = "She asked us to erase what we hold, in writing.";

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_Erased_NothingSealedCanBeOpenedAndTheChainHolds(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var nadia = await AddAsync(database, scheme, "Call me after the school run, on the green phone.");

        await database.AddAccountAsync(nadia);
        await using (var before = database.Everything())
        {
            (await before.Accounts.CountAsync(a => a.PersonId == nadia)).ShouldBe(1);
        }

        (await EraseAsync(database, nadia)).Succeeded.ShouldBeTrue();

        await using var context = database.Everything();
        var person = await context.People.SingleAsync(p => p.Id == nadia);
        person.PreferredName.ShouldBe("Erased person");
        person.ContactNote.ShouldBeNull();
        (await context.Accounts.CountAsync(a => a.PersonId == nadia)).ShouldBe(0, "the address they signed in with goes too");
        var report = await database.AsAsync<VerifyChain, ChainReport>(Viewer.System, verify => verify.RunAsync());
        report.Whole.ShouldBeTrue(report.Problem);
    }

    [Fact]
    public async Task RunAsync_Erased_NoCopyInDatabaseWriteAheadLogOrBackup()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var nadia = await AddAsync(database, scheme, "Zephyrine marker: only before nine.");
        var sealedBytes = await SealedNoteAsync(database, nadia);
        var backup = Path.Combine(database.Folder, "backup.db");
        await SqliteEngine.BackupAsync(database.DatabaseFile, backup);
        Contains(backup, sealedBytes).ShouldBeTrue("the backup must hold the sealed words for this test to mean anything");

        await EraseAsync(database, nadia);
        await ((SqliteEngine)database.Engine).CheckpointAsync();

        foreach (var file in Directory.EnumerateFiles(database.Folder, "throughline.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            Contains(file, sealedBytes).ShouldBeFalse($"{Path.GetFileName(file)} still holds the sealed note");
            Contains(file, Encoding.UTF8.GetBytes("Zephyrine")).ShouldBeFalse($"{Path.GetFileName(file)} holds the plain words");
            Contains(file, Encoding.UTF8.GetBytes("Okonjo")).ShouldBeFalse($"{Path.GetFileName(file)} still holds the name");
        }

        // The backup still has the ciphertext, and no key anywhere opens it.
        Contains(backup, Encoding.UTF8.GetBytes("Zephyrine")).ShouldBeFalse();
        database.Keyring.Find(nadia).ShouldBeNull();
        using var reopened = new Keyring(database.KeysFolder);
        Vault.OpenInsideWrite(reopened, nadia, new SealedText(sealedBytes)).ShouldBeNull();
    }

    [Fact]
    public async Task RunAsync_HatWithoutTheRight_IsRefusedAndNothingChanges()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var coordinator = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        var nadia = await AddAsync(database, scheme, "Mornings only.");

        var outcome = await database.AsAsync<ErasePerson, Outcome<Done>>(TestData.Viewer(coordinator, Hat.Coordinator, scheme.Id), erase => erase.RunAsync(nadia, Reason));

        outcome.Refusal.ShouldBeOfType<NotAllowed>();
        database.Keyring.Find(nadia).ShouldNotBeNull();
    }

    [Fact]
    public async Task RunAsync_NoReason_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var outcome = await database.AsAsync<ErasePerson, Outcome<Done>>(Viewer.System, erase => erase.RunAsync(Guid.Empty, "too short"));
        outcome.Refusal.ShouldBeOfType<Invalid>();
    }

    private static Task<Outcome<Done>> EraseAsync(TestDatabase database, Guid person) =>
        database.AsAsync<ErasePerson, Outcome<Done>>(Viewer.System, erase => erase.RunAsync(person, Reason));

    private static async Task<Guid> AddAsync(TestDatabase database, TestScheme scheme, string note)
    {
        var outcome = await database.AsAsync<AddPerson, Outcome<Guid>>(Viewer.System, add =>
            add.RunAsync(new NewPerson(new PersonDetails("Nadia", "Okonjo"), scheme.Mentee.Id, RoleState.Held, new DateOnly(2026, 1, 5), note)));
        return outcome.Value;
    }

    private static async Task<byte[]> SealedNoteAsync(TestDatabase database, Guid person)
    {
        await using var context = database.Everything();
        return (await context.People.SingleAsync(p => p.Id == person)).ContactNote!.Bytes;
    }

    private static bool Contains(string file, byte[] words)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(words) >= 0;
    }
}
