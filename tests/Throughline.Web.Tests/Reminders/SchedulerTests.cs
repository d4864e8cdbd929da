using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Quartz;
using Throughline.Testing;
using Throughline.Web.Reminders;

namespace Throughline.Web.Tests.Reminders;

public sealed class SchedulerTests
{
    [Fact]
    public async Task Scheduler_OnSqlite_KeepsItsJobsInMemory()
    {
        using var host = Node(null);
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var metadata = await scheduler.GetMetadata();
        (metadata.JobStorePersistent, metadata.JobStoreClustered).ShouldBe((false, false));
        (await scheduler.GetJobDetail(new JobKey("reminders"))).ShouldNotBeNull().JobType.Type.ShouldBe(typeof(ReminderJob));
        (await scheduler.GetJobDetail(new JobKey("sweeps"))).ShouldNotBeNull().JobType.Type.ShouldBe(typeof(SweepJob));
        await scheduler.Shutdown();
    }

    [Fact]
    public async Task Scheduler_OnPostgreSql_TwoProcessesThatStartAtOnceShareOneSetOfJobs()
    {
        await using var database = await TestDatabase.CreateAsync("PostgreSQL");
        using var one = Node(database.ConnectionString);
        using var two = Node(database.ConnectionString);
        var schedulers = await Task.WhenAll(new[] { one, two }.Select(node => Task.Run(async () => await node.Services.GetRequiredService<ISchedulerFactory>().GetScheduler())));
        foreach (var scheduler in schedulers)
        {
            (await scheduler.GetMetadata()).JobStoreClustered.ShouldBeTrue();
        }

        schedulers[0].SchedulerInstanceId.ShouldNotBe(schedulers[1].SchedulerInstanceId);
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT string_agg(trigger_name, ' ' ORDER BY trigger_name) FROM qrtz_triggers", connection);
        (await command.ExecuteScalarAsync()).ShouldBe("paging reminders sweeps");
        foreach (var scheduler in schedulers)
        {
            await scheduler.Shutdown();
        }
    }

    [Fact]
    public async Task Scheduler_InTests_IsNotThere()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new ThroughlineApp(database);
        app.Services.GetService<ISchedulerFactory>().ShouldBeNull();
    }

    private static IHost Node(string? postgres)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging().AddThroughlineScheduler(postgres);
        return builder.Build();
    }
}
