using CsCheck;
using Throughline.Concerns;
using Throughline.Security;

namespace Throughline.Tests.Concerns;

[Trait("invariants", "state machine 11")]
public sealed class ConcernTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly SealedText Words = new([1]);

    // State machine 11, written out a second time from the domain model.
    private static readonly Dictionary<ConcernState, ConcernState[]> Legal = new()
    {
        [ConcernState.Draft] = [ConcernState.Submitted],
        [ConcernState.Submitted] = [ConcernState.Acknowledged, ConcernState.Withdrawn],
        [ConcernState.Acknowledged] = [ConcernState.HandlerAssigned, ConcernState.Withdrawn],
        [ConcernState.HandlerAssigned] = [ConcernState.LookingInto, ConcernState.Withdrawn],
        [ConcernState.LookingInto] = [ConcernState.OutcomeOffered, ConcernState.Withdrawn],
        [ConcernState.OutcomeOffered] = [ConcernState.Accepted, ConcernState.Appealed, ConcernState.Closed],
        [ConcernState.Accepted] = [ConcernState.Closed],
        [ConcernState.Appealed] = [ConcernState.OutcomeFinal],
        [ConcernState.OutcomeFinal] = [ConcernState.Closed],
        [ConcernState.Closed] = [],
        [ConcernState.Withdrawn] = [],
    };

    [Fact]
    public void Exits_EveryState_AreThoseOfTheMachine()
    {
        foreach (var state in Enum.GetValues<ConcernState>())
        {
            ConcernStates.ExitsOf(state).ShouldBe(Legal[state], ignoreOrder: true);
            state.IsOver().ShouldBe(Legal[state].Length == 0);
            state.Name().ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public void RandomWalk_AnyVerbs_MovesOnlyAsTheMachineSays() =>
        // Three steps of four are the next one on the way, so that walks come to the end.
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 13]).Array[1, 60].Sample(steps =>
        {
            var (owner, subject, first, second) = (Id(1), Id(2), Id(3), Id(4));
            var concern = Concern.Start(Id(9), owner, Id(8), new ConcernWords(ConcernAbout.Person, subject, null, Words, null, false));
            concern.Wall(new Dictionary<Guid, ConcernWallReason> { [subject] = ConcernWallReason.Subject });
            var (written, noReply) = (0, false);
            ConcernEntry Entry(ConcernEntryKind kind, Guid by) => new(Id(100 + written++), concern, kind, by, Words, DateTimeOffset.UnixEpoch);
            foreach (var (bias, any) in steps)
            {
                var (before, version, kept, offered, entries) = (concern.State, concern.Version, concern.MustGoOn, concern.OfferedById, concern.Entries.Count);
                concern.Assign(subject).ShouldBeOfType<NotThisHandler>();
                concern.Assign(owner).ShouldBeOfType<NotThisHandler>();
                var verb = bias > 0 ? Next(before, any) : any;
                var refusal = verb switch
                {
                    0 => concern.Submit(Today, Today.AddDays(7), Today.AddDays(28)),
                    1 => concern.Acknowledge(second),
                    2 => concern.Assign(before == ConcernState.Appealed ? second : first),
                    3 => concern.Begin(),
                    4 => concern.Offer(Entry(ConcernEntryKind.Outcome, first)),
                    5 => concern.Accept(),
                    6 => concern.Appeal(Entry(ConcernEntryKind.Appeal, owner), Today.AddDays(56)),
                    7 => concern.Conclude(Entry(ConcernEntryKind.FinalOutcome, second)),
                    8 => concern.Close(Today, any % 2 == 0 ? Today : Today.AddDays(-1)),
                    9 => concern.Withdraw(Today),
                    10 => concern.KeepOpen(Entry(ConcernEntryKind.MustGoOn, first)),
                    11 => concern.Say(Entry(ConcernEntryKind.Message, owner)),
                    12 => concern.Hear(Entry(ConcernEntryKind.Heard, first)),
                    _ => concern.Keep(!concern.KeptLonger, Entry(ConcernEntryKind.Kept, second)),
                };
                if (refusal is not null)
                {
                    refusal.Sentence.ShouldNotBeNullOrWhiteSpace();
                    (concern.State, concern.Version, concern.MustGoOn, concern.OfferedById, concern.Entries.Count).ShouldBe((before, version, kept, offered, entries));
                }
                else
                {
                    (before == concern.State || Legal[before].Contains(concern.State)).ShouldBeTrue($"{before} to {concern.State}");
                    concern.Version.ShouldBeGreaterThan(version);
                }

                (before >= ConcernState.OutcomeOffered && before != ConcernState.Withdrawn && concern.State == ConcernState.Withdrawn).ShouldBeFalse();
                (kept && !before.IsOver() && concern.State == ConcernState.Withdrawn).ShouldBeFalse();
                concern.Walls.ShouldAllBe(w => w.Stands == (concern.State != ConcernState.Draft));
                (concern.OverOn is not null).ShouldBe(concern.State.IsOver());
                concern.NoReply.ShouldBe(concern.State == ConcernState.Closed && (noReply || before == ConcernState.OutcomeOffered));
                noReply = concern.NoReply;
                if (concern.State.IsOver())
                {
                    concern.HandlerId.ShouldBeNull();
                }

                if (concern.State == ConcernState.Appealed)
                {
                    concern.Assign(concern.OfferedById!.Value).ShouldBeOfType<NotThisHandler>("whoever answered does not look again");
                    concern.Conclude(Entry(ConcernEntryKind.FinalOutcome, first)).ShouldBeOfType<NotThisHandler>();
                }
            }

            static Guid Id(int at) => new(at, 0, 0, new byte[8]);

            static int Next(ConcernState state, int any) => state switch
            {
                ConcernState.Draft => 0,
                ConcernState.Submitted => 1,
                ConcernState.Acknowledged => 2,
                ConcernState.HandlerAssigned => 3,
                ConcernState.LookingInto => 4,
                ConcernState.OutcomeOffered => any % 3 == 0 ? 5 : any % 3 == 1 ? 6 : 8,
                ConcernState.Appealed => 7,
                _ => 8,
            };
        });

    [Fact]
    public void Wall_OnceItIsSent_IsNotMoved()
    {
        var concern = Concern.Start(new Guid(9, 0, 0, new byte[8]), new Guid(1, 0, 0, new byte[8]), new Guid(8, 0, 0, new byte[8]), new ConcernWords(ConcernAbout.Place, null, Words, Words, null, false));
        concern.Submit(Today, Today, Today).ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => concern.Wall(new Dictionary<Guid, ConcernWallReason>()));
        concern.Write(new ConcernWords(ConcernAbout.Place, null, Words, Words, null, false)).ShouldBeOfType<ConcernStepNotOpen>();
    }

    [Theory]
    [InlineData("2026-03-02", 5, "2026-03-09")]
    [InlineData("2026-03-06", 1, "2026-03-09")]
    [InlineData("2026-03-07", 5, "2026-03-13")]
    public void WorkingDays_AreMondayToFriday(string from, int days, string to) =>
        ConcernRules.AddWorkingDays(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), days).ShouldBe(DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture));
}
