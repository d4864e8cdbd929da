using Microsoft.EntityFrameworkCore;
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
