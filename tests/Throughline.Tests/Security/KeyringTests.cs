using Throughline.Security;

namespace Throughline.Tests.Security;

public sealed class KeyringTests : IDisposable
{
    private static readonly Guid Nadia = Guid.Parse("0190a5a0-0000-7000-8000-000000000001");
    private static readonly Guid Theo = Guid.Parse("0190a5a0-0000-7000-8000-000000000002");

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
}
