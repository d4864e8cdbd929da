using Microsoft.Extensions.Options;
using Throughline.Security;
using Throughline.Trust;
using Throughline.Web.Fictional;
using Throughline.Web.Security;

namespace Throughline.Web.Trust;

/// <summary>Ends, every minute, what people in hubs forgot to end.</summary>
public sealed class HubWorker(IServiceScopeFactory scopes, IServiceProvider services, IOptions<ThroughlineSettings> settings, TimeProvider clock, ILogger<HubWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do
            {
                try
                {
                    await using var scope = scopes.CreateAsyncScope();
                    scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = Viewer.System;
                    await scope.ServiceProvider.GetRequiredService<CloseForgotten>().RunAsync(stoppingToken);
                    if (settings.Value.Fictional)
                    {
                        await FictionalStart.PlayTodayAsync(services);
                    }
                }
                catch (Exception failed) when (failed is not OperationCanceledException)
                {
                    // The pages must not go down with it; the next minute tries again.
                    logger.LogError(failed, "Stays that were due could not be ended");
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what is due is ended at the next start.
        }
    }
}
