using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Throughline.Security;

namespace Throughline.Web.Security;

/// <summary>
/// The one-time link by which an installation without accounts gets its first system administrator. Lives in memory only: a restart before it is used
/// prints a new one, and none is printed once there is an account.
/// </summary>
public sealed class FirstStart
{
    private string? token;

    /// <summary>The link's secret; null when there is none.</summary>
    internal string? Token => token;

    public bool Fits(string? given) => token is { } right && given is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(given));

    public void Spend() => token = null;

    internal string Make() => token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}

public static class FirstStarts
{
    /// <summary>Prints the link once the service listens, if there is nobody yet who could sign in.</summary>
    public static async Task PrintFirstStartLinkAsync(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ThroughlineSettings>>().Value.Fictional)
        {
            return;
        }

        await using (var scope = app.Services.CreateAsyncScope())
        {
            if (await scope.ServiceProvider.GetRequiredService<AccountQueries>().AnyAsync())
            {
                return;
            }
        }

        var token = app.Services.GetRequiredService<FirstStart>().Make();
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "https://localhost";
            Console.WriteLine();
            Console.WriteLine("Nobody can sign in yet. Open this link to set up the first system administrator. It works once:");
            Console.WriteLine($"  {address.Replace("[::]", "localhost").Replace("0.0.0.0", "localhost")}/first-start/{token}");
            Console.WriteLine();
        });
    }
}
