using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Concerns;

internal sealed class ConcernMapping : IEntityTypeConfiguration<Concern>
{
    public void Configure(EntityTypeBuilder<Concern> builder)
    {
        builder.ToTable("Concerns");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.PersonId);
        builder.HasIndex(c => new { c.SchemeId, c.State });
        builder.HasIndex(c => c.HandlerId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(c => c.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Entries).WithOne().HasForeignKey(e => e.ConcernId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Walls).WithOne().HasForeignKey(w => w.ConcernId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(c => c.Entries).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(c => c.Walls).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ConcernEntryMapping : IEntityTypeConfiguration<ConcernEntry>
{
    public void Configure(EntityTypeBuilder<ConcernEntry> builder)
    {
        builder.ToTable("ConcernEntries");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasIndex(e => e.PersonId);
    }
}

internal sealed class ConcernWallMapping : IEntityTypeConfiguration<ConcernWall>
{
    public void Configure(EntityTypeBuilder<ConcernWall> builder)
    {
        builder.ToTable("ConcernWalls");
        builder.HasKey(w => new { w.ConcernId, w.WalledId });
        builder.HasIndex(w => w.PersonId);
        builder.HasIndex(w => w.WalledId);
    }
}

internal sealed class ConcernChannelMapping : IEntityTypeConfiguration<ConcernChannel>
{
    public void Configure(EntityTypeBuilder<ConcernChannel> builder)
    {
        builder.ToTable("ConcernChannels");
        builder.HasKey(c => c.SchemeId);
        builder.Property(c => c.ContactName).HasMaxLength(ConcernChannel.NameMaxLength);
        builder.Property(c => c.Organisation).HasMaxLength(ConcernChannel.NameMaxLength);
        builder.Property(c => c.Reach).HasMaxLength(ConcernChannel.NameMaxLength);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasOne<Scheme>().WithMany().HasForeignKey(c => c.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}
