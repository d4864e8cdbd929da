using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Throughline.Security;

namespace Throughline.Storage;

/// <summary>Lets <c>dotnet ef</c> make migrations without starting the web application.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<ThroughlineContext>
{
    public ThroughlineContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<ThroughlineContext>()
            .UseSqlite("Data Source=design-time.db", sqlite => sqlite.MigrationsAssembly(typeof(DesignTimeFactory).Assembly.GetName().Name))
            .Options,
        Viewer.System);
}
