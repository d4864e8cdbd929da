using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>What anybody may read, signed in or not: the roles that can be applied for. Nothing here is about a person.</summary>
public sealed class OpenRoleQueries(IDatabaseEngine engine, TimeProvider clock)
{
    /// <summary>What can be applied for today, in any scheme. One command.</summary>
    public async Task<IReadOnlyList<OpenRole>> ListAsync(CancellationToken cancellation = default)
    {
        var today = clock.Today();
        await using var context = engine.OpenReader(Viewer.System);
        return await (from window in context.ApplicationWindows.AsNoTracking()
                      join role in context.RoleDefinitions on window.RoleDefinitionId equals role.Id
                      join scheme in context.Schemes on window.SchemeId equals scheme.Id
                      where window.Opens <= today && (window.Closes == null || window.Closes >= today)
                      orderby scheme.Name, role.Title, window.Id
                      select new OpenRole(window.Id, role.Title, scheme.Name, window.About, window.OtherWays, window.Closes, window.RoleDefinitionId)).ToListAsync(cancellation);
    }
}
