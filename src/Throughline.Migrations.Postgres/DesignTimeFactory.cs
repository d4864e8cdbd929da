using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Throughline.Security;

namespace Throughline.Storage;

/// <summary>Lets <c>dotnet ef</c> make migrations without a server.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<ThroughlineContext>
{
    public ThroughlineContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<ThroughlineContext>()
            .UseNpgsql("Host=127.0.0.1;Database=design_time", npgsql => npgsql.MigrationsAssembly(typeof(DesignTimeFactory).Assembly.GetName().Name))
            .Options,
        Viewer.System);
}
