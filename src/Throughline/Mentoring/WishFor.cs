using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>What somebody wishes about one other.</summary>
/// <param name="OtherId">Whom it is about: a mentor of the scheme, or somebody the viewer has or had a match with.</param>
/// <param name="Kind">What they wish, or null for nothing any more.</param>
public sealed record SaidWish(Guid OtherId, WishKind? Kind);

/// <summary>
/// Says whom one would like to be matched with, or whom never. A "never" holds at once, in both directions, and stops the contacts of a match that
/// goes on; neither of the two is told why (INV-060, INV-061).
/// </summary>
public sealed class WishFor(UnitOfWork unit)
{
    /// <summary>Says all of them, or none.</summary>
    /// <param name="schemeId">The scheme.</param>
    /// <param name="wishes">What is said, each about somebody else; those who are not among them stay as they are.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid schemeId, IReadOnlyList<SaidWish> wishes, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("match-wish-said"), async writing =>
        {
            var (context, viewer) = (writing.Context, writing.Viewer.PersonId);
            if (viewer == Guid.Empty || wishes.Any(w => w.OtherId == viewer) || !await writing.LockAsync(viewer, cancellation))
            {
                return new NotFound();
            }

            if (wishes.Any(w => w.Kind is { } kind && !Enum.IsDefined(kind)))
            {
                return new Invalid("Kind", "Choose what you wish");
            }

            var open = await context.MatchWishes.Where(w => w.PersonId == viewer && w.SchemeId == schemeId && w.To == null).ToDictionaryAsync(w => w.OtherId, cancellation);
            var people = wishes.All(w => open.ContainsKey(w.OtherId)) ? [] : await MentoringPeople.WishableAsync(context, schemeId, writing.Today, cancellation);
            foreach (var (otherId, kind) in wishes)
            {
                var was = open.GetValueOrDefault(otherId);
                if (was is null && !people.ContainsKey(otherId))
                {
                    return new NotFound();
                }

                switch (was, kind)
                {
                    case (null, { } said):
                        context.Add(open[otherId] = new MatchWish(writing.NewId(), viewer, otherId, schemeId, said, writing.Today));
                        break;
                    case ({ } earlier, null):
                        earlier.TakeBack(writing.Today);
                        break;
                    case ({ } earlier, { } said) when earlier.Kind != said:
                        earlier.Change(said, writing.Today);
                        break;
                }
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
