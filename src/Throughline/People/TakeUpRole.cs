using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Another role for somebody who is here already, as typed.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="RoleDefinitionId">The role.</param>
/// <param name="State">Where they stand in it.</param>
/// <param name="From">Since when (a London date).</param>
/// <param name="Pay">How they are paid; null for as the role says.</param>
/// <param name="RosteredHours">Rostered hours a week, 0 to 60; null when not rostered.</param>
/// <param name="SupervisorId">Who supervises them in it. A form has to ask for one where they do the work already (INV-004).</param>
/// <param name="AsHistory">True for work that began before today and is entered as it was before this system: see <see cref="NewPerson"/>.</param>
public sealed record NewRole(
    Guid PersonId, Guid RoleDefinitionId, RoleState State, DateOnly From, Pay? Pay = null, decimal? RosteredHours = null, Guid? SupervisorId = null, bool AsHistory = false);

/// <summary>
/// Starts another holding: a person may hold several at once (INV-001), the same one in the same scheme never twice at a time (INV-002).
/// Taking up a role again makes a new holding linked to the old.
/// </summary>
public sealed class TakeUpRole(UnitOfWork unit)
{
    /// <summary>Most rostered hours a week that can be written down.</summary>
    public const decimal MostRosteredHours = 60;

    /// <summary>Starts it.</summary>
    /// <returns>The holding's id, or <see cref="NotFound"/> (the person, the role), <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="RoleOverlaps"/>, <see cref="NeedsSupervisor"/>, <see cref="NoSupervisorHere"/>, <see cref="CannotSupervise"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewRole input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("role-taken-up"), async writing =>
        {
            if (!await writing.LockAsync(input.PersonId, cancellation))
            {
                return new NotFound();
            }

            if (!writing.Viewer.RunsSchemes())
            {
                return new NotAllowed();
            }

            var role = await writing.Context.RoleDefinitions.FirstOrDefaultAsync(r => r.Id == input.RoleDefinitionId, cancellation);
            if (role is null || !writing.Viewer.Runs(role.SchemeId))
            {
                return new NotFound();
            }

            if (AddPerson.CheckStart(role, input.State, input.From, writing.Today) is { } refusal)
            {
                return refusal;
            }

            if (input.RosteredHours is < 0 or > MostRosteredHours)
            {
                return new Invalid(nameof(input.RosteredHours), $"Hours must be between 0 and {MostRosteredHours:0}");
            }

            var spells = await writing.Context.RoleHoldings
                .Where(h => h.PersonId == input.PersonId && h.RoleDefinitionId == role.Id && h.SchemeId == role.SchemeId)
                .ToListAsync(cancellation);
            if (spells.Exists(s => s.Overlaps(input.From, null)))
            {
                return new RoleOverlaps();
            }

            if (await AddPerson.CheckSupervisorAsync(writing, role, input.PersonId, input.State, input.From, input.SupervisorId, input.AsHistory, cancellation) is { } unsupervised)
            {
                return unsupervised;
            }

            var earlier = spells.OrderBy(s => s.To).LastOrDefault();
            var holding = RoleHolding.Start(
                writing.NewId(), input.PersonId, role, input.State, input.From, input.Pay, input.RosteredHours, earlier?.Id, input.SupervisorId);
            writing.Context.Add(holding);
            return holding.Id;
        }, cancellation);
}

/// <summary>The same role in the same scheme would overlap itself (INV-002). Which spell is in the way is not said.</summary>
public sealed record RoleOverlaps() : Refusal("role-overlaps")
{
    /// <inheritdoc />
    public override string Sentence => "They already hold this role for some of that time. Choose a later date or another role.";

    /// <inheritdoc />
    public override string? Field => nameof(NewRole.From);
}
