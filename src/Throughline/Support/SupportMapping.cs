using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Support;

internal sealed class SupervisionMapping : IEntityTypeConfiguration<Supervision>
{
    public void Configure(EntityTypeBuilder<Supervision> builder)
    {
        builder.ToTable("Supervisions");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasIndex(s => new { s.PersonId, s.On });
        builder.HasIndex(s => s.SupervisorId);
        builder.HasIndex(s => s.SchemeId);
        builder.HasIndex(s => new { s.HoldingId, s.SupervisorId }).IsUnique().HasFilter($"\"State\" = {(int)SupervisionState.Planned}").HasDatabaseName("IX_Supervisions_OnePlanned");
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(s => s.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RoleHolding>().WithMany().HasForeignKey(s => s.HoldingId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AgendaItemMapping : IEntityTypeConfiguration<AgendaItem>
{
    public void Configure(EntityTypeBuilder<AgendaItem> builder)
    {
        builder.ToTable("AgendaItems");
        builder.HasKey(a => new { a.SupervisionId, a.Number });
        builder.HasIndex(a => a.PersonId);
        builder.HasOne<Supervision>().WithMany().HasForeignKey(a => a.SupervisionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SupervisionNoteMapping : IEntityTypeConfiguration<SupervisionNote>
{
    public void Configure(EntityTypeBuilder<SupervisionNote> builder)
    {
        builder.ToTable("SupervisionNotes");
        builder.HasKey(n => n.SupervisionId);
        builder.HasIndex(n => n.PersonId);
        builder.HasOne<Supervision>().WithMany().HasForeignKey(n => n.SupervisionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CheckInMapping : IEntityTypeConfiguration<CheckIn>
{
    public void Configure(EntityTypeBuilder<CheckIn> builder)
    {
        builder.ToTable("CheckIns", t => t.HasCheckConstraint("CK_CheckIns_Shared", "(\"SharedWithId\" IS NULL) = (\"SharedOn\" IS NULL)"));
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => new { c.PersonId, c.On }).IsUnique();
        builder.HasIndex(c => c.SharedWithId);
        builder.HasIndex(c => new { c.SchemeId, c.On });
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(c => c.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SupportFlagMapping : IEntityTypeConfiguration<SupportFlag>
{
    public void Configure(EntityTypeBuilder<SupportFlag> builder)
    {
        // The person sees it no later than anybody else (INV-125).
        builder.ToTable("SupportFlags", t => t.HasCheckConstraint("CK_SupportFlags_OwnFirst", "\"OthersFrom\" >= \"OpenedOn\""));
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.HasIndex(f => new { f.PersonId, f.SchemeId, f.Rule }).IsUnique().HasFilter("\"ClosedOn\" IS NULL").HasDatabaseName("IX_SupportFlags_OneOpen");
        builder.HasIndex(f => new { f.SchemeId, f.OpenedOn });
        builder.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(f => f.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(f => f.Steps).WithOne().HasForeignKey(s => s.FlagId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(f => f.Steps).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class FlagStepMapping : IEntityTypeConfiguration<FlagStep>
{
    public void Configure(EntityTypeBuilder<FlagStep> builder)
    {
        builder.ToTable("FlagSteps");
        builder.HasKey(s => new { s.FlagId, s.Number });
        builder.HasIndex(s => s.PersonId);
    }
}

internal sealed class StayWellPlanMapping : IEntityTypeConfiguration<StayWellPlan>
{
    public void Configure(EntityTypeBuilder<StayWellPlan> builder)
    {
        builder.ToTable("StayWellPlans");
        builder.HasKey(p => p.PersonId);
        builder.Property(p => p.PersonId).ValueGeneratedNever();
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StayWellShareMapping : IEntityTypeConfiguration<StayWellShare>
{
    public void Configure(EntityTypeBuilder<StayWellShare> builder)
    {
        builder.ToTable("StayWellShares");
        builder.HasKey(s => new { s.PersonId, s.WithId });
        builder.HasIndex(s => s.WithId);
        builder.HasOne<StayWellPlan>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StayWellReaderMapping : IEntityTypeConfiguration<StayWellReader>
{
    public void Configure(EntityTypeBuilder<StayWellReader> builder)
    {
        builder.HasNoKey();
        builder.ToView("StayWellShares");
    }
}

internal sealed class PausePlanMapping : IEntityTypeConfiguration<PausePlan>
{
    public void Configure(EntityTypeBuilder<PausePlan> builder)
    {
        builder.ToTable("PausePlans");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => p.PersonId);
        builder.HasIndex(p => p.SchemeId);
        builder.HasIndex(p => p.LooksAfterId);
        builder.HasIndex(p => p.HoldingId).IsUnique().HasFilter("\"ClosedOn\" IS NULL").HasDatabaseName("IX_PausePlans_OneOpen");
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(p => p.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RoleHolding>().WithMany().HasForeignKey(p => p.HoldingId).OnDelete(DeleteBehavior.Restrict);
    }
}
