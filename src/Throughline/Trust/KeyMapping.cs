using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Trust;

internal sealed class KeyMapping : IEntityTypeConfiguration<Key>
{
    public void Configure(EntityTypeBuilder<Key> builder)
    {
        builder.ToTable("Keys");
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.Label).HasMaxLength(Key.LabelMaxLength);
        builder.Property(k => k.Opens).HasMaxLength(Key.OpensMaxLength);
        builder.Property(k => k.Version).IsConcurrencyToken();
        builder.HasIndex(k => k.SchemeId);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(k => k.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Site>().WithMany().HasForeignKey(k => k.SiteId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class KeyCustodyMapping : IEntityTypeConfiguration<KeyCustody>
{
    public void Configure(EntityTypeBuilder<KeyCustody> builder)
    {
        builder.ToTable("KeyCustodies");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.KeyId).IsUnique().HasFilter("\"ClosedAt\" IS NULL").HasDatabaseName("IX_KeyCustodies_OneOpenForEachKey");
        builder.HasIndex(c => c.PersonId);
        builder.HasIndex(c => new { c.SchemeId, c.ClosedAt });
        builder.HasOne<Key>().WithMany().HasForeignKey(c => c.KeyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
