using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Audit;
using Throughline.People;
using Throughline.Testing;
using Throughline.Web.Security;

namespace Throughline.Web.Tests.Security;

public sealed class SweepTests
{
    [Fact]
    public async Task Sweep_WhenItsTimeComes_TakesOutWhatIsSpent()
    {
        await using var database = await TestDatabase.CreateAsync();
        var moira = await database.AddCoordinatorAsync(await database.AddSchemeAsync());
        await using var app = new ThroughlineApp(database, services: services => services.AddHostedService<SweepWorker>());
        await app.OpenSessionAsync(moira.PersonId, Hat.Coordinator);
        async Task<int> SessionsAsync()
        {
            await using var context = database.Everything();
            return await context.Sessions.CountAsync();
        }

        (await SessionsAsync()).ShouldBe(1);
        database.Clock.Advance(TimeSpan.FromDays(8));
        for (var tries = 0; await SessionsAsync() > 0; tries++)
        {
            tries.ShouldBeLessThan(600, "the sweep never came");
            await Task.Delay(50, TestContext.Current.CancellationToken);
            database.Clock.Advance(TimeSpan.FromMinutes(60));
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task StartAndStop_NoteTheEndOfTheAuditChain(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        await using (var app = new ThroughlineApp(database, services: services => services.AddHostedService<SweepWorker>()))
        {
            using var client = app.Anonymous();
            for (var tries = 0; Witness.Read(database.Keyring) is null; tries++)
            {
                tries.ShouldBeLessThan(600, "the end was never noted");
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            await database.AddPersonAsync("Nadia", null, scheme.Mentee);
            await database.AddPersonAsync("Theo", null, scheme.Mentee);
        }

        await using var context = database.Everything();
        Witness.Read(database.Keyring)!.Sequence.ShouldBe(await context.AuditEvents.MaxAsync(e => e.Sequence));
    }
}
