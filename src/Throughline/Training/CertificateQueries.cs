using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>Certificates, to show and to print.</summary>
public sealed class CertificateQueries(ThroughlineContext context, Vault vault)
{
    /// <summary>A certificate; null where the viewer may not know of it. Leaves a trace before the name is opened. Two commands.</summary>
    public async Task<CertificatePage?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        var found = await (from c in context.Certificates.AsNoTracking()
                           join enrolment in context.Enrolments on c.EnrolmentId equals enrolment.Id
                           where c.Id == id
                           select new { Certificate = c, enrolment.SchemeId }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var certificate = found.Certificate;
        var own = certificate.PersonId == context.Viewer.PersonId;
        List<SealedText> texts = [certificate.HolderName, .. certificate.RevokedWhy is { } why ? [why] : Array.Empty<SealedText>()];
        var opened = await vault.OpenAsync(new Opening(certificate.PersonId, "your certificate", nameof(Certificate), id, "Looked at the certificate"), texts, cancellation);
        return new CertificatePage(
            id, certificate.PersonId, own, !own && context.Viewer.Runs(found.SchemeId) && certificate.RevokedAt is null, certificate.Number, Certificate.Grouped(certificate.Code),
            certificate.CourseName, certificate.CompletedOn, opened[0], certificate.RevokedAt?.LondonDate(), opened.Count > 1 ? opened[1] : null, certificate.Version);
    }
}

/// <summary>Whether a certificate is genuine, for anybody who has its code and is not signed in (INV-034).</summary>
public sealed class CertificateCheckQueries(IDatabaseEngine engine, Keyring keyring, TimeProvider clock)
{
    /// <summary>
    /// What there is to say of a code. A certificate that was taken back, and one of somebody whose record was erased, answer as a code that never was.
    /// The holder sees in their own record that somebody asked; the trace is written before the name is opened.
    /// </summary>
    public async Task<GenuineCertificate?> CheckAsync(string? typed, CancellationToken cancellation = default)
    {
        if (Certificate.Read(typed) is not { } code)
        {
            return null;
        }

        await using var context = engine.OpenReader(Viewer.System);
        var certificate = await context.Certificates.AsNoTracking().FirstOrDefaultAsync(c => c.Code == code && c.RevokedAt == null, cancellation);
        if (certificate is null || keyring.Find(certificate.PersonId) is null)
        {
            return null;
        }

        var details = JsonSerializer.Serialize(new ReadDetails("your certificate", "Somebody had its code and asked whether it is genuine"));
        await engine.AppendAsync(
            new AuditDraft(clock.Now(), null, Hat.System, AuditKind.Read, "opened", certificate.PersonId, nameof(Certificate), certificate.Id, details), cancellation);
        return Vault.OpenInsideWrite(keyring, certificate.PersonId, certificate.HolderName) is { } name ? new GenuineCertificate(certificate.CompletedOn, name) : null;
    }
}
