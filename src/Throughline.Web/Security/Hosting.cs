using Throughline.Audit;
using Throughline.Files;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Web.Documents;

namespace Throughline.Web.Security;

/// <summary>Where this installation keeps its things. Bound to the configuration section <c>Throughline</c>.</summary>
public sealed class ThroughlineSettings
{
    /// <summary>The SQLite file; used unless <see cref="Postgres"/> is given.</summary>
    public string Database { get; set; } = "data/throughline.db";

    /// <summary>A PostgreSQL connection string; null for SQLite.</summary>
    public string? Postgres { get; set; }

    /// <summary>The folder of the master key and the keyring. Never part of a database backup.</summary>
    public string Keys { get; set; } = "data/keys";

    /// <summary>True for the fictional service: its people are listed to sign in as. Never true where real people's records are.</summary>
    public bool Fictional { get; set; }

    /// <summary>Where “Leave this page quickly” leads: a page that says nothing about anybody.</summary>
    public string LeaveFor { get; set; } = "https://www.bbc.co.uk/weather";

    /// <summary>What the process that reads a PDF may use.</summary>
    public PdfLimits Pdf { get; set; } = new();
}

/// <summary>Wires the core to its database and keys.</summary>
public static class Hosting
{
    public static WebApplicationBuilder AddThroughlineCore(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ThroughlineSettings>().BindConfiguration("Throughline");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(provider => new Keyring(Settings(provider).Keys));
        builder.Services.AddSingleton<IDatabaseEngine>(provider => Settings(provider) is { Postgres: { Length: > 0 } postgres }
            ? new PostgresEngine(postgres, provider.GetRequiredService<Ledger>())
            : new SqliteEngine(Settings(provider).Database, provider.GetRequiredService<Ledger>()));
        builder.Services.AddSingleton(provider =>
        {
            var rules = provider.GetRequiredService<IConfiguration>().GetSection("Throughline:SignIn").Get<SignInRules>() ?? new SignInRules();
            rules.FictionalList = Settings(provider).Fictional;
            return rules;
        });
        builder.Services.AddSingleton(provider => new PdfProcess(Settings(provider).Pdf, provider.GetRequiredService<ILogger<PdfProcess>>()));
        builder.Services.AddSingleton<ReadPdf>(provider => provider.GetRequiredService<PdfProcess>().ReadAsync);
        builder.Services.AddThroughline();
        builder.Services.AddSingleton<Importing.ImportWorker>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Importing.ImportWorker>());
        builder.Services.AddHostedService<SweepWorker>();
        builder.Services.AddHostedService<Trust.HubWorker>();
        return builder;
    }

    private static ThroughlineSettings Settings(IServiceProvider provider) =>
        provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<ThroughlineSettings>>().Value;
}
