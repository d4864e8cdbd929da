using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>
/// Says whom one would like to be matched with, or whom never. A "never" holds at once, in both directions, and stops the contacts of a match that
/// goes on; neither of the two is told why (INV-060, INV-061).
/// </summary>
public sealed class WishFor(UnitOfWork unit)
{
    /// <summary>Says it; null takes an earlier wish back.</summary>
    /// <param name="schemeId">The scheme.</param>
    /// <param name="otherId">Whom it is about: a mentor of the scheme, or somebody the viewer has or had a match with.</param>
    /// <param name="kind">What they wish, or null for nothing any more.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid schemeId, Guid otherId, WishKind? kind, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("match-wish-said"), async writing =>
        {
            var (context, viewer) = (writing.Context, writing.Viewer.PersonId);
            if (viewer == Guid.Empty || otherId == viewer || !await writing.LockAsync(viewer, cancellation))
            {
                return new NotFound();
            }

            var open = await context.MatchWishes.FirstOrDefaultAsync(w => w.PersonId == viewer && w.OtherId == otherId && w.SchemeId == schemeId && w.To == null, cancellation);
            if (open is null && !(await MentoringPeople.WishableAsync(context, schemeId, writing.Today, cancellation)).ContainsKey(otherId))
            {
                return new NotFound();
            }

            if (kind is { } wish && !Enum.IsDefined(wish))
            {
                return new Invalid("Kind", "Choose what you wish");
            }

            switch (open, kind)
            {
                case (null, { } said):
                    context.Add(new MatchWish(writing.NewId(), viewer, otherId, schemeId, said, writing.Today));
                    break;
                case ({ } was, null):
                    was.TakeBack(writing.Today);
                    break;
                case ({ } was, { } said) when was.Kind != said:
                    was.Change(said, writing.Today);
                    break;
            }

            return new Done();
        }, cancellation);
}

/// <summary>Whom somebody may say a wish about.</summary>
internal static class MentoringPeople
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>
    /// By id, what they are called: to somebody who is worked with, the mentors at work in the scheme whose label has not set; to a mentor, those they
    /// have or had a match with. Never somebody behind a wall.
    /// </summary>
    public static async Task<Dictionary<Guid, string>> WishableAsync(ThroughlineContext context, Guid schemeId, DateOnly today, CancellationToken cancellation)
    {
        var viewer = context.Viewer;
        var ids = viewer.Hat == Hat.PeerWorker
            ? await context.Matches.Where(m => m.MentorId == viewer.PersonId && m.SchemeId == schemeId).Select(m => m.PersonId).Distinct().ToListAsync(cancellation)
            : await context.IsWorkedWithAsync(viewer.PersonId, schemeId, today, cancellation)
                ? await context.RoleHoldings.IgnoreQueryFilters(AnyReach)
                    .Where(h => h.SchemeId == schemeId && h.PersonId != viewer.PersonId && h.From <= today && (h.To == null || h.To >= today)
                        && ((h.State >= RoleState.ActiveSupervised && h.State <= RoleState.Paused) || h.State == RoleState.Held)
                        && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.MatchCap > 0 && r.Hats.Contains(Hat.PeerWorker)
                            && (!r.TellsOfThePast || !context.People.IgnoreQueryFilters(AnyReach).Any(p => p.Id == h.PersonId && p.LabelSunset != null && p.LabelSunset <= today))))
                    .Select(h => h.PersonId).Distinct().ToListAsync(cancellation)
                : [];
        return await context.CalledAsync(ids, cancellation);
    }
}
