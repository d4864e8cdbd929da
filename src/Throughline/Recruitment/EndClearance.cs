using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>The end of a clearance before its time.</summary>
/// <param name="ClearanceId">The clearance.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Decision">Why, and what was looked at.</param>
public sealed record EndedClearance(Guid ClearanceId, int Version, Decision Decision);

/// <summary>
/// Ends a clearance that was recorded from elsewhere: the other body has taken it back, or it was recorded by mistake. From today its duties are not
/// rostered; the role goes on. One that was decided here ends by the calendar alone.
/// </summary>
public sealed class EndClearance(UnitOfWork unit)
{
    /// <summary>Ends it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>, <see cref="ClearanceStands"/>.</returns>
    public Task<Outcome<Done>> RunAsync(EndedClearance input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("clearance-ended"), async writing =>
        {
            var found = await writing.Context.Clearances.FirstOrDefaultAsync(c => c.Id == input.ClearanceId, cancellation);
            if (found is null)
            {
                return new NotFound();
            }

            if (await ClearanceTurn.TakeAsync(writing, found.PersonId, found.SchemeId, cancellation) is { } refused)
            {
                return refused;
            }

            await writing.Context.Entry(found).ReloadAsync(cancellation);
            if (found.Version != input.Version)
            {
                return new Stale();
            }

            if (input.Decision.Check(writing.Viewer) is { } wrong)
            {
                return wrong;
            }

            if (await SecondPerson.CheckAsync(writing, found.PersonId, found.SchemeId, AdverseAct.EndClearance, found.Id, cancellation) is { } second)
            {
                return second;
            }

            return found.End(writing.Today, writing.Seal(found.PersonId, input.Decision.Text)) is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>It cannot be ended in this way.</summary>
public sealed record ClearanceStands() : Refusal("clearance-stands")
{
    /// <inheritdoc />
    public override string Sentence => "Only a clearance that was recorded from elsewhere, and still holds or is still to begin, can be ended.";
}
