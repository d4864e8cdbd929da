using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Training;

internal sealed class OutlineConverter() : ValueConverter<ProgrammeOutline, string>(outline => outline.ToJson(), json => ProgrammeOutline.FromJson(json))
{
    public static ValueComparer<ProgrammeOutline> Comparer { get; } = new((left, right) => Equals(left, right), outline => outline.GetHashCode(), outline => outline);
}

internal sealed class ProgrammeMapping : IEntityTypeConfiguration<Programme>
{
    public void Configure(EntityTypeBuilder<Programme> builder)
    {
        builder.ToTable("Programmes");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Key).HasMaxLength(Programme.KeyMaxLength);
        builder.Property(p => p.VersionNumber).IsConcurrencyToken();
        builder.Ignore(p => p.Outline);
        builder.HasIndex(p => new { p.SchemeId, p.Key }).IsUnique();
        builder.HasOne<Scheme>().WithMany().HasForeignKey(p => p.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Versions).WithOne().HasForeignKey(v => v.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(p => p.Versions).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ProgrammeVersionMapping : IEntityTypeConfiguration<ProgrammeVersion>
{
    public void Configure(EntityTypeBuilder<ProgrammeVersion> builder)
    {
        builder.ToTable("ProgrammeVersions");
        builder.HasKey(v => new { v.ProgrammeId, v.Number });
        builder.Property(v => v.Outline).HasConversion<OutlineConverter>().Metadata.SetValueComparer(OutlineConverter.Comparer);
        builder.Property(v => v.Reason).HasMaxLength(Programme.ReasonMaxLength);
    }
}

internal sealed class CohortMapping : IEntityTypeConfiguration<Cohort>
{
    public void Configure(EntityTypeBuilder<Cohort> builder)
    {
        builder.ToTable("Cohorts");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Outline).HasConversion<OutlineConverter>().Metadata.SetValueComparer(OutlineConverter.Comparer);
        builder.Property(c => c.Name).HasMaxLength(Cohort.NameMaxLength);
        builder.Property(c => c.WithoutPeerReason).HasMaxLength(Cohort.ReasonMaxLength);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => new { c.SchemeId, c.State });
        builder.HasOne<Scheme>().WithMany().HasForeignKey(c => c.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Site>().WithMany().HasForeignKey(c => c.SiteId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ProgrammeVersion>().WithMany().HasForeignKey(c => new { c.ProgrammeId, c.ProgrammeVersion }).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Sessions).WithOne().HasForeignKey(s => s.CohortId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(c => c.Sessions).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class TrainingSessionMapping : IEntityTypeConfiguration<TrainingSession>
{
    public void Configure(EntityTypeBuilder<TrainingSession> builder)
    {
        builder.ToTable("TrainingSessions", t => t.HasCheckConstraint("CK_TrainingSessions_EndsAfterStart", "\"EndsAt\" > \"StartsAt\""));
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Title).HasMaxLength(ProgrammeOutline.TitleMaxLength);
        builder.PrimitiveCollection(s => s.Topics);
        builder.Ignore(s => s.From);
        builder.Ignore(s => s.To);
        builder.HasIndex(s => new { s.CohortId, s.Number }).IsUnique();
        builder.HasIndex(s => s.On);
    }
}

internal sealed class FacilitationMapping : IEntityTypeConfiguration<Facilitation>
{
    public void Configure(EntityTypeBuilder<Facilitation> builder)
    {
        builder.ToTable("Facilitations");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.RoleTitle).HasMaxLength(RoleDefinition.TitleMaxLength);
        builder.Property(f => f.RolePlainTitle).HasMaxLength(RoleDefinition.TitleMaxLength);
        builder.HasIndex(f => new { f.CohortId, f.PersonId }).IsUnique().HasFilter("\"To\" IS NULL").HasDatabaseName("IX_Facilitations_OneAtATime");
        builder.HasIndex(f => f.PersonId);
        builder.HasOne<Cohort>().WithMany().HasForeignKey(f => f.CohortId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SessionLeadMapping : IEntityTypeConfiguration<SessionLead>
{
    public void Configure(EntityTypeBuilder<SessionLead> builder)
    {
        builder.ToTable("SessionLeads");
        builder.HasKey(l => new { l.SessionId, l.PersonId });
        builder.Property(l => l.RoleTitle).HasMaxLength(RoleDefinition.TitleMaxLength);
        builder.Property(l => l.RolePlainTitle).HasMaxLength(RoleDefinition.TitleMaxLength);
        builder.HasIndex(l => l.PersonId);
        builder.HasIndex(l => l.CohortId);
        builder.HasOne<TrainingSession>().WithMany().HasForeignKey(l => l.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EnrolmentMapping : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> builder)
    {
        builder.ToTable("Enrolments");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.HasIndex(e => e.HoldingId).IsUnique().HasFilter("\"State\" <= 3").HasDatabaseName("IX_Enrolments_OneOpen");
        builder.HasIndex(e => e.PersonId);
        builder.HasIndex(e => new { e.SchemeId, e.State });
        builder.HasIndex(e => e.CohortId);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RoleHolding>().WithMany().HasForeignKey(e => e.HoldingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Programme>().WithMany().HasForeignKey(e => e.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Cohort>().WithMany().HasForeignKey(e => e.CohortId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(e => e.Places).WithOne().HasForeignKey(p => p.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(e => e.Places).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class EnrolmentPlaceMapping : IEntityTypeConfiguration<EnrolmentPlace>
{
    public void Configure(EntityTypeBuilder<EnrolmentPlace> builder)
    {
        builder.ToTable("EnrolmentPlaces");
        builder.HasKey(p => new { p.EnrolmentId, p.Number });
        builder.HasIndex(p => p.CohortId);
        builder.HasIndex(p => p.PersonId);
        builder.HasOne<Cohort>().WithMany().HasForeignKey(p => p.CohortId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AttendanceMapping : IEntityTypeConfiguration<Attendance>
{
    public void Configure(EntityTypeBuilder<Attendance> builder)
    {
        builder.ToTable("Attendances");
        builder.HasKey(a => new { a.EnrolmentId, a.SessionId });
        builder.HasIndex(a => a.SessionId);
        builder.HasIndex(a => a.PersonId);
        builder.HasOne<Enrolment>().WithMany().HasForeignKey(a => a.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<TrainingSession>().WithMany().HasForeignKey(a => a.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SignOffMapping : IEntityTypeConfiguration<SignOff>
{
    public void Configure(EntityTypeBuilder<SignOff> builder)
    {
        builder.ToTable("SignOffs");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Competency).HasMaxLength(ProgrammeOutline.TitleMaxLength);
        builder.HasIndex(s => new { s.EnrolmentId, s.Competency }).IsUnique();
        builder.HasIndex(s => s.PersonId);
        builder.HasOne<Enrolment>().WithMany().HasForeignKey(s => s.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TrainingElsewhereMapping : IEntityTypeConfiguration<TrainingElsewhere>
{
    public void Configure(EntityTypeBuilder<TrainingElsewhere> builder)
    {
        builder.ToTable("TrainingElsewhere");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.ProgrammeKey).HasMaxLength(Programme.KeyMaxLength);
        builder.HasIndex(t => new { t.PersonId, t.SchemeId, t.ProgrammeKey }).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(t => t.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CertificateMapping : IEntityTypeConfiguration<Certificate>
{
    public void Configure(EntityTypeBuilder<Certificate> builder)
    {
        builder.ToTable("Certificates");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Number).HasMaxLength(20);
        builder.Property(c => c.Code).HasMaxLength(Certificate.CodeLength);
        builder.Property(c => c.CourseName).HasMaxLength(ProgrammeOutline.TitleMaxLength);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.Number).IsUnique();
        builder.HasIndex(c => c.Code).IsUnique();
        builder.HasIndex(c => c.EnrolmentId).IsUnique();
        builder.HasIndex(c => c.PersonId);
        builder.HasOne<Enrolment>().WithMany().HasForeignKey(c => c.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FacilitatingMapping : IEntityTypeConfiguration<Facilitating>
{
    public void Configure(EntityTypeBuilder<Facilitating> builder)
    {
        builder.HasNoKey();
        builder.ToView("Facilitations");
    }
}

internal sealed class PlaceHeldMapping : IEntityTypeConfiguration<PlaceHeld>
{
    public void Configure(EntityTypeBuilder<PlaceHeld> builder)
    {
        builder.HasNoKey();
        builder.ToView("Enrolments");
    }
}

internal sealed class SunsetMapping : IEntityTypeConfiguration<Sunset>
{
    public void Configure(EntityTypeBuilder<Sunset> builder)
    {
        builder.HasNoKey();
        builder.ToView("People");
    }
}
