using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>A change of the organisation, as typed.</summary>
/// <param name="Name">Its name from then on.</param>
/// <param name="Kind">What sort of body it is from then on; not looked at when only the name changes.</param>
/// <param name="From">First day of the new name or body.</param>
/// <param name="Version">The organisation's version when the form was opened.</param>
public sealed record OrganisationEdit(string? Name, OrganisationKind Kind, DateOnly From, int Version);

/// <summary>Gives the organisation a new name from a date. What happened before keeps the old one (INV-007).</summary>
public sealed class RenameOrganisation(UnitOfWork unit)
{
    /// <summary>Renames it.</summary>
    /// <returns><see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/> or <see cref="ChangeBeforeHistory"/> where it cannot be.</returns>
    public Task<Outcome<Done>> RunAsync(OrganisationEdit edit, CancellationToken cancellation = default) =>
        unit.RunAsync(new Act("organisation-renamed"), writing => ApplyAsync(
            writing, edit.Version, organisation => organisation.Rename(writing.NewId(), edit.Name, edit.From, writing.Today), cancellation), cancellation);

    internal static async Task<Outcome<Done>> ApplyAsync(Writing writing, int version, Func<Organisation, Refusal?> change, CancellationToken cancellation)
    {
        if (!MayChange(writing.Viewer))
        {
            return new NotFound();
        }

        var organisation = await writing.Context.Set<Organisation>().Include(o => o.Spells).FirstOrDefaultAsync(cancellation);
        if (organisation is null)
        {
            return new NotFound();
        }

        // Claims the version in the database itself, so that of two changes at once the second is told.
        var claimed = await writing.Context.Set<Organisation>().Where(o => o.Id == organisation.Id && o.Version == version)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Version, o => o.Version), cancellation);
        if (claimed == 0 || organisation.Version != version)
        {
            return new Stale();
        }

        return change(organisation) is { } refusal ? refusal : default(Done);
    }

    internal static bool MayChange(Viewer viewer) =>
        viewer.Hat is Hat.System or Hat.SystemAdministrator || (viewer.Hat == Hat.Coordinator && viewer.SchemeIds.Count > 0);
}
