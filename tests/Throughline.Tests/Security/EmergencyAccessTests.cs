using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Security;

/// <summary>Ethics rule E26: emergency access is time-boxed, reasoned, shown to the data protection lead and in time to the person, and never leads through a wall.</summary>
public sealed class EmergencyAccessTests
{
    private const string Reason = "He rang from the bridge and hung up.";
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly SealedText Words = new(new byte[32]);
    private static readonly Guid Joe = new("01900000-0000-7000-8000-000000000001");
    private static readonly Viewer Wes = new(new Guid("01900000-0000-7000-8000-000000000002"), Hat.Coordinator, []);
    private static readonly Guid Ada = new("01900000-0000-7000-8000-000000000003");

    private enum Verb
    {
        See,
        Tell,
        HoldBack,
        Wait,
    }

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task OpenInEmergency_OutOfReach_OpensThePageForAnHourToReadOnly(string provider)
    {
        await using var scene = await Scene.OpenAsync(provider);
        (await scene.PageAsync(scene.Wes)).ShouldBeNull();

        (await scene.AskAsync(scene.Wes, "joe PIKE")).Value.PersonId.ShouldBe(scene.Joe);

        var page = await scene.PageAsync(scene.Wes);
        (page!.Name, page.ContactNote, page.EmergencyUntil).ShouldBe(("Joe Pike", "Text first.", Now.AddMinutes(60)));
        page.Roles.ShouldHaveSingleItem();
        (await scene.Database.DoAsync(scene.Wes, (EmergencyQueries emergencies) => emergencies.RunningAsync())).ShouldHaveSingleItem().Name.ShouldBe("Joe Pike");

        // To read, not to change; not as a file; and nothing that the page of a person does not show.
        var version = page.Version;
        (await scene.Database.DoAsync(scene.Wes, (ChangeContact change) => change.RunAsync(new ChangedContact(scene.Joe, version, "Ring", false)))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.Database.DoAsync(scene.Wes, (ExportPeople export) => export.RunAsync(new PeopleFilter()))).Value.Lines.Select(l => l.Name).ShouldNotContain("Joe");
        (await scene.Database.DoAsync(scene.Moira, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(scene.Joe, scene.Ruth)))).Succeeded.ShouldBeTrue();
        (await scene.Database.DoAsync(scene.Wes, (ConflictQueries conflicts) => conflicts.ListAsync())).ShouldBeEmpty();
        (await scene.PageAsync(scene.Wes with { Hat = Hat.StaffColleague })).ShouldBeNull("another hat did not open it");

