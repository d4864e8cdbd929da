using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Throughline.Audit;
using Throughline.Files;
using Throughline.Importing;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Security;
using Throughline.Surveys;
using Throughline.Trust;

namespace Throughline.Storage;

/// <summary>Registers the core: the keys, the ledger, the reading context of the current viewer, and every use case and query by convention.</summary>
public static class ThroughlineServices
{
    /// <summary>Adds the core to a container that already has an <see cref="IDatabaseEngine"/>, a <see cref="Keyring"/> and a <see cref="TimeProvider"/>.</summary>
    /// <remarks>
    /// Use cases and queries are found by convention: public sealed classes of the core with a public <c>RunAsync</c> method, or whose name
    /// ends in <c>Queries</c>. They are scoped, like the viewer they work for. So are the rules that slices bring for a role's moves.
    /// PDFs are read in this process unless the host brought a <see cref="ReadPdf"/> before.
    /// </remarks>
    public static IServiceCollection AddThroughline(this IServiceCollection services)
    {
        services.AddSingleton<Ledger>();
        services.TryAddSingleton(new SignInRules());
        services.TryAddSingleton<ReadPdf>((stream, fileName, cancellation) => Task.FromResult(DocumentReader.Read(stream, fileName, cancellation: cancellation)));
        services.TryAddSingleton(new ReminderRules());
        services.TryAddSingleton(new InstallationAddress(null));
        services.AddScoped<CurrentViewer>();
        services.AddScoped<UnitOfWork>();
        services.AddScoped<ReadTraces>();
        services.AddScoped<Vault>();
        services.AddScoped(provider =>
        {
            var context = provider.GetRequiredService<IDatabaseEngine>().OpenReader(provider.GetRequiredService<CurrentViewer>().Viewer);
            context.Now = provider.GetRequiredService<TimeProvider>().Now();
            context.OpensEmergencies = true;
            return context;
        });
        foreach (var type in typeof(ThroughlineServices).Assembly.GetExportedTypes())
        {
            if (type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
                && (type.GetMethods().Any(method => method is { Name: "RunAsync", IsStatic: false }) || type.Name.EndsWith("Queries", StringComparison.Ordinal))
                && type != typeof(UnitOfWork))
            {
                services.AddScoped(type);
            }
        }

        services.AddSingleton<HubCode>();
        services.AddScoped<RoleMover>();
        foreach (var type in typeof(ThroughlineServices).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }))
        {
            foreach (var seam in type.GetInterfaces().Where(seam => seam == typeof(IRoleGuard) || seam == typeof(IRoleFollower) || seam == typeof(ISurveyBar) || seam == typeof(IDecidesAbout)
                || seam == typeof(IDecidedRecords) || seam == typeof(IDoneByOne) || seam == typeof(IImportFollower)))
            {
                services.AddScoped(seam, type);
            }
        }

        return services;
    }
}
