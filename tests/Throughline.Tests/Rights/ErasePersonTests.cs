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
        var left = await context.Erasures.SingleAsync(e => e.PersonId == nadia);
        (left.Ground, left.ErasedById, left.ErasedAt).ShouldBe((ErasureGround.AtTheServer, null, database.Clock.GetUtcNow()));
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

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_ByTheLead_LeavesThatItWasDoneAndWhyAndNoName(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var ada = await database.AddLeadAsync(scheme);
        var nadia = await AddAsync(database, scheme, "Mornings only.");
        (await EraseAsync(database, ada, nadia, Reason)).Refusal.ShouldBeOfType<StillHoldsRoles>();
        await database.EndRoleAsync(moira, nadia, scheme.Mentee);
        (await EraseAsync(database, ada, nadia, "Nadia asked us to, in a letter.")).Refusal.ShouldBeOfType<Invalid>().Message.ShouldContain("Leave their name");
        (await EraseAsync(database, ada, nadia, "The okonjo family asked us to.")).Refusal.ShouldBeOfType<Invalid>();
        (await EraseAsync(database, ada, nadia, Reason, null)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Ground");
        (await EraseAsync(database, ada, nadia, Reason, ErasureGround.AtTheServer)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Ground");
        database.Keyring.IsDestroyed(nadia).ShouldBeFalse();

        (await EraseAsync(database, ada, nadia, Reason)).Succeeded.ShouldBeTrue();

        (await EraseAsync(database, ada, nadia, Reason)).Refusal.ShouldBeOfType<NotFound>();
        database.Keyring.IsDestroyed(nadia).ShouldBeTrue();
        var row = (await database.DoAsync(ada, (RightsQueries rights) => rights.ErasuresAsync())).ShouldHaveSingleItem();
        (row.Ground, row.By).ShouldBe((ErasureGround.Asked, "Ada Quill"));
        var page = await database.DoAsync(ada, (RightsQueries rights) => rights.ErasureAsync(row.Id));
        (page!.PersonId, page.Reason).ShouldBe((nadia, Reason));
        (await database.DoAsync(moira, (RightsQueries rights) => rights.ErasuresAsync())).ShouldBeEmpty();
        await using var context = database.Everything();
        var tombstone = await context.AuditEvents.SingleAsync(e => e.Name == "person-erased" && e.SubjectId == null);
        (tombstone.ActorId, tombstone.RecordId).ShouldBe((ada.PersonId, row.Id));
        Encoding.UTF8.GetString(tombstone.Details).ShouldContain("Asked");
        Encoding.UTF8.GetString(tombstone.Details).ShouldNotContain("writing", Case.Sensitive, "the reason is sealed");
        (await context.AuditEvents.CountAsync(e => e.SubjectId == nadia)).ShouldBeGreaterThan(2, "that something was done stays, without what it was");
        (await database.AsAsync<VerifyChain, ChainReport>(Viewer.System, verify => verify.RunAsync())).Whole.ShouldBeTrue();
    }

    [Fact]
    public async Task RunAsync_WalledOffOrOwn_IsNotFound()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var ada = await database.AddLeadAsync(scheme);
        var nadia = await AddAsync(database, scheme, "Mornings only.");
        await database.EndRoleAsync(moira, nadia, scheme.Mentee);
        (await database.DoAsync(ada, (RightsQueries rights) => rights.FindAsync("nadia oko"))).ShouldHaveSingleItem().Schemes.ShouldBe(["Riverside peer mentoring"]);
        await database.DoAsync(moira, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(nadia, ada.PersonId)));

        (await database.DoAsync(ada, (RightsQueries rights) => rights.FindAsync("nadia oko"))).ShouldBeEmpty();
        (await database.DoAsync(ada, (RightsQueries rights) => rights.PersonAsync(nadia))).ShouldBeNull();
        (await EraseAsync(database, ada, nadia, Reason)).Refusal.ShouldBeOfType<NotFound>();
        (await EraseAsync(database, ada, Guid.CreateVersion7(), Reason)).Refusal.ShouldBeOfType<NotFound>();
        (await EraseAsync(database, ada, ada.PersonId, Reason)).Refusal.ShouldBeOfType<NotFound>();
        database.Keyring.IsDestroyed(nadia).ShouldBeFalse();
    }

    [Fact]
    public async Task RunAsync_OnlyAdministrator_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var ada = await database.AddLeadAsync(scheme);
        var ines = await AddAsync(database, scheme, "Mornings only.");
        var omar = await AddAsync(database, scheme, "Any time.");
        await database.EndRoleAsync(moira, ines, scheme.Mentee);
        await database.AddAccountAsync(ines, administers: true);
        (await EraseAsync(database, ada, ines, Reason)).Refusal.ShouldBeOfType<LastAdministrator>();
        await database.AddAccountAsync(omar, administers: true);

        (await EraseAsync(database, ada, ines, Reason)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task FinishErasures_StoppedBeforeTheKeyWent_DestroysIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var nadia = await AddAsync(database, scheme, "Mornings only.");
        await database.WriteAsync("person-erased", writing =>
        {
            writing.Context.People.Single(p => p.Id == nadia).Erase(writing.Now);
            return new Done();
        });

        (await database.DoAsync(Viewer.System, (FinishErasures finish) => finish.RunAsync())).ShouldBe(1);
        database.Keyring.IsDestroyed(nadia).ShouldBeTrue();
        (await database.DoAsync(Viewer.System, (FinishErasures finish) => finish.RunAsync())).ShouldBe(0);
    }

    private static Task<Outcome<Done>> EraseAsync(TestDatabase database, Viewer viewer, Guid person, string reason, ErasureGround? ground = ErasureGround.Asked) =>
        database.DoAsync(viewer, (ErasePerson erase) => erase.RunAsync(person, reason, ground));

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
