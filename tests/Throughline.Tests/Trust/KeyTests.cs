using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

[Trait("invariants", "INV-042 to INV-045; scenario 4")]
public sealed class KeyTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    // State machine 5, written out a second time from the domain model; a handover that is not confirmed falls back.
    private static readonly Dictionary<KeyState, KeyState[]> Legal = new()
    {
        [KeyState.Available] = [KeyState.HandoverPending],
        [KeyState.HandoverPending] = [KeyState.Held, KeyState.Available],
        [KeyState.Held] = [KeyState.ReturnPending, KeyState.ReportedLost],
        [KeyState.ReturnPending] = [KeyState.Available, KeyState.ReportedLost],
        [KeyState.ReportedLost] = [KeyState.Replaced],
        [KeyState.Replaced] = [],
    };

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Fact]
    public void Exits_EveryState_AreThoseOfTheMachine()
    {
        foreach (var state in Enum.GetValues<KeyState>())
        {
            KeyStates.ExitsOf(state).ShouldBe(Legal[state], ignoreOrder: true);
            state.Name().ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public void RandomWalk_AnyVerbs_OneHolderAndNoChangeWithoutBoth() =>
        Gen.Select(Gen.Int[0, 8], Gen.Int[1, 4], Gen.Int[0, 20]).Array[1, 60].Sample(acts =>
        {
            var key = Key.Add(Id(10), Id(11), null, null, "Heron 1", "The front door", Today).Value;
            List<KeyCustody> all = [];
            var now = Now;
            foreach (var (verb, actor, hours) in acts)
            {
                now = now.AddHours(hours);
                var open = all.Find(c => c.ClosedAt is null);
                var (before, version, holder) = (key.State, key.Version, open?.From is null ? (Guid?)null : open.PersonId);
                var refusal = Try(key, all, open, verb, Id(actor), now);
                refusal?.Sentence.ShouldNotBeNullOrWhiteSpace();
                if (refusal is not null)
                {
                    (key.State, key.Version).ShouldBe((before, version));
                }
                else
                {
                    (before == key.State || Legal[before].Contains(key.State) || Legal[before].Any(through => Legal[through].Contains(key.State))).ShouldBeTrue($"{before} to {key.State}");
                }

                all.Count(c => c.ClosedAt is null).ShouldBeLessThanOrEqualTo(1);
                var holderNow = all.Find(c => c.ClosedAt is null && c.From is not null)?.PersonId;
                (holderNow is not null).ShouldBe(key.State is KeyState.Held or KeyState.ReturnPending);
                if (holderNow is { } has && has != holder)
                {
                    var custody = all.Find(c => c.ClosedAt is null)!;
                    custody.GivenById.ShouldNotBe(has);
                    (custody.From!.Value < custody.ConfirmBy).ShouldBeTrue("both said so in time");
                }

                if (holder is not null && key.State == KeyState.Available)
                {
                    var closed = all.FindLast(c => c.ClosedAt == now)!;
                    (closed.WitnessId ?? closed.PersonId).ShouldNotBe(closed.TakenBackById!.Value);
                    (closed.HandedInAt + Day > now && closed.TakenBackAt + Day > now).ShouldBeTrue();
                }
            }
        }, iter: 5_000);

    [Theory]
    [InlineData(null, "The front door", "Label")]
    [InlineData(" ", "The front door", "Label")]
    [InlineData("Heron 1", "", "Opens")]
    [InlineData("Heron\u0007", "The front door", "Label")]
    public void Add_BadText_IsRefusedBesideItsField(string? label, string? opens, string field) =>
        Key.Add(Id(1), Id(2), null, null, label, opens, Today).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe(field);

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task HandOver_NotConfirmed_FallsBackAndCustodyIsUnchanged(string provider)
    {
        await using var service = await KeyService.MakeAsync(provider);
        (await service.HandOverAsync(service.Dee.PersonId)).Refusal.ShouldBeNull();
        var pending = await service.CupboardAsync();
        (pending.State, pending.Holder).ShouldBe((KeyState.HandoverPending, "Dee Marsh"));
        service.Database.Clock.Advance(TimeSpan.FromHours(24));
        (await service.ConfirmAsync(service.Dee)).Refusal.ShouldBeOfType<HandoverFellBack>();
        var back = await service.CupboardAsync();
        (back.State, back.Holder).ShouldBe((KeyState.Available, null));
        (await service.Database.DoAsync(service.Dee, (KeyQueries keys) => keys.MineAsync())).ShouldBeEmpty();

        // The cupboard gives it to somebody else, and the old handover stays fallen back.
        (await service.HandOverAsync(service.Amy.PersonId)).Refusal.ShouldBeNull();
        (await service.ConfirmAsync(service.Dee)).Refusal.ShouldBeOfType<NotFound>();
        (await service.ConfirmAsync(service.Amy)).Refusal.ShouldBeNull();
        (await service.ConfirmAsync(service.Amy)).Refusal.ShouldBeOfType<KeyMoveNotOpen>();
        (await service.CupboardAsync()).Holder.ShouldBe("Amy Fox");
        await using var context = service.Database.Everything();
        (await context.KeyCustodies.Where(c => c.KeyId == service.Key).OrderBy(c => c.GivenAt).Select(c => c.ClosedAt == null).ToListAsync()).ShouldBe([false, true]);
        (await context.Milestones.Where(m => m.Kind == MilestoneKind.FirstKey).Select(m => m.PersonId).ToListAsync()).ShouldBe([service.Amy.PersonId]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task HandOver_ManyAtOnce_OneHolderAtAnyInstant(string provider)
    {
        await using var service = await KeyService.MakeAsync(provider);
        for (var round = 0; round < 3; round++)
        {
            var handed = await Task.WhenAll(Enumerable.Range(0, 24).Select(at => service.HandOverAsync(at % 2 == 0 ? service.Dee.PersonId : service.Amy.PersonId)));
            handed.Count(o => o.Succeeded).ShouldBe(1);
            handed.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is KeyMoveNotOpen);
            var confirmed = await Task.WhenAll(Enumerable.Range(0, 12).Select(at => service.ConfirmAsync(at % 2 == 0 ? service.Dee : service.Amy)));
            confirmed.Count(o => o.Succeeded).ShouldBe(1);
            await using var context = service.Database.Everything();
            var custody = await context.KeyCustodies.SingleAsync(c => c.KeyId == service.Key && c.ClosedAt == null);
            (await context.Keys.SingleAsync(k => k.Id == service.Key)).State.ShouldBe(KeyState.Held);
            var holder = custody.PersonId == service.Dee.PersonId ? service.Dee : service.Amy;
            var back = await Task.WhenAll(Enumerable.Range(0, 12).Select(at => at % 2 == 0
                ? service.Database.DoAsync(holder, (HandInKey handIn) => handIn.RunAsync(service.Key))
                : service.Database.DoAsync(service.Moira, (TakeBackKey take) => take.RunAsync(service.Key))));
            back.Count(o => o.Succeeded && o.Value).ShouldBe(1, "it comes back once");
            (await service.CupboardAsync()).State.ShouldBe(KeyState.Available);
        }

        // From one hand at most at every instant: no two times with the key overlap.
        await using var after = service.Database.Everything();
        (await after.KeyCustodies.CountAsync(c => c.KeyId == service.Key)).ShouldBe(3);
    }

    [Fact]
    public async Task HandOver_WithoutTheStepOnHoldOrWrongHat_IsRefused()
    {
        await using var service = await KeyService.MakeAsync();
        var database = service.Database;
        var joe = await database.AddPersonAsync("Joe", "Pike", service.Scheme.PeerMentor);
        (await service.HandOverAsync(joe)).Refusal.ShouldBeOfType<NotTrustedWithKeys>().Field.ShouldBe("PersonId");
        (await service.HandOverAsync(service.Moira.PersonId)).Refusal.ShouldBeOfType<NotTrustedWithKeys>();
        (await service.HandOverAsync(Guid.CreateVersion7())).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("PersonId");
        (await service.HandOverAsync(service.Dee.PersonId, service.Ruth)).Refusal.ShouldBeOfType<NotAllowed>();
        (await service.HandOverAsync(service.Dee.PersonId, service.Dee)).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(service.Moira, (HandOverKey give) => give.RunAsync(new KeyHandover(Guid.CreateVersion7(), service.Dee.PersonId)))).Refusal.ShouldBeOfType<NotFound>();

        // The step is put on hold between the hand and the word: nothing changes hands.
        (await service.HandOverAsync(service.Dee.PersonId)).Refusal.ShouldBeNull();
        await database.OnTrustAsync(service.DeesStep, (g, w) => g.Hold(service.Ruth.PersonId, w.Now, w.Seal(g.PersonId, "Words"), w.Now.AddHours(24), Today.AddDays(7), service.Moira.PersonId));
        (await service.ConfirmAsync(service.Dee)).Refusal.ShouldBeOfType<NotTrustedWithKeys>();
        (await database.DoAsync(service.Dee, (CallOffHandover off) => off.RunAsync(service.Key))).Refusal.ShouldBeNull();
        (await service.CupboardAsync()).State.ShouldBe(KeyState.Available);
        (await database.DoAsync(service.Moira, (CallOffHandover off) => off.RunAsync(service.Key))).Refusal.ShouldBeOfType<KeyMoveNotOpen>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task PauseOrEnd_WithKeys_AsksThemBackWithoutAWordAboutWhy(string provider)
    {
        await using var service = await KeyService.MakeAsync(provider);
        var database = service.Database;
        await service.HandOverAsync(service.Dee.PersonId);
        await service.ConfirmAsync(service.Dee);
        var holding = await database.HoldingAsync(service.Dee.PersonId, service.Scheme.PeerMentor);
        (await database.DoAsync(service.Moira, (PauseRole pause) => pause.RunAsync(
            new RolePause(holding.Id, holding.Version, Today, service.Ruth.PersonId, Today.AddDays(28), TestData.Decision)))).Refusal.ShouldBeNull();

        var row = await service.CupboardAsync();
        (row.State, row.Holder).ShouldBe((KeyState.ReturnPending, "Dee Marsh"));
        var mine = (await database.DoAsync(service.Dee, (KeyQueries keys) => keys.MineAsync())).Single();
        mine.State.ShouldBe(KeyState.ReturnPending);
        var due = await database.DoAsync(Viewer.System, (KeyDueQueries keys) => keys.DueAsync(Today));
        due.Select(d => (d.Kind, d.PersonId, d.Hat)).ShouldBe([("key-return", service.Dee.PersonId, null), ("key-return", null, (Hat?)Hat.Coordinator)]);
        due.ShouldAllBe(d => !d.Path.Contains("pause", StringComparison.Ordinal) && !d.Key.Contains("pause", StringComparison.Ordinal));
        typeof(KeyCustody).GetProperties().ShouldAllBe(p => !p.Name.Contains("Reason", StringComparison.Ordinal) && p.PropertyType != typeof(SealedText));

        // Half of it is not enough, and halves do not keep.
        (await database.DoAsync(service.Dee, (HandInKey handIn) => handIn.RunAsync(service.Key))).Value.ShouldBeFalse();
        database.Clock.Advance(TimeSpan.FromHours(24));
        (await database.DoAsync(service.Moira, (TakeBackKey take) => take.RunAsync(service.Key))).Value.ShouldBeFalse();
        (await service.CupboardAsync()).Holder.ShouldBe("Dee Marsh");
        (await database.DoAsync(service.Dee, (HandInKey handIn) => handIn.RunAsync(service.Key))).Value.ShouldBeTrue();
        (await service.CupboardAsync()).Holder.ShouldBeNull();
    }

    [Fact]
    public async Task Witness_HolderGone_ClosesItWithACoordinator()
    {
        await using var service = await KeyService.MakeAsync();
        var database = service.Database;
        await service.HandOverAsync(service.Dee.PersonId);
        await service.ConfirmAsync(service.Dee);
        Task<Outcome<bool>> Witness(Viewer viewer) => database.DoAsync(viewer, (WitnessKey witness) => witness.RunAsync(service.Key));
        (await Witness(service.Ruth)).Refusal.ShouldBeOfType<KeyMoveNotOpen>("nobody has asked for it");
        (await database.DoAsync(service.Moira, (AskForKey ask) => ask.RunAsync(service.Key))).Refusal.ShouldBeNull();
        (await Witness(service.Ruth)).Refusal.ShouldBeOfType<HolderCanSaySo>();
        var holding = await database.HoldingAsync(service.Dee.PersonId, service.Scheme.PeerMentor);
        await database.DoAsync(service.Moira, (EndRole end) => end.RunAsync(new RoleEnd(holding.Id, holding.Version, Today, ExitReason.MovedAway, new Decision(null, null))));
        (await Witness(service.Amy)).Refusal.ShouldBeOfType<NotFound>();
        (await Witness(service.Moira)).Value.ShouldBeFalse();
        (await database.DoAsync(service.Moira, (TakeBackKey take) => take.RunAsync(service.Key))).Refusal.ShouldBeOfType<NeedsSecondPairOfEyes>();
        (await Witness(service.Ruth)).Value.ShouldBeFalse();
        (await database.DoAsync(service.Moira, (TakeBackKey take) => take.RunAsync(service.Key))).Value.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Lost_ByTheHolder_TellsBothAndIsReplaced(string provider)
    {
        await using var service = await KeyService.MakeAsync(provider);
        var database = service.Database;
        await service.HandOverAsync(service.Dee.PersonId);
        (await database.DoAsync(service.Dee, (ReportKeyLost lost) => lost.RunAsync(service.Key))).Refusal.ShouldBeOfType<KeyMoveNotOpen>("it is not theirs yet");
        await service.ConfirmAsync(service.Dee);
        (await database.DoAsync(service.Amy, (ReportKeyLost lost) => lost.RunAsync(service.Key))).Refusal.ShouldBeOfType<NotFound>();
        (await database.DoAsync(service.Dee, (ReportKeyLost lost) => lost.RunAsync(service.Key))).Refusal.ShouldBeNull();
        (await database.DoAsync(service.Dee, (TrustHomeQueries home) => home.HomeAsync())).KeysLost.Count.ShouldBe(1);
        (await database.DoAsync(service.Moira, (TrustHomeQueries home) => home.HomeAsync())).Cupboard.Lost.ShouldBe(1);
        (await database.DoAsync(Viewer.System, (KeyDueQueries keys) => keys.DueAsync(Today))).Select(d => d.Kind).ShouldBe(["key-lost", "key-lost"]);
        Task<Outcome<Guid>> Replace(string? label) => database.DoAsync(service.Moira, (ReplaceKey replace) => replace.RunAsync(new KeyReplacement(service.Key, label)));
        (await Replace(" ")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Label");
        var other = await Replace("Heron 2");
        (await Replace("Heron 3")).Refusal.ShouldBeOfType<KeyMoveNotOpen>();
        (await database.DoAsync(service.Moira, (KeyQueries keys) => keys.CupboardAsync())).Select(k => (k.Id, k.State)).ShouldBe([(other.Value, KeyState.Available)]);
        (await database.DoAsync(service.Moira, (KeyQueries keys) => keys.FindAsync(service.Key)))!.History.Single().Lost.ShouldBeTrue();
        (await database.DoAsync(service.Dee, (TrustHomeQueries home) => home.HomeAsync())).KeysLost.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wall_BetweenCoordinatorAndHolder_ShowsAKeyThatIsOut()
    {
        await using var service = await KeyService.MakeAsync();
        await service.HandOverAsync(service.Dee.PersonId);
        await service.ConfirmAsync(service.Dee);
        var colin = await service.Database.AddCoordinatorAsync(service.Scheme, "Colin", "Reed");
        await service.Database.DoAsync(colin, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(service.Moira.PersonId, service.Dee.PersonId)));
        var row = await service.CupboardAsync();
        (row.State, row.Holder, row.Since).ShouldBe((KeyState.Held, null, null));
        (await service.Database.DoAsync(service.Moira, (KeyQueries keys) => keys.FindAsync(service.Key)))!.HolderKnown.ShouldBeFalse();
        (await service.Database.DoAsync(service.Moira, (AskForKey ask) => ask.RunAsync(service.Key))).Refusal.ShouldBeOfType<KeyIsOut>();
        (await service.Database.DoAsync(service.Moira, (ReportKeyLost lost) => lost.RunAsync(service.Key))).Refusal.ShouldBeOfType<KeyIsOut>();
    }

    private static Refusal? Try(Key key, List<KeyCustody> all, KeyCustody? open, int verb, Guid by, DateTimeOffset now)
    {
        switch (verb)
        {
            case 0 or 1:
                if (open?.FellBack(now) == true)
                {
                    open.CallOff(key, now);
                }

                var handed = KeyCustody.HandOver(Id(100 + all.Count), key, by, Id(5), now, now + Day);
                if (handed.Succeeded)
                {
                    all.Add(handed.Value);
                }

                return handed.Refusal;
            case 2:
                return open is null ? new NotFound() : open.Confirm(key, now);
            case 3:
                return open is null ? new NotFound() : open.CallOff(key, now);
            case 4:
                return open?.From is null ? new NotFound() : open.AskBack(key, now);
            case 5:
                return open?.From is null ? new NotFound() : open.HandIn(key, null, now, Day);
            case 6:
                return open?.From is null ? new NotFound() : open.HandIn(key, by, now, Day);
            case 7:
                return open?.From is null ? new NotFound() : open.TakeBack(key, by, now, Day);
            default:
                return open is null ? new NotFound() : open.ReportLost(key, now);
        }
    }

    private static Guid Id(int number) => new($"0193d000-0000-7000-8000-{number:x12}");

    private sealed class KeyService(TestDatabase database, TestScheme scheme) : IAsyncDisposable
    {
        public TestDatabase Database { get; } = database;

        public TestScheme Scheme { get; } = scheme;

        public Viewer Moira { get; private set; } = null!;

        public Viewer Ruth { get; private set; } = null!;

        public Viewer Dee { get; private set; } = null!;

        public Viewer Amy { get; private set; } = null!;

        public Guid Key { get; private set; }

        public Guid DeesStep { get; private set; }

        public static async Task<KeyService> MakeAsync(string provider = "SQLite")
        {
            var database = await TestDatabase.CreateAsync(provider);
            var scheme = await database.AddSchemeAsync();
            Viewer Peer(Guid id) => new(id, Hat.PeerWorker, [scheme.Id]);
            var service = new KeyService(database, scheme)
            {
                Moira = await database.AddCoordinatorAsync(scheme),
                Ruth = new Viewer(await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor), Hat.Supervisor, [scheme.Id]),
                Dee = Peer(await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor)),
                Amy = Peer(await database.AddPersonAsync("Amy", "Fox", scheme.PeerMentor)),
            };
            service.DeesStep = await database.AddTrustAsync(await database.HoldingAsync(service.Dee.PersonId, scheme.PeerMentor), TrustStep.KeyHolding, service.Ruth.PersonId);
            await database.AddTrustAsync(await database.HoldingAsync(service.Amy.PersonId, scheme.PeerMentor), TrustStep.KeyHolding, service.Ruth.PersonId);
            service.Key = (await database.DoAsync(service.Moira, (AddKey add) => add.RunAsync(new NewKey(scheme.Id, null, "Heron 1", "The front door")))).Value;
            return service;
        }

        public Task<Outcome<Guid>> HandOverAsync(Guid person, Viewer? by = null) => Database.DoAsync(by ?? Moira, (HandOverKey give) => give.RunAsync(new KeyHandover(Key, person)));

        public Task<Outcome<Done>> ConfirmAsync(Viewer viewer) => Database.DoAsync(viewer, (ConfirmKey confirm) => confirm.RunAsync(Key));

        public async Task<KeyRow> CupboardAsync() => (await Database.DoAsync(Moira, (KeyQueries keys) => keys.CupboardAsync())).Single(k => k.Id == Key);

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
