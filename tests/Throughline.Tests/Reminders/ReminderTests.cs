using CsCheck;
using Throughline.Reminders;

namespace Throughline.Tests.Reminders;

public sealed class ReminderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly ReminderRules Rules = new() { MostAttempts = 3 };

    // Written out a second time: what is to be sent is sent, fails, is no longer needed or is given up; what is no longer needed may be needed again.
    private static readonly Dictionary<ReminderState, ReminderState[]> Legal = new()
    {
        [ReminderState.Waiting] = [ReminderState.Failed, ReminderState.Sent, ReminderState.NoLongerNeeded, ReminderState.GivenUp],
        [ReminderState.Failed] = [ReminderState.Failed, ReminderState.Sent, ReminderState.NoLongerNeeded, ReminderState.GivenUp],
        [ReminderState.Sent] = [],
        [ReminderState.NoLongerNeeded] = [ReminderState.Waiting],
        [ReminderState.GivenUp] = [],
    };

    [Fact]
    public void Moves_AnyOrderOfThem_StayOnTheMachineAndSayWhyNot() =>
        Gen.Int[0, 5].Array[1, 15].Sample(moves =>
        {
            var reminder = New();
            foreach (var move in moves)
            {
                var (before, attempts) = (reminder.State, reminder.Attempts);
                var (to, refusal) = Try(reminder, move);
                if (to is null)
                {
                    // Quiet hours: it stands where it stood, and only what is to be sent can be held.
                    (refusal is null).ShouldBe(before is ReminderState.Waiting or ReminderState.Failed);
                    reminder.State.ShouldBe(before);
                }
                else if (Legal[before].Contains(to.Value))
                {
                    refusal.ShouldBeNull();
                    reminder.State.ShouldBe(to.Value);
                }
                else
                {
                    refusal.ShouldBeOfType<ReminderOver>().Sentence.ShouldNotBeNullOrWhiteSpace();
                    (reminder.State, reminder.Attempts).ShouldBe((before, attempts));
                }

                (reminder.ClosedAt is null).ShouldBe(reminder.State.IsOpen());
                reminder.Attempts.ShouldBeLessThanOrEqualTo(Rules.MostAttempts);
                (reminder.Attempts == Rules.MostAttempts && reminder.State == ReminderState.Failed).ShouldBeFalse("the last try is the last");
            }
        });

    [Fact]
    public void WaitAfter_EachFailure_IsTwiceAsLongUpToTheLongest()
    {
        var rules = new ReminderRules();
        Enumerable.Range(1, 9).Select(n => rules.WaitAfter(n).TotalMinutes).ShouldBe([5, 10, 20, 40, 80, 160, 320, 360, 360]);
        rules.WaitAfter(1000).TotalMinutes.ShouldBe(360);
    }

    private static Reminder New() => Reminder.Make(Guid.Empty, Guid.Empty, "application/1/talk", ReminderChannel.Email, Now);

    private static (ReminderState? To, Refusal? Refusal) Try(Reminder reminder, int move)
    {
        var last = reminder.Attempts + 1 >= Rules.MostAttempts;
        return move switch
        {
            0 => (ReminderState.Sent, reminder.Send(Now)),
            1 => (ReminderState.NoLongerNeeded, reminder.Drop(Now)),
            2 => (last ? ReminderState.GivenUp : ReminderState.Failed, reminder.Fail("smtp-451", false, Now, Rules)),
            3 => (ReminderState.GivenUp, reminder.Fail("smtp-550", true, Now, Rules)),
            4 => (ReminderState.Waiting, reminder.NeedAgain(Now)),
            _ => (null, reminder.Hold(Now.AddHours(8))),
        };
    }
}
