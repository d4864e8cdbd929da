using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A space given to a scheme, as typed.</summary>
/// <param name="SpaceId">The space.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Exclusive">Whether it is theirs alone.</param>
/// <param name="SponsorId">Who stands behind it by name: a member of staff whom the viewer can see.</param>
/// <param name="Purposes">What it is for.</param>
/// <param name="NoticeDays">Days of notice before it may be used for something else.</param>
/// <param name="From">First day.</param>
public sealed record NewAllocation(
    Guid SpaceId, Guid? SchemeId, bool Exclusive, Guid? SponsorId, IReadOnlyList<SpacePurpose> Purposes, int? NoticeDays, DateOnly From);

/// <summary>Gives a space to a scheme. Whoever runs the site does it.</summary>
public sealed class AllocateSpace(UnitOfWork unit)
{
    /// <summary>Gives it.</summary>
    /// <returns>
    /// The allocation's id, or <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="KeptForAnotherTeam"/>, <see cref="SharedAlready"/>,
    /// <see cref="AllocatedAlready"/>.
    /// </returns>
    public Task<Outcome<Guid>> RunAsync(NewAllocation input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("space-allocated"), async writing =>
        {
            var context = writing.Context;
            var space = await context.Spaces.AsNoTracking().FirstOrDefaultAsync(s => s.Id == input.SpaceId, cancellation);
            if (space is null || !writing.Viewer.MayRun(space.SchemeId) || !await writing.TakeSpaceAsync(space.Id, cancellation))
            {
                return new NotFound();
            }

            var scheme = await context.Schemes.AsNoTracking().FirstOrDefaultAsync(s => s.Id == input.SchemeId, cancellation);
            if (scheme is null)
            {
                return new Invalid(nameof(input.SchemeId), "Choose the scheme it is for");
            }

            if (input.SponsorId is not { } sponsor || !await context.People.AnyAsync(p => p.Id == sponsor && p.ErasedAt == null, cancellation))
            {
                return new Invalid(nameof(input.SponsorId), "Choose who stands behind it");
            }

            var least = (await new SettingQueries(context).ValuesAsync(scheme.Id, cancellation)).Whole(SettingKeys.SpacesDisplacementNoticeDays);
            var given = SpaceAllocation.Give(writing.NewId(), space, scheme.Id, input.Exclusive, sponsor, input.Purposes, input.NoticeDays ?? least, least, input.From);
            if (!given.Succeeded)
            {
                return given.Refusal!;
            }

            var others = await (from allocation in context.SpaceAllocations.AsNoTracking()
                                join other in context.Schemes on allocation.SchemeId equals other.Id
                                where allocation.SpaceId == space.Id && (allocation.To == null || allocation.To >= input.From)
                                select new { Allocation = allocation, other.Name }).ToListAsync(cancellation);
            foreach (var other in others.Where(o => o.Allocation.Overlaps(input.From, null)))
            {
                if (other.Allocation.SchemeId == scheme.Id)
                {
                    return new AllocatedAlready();
                }

                if (other.Allocation.Exclusive)
                {
                    return new KeptForAnotherTeam(other.Name);
                }

                if (input.Exclusive)
                {
                    return new SharedAlready(other.Name);
                }
            }

            context.Add(given.Value);
            return given.Value.Id;
        }, cancellation);
}

/// <summary>The end of an allocation.</summary>
/// <param name="AllocationId">The allocation.</param>
/// <param name="LastDay">Its last day.</param>
public sealed record AllocationEnd(Guid AllocationId, DateOnly LastDay);
