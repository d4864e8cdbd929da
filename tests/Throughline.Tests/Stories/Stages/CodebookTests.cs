using Throughline.Stories.Stages;

namespace Throughline.Tests.Stories.Stages;

public sealed class CodebookTests
{
    [Fact]
    public void Default_EveryStageAndPolarity_HasItsCodes()
    {
        var book = Codebook.Default;

        book.Version.ShouldBe(1);
        StageWords.All.Select(s => book.For(s, Polarity.Supporting).Count()).ShouldBe([3, 4, 4, 3]);
        StageWords.All.Select(s => book.For(s, Polarity.Disconfirming).Count()).ShouldBe([2, 2, 3, 2]);
        book.CrossCutting.Count().ShouldBe(26);
        book.Codes.Where(c => c.Stage is not null).ShouldAllBe(c => c.LookFor != null);
        book.Codes.ShouldAllBe(c => c.Definition.EndsWith('.'));
        book.Find("Keeps-Turning-Up")!.Stage.ShouldBe(Stage.Hook);
        book.Find("nothing").ShouldBeNull();
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("key: a\nname: b\nversion: 0\ncodes: []", "version")]
    [InlineData("key: A B\nname: b\nversion: 1\ncodes: []", "key")]
    [InlineData("key: a\nname: b\nversion: 1\ncodes: []", "no codes")]
    [InlineData("key: a\nname: b\nversion: 1\ncodes:\n  -", "empty entry")]
    [InlineData("key: a\nname: b\nversion: one\ncodes: []", "Line 3")]
    [InlineData("key: a\nname: b\nversion: 1\ncodes: [", "Line")]
    [InlineData("key: a\nname: b\nversion: 1\nsurprise: 1\ncodes: []", "Line 4")]
    [InlineData("key: a\nname: b\nversion: 1\ncodes:\n  - { key: x, label: X, definition: D., stage: hook }", "both")]
    [InlineData("key: a\nname: b\nversion: 1\ncodes:\n  - { key: x, label: X, definition: D., stage: five, polarity: supporting }", "five")]
    [InlineData("key: a\nname: b\nversion: 1\ncodes:\n  - { key: x, label: X, definition: D., stage: hook, polarity: perhaps }", "perhaps")]
    [InlineData("key: a\nname: b\nversion: 1\ncodes:\n  - { key: x, label: X }", "definition")]
    [InlineData("key: a\nname: b\nversion: 1\ncodes:\n  - { key: x, label: X, definition: D. }\n  - { key: x, label: Y, definition: D. }", "twice")]
    public void Parse_AFileWithAFault_NamesIt(string yaml, string named) =>
        Should.Throw<FormatException>(() => Codebook.Parse(yaml)).Message.ShouldContain(named);

    [Fact]
    public void Words_EveryStageAndStatus_HasPlainWordsThatAreNotTheFieldTerm()
    {
        StageWords.All.ShouldAllBe(s => s.PlainName() != s.FieldTerm() && s.PlainNameWithTerm().Contains(s.PlainName()) && s.PlainSentence().EndsWith('.'));
        Enum.GetValues<StageStatus>().Select(s => s.PlainWords()).Distinct().Count().ShouldBe(6);
        Should.Throw<ArgumentOutOfRangeException>(() => ((Stage)0).PlainName());
    }
}
