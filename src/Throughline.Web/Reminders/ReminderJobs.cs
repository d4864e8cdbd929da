using Quartz;
using Throughline.Reminders;
using Throughline.Safeguarding;
using Throughline.Security;

namespace Throughline.Web.Reminders;

/// <summary>The frequent job: collects for schemes whose hour has come, then sends what waits. Which day it is and whether it is done is for the core to say.</summary>
[DisallowConcurrentExecution]
public sealed class ReminderJob(IServiceScopeFactory scopes, ILogger<ReminderJob> logger) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(RunAsync(cancellationToken));

    internal async Task RunAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = Viewer.System;
        try
        {
            var made = await scope.ServiceProvider.GetRequiredService<CollectReminders>().RunAsync(cancellation);
            var sent = await scope.ServiceProvider.GetRequiredService<SendReminders>().RunAsync(cancellation);
            if (made.Value > 0 || sent.Value != default)
            {
                logger.LogInformation("Reminders: {Made} made; messages: {Sent} sent, {Failed} failed", made.Value, sent.Value.Sent, sent.Value.Failed);
            }
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // The next run does what this one did not.
            logger.LogError(failed, "Reminders could not be made or sent; they are tried again in a minute");
        }
    }
}

/// <summary>The most frequent job: pages whoever is on duty. All that it knows is in the database.</summary>
[DisallowConcurrentExecution]
public sealed class PagingJob(IServiceScopeFactory scopes, ILogger<PagingJob> logger) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(RunAsync(cancellationToken));

    internal async Task RunAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = Viewer.System;
        try
        {
            var done = (await scope.ServiceProvider.GetRequiredService<RunPaging>().RunAsync(cancellation)).Value;
            if (done.Failed + done.Nobody > 0)
            {
                logger.LogError("Paging: {Failed} pages did not go, {Nobody} times nobody could be paged", done.Failed, done.Nobody);
            }
            else if (done.Steps + done.Sent > 0)
            {
                logger.LogInformation("Paging: {Steps} pages made, {Sent} sent", done.Steps, done.Sent);
            }
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            logger.LogError(failed, "Paging could not run; it is tried again in a few seconds");
        }
    }
}

/// <summary>The job that runs the day's sweeps, once a day each.</summary>
[DisallowConcurrentExecution]
public sealed class SweepJob(IServiceScopeFactory scopes, ILogger<SweepJob> logger) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(RunAsync(cancellationToken));

    internal async Task RunAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = Viewer.System;
        try
        {
            foreach (var sweep in (await scope.ServiceProvider.GetRequiredService<RunSweeps>().RunAsync(cancellation)).Value)
            {
                if (sweep.Failed is { } failed)
                {
                    logger.LogError(failed, "The sweep {Sweep} failed; it is tried again with the next run", sweep.Name);
                }
                else
                {
                    logger.LogInformation("The sweep {Sweep} is done: {Count}", sweep.Name, sweep.Count);
                }
            }
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            logger.LogError(failed, "Sweeps could not be run; they are tried again with the next run");
        }
    }
}
