using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Rights;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Recruitment;

/// <summary>INV-023, INV-024 and ethics rule E17: off by default, sealed, one reader, destroyed on time for good.</summary>
public sealed class ConvictionTextTests
{
    private const string Past = "Zephyrine marker: what happened in 2009.";
    private static readonly DateOnly Today = ClearanceScene.Today;

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Fact]
    public async Task SubmitVetting_WordsWhereTheSchemeDoesNotAsk_AreRefusedAndNothingIsKept()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddClearanceSceneAsync();
        var id = await scene.OpenAsync();
        (await scene.AskAsync(id)).Succeeded.ShouldBeTrue();

        (await scene.SubmitAsync(id, Past)).Refusal.ShouldBeOfType<WordsNotAsked>();

        await using var context = database.Everything();
        (await context.VettingWords.AnyAsync()).ShouldBeFalse();
        (await context.VettingCases.SingleAsync()).State.ShouldBe(VettingState.AwaitingPerson);
        (await scene.SubmitAsync(id, "  ")).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Setting_AsShipped_IsOffWithItsReason()
    {
        foreach (var template in SchemeTemplates.Newest)
        {
            var setting = template.Settings.Single(s => s.Key == SettingKeys.ClearanceConvictionText);
            setting.Default.ShouldBe(0);
            setting.Reason.ShouldStartWith("Off, because");
        }
    }

    /// <summary>One reader at a time: who decides, then who hears the appeal; each reading is traced before it is shown.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Words_AtEachStep_OpenForOneAndAreTraced(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await WithWordsOnAsync(database);
        var id = await scene.SubmittedAsync(Past);
        Viewer[] everybody = [scene.Moira, scene.Pat, scene.Neil, scene.Graham, scene.Ruth, scene.Pat with { Hat = Hat.Supervisor }, scene.Neil with { Hat = Hat.DataProtectionLead }];
        async Task<string> Readers()
        {
            List<string> readers = [];
            foreach (var viewer in everybody)
            {
                if (await database.DoAsync(viewer, (VettingQueries q) => q.WordsAsync(id)) is { } words)
                {
                    words.Past.ShouldBe(Past);
                    readers.Add(words.Appeal is null ? $"{viewer.Hat}" : $"{viewer.Hat} with the appeal");
                }
            }

            return string.Join(", ", readers);
        }

        (await Readers()).ShouldBe("StaffColleague");
        (await scene.DecideAsync(id, VettingVerdict.Refuse)).Succeeded.ShouldBeTrue();
        (await Readers()).ShouldBe("", "decided: nobody has to look");
        (await scene.AppealAsync(id)).Succeeded.ShouldBeTrue();
        (await Readers()).ShouldBe("", "nobody hears it yet");
        (await scene.HearerAsync(id)).Succeeded.ShouldBeTrue();
        (await Readers()).ShouldBe("SafeguardingLead with the appeal");
        (await scene.HearAsync(id, true)).Succeeded.ShouldBeTrue();
        (await Readers()).ShouldBe("");

        var trace = await database.DoAsync(scene.Dee, (MyRecordQueries q) => q.TraceAsync(lookedOnly: true));
        trace.Lines.Where(l => l.Did == "Looked at what you wrote for your clearance").Select(l => (l.Who, l.Why)).ShouldBe(
            [("Neil Cap", "To decide about it"), ("Neil Cap", "To decide about it"), ("Pat Dunn", "To decide about it")]);
        (await database.DoAsync(scene.Dee, (MyClearanceQueries q) => q.WordsAsync(id)))!.Past.ShouldBe(Past);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task DestroyConvictionText_DecisionPlusWindow_IsGoneTheDayAfterAndNotBefore(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await WithWordsOnAsync(database);
        var id = await scene.SubmittedAsync(Past);
        (await DestroyAsync(database)).ShouldBe(0, "not decided");
        (await scene.DecideAsync(id, VettingVerdict.Clear)).Succeeded.ShouldBeTrue();
        var (key, copy) = await SealedAsync(database);

        database.Clock.Advance(TimeSpan.FromDays(28));
        (await DestroyAsync(database)).ShouldBe(0, "the window is still open");
        (await OpenAsync(database, scene, key, copy)).ShouldBe(Past, "for this test to mean anything");
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await DestroyAsync(database)).ShouldBe(1);
        (await DestroyAsync(database)).ShouldBe(0);

        await using var context = database.Everything();
        var words = await context.VettingWords.SingleAsync();
        (words.Words, words.ReaderId).ShouldBe((null, null));
        words.DestroyedAt.ShouldNotBeNull();
        database.Keyring.IsDestroyed(key).ShouldBeTrue();
        database.Keyring.Find(scene.Dee.PersonId).ShouldNotBeNull("her other words live on");
        (await OpenAsync(database, scene, key, copy)).ShouldBeNull("no copy can be read, wherever it was kept");
        (await context.AuditEvents.CountAsync(e => e.Name == "own-words-destroyed" && e.SubjectId == scene.Dee.PersonId && e.Hat == Hat.System)).ShouldBe(1);
        (await database.DoAsync(scene.Dee, (MyRecordQueries q) => q.TraceAsync())).Lines.ShouldContain(l => l.Did == "Destroyed what you wrote for your clearance" && l.Hat == Hat.System);
        (await database.DoAsync(scene.Dee, (MyClearanceQueries q) => q.MineAsync())).Cases.Single().Words.Single().DestroyedOn.ShouldBe(Today.AddDays(29));
        (await database.AsAsync<VerifyChain, ChainReport>(Viewer.System, verify => verify.RunAsync())).Whole.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task DestroyConvictionText_RefusalAndAppeal_WaitsForBoth(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await WithWordsOnAsync(database);
        var id = await scene.SubmittedAsync(Past);
        (await scene.DecideAsync(id, VettingVerdict.Refuse)).Succeeded.ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromDays(28));
        (await scene.AppealAsync(id)).Succeeded.ShouldBeTrue();
        (await scene.HearerAsync(id)).Succeeded.ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromDays(60));
        (await DestroyAsync(database)).ShouldBe(0, "the appeal is being heard");
        (await scene.HearAsync(id, false)).Succeeded.ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await DestroyAsync(database)).ShouldBe(2, "what she wrote first, and for the appeal");
    }

    [Fact]
    public async Task DestroyConvictionText_RefusalWithoutAppeal_IsGoneWhenTheTimeToAppealIsOver()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await WithWordsOnAsync(database);
        await scene.SetAsync(SettingKeys.ClearanceAppealDays, 40);
        var id = await scene.SubmittedAsync(Past);
        (await scene.DecideAsync(id, VettingVerdict.Refuse)).Succeeded.ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromDays(40));
        (await DestroyAsync(database)).ShouldBe(0);
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await DestroyAsync(database)).ShouldBe(1);
        (await scene.AppealAsync(id)).Refusal.ShouldBe(new AppealTooLate(Today.AddDays(40)));
    }

    [Fact]
    public async Task DestroyConvictionText_PersonHasLeftUndecided_IsGoneAfterTheWindow()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await WithWordsOnAsync(database);
        await scene.SubmittedAsync(Past);
        var holding = await database.HoldingAsync(scene.Dee.PersonId, scene.Roles["peer-mentor"]);
        (await database.DoAsync(scene.Moira, (EndRole end) => end.RunAsync(new RoleEnd(holding.Id, holding.Version, Today, ExitReason.MovedAway, new Decision(null, null))))).Succeeded.ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromDays(28));
        (await DestroyAsync(database)).ShouldBe(0);
        database.Clock.Advance(TimeSpan.FromDays(1));
        (await DestroyAsync(database)).ShouldBe(1);
    }

    /// <summary>The pattern of the erasure tests: not one byte of it is left in the database, its log or what a backup could be opened with.</summary>
    [Fact]
    public async Task DestroyConvictionText_Done_NoCopyInDatabaseOrWriteAheadLogAndTheBackupStaysShut()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await WithWordsOnAsync(database);
        var id = await scene.SubmittedAsync(Past);
        (await scene.DecideAsync(id, VettingVerdict.Clear)).Succeeded.ShouldBeTrue();
        var (key, bytes) = await SealedAsync(database);
        var backup = Path.Combine(database.Folder, "backup.db");
        await SqliteEngine.BackupAsync(database.DatabaseFile, backup);
        Contains(backup, bytes).ShouldBeTrue("the backup must hold the sealed words for this test to mean anything");

        database.Clock.Advance(TimeSpan.FromDays(29));
        (await DestroyAsync(database)).ShouldBe(1);
        await ((SqliteEngine)database.Engine).CheckpointAsync();

        foreach (var file in Directory.EnumerateFiles(database.Folder, "throughline.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            Contains(file, bytes).ShouldBeFalse($"{Path.GetFileName(file)} still holds the sealed words");
            Contains(file, Encoding.UTF8.GetBytes("Zephyrine")).ShouldBeFalse($"{Path.GetFileName(file)} holds the plain words");
        }

        Contains(backup, Encoding.UTF8.GetBytes("Zephyrine")).ShouldBeFalse();
        using var reopened = new Keyring(database.KeysFolder);
        reopened.Find(key).ShouldBeNull();
        reopened.Find(scene.Dee.PersonId).ShouldNotBeNull();
        (await OpenAsync(database, scene, key, bytes)).ShouldBeNull();
    }

    /// <summary>A process killed between the commit and the key: the next run finishes.</summary>
    [Fact]
    public async Task DestroyConvictionText_CutShortBeforeTheKey_IsFinishedByTheNextRun()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await WithWordsOnAsync(database);
        await scene.SubmittedAsync(Past);
        var (key, bytes) = await SealedAsync(database);
        await using (var context = database.Everything())
        {
            await context.VettingWords.ExecuteUpdateAsync(set => set.SetProperty(w => w.Words, (SealedText?)null).SetProperty(w => w.DestroyedAt, database.Clock.Now()));
        }

        database.Keyring.Find(key).ShouldNotBeNull();
        (await DestroyAsync(database)).ShouldBe(0);
        database.Keyring.IsDestroyed(key).ShouldBeTrue();
        (await OpenAsync(database, scene, key, bytes)).ShouldBeNull();
    }

    [Fact]
    public async Task DestroyConvictionText_ByAPerson_IsNotAllowed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddClearanceSceneAsync();
        (await database.DoAsync(scene.Moira, (DestroyConvictionText destroy) => destroy.RunAsync())).Refusal.ShouldBeOfType<NotAllowed>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task TakeBackWords_ByThePerson_DestroysThemAtOnce(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await WithWordsOnAsync(database);
        var id = await scene.SubmittedAsync(Past);
        var (key, bytes) = await SealedAsync(database);
        Task<Outcome<Done>> TakeBack(Viewer viewer, int version) => database.DoAsync(viewer, (TakeBackWords take) => take.RunAsync(id, version));
        var version = await scene.VersionAsync(id);

        (await TakeBack(scene.Pat, version)).Refusal.ShouldBeOfType<NotFound>();
        (await TakeBack(scene.Dee, version - 1)).Refusal.ShouldBeOfType<Stale>();
        (await TakeBack(scene.Dee, version)).Succeeded.ShouldBeTrue();

        (await OpenAsync(database, scene, key, bytes)).ShouldBeNull();
        (await database.DoAsync(scene.Pat, (VettingQueries q) => q.WordsAsync(id))).ShouldBeNull();
        (await scene.DecideAsync(id, VettingVerdict.Clear)).Succeeded.ShouldBeTrue("and it can still be decided");
    }

    [Fact]
    public async Task ErasePerson_WithACase_LeavesNothingOfIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await WithWordsOnAsync(database);
        await scene.SubmittedAsync(Past);
        await database.ClearAsync(scene.Dee.PersonId, scene.Scheme);
        var (key, bytes) = await SealedAsync(database);

        var holding = await database.HoldingAsync(scene.Dee.PersonId, scene.Roles["peer-mentor"]);
        (await database.DoAsync(scene.Moira, (EndRole end) => end.RunAsync(new RoleEnd(holding.Id, holding.Version, Today, ExitReason.MovedAway, new Decision(null, null))))).Succeeded.ShouldBeTrue();
        (await database.DoAsync(Viewer.System, (ErasePerson erase) => erase.RunAsync(scene.Dee.PersonId, "She asked us in writing to erase it."))).Succeeded.ShouldBeTrue();

        await using var context = database.Everything();
        (await context.VettingCases.CountAsync() + await context.VettingWords.CountAsync() + await context.Clearances.CountAsync()).ShouldBe(0);
        (await OpenAsync(database, scene, key, bytes)).ShouldBeNull();
    }

    private static async Task<ClearanceScene> WithWordsOnAsync(TestDatabase database)
    {
        var scene = await database.AddClearanceSceneAsync();
        await scene.SetAsync(SettingKeys.ClearanceConvictionText, 1);
        return scene;
    }

    private static async Task<int> DestroyAsync(TestDatabase database) =>
        (await database.DoAsync(Viewer.System, (DestroyConvictionText destroy) => destroy.RunAsync())).Value;

    private static async Task<(Guid Key, byte[] Bytes)> SealedAsync(TestDatabase database)
    {
        await using var context = database.Everything();
        var words = await context.VettingWords.SingleAsync();
        return (words.Id, words.Words!.Bytes);
    }

    private static Task<string?> OpenAsync(TestDatabase database, ClearanceScene scene, Guid key, byte[] bytes) => database.DoAsync(scene.Dee, (Vault vault) =>
        vault.OpenTwiceAsync(new Opening(scene.Dee.PersonId, "a copy", nameof(VettingWords), key, "a test"), key, new SealedText(bytes)));

    private static bool Contains(string file, byte[] words)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(words) >= 0;
    }
}
