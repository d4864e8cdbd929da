using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Throughline.Storage;

namespace Throughline.Calendar;

/// <summary>
/// Somebody's secret link to their own calendar, for the calendar on their phone. Only its hash is kept; whoever holds the link reads the calendar, so
/// that it says very little (<see cref="NeutralTitle"/>). A person has one at most: a new one ends the one before.
/// </summary>
public sealed class CalendarLink : IAboutPerson
{
    /// <summary>Length of the secret as it stands in the link, in characters: 256 bits.</summary>
    public const int TokenLength = 43;

    private CalendarLink()
    {
    }

    /// <summary>Whose calendar.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The SHA-256 hash of the secret in the link.</summary>
    public byte[] TokenHash { get; private set; } = [];

    /// <summary>Whether it names the site of a thing. Not unless its owner chose it.</summary>
    public bool ShowsPlaces { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    internal static CalendarLink Of(Guid personId) => new() { PersonId = personId };

    /// <summary>Makes it anew: the one before works no more.</summary>
    /// <returns>The secret, which is kept nowhere.</returns>
    internal string Make(bool showsPlaces, DateTimeOffset now)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        (TokenHash, ShowsPlaces, MadeAt) = (Hash(token), showsPlaces, now);
        Version++;
        return token;
    }

    /// <summary>Names places, or no longer does.</summary>
    internal void Show(bool places)
    {
        ShowsPlaces = places;
        Version++;
    }

    internal static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
