using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>What a challenge was given out for; it is good for nothing else.</summary>
public enum ChallengeKind
{
    /// <summary>Signing in, unlocking or proving with a passkey.</summary>
    UsePasskey = 1,

    /// <summary>Adding a passkey.</summary>
    AddPasskey = 2,

    /// <summary>The password was right: a second factor is still to come.</summary>
    SecondFactor = 3,
}

/// <summary>Something that was begun and is to be finished by the same browser within minutes. The browser holds the key, this row its hash.</summary>
internal sealed class Challenge : INotAudited
{
    public byte[] KeyHash { get; init; } = [];

    public ChallengeKind Kind { get; init; }

    public Guid? PersonId { get; init; }

    public string State { get; init; } = "";

    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A challenge that was found.</summary>
/// <param name="PersonId">Whom it was given out for; null when that was not known yet.</param>
/// <param name="State">What is needed to check the answer.</param>
public sealed record FoundChallenge(Guid? PersonId, string State);

/// <summary>Gives out challenges and takes them back, each once.</summary>
public sealed class ChallengeQueries(IDatabaseEngine engine, TimeProvider clock)
{
    /// <summary>How long a challenge may be answered.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>Gives one out.</summary>
    /// <returns>The browser's key.</returns>
    public async Task<string> GiveAsync(ChallengeKind kind, Guid? personId, string state, CancellationToken cancellation = default)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.Now();
        await engine.WriteAsync(WriteTurn.Person, Viewer.System, async context =>
        {
            await context.Challenges.Where(c => c.ExpiresAt <= now).ExecuteDeleteAsync(cancellation);
            context.Add(new Challenge { KeyHash = SessionQueries.Hash(key), Kind = kind, PersonId = personId, State = state, ExpiresAt = now + Life });
            await context.SaveFromUnitOfWorkAsync(cancellation);
            return true;
        }, cancellation);
        return key;
    }

    /// <summary>Looks at one without using it up.</summary>
    public async Task<FoundChallenge?> FindAsync(ChallengeKind kind, string? key, CancellationToken cancellation = default)
    {
        if (key is null)
        {
            return null;
        }

        var (hash, now) = (SessionQueries.Hash(key), clock.Now());
        await using var context = engine.OpenReader(Viewer.System);
        return await context.Challenges.AsNoTracking().Where(c => c.KeyHash == hash && c.Kind == kind && c.ExpiresAt > now)
            .Select(c => new FoundChallenge(c.PersonId, c.State)).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Uses one up: of two who try at once, one gets it.</summary>
    public async Task<FoundChallenge?> TakeAsync(ChallengeKind kind, string? key, CancellationToken cancellation = default)
    {
        if (await FindAsync(kind, key, cancellation) is not { } found)
        {
            return null;
        }

        var hash = SessionQueries.Hash(key!);
        var taken = false;
        await engine.WriteAsync(WriteTurn.Person, Viewer.System, async context =>
            taken = await context.Challenges.Where(c => c.KeyHash == hash).ExecuteDeleteAsync(cancellation) == 1, cancellation);
        return taken ? found : null;
    }
}
