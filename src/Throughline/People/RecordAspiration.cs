using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Where somebody would like to go, as typed.</summary>
/// <param name="RoleDefinitionId">A role here that does not ask for lived experience; or null.</param>
/// <param name="Words">Work elsewhere, or more about it, in their own words; or null. One of the two is needed.</param>
public sealed record NewAspiration(Guid? RoleDefinitionId, string? Words);

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

            var aspiration = new Aspiration(writing.NewId(), own, input.RoleDefinitionId, writing.SealOptional(own, input.Words), writing.Today);
            writing.Context.Add(aspiration);
            return aspiration.Id;
        }, cancellation);
}
