using CsCheck;
using Throughline.Mentoring;

namespace Throughline.Tests.Mentoring;

[Trait("invariants", "CALC-21")]
public sealed class StabilityTests
{
    private static readonly Guid[] People = [.. Enumerable.Range(1, 5).Select(n => new Guid($"01970000-0000-7000-8000-00000000000{n}"))];
    private static readonly Guid[] Mentors = [.. Enumerable.Range(1, 4).Select(n => new Guid($"01970000-0000-7000-9000-00000000000{n}"))];

    [Fact]
    public void Of_ThePairThatTheAnswerDoesWithout_IsNamedWithWhatBothGet()
    {
        // Whoever fits both gets the second best, so that two have a mentor and not one.
        var blocking = Stability.Of([new(People[0], Mentors[0], 900, false), new(People[0], Mentors[1], 400, true), new(People[1], Mentors[0], 700, true)]);
        blocking.ShouldBe([new BlockingPair(People[0], Mentors[0], 900, 400, People[1], 700)]);
    }

    [Fact]
    public void Of_EverybodyWithTheirBestOrAsGood_IsNone()
    {
        Stability.Of([]).ShouldBeEmpty();
        Stability.Of([new(People[0], Mentors[0], 900, true), new(People[0], Mentors[1], 400, false), new(People[1], Mentors[1], 300, true)]).ShouldBeEmpty();
        Stability.Of([new(People[0], Mentors[0], 700, false), new(People[0], Mentors[1], 700, true), new(People[1], Mentors[0], 700, true)]).ShouldBeEmpty("as good is not better");
        Stability.Of([new(People[0], Mentors[0], 700, false), new(People[1], Mentors[0], 600, true)]).ShouldHaveSingleItem().PersonHas.ShouldBeNull();
    }

    [Fact]
    public void Of_AnyProposals_NamesExactlyThoseWhoBothGain_InAnyOrder()
    {
        var problems = Gen.Select(Gen.Int[0, 10].Array[20], Gen.Int[-1, 3].Array[5]);
        problems.Sample((scores, given) =>
        {
            List<ProposedPair> pairs = [];
            for (var person = 0; person < 5; person++)
            {
                for (var mentor = 0; mentor < 4; mentor++)
                {
                    pairs.Add(new ProposedPair(People[person], Mentors[mentor], (short)(100 * scores[(4 * person) + mentor]), given[person] == mentor));
                }
            }

            int Fit(int person, int mentor) => 100 * scores[(4 * person) + mentor];
            var expected = from person in Enumerable.Range(0, 5)
                           from mentor in Enumerable.Range(0, 4)
                           where given[person] != mentor && Fit(person, mentor) > (given[person] < 0 ? -1 : Fit(person, given[person]))
                               && Enumerable.Range(0, 5).Any(other => given[other] == mentor && Fit(other, mentor) < Fit(person, mentor))
                           select (People[person], Mentors[mentor]);
            var found = Stability.Of(pairs);
            found.Select(b => (b.PersonId, b.MentorId)).ShouldBe(expected, ignoreOrder: true);
            pairs.Reverse();
            Stability.Of(pairs).ShouldBe(found);
        });
    }
}
