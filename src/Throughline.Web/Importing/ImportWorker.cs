using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Throughline.Importing;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Web.Importing;

/// <summary>
/// Does the long half of imports behind the pages, one at a time. At start-up, and whenever a lease has had the time to run out, it takes up again what a
/// stop had cut short, here or in another process.
/// </summary>
public sealed class ImportWorker(IServiceScopeFactory scopes, IDatabaseEngine engine, TimeProvider clock, ILogger<ImportWorker> logger) : BackgroundService
{
    private readonly Channel<Guid> waiting = Channel.CreateUnbounded<Guid>();

    /// <summary>Sends an import to be worked on.</summary>
    public void Send(Guid runId) => waiting.Writer.TryWrite(runId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(LookAsync(stoppingToken), WorkAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what was cut short is taken up at the next start.
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RunImport.Lease, clock);
        do
        {
            try
            {
                await using var context = engine.OpenReader(Viewer.System);
                foreach (var unfinished in await RunImport.UnfinishedAsync(context, clock.Now(), stoppingToken))
                {
                    Send(unfinished);
                }
            }
            catch (Exception failed) when (failed is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The pages must not go down with the imports.
                logger.LogError(failed, "Unfinished imports could not be looked for; they are looked for again in {Lease}", RunImport.Lease);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var runId in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            await WorkAsync(runId, stoppingToken);
        }
    }

    private async Task WorkAsync(Guid runId, CancellationToken stoppingToken)
    {
        try
        {
            await using var context = engine.OpenReader(Viewer.System);
            if (await context.ImportRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == runId, stoppingToken) is not { } run)
            {
                return;
            }

            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = run.BroughtBy;
            await scope.ServiceProvider.GetRequiredService<RunImport>().RunAsync(runId, stoppingToken);
        }
        catch (ImportFailedException failed)
        {
            logger.LogError(failed.InnerException, "Reference {Reference}: import {RunId} stopped, and its page says so", failed.Reference, runId);
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            logger.LogError(failed, "Import {RunId} was cut short; it is taken up again when its lease has run out", runId);
        }
    }
}
