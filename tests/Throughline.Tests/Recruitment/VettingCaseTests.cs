using CsCheck;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;

namespace Throughline.Tests.Recruitment;

/// <summary>State machine 3 by itself.</summary>
public sealed class VettingCaseTests
{
    private const int Reminder = 60;
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly SealedText Words = new(new byte[32]);
    private static readonly Guid Dee = new("01900000-0000-7000-8000-000000000001");
    private static readonly Guid Moira = new("01900000-0000-7000-8000-000000000002");
    private static readonly Guid Pat = new("01900000-0000-7000-8000-000000000003");
    private static readonly Guid Neil = new("01900000-0000-7000-8000-000000000004");
    private static readonly Guid Yusuf = new("01900000-0000-7000-8000-000000000005");

    private enum Verb
    {
        AskPerson,
        Submit,
        Clear,
        ClearWithLimits,
        Refuse,
        Appeal,
        ClearOnAppeal,
        RefuseFinally,
        Renew,
    }

    private static readonly Dictionary<Verb, (VettingState[] From, VettingState To)> Machine = new()
    {
        [Verb.AskPerson] = ([VettingState.Opened], VettingState.AwaitingPerson),
        [Verb.Submit] = ([VettingState.AwaitingPerson], VettingState.Submitted),
        [Verb.Clear] = ([VettingState.Submitted], VettingState.Cleared),
        [Verb.ClearWithLimits] = ([VettingState.Submitted], VettingState.ClearedWithLimits),
        [Verb.Refuse] = ([VettingState.Submitted], VettingState.Refused),
        [Verb.Appeal] = ([VettingState.Refused], VettingState.Appeal),
        [Verb.ClearOnAppeal] = ([VettingState.Appeal], VettingState.Cleared),
        [Verb.RefuseFinally] = ([VettingState.Appeal], VettingState.RefusedFinal),
        [Verb.Renew] = ([VettingState.Expiring], VettingState.Renewed),
    };

