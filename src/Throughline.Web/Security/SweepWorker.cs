using Throughline.Audit;
using Throughline.Rights;
using Throughline.Security;

namespace Throughline.Web.Security;

/// <summary>
/// Takes out what is spent, every so many minutes, and finishes erasures that a stop had cut short. Notes the end of the audit chain outside the database
/// each time, and once more when it stops. The work itself is in the core; this only keeps the time.
/// </summary>
public sealed class SweepWorker(IServiceScopeFactory scopes, SignInRules rules, TimeProvider clock, ILogger<SweepWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(async services => await services.GetRequiredService<FinishErasures>().RunAsync(stoppingToken), stoppingToken);
        await NoteEndAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(Math.Clamp(rules.SweepMinutes, 5, 1440)), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(async services => await services.GetRequiredService<PurgeSpent>().RunAsync(stoppingToken), stoppingToken);
                await NoteEndAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: the next start sweeps what is left.
        }

        await NoteEndAsync(CancellationToken.None);
    }

    private Task NoteEndAsync(CancellationToken stoppingToken) => TryAsync(
        async services =>
        {
            if (!await services.GetRequiredService<RenewWitness>().RunAsync(stoppingToken))
            {
                logger.LogError("The audit chain no longer holds the end that was noted in the keys folder: run verify-audit");
            }
        },
        stoppingToken);

    private async Task TryAsync(Func<IServiceProvider, Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = Viewer.System;
            await work(scope.ServiceProvider);
        }
        catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
        {
            // The pages must not go down with the sweep.
            logger.LogError(failed, "A sweep failed; the next one tries again");
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }
}
