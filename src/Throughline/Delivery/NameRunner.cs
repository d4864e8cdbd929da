using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Storage;
using Throughline.Training;

namespace Throughline.Delivery;

/// <summary>Somebody who is to run a session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="HoldingId">The role they are named by: one they hold now.</param>
/// <param name="LaterOnes">Whether they run the later ones of the group too.</param>
/// <param name="InPlaceOf">The part that they take over as cover, which then ends; null for one more.</param>
public sealed record NewRunner(Guid SessionId, Guid? HoldingId, bool LaterOnes = false, Guid? InPlaceOf = null);

/// <summary>Names somebody who runs a session, cleared for groups on its day (INV-021) and credited by the role they hold (INV-035); or somebody as cover.</summary>
public sealed class NameRunner(UnitOfWork unit)
{
    /// <summary>Names them.</summary>
    /// <returns>How many sessions they were named for, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="SessionIsOff"/>, <see cref="AlreadyRunsSession"/>, <see cref="OnBothSides"/>, <see cref="NotClearedThatDay"/>.</returns>
    public Task<Outcome<int>> RunAsync(NewRunner input, CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("session-runner-named"), async writing =>
        {
            var context = writing.Context;
            var scheme = await context.OwnSessions().Where(s => s.Id == input.SessionId).Select(s => (Guid?)s.SchemeId).FirstOrDefaultAsync(cancellation);
            var choice = scheme is { } of ? await context.RunnerChoices(of, writing.Today).FirstOrDefaultAsync(h => h.Id == input.HoldingId, cancellation) : null;
            if (choice is not null && writing.Viewer.Runs(choice.SchemeId) && !await writing.LockAsync(choice.PersonId, cancellation))
            {
                choice = null;
            }

            var (session, refused) = await writing.TakeSessionAsync(input.SessionId, null, cancellation);
            if (session is null)
            {
                return refused!;
            }

            if (choice is null)
            {
                return new Invalid(nameof(input.HoldingId), "Choose who runs it");
            }

            if (session.State != SessionState.Planned)
            {
                return new SessionIsOff();
            }

            SessionPart? covered = null;
            if (input.InPlaceOf is { } part)
            {
                covered = await context.SessionParts.FirstOrDefaultAsync(p => p.Id == part && p.SessionId == session.Id && p.EndedOn == null, cancellation);
                if (covered is null)
                {
                    return new NotFound();
                }
            }

            var sessions = await context.FromHereOn(session, input.LaterOnes && covered is null).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(cancellation);
            var ids = sessions.ConvertAll(s => s.Id);
            var already = await context.SessionParts.Where(p => ids.Contains(p.SessionId) && p.PersonId == choice.PersonId && p.EndedOn == null).Select(p => p.SessionId).ToListAsync(cancellation);
            if (already.Contains(session.Id))
            {
                return new AlreadyRunsSession();
            }

            if (await context.SessionPlaces.AnyAsync(p => ids.Contains(p.SessionId) && p.PersonId == choice.PersonId, cancellation))
            {
                return new OnBothSides();
            }

            var wanted = sessions.Where(s => !already.Contains(s.Id)).ToList();
            foreach (var one in wanted)
            {
                if (!await context.IsClearedAsync(choice.PersonId, ClearanceScopes.Groups, one.On, cancellation))
                {
                    return new NotClearedThatDay(one.On);
                }
            }

            if (await context.CreditAsync([(choice.PersonId, choice.Id)], writing.Today, cancellation) is not [var role])
            {
                return new Invalid(nameof(input.HoldingId), "Choose who runs it");
            }

            covered?.End(writing.Today);
            context.AddRange(wanted.Select(one => new SessionPart(writing.NewId(), one, role, covered?.PersonId, writing.Viewer.PersonId)));
            return wanted.Count;
        }, cancellation);
}
