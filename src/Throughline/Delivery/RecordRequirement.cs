using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>A requirement, as typed.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Type">Code of its sort on its first day.</param>
/// <param name="From">First London date.</param>
/// <param name="To">Last London date; null where it is not known.</param>
/// <param name="Length">The most that can count.</param>
/// <param name="OfficerId">The officer; null for that of the person's supervision.</param>
public sealed record NewRequirement(Guid PersonId, Guid SchemeId, string? Type, DateOnly From, DateOnly? To, int? Length, Guid? OfficerId);

/// <summary>A coordinator or the officer writes down why somebody comes. Which sorts there are is the scheme's list, by date.</summary>
public sealed class RecordRequirement(UnitOfWork unit)
{
    /// <summary>Writes it down.</summary>
    /// <returns>Its id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="NeedsOfficer"/>, <see cref="CannotBeOfficer"/>, <see cref="RequirementOverlaps"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewRequirement input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("requirement-recorded"), async writing =>
        {
            var context = writing.Context;
            if (writing.Viewer.Hat is not (Hat.Coordinator or Hat.ResponsibleOfficer or Hat.System))
            {
                return new NotAllowed();
            }

            if (input.PersonId == writing.Viewer.PersonId || !await RequirementTurn.MayRecordAsync(context, input.PersonId, input.SchemeId, writing.Today, cancellation)
                || !await writing.LockPastReachAsync(input.PersonId, cancellation))
            {
                return new NotFound();
            }

            var sort = (await ClearanceTurn.ReferenceAsync(context, input.SchemeId, ReferenceKind.RequirementTypes, input.From, cancellation)).FirstOrDefault(i => i.Code == input.Type);
            if (sort is null)
            {
                return new Invalid(nameof(input.Type), "Choose which sort it is. The list is that of its first day");
            }

            var made = Requirement.Record(writing.NewId(), input.PersonId, input.SchemeId, sort, input.From, input.To, input.Length, input.OfficerId, writing.Viewer.PersonId);
            if (!made.Succeeded)
            {
                return made.Refusal!;
            }

            if (await RequirementTurn.CheckAsync(writing, made.Value, cancellation) is { } refusal)
            {
                return refusal;
            }

            context.Add(made.Value);
            return made.Value.Id;
        }, cancellation);
}

/// <summary>What the use cases about requirements share.</summary>
internal static class RequirementTurn
{
    /// <summary>Whether the viewer may write requirements down for a person: those whom a scheme they run works with, and those they supervise as an officer.</summary>
    public static async Task<bool> MayRecordAsync(ThroughlineContext context, Guid personId, Guid schemeId, DateOnly today, CancellationToken cancellation)
    {
        var viewer = context.Viewer;
        return viewer.Runs(schemeId) ? await context.Receivers(schemeId, today).AnyAsync(h => h.PersonId == personId, cancellation)
            : viewer.Hat == Hat.ResponsibleOfficer
                && await context.Supervised(today).AnyAsync(e => e.PersonId == personId && e.SchemeId == schemeId && e.OfficerId == viewer.PersonId, cancellation);
    }

    /// <summary>There is an officer who may be one, and no other requirement of the sort on the same days. The person's turn is taken.</summary>
    public static async Task<Refusal?> CheckAsync(Writing writing, Requirement requirement, CancellationToken cancellation)
    {
        var context = writing.Context;
        var (id, person, scheme, type, from, to) = (requirement.Id, requirement.PersonId, requirement.SchemeId, requirement.Type, requirement.From, requirement.To);
        if (requirement.OfficerId is { } officer
            && officer != writing.Viewer.PersonId
            && await writing.CheckOfficerAsync(nameof(requirement.OfficerId), person, scheme, officer, cancellation) is { } wrong)
        {
            return wrong;
        }

        if (requirement.TellsOfficer && requirement.OfficerId is null && await context.OfficerOfAsync(person, scheme, type, writing.Today, cancellation) is null)
        {
            return new NeedsOfficer();
        }

        // Also those of another officer, whom this one does not see: the person has one of a sort at a time.
        return await context.Requirements.IgnoreQueryFilters(DeliveryRules.Reach).AnyAsync(
            r => r.Id != id && r.PersonId == person && r.SchemeId == scheme && r.Type == type && (to == null || r.From <= to)
                && (r.To == null || r.To >= from) && (r.EndedOn == null || r.EndedOn >= from), cancellation)
            ? new RequirementOverlaps() : null;
    }

    /// <summary>Opens a requirement for a change: the person's turn taken, then its own; the viewer's right to it checked.</summary>
    public static async Task<(Requirement? Requirement, Refusal? Refusal)> TakeAsync(Writing writing, Guid requirementId, int version, CancellationToken cancellation)
    {
        var viewer = writing.Viewer;
        var found = await writing.Context.Requirements.Where(r => r.Id == requirementId).Select(r => new { r.PersonId, r.SchemeId }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return (null, new NotFound());
        }

        if (found.PersonId == viewer.PersonId || (viewer.Hat != Hat.ResponsibleOfficer && !viewer.Runs(found.SchemeId)))
        {
            return (null, new NotAllowed());
        }

        if (!await writing.LockPastReachAsync(found.PersonId, cancellation))
        {
            return (null, new NotFound());
        }

        await writing.LockRequirementAsync(requirementId, cancellation);
        var requirement = await writing.Context.Requirements.FirstOrDefaultAsync(r => r.Id == requirementId, cancellation);
        return requirement is null ? (null, new NotFound()) : requirement.Version == version ? (requirement, null) : (null, new Stale());
    }
}
