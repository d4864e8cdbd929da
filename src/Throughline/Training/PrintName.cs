using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>The holder of a certificate chooses the name that is printed on it, and that somebody who checks it is told.</summary>
public sealed class PrintName(UnitOfWork unit)
{
    /// <summary>Chooses it.</summary>
    /// <param name="certificateId">The certificate: the viewer's own.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="CertificateTakenBack"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid certificateId, string? name, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("certificate-name-chosen"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (!await writing.LockAsync(own, cancellation)
                || await writing.Context.Certificates.FirstOrDefaultAsync(c => c.Id == certificateId && c.PersonId == own, cancellation) is not { } certificate)
            {
                return new NotFound();
            }

            if (certificate.RevokedAt is not null)
            {
                return new CertificateTakenBack();
            }

            if (PeopleRules.CheckText("Name", name, "Enter the name to print", "The name", Certificate.NameMaxLength) is { } refusal)
            {
                return refusal;
            }

            if (name!.Any(char.IsControl))
            {
                return new Invalid("Name", "The name must be on one line");
            }

            if (writing.Open(own, certificate.HolderName) != name!.Trim())
            {
                certificate.Print(writing.Seal(own, name.Trim()));
            }

            return new Done();
        }, cancellation);
}
