using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>Somebody of whom a file says that they wait for a mentor.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Since">Since when (a London date).</param>
/// <param name="For">What for, in their words; null for nothing said.</param>
public sealed record ImportedWait(Guid PersonId, DateOnly Since, string? For);

/// <summary>Does in a write of its own what a file says beyond people and roles. A slice that Importing may not know brings one.</summary>
public interface IImportFollower
{
    /// <summary>Acts on it. Bears repeating: what is as the file says already stays as it is.</summary>
    /// <param name="writing">The write, as whoever brings the file in.</param>
    /// <param name="schemeId">Into which scheme.</param>
    /// <param name="waiting">Who waits, each once.</param>
    /// <param name="cancellation">Stops reading.</param>
    Task FollowAsync(Writing writing, Guid schemeId, IReadOnlyList<ImportedWait> waiting, CancellationToken cancellation);
}
