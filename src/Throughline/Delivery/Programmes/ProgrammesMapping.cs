using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Delivery.Programmes;

internal sealed class SessionProgrammeMapping : IEntityTypeConfiguration<SessionProgramme>
{
    public void Configure(EntityTypeBuilder<SessionProgramme> builder)
    {
        builder.ToTable("SessionProgrammes");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Title).HasMaxLength(SessionProgramme.TitleMaxLength);
        builder.Property(p => p.Aim).HasMaxLength(SessionProgramme.AimMaxLength);
        builder.HasIndex(p => p.SchemeId);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(p => p.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SessionProgrammeVersionMapping : IEntityTypeConfiguration<SessionProgrammeVersion>
{
    public void Configure(EntityTypeBuilder<SessionProgrammeVersion> builder)
    {
        builder.ToTable("SessionProgrammeVersions");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Changes).HasMaxLength(SessionProgrammeVersion.ChangesMaxLength);
        builder.Property(v => v.Version).IsConcurrencyToken();
        builder.HasIndex(v => new { v.ProgrammeId, v.Number }).IsUnique();
        builder.HasIndex(v => new { v.SchemeId, v.State });
        builder.HasOne<SessionProgramme>().WithMany().HasForeignKey(v => v.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(v => v.Sessions).WithOne().HasForeignKey(s => s.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(v => v.Steps).WithOne().HasForeignKey(s => s.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(v => v.Sessions).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(v => v.Steps).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ProgrammeSessionMapping : IEntityTypeConfiguration<ProgrammeSession>
{
    public void Configure(EntityTypeBuilder<ProgrammeSession> builder)
    {
        builder.ToTable("ProgrammeSessions");
        builder.HasKey(s => new { s.VersionId, s.Number });
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.Property(s => s.Title).HasMaxLength(ProgrammeSession.TitleMaxLength);
        builder.Property(s => s.Aim).HasMaxLength(ProgrammeSession.AimMaxLength);
        builder.Property(s => s.Plan).HasMaxLength(ProgrammeSession.PlanMaxLength);
    }
}

internal sealed class ProgrammeStepMapping : IEntityTypeConfiguration<ProgrammeStep>
{
    public void Configure(EntityTypeBuilder<ProgrammeStep> builder)
    {
        builder.ToTable("ProgrammeSteps");
        builder.HasKey(s => new { s.VersionId, s.Number });
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.Property(s => s.Words).HasMaxLength(ProgrammeStep.WordsMaxLength);
    }
}

internal sealed class AuthorshipMapping : IEntityTypeConfiguration<Authorship>
{
    public void Configure(EntityTypeBuilder<Authorship> builder)
    {
        builder.ToTable("Authorships");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.RoleTitle).HasMaxLength(RoleDefinition.TitleMaxLength);
        builder.Property(a => a.RolePlainTitle).HasMaxLength(RoleDefinition.TitleMaxLength);
        builder.Property(a => a.Wrote).HasMaxLength(Authorship.WroteMaxLength);
        builder.HasIndex(a => new { a.VersionId, a.PersonId }).IsUnique();
        builder.HasIndex(a => a.PersonId);
        builder.HasOne<SessionProgrammeVersion>().WithMany().HasForeignKey(a => a.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AuthorKeptMapping : IEntityTypeConfiguration<AuthorKept>
{
    public void Configure(EntityTypeBuilder<AuthorKept> builder)
    {
        builder.HasNoKey();
        builder.ToView("Authorships");
    }
}

internal sealed class ProgrammeStoryMapping : IEntityTypeConfiguration<ProgrammeStory>
{
    public void Configure(EntityTypeBuilder<ProgrammeStory> builder)
    {
        builder.ToTable("ProgrammeStories");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => new { s.VersionId, s.SessionNumber });
        builder.HasIndex(s => s.PersonId);
        builder.HasOne<SessionProgrammeVersion>().WithMany().HasForeignKey(s => s.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ProgrammeViewMapping : IEntityTypeConfiguration<ProgrammeView>
{
    public void Configure(EntityTypeBuilder<ProgrammeView> builder)
    {
        builder.ToTable("ProgrammeViews");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.HasIndex(v => new { v.VersionId, v.Round, v.PersonId }).IsUnique();
        builder.HasIndex(v => v.PersonId);
        builder.HasOne<SessionProgrammeVersion>().WithMany().HasForeignKey(v => v.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
