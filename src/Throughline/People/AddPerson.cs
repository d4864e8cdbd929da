using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>A new person, as typed, with the first role they hold.</summary>
/// <param name="Details">What they are called.</param>
/// <param name="RoleDefinitionId">Their first role; its scheme must be one of the viewer's.</param>
/// <param name="State">Where they stand in it.</param>
/// <param name="From">Since when (a London date).</param>
/// <param name="ContactNote">Safe times and ways to be in touch, in their words.</param>
/// <param name="SupervisorId">Who supervises them. A form has to ask for one where they do the work already (INV-004).</param>
/// <param name="AsHistory">
/// True for work that began before today and is entered as it was before this system: it needs no supervisor, and whoever does it stands on the
/// coordinator's list of those without one until somebody is named.
/// </param>
public sealed record NewPerson(
    PersonDetails Details, Guid RoleDefinitionId, RoleState State, DateOnly From, string? ContactNote = null, Guid? SupervisorId = null, bool AsHistory = false);

/// <summary>Adds a person to a scheme with their first role. A person without any role would be reachable by nobody.</summary>
public sealed class AddPerson(UnitOfWork unit)
{
    /// <summary>Adds them.</summary>
    /// <returns>The person's id, or <see cref="Invalid"/>, <see cref="NotAllowed"/>, <see cref="NotFound"/> (the role), <see cref="ReferenceTaken"/>, <see cref="NeedsSupervisor"/>, <see cref="NoSupervisorHere"/>, <see cref="CannotSupervise"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewPerson input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("person-added"), async writing =>
        {
            if (!writing.Viewer.RunsSchemes())
            {
                return new NotAllowed();
            }

            var role = await writing.Context.RoleDefinitions.FirstOrDefaultAsync(r => r.Id == input.RoleDefinitionId, cancellation);
            if (role is null || !writing.Viewer.Runs(role.SchemeId))
            {
                return new NotFound();
            }

            if ((CheckStart(role, input.State, input.From, writing.Today)
                ?? PeopleRules.CheckOptionalText(nameof(input.ContactNote), input.ContactNote, "The note", Person.ContactNoteMaxLength)) is { } wrong)
            {
                return wrong;
            }

            await writing.LockNamesAsync(cancellation);
            var added = Person.Add(writing.NewId(), input.Details, writing.Now);
            if (!added.Succeeded)
            {
                return added.Refusal!;
            }

            var person = added.Value;
            if (await CheckSupervisorAsync(writing, role, person.Id, input.State, input.From, input.SupervisorId, input.AsHistory, cancellation) is { } unsupervised)
            {
                return unsupervised;
            }

            if (person.Reference is { } reference && await writing.Context.People
                .IgnoreQueryFilters([ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.ArrivedFilter])
                .AnyAsync(p => p.Reference == reference, cancellation))
            {
                return new ReferenceTaken();
            }

            person.AddNote(writing.SealOptional(person.Id, input.ContactNote));
            writing.Context.Add(person);
            writing.Context.AddRange(PersonTerm.Of(person));
            writing.Context.Add(RoleHolding.Start(writing.NewId(), person.Id, role, input.State, input.From, supervisorId: input.SupervisorId));
            await ConflictWatch.MeetAsync(writing, [new Newcomer(person.Id, person.PreferredName, person.FamilyName)], cancellation);
            // A supervisor may have declared this name before: then the wall has just gone up.
            return writing.Context.Walls.Local.Any(w => w.ViewerId == input.SupervisorId && w.SubjectId == person.Id) ? new CannotSupervise() : person.Id;
        }, cancellation);

    /// <summary>Whether a role can begin in a state on a date: roles off the ladder are simply held, those on it never begin over or paused.</summary>
    internal static Refusal? CheckStart(RoleDefinition role, RoleState state, DateOnly from, DateOnly today) =>
        role.OnLadder == (state == RoleState.Held) || state.IsOver() || state == RoleState.Paused || !Enum.IsDefined(state)
            ? new Invalid(nameof(NewPerson.State), $"Choose where they stand as {role.Title}")
            : PeopleRules.CheckPast(nameof(NewPerson.From), from, today);

    /// <summary>
    /// Whether a role can begin with this supervisor, or without one (INV-004). Nobody begins active without one but where work of before today is
    /// entered as history. A service's history, told by the system itself, is not asked for one either.
    /// </summary>
    internal static async Task<Refusal?> CheckSupervisorAsync(
        Writing writing, RoleDefinition role, Guid personId, RoleState state, DateOnly from, Guid? supervisorId, bool asHistory, CancellationToken cancellation)
    {
        if (supervisorId is { } supervisor)
        {
            return role.OnLadder ? await MaySupervise.CheckAsync(writing, personId, role.SchemeId, supervisor, cancellation) : new NoSupervisorHere();
        }

        return state.IsActive() && writing.Viewer.Hat != Hat.System && !(asHistory && from < writing.Today) ? new NeedsSupervisor() : null;
    }
}

/// <summary>Another record has this reference. Which one is not said: it may be somebody the viewer may not know of.</summary>
public sealed record ReferenceTaken() : Refusal("reference-taken")
{
    /// <inheritdoc />
    public override string Sentence => "This reference cannot be used. Leave it out, or ask your system administrator to check it.";

    /// <inheritdoc />
    public override string? Field => nameof(PersonDetails.Reference);
}
