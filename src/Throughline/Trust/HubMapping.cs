using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Trust;

internal sealed class SpaceMapping : IEntityTypeConfiguration<Space>
{
    public void Configure(EntityTypeBuilder<Space> builder)
    {
        builder.ToTable("Spaces");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(Space.NameMaxLength);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasIndex(s => new { s.SiteId, s.Name }).IsUnique();
        builder.HasIndex(s => s.SchemeId);
        builder.HasOne<Site>().WithMany().HasForeignKey(s => s.SiteId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(s => s.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SpaceAllocationMapping : IEntityTypeConfiguration<SpaceAllocation>
{
    public void Configure(EntityTypeBuilder<SpaceAllocation> builder)
    {
        builder.ToTable("SpaceAllocations");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.PrimitiveCollection(a => a.Purposes);
        builder.HasIndex(a => a.SchemeId);
        builder.HasIndex(a => a.SpaceId).IsUnique().HasFilter("\"To\" IS NULL AND \"Exclusive\"").HasDatabaseName("IX_SpaceAllocations_OneOwner");
        builder.HasIndex(a => new { a.SpaceId, a.SchemeId }).IsUnique().HasFilter("\"To\" IS NULL").HasDatabaseName("IX_SpaceAllocations_OneOpenForScheme");
        builder.ToTable(t => t.HasCheckConstraint("CK_SpaceAllocations_ToNotBeforeFrom", "\"To\" IS NULL OR \"To\" >= \"From\""));
        builder.HasOne<Space>().WithMany().HasForeignKey(a => a.SpaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(a => a.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SpaceBookingMapping : IEntityTypeConfiguration<SpaceBooking>
{
    public void Configure(EntityTypeBuilder<SpaceBooking> builder)
    {
        builder.ToTable("SpaceBookings");
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.HasIndex(b => new { b.SpaceId, b.StartsAt });
        builder.HasIndex(b => b.SchemeId);
        builder.HasIndex(b => b.DisplacementId);
        builder.HasOne<Space>().WithMany().HasForeignKey(b => b.SpaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(b => b.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SpaceDisplacement>().WithMany().HasForeignKey(b => b.DisplacementId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(b => b.Slots).WithOne().HasForeignKey(s => s.BookingId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(b => b.Slots).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.ToTable(t => t.HasCheckConstraint("CK_SpaceBookings_EndsAfterItStarts", "\"EndsAt\" > \"StartsAt\""));
    }
}

internal sealed class BookingSlotMapping : IEntityTypeConfiguration<BookingSlot>
{
    public void Configure(EntityTypeBuilder<BookingSlot> builder)
    {
        builder.ToTable("BookingSlots");
        builder.HasKey(s => new { s.SpaceId, s.At });
    }
}

internal sealed class SpaceDisplacementMapping : IEntityTypeConfiguration<SpaceDisplacement>
{
    public void Configure(EntityTypeBuilder<SpaceDisplacement> builder)
    {
        builder.ToTable("SpaceDisplacements");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Reason).HasMaxLength(RoleHolding.ReasonMaxLength);
        builder.Property(d => d.LookedAt).HasMaxLength(RoleHolding.ReasonMaxLength);
        builder.HasIndex(d => new { d.SchemeId, d.StartsAt });
        builder.HasIndex(d => d.SpaceId);
        builder.HasOne<SpaceAllocation>().WithMany().HasForeignKey(d => d.AllocationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OpeningMapping : IEntityTypeConfiguration<HubOpening>
{
    public void Configure(EntityTypeBuilder<HubOpening> builder)
    {
        builder.ToTable("Openings");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.HasIndex(o => o.SpaceId).IsUnique().HasFilter("\"LockedAt\" IS NULL").HasDatabaseName("IX_Openings_OneThatLasts");
        builder.HasIndex(o => new { o.SpaceId, o.UnlockedAt });
        builder.HasOne<Space>().WithMany().HasForeignKey(o => o.SpaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(o => o.Moves).WithOne().HasForeignKey(m => m.OpeningId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(o => o.Moves).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class OpeningMoveMapping : IEntityTypeConfiguration<OpeningMove>
{
    public void Configure(EntityTypeBuilder<OpeningMove> builder)
    {
        builder.ToTable("OpeningMoves");
        builder.HasKey(m => new { m.OpeningId, m.Number });
    }
}

internal sealed class PresenceMapping : IEntityTypeConfiguration<Presence>
{
    public void Configure(EntityTypeBuilder<Presence> builder)
    {
        builder.ToTable("Presences");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => p.PersonId).IsUnique().HasFilter("\"Out\" IS NULL").HasDatabaseName("IX_Presences_OneOpenStay");
        builder.HasIndex(p => new { p.PersonId, p.In });
        builder.HasIndex(p => new { p.SpaceId, p.In });
        builder.HasIndex(p => new { p.SpaceId, p.Out });
        builder.HasIndex(p => p.HoldingId);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Space>().WithMany().HasForeignKey(p => p.SpaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RoleHolding>().WithMany().HasForeignKey(p => p.HoldingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Corrections).WithOne().HasForeignKey(c => c.PresenceId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(p => p.Corrections).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.ToTable(t => t.HasCheckConstraint("CK_Presences_OutNotBeforeIn", "\"Out\" IS NULL OR \"Out\" >= \"In\""));
    }
}

internal sealed class PresenceCorrectionMapping : IEntityTypeConfiguration<PresenceCorrection>
{
    public void Configure(EntityTypeBuilder<PresenceCorrection> builder)
    {
        builder.ToTable("PresenceCorrections");
        builder.HasKey(c => new { c.PresenceId, c.Number });
        builder.HasIndex(c => c.PersonId);
    }
}

internal sealed class ShiftMapping : IEntityTypeConfiguration<Shift>
{
    public void Configure(EntityTypeBuilder<Shift> builder)
    {
        builder.ToTable("Shifts");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Scope).HasMaxLength(Shift.ScopeMaxLength);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasIndex(s => new { s.SpaceId, s.From });
        builder.HasIndex(s => s.PersonId);
        builder.HasIndex(s => s.HoldingId);
        builder.HasOne<Space>().WithMany().HasForeignKey(s => s.SpaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RoleHolding>().WithMany().HasForeignKey(s => s.HoldingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Skips).WithOne().HasForeignKey(k => k.ShiftId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(s => s.Skips).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ShiftSkipMapping : IEntityTypeConfiguration<ShiftSkip>
{
    public void Configure(EntityTypeBuilder<ShiftSkip> builder)
    {
        builder.ToTable("ShiftSkips");
        builder.HasKey(k => new { k.ShiftId, k.On });
        builder.HasIndex(k => k.PersonId);
    }
}

internal sealed class HubScreenMapping : IEntityTypeConfiguration<HubScreen>
{
    public void Configure(EntityTypeBuilder<HubScreen> builder)
    {
        builder.ToTable("HubScreens");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(HubScreen.NameMaxLength);
        builder.HasIndex(s => s.TokenHash).IsUnique();
        builder.HasOne<Space>().WithMany().HasForeignKey(s => s.SpaceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ScreenNameMapping : IEntityTypeConfiguration<ScreenName>
{
    public void Configure(EntityTypeBuilder<ScreenName> builder)
    {
        builder.ToTable("ScreenNames");
        builder.HasKey(n => n.PersonId);
        builder.Property(n => n.PersonId).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
