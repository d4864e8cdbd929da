using Microsoft.Extensions.DependencyInjection;
using Throughline.Audit;
using Throughline.Fictional;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Visibility;

/// <summary>Runs many use cases of many people in one transaction, so that the disk is waited for once. One that is refused fails the test.</summary>
internal sealed class Acts(IServiceProvider services, IDatabaseEngine engine)
{
    public static async Task RunAsync(TestDatabase database, Func<Acts, Task> work) =>
        await database.Engine.WriteAsync(WriteTurn.Person, Viewer.System, async context =>
        {
            await using var one = new OneTransaction(database.Engine, context, new Ledger(database.Keyring));
            await using var services = ReadOnlyEngine.Services(one, database);
            await work(new Acts(services, one));
            return true;
        });

    /// <summary>A context that sees everything done so far.</summary>
    public ThroughlineContext Everything() => engine.OpenReader(Viewer.System);

    public async Task<T> DoAsync<TUseCase, T>(Viewer viewer, Func<TUseCase, Task<Outcome<T>>> run)
        where TUseCase : notnull
    {
        var outcome = await LookAsync(viewer, run);
        return outcome.Succeeded ? outcome.Value : throw new InvalidOperationException($"{typeof(TUseCase).Name} as {viewer.Hat}: {outcome.Refusal!.Code}: {outcome.Refusal.Sentence}");
    }

    public async Task<T> LookAsync<TQueries, T>(Viewer viewer, Func<TQueries, Task<T>> run)
        where TQueries : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = viewer;
        return await run(scope.ServiceProvider.GetRequiredService<TQueries>());
    }
}
