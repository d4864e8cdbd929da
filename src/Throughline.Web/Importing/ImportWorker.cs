using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Throughline.Importing;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Web.Importing;

/// <summary>Does the long half of imports behind the pages, one at a time; at start-up it takes up again what a stop had cut short.</summary>
public sealed class ImportWorker(IServiceScopeFactory scopes, IDatabaseEngine engine, ILogger<ImportWorker> logger) : BackgroundService
{
    private readonly Channel<Guid> waiting = Channel.CreateUnbounded<Guid>();

    /// <summary>Sends an import to be worked on.</summary>
    public void Send(Guid runId) => waiting.Writer.TryWrite(runId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using (var context = engine.OpenReader(Viewer.System))
            {
                foreach (var unfinished in await RunImport.UnfinishedAsync(context, stoppingToken))
                {
                    Send(unfinished);
                }
            }

            await foreach (var runId in waiting.Reader.ReadAllAsync(stoppingToken))
            {
                await WorkAsync(runId, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what was cut short is taken up at the next start.
        }
        catch (Exception failed)
        {
            // The pages must not go down with the imports.
            logger.LogCritical(failed, "Imports have stopped; they are taken up again at the next start");
        }
    }

    private async Task WorkAsync(Guid runId, CancellationToken stoppingToken)
    {
        try
        {
            await using var context = engine.OpenReader(Viewer.System);
            var run = await context.ImportRuns.AsNoTracking().SingleAsync(r => r.Id == runId, stoppingToken);
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = run.BroughtBy;
            await scope.ServiceProvider.GetRequiredService<RunImport>().RunAsync(runId, stoppingToken);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            logger.LogError(failed, "Import {RunId} failed; it is taken up again at the next start", runId);
        }
    }
}
