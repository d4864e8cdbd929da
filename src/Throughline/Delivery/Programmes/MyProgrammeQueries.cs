using Microsoft.EntityFrameworkCore;
using Throughline.Storage;
using Throughline.Stories;

namespace Throughline.Delivery.Programmes;

/// <summary>What of the viewer is in programmes: their name, their stories, and what has been delivered with them.</summary>
public sealed class MyProgrammeQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>Most sessions in the list of what cannot be called back.</summary>
    public const int Most = 200;

    /// <summary>The viewer's own. Four commands.</summary>
    public async Task<MyProgrammesPage> MineAsync(CancellationToken cancellation = default)
    {
        var (me, now) = (context.Viewer.PersonId, clock.Now());
        var wrote = await (from authorship in context.Authorships.AsNoTracking()
                           join version in context.SessionProgrammeVersions on authorship.VersionId equals version.Id
                           join programme in context.SessionProgrammes on authorship.ProgrammeId equals programme.Id
                           where authorship.PersonId == me
                           orderby programme.Title, programme.Id, version.Number descending
                           select new { Authorship = authorship, programme.Title }).ToListAsync(cancellation);
        var stories = await (from used in context.ProgrammeStories.AsNoTracking()
                             join version in context.SessionProgrammeVersions on used.VersionId equals version.Id
                             join programme in context.SessionProgrammes on used.ProgrammeId equals programme.Id
                             where used.PersonId == me
                             orderby programme.Title, version.Number descending, used.Id
                             select new
                             {
                                 Used = used,
                                 programme.Title,
                                 version.Number,
                                 Live = context.StoryConsents.Any(c => c.StoryId == used.StoryId && c.VersionNumber == used.StoryVersion && c.Purpose == ProgrammeRules.Purpose && c.State == ConsentState.Given && c.ExpiresAt > now),
                             }).ToListAsync(cancellation);
        var (named, told) = (wrote.ConvertAll(w => w.Authorship.VersionId), stories.ConvertAll(s => s.Used.VersionId));
        var held = await (from session in context.GroupSessions.AsNoTracking()
                          join planned in context.Set<ProgrammeSession>() on new { V = session.ProgrammeVersionId!.Value, N = session.ProgrammeSessionNumber!.Value } equals new { V = planned.VersionId, N = planned.Number }
                          where session.State == SessionState.Planned && session.StartsAt <= now && session.ProgrammeVersionId != null
                              && (named.Contains(session.ProgrammeVersionId.Value) || told.Contains(session.ProgrammeVersionId.Value))
                          orderby session.StartsAt descending, session.Id
                          select new { planned.VersionId, planned.Number, planned.Title, session.StartsAt }).Take(Most).ToListAsync(cancellation);
        var ids = stories.Select(s => s.Used.StoryId).Distinct().ToList();
        var consents = await context.StoryConsents.AsNoTracking().Where(c => c.PersonId == me && ids.Contains(c.StoryId) && c.Purpose == ProgrammeRules.Purpose && c.GivenAt != null).ToListAsync(cancellation);
        return new MyProgrammesPage(
            [.. wrote.DistinctBy(w => w.Authorship.ProgrammeId).Select(w => new MyAuthorship(w.Authorship.ProgrammeId, w.Title, w.Authorship.Wrote, w.Authorship.TakenOutAt))],
            [.. stories.Select(s => new MyPassage(s.Used.Id, s.Title, s.Number, s.Used.StoryId, s.Live, s.Used.TakenOutAt))],
            [
                .. from session in held
                   let name = wrote.Any(w => w.Authorship.VersionId == session.VersionId && !(w.Authorship.TakenOutAt <= session.StartsAt))
                   let words = stories.Any(s => s.Used.VersionId == session.VersionId && s.Used.SessionNumber == session.Number && s.Used.AddedAt <= session.StartsAt && !(s.Used.TakenOutAt <= session.StartsAt)
                       && consents.Exists(c => c.StoryId == s.Used.StoryId && c.GivenAt <= session.StartsAt && !(c.EndedAt <= session.StartsAt) && c.ExpiresAt > session.StartsAt))
                   where name || words
                   select new CannotCallBack(session.StartsAt, session.Title, name && words ? "Your name and your words" : words ? "Your words" : "Your name"),
            ]);
    }
}
