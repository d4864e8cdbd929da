using Microsoft.EntityFrameworkCore;
using Throughline.Delivery;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Throughlines;

/// <summary>What groups put on a person's line: the sessions they helped to run or were at, and what they wrote for programmes. Whether anything counted, or was kept, is never there.</summary>
internal static class GroupMarks
{
    private static readonly PerModel<Func<ThroughlineContext, Guid, DateTimeOffset, IAsyncEnumerable<Session>>> Sessions = new(() => EF.CompileAsyncQuery(
        (ThroughlineContext context, Guid personId, DateTimeOffset now) =>
            (from part in context.SessionParts.AsNoTracking()
             join session in context.GroupSessions on part.SessionId equals session.Id
             join activity in context.Activities on session.ActivityId equals activity.Id
             where part.PersonId == personId && part.EndedOn == null && session.State == SessionState.Planned && session.StartsAt <= now
             select new Session { Id = session.Id, On = session.On, Name = activity.Name, Ran = true })
            .Concat(from fact in context.AttendanceFacts.AsNoTracking()
                    join session in context.GroupSessions on fact.SessionId equals session.Id
                    join activity in context.Activities on session.ActivityId equals activity.Id
                    where fact.PersonId == personId && fact.Mark < AttendanceMark.DidNotAttend
                    select new Session { Id = session.Id, On = session.On, Name = activity.Name, Ran = false })));

    private static readonly PerModel<Func<ThroughlineContext, Guid, IAsyncEnumerable<Written>>> Programmes = new(() => EF.CompileAsyncQuery(
        (ThroughlineContext context, Guid personId) =>
            from authorship in context.Authorships.AsNoTracking()
            join programme in context.SessionProgrammes on authorship.ProgrammeId equals programme.Id
            join version in context.SessionProgrammeVersions on authorship.VersionId equals version.Id
            where authorship.PersonId == personId && authorship.TakenOutAt == null
            orderby version.Number, authorship.Id
            select new Written(authorship.ProgrammeId, version.Number, programme.Title, version.Steps.Min(s => s.At))));

    /// <summary>The lane, as far as the viewer may see it. Two commands.</summary>
    public static async Task<MarkLane> LaneAsync(ThroughlineContext context, Guid personId, DateTimeOffset now, CancellationToken cancellation)
    {
        var (viewer, own) = (context.Viewer, context.Viewer.PersonId == personId);
        var sessions = (await Sessions.For(context)(context, personId, now).ToListAsync(cancellation)).OrderBy(s => s.On).ThenBy(s => s.Id).ToList();
        var wrote = await Programmes.For(context)(context, personId).ToListAsync(cancellation);
        string Page(Guid id, bool helped) => viewer.Hat == Hat.Coordinator && !own ? $"/groups/sessions/{id}" : own ? helped ? "/groups/running" : "/my/sessions" : $"/people/{personId}/record";
        return new MarkLane("groups", "Groups", LaneGlyph.Diamond,
        [
            .. sessions.Select(s => new LaneMark(s.On, $"{(s.Ran ? "helped to run a session of" : "was at a session of")} {s.Name}", Page(s.Id, s.Ran))),
            .. wrote.Select(w => new LaneMark(w.At.LondonDate(), $"wrote for {w.Title}, version {w.Number}", own ? "/my/programmes" : $"/programmes/{w.ProgrammeId}")),
        ]);
    }

    // Set by its names: what is put together from two queries has to be made alike in both.
    private sealed record Session
    {
        public required Guid Id { get; init; }

        public required DateOnly On { get; init; }

        public required string Name { get; init; }

        public required bool Ran { get; init; }
    }

    private sealed record Written(Guid ProgrammeId, int Number, string Title, DateTimeOffset At);
}
