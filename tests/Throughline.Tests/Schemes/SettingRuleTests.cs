using Throughline.Schemes;

namespace Throughline.Tests.Schemes;

public sealed class SettingRuleTests
{
    [Theory]
    [InlineData("14", 14)]
    [InlineData(" 84 ", 84)]
    [InlineData("20.0", 20)]
    public void Read_AllowedNumber_IsTheNumber(string typed, int expected)
    {
        new SettingRule(true, 14, 84).Read(typed, out var value).ShouldBeNull();
        value.ShouldBe(expected);
    }

    [Theory]
    [InlineData(null, "Enter a number")]
    [InlineData("   ", "Enter a number")]
    [InlineData("twelve", "Enter a whole number, like 12")]
    [InlineData("1,5", "Enter a whole number, like 12")]
    [InlineData("20.5", "Enter a whole number, like 12")]
    [InlineData("1e3", "Enter a whole number, like 12")]
    [InlineData("13", "Enter a number from 14 to 84")]
    [InlineData("85", "Enter a number from 14 to 84")]
    [InlineData("-20", "Enter a number from 14 to 84")]
    [InlineData("99999999999999999999999999999999999", "Enter a whole number, like 12")]
    public void Read_NotAllowed_SaysWhatToEnter(string? typed, string message)
    {
        new SettingRule(true, 14, 84).Read(typed, out var value).ShouldBe(message);
        value.ShouldBe(0);
    }

    [Theory]
    [InlineData("0.667", null)]
    [InlineData("0.6671", "Enter a number with at most 3 decimal places")]
    [InlineData("high", "Enter a number, like 12 or 1.5")]
    public void Read_DecimalRule_TakesThreePlaces(string typed, string? message) =>
        new SettingRule(false, 0.5m, 1).Read(typed, out _).ShouldBe(message);

    [Fact]
    public void Read_FixedRule_SaysThatItCannotBeChanged()
    {
        var rule = new SettingRule(true, 12, 12);

        rule.Fixed.ShouldBeTrue();
        rule.Read("11", out _).ShouldBe("This number cannot be changed from 12");
    }
}
