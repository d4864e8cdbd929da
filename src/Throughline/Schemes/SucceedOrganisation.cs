using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>Records that another body takes over from a date, as when a company follows a trust. What happened before keeps the old name (INV-007).</summary>
public sealed class SucceedOrganisation(UnitOfWork unit)
{
    /// <summary>Records it.</summary>
    /// <returns>As <see cref="RenameOrganisation"/>.</returns>
    public Task<Outcome<Done>> RunAsync(OrganisationEdit edit, CancellationToken cancellation = default) =>
        unit.RunAsync(new Act("organisation-succeeded"), writing => RenameOrganisation.ApplyAsync(
            writing, edit.Version, organisation => organisation.SucceedBy(writing.NewId(), edit.Name, edit.Kind, edit.From, writing.Today), cancellation), cancellation);
}
