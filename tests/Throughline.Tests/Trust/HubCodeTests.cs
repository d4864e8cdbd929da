using Throughline.Testing;
using Throughline.Trust;

namespace Throughline.Tests.Trust;

public sealed class HubCodeTests
{
    private static readonly Guid Hub = new("0196f3a0-0000-7000-8000-00000000000a"), Other = new("0196f3a0-0000-7000-8000-00000000000b");

    [Fact]
    public async Task Check_CodeOfTheScreen_IsGoodForTwoMinutes()
    {
        await using var database = await TestDatabase.CreateAsync();
        var codes = new HubCode(database.Keyring, database.Clock);
        var (minute, code) = Read(codes.PathNow(Hub));
        codes.Check(Hub, minute, code).ShouldBe(CodeWorth.Good);
        database.Clock.Advance(TimeSpan.FromSeconds(119));
        codes.Check(Hub, minute, code).ShouldBe(CodeWorth.Good);
        codes.PathNow(Hub).ShouldNotContain(code);
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        codes.Check(Hub, minute, code).ShouldBe(CodeWorth.Changed);
    }

    [Fact]
    public async Task Check_ForgedOrOfAnotherHub_IsNoCode()
    {
        await using var database = await TestDatabase.CreateAsync();
        var codes = new HubCode(database.Keyring, database.Clock);
        var (minute, code) = Read(codes.PathNow(Hub));
        codes.Check(Other, minute, code).ShouldBe(CodeWorth.Changed);
        codes.Check(Hub, minute + 1, code).ShouldBe(CodeWorth.Changed, "not of the future");
        codes.Check(Hub, minute - 1, code).ShouldBe(CodeWorth.Changed);
        foreach (var forged in new[] { null, "", "AAAA", "!!!!", new string('A', 4000), code[..^1], code + "A" })
        {
            codes.Check(Hub, minute, forged).ShouldBe(CodeWorth.Changed);
        }

        codes.Check(Hub, null, code).ShouldBe(CodeWorth.Changed);
        codes.Check(Hub, long.MinValue, code).ShouldBe(CodeWorth.Changed);
    }

    private static (long Minute, string Code) Read(string path)
    {
        path.ShouldStartWith($"/hub/here/{Hub}?m=");
        var query = path.Split('?')[1].Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        return (long.Parse(query["m"], System.Globalization.CultureInfo.InvariantCulture), query["c"]);
    }
}
