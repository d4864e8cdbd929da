using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Delivery;

internal sealed class RequirementMapping : IEntityTypeConfiguration<Requirement>
{
    public void Configure(EntityTypeBuilder<Requirement> builder)
    {
        builder.ToTable("Requirements");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Type).HasMaxLength(ReferenceItem.CodeMaxLength);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => new { r.PersonId, r.SchemeId });
        builder.HasIndex(r => r.OfficerId);
        builder.HasIndex(r => r.DelegateId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(r => r.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ReferenceItem>().WithMany().HasForeignKey(r => r.TypeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ActivityMapping : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.ToTable("Activities");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Name).HasMaxLength(Activity.NameMaxLength);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => a.SchemeId);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(a => a.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Site>().WithMany().HasForeignKey(a => a.SiteId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(a => a.Types).WithOne().HasForeignKey(t => t.ActivityId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(a => a.Types).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ActivityTypeMapping : IEntityTypeConfiguration<ActivityType>
{
    public void Configure(EntityTypeBuilder<ActivityType> builder)
    {
        builder.ToTable("ActivityTypes");
        builder.HasKey(t => new { t.ActivityId, t.Code });
        builder.Property(t => t.Code).HasMaxLength(ReferenceItem.CodeMaxLength);
    }
}

internal sealed class GroupSessionMapping : IEntityTypeConfiguration<GroupSession>
{
    public void Configure(EntityTypeBuilder<GroupSession> builder)
    {
        builder.ToTable("GroupSessions", t => t.HasCheckConstraint("CK_GroupSessions_EndsAfterStart", "\"EndsAt\" > \"StartsAt\""));
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Place).HasMaxLength(GroupSession.PlaceMaxLength);
        builder.Property(s => s.CalledOffReason).HasMaxLength(GroupSession.ReasonMaxLength);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.Ignore(s => s.From);
        builder.Ignore(s => s.To);
        builder.HasIndex(s => new { s.ActivityId, s.StartsAt });
        builder.HasIndex(s => new { s.SchemeId, s.On });
        builder.HasOne<Activity>().WithMany().HasForeignKey(s => s.ActivityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<GroupSession>().WithMany().HasForeignKey(s => s.CatchUpForId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => s.ProgrammeVersionId);
        builder.HasOne<Programmes.SessionProgrammeVersion>().WithMany().HasForeignKey(s => s.ProgrammeVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Moves).WithOne().HasForeignKey(m => m.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(s => s.Moves).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class SessionShiftMapping : IEntityTypeConfiguration<SessionShift>
{
    public void Configure(EntityTypeBuilder<SessionShift> builder)
    {
        builder.ToTable("SessionShifts");
        builder.HasKey(m => new { m.SessionId, m.Number });
    }
}

internal sealed class SessionPartMapping : IEntityTypeConfiguration<SessionPart>
{
    public void Configure(EntityTypeBuilder<SessionPart> builder)
    {
        builder.ToTable("SessionParts");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.RoleTitle).HasMaxLength(RoleDefinition.TitleMaxLength);
        builder.Property(p => p.RolePlainTitle).HasMaxLength(RoleDefinition.TitleMaxLength);
        builder.HasIndex(p => new { p.SessionId, p.PersonId }).IsUnique().HasFilter("\"EndedOn\" IS NULL").HasDatabaseName("IX_SessionParts_OneAtATime");
        builder.HasIndex(p => p.PersonId);
        builder.HasOne<GroupSession>().WithMany().HasForeignKey(p => p.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PartHeldMapping : IEntityTypeConfiguration<PartHeld>
{
    public void Configure(EntityTypeBuilder<PartHeld> builder)
    {
        builder.HasNoKey();
        builder.ToView("SessionParts");
    }
}

internal sealed class SessionPlaceMapping : IEntityTypeConfiguration<SessionPlace>
{
    public void Configure(EntityTypeBuilder<SessionPlace> builder)
    {
        builder.ToTable("SessionPlaces");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => new { p.SessionId, p.PersonId }).IsUnique();
        builder.HasIndex(p => new { p.PersonId, p.On });
        builder.HasIndex(p => p.ActivityId);
        builder.HasOne<GroupSession>().WithMany().HasForeignKey(p => p.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<GroupSession>().WithMany().HasForeignKey(p => p.MovedToId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PlaceKeptMapping : IEntityTypeConfiguration<PlaceKept>
{
    public void Configure(EntityTypeBuilder<PlaceKept> builder)
    {
        builder.HasNoKey();
        builder.ToView("SessionPlaces");
    }
}

internal sealed class AttendanceFactMapping : IEntityTypeConfiguration<AttendanceFact>
{
    public void Configure(EntityTypeBuilder<AttendanceFact> builder)
    {
        builder.ToTable("AttendanceFacts");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.HasIndex(f => f.PlaceId).IsUnique();
        builder.HasIndex(f => new { f.PersonId, f.SchemeId, f.On });
        builder.HasIndex(f => f.SessionId);
        builder.HasIndex(f => f.ActivityId);
        builder.HasOne<SessionPlace>().WithMany().HasForeignKey(f => f.PlaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<GroupSession>().WithMany().HasForeignKey(f => f.SessionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(f => f.Versions).WithOne().HasForeignKey(v => v.FactId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(f => f.Versions).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class FactVersionMapping : IEntityTypeConfiguration<FactVersion>
{
    public void Configure(EntityTypeBuilder<FactVersion> builder)
    {
        builder.ToTable("FactVersions");
        builder.HasKey(v => new { v.FactId, v.Number });
        builder.HasIndex(v => v.PersonId);
    }
}

internal sealed class ComplianceDecisionMapping : IEntityTypeConfiguration<ComplianceDecision>
{
    public void Configure(EntityTypeBuilder<ComplianceDecision> builder)
    {
        builder.ToTable("ComplianceDecisions");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Code).HasMaxLength(ReferenceItem.CodeMaxLength);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => new { d.RequirementId, d.PlaceId }).IsUnique();
        builder.HasIndex(d => d.PersonId);
        builder.HasOne<Requirement>().WithMany().HasForeignKey(d => d.RequirementId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AttendanceFact>().WithMany().HasForeignKey(d => d.FactId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ReferenceItem>().WithMany().HasForeignKey(d => d.OutcomeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(d => d.Entries).WithOne().HasForeignKey(e => e.DecisionId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(d => d.Entries).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class DecisionEntryMapping : IEntityTypeConfiguration<DecisionEntry>
{
    public void Configure(EntityTypeBuilder<DecisionEntry> builder)
    {
        builder.ToTable("DecisionEntries");
        builder.HasKey(e => new { e.DecisionId, e.Number });
        builder.Property(e => e.Code).HasMaxLength(ReferenceItem.CodeMaxLength);
        builder.HasIndex(e => e.PersonId);
    }
}

internal sealed class KeptDayMapping : IEntityTypeConfiguration<KeptDay>
{
    public void Configure(EntityTypeBuilder<KeptDay> builder)
    {
        builder.HasNoKey();
        builder.ToView("ComplianceDecisions");
    }
}
