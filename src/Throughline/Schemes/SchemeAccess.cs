using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>Who may see how a scheme is set up, and who may change it. Asked by every use case and query of this slice.</summary>
public static class SchemeAccess
{
    /// <summary>Whether the viewer runs the scheme and so may change it: its coordinator.</summary>
    public static bool MayRun(this Viewer viewer, Guid schemeId) =>
        viewer.Hat == Hat.System || (viewer.Hat == Hat.Coordinator && viewer.SchemeIds.Contains(schemeId));

    /// <summary>Whether the viewer may see how the scheme is set up: its coordinator, and the system administrator, who keeps the installation running.</summary>
    public static bool MaySee(this Viewer viewer, Guid schemeId) => viewer.Hat == Hat.SystemAdministrator || viewer.MayRun(schemeId);

    /// <summary>
    /// Takes the scheme for this write: other writes to the same scheme wait until it is done, so that what is read here cannot change meanwhile.
    /// False where there is no such scheme that the viewer runs.
    /// </summary>
    internal static async Task<bool> TakeSchemeAsync(this Writing writing, Guid schemeId, CancellationToken cancellation) =>
        writing.Viewer.MayRun(schemeId)
        && await writing.Context.Schemes.Where(s => s.Id == schemeId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, s => s.Version + 1), cancellation) == 1;
}
