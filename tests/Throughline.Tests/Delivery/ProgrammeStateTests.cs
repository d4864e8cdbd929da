using CsCheck;
using Throughline.Delivery.Programmes;

namespace Throughline.Tests.Delivery;

[Trait("invariants", "machine 9, INV-087, INV-088")]
public sealed class ProgrammeStateTests
{
    private const string Reason = "It says what we agreed that it should say.";

    private static readonly Gen<(ProgrammeState To, bool First, bool Second, bool Words)> Steps = Gen.Select(Gen.Enum<ProgrammeState>(), Gen.Bool, Gen.Bool, Gen.Bool);

    [Fact]
    public void Exits_AreThoseOfTheMachine()
    {
        ProgrammeStates.ExitsOf(ProgrammeState.Finalised).ShouldBe([ProgrammeState.Approved, ProgrammeState.Draft]);
        ProgrammeStates.ExitsOf(ProgrammeState.Retired).ShouldBeEmpty();
        foreach (var state in Enum.GetValues<ProgrammeState>())
        {
            state.Name().ShouldNotBeEmpty();
            ProgrammeStates.ExitsOf(state).ShouldNotContain(ProgrammeState.Idea);
        }
    }

    [Fact]
    public void Version_WhateverIsTried_MovesOnlyByItsExitsAndIsApprovedByTheRightPeopleOnly() => Steps.Array[1, 60].Sample(steps =>
    {
        var (at, by) = (new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), Guid.CreateVersion7());
        var programme = SessionProgramme.Begin(Guid.CreateVersion7(), Guid.CreateVersion7(), "First week out", "The first days after release.").Value;
        var version = SessionProgrammeVersion.Begin(Guid.CreateVersion7(), programme, at, by);
        var versions = 1;
        foreach (var (to, first, second, words) in steps)
        {
            var (before, steps0) = (version.State, version.Steps.Count);
            var said = words ? Reason : "Too short";
            SessionProgrammeVersion? next = null;
            Refusal? refusal;
            bool fits;
            switch (to)
            {
                case ProgrammeState.PeerReview:
                    _ = version.Write(null, new SessionText("The gate", 60, "The first hour.", "Talk about the first hour."));
                    steps0 = version.Steps.Count;
                    (refusal, fits) = (version.AskPeers(first, at, by), first);
                    break;
                case ProgrammeState.Finalised:
                    (refusal, fits) = (version.Finalise(first ? 2 : 1, 2, at, by), first);
                    break;
                case ProgrammeState.Approved:
                    (refusal, fits) = (version.Approve(first, second, said, at, by), !first && !second && words);
                    break;
                case ProgrammeState.Delivering:
                    (refusal, fits) = (version.Deliver(at, by), true);
                    break;
                case ProgrammeState.Revised:
                    var made = version.Revise(Guid.CreateVersion7(), versions + 1, words ? Reason : " ", at, by);
                    (refusal, fits, next) = (made.Refusal, words, made.Succeeded ? made.Value : null);
                    break;
                case ProgrammeState.Retired:
                    (refusal, fits) = (version.Retire(first ? 1 : 0, at, by), !first);
                    break;
                default:
                    (refusal, fits) = (version.Move(to, said, at, by), words || before is ProgrammeState.Idea or ProgrammeState.CoDesign);
                    break;
            }

            var again = to == ProgrammeState.Delivering && before == ProgrammeState.Delivering;
            var open = ProgrammeStates.ExitsOf(before).Contains(to);
            (refusal is null).ShouldBe((open && fits) || again, $"{before} to {to}");
            version.State.ShouldBe(open && fits ? to : before);
            version.Steps.Count.ShouldBe(steps0 + (open && fits ? 1 : 0));
            if (version.State >= ProgrammeState.Approved)
            {
                version.Entered(ProgrammeState.Approved)!.Words.ShouldBe(Reason);
                version.Write(1, new SessionText("Another", 60, "Another.", "Another.")).ShouldBeOfType<ProgrammeIsFixed>();
            }

            if (next is not null)
            {
                (next.State, next.Number, next.ProgrammeId).ShouldBe((ProgrammeState.Draft, ++versions, version.ProgrammeId));
                next.Sessions.Select(s => s.Plan).ShouldBe(version.Sessions.Select(s => s.Plan));
                version = next;
            }
        }
    });
}
