using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Safeguarding;

internal sealed class SafeguardingConcernMapping : IEntityTypeConfiguration<SafeguardingConcern>
{
    public void Configure(EntityTypeBuilder<SafeguardingConcern> builder)
    {
        builder.ToTable("SafeguardingConcerns");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.PersonId);
        builder.HasIndex(c => c.ReporterId);
        builder.HasIndex(c => c.OwnerId);
        builder.HasIndex(c => new { c.SchemeId, c.State });
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(c => c.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Entries).WithOne().HasForeignKey(e => e.ConcernId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Actions).WithOne().HasForeignKey(a => a.ConcernId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(c => c.Shares).WithOne().HasForeignKey(s => s.ConcernId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(c => c.Entries).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(c => c.Actions).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(c => c.Shares).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class SafeguardingEntryMapping : IEntityTypeConfiguration<SafeguardingEntry>
{
    public void Configure(EntityTypeBuilder<SafeguardingEntry> builder)
    {
        builder.ToTable("SafeguardingEntries");
        builder.HasKey(e => new { e.ConcernId, e.Number });
        builder.HasIndex(e => e.PersonId);
    }
}

internal sealed class SafeguardingActionMapping : IEntityTypeConfiguration<SafeguardingAction>
{
    public void Configure(EntityTypeBuilder<SafeguardingAction> builder)
    {
        builder.ToTable("SafeguardingActions");
        builder.HasKey(a => new { a.ConcernId, a.Number });
        builder.HasIndex(a => a.PersonId);
        builder.HasIndex(a => a.OwnerId);
    }
}

internal sealed class SafeguardingShareMapping : IEntityTypeConfiguration<SafeguardingShare>
{
    public void Configure(EntityTypeBuilder<SafeguardingShare> builder)
    {
        builder.ToTable("SafeguardingShares");
        builder.HasKey(s => new { s.ConcernId, s.Number });
        builder.HasIndex(s => s.PersonId);
    }
}

internal sealed class ConcernHeldMapping : IEntityTypeConfiguration<ConcernHeld>
{
    public void Configure(EntityTypeBuilder<ConcernHeld> builder)
    {
        builder.HasNoKey();
        builder.ToView("SafeguardingConcerns");
    }
}

internal sealed class ActionHeldMapping : IEntityTypeConfiguration<ActionHeld>
{
    public void Configure(EntityTypeBuilder<ActionHeld> builder)
    {
        builder.HasNoKey();
        builder.ToView("SafeguardingActions");
    }
}

internal sealed class DutyTurnMapping : IEntityTypeConfiguration<DutyTurn>
{
    public void Configure(EntityTypeBuilder<DutyTurn> builder)
    {
        builder.ToTable("DutyTurns", t =>
        {
            t.HasCheckConstraint("CK_DutyTurns_Place", "\"Place\" BETWEEN 1 AND 2");
            t.HasCheckConstraint("CK_DutyTurns_Times", "\"EndsAt\" > \"StartsAt\"");
        });
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Phone).HasMaxLength(DutyTurn.PhoneMaxLength);
        builder.HasIndex(t => new { t.SchemeId, t.EndsAt });
        builder.HasIndex(t => t.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(t => t.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DutyAlarmMapping : IEntityTypeConfiguration<DutyAlarm>
{
    public void Configure(EntityTypeBuilder<DutyAlarm> builder)
    {
        builder.ToTable("DutyAlarms");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => new { a.AnsweredAt, a.NextAt });
        builder.HasIndex(a => a.PersonId);
    }
}

internal sealed class DutyPageMapping : IEntityTypeConfiguration<DutyPage>
{
    public void Configure(EntityTypeBuilder<DutyPage> builder)
    {
        builder.ToTable("DutyPages");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Failure).HasMaxLength(DutyPage.FailureMaxLength);
        builder.HasIndex(p => new { p.CaseId, p.Step }).IsUnique();
        builder.HasIndex(p => new { p.PersonId, p.ClosedAt });
        builder.HasIndex(p => new { p.SentAt, p.ClosedAt });
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PagedForMapping : IEntityTypeConfiguration<PagedFor>
{
    public void Configure(EntityTypeBuilder<PagedFor> builder)
    {
        builder.HasNoKey();
        builder.ToView("DutyPages");
    }
}

internal sealed class PagingBeatMapping : IEntityTypeConfiguration<PagingBeat>
{
    public void Configure(EntityTypeBuilder<PagingBeat> builder)
    {
        builder.ToTable("PagingBeats");
        builder.Property(b => b.Id).ValueGeneratedNever();
    }
}

internal sealed class WordRequestMapping : IEntityTypeConfiguration<WordRequest>
{
    public void Configure(EntityTypeBuilder<WordRequest> builder)
    {
        builder.ToTable("WordRequests");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Version).IsConcurrencyToken();
        builder.HasIndex(w => w.PersonId).IsUnique().HasFilter("\"SeenAt\" IS NULL").HasDatabaseName("IX_WordRequests_OneOpen");
        builder.HasIndex(w => new { w.SchemeId, w.SeenAt });
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
