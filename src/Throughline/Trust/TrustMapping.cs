using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;

namespace Throughline.Trust;

internal sealed class TrustGrantMapping : IEntityTypeConfiguration<TrustGrant>
{
    public void Configure(EntityTypeBuilder<TrustGrant> builder)
    {
        builder.ToTable("TrustGrants", t => t.HasCheckConstraint("CK_TrustGrants_Step", "\"Step\" BETWEEN 1 AND 7"));
        builder.Property(g => g.Id).ValueGeneratedNever();
        builder.Property(g => g.Version).IsConcurrencyToken();
        builder.Ignore(g => g.CanAppeal);
        builder.HasIndex(g => new { g.HoldingId, g.Step }).IsUnique().HasFilter("\"ClosedOn\" IS NULL").HasDatabaseName("IX_TrustGrants_OneOpenForEachStep");
        builder.HasIndex(g => g.HoldingId).IsUnique().HasFilter("\"ActiveFrom\" IS NULL AND \"ClosedOn\" IS NULL").HasDatabaseName("IX_TrustGrants_OneWaiting");
        builder.HasIndex(g => g.PersonId);
        builder.HasIndex(g => new { g.SchemeId, g.ClosedOn });
        builder.HasIndex(g => g.GivenById);
        builder.HasIndex(g => g.AppealToId);
        builder.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RoleHolding>().WithMany().HasForeignKey(g => g.HoldingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(g => g.Entries).WithOne().HasForeignKey(e => e.GrantId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(g => g.Entries).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class TrustEntryMapping : IEntityTypeConfiguration<TrustEntry>
{
    public void Configure(EntityTypeBuilder<TrustEntry> builder)
    {
        builder.ToTable("TrustEntries");
        builder.HasKey(e => new { e.GrantId, e.Number });
        builder.HasIndex(e => e.PersonId);
    }
}

internal sealed class SponsorshipMapping : IEntityTypeConfiguration<Sponsorship>
{
    public void Configure(EntityTypeBuilder<Sponsorship> builder)
    {
        builder.HasNoKey();
        builder.ToView("TrustGrants");
    }
}

internal sealed class MilestoneMapping : IEntityTypeConfiguration<Milestone>
{
    public void Configure(EntityTypeBuilder<Milestone> builder)
    {
        builder.ToTable("Milestones");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Version).IsConcurrencyToken();
        builder.HasIndex(m => new { m.PersonId, m.Kind }).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
