using Throughline.Security;

namespace Throughline.Tests.Security;

public sealed class KeyringTests : IDisposable
{
    private static readonly Guid Nadia = Guid.Parse("0190a5a0-0000-7000-8000-000000000001");
    private static readonly Guid Theo = Guid.Parse("0190a5a0-0000-7000-8000-000000000002");

    // So that a test whose other half has failed ends.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("throughline-keyring-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void FindOrCreate_Reopened_GivesTheSameKey()
    {
        byte[]? key;
        using (var keyring = new Keyring(folder))
        {
            key = keyring.FindOrCreate(Nadia);
        }

        using var reopened = new Keyring(folder);
        reopened.Find(Nadia).ShouldBe(key);
        reopened.Find(Theo).ShouldBeNull();
    }

    [Fact]
    public void Destroy_ThenReopened_HasNoKeyAndNeverMakesAnother()
    {
        using (var keyring = new Keyring(folder))
        {
            keyring.FindOrCreate(Nadia);
            keyring.FindOrCreate(Theo);
            keyring.Destroy(Nadia);
        }

        using var reopened = new Keyring(folder);
        reopened.Find(Nadia).ShouldBeNull();
        reopened.FindOrCreate(Nadia).ShouldBeNull();
        reopened.IsDestroyed(Nadia).ShouldBeTrue();
        reopened.Destroyed().ShouldBe([Nadia]);
        reopened.Find(Theo).ShouldNotBeNull();
    }

    [Fact]
    public void Destroy_LeavesNoByteOfTheWrappedKeyInTheFile()
    {
        using var keyring = new Keyring(folder);
        keyring.FindOrCreate(Nadia);
        var before = File.ReadAllBytes(Path.Combine(folder, "keyring"))[16..];
        keyring.Destroy(Nadia);

        var after = File.ReadAllBytes(Path.Combine(folder, "keyring"));
        after.Length.ShouldBe(76);
        after[16..].ShouldAllBe(b => b == 0);
        before.ShouldContain(b => b != 0);
    }

    [Fact]
    public void Find_KeyAddedByAnotherProcess_IsFound()
    {
        using var first = new Keyring(folder);
        using var second = new Keyring(folder);
        var key = first.FindOrCreate(Nadia);
        second.Find(Nadia).ShouldBe(key);
        second.FindOrCreate(Theo);
        first.Find(Theo).ShouldNotBeNull();
    }

    [Fact]
    public void FindOrCreate_TwoProcessesInTurns_EachSeesTheOthersKeys()
    {
        using var first = new Keyring(folder);
        using var second = new Keyring(folder);
        var people = Enumerable.Range(1, 20).Select(Person).ToList();

        var keys = people.Select((person, number) => Hex((number % 2 == 0 ? first : second).FindOrCreate(person))).ToList();

        using var third = new Keyring(folder);
        keys.ShouldAllBe(key => key != null);
        people.Select(person => Hex(first.Find(person))).ShouldBe(keys);
        people.Select(person => Hex(second.Find(person))).ShouldBe(keys);
        people.Select(person => Hex(third.Find(person))).ShouldBe(keys);
        new FileInfo(Path.Combine(folder, "keyring")).Length.ShouldBe(20 * 76);
    }

    [Fact]
    public async Task FindOrCreate_TwoProcessesAtOnce_NoKeyIsLostAndNobodyHasTwo()
    {
        const int Rounds = 300;
        using var first = new Keyring(folder);
        using var second = new Keyring(folder);
        using var together = new Barrier(2);
        // In each round the two make a key for the same person and then one for a person of their own.
        List<(Guid Person, byte[]? Key)> Make(Keyring keyring, int side)
        {
            List<(Guid, byte[]?)> made = [];
            for (var round = 1; round <= Rounds; round++)
            {
                together.SignalAndWait(Patience).ShouldBeTrue("the other side has stopped");
                foreach (var person in new[] { Person(round), Person((side * 1000) + round) })
                {
                    made.Add((person, keyring.FindOrCreate(person)));
                }
            }

            return made;
        }

        var made = await Task.WhenAll(Task.Run(() => Make(first, 1)), Task.Run(() => Make(second, 2)));

        using var third = new Keyring(folder);
        var wrong = made.SelectMany(side => side).Where(m => m.Key is null || third.Find(m.Person) is not { } key || !key.AsSpan().SequenceEqual(m.Key)).ToList();
        wrong.ShouldBeEmpty();
        new FileInfo(Path.Combine(folder, "keyring")).Length.ShouldBe(3 * Rounds * 76);
    }

    [Fact]
    public async Task Open_TwoProcessesAtOnceInAnEmptyFolder_HaveOneMasterKey()
    {
        using var together = new Barrier(2);
        Keyring Open()
        {
            together.SignalAndWait(Patience).ShouldBeTrue("the other side has stopped");
            return new Keyring(folder);
        }

        var opened = await Task.WhenAll(Task.Run(Open), Task.Run(Open));

        using var first = opened[0];
        using var second = opened[1];
        second.AuditKey.ShouldBe(first.AuditKey);
        second.Find(Nadia).ShouldBeNull();
        var key = first.FindOrCreate(Nadia);
        second.Find(Nadia).ShouldBe(key);
    }

    [Fact]
    public void Find_AnotherPersonsRecordInItsPlace_IsNoKeyOfTheirs()
    {
        using var keyring = new Keyring(folder);
        keyring.FindOrCreate(Nadia);
        var theo = keyring.FindOrCreate(Theo);
        var bytes = File.ReadAllBytes(Path.Combine(folder, "keyring"));
        using (var file = new FileStream(Path.Combine(folder, "keyring"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write(bytes.AsSpan(76, 76));
        }

        Should.Throw<InvalidDataException>(() => keyring.Find(Nadia)).Message.ShouldContain(Nadia.ToString());
        Should.Throw<InvalidDataException>(() => keyring.Destroy(Nadia));
        Should.Throw<InvalidDataException>(() => keyring.IsDestroyed(Nadia));
        keyring.Find(Theo).ShouldBe(theo);
    }

    [Fact]
    public void Find_FileCutShortMeanwhile_IsNotTakenForAnErasure()
    {
        using var keyring = new Keyring(folder);
        keyring.FindOrCreate(Nadia);
        using (var file = new FileStream(Path.Combine(folder, "keyring"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(16);
        }

        Should.Throw<InvalidDataException>(() => keyring.IsDestroyed(Nadia));
    }

    [Fact]
    public void Open_RecordCutShortByAKill_IsIgnoredAndWrittenOver()
    {
        using (var keyring = new Keyring(folder))
        {
            keyring.FindOrCreate(Nadia);
        }

        using (var file = new FileStream(Path.Combine(folder, "keyring"), FileMode.Append))
        {
            file.Write(new byte[30]);
        }

        using var reopened = new Keyring(folder);
        reopened.Find(Nadia).ShouldNotBeNull();
        var theo = reopened.FindOrCreate(Theo);
        using var again = new Keyring(folder);
        again.Find(Theo).ShouldBe(theo);
    }

    [Fact]
    public void Find_OtherMasterKey_SaysWhatIsWrong()
    {
        using (var keyring = new Keyring(folder))
        {
            keyring.FindOrCreate(Nadia);
        }

        using var other = new Keyring(folder, new byte[32]);
        Should.Throw<InvalidDataException>(() => other.Find(Nadia)).Message.ShouldContain("master key");
    }

    private static string? Hex(byte[]? key) => key is null ? null : Convert.ToHexString(key);

    private static Guid Person(int number) => Guid.Parse($"0190a5a0-0000-7000-8000-{number:D12}");
}
