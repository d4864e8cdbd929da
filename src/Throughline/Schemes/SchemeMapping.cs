using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Throughline.Schemes;

internal sealed class SchemeMapping : IEntityTypeConfiguration<Scheme>
{
    public void Configure(EntityTypeBuilder<Scheme> builder)
    {
        builder.ToTable("Schemes");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(Scheme.NameMaxLength);
        builder.Property(s => s.TemplateId).HasMaxLength(80);
        builder.Property(s => s.Version).IsConcurrencyToken();
    }
}

internal sealed class OrganisationMapping : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("Organisation");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.Ignore(o => o.History);
        builder.HasMany(o => o.Spells).WithOne().HasForeignKey(s => s.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(o => o.Spells).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class OrganisationSpellMapping : IEntityTypeConfiguration<OrganisationSpell>
{
    public void Configure(EntityTypeBuilder<OrganisationSpell> builder)
    {
        builder.ToTable("OrganisationSpells");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(Organisation.NameMaxLength);
        builder.HasIndex(s => new { s.OrganisationId, s.From }).IsUnique();
    }
}

internal sealed class SiteMapping : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.ToTable("Sites");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(Site.NameMaxLength);
        builder.Property(s => s.Address).HasMaxLength(Site.AddressMaxLength);
        builder.HasIndex(s => new { s.SchemeId, s.Name }).IsUnique();
        builder.HasOne<Scheme>().WithMany().HasForeignKey(s => s.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TeamMapping : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("Teams");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Name).HasMaxLength(Team.NameMaxLength);
        builder.HasIndex(t => new { t.SiteId, t.Name }).IsUnique();
        builder.HasIndex(t => t.SchemeId);
        builder.HasOne<Site>().WithMany().HasForeignKey(t => t.SiteId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(t => t.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SchemeWordMapping : IEntityTypeConfiguration<SchemeWord>
{
    public void Configure(EntityTypeBuilder<SchemeWord> builder)
    {
        builder.ToTable("SchemeWords");
        builder.HasKey(w => new { w.SchemeId, w.Key });
        builder.Property(w => w.Key).HasMaxLength(80);
        builder.Property(w => w.Singular).HasMaxLength(SchemeWord.WordMaxLength);
        builder.Property(w => w.Plural).HasMaxLength(SchemeWord.WordMaxLength);
        builder.Property(w => w.Reason).HasMaxLength(SchemeWord.ReasonMaxLength);
        builder.Property(w => w.Version).IsConcurrencyToken();
        builder.HasOne<Scheme>().WithMany().HasForeignKey(w => w.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReferenceItemMapping : IEntityTypeConfiguration<ReferenceItem>
{
    public void Configure(EntityTypeBuilder<ReferenceItem> builder)
    {
        builder.ToTable("ReferenceItems");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Kind).HasMaxLength(40);
        builder.Property(i => i.Code).HasMaxLength(ReferenceItem.CodeMaxLength);
        builder.Property(i => i.Name).HasMaxLength(ReferenceItem.NameMaxLength);
        builder.Property(i => i.Hint).HasMaxLength(ReferenceItem.HintMaxLength);
        builder.Property(i => i.Flags).HasMaxLength(1000).HasConversion(
            flags => JsonSerializer.Serialize(flags, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<Dictionary<string, string>>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<IReadOnlyDictionary<string, string>>(
                (left, right) => left!.Count == right!.Count && left.All(f => right.GetValueOrDefault(f.Key) == f.Value),
                flags => flags.Count,
                flags => flags));
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.HasIndex(i => new { i.SchemeId, i.Kind, i.Code, i.From }).IsUnique();
        // Of the items of one code at most the newest is without an end.
        builder.HasIndex(i => new { i.SchemeId, i.Kind, i.Code }).IsUnique().HasFilter("\"To\" IS NULL").HasDatabaseName("IX_ReferenceItems_OneOpenItem");
        builder.HasOne<Scheme>().WithMany().HasForeignKey(i => i.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SchemeSettingMapping : IEntityTypeConfiguration<SchemeSetting>
{
    public void Configure(EntityTypeBuilder<SchemeSetting> builder)
    {
        builder.ToTable("SchemeSettings");
        builder.HasKey(s => new { s.SchemeId, s.Key });
        builder.Property(s => s.Key).HasMaxLength(80);
        builder.Property(s => s.Value).HasPrecision(12, 3);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasOne<Scheme>().WithMany().HasForeignKey(s => s.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SettingChangeMapping : IEntityTypeConfiguration<SettingChange>
{
    public void Configure(EntityTypeBuilder<SettingChange> builder)
    {
        builder.ToTable("SettingChanges");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Key).HasMaxLength(80);
        builder.Property(c => c.Old).HasPrecision(12, 3);
        builder.Property(c => c.New).HasPrecision(12, 3);
        builder.Property(c => c.Reason).HasMaxLength(SettingChange.ReasonMaxLength);
        builder.HasIndex(c => new { c.SchemeId, c.Key, c.Number }).IsUnique();
        builder.HasOne<Scheme>().WithMany().HasForeignKey(c => c.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}
