using Throughline.People;
using Throughline.Recognition;
using Throughline.Safeguarding;
using Throughline.Security;
using Throughline.Support;
using Throughline.Testing;

namespace Throughline.Tests.People;

/// <summary>E04: the number on the form of somebody's details counts changes of their details, and tells of nothing else that is written about them.</summary>
public sealed class PersonVersionTests
{
    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Version_OfWhomASafetyConcernIsAbout_StaysWhateverIsDoneAboutIt(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var (database, sam) = (world.Database, world.Sam.PersonId);
        await world.MatchAsync();
        var before = (await database.PersonAsync(sam)).Version;
        var id = (await world.RaiseAsync(about: sam)).Value;
        await world.PageAsync();
        (await world.AnswerAsync(world.Moira, id)).Succeeded.ShouldBeTrue();
        var concern = await world.ConcernAsync(id);
        (await database.DoAsync(world.Moira, (TriageConcern use) => use.RunAsync(id, concern.Version, SafeguardingKind.WantsToDie, "The ward has her."))).Refusal.ShouldBeNull();
        (await database.PersonAsync(sam)).Version.ShouldBe(before);
        (await database.DoAsync(world.Sam, (ChangeDetails change) => change.RunAsync(new ChangedDetails(sam, before, new PersonDetails("Sammy", "Pike"))))).Refusal.ShouldBeNull();
        (await database.PersonAsync(sam)).Version.ShouldBe(before + 1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Version_OfWhoeverWritesWhatIsPrivate_StaysAndAFormOfDetailsStillSaves(string provider)
    {
        await using var scene = await RecognitionScene.OpenAsync(provider);
        var (database, ann) = (scene.Database, scene.Ann);
        var before = (await database.PersonAsync(ann.PersonId)).Version;
        var message = (await scene.LogAsync(ann, scene.Message(-2, what: "Pat walked past me twice."))).Value;
        await StaysAsync("a message");
        (await scene.ShareAsync(ann, message)).Refusal.ShouldBeNull();
        await StaysAsync("a message that is shared");
        (await database.DoAsync(ann, (SavePulse save) => save.RunAsync(new PulseInput(new Dictionary<SourceClass, int> { [SourceClass.FrontlineStaff] = -2 }, 3)))).Refusal.ShouldBeNull();
        await StaysAsync("a weekly answer");
        var checkIn = (await database.DoAsync(ann, (SaveCheckIn save) => save.RunAsync(0, new CheckInInput(HowAreYou.Struggling, "A long week.", true, true)))).Value;
        await StaysAsync("a check-in");
        (await database.DoAsync(ann, (ShareCheckIn share) => share.RunAsync(checkIn, 2, scene.Sue.PersonId))).Refusal.ShouldBeNull();
        await StaysAsync("a check-in that is shared");
        (await database.DoAsync(ann, (AskForWord ask) => ask.RunAsync())).Refusal.ShouldBeNull();
        await StaysAsync("a word that was asked for");
        (await database.DoAsync(ann, (SaveStayWellPlan save) => save.RunAsync(0, new StayWellWords("A walk by the weir.", "I stop answering.", "My sister.")))).Refusal.ShouldBeNull();
        await StaysAsync("a plan for staying well");
        (await database.DoAsync(scene.Moira, (ChangeDetails change) => change.RunAsync(new ChangedDetails(ann.PersonId, before, new PersonDetails("Anna", "Reed"))))).Refusal.ShouldBeNull();
        (await database.PersonAsync(ann.PersonId)).Version.ShouldBe(before + 1);

        async Task StaysAsync(string after) => (await database.PersonAsync(ann.PersonId)).Version.ShouldBe(before, after);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Version_OfTheOwnerAndTheSubjectOfAConcern_Stays(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider);
        var before = await VersionsAsync();
        await world.SendAsFarAsClosedAsync(world.Lee, world.Fay.PersonId);
        (await VersionsAsync()).ShouldBe(before);

        async Task<(int, int)> VersionsAsync() => ((await world.Database.PersonAsync(world.Lee.PersonId)).Version, (await world.Database.PersonAsync(world.Fay.PersonId)).Version);
    }

    /// <summary>A turn that leaves the version is a turn all the same: of two who change the details at once from the same form, one is told that the other was quicker.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ChangeDetails_TwiceAtOnceFromOneForm_SavesOneAndRefusesTheOther(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        for (var round = 0; round < 10; round++)
        {
            var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
            var both = await Task.WhenAll(ChangeAsync(dee, "Delia"), ChangeAsync(dee, "Dora"));
            both.Count(b => b.Succeeded).ShouldBe(1);
            both.Single(b => !b.Succeeded).Refusal.ShouldBeOfType<Stale>();
            (await database.PersonAsync(dee)).Version.ShouldBe(2);
        }

        Task<Outcome<Done>> ChangeAsync(Guid person, string name) =>
            database.DoAsync(moira, (ChangeDetails change) => change.RunAsync(new ChangedDetails(person, 1, new PersonDetails(name, "Marsh"))));
    }

    /// <summary>How to be in touch and the label are on forms of the same number: each counts, and what somebody is added with is the first.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Version_OfEachChangeOfTheirOwn_RisesByOne(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var dee = new Viewer(await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor), Hat.PeerWorker, [scheme.Id]);
        (await database.PersonAsync(dee.PersonId)).Version.ShouldBe(1);
        (await database.DoAsync(dee, (ChangeContact change) => change.RunAsync(new ChangedContact(dee.PersonId, 1, "Text after six.", false)))).Refusal.ShouldBeNull();
        (await database.DoAsync(dee, (ChangeContact change) => change.RunAsync(new ChangedContact(dee.PersonId, 1, "Ring.", false)))).Refusal.ShouldBeOfType<Stale>();
        (await database.DoAsync(dee, (SetLabelSunset set) => set.RunAsync(new LabelSunset(1, null)))).Refusal.ShouldBeOfType<Stale>();
        (await database.DoAsync(dee, (SetLabelSunset set) => set.RunAsync(new LabelSunset(2, new DateOnly(2026, 4, 2))))).Refusal.ShouldBeNull();
        (await database.PersonAsync(dee.PersonId)).Version.ShouldBe(3);
    }
}
