using Microsoft.Extensions.Options;
using Throughline.Fictional;
using Throughline.Security;
using Throughline.Web.Security;

namespace Throughline.Web.Fictional;

/// <summary>Fills the fictional service at its first start.</summary>
public static class FictionalStart
{
    /// <summary>Fills an empty database where the settings ask for the fictional service, and says so on the console; otherwise does nothing.</summary>
    public static async Task FillFictionalServiceAsync(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<ThroughlineSettings>>().Value.Fictional)
        {
            return;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var fill = scope.ServiceProvider.GetRequiredService<FillFictionalService>();
        if (await fill.IsEmptyAsync())
        {
            Console.WriteLine($"Writing the fictional service (18 months, {FillFictionalService.People} people)…");
            await fill.RunAsync(app.Services.GetRequiredService<TimeProvider>().Today());
        }

        await PlayTodayAsync(app.Services);
    }

    /// <summary>Lets today begin in its hubs.</summary>
    public static async Task PlayTodayAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = Viewer.System;
        await scope.ServiceProvider.GetRequiredService<PlayFictionalDay>().RunAsync();
    }
}
