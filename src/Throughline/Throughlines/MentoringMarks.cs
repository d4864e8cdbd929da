using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Throughlines;

/// <summary>What mentoring puts on a person's line, on either side of it: when two began, each time they were in touch, and when it ended. Nobody else is named.</summary>
internal static class MentoringMarks
{
    private static readonly PerModel<Func<ThroughlineContext, Guid, IAsyncEnumerable<Two>>> Matches = new(() => EF.CompileAsyncQuery((ThroughlineContext context, Guid personId) =>
        context.Matches.AsNoTracking().Where(m => (m.PersonId == personId || m.MentorId == personId) && m.BeganOn != null)
            .OrderBy(m => m.BeganOn).ThenBy(m => m.Id).Select(m => new Two(m.Id, m.MentorId, m.BeganOn, m.ClosedOn))));

    private static readonly PerModel<Func<ThroughlineContext, List<Guid>, IAsyncEnumerable<Touch>>> Contacts = new(() => EF.CompileAsyncQuery((ThroughlineContext context, List<Guid> ids) =>
        context.Contacts.AsNoTracking().Where(c => ids.Contains(c.MatchId) && c.TakenBackAt == null)
            .OrderBy(c => c.StartsAt).ThenBy(c => c.Id).Select(c => new Touch(c.MatchId, c.StartsAt, c.Mode))));

    /// <summary>The lane, as far as the viewer may see it. Two commands.</summary>
    public static async Task<MarkLane> LaneAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        var viewer = context.Viewer;
        var matches = await Matches.For(context)(context, personId).ToListAsync(cancellation);
        var contacts = await Contacts.For(context)(context, matches.ConvertAll(m => m.Id)).ToListAsync(cancellation);
        string Page(Guid match) => viewer.Hat is Hat.Coordinator or Hat.Supervisor && viewer.PersonId != personId ? $"/mentoring/matches/{match}"
            : viewer.Hat == Hat.PeerWorker ? matches.Exists(m => m.Id == match && m.ClosedOn is null && m.MentorId == viewer.PersonId) ? $"/mentoring/mine/{match}" : "/mentoring/mine"
            : viewer.Hat == Hat.Mentee ? "/mentor" : "/my/record";
        var mentors = matches.Where(m => m.MentorId == personId).Select(m => m.Id).ToHashSet();
        return new MarkLane("mentoring", "Mentoring", LaneGlyph.Ring,
        [
            .. matches.Select(m => new LaneMark(m.BeganOn!.Value, mentors.Contains(m.Id) ? "began to mentor somebody" : "began with a mentor", Page(m.Id))),
            .. contacts.Select(c => new LaneMark(c.StartsAt.LondonDate(), $"{(mentors.Contains(c.MatchId) ? "in touch with somebody they mentor" : "in touch with their mentor")}: {c.Mode.Name().ToLowerInvariant()}", Page(c.MatchId))),
            .. matches.Where(m => m.ClosedOn is not null).Select(m => new LaneMark(m.ClosedOn!.Value, mentors.Contains(m.Id) ? "mentoring of somebody ended" : "mentoring ended", Page(m.Id))),
        ]);
    }

    private sealed record Two(Guid Id, Guid MentorId, DateOnly? BeganOn, DateOnly? ClosedOn);

    private sealed record Touch(Guid MatchId, DateTimeOffset StartsAt, ContactMode Mode);
}
