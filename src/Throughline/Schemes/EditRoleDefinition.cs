using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>Changes a role of a scheme for everyone who holds it, and keeps what it was before.</summary>
public sealed class EditRoleDefinition(UnitOfWork unit)
{
    /// <summary>Changes it.</summary>
    /// <param name="schemeId">The scheme.</param>
    /// <param name="roleId">The role.</param>
    /// <param name="edit">What it is to be.</param>
    /// <param name="reason">Why.</param>
    /// <param name="version">The role's version when the form was opened.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="TitleTaken"/> or <see cref="PlainTitleGivesAway"/> where it cannot be.</returns>
    public Task<Outcome<Done>> RunAsync(Guid schemeId, Guid roleId, RoleEdit edit, string? reason, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("role-definition-edited", reason), async writing =>
        {
            if (!await writing.TakeSchemeAsync(schemeId, cancellation))
            {
                return new NotFound();
            }

            var roles = await writing.Context.RoleDefinitions.Where(r => r.SchemeId == schemeId).ToListAsync(cancellation);
            if (roles.FirstOrDefault(r => r.Id == roleId) is not { } role)
            {
                return new NotFound();
            }

            if (role.Version != version)
            {
                return new Stale();
            }

            if ((PersonFirst.Check(edit.Title, nameof(edit.Title)) ?? PersonFirst.Check(edit.PlainTitle, nameof(edit.PlainTitle))) is { } label)
            {
                return label;
            }

            var before = role.Edit(edit, reason, writing.Viewer.PersonId, writing.Viewer.Hat, writing.Now);
            if (!before.Succeeded)
            {
                return before.Refusal!;
            }

            if (roles.FirstOrDefault(r => r.Id != roleId && string.Equals(r.Title, role.Title, StringComparison.OrdinalIgnoreCase)) is { } same)
            {
                return new TitleTaken(same.Title);
            }

            if (roles.FirstOrDefault(r => r.LivedExperienceRequired && !roles.Any(o => !o.LivedExperienceRequired && o.Title == r.PlainTitle)) is { } bare)
            {
                return new PlainTitleGivesAway(bare.Title, bare.PlainTitle, bare.Id == roleId);
            }

            writing.Context.Add(before.Value);
            return default(Done);
        }, cancellation);
}

/// <summary>Another role of the scheme has this title.</summary>
/// <param name="Title">The title.</param>
public sealed record TitleTaken(string Title) : Refusal("title-taken")
{
    /// <inheritdoc />
    public override string Sentence => $"There is a role called {Title} already. Choose another title";

    /// <inheritdoc />
    public override string? Field => nameof(RoleEdit.Title);
}

/// <summary>A plain title that only people with lived experience carry would say what the label sunset takes away (INV-009).</summary>
/// <param name="Role">The role it would give away.</param>
/// <param name="PlainTitle">Its plain title.</param>
/// <param name="Own">Whether it is the role being edited; otherwise that role leans on the title being changed.</param>
public sealed record PlainTitleGivesAway(string Role, string PlainTitle, bool Own) : Refusal("plain-title-gives-away")
{
    /// <inheritdoc />
    public override string Sentence => Own
        ? "The plain title must be the title of a role that is open to anyone, like Team member. Otherwise it gives away what the person chose to leave behind"
        : $"Keep the title {PlainTitle}. {Role} uses it as its plain title";

    /// <inheritdoc />
    public override string? Field => Own ? nameof(RoleEdit.PlainTitle) : nameof(RoleEdit.Title);
}
