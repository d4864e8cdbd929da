using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>One line of a register, as typed.</summary>
/// <param name="PlaceId">Whose.</param>
/// <param name="Version">The version of the fact that the form was opened on; 0 where there was none.</param>
/// <param name="Mark">What happened; null for not said yet, which leaves the line as it is.</param>
/// <param name="Told">What the person told us; nothing leaves what is there.</param>
public sealed record AttendanceLine(Guid PlaceId, int Version, AttendanceMark? Mark, string? Told = null);

/// <summary>
/// Saves the register of a session in one go, by whoever runs it or a coordinator. Safe to repeat: the same lines twice change nothing. Lines that are
/// not on it stay as they are, those of people whom the writer may not see among them.
/// </summary>
public sealed class SaveAttendance(UnitOfWork unit)
{
    /// <summary>Saves it, all lines or none.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>
    /// How many lines are written now of those the writer may see; or <see cref="NotFound"/>, <see cref="SessionNotYet"/>, <see cref="SessionIsOff"/>,
    /// <see cref="Invalid"/>, <see cref="SavedMeanwhile"/>.
    /// </returns>
    public Task<Outcome<int>> RunAsync(Guid sessionId, IReadOnlyList<AttendanceLine> lines, CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("attendance-saved"), async writing =>
        {
            var context = writing.Context;
            if (!await context.OwnSessions().AnyAsync(s => s.Id == sessionId, cancellation))
            {
                return new NotFound();
            }

            await writing.LockSessionAsync(sessionId, cancellation);
            var session = await context.GroupSessions.AsNoTracking().SingleAsync(s => s.Id == sessionId, cancellation);
            if (session.State == SessionState.CalledOff)
            {
                return new SessionIsOff();
            }

            if (session.StartsAt > writing.Now)
            {
                return new SessionNotYet(session.On);
            }

            var places = await context.SessionPlaces.AsNoTracking().Where(p => p.SessionId == sessionId && p.MovedToId == null).ToDictionaryAsync(p => p.Id, cancellation);
            var facts = await context.AttendanceFacts.Include(f => f.Versions.OrderByDescending(v => v.Number).Take(1)).Where(f => f.SessionId == sessionId)
                .ToDictionaryAsync(f => f.PlaceId, cancellation);
            var meanwhile = false;
            foreach (var (line, at) in lines.Select((line, at) => (line, at)))
            {
                if (!places.TryGetValue(line.PlaceId, out var place))
                {
                    return new NotFound();
                }

                if (Check(line, at) is { } wrong)
                {
                    return wrong;
                }

                if (line.Mark is { } mark)
                {
                    meanwhile |= !Write(writing, place, facts, line, mark);
                }
            }

            return meanwhile ? new SavedMeanwhile() : facts.Count;
        }, cancellation);

    private static Refusal? Check(AttendanceLine line, int at) =>
        line.Mark is { } mark && !Enum.IsDefined(mark) ? new Invalid($"Lines[{at}].Mark", "Choose one of the answers")
        : line.Mark is null && !string.IsNullOrWhiteSpace(line.Told) ? new Invalid($"Lines[{at}].Mark", "Choose what happened, or take the words out")
        : PeopleRules.CheckOptionalText($"Lines[{at}].Told", line.Told, "What they told us", AttendanceFact.ToldMaxLength);

    // False where somebody else has written something else down since the form was opened.
    private static bool Write(Writing writing, SessionPlace place, Dictionary<Guid, AttendanceFact> facts, AttendanceLine line, AttendanceMark mark)
    {
        var (person, by) = (place.PersonId, writing.Viewer.PersonId);
        var told = Typed.Blank(line.Told);
        if (!facts.TryGetValue(place.Id, out var fact))
        {
            fact = AttendanceFact.Record(writing.NewId(), place, mark, writing.SealOptional(person, told), by, writing.Now);
            facts.Add(place.Id, fact);
            writing.Context.Add(fact);
            return true;
        }

        var newest = fact.Versions[^1];
        if (fact.Mark == mark && (told is null || (newest.Told is { } words && writing.Open(person, words) == told)))
        {
            return true;
        }

        if (fact.Version != line.Version)
        {
            return false;
        }

        fact.Correct(mark, told is null ? newest.Told : writing.Seal(person, told), by, writing.Now);
        return true;
    }
}

/// <summary>The session has not begun.</summary>
/// <param name="On">Its date.</param>
public sealed record SessionNotYet(DateOnly On) : Refusal("session-not-yet")
{
    /// <inheritdoc />
    public override string Sentence => $"This session is on {Typed.Day(On)} and has not begun. Write down who came once it has.";
}

/// <summary>Somebody else saved this register after the form was opened; what was typed is still in the form.</summary>
public sealed record SavedMeanwhile() : Refusal("saved-meanwhile")
{
    /// <inheritdoc />
    public override string Sentence =>
        "Somebody else saved this register while you were filling it in. Your answers are still here, with theirs beside them where they differ: check them, then save again.";
}
