using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Security;

namespace Throughline.Tests.Visibility;

/// <summary>
/// What one viewer reads in one database. A reading is kept with what it looked at of its pair, and serves every pair of which that is the same:
/// a list that asks nothing about the subject is read once for all subjects of a group.
/// </summary>
internal sealed class Readings : IAsyncDisposable
{
    private readonly AsyncServiceScope scope;
    private readonly Dictionary<string, List<(SurfaceCase Case, string Text)>> kept = new(StringComparer.Ordinal);

    public Readings(IServiceProvider services, Viewer viewer)
    {
        scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = viewer;
    }

    /// <summary>Time spent in each surface.</summary>
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

        var started = Stopwatch.GetTimestamp();
        var read = await Surfaces.ReadAsync(scope.ServiceProvider, surface, asked);
        var spent = Stopwatch.GetElapsedTime(started);
        Cost.AddOrUpdate(surface.Name, (1, spent), (_, cost) => (cost.Times + 1, cost.Spent + spent));
        earlier.Add((asked, read));
        return read;
    }

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