    [Fact]
    public void Exits_EveryState_HasAnEntryAndAName()
    {
        foreach (var state in Enum.GetValues<VettingState>())
        {
            VettingStates.ExitsOf(state).ShouldNotBeNull();
            state.Name().ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public void Exits_AreThoseOfTheVerbsAndTheCalendar()
    {
        var reached = Machine.SelectMany(m => m.Value.From.Select(from => (from, m.Value.To)))
            .Concat([(VettingState.Cleared, VettingState.Expiring), (VettingState.ClearedWithLimits, VettingState.Expiring), (VettingState.Expiring, VettingState.Expired)]);
        Enum.GetValues<VettingState>().SelectMany(from => VettingStates.ExitsOf(from).Select(to => (from, to))).ShouldBe(reached, ignoreOrder: true);
    }

    /// <summary>Any verbs by anybody on any days: only legal moves are made, each refusal is named and changes nothing, and at most one may read the words.</summary>
    [Fact]
    public void RandomWalk_AnyVerbsActorsAndDays_NeverLeavesTheMachine() =>
        Gen.Select(Gen.Int[0, 10], Gen.Int[0, 3], Gen.Int[0, 80]).Array[1, 40].Sample(steps =>
        {
            Guid[] people = [Dee, Pat, Neil, Yusuf];
            var item = VettingCase.Open(Guid.CreateVersion7(), Dee, Moira, ["hub"], Pat, Moira, Day).Value;
            item.Add(new VettingWords(Guid.CreateVersion7(), item, VettingWordsKind.Past, Words, default));
            var day = Day;
            foreach (var (verb, actor, days) in steps)
            {
                day = day.AddDays(days);
                var (by, before, version) = (people[actor], item.StandsAt(day, Reminder), item.Version);
                if (verb > 8)
                {
                    var named = verb == 9 ? item.NameDecider(by) : item.NameHearer(by);
                    item.StandsAt(day, Reminder).ShouldBe(before);
                    (named is null).ShouldBe(verb == 9
                        ? by != Dee && before is VettingState.Opened or VettingState.AwaitingPerson or VettingState.Submitted && by != Dee
                        : before == VettingState.Appeal && by != Dee && by != item.DeciderId && by != item.DecidedById);
                    (item.Version == version).ShouldBe(named is not null);
                }
                else
                {
                    var refusal = Try(item, (Verb)verb, by, day);
                    var after = item.StandsAt(day, Reminder);
                    var mine = (Verb)verb switch
                    {
                        Verb.AskPerson or Verb.Clear or Verb.ClearWithLimits or Verb.Refuse => by == item.DeciderId,
                        Verb.ClearOnAppeal or Verb.RefuseFinally => by == item.HearerId,
                        Verb.Appeal => day <= item.AppealUntil,
                        _ => true,
                    };
                    (refusal is null).ShouldBe(Machine[(Verb)verb].From.Contains(before) && mine, $"{(Verb)verb} from {before}");
                    if (refusal is null)
                    {
                        item.State.ShouldBe(Machine[(Verb)verb].To);
                    }
                    else
                    {
                        refusal.Sentence.ShouldNotBeNullOrWhiteSpace();
                        (after, item.Version).ShouldBe((before, version));
                    }
                }

                var may = item.Words[0].ReaderId;
                may.ShouldBe(item.State == VettingState.Submitted ? item.DeciderId : item.State == VettingState.Appeal ? item.HearerId : null);
                may.ShouldNotBe(Dee);
                item.HearerId.ShouldBeOneOf(null, item.HearerId == item.DeciderId ? Guid.Empty : item.HearerId);
            }
        }, iter: 5_000);

    [Theory]
    [InlineData(-61, VettingState.Cleared)]
    [InlineData(-60, VettingState.Expiring)]
    [InlineData(0, VettingState.Expiring)]
    [InlineData(1, VettingState.Expired)]
    public void StandsAt_AroundTheLastDay_IsByTheCalendar(int days, VettingState expected)
    {
        var item = Submitted();
        item.Clear(Pat, Day, Day.AddDays(365), null, 28).ShouldBeNull();
        item.StandsAt(Day.AddDays(365 + days), Reminder).ShouldBe(expected);
        item.State.ShouldBe(VettingState.Cleared);
    }

    [Fact]
    public void NotNeeded_Ever_StaysAndAsksNobody()
    {
        var item = VettingCase.NotNeeded(Guid.CreateVersion7(), Dee, Moira, Moira, Day);
        foreach (var verb in Enum.GetValues<Verb>())
        {
            Try(item, verb, Pat, Day).ShouldNotBeNull();
        }

        (item.NameDecider(Pat), item.NameHearer(Neil)).ShouldBe((new VettingMoveNotOpen(VettingState.NotNeeded), new VettingMoveNotOpen(VettingState.NotNeeded)));
        item.State.ShouldBe(VettingState.NotNeeded);
    }

    [Fact]
    public void Open_NoDutyOrTheirOwnDecider_IsRefused()
    {
        VettingCase.Open(Guid.CreateVersion7(), Dee, Moira, [], Pat, Moira, Day).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Scopes");
        VettingCase.Open(Guid.CreateVersion7(), Dee, Moira, ["hub"], Dee, Moira, Day).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("DeciderId");
    }

    [Fact]
    public void Clear_LastDayTodayOrTooFar_IsRefused()
    {
        var item = Submitted();
        item.Clear(Pat, Day, Day, null, 28).ShouldBeOfType<Invalid>().Input.ShouldBe("Until");
        item.Clear(Pat, Day, Day.AddYears(10).AddDays(1), null, 28).ShouldBeOfType<Invalid>();
        item.Clear(Pat, Day, Day.AddYears(10), null, 28).ShouldBeNull();
    }

    [Fact]
    public void Appeal_OnTheLastDay_IsHeardBySomebodyElseAndTheDayAfterIsTooLate()
    {
        var late = Submitted();
        late.Refuse(Pat, Day, Words, 28).ShouldBeNull();
        late.AppealOn(Day.AddDays(29)).ShouldBe(new AppealTooLate(Day.AddDays(28)));
        late.AppealOn(Day.AddDays(28)).ShouldBeNull();
        late.NameHearer(Pat).ShouldBeOfType<HeardBySomebodyElse>();
        late.NameHearer(Neil).ShouldBeNull();
        late.ClearOnAppeal(Pat, Day.AddDays(30), Day.AddDays(400), null).ShouldBeOfType<NotTheDecider>();
        late.ClearOnAppeal(Neil, Day.AddDays(30), Day.AddDays(400), null).ShouldBeNull();
        late.KeepWordsUntil.ShouldBe(Day.AddDays(30));
    }

    [Theory]
    [InlineData(ApprovalState.Given, true)]
    [InlineData(ApprovalState.Refused, false)]
    public void OfficerApproval_Answered_IsAnsweredOnce(ApprovalState expected, bool gives)
    {
        var role = RoleDefinition.Define(Guid.CreateVersion7(), Moira, new RoleOutline("peer-mentor", "Peer mentor", "Team member", [Hat.PeerWorker], true, 2));
        var episode = SupervisionEpisode.Begin(Guid.CreateVersion7(), Dee, Moira, "LIC", Day, Day.AddDays(90), Yusuf).Value;
        var asked = OfficerApproval.Ask(Guid.CreateVersion7(), episode, role, Moira, Day);
        asked.Answer(Pat, gives, Words, Day).ShouldBeOfType<NotAllowed>();
        asked.Answer(Yusuf, gives, Words, Day).ShouldBeNull();
        asked.State.ShouldBe(expected);
        asked.Answer(Yusuf, !gives, Words, Day).ShouldBe(new AlreadyAnswered(Day));
        asked.PassTo(Neil);
        asked.OfficerId.ShouldBe(Yusuf);
        ApprovalStates.ExitsOf(expected).ShouldBeEmpty();
    }

    [Fact]
    public void OfficerApproval_AnyVerbsAndPeople_IsAnsweredOnceByTheOfficerItIsWith() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2]).Array[1, 12].Sample(steps =>
        {
            Guid[] officers = [Yusuf, Pat, Neil];
            var role = RoleDefinition.Define(Guid.Empty, Moira, new RoleOutline("peer-mentor", "Peer mentor", "Team member", [Hat.PeerWorker], true, 2));
            var asked = OfficerApproval.Ask(Guid.Empty, SupervisionEpisode.Begin(Guid.Empty, Dee, Moira, "LIC", Day, Day.AddDays(90), Yusuf).Value, role, Moira, Day);
            foreach (var (verb, who) in steps)
            {
                var (state, with) = (asked.State, asked.OfficerId);
                if (verb == 2)
                {
                    asked.PassTo(officers[who]);
                    asked.OfficerId.ShouldBe(state == ApprovalState.Asked ? officers[who] : with);
                    asked.State.ShouldBe(state);
                    continue;
                }

                var refusal = asked.Answer(officers[who], verb == 1, Words, Day);
                (refusal is null).ShouldBe(state == ApprovalState.Asked && officers[who] == with);
                refusal?.Sentence.ShouldNotBeNullOrWhiteSpace();
                asked.State.ShouldBe(refusal is not null ? state : verb == 1 ? ApprovalState.Given : ApprovalState.Refused);
            }
        });

