using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A team's own room, taken for something else.</summary>
/// <param name="SpaceId">The space.</param>
/// <param name="Purpose">What it is used for instead.</param>
/// <param name="Time">When: at most <see cref="SpaceDisplacement.MostDays"/> days.</param>
/// <param name="Decision">Why, which the team reads, and what was looked at first.</param>
public sealed record NewDisplacement(Guid SpaceId, SpacePurpose? Purpose, SpaceTime Time, Decision Decision);

/// <summary>
/// Takes a room that is one team's alone for something else: by a person who runs the site, with notice and a reason. The team sees it at once, and
/// it counts against the place (INV-048). What the team has booked itself is not taken from it.
/// </summary>
public sealed class DisplaceTeam(UnitOfWork unit)
{
    /// <summary>Decides it.</summary>
    /// <returns>
    /// The displacement's id, or <see cref="NotFound"/>, <see cref="NeedsAPerson"/>, <see cref="Invalid"/>, <see cref="NobodysOwn"/>,
    /// <see cref="TooLittleNotice"/>, <see cref="SpaceTaken"/>.
    /// </returns>
    public Task<Outcome<Guid>> RunAsync(NewDisplacement input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("team-displaced"), async writing =>
        {
            var context = writing.Context;
            var space = await context.Spaces.AsNoTracking().FirstOrDefaultAsync(s => s.Id == input.SpaceId, cancellation);
            if (space is null || !writing.Viewer.MayRun(space.SchemeId) || !await writing.TakeSpaceAsync(space.Id, cancellation))
            {
                return new NotFound();
            }

            if (input.Purpose is not { } purpose || !Enum.IsDefined(purpose))
            {
                return new Invalid(nameof(input.Purpose), "Choose what it is used for instead");
            }

            var read = input.Time.Read(SpaceDisplacement.MostDays);
            if ((read.Refusal ?? input.Decision.Check(writing.Viewer)) is { } wrong)
            {
                return wrong;
            }

            var (from, to) = read.Value;
            var (first, last) = (from.LondonDate(), to.LondonDate());
            var allocation = await context.SpaceAllocations.AsNoTracking()
                .FirstOrDefaultAsync(a => a.SpaceId == space.Id && a.Exclusive && a.From <= last && (a.To == null || a.To >= first), cancellation);
            if (allocation is null)
            {
                return new NobodysOwn();
            }

            var least = (await new SettingQueries(context).ValuesAsync(allocation.SchemeId, cancellation)).Whole(SettingKeys.SpacesDisplacementNoticeDays);
            var decided = SpaceDisplacement.Decide(writing.NewId(), allocation, purpose, from, to, input.Decision, writing.Viewer.PersonId, writing.Now, least);
            if (!decided.Succeeded)
            {
                return decided.Refusal!;
            }

            if (await BookingRules.TakenAsync(context, space.Id, from, to, cancellation) is { } taken)
            {
                return taken;
            }

            context.Add(decided.Value);
            context.Add(SpaceBooking.Make(writing.NewId(), space.Id, space.SchemeId, purpose, from, to, writing.Viewer.PersonId, decided.Value.Id));
            return decided.Value.Id;
        }, cancellation);
}
