using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.Schemes;

namespace Throughline.People;

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("People");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.PreferredName).HasMaxLength(Person.NameMaxLength);
        builder.Property(p => p.FamilyName).HasMaxLength(Person.NameMaxLength);
        builder.Property(p => p.Pronouns).HasMaxLength(Person.NameMaxLength);
        builder.Property(p => p.Reference).HasMaxLength(Person.ReferenceMaxLength);
        builder.Property(p => p.SortName).HasMaxLength(200);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Ignore(p => p.FullName);
        builder.HasIndex(p => new { p.SortName, p.Id });
        builder.HasIndex(p => p.Reference).IsUnique();
        builder.HasIndex(p => new { p.ImportId, p.Id }).HasFilter("\"Arriving\"").HasDatabaseName("IX_People_Arriving");
    }
}

internal sealed class PersonTermMapping : IEntityTypeConfiguration<PersonTerm>
{
    public void Configure(EntityTypeBuilder<PersonTerm> builder)
    {
        builder.ToTable("PersonTerms");
        builder.HasKey(t => new { t.Term, t.PersonId });
        builder.Property(t => t.Term).HasMaxLength(NameFolding.TermMaxLength);
        builder.HasIndex(t => t.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RoleDefinitionMapping : IEntityTypeConfiguration<RoleDefinition>
{
    public void Configure(EntityTypeBuilder<RoleDefinition> builder)
    {
        builder.ToTable("RoleDefinitions");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Key).HasMaxLength(80);
        builder.Property(r => r.Title).HasMaxLength(RoleDefinition.TitleMaxLength);
        builder.Property(r => r.PlainTitle).HasMaxLength(RoleDefinition.TitleMaxLength);
        builder.PrimitiveCollection(r => r.Hats);
        builder.PrimitiveCollection(r => r.Tasks);
        builder.Property(r => r.CapsReason).HasMaxLength(RoleDefinition.ReasonMaxLength);
        builder.Property(r => r.MinTraining).HasMaxLength(80);
        builder.Property(r => r.ClearanceScope).HasMaxLength(80);
        builder.Property(r => r.ContactHoursCap).HasPrecision(5, 2);
        builder.Property(r => r.PresenceHoursCap).HasPrecision(5, 2);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => new { r.SchemeId, r.Key }).IsUnique();
        builder.HasOne<Scheme>().WithMany().HasForeignKey(r => r.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RoleDefinitionVersionMapping : IEntityTypeConfiguration<RoleDefinitionVersion>
{
    public void Configure(EntityTypeBuilder<RoleDefinitionVersion> builder)
    {
        builder.ToTable("RoleDefinitionVersions");
        builder.HasKey(v => new { v.RoleDefinitionId, v.Version });
        builder.Property(v => v.Title).HasMaxLength(RoleDefinition.TitleMaxLength);
        builder.Property(v => v.PlainTitle).HasMaxLength(RoleDefinition.TitleMaxLength);
        builder.Property(v => v.ContactHoursCap).HasPrecision(5, 2);
        builder.Property(v => v.PresenceHoursCap).HasPrecision(5, 2);
        builder.PrimitiveCollection(v => v.Tasks);
        builder.Property(v => v.Reason).HasMaxLength(RoleDefinition.ReasonMaxLength);
        builder.HasOne<RoleDefinition>().WithMany().HasForeignKey(v => v.RoleDefinitionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RoleHoldingMapping : IEntityTypeConfiguration<RoleHolding>
{
    public void Configure(EntityTypeBuilder<RoleHolding> builder)
    {
        builder.ToTable("RoleHoldings");
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.Property(h => h.RosteredHours).HasPrecision(5, 2);
        builder.Property(h => h.Version).IsConcurrencyToken();
        builder.HasIndex(h => new { h.PersonId, h.SchemeId });
        builder.HasIndex(h => new { h.SchemeId, h.PersonId });
        builder.HasIndex(h => h.SupervisorId);
        builder.HasIndex(h => new { h.ImportId, h.Id }).HasFilter("\"Arriving\"").HasDatabaseName("IX_RoleHoldings_Arriving");
        builder.HasIndex(h => new { h.PersonId, h.RoleDefinitionId }).IsUnique().HasFilter("\"To\" IS NULL").HasDatabaseName("IX_RoleHoldings_OneOpenSpell");
        builder.HasOne<Person>().WithMany().HasForeignKey(h => h.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RoleDefinition>().WithMany().HasForeignKey(h => h.RoleDefinitionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(h => h.Moves).WithOne().HasForeignKey(m => m.HoldingId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(h => h.Moves).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.ToTable(t => t.HasCheckConstraint("CK_RoleHoldings_ToNotBeforeFrom", "\"To\" IS NULL OR \"To\" >= \"From\""));
    }
}

internal sealed class RoleMoveMapping : IEntityTypeConfiguration<RoleMove>
{
    public void Configure(EntityTypeBuilder<RoleMove> builder)
    {
        builder.ToTable("RoleMoves");
        builder.HasKey(m => new { m.HoldingId, m.Number });
        builder.HasIndex(m => m.PersonId);
    }
}

internal sealed class WallMapping : IEntityTypeConfiguration<Wall>
{
    public void Configure(EntityTypeBuilder<Wall> builder)
    {
        builder.ToTable("Walls");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.HasIndex(w => new { w.ViewerId, w.SubjectId });
        builder.HasIndex(w => w.ConflictId);
    }
}

internal sealed class BelongingMapping : IEntityTypeConfiguration<Belonging>
{
    public void Configure(EntityTypeBuilder<Belonging> builder)
    {
        builder.HasNoKey();
        builder.ToView("RoleHoldings");
    }
}
