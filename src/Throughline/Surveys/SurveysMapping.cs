using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Throughline.Schemes;

namespace Throughline.Surveys;

internal sealed class SheetConverter() : ValueConverter<SurveySheet, string>(sheet => sheet.ToJson(), json => SurveySheet.FromJson(json))
{
    public static ValueComparer<SurveySheet> Comparer { get; } = new((left, right) => Equals(left, right), sheet => sheet.GetHashCode(), sheet => sheet);
}

internal sealed class SurveyMapping : IEntityTypeConfiguration<Survey>
{
    public void Configure(EntityTypeBuilder<Survey> builder)
    {
        builder.ToTable("Surveys");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.VersionNumber).IsConcurrencyToken();
        builder.Ignore(s => s.Sheet);
        builder.HasIndex(s => s.SchemeId).IsUnique();
        builder.HasOne<Scheme>().WithMany().HasForeignKey(s => s.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Versions).WithOne().HasForeignKey(v => v.SurveyId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(s => s.Versions).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class SurveyVersionMapping : IEntityTypeConfiguration<SurveyVersion>
{
    public void Configure(EntityTypeBuilder<SurveyVersion> builder)
    {
        builder.ToTable("SurveyVersions");
        builder.HasKey(v => new { v.SurveyId, v.Number });
        builder.Property(v => v.Sheet).HasConversion<SheetConverter>().Metadata.SetValueComparer(SheetConverter.Comparer);
        builder.Property(v => v.Reason).HasMaxLength(Survey.ReasonMaxLength);
    }
}

internal sealed class SurveyWaveMapping : IEntityTypeConfiguration<SurveyWave>
{
    public void Configure(EntityTypeBuilder<SurveyWave> builder)
    {
        builder.ToTable("SurveyWaves");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Sheet).HasConversion<SheetConverter>().Metadata.SetValueComparer(SheetConverter.Comparer);
        builder.Property(w => w.Name).HasMaxLength(SurveyWave.NameMaxLength);
        builder.Property(w => w.Audience).HasMaxLength(SurveyWave.AudienceMaxLength);
        builder.Property(w => w.Version).IsConcurrencyToken();
        builder.HasIndex(w => w.SchemeId);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(w => w.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(w => w.Doors).WithOne().HasForeignKey(d => d.WaveId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(w => w.Doors).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class SurveyDoorMapping : IEntityTypeConfiguration<SurveyDoor>
{
    public void Configure(EntityTypeBuilder<SurveyDoor> builder)
    {
        builder.ToTable("SurveyDoors");
        builder.HasKey(d => new { d.WaveId, d.SiteId });
        builder.Property(d => d.Code).HasMaxLength(SurveyDoor.CodeLength);
        builder.HasIndex(d => d.Code).IsUnique();
        builder.HasOne<Site>().WithMany().HasForeignKey(d => d.SiteId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SurveyTallyMapping : IEntityTypeConfiguration<SurveyTally>
{
    public void Configure(EntityTypeBuilder<SurveyTally> builder)
    {
        builder.ToTable("SurveyTallies");
        builder.HasKey(t => new { t.WaveId, t.SiteId, t.Question, t.Answer });
        builder.HasOne<SurveyWave>().WithMany().HasForeignKey(t => t.WaveId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CountedSheetMapping : IEntityTypeConfiguration<CountedSheet>
{
    public void Configure(EntityTypeBuilder<CountedSheet> builder)
    {
        builder.ToTable("SurveyCountedSheets");
        builder.HasKey(s => s.Hash);
        builder.Property(s => s.Hash).HasMaxLength(64);
        builder.HasIndex(s => s.WaveId);
        builder.HasOne<SurveyWave>().WithMany().HasForeignKey(s => s.WaveId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SurveyCodeMapping : IEntityTypeConfiguration<SurveyCode>
{
    public void Configure(EntityTypeBuilder<SurveyCode> builder)
    {
        builder.ToTable("SurveyCodes");
        builder.HasKey(c => c.Hash);
        builder.Property(c => c.Hash).HasMaxLength(64);
        builder.HasIndex(c => c.WaveId);
        builder.HasOne<SurveyWave>().WithMany().HasForeignKey(c => c.WaveId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SurveyWordsMapping : IEntityTypeConfiguration<SurveyWords>
{
    public void Configure(EntityTypeBuilder<SurveyWords> builder)
    {
        builder.ToTable("SurveyWords");
        builder.HasKey(w => w.WaveId);
        builder.Property(w => w.Version).IsConcurrencyToken();
        builder.HasOne<SurveyWave>().WithMany().HasForeignKey(w => w.WaveId).OnDelete(DeleteBehavior.Restrict);
    }
}
