using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Where somebody would like to go, as typed.</summary>
/// <param name="RoleDefinitionId">A role here that does not ask for lived experience; or null.</param>
/// <param name="Words">Work elsewhere, or more about it, in their own words; or null. One of the two is needed.</param>
/// <param name="Told">Whether the service may know that they would like to move on, and nothing more of it. What is said last counts: where they may not, what was told before is taken back.</param>
public sealed record NewAspiration(Guid? RoleDefinitionId, string? Words, bool Told = false);

/// <summary>Records the viewer's own aspiration, dated today (INV-010). Earlier ones stay.</summary>
public sealed class RecordAspiration(UnitOfWork unit)
{
    /// <summary>Records it.</summary>
    /// <returns>Its id, or <see cref="NotFound"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewAspiration input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("aspiration-recorded"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (!await writing.Context.People.AnyAsync(p => p.Id == own, cancellation))
            {
                return new NotFound();
            }

            if (input.RoleDefinitionId is null && string.IsNullOrWhiteSpace(input.Words))
            {
                return new Invalid(nameof(input.Words), "Choose a role, or say in your own words where you would like to go");
            }

            if (PeopleRules.CheckOptionalText(nameof(input.Words), input.Words, "Your words", Aspiration.WordsMaxLength) is { } refusal)
            {
                return refusal;
            }

            if (input.RoleDefinitionId is { } role
                && !await writing.Context.RoleDefinitions.AnyAsync(r => r.Id == role && !r.LivedExperienceRequired, cancellation))
            {
                return new Invalid(nameof(input.RoleDefinitionId), "Choose a role that is open to anyone, whatever their past");
            }

            if (!input.Told)
            {
                foreach (var said in await writing.Context.Aspirations.Where(a => a.PersonId == own && a.Told).ToListAsync(cancellation))
                {
                    said.TakeBack();
                }
            }

            var aspiration = new Aspiration(writing.NewId(), own, input.RoleDefinitionId, writing.SealOptional(own, input.Words), writing.Today, input.Told);
            writing.Context.Add(aspiration);
            return aspiration.Id;
        }, cancellation);
}
