using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>A certificate to take back.</summary>
/// <param name="CertificateId">The certificate.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Decision">Why, and what was looked at: the holder can read it.</param>
public sealed record CertificateRevocation(Guid CertificateId, int Version, Decision Decision);

/// <summary>Takes a certificate back: by a coordinator, with a reason the holder can read (E02). Its code answers as if there were none.</summary>
public sealed class RevokeCertificate(UnitOfWork unit)
{
    /// <summary>Takes it back.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>, <see cref="CertificateTakenBack"/>.</returns>
    public Task<Outcome<Done>> RunAsync(CertificateRevocation input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("certificate-taken-back"), async writing =>
        {
            var context = writing.Context;
            var found = await (from certificate in context.Certificates
                               join enrolment in context.Enrolments on certificate.EnrolmentId equals enrolment.Id
                               where certificate.Id == input.CertificateId
                               select new { Certificate = certificate, enrolment.SchemeId }).AsNoTracking().FirstOrDefaultAsync(cancellation);
            if (found is null)
            {
                return new NotFound();
            }

            if (found.Certificate.PersonId == writing.Viewer.PersonId || !writing.Viewer.Runs(found.SchemeId))
            {
                return new NotAllowed();
            }

            if (!await writing.LockAsync(found.Certificate.PersonId, cancellation))
            {
                return new NotFound();
            }

            var held = await context.Certificates.SingleAsync(c => c.Id == input.CertificateId, cancellation);
            if (held.Version != input.Version)
            {
                return new Stale();
            }

            if (input.Decision.Check(writing.Viewer) is { } wrong)
            {
                return wrong;
            }

            if (await SecondPerson.CheckAsync(writing, held.PersonId, found.SchemeId, AdverseAct.TakeBackTraining, held.EnrolmentId, cancellation) is { } second)
            {
                return second;
            }

            return held.Revoke(writing.Now, writing.Viewer.PersonId, writing.Seal(held.PersonId, input.Decision.Text)) is { } refusal ? refusal : new Done();
        }, cancellation);
}
