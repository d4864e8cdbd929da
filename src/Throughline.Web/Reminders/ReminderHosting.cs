using Npgsql;
using Quartz;
using Throughline.Reminders;
using Throughline.Web.Security;

namespace Throughline.Web.Reminders;

/// <summary>Wires the channels and the scheduler.</summary>
public static class ReminderHosting
{
    public static WebApplicationBuilder AddThroughlineReminders(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MailSettings>().BindConfiguration("Throughline:Mail");
        services.AddOptions<TextSettings>().BindConfiguration("Throughline:Text");
        services.AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection("Throughline:Reminders").Get<ReminderRules>() ?? new ReminderRules());
        services.AddSingleton(provider => new InstallationAddress(
            Uri.TryCreate(provider.GetRequiredService<IConfiguration>()["Throughline:Address"], UriKind.Absolute, out var address) ? address : null));
        services.AddHttpClient(TextChannel.Client, client => client.Timeout = TimeSpan.FromSeconds(20));
        services.AddSingleton<DevelopmentOutbox>();
        services.AddSingleton<IReminderChannel, EmailChannel>();
        services.AddSingleton<IReminderChannel, OutboxChannel>();
        services.AddSingleton<IReminderChannel, TextChannel>();
        var rules = builder.Configuration.GetSection("Throughline:Reminders").Get<ReminderRules>() ?? new ReminderRules();
        if (rules.Worker)
        {
            services.AddThroughlineScheduler(builder.Configuration.GetSection("Throughline").Get<ThroughlineSettings>()?.Postgres);
        }

        return builder;
    }

    /// <summary>
    /// The scheduler. On PostgreSQL its jobs stand in Quartz's own tables, which it makes if they are missing, and of several processes one runs each
    /// firing; on SQLite one process owns the file, and memory is enough. It starts when the service listens, so that no start waits for it.
    /// </summary>
    internal static IServiceCollection AddThroughlineScheduler(this IServiceCollection services, string? postgres)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "Throughline");
            quartz.UseDefaultThreadPool(3);
            if (postgres is { Length: > 0 })
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(NpgsqlFactory.Instance, postgres);
                    store.ProvisionSchema();
                    store.UseClustering();
                });
            }
            else
            {
                quartz.UseInMemoryStore();
            }

            quartz.ScheduleJob<ReminderJob>(
                trigger => trigger.WithIdentity("reminders").StartNow().WithSimpleSchedule(TimeSpan.FromMinutes(1)), job => job.WithIdentity("reminders"));
            quartz.ScheduleJob<PagingJob>(
                trigger => trigger.WithIdentity("paging").StartNow().WithSimpleSchedule(TimeSpan.FromSeconds(15)), job => job.WithIdentity("paging"));
            quartz.ScheduleJob<SweepJob>(
                trigger => trigger.WithIdentity("sweeps").StartNow().WithSimpleSchedule(TimeSpan.FromMinutes(15)), job => job.WithIdentity("sweeps"));
        });
        return services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }
}
