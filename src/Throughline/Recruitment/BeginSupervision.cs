using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>A time under an officer's supervision.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="SchemeId">One of the viewer's schemes.</param>
/// <param name="Type">Code of its sort on the first day; null only where the scheme has none that fits.</param>
/// <param name="Start">First London date.</param>
/// <param name="End">Last London date, such as the end of a licence; null where it is not known.</param>
/// <param name="OfficerId">The responsible officer: somebody who is one in this scheme now.</param>
public sealed record NewSupervision(Guid PersonId, Guid SchemeId, string? Type, DateOnly Start, DateOnly? End, Guid OfficerId);

/// <summary>A coordinator writes down that somebody is under an officer's supervision, so that the officer is asked before they start the work (INV-020).</summary>
public sealed class BeginSupervision(UnitOfWork unit)
{
    /// <summary>Writes it down.</summary>
    /// <returns>Its id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="CannotBeOfficer"/>, <see cref="EpisodeOverlaps"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewSupervision input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("supervision-begun"), async writing =>
        {
            if (await ClearanceTurn.TakeAsync(writing, input.PersonId, input.SchemeId, cancellation) is { } refused)
            {
                return refused;
            }

            var sorts = await SupervisionRules.SortsAsync(writing.Context, input.SchemeId, input.Start, cancellation);
            if (sorts.Count == 0 ? input.Type is not null : !sorts.Any(s => s.Code == input.Type))
            {
                return new Invalid(nameof(input.Type), "Choose which sort it is");
            }

            if (await SupervisionRules.CheckOfficerAsync(writing, input.PersonId, input.SchemeId, input.OfficerId, cancellation) is { } wrong)
            {
                return wrong;
            }

            if (await SupervisionRules.OverlapsAsync(writing.Context, null, input.PersonId, input.Type, input.Start, input.End, cancellation))
            {
                return new EpisodeOverlaps();
            }

            var episode = SupervisionEpisode.Begin(writing.NewId(), input.PersonId, input.SchemeId, input.Type, input.Start, input.End, input.OfficerId);
            if (!episode.Succeeded)
            {
                return episode.Refusal!;
            }

            writing.Context.Add(episode.Value);
            return episode.Value.Id;
        }, cancellation);
}

/// <summary>What the use cases about supervision share.</summary>
internal static class SupervisionRules
{
    /// <summary>The sorts of order and licence that hold on a date and have an officer. One command.</summary>
    public static async Task<IReadOnlyList<ReferenceItem>> SortsAsync(ThroughlineContext context, Guid schemeId, DateOnly on, CancellationToken cancellation) =>
        [.. (await ClearanceTurn.ReferenceAsync(context, schemeId, ReferenceKind.RequirementTypes, on, cancellation))
            .Where(i => !i.Flags.TryGetValue("most-set-by", out var by) || by != "nobody")];

    /// <summary>An officer holds that role in the scheme now, and is not kept apart from the person; why not is never said.</summary>
    public static async Task<Refusal?> CheckOfficerAsync(Writing writing, Guid personId, Guid schemeId, Guid officerId, CancellationToken cancellation)
    {
        if (officerId == personId)
        {
            return new Invalid(nameof(NewSupervision.OfficerId), "Choose somebody other than the person themselves");
        }

        return !await Officers(writing.Context, schemeId).AnyAsync(id => id == officerId, cancellation)
            ? new Invalid(nameof(NewSupervision.OfficerId), "Choose an officer from the list")
            : await KeptApart.AreAsync(writing.Context, personId, officerId, cancellation) ? new CannotBeOfficer() : null;
    }

    /// <summary>Ids of those who are officers in a scheme now, as far as the viewer can see them.</summary>
    public static IQueryable<Guid> Officers(ThroughlineContext context, Guid schemeId) =>
        (from holding in context.RoleHoldings
         join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
         where holding.SchemeId == schemeId && holding.State == RoleState.Held && role.Hats.Contains(Hat.ResponsibleOfficer)
         select holding.PersonId).Distinct();

    /// <summary>True when another episode of the same sort shares a day.</summary>
    public static Task<bool> OverlapsAsync(ThroughlineContext context, Guid? except, Guid personId, string? type, DateOnly start, DateOnly? end, CancellationToken cancellation) =>
        context.SupervisionEpisodes.AnyAsync(
            e => e.PersonId == personId && e.Type == type && e.Id != except && (end == null || e.Start <= end) && (e.End == null || e.End >= start), cancellation);
}

/// <summary>This person cannot be that one's officer here. Why is not said: it may be a matter between them.</summary>
public sealed record CannotBeOfficer() : Refusal("cannot-be-officer")
{
    /// <inheritdoc />
    public override string Sentence => "This person cannot be their officer here. Choose somebody else.";

    /// <inheritdoc />
    public override string? Field => nameof(NewSupervision.OfficerId);
}