        scene.Database.Clock.Advance(TimeSpan.FromMinutes(59));
        (await scene.PageAsync(scene.Wes)).ShouldNotBeNull();
        scene.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        (await scene.PageAsync(scene.Wes)).ShouldBeNull();
        (await scene.Database.DoAsync(scene.Wes, (PeopleQueries people) => people.ListAsync(new PeopleFilter("joe")))).Count.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Lead_IsAlertedAndThePersonIsToldWithinThirtyDays(string provider)
    {
        await using var scene = await Scene.OpenAsync(provider);
        var joe = new Viewer(scene.Joe, Hat.Mentee, [scene.Riverside.Id]);
        await scene.AskAsync(scene.Wes, "Joe Pike");
        await scene.PageAsync(scene.Wes);

        (await scene.NewAsync()).ShouldBe(1);
        var row = (await scene.Database.DoAsync(scene.Ada, (EmergencyQueries emergencies) => emergencies.ListAsync())).ShouldHaveSingleItem();
        (row.Who, row.Hat, row.Person, row.Telling, row.IsNew).ShouldBe(("Wes Tull", Hat.Coordinator, "Joe Pike", EmergencyTelling.Waiting, true));
        (await scene.Database.DoAsync(scene.Ada, (EmergencyQueries emergencies) => emergencies.FindAsync(row.Id)))!.Reason.ShouldBe(Reason);
        (await scene.TraceAsync(joe)).ShouldNotContain(l => l.Who == "Wes Tull" || l.Who == "Ada Quill");
        (await scene.MineAsync(joe)).ShouldBeEmpty();
        (await scene.Database.DoAsync(scene.Ada, (SeeEmergency see) => see.RunAsync(row.Id, 1))).Succeeded.ShouldBeTrue();
        (await scene.NewAsync()).ShouldBe(0);

        scene.Database.Clock.Advance(new DateOnly(2026, 4, 1).StartInLondon() - Now - TimeSpan.FromMinutes(1));
        (await scene.MineAsync(joe)).ShouldBeEmpty();
        scene.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        var mine = (await scene.MineAsync(joe)).ShouldHaveSingleItem();
        (mine.Who, mine.Hat, mine.At, mine.Reason).ShouldBe(("Wes Tull", Hat.Coordinator, Now, Reason));
        (await scene.TraceAsync(joe)).ShouldContain(l => l.Who == "Wes Tull" && l.Why == "Opened in an emergency");
        (await scene.Database.DoAsync(scene.Ada, (HoldBackEmergency hold) => hold.RunAsync(new HeldBackEmergency(row.Id, 2, TestData.Decision)))).Refusal.ShouldBeOfType<TellingNotOpen>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task HoldBack_ForSeriousHarm_IsNotToldUntilSomebodyShowsIt(string provider)
    {
        await using var scene = await Scene.OpenAsync(provider);
        var joe = new Viewer(scene.Joe, Hat.Mentee, [scene.Riverside.Id]);
        var id = (await scene.AskAsync(scene.Wes, "Joe Pike")).Value.Id;
        await scene.PageAsync(scene.Wes);
        Task<Outcome<Done>> HoldAsync(Viewer viewer, Decision decision, int version = 1) =>
            scene.Database.DoAsync(viewer, (HoldBackEmergency hold) => hold.RunAsync(new HeldBackEmergency(id, version, decision)));
        (await HoldAsync(scene.Moira, TestData.Decision)).Refusal.ShouldBeOfType<NotAllowed>();
        (await HoldAsync(scene.Ada, new Decision("Harm", "x"))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await HoldAsync(scene.Ada, TestData.Decision, 7)).Refusal.ShouldBeOfType<Stale>();

        (await HoldAsync(scene.Ada, TestData.Decision)).Succeeded.ShouldBeTrue();

        scene.Database.Clock.Advance(TimeSpan.FromDays(400));
        (await scene.MineAsync(joe)).ShouldBeEmpty();
        (await scene.TraceAsync(joe)).ShouldNotContain(l => l.Who == "Wes Tull" || l.Who == "Ada Quill");
        var page = await scene.Database.DoAsync(scene.Ada, (EmergencyQueries emergencies) => emergencies.FindAsync(id));
        page!.HeldBackReason.ShouldBe($"{TestData.Decision.Reason}\n\nLooked at: {TestData.Decision.Evidence}");
        (await scene.Database.DoAsync(scene.Ada, (TellOfEmergency tell) => tell.RunAsync(id, page.Version))).Succeeded.ShouldBeTrue();
        (await scene.MineAsync(joe)).ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Wall_BetweenTheTwo_AnswersAsForSomebodyWhoIsNotHere(string provider)
    {
        await using var scene = await Scene.OpenAsync(provider);
        var walled = await scene.Database.AddPersonAsync("Bilal", "Khan", scene.Riverside.Mentee);
        var chief = await scene.Database.AddCoordinatorAsync(scene.Riverside, "Chief", "Zed");
        chief = chief with { SchemeIds = [scene.Riverside.Id, scene.Hillside.Id] };
        await scene.Database.DoAsync(chief, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(walled, scene.Wes.PersonId)));

        var there = (await scene.AskAsync(scene.Wes, "Bilal Khan")).Value;
        var nobody = (await scene.AskAsync(scene.Wes, "Nobody Here")).Value;

        (there.Result, there.PersonId).ShouldBe((EmergencyResult.NobodyFound, null));
        (nobody.Result, nobody.PersonId).ShouldBe((EmergencyResult.NobodyFound, null));
        (await scene.PageAsync(scene.Wes, walled)).ShouldBeNull();
        var asked = await scene.Database.DoAsync(scene.Wes, (EmergencyQueries emergencies) => emergencies.AskedAsync(there.Id));
        (asked!.Name, asked.Reason, asked.Choices.Count).ShouldBe(("Bilal Khan", Reason, 0));
        var rows = await scene.Database.DoAsync(scene.Ada, (EmergencyQueries emergencies) => emergencies.ListAsync());
        rows.Select(r => (r.Result, r.Person)).ShouldBe([(EmergencyResult.NobodyFound, null), (EmergencyResult.NobodyFound, null)]);

        // A wall that goes up while the record is open closes it, and takes it from the list of the one who opened it.
        await scene.AskAsync(scene.Wes, "Joe Pike");
        await scene.Database.DoAsync(chief, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(scene.Joe, scene.Wes.PersonId)));
        (await scene.PageAsync(scene.Wes)).ShouldBeNull();
        (await scene.Database.DoAsync(scene.Wes, (EmergencyQueries emergencies) => emergencies.RunningAsync())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_PartOfANameOrSeveral_OpensNothingUntilOneIsChosen()
    {
        await using var scene = await Scene.OpenAsync();
        var other = await scene.Database.AddPersonAsync("Joe", "Pike", scene.Riverside.PeerMentor);
        (await scene.AskAsync(scene.Wes, "Joe")).Value.Result.ShouldBe(EmergencyResult.NobodyFound);
        var several = (await scene.AskAsync(scene.Wes, "Pike, Joe")).Value;
        several.Result.ShouldBe(EmergencyResult.SeveralFound);
        var asked = await scene.Database.DoAsync(scene.Wes, (EmergencyQueries emergencies) => emergencies.AskedAsync(several.Id));
        asked!.Choices.Select(c => c.Id).ShouldBe([scene.Joe, other], ignoreOrder: true);
        (await scene.Database.DoAsync(scene.Ruthless, (EmergencyQueries emergencies) => emergencies.AskedAsync(several.Id))).ShouldBeNull();
        (await scene.AskAsync(scene.Wes, "Joe Pike", chosen: scene.Ruth)).Refusal.ShouldBeOfType<NotFound>();

        (await scene.AskAsync(scene.Wes, "Joe Pike", chosen: other)).Value.PersonId.ShouldBe(other);

        (await scene.PageAsync(scene.Wes, other)).ShouldNotBeNull();
        (await scene.PageAsync(scene.Wes)).ShouldBeNull();
    }

    [Fact]
    public async Task Ask_ByWhoeverMayNotOrNeedNot_IsRefused()
    {
        await using var scene = await Scene.OpenAsync();
        foreach (var hat in Enum.GetValues<Hat>().Where(h => h is not (Hat.Coordinator or Hat.Supervisor or Hat.System)))
        {
            (await scene.AskAsync(scene.Wes with { Hat = hat }, "Joe Pike")).Refusal.ShouldBeOfType<NotAllowed>(hat.ToString());
        }

        (await scene.AskAsync(scene.Moira, "Joe Pike")).Refusal.ShouldBe(new InReachAlready(scene.Joe));
        (await scene.AskAsync(scene.Wes, "Joe Pike", "He rang")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        (await scene.AskAsync(scene.Wes, " ")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Name");
        (await scene.AskAsync(scene.Wes, "Wes Tull")).Value.Result.ShouldBe(EmergencyResult.NobodyFound, "nobody opens their own");
        (await scene.AskAsync(new Viewer(scene.Ruth, Hat.Supervisor, [scene.Riverside.Id]), "Joe Pike")).Value.PersonId.ShouldBe(scene.Joe);
    }

    [Fact]
    public async Task Ask_ElevenTimesInADay_IsRefusedAndOpenAgainTheDayAfter()
    {
        await using var scene = await Scene.OpenAsync();
        for (var i = 0; i < EmergencyAccess.MostInADay; i++)
        {
            (await scene.AskAsync(scene.Wes, $"Nobody {i}")).Succeeded.ShouldBeTrue();
        }

        (await scene.AskAsync(scene.Wes, "Joe Pike")).Refusal.ShouldBeOfType<TooManyEmergencies>();
        scene.Database.Clock.Advance(TimeSpan.FromDays(1));
        (await scene.AskAsync(scene.Wes, "Joe Pike")).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task End_ByTheOneWhoOpenedIt_ClosesAtOnceAndOnlyOnce()
    {
        await using var scene = await Scene.OpenAsync();
        var id = (await scene.AskAsync(scene.Wes, "Joe Pike")).Value.Id;
        (await scene.AskAsync(scene.Wes, "Joe Pike")).Value.Id.ShouldBe(id, "what is open is not opened twice");
        (await scene.Database.DoAsync(scene.Ruthless, (EndEmergency end) => end.RunAsync(id))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.Database.DoAsync(scene.Wes, (EndEmergency end) => end.RunAsync(id))).Succeeded.ShouldBeTrue();
        (await scene.PageAsync(scene.Wes)).ShouldBeNull();
        (await scene.Database.DoAsync(scene.Wes, (EndEmergency end) => end.RunAsync(id))).Refusal.ShouldBeOfType<EmergencyOver>();
    }

    [Fact]
    public async Task Setting_ShorterInTheirScheme_HoldsForThem()
    {
        await using var database = await TestDatabase.CreateAsync();
        var riverside = await database.SetUpSchemeAsync();
        var hillside = await database.AddSchemeAsync("Hillside");
        var wes = await database.AddCoordinatorAsync(hillside, "Wes", "Tull");
        await database.DoAsync(riverside.Coordinator, (ChangeSetting change) => change.RunAsync(new SettingEdit(riverside.Id, SettingKeys.SignInEmergencyMinutes, "20", "Our people asked for it", 0)));
        await database.DoAsync(riverside.Coordinator, (ChangeSetting change) => change.RunAsync(new SettingEdit(riverside.Id, SettingKeys.SignInEmergencyTellDays, "7", "Our people asked for it", 0)));

        var id = (await database.DoAsync(wes, (OpenInEmergency open) => open.RunAsync(new EmergencyAsk("Moira Finch", Reason)))).Value.Id;

        await using var context = database.Everything();
        var access = await context.EmergencyAccesses.SingleAsync(e => e.Id == id);
        (access.EndsAt, access.ShownFrom).ShouldBe((Now.AddMinutes(20), new DateOnly(2026, 3, 9).StartInLondon()));
    }

    [Fact]
    public async Task Lead_WhoOpenedItOrWhoseRecordItIs_DoesNotLookAfterIt()
    {
        await using var scene = await Scene.OpenAsync();
        var own = (await scene.AskAsync(scene.Wes, "Joe Pike")).Value.Id;
        var about = (await scene.AskAsync(scene.Wes, "Ada Quill")).Value.Id;
        var wes = scene.Wes with { Hat = Hat.DataProtectionLead };
        (await scene.Database.DoAsync(wes, (SeeEmergency see) => see.RunAsync(own, 1))).Refusal.ShouldBeOfType<OwnEmergency>();
        (await scene.Database.DoAsync(wes, (EmergencyQueries emergencies) => emergencies.CountNewAsync())).ShouldBe(0);
        (await scene.Database.DoAsync(scene.Ada, (EmergencyQueries emergencies) => emergencies.FindAsync(about))).ShouldBeNull();
        (await scene.Database.DoAsync(scene.Ada, (TellOfEmergency tell) => tell.RunAsync(about, 1))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.NewAsync()).ShouldBe(1);
    }

    /// <summary>State machine: what has been told is never untold, what is held back never shows, and each move is one that the state lists.</summary>
    [Fact]
    public void Telling_AnySequence_GoesOnlyWhereTheStateLeads() =>
        Gen.Select(Gen.Enum<Verb>(), Gen.Int[0, 40]).Array[0, 12].Sample(steps =>
        {
            var now = Now;
            var access = EmergencyAccess.Open(Guid.Empty, Joe, Wes, Words, now, now.AddMinutes(60), now.AddDays(30));
            foreach (var (verb, days) in steps)
            {
                var (before, told, shown) = (access.Telling, access.IsTold(now), access.ShownFrom);
                Refusal? refusal = null;
                switch (verb)
                {
                    case Verb.See:
                        refusal = access.See(Ada, now);
                        refusal.ShouldBeNull();
                        break;
                    case Verb.Tell:
                        refusal = access.Tell(Ada, now);
                        break;
                    case Verb.HoldBack:
                        refusal = access.HoldBack(Ada, Words, now);
                        break;
                    case Verb.Wait:
                        now = now.AddDays(days);
                        break;
                }

                (refusal is null || access.Telling == before).ShouldBeTrue();
                (access.Telling == before || EmergencyTellings.ExitsOf(before).Contains(access.Telling)).ShouldBeTrue();
                (!told || (access.IsTold(now) && access.ShownFrom == shown)).ShouldBeTrue("told stays told");
                (access.Telling != EmergencyTelling.HeldBack || (!access.IsTold(now) && access.HeldBackReason is not null)).ShouldBeTrue();
                (access.Telling == EmergencyTelling.HeldBack || access.ShownFrom <= Now.AddDays(30) || access.Telling == EmergencyTelling.Told).ShouldBeTrue();
                access.EndsAt.ShouldBe(Now.AddMinutes(60));
            }

            return true;
        });

    private sealed class Scene(TestDatabase database, TestScheme riverside, TestScheme hillside) : IAsyncDisposable
    {
        public TestDatabase Database { get; } = database;

        public TestScheme Riverside { get; } = riverside;

        public TestScheme Hillside { get; } = hillside;

        public Viewer Moira { get; private set; } = null!;

        public Viewer Wes { get; private set; } = null!;

        /// <summary>Another coordinator, who asked for nothing.</summary>
        public Viewer Ruthless { get; private set; } = null!;

        public Viewer Ada { get; private set; } = null!;

        public Guid Joe { get; private set; }

        public Guid Ruth { get; private set; }

        public static async Task<Scene> OpenAsync(string provider = "SQLite")
        {
            var database = await TestDatabase.CreateAsync(provider);
            var scene = new Scene(database, await database.AddSchemeAsync(), await database.AddSchemeAsync("Hillside"));
            scene.Moira = await database.AddCoordinatorAsync(scene.Riverside);
            scene.Wes = await database.AddCoordinatorAsync(scene.Hillside, "Wes", "Tull");
            scene.Ruthless = await database.AddCoordinatorAsync(scene.Hillside, "Una", "Reed");
            scene.Ada = await database.AddLeadAsync(scene.Riverside);
            scene.Ruth = await database.AddPersonAsync("Ruth", "Bell", scene.Riverside.Supervisor);
            var added = await database.DoAsync(scene.Moira, (AddPerson add) => add.RunAsync(
                new NewPerson(new PersonDetails("Joe", "Pike"), scene.Riverside.Mentee.Id, RoleState.Held, new DateOnly(2026, 1, 5), "Text first.")));
            scene.Joe = added.Value;
            return scene;
        }

        public Task<Outcome<EmergencyAnswer>> AskAsync(Viewer viewer, string name, string reason = Reason, Guid? chosen = null) =>
            Database.DoAsync(viewer, (OpenInEmergency open) => open.RunAsync(new EmergencyAsk(name, reason, chosen)));

        public Task<PersonOnPage?> PageAsync(Viewer viewer, Guid? person = null) => Database.DoAsync(viewer, (PeopleQueries people) => people.PersonAsync(person ?? Joe));

        public async Task<IReadOnlyList<TraceLine>> TraceAsync(Viewer viewer) => (await Database.DoAsync(viewer, (MyRecordQueries record) => record.TraceAsync())).Lines;

        public Task<IReadOnlyList<EmergencyOfMine>> MineAsync(Viewer viewer) => Database.DoAsync(viewer, (EmergencyQueries emergencies) => emergencies.MineAsync());

        public Task<int> NewAsync() => Database.DoAsync(Ada, (EmergencyQueries emergencies) => emergencies.CountNewAsync());

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
