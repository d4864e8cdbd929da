using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Throughline.Importing;

internal sealed class ImportRunMapping : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.ToTable("ImportRuns");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.FileName).HasMaxLength(ImportRun.FileNameMaxLength);
        builder.Property(r => r.FileHash).HasMaxLength(64);
        builder.Property(r => r.FileNote).HasMaxLength(200);
        builder.Property(r => r.Stopped).HasMaxLength(200);
        builder.PrimitiveCollection(r => r.Headers);
        builder.PrimitiveCollection(r => r.Fields);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => new { r.PersonId, r.StartedAt });
        builder.HasIndex(r => r.State);
    }
}

internal sealed class ImportChunkMapping : IEntityTypeConfiguration<ImportChunk>
{
    public void Configure(EntityTypeBuilder<ImportChunk> builder)
    {
        builder.ToTable("ImportChunks");
        builder.HasKey(c => new { c.RunId, c.Number });
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(c => c.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ImportMemoryMapping : IEntityTypeConfiguration<ImportMemory>
{
    public void Configure(EntityTypeBuilder<ImportMemory> builder)
    {
        builder.ToTable("ImportMemories");
        builder.HasKey(m => new { m.SchemeId, m.Header });
        builder.Property(m => m.Header).HasMaxLength(200);
        builder.Property(m => m.Field).HasMaxLength(40);
        builder.HasOne<Throughline.Schemes.Scheme>().WithMany().HasForeignKey(m => m.SchemeId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ArrivalMapping : IEntityTypeConfiguration<Arrival>
{
    public void Configure(EntityTypeBuilder<Arrival> builder)
    {
        builder.HasNoKey();
        builder.ToView("ImportRuns");
    }
}
