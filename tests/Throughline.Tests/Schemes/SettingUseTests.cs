using Throughline.Schemes;

namespace Throughline.Tests.Schemes;

public sealed class SettingUseTests
{
    private static readonly IReadOnlySet<string> Used = SettingUse.In(typeof(SettingUse).Assembly);

    [Theory]
    [InlineData(SettingKeys.SupportWallReviewDays)] // read in an asynchronous method
    [InlineData(SettingKeys.SignInIdleHubMinutes)] // read in an expression
    [InlineData(SettingKeys.SignInEmergencyMinutes)]
    [InlineData(SettingKeys.SupervisionGroupIntervalDays)]
    public void In_TheCore_FindsWhatARuleReads(string key) => Used.ShouldContain(key);

    [Theory]
    [InlineData(SettingKeys.KeepAuditYears)]
    public void In_TheCore_LeavesOutWhatNothingReads(string key) => Used.ShouldNotContain(key);

    [Fact]
    public void In_ThisAssembly_FindsAKeyThatOnlyThisTestReads() =>
        SettingUse.In(typeof(SettingUseTests).Assembly).ShouldContain(SettingKeys.KeepAuditYears);
}
