using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Stories;

namespace Throughline.Delivery.Programmes;

/// <summary>What the use cases and queries of programmes share.</summary>
internal static class ProgrammeRules
{
    /// <summary>The purpose under which a story may be used in sessions.</summary>
    public const string Purpose = "programme";

    /// <summary>Hats that may read programmes: those who run the scheme, approve them, or do peer work in it.</summary>
    public static bool ReadsProgrammes(this Viewer viewer) => viewer.Hat is Hat.Coordinator or Hat.HeadOfService or Hat.PeerWorker or Hat.System;

    /// <summary>The versions that the viewer may read.</summary>
    public static IQueryable<SessionProgrammeVersion> OwnVersions(this ThroughlineContext context)
    {
        var (everything, reads, schemes) = (context.Viewer.Hat == Hat.System, context.Viewer.ReadsProgrammes(), context.Viewer.SchemeIds);
        return context.SessionProgrammeVersions.Where(v => everything || (reads && schemes.Contains(v.SchemeId)));
    }

    /// <summary>
    /// Opens a version for a change: its turn taken, so that until the commit nobody else moves it, writes in it or chooses it for a group.
    /// </summary>
    public static async Task<(SessionProgrammeVersion? Version, Refusal? Refusal)> TakeVersionAsync(this Writing writing, Guid versionId, int? version, CancellationToken cancellation)
    {
        if (!await writing.Context.OwnVersions().AnyAsync(v => v.Id == versionId, cancellation))
        {
            return (null, new NotFound());
        }

        await writing.Context.SessionProgrammeVersions.Where(v => v.Id == versionId).ExecuteUpdateAsync(set => set.SetProperty(v => v.State, v => v.State), cancellation);
        var found = await writing.Context.SessionProgrammeVersions.Include(v => v.Sessions.OrderBy(s => s.Number)).Include(v => v.Steps.OrderBy(s => s.Number)).AsSplitQuery()
            .SingleAsync(v => v.Id == versionId, cancellation);
        return version is null || found.Version == version ? (found, null) : (null, new Stale());
    }

    /// <summary>The same, for a coordinator of its scheme.</summary>
    public static async Task<(SessionProgrammeVersion? Version, Refusal? Refusal)> TakeOwnVersionAsync(this Writing writing, Guid versionId, int? version, CancellationToken cancellation)
    {
        var (found, refused) = await writing.TakeVersionAsync(versionId, version, cancellation);
        return found is not null && !writing.Viewer.Runs(found.SchemeId) ? (null, new NotAllowed()) : (found, refused);
    }

    /// <summary>Whether a person is among the authors of a version, asked past reach and walls: it decides what they themselves may do.</summary>
    public static Task<bool> IsAuthorAsync(this ThroughlineContext context, Guid versionId, Guid personId, CancellationToken cancellation) =>
        context.AuthorsKept.AnyAsync(a => a.VersionId == versionId && a.PersonId == personId, cancellation);

    /// <summary>Whether the viewer does peer work in a scheme now, under whatever hat.</summary>
    public static Task<bool> DoesPeerWorkAsync(this ThroughlineContext context, Guid schemeId, CancellationToken cancellation)
    {
        var me = context.Viewer.PersonId;
        return (from holding in context.RoleHoldings
                join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                where holding.PersonId == me && holding.SchemeId == schemeId && holding.To == null && role.Hats.Contains(Hat.PeerWorker)
                select holding.Id).AnyAsync(cancellation);
    }

    /// <summary>The consents, live at this instant, by which the viewer may use stories in sessions of a scheme.</summary>
    public static IQueryable<StoryConsent> LiveConsents(this ThroughlineContext context, Guid schemeId)
    {
        var now = context.Now;
        return context.StoryConsents.Where(c => c.Purpose == Purpose && c.GrantsReading && c.State == ConsentState.Given && c.ExpiresAt > now && c.AudienceSchemeId == schemeId);
    }

    /// <summary>True when the audience that an owner named is this group: some in it may have to come, so a group that is not named is not meant (INV-089).</summary>
    public static bool Names(string? audience, string group) => audience?.Contains(group, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The passages of a version, also those whose owners the viewer may not see: they go with their session whoever changes it.</summary>
    public static IQueryable<ProgrammeStory> PassagesOf(this ThroughlineContext context, Guid versionId) =>
        context.ProgrammeStories.IgnoreQueryFilters(DeliveryRules.People).Where(s => s.VersionId == versionId && s.TakenOutAt == null);

}
