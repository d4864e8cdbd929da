using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>From when a person's label is not shown.</summary>
/// <param name="Version">The version of their record the form was opened on.</param>
/// <param name="From">The first London date; null to take it back.</param>
public sealed record LabelSunset(int Version, DateOnly? From);

/// <summary>
/// Sets, changes or takes back the viewer's own label sunset (E08). Nobody sets another's, and nobody is told that it was set.
/// </summary>
public sealed class SetLabelSunset(UnitOfWork unit)
{
    /// <summary>Sets it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(LabelSunset input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("label-changed"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (!await writing.LockAsync(own, cancellation))
            {
                return new NotFound();
            }

            if (input.From is { } from && (from < writing.Today || from > writing.Today.AddYears(10)))
            {
                return new Invalid(nameof(input.From), "The date must be today or in the next 10 years");
            }

            var person = await writing.Context.People.SingleAsync(p => p.Id == own, cancellation);
            if (person.Version != input.Version)
            {
                return new Stale();
            }

            person.SetLabelSunset(input.From);
            return new Done();
        }, cancellation);
}
