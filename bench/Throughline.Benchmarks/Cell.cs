using Microsoft.Extensions.DependencyInjection;
using Throughline.Audit;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Benchmarks;

/// <summary>A database of its own in a folder, with the real services over it.</summary>
internal sealed class Cell : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Cell(string folder, IDatabaseEngine engine, Keyring keyring)
    {
        Folder = folder;
        Engine = engine;
        Keyring = keyring;
        services = new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton(keyring).AddSingleton(engine).AddThroughline().AddLogging().BuildServiceProvider();
    }

    public string Folder { get; }

    public IDatabaseEngine Engine { get; }

    public Keyring Keyring { get; }

    /// <summary>Opens the database of a folder, or the PostgreSQL database whose keys are in it.</summary>
    public static async Task<Cell> OpenAsync(string folder, string? postgres = null)
    {
        Directory.CreateDirectory(folder);
        var keyring = new Keyring(Path.Combine(folder, "keys"));
        IDatabaseEngine engine = postgres is null
            ? new SqliteEngine(Path.Combine(folder, "throughline.db"), new Ledger(keyring))
            : new PostgresEngine(postgres, new Ledger(keyring));
        await engine.MigrateAsync();
        return new Cell(folder, engine, keyring);
    }

    public async Task<T> AsAsync<TService, T>(Viewer viewer, Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = viewer;
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async Task<RoleDefinition> SetUpAsync()
    {
        var outcome = await AsAsync<UnitOfWork, Outcome<RoleDefinition>>(Viewer.System, unit => unit.RunAsync<RoleDefinition>(new Act("scheme-set-up"), writing =>
        {
            var scheme = Scheme.SetUp(writing.NewId(), "Benchmark", "drugs-team-peer-mentoring", 1, new DateOnly(2024, 9, 1)).Value;
            var role = RoleDefinition.Define(writing.NewId(), scheme.Id, new RoleOutline("mentee", "Mentee", "Team member", [Hat.Mentee]));
            writing.Context.Add(scheme);
            writing.Context.Add(role);
            return Task.FromResult<Outcome<RoleDefinition>>(role);
        }));
        return outcome.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Engine.DisposeAsync();
        Keyring.Dispose();
    }
}

/// <summary>Percentiles of a list of durations.</summary>
internal static class Percentiles
{
    public static double At(List<double> milliseconds, double share)
    {
        milliseconds.Sort();
        return milliseconds[(int)Math.Min(milliseconds.Count - 1, share * milliseconds.Count)];
    }

    public static string Describe(List<double> milliseconds, string what = "saves")
    {
        double At(double share) => Percentiles.At(milliseconds, share);
        return $"{milliseconds.Count:N0} {what}, p50 {At(.5):N1} ms, p95 {At(.95):N1} ms, p99 {At(.99):N1} ms, worst {At(1):N1} ms";
    }
}
