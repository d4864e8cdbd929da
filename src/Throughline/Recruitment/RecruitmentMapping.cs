using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Recruitment;

internal sealed class ApplicationWindowMapping : IEntityTypeConfiguration<ApplicationWindow>
{
    public void Configure(EntityTypeBuilder<ApplicationWindow> builder)
    {
        builder.ToTable("ApplicationWindows");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.About).HasMaxLength(ApplicationWindow.AboutMaxLength);
        builder.Property(w => w.OtherWays).HasMaxLength(ApplicationWindow.OtherWaysMaxLength);
        builder.Property(w => w.Version).IsConcurrencyToken();
        builder.HasIndex(w => new { w.RoleDefinitionId, w.Opens });
        builder.HasOne<Scheme>().WithMany().HasForeignKey(w => w.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RoleDefinition>().WithMany().HasForeignKey(w => w.RoleDefinitionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ApplicationMapping : IEntityTypeConfiguration<Application>
{
    public void Configure(EntityTypeBuilder<Application> builder)
    {
        builder.ToTable("Applications");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.EncouragedBy).HasMaxLength(ReferenceItem.CodeMaxLength);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => a.PersonId);
        builder.HasIndex(a => new { a.SchemeId, a.State });
        builder.HasIndex(a => a.HoldingId).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RoleHolding>().WithMany().HasForeignKey(a => a.HoldingId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConversationMapping : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("Conversations");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasIndex(c => c.ApplicationId);
        builder.HasIndex(c => c.PersonId);
        builder.HasOne<Application>().WithMany().HasForeignKey(c => c.ApplicationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PanelSeatMapping : IEntityTypeConfiguration<PanelSeat>
{
    public void Configure(EntityTypeBuilder<PanelSeat> builder)
    {
        builder.ToTable("PanelSeats");
        builder.HasKey(s => new { s.ApplicationId, s.MemberId });
        builder.HasIndex(s => s.MemberId);
        builder.HasIndex(s => s.PersonId);
        builder.HasOne<Application>().WithMany().HasForeignKey(s => s.ApplicationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SeatGrantMapping : IEntityTypeConfiguration<SeatGrant>
{
    public void Configure(EntityTypeBuilder<SeatGrant> builder)
    {
        builder.HasNoKey();
        builder.ToView("PanelSeats");
    }
}

internal sealed class PanelViewMapping : IEntityTypeConfiguration<PanelView>
{
    public void Configure(EntityTypeBuilder<PanelView> builder)
    {
        builder.ToTable("PanelViews");
        builder.HasKey(v => new { v.ApplicationId, v.MemberId, v.Dimension });
        builder.Property(v => v.Dimension).HasMaxLength(ReferenceItem.CodeMaxLength);
        builder.HasIndex(v => v.PersonId);
        builder.HasOne<Application>().WithMany().HasForeignKey(v => v.ApplicationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class InspirationMapping : IEntityTypeConfiguration<Inspiration>
{
    public void Configure(EntityTypeBuilder<Inspiration> builder)
    {
        builder.ToTable("Inspirations");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.HasIndex(i => i.ApplicationId);
        builder.HasIndex(i => i.PersonId);
        builder.HasIndex(i => i.InspirerId);
        builder.HasOne<Application>().WithMany().HasForeignKey(i => i.ApplicationId).OnDelete(DeleteBehavior.Cascade);
    }
}
