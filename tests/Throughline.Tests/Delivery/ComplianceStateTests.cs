using CsCheck;
using Throughline.Delivery;
using Throughline.Schemes;

namespace Throughline.Tests.Delivery;

[Trait("invariants", "machine 8, INV-081, INV-083")]
public sealed class ComplianceStateTests
{
    private static readonly IReadOnlyList<ReferenceItem> Outcomes =
    [
        .. SchemeTemplates.Newest.Single(t => t.Id == "probation-peer-mentoring").Reference.Where(r => r.Kind == ReferenceKind.AttendanceOutcomes)
            .Select((item, at) => ReferenceItem.Brought(Guid.CreateVersion7(), Guid.Empty, item, at)),
    ];

    private enum Verb
    {
        Correct,
        Decide,
        Amend,
    }

    private static readonly Gen<(Verb Verb, AttendanceMark Mark, int Outcome)> Steps =
        Gen.Select(Gen.Enum<Verb>(), Gen.Enum<AttendanceMark>(), Gen.Int[0, Outcomes.Count - 1]);

    [Fact]
    public void FactAndDecision_WhateverIsTried_MoveOnlyByTheirExitsAndKeepWhatTheySaid() => Steps.Array[1, 25].Sample(steps =>
    {
        var at = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
        var time = new SessionTime(new DateOnly(2026, 2, 3), new TimeOnly(14, 0), new TimeOnly(16, 0));
        var session = GroupSession.Plan(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), time, null, null).Value;
        var place = new SessionPlace(Guid.CreateVersion7(), session, Guid.CreateVersion7());
        var fact = AttendanceFact.Record(Guid.CreateVersion7(), place, steps[0].Mark, null, Guid.Empty, at);
        var type = SchemeTemplates.Newest.Single(t => t.Id == "probation-peer-mentoring").Reference.First(r => r.Code == "RAR");
        var requirement = Requirement.Record(
            Guid.CreateVersion7(), place.PersonId, session.SchemeId, ReferenceItem.Brought(Guid.CreateVersion7(), session.SchemeId, type, 1), new DateOnly(2026, 1, 5), null, 10, null, Guid.Empty).Value;
        var decision = ComplianceDecision.For(Guid.CreateVersion7(), requirement, fact);
        var (versions, entries) = (1, 0);
        foreach (var (verb, mark, pick) in steps)
        {
            var (outcome, before) = (Outcomes[pick], decision.State);
            switch (verb)
            {
                case Verb.Correct:
                    fact.Correct(mark, null, Guid.Empty, at);
                    versions++;
                    fact.State.ShouldBe(FactState.Corrected);
                    break;
                default:
                    var to = verb == Verb.Decide ? DecisionState.Decided : DecisionState.Amended;
                    var refusal = verb == Verb.Decide
                        ? decision.Decide(fact, outcome, null, Guid.Empty, at)
                        : decision.Amend(fact, outcome, new Throughline.Security.SealedText([1]), Guid.Empty, at);
                    var open = FactStates.ExitsOf(before).Contains(to);
                    var fits = OutcomeRules.Check(fact.Mark, outcome) is null;
                    (refusal is null).ShouldBe(open && fits);
                    decision.State.ShouldBe(open && fits ? to : before);
                    entries += open && fits ? 1 : 0;
                    if (open && fits)
                    {
                        decision.FactVersion.ShouldBe(fact.Version);
                        (fact.Mark == AttendanceMark.SessionDidNotHappen && !decision.Kept).ShouldBeFalse("INV-083");
                        (fact.Mark != AttendanceMark.SessionDidNotHappen && decision.Attended != fact.Mark.WasThere()).ShouldBeFalse();
                    }

                    break;
            }

            fact.Versions.Select(v => v.Number).ShouldBe(Enumerable.Range(1, versions));
            decision.Entries.Select(e => e.Number).ShouldBe(Enumerable.Range(1, entries));
            fact.Versions[^1].Mark.ShouldBe(fact.Mark);
        }
    });

    [Fact]
    public void Session_CalledOffOrMovedAfterwards_IsRefused()
    {
        var now = new DateTimeOffset(2026, 2, 1, 10, 0, 0, TimeSpan.Zero);
        var time = new SessionTime(new DateOnly(2026, 2, 3), new TimeOnly(14, 0), new TimeOnly(16, 0));
        var session = GroupSession.Plan(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), time, " ", null).Value;
        session.Place.ShouldBeNull();
        session.Move(time with { On = new DateOnly(2026, 2, 5) }, null, null, now, Guid.Empty).ShouldBeOfType<Invalid>().Input.ShouldBe("Asked");
        session.Move(time with { On = new DateOnly(2026, 2, 5) }, null, WhoAsked.Person, now, Guid.Empty).ShouldBeNull();
        session.Moves.Select(m => (m.WasStartsAt.LondonDate(), m.Asked)).ShouldBe([(new DateOnly(2026, 2, 3), WhoAsked.Person)]);
        session.CallOff("", now).ShouldBeOfType<Invalid>();
        session.CallOff("An offender was rude.", now).ShouldBeOfType<Invalid>("a label word"); // words: allowed
        session.CallOff("The heating has failed.", now.AddDays(30)).ShouldBeOfType<SessionHasBegun>();
        session.CallOff("The heating has failed.", now).ShouldBeNull();
        session.CallOff("Again.", now).ShouldBeOfType<SessionIsOff>();
        session.Move(time, null, WhoAsked.Service, now, Guid.Empty).ShouldBeOfType<SessionIsOff>();
    }
}
