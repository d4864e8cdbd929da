using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>One line of a register, as typed.</summary>
/// <param name="EnrolmentId">Whose.</param>
/// <param name="Came">Whether they were there; null for not said yet, which leaves the line as it is.</param>
/// <param name="WhoSaid">Who said why they were not.</param>
/// <param name="Words">What was said, or how they caught up; nothing leaves what is there.</param>
public sealed record RegisterMark(Guid EnrolmentId, Came? Came, WhoSaid WhoSaid = WhoSaid.Nobody, string? Words = null);

/// <summary>A register, as typed.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Marks">The lines.</param>
/// <param name="LedBy">Who led it, of those who run the course; null leaves that as it is.</param>
public sealed record RegisterSheet(Guid SessionId, IReadOnlyList<RegisterMark> Marks, IReadOnlyList<Guid>? LedBy = null);

/// <summary>
/// Keeps the register of a session. Safe to repeat: the same sheet twice changes nothing, and lines that are not on it stay as they are, those of
/// people whom the writer may not see among them.
/// </summary>
public sealed class KeepRegister(UnitOfWork unit)
{
    /// <summary>Keeps it.</summary>
    /// <returns>How many lines it now has of those the writer may see, or <see cref="NotFound"/>, <see cref="CohortMoveNotOpen"/>, <see cref="SessionNotYet"/>, <see cref="Invalid"/>, <see cref="NotClearedForGroups"/>.</returns>
    public Task<Outcome<int>> RunAsync(RegisterSheet input, CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("register-kept"), async writing =>
        {
            var context = writing.Context;
            var session = await context.TrainingSessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == input.SessionId, cancellation);
            var cohort = session is null ? null : await context.Cohorts.AsNoTracking().SingleAsync(c => c.Id == session.CohortId, cancellation);
            if (session is null || cohort is null || !await context.MayKeepAsync(cohort, cancellation))
            {
                return new NotFound();
            }

            if (cohort.State is not (CohortState.Open or CohortState.Finished))
            {
                return new CohortMoveNotOpen(cohort.State);
            }

            if (session.On > writing.Today)
            {
                return new SessionNotYet(session.On);
            }

            await writing.LockCohortAsync(cohort.Id, cancellation);
            await context.Enrolments.Where(e => e.CohortId == cohort.Id).LockAsync(cancellation);
            var enrolments = await context.RegisterOf(session, cohort.Id).ToDictionaryAsync(e => e.Id, cancellation);
            var kept = await context.Attendances.Where(a => a.SessionId == session.Id).ToDictionaryAsync(a => a.EnrolmentId, cancellation);
            foreach (var (mark, at) in input.Marks.Select((mark, at) => (mark, at)))
            {
                if (!enrolments.TryGetValue(mark.EnrolmentId, out var enrolment))
                {
                    return new NotFound();
                }

                if (mark.Came is { } came && Write(writing, session, enrolment, kept, mark with { Came = came }, at) is { } refusal)
                {
                    return refusal;
                }
            }

            if (input.LedBy is not null && await LeadAsync(writing, session, input.LedBy, cancellation) is { } wrong)
            {
                return wrong;
            }

            return kept.Count;
        }, cancellation);

    private static Refusal? Write(Writing writing, TrainingSession session, Enrolment enrolment, Dictionary<Guid, Attendance> kept, RegisterMark mark, int at)
    {
        if (!Enum.IsDefined(mark.Came!.Value) || !Enum.IsDefined(mark.WhoSaid))
        {
            return new Invalid($"Marks[{at}].Came", "Choose one of the answers");
        }

        if (PeopleRules.CheckOptionalText($"Marks[{at}].Words", mark.Words, "The note", Attendance.WordsMaxLength) is { } refusal)
        {
            return refusal;
        }

        var known = kept.TryGetValue(enrolment.Id, out var attendance);
        attendance ??= new Attendance(enrolment, session);
        var same = attendance.Words is not null && writing.Open(enrolment.PersonId, attendance.Words) == mark.Words?.Trim();
        var words = same || string.IsNullOrWhiteSpace(mark.Words) ? null : writing.Seal(enrolment.PersonId, mark.Words.Trim());
        if (!attendance.Mark(mark.Came.Value, mark.WhoSaid, words, writing.Viewer.PersonId, writing.Now) && known)
        {
            return null;
        }

        if (!known)
        {
            writing.Context.Add(attendance);
            kept.Add(enrolment.Id, attendance);
        }

        // Somebody who has since gone on to another course takes part there, not because an old register was filled in.
        return mark.Came == Came.DidNotCome || enrolment.CohortId != session.CohortId || enrolment.State == EnrolmentState.Attending ? null : enrolment.TakePart();
    }

    private static async Task<Refusal?> LeadAsync(Writing writing, TrainingSession session, IReadOnlyList<Guid> ledBy, CancellationToken cancellation)
    {
        var context = writing.Context;
        var running = (await context.Facilitations.AsNoTracking().Where(f => f.CohortId == session.CohortId).OrderBy(f => f.From)
            .Select(f => new { f.PersonId, f.HoldingId }).ToListAsync(cancellation)).GroupBy(f => f.PersonId).ToDictionary(g => g.Key, g => g.Last().HoldingId);
        if (ledBy.Any(id => !running.ContainsKey(id)))
        {
            return new Invalid("LedBy", "Choose from those who help to run the course");
        }

        var there = await context.SessionLeads.Where(l => l.SessionId == session.Id).ToListAsync(cancellation);
        context.RemoveRange(there.Where(l => !ledBy.Contains(l.PersonId)));
        var added = ledBy.Distinct().Where(id => there.TrueForAll(l => l.PersonId != id)).Select(id => (id, running[id])).ToList();
        if (added.Count > 0)
        {
            if ((await context.ClearedAsync(added.Select(a => a.id), ClearanceScopes.Groups, session.On, cancellation)).Count < added.Count)
            {
                return new NotClearedForGroups("LedBy");
            }

            context.AddRange((await context.CreditAsync(added, session.On, cancellation)).Select(role => new SessionLead(session.Id, session.CohortId, role)));
        }

        return null;
    }
}

/// <summary>Who stands in the register of a session.</summary>
internal static class RegisterLines
{
    /// <summary>
    /// Those who had a place in the cohort on the day of the session or got one later, and whose course is still open, as the viewer may see them.
    /// </summary>
    public static IQueryable<Enrolment> RegisterOf(this ThroughlineContext context, TrainingSession session, Guid cohortId)
    {
        var on = session.On;
        return context.Enrolments.Where(e => e.State <= EnrolmentState.Deferred
            && context.EnrolmentPlaces.Any(p => p.EnrolmentId == e.Id && p.CohortId == cohortId && (p.To == null || p.To >= on)));
    }
}

/// <summary>The session has not been yet.</summary>
/// <param name="On">Its date.</param>
public sealed record SessionNotYet(DateOnly On) : Refusal("session-not-yet")
{
    /// <inheritdoc />
    public override string Sentence => $"This session is on {Schemes.Typed.Day(On)}. Keep its register on that day or after it.";
}
