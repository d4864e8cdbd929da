using Throughline.Files;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Testing;
using Throughline.Tests.Architecture;
using Throughline.Throughlines;

namespace Throughline.Tests.Stories;

/// <summary>The four real interview transcripts, which are never part of the repository, go in as Word files, are coded, and stand on the throughline.</summary>
public sealed class TranscriptTests
{
    public static TheoryData<string> Names => ["Ana", "David", "Jessica", "Kelly"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task UploadStory_RealTranscript_EveryPassageComesBackFromVersionAndSpanAndIsOnTheThroughline(string name)
    {
        var path = Path.Combine(SourceTree.Root, "..", "shared", "data", "transcripts", name + ".docx");
        Assert.SkipUnless(File.Exists(path), "Transcripts: ../shared/data is not here");
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddStorySceneAsync();
        await using var file = File.OpenRead(path);

        // As the page does: read, shown, and saved as its owner leaves it.
        var day = new DateOnly(2026, 2, 3);
        var shown = (await scene.RunAsync<UploadStory, DocumentText>(scene.Owner, upload => upload.RunAsync(file, name + ".docx"))).Value;
        var words = new StoryWords(UploadStory.TitleOf(name + ".docx"), shown.Text.Replace("\r\n", "\n", StringComparison.Ordinal), day);
        var story = (await scene.RunAsync<WriteStory, Guid>(scene.Owner, write => write.RunAsync(new NewStory(words, StoryKind.Uploaded, name + ".docx")))).Value;
        await scene.ShareAsync(story);
        var read = (await database.AsAsync<StoryQueries, StoryReading?>(scene.Coder, q => q.FindAsync(story)))!;
        read.FileName.ShouldBe(name + ".docx");
        var paragraphs = StoryText.Paragraphs(read.Text);
        paragraphs.Count.ShouldBeGreaterThan(20);
        var codes = Codebook.Default.Codes;
        var expected = new Dictionary<Guid, string>();
        for (var i = 0; i < paragraphs.Count; i += Math.Max(1, paragraphs.Count / 25))
        {
            foreach (var sentence in StoryText.Sentences(read.Text, paragraphs[i]).Take(1).Where(s => s.Length <= Excerpt.MaxLength))
            {
                var coding = await scene.RunAsync<MarkPassage, Guid>(scene.Coder, m =>
                    m.RunAsync(new NewMark(story, 1, sentence.Start, sentence.End, codes[i % codes.Count].Key, 1 + (i % 3))));
                expected[coding.Value] = sentence.Of(read.Text);
                await scene.AnswerAsync(coding.Value);
            }
        }

        var again = (await database.AsAsync<StoryQueries, StoryReading?>(scene.Owner, q => q.FindAsync(story)))!;
        again.Marks.Count.ShouldBe(expected.Count);
        again.Marks.ShouldAllBe(m => m.Passage == expected[m.Id] && m.Span.Of(again.Text) == m.Passage && m.Answer == OwnerAnswer.ThatsRight);
        var evidence = await database.AsAsync<StoryQueries, IReadOnlyList<StageEvidence>>(scene.Owner, q => q.EvidenceForAsync(scene.Owner.PersonId, new DateOnly(2025, 3, 3), new DateOnly(2026, 3, 2)));
        evidence.Select(e => e.Occasion).Distinct().Count().ShouldBe(1, "one interview on one day is one occasion");

        var line = (await database.AsAsync<ThroughlineQueries, ThroughlinePage?>(scene.Owner, q => q.FindAsync(scene.Owner.PersonId, "/throughline")))!;
        var staged = again.Marks.Where(m => m.Stage is not null).ToList();
        staged.ShouldNotBeEmpty();
        var marks = line.Model.Words.SelectMany(lane => lane.Marks).ToList();
        marks.ShouldAllBe(m => m.On == day && m.Source == EvidenceSource.Self && m.SourceTitle == name);
        marks.Select(m => (m.Stage, m.Polarity, m.Href)).ShouldBe(staged.Select(m => (m.Stage!.Value, m.Polarity!.Value, m.Address)), ignoreOrder: true);
        line.Model.Words.ShouldAllBe(lane => (lane.Status == StageStatus.NotEvidenced) == (lane.Marks.Count == 0));
    }
}
