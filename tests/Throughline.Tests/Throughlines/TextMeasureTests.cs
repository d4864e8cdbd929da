using Throughline.Throughlines;

namespace Throughline.Tests.Throughlines;

public sealed class TextMeasureTests
{
    [Fact]
    public void Fit_TextThatFits_IsLeftWhole() => TextMeasure.Fit("Keys", 100, 14).ShouldBe("Keys");

    [Fact]
    public void Fit_TextThatDoesNot_IsShortenedAndFits()
    {
        var fitted = TextMeasure.Fit("Finished the training, all twelve weeks", 120, 14);

        fitted.ShouldBe("Finished the trai…");
        TextMeasure.Width(fitted, 14).ShouldBeLessThanOrEqualTo(120);
    }

    [Fact]
    public void Fit_AFamilyInOneCharacter_IsNotTornApart()
    {
        const string Family = "👩‍👩‍👧";

        TextMeasure.Fit($"{Family}{Family}{Family}", 100, 14).ShouldBeOneOf("…", $"{Family}…", $"{Family}{Family}…");
    }

    [Fact]
    public void Tidy_ControlCharactersAndHalfACharacter_BecomeHarmless() => TextMeasure.Tidy(" a\u0000b\n\tc\ud83d ").ShouldBe("a b c\ufffd");

    [Fact]
    public void Wrap_ALongView_EndsInAnEllipsisOnTheLastLine()
    {
        var lines = TextMeasure.Wrap("Some days I still wait to be found out and then somebody asks me where the tea is", 120, 13, 2);

        lines.Count.ShouldBe(2);
        lines[1].ShouldEndWith("…");
        lines.ShouldAllBe(line => TextMeasure.Width(line, 13, false) <= 120);
    }

    [Fact]
    public void Width_BoldAndAccented_AreMeasured()
    {
        TextMeasure.Width("Mentor", 14, bold: true).ShouldBeGreaterThan(TextMeasure.Width("Mentor", 14));
        TextMeasure.Width("É", 10).ShouldBe(TextMeasure.Width("E", 10));
        TextMeasure.Width("家", 10).ShouldBeGreaterThan(10);
    }
}
