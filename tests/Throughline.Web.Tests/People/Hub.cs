using Throughline.People;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Web.Tests.People;

/// <summary>A small service in a browser: Moira coordinates, Ruth supervises, Dee is a peer mentor, Joe is a mentee, Wes coordinates a scheme of his own.</summary>
internal sealed class Hub : IAsyncDisposable
{
    private Hub(TestDatabase database, TestScheme scheme) => (Database, Scheme, App) = (database, scheme, new ThroughlineApp(database));

    public TestDatabase Database { get; }

    public TestScheme Scheme { get; }

    public ThroughlineApp App { get; }

    public Viewer Moira { get; private set; } = null!;

    public Guid Ruth { get; private set; }

    public Guid Dee { get; private set; }

    public Guid Joe { get; private set; }

    public HttpClient Coordinator { get; private set; } = null!;

    public static async Task<Hub> OpenAsync(string provider = "SQLite")
    {
        var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var hub = new Hub(database, scheme) { Moira = await database.AddCoordinatorAsync(scheme) };
        hub.Ruth = await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor);
        hub.Dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        hub.Joe = await database.AddPersonAsync("Joe", "Pike", scheme.Mentee);
        hub.Coordinator = await hub.App.SignInAsync(hub.Moira.PersonId, Hat.Coordinator);
        return hub;
    }

    public async Task<Guid> RoleAsync(Guid person, RoleDefinition role) => (await Database.HoldingAsync(person, role)).Id;

    public static (string, string?)[] Date(string name, DateOnly? date) =>
        [($"{name}.Day", date?.Day.ToString()), ($"{name}.Month", date?.Month.ToString()), ($"{name}.Year", date?.Year.ToString())];

    public async ValueTask DisposeAsync()
    {
        Coordinator.Dispose();
        await App.DisposeAsync();
        await Database.DisposeAsync();
    }
}
