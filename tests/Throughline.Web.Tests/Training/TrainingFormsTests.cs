using Throughline.Web.Pages.Training;

namespace Throughline.Web.Tests.Training;

public sealed class TrainingFormsTests
{
    [Theory]
    [InlineData("10", 10, 0)]
    [InlineData("10am", 10, 0)]
    [InlineData(" 10.30 AM ", 10, 30)]
    [InlineData("2:15pm", 14, 15)]
    [InlineData("2 p.m.", 14, 0)]
    [InlineData("12pm", 12, 0)]
    [InlineData("12am", 0, 0)]
    [InlineData("14:30", 14, 30)]
    [InlineData("00:05", 0, 5)]
    public void ReadTime_AsPeopleTypeIt_IsTheTime(string typed, int hour, int minute) => TrainingForms.ReadTime(typed).ShouldBe(new TimeOnly(hour, minute));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("noon")]
    [InlineData("25:00")]
    [InlineData("10:75")]
    [InlineData("14pm")]
    [InlineData("0am")]
    [InlineData("10 to 12")]
    public void ReadTime_AnythingElse_IsNothing(string? typed) => TrainingForms.ReadTime(typed).ShouldBeNull();

    [Theory]
    [InlineData(10, 0, "10am")]
    [InlineData(0, 30, "12:30am")]
    [InlineData(14, 5, "2:05pm")]
    public void Time_Shown_ReadsBack(int hour, int minute, string shown)
    {
        TrainingForms.Time(new TimeOnly(hour, minute)).ShouldBe(shown);
        TrainingForms.ReadTime(shown).ShouldBe(new TimeOnly(hour, minute));
    }
}
