using CsCheck;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Training;

namespace Throughline.Tests.Training;

/// <summary>State machine 2, and that of a cohort: random legal and illegal moves reach no state that is not there.</summary>
public sealed class TrainingStateTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly SealedText Words = new(new byte[32]);
    private static readonly Guid Somebody = Guid.CreateVersion7();

    // Written out a second time, from the domain model.
    private static readonly Dictionary<EnrolmentState, EnrolmentState[]> Legal = new()
    {
        [EnrolmentState.Enrolled] = [EnrolmentState.Attending, EnrolmentState.Deferred, EnrolmentState.Withdrew],
        [EnrolmentState.Attending] = [EnrolmentState.Completed, EnrolmentState.Deferred, EnrolmentState.Withdrew, EnrolmentState.AskedToStop],
        [EnrolmentState.Deferred] = [EnrolmentState.Attending, EnrolmentState.Withdrew],
        [EnrolmentState.Completed] = [],
        [EnrolmentState.Withdrew] = [],
        [EnrolmentState.AskedToStop] = [],
    };

    [Fact]
    public void RandomWalk_Enrolment_NeverLeavesTheMachine() =>
        Gen.Int[1, 6].Array[1, 30].Sample(steps =>
        {
            var enrolment = New();
            var day = Day;
            foreach (var step in steps)
            {
                var (before, to) = (enrolment.State, (EnrolmentState)step);
                var places = enrolment.Places.Count;
                day = day.AddDays(1);
                var refusal = to switch
                {
                    EnrolmentState.Attending => before == EnrolmentState.Attending ? new EnrolmentMoveNotOpen(before) : enrolment.TakePart(),
                    EnrolmentState.Deferred => enrolment.Defer(day, step % 2 == 0 ? Guid.CreateVersion7() : null, null),
                    EnrolmentState.Completed => enrolment.Complete(day, Somebody),
                    EnrolmentState.Withdrew => enrolment.Withdraw(day, enrolment.PersonId),
                    EnrolmentState.AskedToStop => enrolment.AskToStop(day, Somebody, Words),
                    _ => new EnrolmentMoveNotOpen(before),
                };
                if (refusal is null)
                {
                    Legal[before].ShouldContain(to, $"{before} to {to}");
                    enrolment.State.ShouldBe(to);
                }
                else
                {
                    refusal.Sentence.ShouldNotBeNullOrWhiteSpace();
                    enrolment.State.ShouldBe(before);
                    enrolment.Places.Count.ShouldBe(places);
                }

                enrolment.EndedOn.HasValue.ShouldBe(!enrolment.State.IsOpen());
                enrolment.Places.Count(p => p.To is null).ShouldBe(enrolment.State.IsOpen() && enrolment.CohortId is not null ? 1 : 0);
                (enrolment.Note is not null).ShouldBe(enrolment.State == EnrolmentState.AskedToStop);
            }

            enrolment.Places.Select(p => p.Number).ShouldBe(Enumerable.Range(1, enrolment.Places.Count));
        }, iter: 2_000);

    [Fact]
    public void Exits_EveryState_HasAnEntryAndAName()
    {
        foreach (var state in Enum.GetValues<EnrolmentState>())
        {
            EnrolmentStates.ExitsOf(state).ShouldBe(Legal[state]);
            state.Name().ShouldNotBeNullOrWhiteSpace();
        }

        foreach (var state in Enum.GetValues<CohortState>())
        {
            CohortStates.ExitsOf(state).ShouldNotBeNull();
            state.Name().ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public void RandomWalk_Cohort_NeverLeavesTheMachineAndNeverOpensWithoutAPeerOrAReason() =>
        Gen.Int[0, 4].Array[1, 12].Sample(steps =>
        {
            var cohort = NewCohort(Day, new TimeOnly(10, 0), new TimeOnly(12, 0)).Value;
            foreach (var step in steps)
            {
                var before = cohort.State;
                var refusal = step switch
                {
                    0 => cohort.Open(Day, true, null, Somebody),
                    1 => cohort.Open(Day, false, null, Somebody),
                    2 => cohort.Open(Day, false, "Our two peer mentors are both away this month", Somebody),
                    3 => cohort.Finish(Day),
                    _ => (Refusal?)cohort.CallOff(Day),
                };
                if (refusal is null)
                {
                    CohortStates.ExitsOf(before).ShouldContain(cohort.State);
                    step.ShouldNotBe(1);
                }
                else
                {
                    cohort.State.ShouldBe(before);
                }

                (cohort.OpenedOn is not null).ShouldBe(cohort.State is CohortState.Open or CohortState.Finished);
            }
        }, iter: 1_000);

    [Theory]
    [InlineData("2026-03-02", 0, 4)] // The clocks go forward on 29 March.
    [InlineData("2026-10-05", 4, 3)] // They go back on 25 October.
    public void Plan_ThroughAClockChange_KeepsTheTimeOfDayInLondon(string first, int summerWeeks, int changes)
    {
        var cohort = NewCohort(DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture), new TimeOnly(10, 0), new TimeOnly(12, 30)).Value;

        cohort.Sessions.ShouldAllBe(s => s.From == new TimeOnly(10, 0) && s.To == new TimeOnly(12, 30));
        cohort.Sessions.ShouldAllBe(s => s.EndsAt - s.StartsAt == TimeSpan.FromMinutes(150));
        cohort.Sessions.Select(s => s.On).ShouldBe(Enumerable.Range(0, 12).Select(w => cohort.StartsOn.AddDays(7 * w)));
        cohort.Sessions[changes].StartsAt.Hour.ShouldNotBe(cohort.Sessions[changes - 1].StartsAt.Hour);
        cohort.Sessions[0].StartsAt.Hour.ShouldBe(summerWeeks > 0 ? 9 : 10);
    }

    [Fact]
    public void Plan_InTheHourThatIsLeftOut_IsRefusedByName() =>
        NewCohort(new DateOnly(2026, 3, 29), new TimeOnly(1, 30), new TimeOnly(3, 0)).Refusal.ShouldBe(new NoSuchTime(new DateOnly(2026, 3, 29)));

    [Fact]
    public void Plan_InTheHourThatComesTwice_TakesTheFirst() =>
        NewCohort(new DateOnly(2026, 10, 25), new TimeOnly(1, 30), new TimeOnly(3, 0)).Value.Sessions[0].StartsAt.ShouldBe(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));

    [Fact]
    public void Move_WithTheLaterOnes_MovesThemByAsManyDays()
    {
        var cohort = NewCohort(Day, new TimeOnly(10, 0), new TimeOnly(12, 0)).Value;
        cohort.Open(Day, true, null, Somebody);
        var third = cohort.Sessions[2];
        cohort.Move(third.Id, third.On.AddDays(7), new TimeOnly(14, 0), new TimeOnly(16, 0), laterOnes: true).ShouldBeNull();
        cohort.Sessions.Select(s => s.On.DayNumber - Day.DayNumber).ShouldBe([0, 7, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84]);
        cohort.Sessions.Select(s => s.From.Hour).ShouldBe([10, 10, 14, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
        cohort.Finish(Day);
        cohort.Move(third.Id, Day, new TimeOnly(10, 0), new TimeOnly(12, 0), laterOnes: false).ShouldBe(new CohortMoveNotOpen(CohortState.Finished));
    }

    private static Outcome<Cohort> NewCohort(DateOnly first, TimeOnly from, TimeOnly to)
    {
        var outline = ProgrammeTemplates.Of(SchemeTemplates.Find("drugs-team-peer-mentoring", 1)!.Training[0]);
        var programme = Programme.Brought(Guid.CreateVersion7(), Guid.CreateVersion7(), "twelve-week-course", outline, Somebody, Hat.Coordinator, DateTimeOffset.UnixEpoch);
        return Cohort.Plan(Guid.CreateVersion7(), programme, outline, new CohortPlan("Spring course", Guid.CreateVersion7(), 8, first, from, to), Guid.CreateVersion7);
    }

    private static Enrolment New()
    {
        var role = RoleDefinition.Define(Guid.CreateVersion7(), Guid.CreateVersion7(), new RoleOutline("trainee", "Trainee", "Team member", [Hat.PeerWorker], true, 1));
        var holding = RoleHolding.Start(Guid.CreateVersion7(), Guid.CreateVersion7(), role, RoleState.InTraining, Day);
        return Enrolment.Enrol(Guid.CreateVersion7(), holding, role, NewCohort(Day, new TimeOnly(10, 0), new TimeOnly(12, 0)).Value, Day);
    }
}