    [Fact]
    public void Supervision_ItsDays_AreChecked()
    {
        Outcome<SupervisionEpisode> Begin(DateOnly start, DateOnly? end, Guid officer) => SupervisionEpisode.Begin(Guid.CreateVersion7(), Dee, Moira, null, start, end, officer);
        Begin(new DateOnly(1969, 1, 1), null, Yusuf).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Start");
        Begin(Day, Day.AddDays(-1), Yusuf).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("End");
        Begin(Day, null, Dee).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("OfficerId");
        var episode = Begin(Day, Day.AddDays(9), Yusuf).Value;
        (episode.Covers(Day.AddDays(-1)), episode.Covers(Day), episode.Covers(Day.AddDays(9)), episode.Covers(Day.AddDays(10))).ShouldBe((false, true, true, false));
        episode.See(Day);
        episode.Change(Day.AddDays(9), Yusuf).ShouldBeNull();
        episode.SeenOn.ShouldBe(Day);
        episode.Change(Day.AddDays(12), Yusuf).ShouldBeNull();
        episode.SeenOn.ShouldBeNull("another end is news");
    }

    private static VettingCase Submitted()
    {
        var item = VettingCase.Open(Guid.CreateVersion7(), Dee, Moira, ["hub"], Pat, Moira, Day).Value;
        item.AskPerson(Pat, "provider", Words).ShouldBeNull();
        item.Submit(Day).ShouldBeNull();
        return item;
    }

    private static Refusal? Try(VettingCase item, Verb verb, Guid by, DateOnly on) => verb switch
    {
        Verb.AskPerson => item.AskPerson(by, "provider", Words),
        Verb.Submit => item.Submit(on),
        Verb.Clear => item.Clear(by, on, on.AddDays(120), null, 28),
        Verb.ClearWithLimits => item.Clear(by, on, on.AddDays(120), Words, 28),
        Verb.Refuse => item.Refuse(by, on, Words, 28),
        Verb.Appeal => item.AppealOn(on),
        Verb.ClearOnAppeal => item.ClearOnAppeal(by, on, on.AddDays(120), null),
        Verb.RefuseFinally => item.RefuseFinally(by, on, Words),
        _ => item.Renew(on, Reminder),
    };
}
