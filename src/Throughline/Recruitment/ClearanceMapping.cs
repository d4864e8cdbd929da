using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Recruitment;

internal sealed class ClearanceMapping : IEntityTypeConfiguration<Clearance>
{
    public void Configure(EntityTypeBuilder<Clearance> builder)
    {
        builder.ToTable("Clearances", t => t.HasCheckConstraint("CK_Clearances_UntilNotBeforeFrom", "\"Until\" >= \"From\""));
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Scope).HasMaxLength(Clearance.ScopeMaxLength);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => new { c.PersonId, c.Scope, c.Until });
        builder.HasIndex(c => new { c.SchemeId, c.Until });
        builder.HasIndex(c => new { c.Scope, c.Until });
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(c => c.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ClearedSpanMapping : IEntityTypeConfiguration<ClearedSpan>
{
    public void Configure(EntityTypeBuilder<ClearedSpan> builder)
    {
        builder.HasNoKey();
        builder.ToView("Clearances");
    }
}
