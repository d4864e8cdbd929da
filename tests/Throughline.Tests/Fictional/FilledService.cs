using System.Diagnostics;
using Throughline.Fictional;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Fictional;

/// <summary>One filled SQLite database for all the tests that only look at it.</summary>
public sealed class FilledService : IAsyncLifetime
{
    public static readonly DateOnly Anchor = new(2026, 3, 2);

    public TestDatabase Database { get; private set; } = null!;

    public TimeSpan Took { get; private set; }

    public static Task<bool> FillAsync(TestDatabase database, DateOnly anchor) =>
        database.AsAsync<FillFictionalService, bool>(Viewer.System, fill => fill.RunAsync(anchor));

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        var watch = Stopwatch.StartNew();
        (await FillAsync(Database, Anchor)).ShouldBeTrue();
        Took = watch.Elapsed;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    public ThroughlineContext Everything() => Database.Everything();
}
