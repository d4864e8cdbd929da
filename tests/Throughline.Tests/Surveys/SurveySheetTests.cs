using Throughline.People;
using Throughline.Schemes;
using Throughline.Surveys;

namespace Throughline.Tests.Surveys;

public sealed class SurveySheetTests
{
    [Fact]
    public void Default_IsEightPlainQuestions()
    {
        var sheet = SurveyTemplates.Default;
        sheet.Check().ShouldBeNull();
        sheet.Questions.Count.ShouldBe(8);
        sheet.Questions.Count(q => q.Kind == QuestionKind.YesNo).ShouldBe(2);
        sheet.AnythingElse.ShouldNotBeEmpty();
        SurveySheet.FromJson(sheet.ToJson()).ShouldBe(sheet);
    }

    [Theory]
    [InlineData("kind: scale", "kind: ladder")]
    [InlineData("version: 1", "version: 2")]
    [InlineData("intro:", "introduction:")]
    [InlineData("low: Never, high: Always", "low: Never")]
    public void Template_BrokenFile_IsAProblemNeverAGuess(string from, string to)
    {
        var (file, text) = SurveyTemplates.Files().Single();
        Should.Throw<SchemeTemplateException>(() => SurveyTemplates.Read(file, text.Replace(from, to, StringComparison.Ordinal)));
    }

    [Fact]
    public void Check_EachThingWrong_IsSaidBesideItsField()
    {
        var good = new SurveySheet("How is it?", "Short.", [new("Do you feel safe?", QuestionKind.YesNo)], "");
        good.Check().ShouldBeNull();
        Wrong(good with { Title = "" }).ShouldBe("Title");
        Wrong(good with { Intro = new string('x', SurveySheet.IntroMaxLength + 1) }).ShouldBe("Intro");
        Wrong(good with { Questions = [] }).ShouldBe("Questions");
        Wrong(good with { Questions = [good.Questions[0], new("do you feel SAFE?", QuestionKind.YesNo)] }).ShouldBe("Questions[1].Text");
        Wrong(good with { Questions = [new("How safe?", QuestionKind.Scale, "Not", "")] }).ShouldBe("Questions[0].High");
        Wrong(good with { Questions = [new("How safe?", 0)] }).ShouldBe("Questions[0].Kind");
        Wrong(good with { Questions = [new("Do offenders get help?", QuestionKind.YesNo)] }).ShouldBe("Questions[0].Text"); // words: allowed

        static string? Wrong(SurveySheet sheet) => sheet.Check()?.Field;
    }

    [Fact]
    public void Edit_MakesTheNextVersion_AndWantsAReasonAndAChange()
    {
        var survey = Survey.Brought(Guid.Empty, Guid.Empty, SurveyTemplates.Default, Hat.Coordinator, default);
        survey.Edit(SurveyTemplates.Default, "To see", Guid.Empty, Hat.Coordinator, default).ShouldBeOfType<Invalid>().Input.ShouldBe("Title");
        var shorter = SurveyTemplates.Default with { Questions = [.. SurveyTemplates.Default.Questions.Take(3)] };
        survey.Edit(shorter, " ", Guid.Empty, Hat.Coordinator, default).ShouldBeOfType<Invalid>().Input.ShouldBe("Reason");
        survey.Edit(shorter, "Three are enough for a start", Guid.Empty, Hat.Coordinator, default).ShouldBeNull();
        (survey.VersionNumber, survey.Versions.Count, survey.Sheet.Questions.Count).ShouldBe((2, 2, 3));
        survey.Versions[0].Sheet.Questions.Count.ShouldBe(8);
    }

    [Theory]
    [InlineData("abcd efgh", "ABCDEFGH")]
    [InlineData("ABCD-EFGH", "ABCDEFGH")]
    [InlineData("ABCD-EFG0", null)]
    [InlineData("ABCDEFG", null)]
    [InlineData(null, null)]
    public void Code_AsTyped_IsReadOrNot(string? typed, string? code) => SurveyDoor.Read(typed).ShouldBe(code);

    [Fact]
    public void Wave_HasTwoExits_AndNoneLeadsBack()
    {
        SurveyWaveStates.ExitsOf(SurveyWaveState.Open).ShouldBe([SurveyWaveState.Closed, SurveyWaveState.TooFew]);
        SurveyWaveStates.ExitsOf(SurveyWaveState.Closed).ShouldBeEmpty();
        SurveyWaveStates.ExitsOf(SurveyWaveState.TooFew).ShouldBeEmpty();
    }
}
