using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Throughline.People;

internal sealed class ConflictMapping : IEntityTypeConfiguration<Conflict>
{
    public void Configure(EntityTypeBuilder<Conflict> builder)
    {
        builder.ToTable("Conflicts");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.PersonId);
        builder.HasIndex(c => c.State);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Parties).WithOne().HasForeignKey(p => p.ConflictId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(c => c.Parties).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ConflictPartyMapping : IEntityTypeConfiguration<ConflictParty>
{
    public void Configure(EntityTypeBuilder<ConflictParty> builder)
    {
        builder.ToTable("ConflictParties");
        builder.HasKey(p => new { p.ConflictId, p.OtherId });
        builder.HasIndex(p => p.OtherId);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.OtherId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TieMapping : IEntityTypeConfiguration<Tie>
{
    public void Configure(EntityTypeBuilder<Tie> builder)
    {
        builder.HasNoKey();
        builder.ToView("ConflictParties");
    }
}

internal sealed class RelationshipMapping : IEntityTypeConfiguration<Relationship>
{
    public void Configure(EntityTypeBuilder<Relationship> builder)
    {
        builder.ToTable("Relationships");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => new { r.PersonId, r.OtherId });
        builder.HasIndex(r => r.OtherId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.OtherId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AspirationMapping : IEntityTypeConfiguration<Aspiration>
{
    public void Configure(EntityTypeBuilder<Aspiration> builder)
    {
        builder.ToTable("Aspirations");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => new { a.PersonId, a.On });
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WishToldMapping : IEntityTypeConfiguration<WishTold>
{
    public void Configure(EntityTypeBuilder<WishTold> builder)
    {
        builder.HasNoKey();
        builder.ToView("Aspirations");
    }
}
