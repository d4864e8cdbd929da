using CsCheck;
using Throughline.Schemes;
using Throughline.Training;

namespace Throughline.Tests.Training;

[Trait("invariants", "INV-032")]
public sealed class TrainingProgressTests
{
    private static readonly ProgrammeOutline Course = ProgrammeTemplates.Of(SchemeTemplates.Find("drugs-team-peer-mentoring", 1)!.Training[0]);
    private static readonly ProgrammeOutline Portfolio = ProgrammeTemplates.All[0].Outline;

    [Fact]
    public void Of_AnySessions_IsCompleteExactlyWhenTenAndEveryTopic() =>
        Gen.Bool.Array[12].Select(Gen.Int[1, 2].Array[12]).Sample((came, times) =>
        {
            // Coming twice, in two cohorts, is coming once.
            var done = Course.Sessions.Where((_, at) => came[at]).SelectMany((s, at) => Enumerable.Repeat(new SessionDone(s.Title.ToUpperInvariant(), s.Topics), times[at])).ToList();
            var progress = TrainingProgress.Of(Course, done, []);

            var enough = came.Count(c => c) >= 10;
            var topics = Course.MandatoryTopics.All(t => Course.Sessions.Where((_, at) => came[at]).Any(s => s.Topics.Contains(t)));
            progress.IsComplete.ShouldBe(enough && topics);
            progress.Done.ShouldBe(came.Count(c => c));
            (progress.Missing.Count == 0).ShouldBe(progress.IsComplete);
            progress.SessionsMissing.ShouldBe(Math.Max(0, 10 - progress.Done));
            progress.TopicsMissing.ShouldBeSubsetOf(Course.MandatoryTopics);
        }, iter: 2_000);

    [Fact]
    public void Of_OneMoreSession_NeverTakesAnythingAway() =>
        Gen.Bool.Array[12].Select(Gen.Int[0, 11]).Sample((came, more) =>
        {
            List<SessionDone> Done(bool with) => [.. Course.Sessions.Where((_, at) => came[at] || (with && at == more)).Select(s => new SessionDone(s.Title, s.Topics))];
            var (before, after) = (TrainingProgress.Of(Course, Done(false), []), TrainingProgress.Of(Course, Done(true), []));
            after.Done.ShouldBeGreaterThanOrEqualTo(before.Done);
            after.TopicsMissing.ShouldBeSubsetOf(before.TopicsMissing);
            (!before.IsComplete || after.IsComplete).ShouldBeTrue();
        }, iter: 500);

    [Fact]
    public void Of_Portfolio_IsCompleteWhenEveryPartIsSignedOffWithoutAnySession() =>
        Gen.Bool.Array[10].Sample(signed =>
        {
            var progress = TrainingProgress.Of(Portfolio, [], Portfolio.Competencies.Where((_, at) => signed[at]).Select(c => c.Title).Append("Something of another programme"));
            progress.IsComplete.ShouldBe(signed.All(s => s));
            progress.PartsDone.ShouldBe(signed.Count(s => s));
        }, iter: 500);

    [Fact]
    public void Numbers_SayWhatIsThereAndWhatIsMissing()
    {
        var progress = TrainingProgress.Of(Course, Course.Sessions.Take(9).Select(s => new SessionDone(s.Title, s.Topics)), []);
        progress.Numbers.ShouldBe("9 of 12 sessions, and 10 are needed. 4 of 6 topics that everybody does.");
        progress.Missing.ShouldBe(["1 more session", "the topic “Data protection”", "the topic “Endings”"]);
        new TrainingNotFinished(Course.Title, progress.Missing).Sentence
            .ShouldBe("“Twelve-week peer mentor course” comes first. Still missing: 1 more session, the topic “Data protection”, the topic “Endings”.");
    }
}
