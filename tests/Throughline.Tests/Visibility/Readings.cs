using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Security;

namespace Throughline.Tests.Visibility;

/// <summary>
/// What one viewer reads in one database. A reading is kept with what it looked at of its pair, and serves every pair of which that is the same:
/// a list that asks nothing about the subject is read once for all subjects of a group.
/// </summary>
/// <param name="services">Services over the database.</param>
/// <param name="engine">The database.</param>
/// <param name="viewer">Who reads.</param>
/// <param name="conversations">What this viewer asked before, here or of other databases.</param>
internal sealed class Readings(IServiceProvider services, ReadOnlyEngine engine, Viewer viewer, Conversations conversations)
{
    private readonly Dictionary<string, List<(SurfaceCase Case, string Text)>> kept = new(StringComparer.Ordinal);

    /// <summary>Time spent in each surface that was read anew.</summary>
    public static ConcurrentDictionary<string, (int Times, TimeSpan Spent)> Cost { get; } = new(StringComparer.Ordinal);

    public async Task<string> ReadAsync(Surfaces.Surface surface, SurfaceCase asked)
    {
        if (!kept.TryGetValue(surface.Name, out var earlier))
        {
            kept[surface.Name] = earlier = [];
        }

        foreach (var (one, text) in earlier)
        {
            if (one.Looked.All(asked.Says))
            {
                return text;
            }
        }

        var read = (surface.Repeats ? conversations.Repeat(surface.Name, asked, engine) : null) ?? await ReadAnewAsync(surface, asked);
        earlier.Add((asked, read));
        return read;
    }

    private async Task<string> ReadAnewAsync(Surfaces.Surface surface, SurfaceCase asked)
    {
        var started = Stopwatch.GetTimestamp();

        // As for a page: an export, for one, leaves its context as no page may have it.
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = viewer;
        var heard = engine.Listen();
        var read = await Surfaces.ReadAsync(scope.ServiceProvider, surface, asked);
        if (surface.Repeats)
        {
            conversations.Keep(surface.Name, asked, heard, read);
        }

        var spent = Stopwatch.GetElapsedTime(started);
        Cost.AddOrUpdate(surface.Name, (1, spent), (_, cost) => (cost.Times + 1, cost.Spent + spent));
        return read;
    }
}
