using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;

namespace Throughline.Security;

internal sealed class EmergencyAccessMapping : IEntityTypeConfiguration<EmergencyAccess>
{
    public void Configure(EntityTypeBuilder<EmergencyAccess> builder)
    {
        builder.ToTable("EmergencyAccesses");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.HasIndex(e => new { e.PersonId, e.ViewerId });
        builder.HasIndex(e => new { e.ViewerId, e.OpenedAt });
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.ViewerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EmergencyGrantMapping : IEntityTypeConfiguration<EmergencyGrant>
{
    public void Configure(EntityTypeBuilder<EmergencyGrant> builder)
    {
        builder.HasNoKey();
        builder.ToView("EmergencyAccesses");
        builder.Property(g => g.SubjectId).HasColumnName("PersonId");
    }
}
