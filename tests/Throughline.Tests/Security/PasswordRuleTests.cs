using Throughline.Security;

namespace Throughline.Tests.Security;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("kettle orbit walnut seven")]
    [InlineData("éclair–tramway–ü🙂 lantern")]
    [InlineData("    spaces count too, badger")]
    [InlineData("zQ9!vT2#mK5^pL8x")]
    public void Check_LongAndOwn_IsAccepted(string password) => PasswordRule.Check(password, "Moira Finch", "moira.finch@example.org").ShouldBeNull();

    [Theory]
    [InlineData(null, "Enter a password")]
    [InlineData("", "Enter a password")]
    [InlineData("kettle walnut7", "The password must be 15 characters or more")]
    [InlineData("passwordpassword", "too easy to guess")]
    [InlineData("P@ssw0rd-P@ssw0rd-1", "too easy to guess")]
    [InlineData("correct horse battery staple", "too easy to guess")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "too easy to guess")]
    [InlineData("123456789012345678", "too easy to guess")]
    [InlineData("moirafinch1972!!", "too easy to guess")]
    [InlineData("MoiraThroughline2026", "too easy to guess")]
    [InlineData("qwertyuiopasdfghjkl", "too easy to guess")]
    public void Check_ShortOrGuessable_IsRefused(string? password, string sentence)
    {
        var refusal = PasswordRule.Check(password, "Moira Finch", "moira.finch@example.org").ShouldBeOfType<Invalid>();

        refusal.Message.ShouldContain(sentence);
        refusal.Input.ShouldBe("Password");
    }

    [Fact]
    public void Check_TooLong_IsRefused() => PasswordRule.Check(new string('x', 257)).ShouldNotBeNull();
}
