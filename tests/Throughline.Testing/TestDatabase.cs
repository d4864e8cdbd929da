using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Storage;
using Xunit;

namespace Throughline.Testing;

/// <summary>
/// A database of its own for one test, on either provider, with a fixed clock. PostgreSQL is used where the environment names a server
/// (THROUGHLINE_TEST_POSTGRES, a connection string without a database); elsewhere the test shows as skipped, with the reason.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public const string ServerVariable = "THROUGHLINE_TEST_POSTGRES";

    private static readonly SemaphoreSlim TemplateGate = new(1);
    private static readonly string TemplateName = $"throughline_template_{Environment.ProcessId}";
    private static string? sqliteTemplate;
    private static bool postgresTemplateMade;

    private readonly ServiceProvider services;
    private readonly string folder;
    private readonly string? postgresName;

    private TestDatabase(string folder, string? postgresName, FakeTimeProvider clock)
    {
        this.folder = folder;
        this.postgresName = postgresName;
        Clock = clock;
        Keyring = new Keyring(KeysFolder);
        var ledger = new Ledger(Keyring);
        Engine = postgresName is null ? new SqliteEngine(DatabaseFile, ledger) : new PostgresEngine(Server(postgresName), ledger);
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(Keyring)
            .AddSingleton(Engine)
            .AddThroughline()
            .AddLogging()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    /// <summary>The providers, for <c>[MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]</c>.</summary>
    public static IEnumerable<object[]> Providers => [["SQLite"], ["PostgreSQL"]];

    /// <summary>The fixed clock: Monday 2 March 2026, 10:00 in London.</summary>
    public FakeTimeProvider Clock { get; }

    public Keyring Keyring { get; }

    public IDatabaseEngine Engine { get; }

    public string Folder => folder;

    /// <summary>The connection string on PostgreSQL; null on SQLite.</summary>
    public string? ConnectionString => postgresName is null ? null : Server(postgresName);

    public string KeysFolder => Path.Combine(folder, "keys");

    public string DatabaseFile => Path.Combine(folder, "throughline.db");

    public static FakeTimeProvider NewClock() => new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));

    public static async Task<TestDatabase> CreateAsync(string provider = "SQLite")
    {
        var folder = Directory.CreateTempSubdirectory("throughline-test-").FullName;
        if (provider == "SQLite")
        {
            File.Copy(await SqliteTemplateAsync(), Path.Combine(folder, "throughline.db"));
            return new TestDatabase(folder, null, NewClock());
        }

        if (Environment.GetEnvironmentVariable(ServerVariable) is not { Length: > 0 })
        {
            Directory.Delete(folder, recursive: true);
            Assert.Skip($"PostgreSQL: no server ({ServerVariable} is not set)");
        }

        await PostgresTemplateAsync();
        var name = $"throughline_test_{Guid.CreateVersion7():N}";
        await ServerCommandAsync($"CREATE DATABASE {name} TEMPLATE {TemplateName}");
        return new TestDatabase(folder, name, NewClock());
    }

    /// <summary>Runs something with the services of one viewer, as a request would.</summary>
    public async Task<T> AsAsync<T>(Viewer viewer, Func<IServiceProvider, Task<T>> work, Guid? once = null)
    {
        await using var scope = services.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<CurrentViewer>();
        current.Viewer = viewer;
        current.Once = once;
        return await work(scope.ServiceProvider);
    }

    /// <summary>Runs a use case or query of one viewer.</summary>
    public Task<TResult> AsAsync<TService, TResult>(Viewer viewer, Func<TService, Task<TResult>> work)
        where TService : notnull => AsAsync(viewer, provider => work(provider.GetRequiredService<TService>()));

    /// <summary>A reader that sees everything, for assertions.</summary>
    public ThroughlineContext Everything() => Engine.OpenReader(Viewer.System);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Engine.DisposeAsync();
        Keyring.Dispose();
        if (postgresName is not null)
        {
            await ServerCommandAsync($"DROP DATABASE IF EXISTS {postgresName} WITH (FORCE)");
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A connection string to a database of the test server.</summary>
    public static string Server(string database) => new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(ServerVariable))
    {
        Database = database,
        MaxPoolSize = 20,
    }.ConnectionString;

    internal static async Task<string> SqliteTemplateAsync()
    {
        await TemplateGate.WaitAsync();
        try
        {
            if (sqliteTemplate is null)
            {
                var folder = Directory.CreateTempSubdirectory("throughline-template-").FullName;
                var path = Path.Combine(folder, "template.db");
                using var keyring = new Keyring(Path.Combine(folder, "keys"));
                await using (var engine = new SqliteEngine(path, new Ledger(keyring)))
                {
                    await SchemaAsync(engine);
                    await engine.CheckpointAsync();
                }

                SqliteConnection.ClearAllPools();
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
                sqliteTemplate = path;
            }

            return sqliteTemplate;
        }
        finally
        {
            TemplateGate.Release();
        }
    }

    private static async Task PostgresTemplateAsync()
    {
        await TemplateGate.WaitAsync();
        try
        {
            if (postgresTemplateMade)
            {
                return;
            }

            await ServerCommandAsync($"DROP DATABASE IF EXISTS {TemplateName} WITH (FORCE)");
            await ServerCommandAsync($"CREATE DATABASE {TemplateName}");
            var folder = Directory.CreateTempSubdirectory("throughline-template-").FullName;
            using (var keyring = new Keyring(folder))
            await using (var engine = new PostgresEngine(Server(TemplateName), new Ledger(keyring)))
            {
                await SchemaAsync(engine);
            }

            Directory.Delete(folder, recursive: true);
            NpgsqlConnection.ClearAllPools();
            postgresTemplateMade = true;
        }
        finally
        {
            TemplateGate.Release();
        }
    }

    // The model itself, which MigrationTests holds equal to the migrations; making it this way takes a tenth of the time.
    private static async Task SchemaAsync(IDatabaseEngine engine)
    {
        await using var context = engine.OpenReader(Viewer.System);
        await context.Database.EnsureCreatedAsync();

        // The app migrates when it starts, and must find nothing left to do.
        var history = context.GetService<IHistoryRepository>();
        await context.Database.ExecuteSqlRawAsync(history.GetCreateIfNotExistsScript());
        foreach (var migration in context.Database.GetMigrations())
        {
            await context.Database.ExecuteSqlRawAsync(history.GetInsertScript(new HistoryRow(migration, ProductInfo.GetVersion())));
        }
    }

    private static async Task ServerCommandAsync(string text)
    {
        await using var connection = new NpgsqlConnection(Server("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync();
    }
}
