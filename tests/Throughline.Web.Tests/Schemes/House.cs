using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Web.Tests.Schemes;

/// <summary>A scheme that runs, with Moira Finch, its coordinator, signed in.</summary>
internal sealed class House(TestDatabase database, ThroughlineApp app, RunScheme scheme, HttpClient client) : IAsyncDisposable
{
    public TestDatabase Database { get; } = database;

    public ThroughlineApp App { get; } = app;

    public HttpClient Client { get; } = client;

    public Guid Scheme { get; } = scheme.Id;

    public static async Task<House> BuildAsync(string provider = "SQLite")
    {
        var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.SetUpSchemeAsync();
        var app = new ThroughlineApp(database);
        return new(database, app, scheme, await app.SignInAsync(scheme.Coordinator.PersonId, Hat.Coordinator));
    }

    public string At(string path) => path.Replace("{scheme}", $"/schemes/{Scheme}", StringComparison.Ordinal);

    public async Task<HttpClient> SignInAsync(string name, string role, Hat hat)
    {
        await using var context = Database.Everything();
        var definition = await context.RoleDefinitions.SingleAsync(r => r.SchemeId == Scheme && r.Key == role);
        return await App.SignInAsync(await Database.AddPersonAsync(name, null, definition), hat);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        await Database.DisposeAsync();
    }
}
