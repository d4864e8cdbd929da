using System.Text.RegularExpressions;
using Throughline.Reminders;

namespace Throughline.Tests.Reminders;

/// <summary>E27: a message on a phone or in an inbox says nothing of what it is about.</summary>
public sealed partial class NeutralMessageTests
{
    private static readonly Uri Address = new("https://hub.example");

    // Every word that a message may hold. A word that is not here has to be thought about.
    private static readonly HashSet<string> Allowed = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "address", "and", "are", "as", "ask", "asked", "at", "can", "check", "day", "did", "do", "for", "have", "if", "in", "is", "it", "link", "look", "message", "most", "not",
        "nothing", "one", "open", "say", "see", "sign", "signed", "something", "stop", "test", "that", "them", "there", "things", "this", "to", "us", "usually", "when", "within", "you", "your", "yours",
    };

    public static IEnumerable<object[]> Messages =>
    [
        [NeutralMessage.Of(1, Address, "1")], [NeutralMessage.Of(7, Address, "1")], [NeutralMessage.Of(2, null, "1")],
        [NeutralMessage.Test("1")], [NeutralMessage.Confirm(Address, "secret", "1")],
    ];

    [Theory]
    [MemberData(nameof(Messages), DisableDiscoveryEnumeration = true)]
    public void Words_OfEveryMessage_AreAllAllowed(NeutralMessage message)
    {
        var words = Word().Matches(Link().Replace($"{message.Subject} {message.Text}", " ")).Select(m => m.Value).ToList();
        words.Count.ShouldBeGreaterThan(8);
        words.Where(word => !Allowed.Contains(word)).ShouldBeEmpty();
    }

    [Fact]
    public void Words_Twin_AWordThatTellsWouldBeFound() =>
        Word().Matches("Your mentoring scheme has something").Select(m => m.Value).Where(word => !Allowed.Contains(word)).ShouldBe(["mentoring", "scheme", "has"]);

    [Fact]
    public void Of_Things_SaysHowManyAndWhereAndNothingElse()
    {
        NeutralMessage.Of(1, Address, "x").Text.ShouldStartWith("There is something for you to look at.\n\nSign in to see: https://hub.example/reminders\n");
        NeutralMessage.Of(3, null, "x").Text.ShouldStartWith("There are 3 things for you to look at.\n\nSign in as you usually do to see.\n");
        NeutralMessage.Of(3, Address, "x").Subject.ShouldBe(NeutralMessage.Test("y").Subject);
    }

    [GeneratedRegex("[A-Za-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"https://\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
