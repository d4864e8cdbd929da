using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>Finds the programmes of a scheme for a write, those without a row among them.</summary>
internal static class ProgrammeShelf
{
    /// <summary>The programme of a key, brought from the scheme's template where it has no row yet; null where there is none. The scheme's turn must be taken.</summary>
    public static async Task<Programme?> FindAsync(Writing writing, Guid schemeId, string? key, CancellationToken cancellation)
    {
        var context = writing.Context;
        if (await context.Programmes.Include(p => p.Versions.OrderBy(v => v.Number)).FirstOrDefaultAsync(p => p.SchemeId == schemeId && p.Key == key, cancellation) is { } found)
        {
            return found;
        }

        var scheme = await context.Schemes.AsNoTracking().SingleAsync(s => s.Id == schemeId, cancellation);
        if (key is null || ProgrammeTemplates.OfScheme(SchemeTemplates.Of(scheme), key) is not { } outline)
        {
            return null;
        }

        var brought = Programme.Brought(writing.NewId(), schemeId, key, outline, writing.Viewer.PersonId, writing.Viewer.Hat, writing.Now);
        context.Add(brought);
        return brought;
    }

    /// <summary>A programme as the scheme's settings have it now: the number of sessions to come to in its own course is a setting.</summary>
    public static ProgrammeOutline AsSet(bool fromScheme, ProgrammeOutline outline, SettingValues settings) => fromScheme
        ? outline with { SessionsToComplete = Math.Min(settings.Whole(SettingKeys.TrainingSessionsToComplete), outline.Sessions.Count) }
        : outline;
}
