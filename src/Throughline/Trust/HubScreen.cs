using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Throughline.Schemes;

namespace Throughline.Trust;

/// <summary>
/// A screen on the wall of a hub. It holds a permission of its own, which opens that hub's page for the wall and nothing else; the database keeps only
/// the permission's hash. It is taken back from the list of screens.
/// </summary>
public sealed class HubScreen
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 60;

    private HubScreen()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The hub.</summary>
    public Guid SpaceId { get; private init; }

    /// <summary>Where it hangs: "By the door".</summary>
    public string Name { get; private init; } = "";

    /// <summary>The SHA-256 hash of the key that the screen's browser holds.</summary>
    public byte[] TokenHash { get; private init; } = [];

    /// <summary>Who set it up.</summary>
    public Guid? MadeById { get; private init; }

    /// <summary>When it was set up.</summary>
    public DateTimeOffset MadeAt { get; private init; }

    /// <summary>When its permission was taken back; null while it stands.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Sets one up with a new key.</summary>
    /// <returns>The screen and its key, which is kept nowhere.</returns>
    internal static Outcome<(HubScreen Screen, string Key)> SetUp(Guid id, Guid spaceId, string? name, Guid by, DateTimeOffset now)
    {
        if (Typed.Required(name, NameMaxLength, nameof(Name), "Enter where the screen hangs, such as “by the door”", "The name") is { } refusal)
        {
            return refusal;
        }

        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (new HubScreen { Id = id, SpaceId = spaceId, Name = name!.Trim(), TokenHash = Hash(key), MadeById = by, MadeAt = now }, key);
    }

    /// <summary>Takes its permission back.</summary>
    internal void End(DateTimeOffset now) => EndedAt ??= now;

    internal static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

/// <summary>Whether somebody's first name may be on the screen of their hub. It may not, until they say yes; they can take the yes back at any time.</summary>
public sealed class ScreenName : Storage.IAboutPerson
{
    private ScreenName()
    {
    }

    internal ScreenName(Guid personId) => PersonId = personId;

    /// <summary>Whose name.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>True while they say yes.</summary>
    public bool Shown { get; private set; }

    /// <summary>When they last said yes or no.</summary>
    public DateTimeOffset SaidAt { get; private set; }

    /// <summary>Says yes or no.</summary>
    internal void Say(bool shown, DateTimeOffset now) => (Shown, SaidAt) = (shown, now);
}
