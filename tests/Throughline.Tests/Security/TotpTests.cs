using Throughline.Security;

namespace Throughline.Tests.Security;

public sealed class TotpTests
{
    // The vectors of RFC 6238, appendix B, cut to six figures: the key is "12345678901234567890".
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_RfcVector_IsTheRfcsCode(long seconds, string code) =>
        Totp.Code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.Step(DateTimeOffset.FromUnixTimeSeconds(seconds))).ShouldBe(code);

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void Match_ClockThatIsOff_IsAcceptedWithinOneStep(int secondsOff, bool accepted)
    {
        var now = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
        var key = Totp.NewKey();

        (Totp.Match(key, Totp.Code(key, Totp.Step(now.AddSeconds(secondsOff))), now, 0) is not null).ShouldBe(accepted);
    }

    [Fact]
    public void Match_StepThatWasUsed_IsRefused()
    {
        var now = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
        var key = Totp.NewKey();
        var step = Totp.Match(key, Totp.Code(key, Totp.Step(now)), now, 0);

        step.ShouldBe(Totp.Step(now));
        Totp.Match(key, Totp.Code(key, Totp.Step(now)), now, step!.Value).ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("１２３４５６")]
    public void Match_Nonsense_IsRefused(string? typed) =>
        Totp.Match(Totp.NewKey(), typed, new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), 0).ShouldBeNull();
}
