using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>A clearance that another body gave, or that was there before the service kept them here.</summary>
/// <param name="PersonId">Whose it is.</param>
/// <param name="SchemeId">The scheme that keeps it up to date: one of the viewer's, in which they hold or held a role.</param>
/// <param name="Scopes">Codes of the duties it opens, at least one.</param>
/// <param name="From">First London date.</param>
/// <param name="Until">Last London date, at most ten years on.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record RecordedClearance(
    Guid PersonId, Guid SchemeId, IReadOnlyList<string> Scopes, DateOnly From, DateOnly Until, ClearanceOutcome Outcome = ClearanceOutcome.Cleared);

/// <summary>Records a clearance from elsewhere, so that its duties open. The outcome alone: nothing of how it was come by is asked.</summary>
public sealed class RecordClearance(UnitOfWork unit)
{
    /// <summary>Records one for each duty.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="NotYourOwn"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(RecordedClearance input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("clearance-recorded"), async writing =>
        {
            if (await ClearanceTurn.TakeAsync(writing, input.PersonId, input.SchemeId, cancellation) is { } refused)
            {
                return refused;
            }

            if (!Enum.IsDefined(input.Outcome))
            {
                return new Invalid(nameof(input.Outcome), "Choose the outcome");
            }

            if (await ClearanceTurn.CheckScopesAsync(writing, input.SchemeId, input.Scopes, cancellation) is { } wrong)
            {
                return wrong;
            }

            foreach (var scope in input.Scopes.Distinct())
            {
                var clearance = Clearance.Record(writing.NewId(), input.PersonId, input.SchemeId, scope, input.From, input.Until, input.Outcome);
                if (!clearance.Succeeded)
                {
                    return clearance.Refusal!;
                }

                writing.Context.Add(clearance.Value);
            }

            return new Done();
        }, cancellation);
}

/// <summary>Nobody looks after their own clearance.</summary>
public sealed record NotYourOwn() : Refusal("not-your-own")
{
    /// <inheritdoc />
    public override string Sentence => "This is about yourself. Ask another coordinator to do it.";
}

/// <summary>A person's clearance opened for a change by a coordinator of a scheme they belong to: their turn is taken first.</summary>
internal static class ClearanceTurn
{
    /// <summary>Says why not, or null with the person's turn taken.</summary>
    public static async Task<Refusal?> TakeAsync(Writing writing, Guid personId, Guid schemeId, CancellationToken cancellation)
    {
        if (!await writing.LockAsync(personId, cancellation))
        {
            return new NotFound();
        }

        if (!writing.Viewer.RunsSchemes())
        {
            return new NotAllowed();
        }

        if (writing.Viewer.PersonId == personId)
        {
            return new NotYourOwn();
        }

        return writing.Viewer.Runs(schemeId)
            && await writing.Context.Belongings.AnyAsync(b => b.PersonId == personId && b.SchemeId == schemeId, cancellation)
            ? null : new NotFound();
    }

    /// <summary>Each duty must be on the scheme's list today.</summary>
    public static async Task<Refusal?> CheckScopesAsync(Writing writing, Guid schemeId, IReadOnlyList<string> scopes, CancellationToken cancellation)
    {
        if (scopes.Count == 0)
        {
            return new Invalid("Scopes", "Choose at least one duty");
        }

        var known = await ReferenceAsync(writing.Context, schemeId, ReferenceKind.ClearanceScopes, writing.Today, cancellation);
        return scopes.All(scope => known.Any(k => k.Code == scope)) ? null : new Invalid("Scopes", "Choose duties from the list");
    }

    /// <summary>The items of one of the scheme's lists that hold on a date, in their order. One command.</summary>
    public static async Task<IReadOnlyList<ReferenceItem>> ReferenceAsync(
        ThroughlineContext context, Guid schemeId, ReferenceKind kind, DateOnly on, CancellationToken cancellation)
    {
        var key = kind.Key;
        var items = await context.Set<ReferenceItem>().AsNoTracking().Where(i => i.SchemeId == schemeId && i.Kind == key)
            .OrderBy(i => i.Order).ThenBy(i => i.From).ToListAsync(cancellation);
        return [.. items.Where(i => i.HoldsOn(on))];
    }
}
