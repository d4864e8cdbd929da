using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Recognition;

internal sealed class ReceivedMessageMapping : IEntityTypeConfiguration<ReceivedMessage>
{
    public void Configure(EntityTypeBuilder<ReceivedMessage> builder)
    {
        builder.ToTable("ReceivedMessages", t =>
        {
            t.HasCheckConstraint("CK_ReceivedMessages_Value", $"\"Value\" BETWEEN -{ReceivedMessage.ValueMost} AND {ReceivedMessage.ValueMost}");
            t.HasCheckConstraint("CK_ReceivedMessages_Impact", $"\"Impact\" BETWEEN 0 AND {ReceivedMessage.ImpactMost}");
        });
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Version).IsConcurrencyToken();
        builder.HasIndex(m => new { m.PersonId, m.On });
        builder.HasIndex(m => new { m.SchemeId, m.On });
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(m => m.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Site>().WithMany().HasForeignKey(m => m.SiteId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Team>().WithMany().HasForeignKey(m => m.TeamId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MessageShareMapping : IEntityTypeConfiguration<MessageShare>
{
    public void Configure(EntityTypeBuilder<MessageShare> builder)
    {
        builder.ToTable("MessageShares");
        builder.HasKey(s => s.MessageId);
        builder.HasIndex(s => s.WithId);
        builder.HasIndex(s => s.PersonId);
        builder.HasOne<ReceivedMessage>().WithMany().HasForeignKey(s => s.MessageId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MessageReaderMapping : IEntityTypeConfiguration<MessageReader>
{
    public void Configure(EntityTypeBuilder<MessageReader> builder)
    {
        builder.HasNoKey();
        builder.ToView("MessageShares");
    }
}

internal sealed class WeeklyPulseMapping : IEntityTypeConfiguration<WeeklyPulse>
{
    public void Configure(EntityTypeBuilder<WeeklyPulse> builder)
    {
        builder.ToTable("WeeklyPulses", t => t.HasCheckConstraint("CK_WeeklyPulses_Between", $"\"Between\" IS NULL OR \"Between\" BETWEEN 0 AND {WeeklyPulse.BetweenMost}"));
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => new { p.PersonId, p.Week }).IsUnique();
        builder.HasIndex(p => new { p.SchemeId, p.Week });
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Answers).WithOne().HasForeignKey(a => a.PulseId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(p => p.Answers).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class PulseAnswerMapping : IEntityTypeConfiguration<PulseAnswer>
{
    public void Configure(EntityTypeBuilder<PulseAnswer> builder)
    {
        builder.ToTable("PulseAnswers", t => t.HasCheckConstraint("CK_PulseAnswers_Value", $"\"Value\" BETWEEN -{ReceivedMessage.ValueMost} AND {ReceivedMessage.ValueMost}"));
        builder.HasKey(a => new { a.PulseId, a.Source });
        builder.HasIndex(a => a.PersonId);
    }
}

internal sealed class BeliefStatementMapping : IEntityTypeConfiguration<BeliefStatement>
{
    public void Configure(EntityTypeBuilder<BeliefStatement> builder)
    {
        builder.ToTable("BeliefStatements");
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.HasIndex(b => b.PersonId);
        builder.HasIndex(b => b.SchemeId);
        builder.HasOne<Person>().WithMany().HasForeignKey(b => b.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(b => b.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BlockedOpportunityMapping : IEntityTypeConfiguration<BlockedOpportunity>
{
    public void Configure(EntityTypeBuilder<BlockedOpportunity> builder)
    {
        builder.ToTable("BlockedOpportunities");
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.HasIndex(b => b.PersonId);
        builder.HasIndex(b => new { b.SchemeId, b.On });
        builder.HasOne<Person>().WithMany().HasForeignKey(b => b.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(b => b.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CeremonyMapping : IEntityTypeConfiguration<Ceremony>
{
    public void Configure(EntityTypeBuilder<Ceremony> builder)
    {
        builder.ToTable("Ceremonies");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.WhatFor).HasMaxLength(Ceremony.WhatForMaxLength);
        builder.HasIndex(c => new { c.SchemeId, c.On });
        builder.HasOne<Scheme>().WithMany().HasForeignKey(c => c.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Site>().WithMany().HasForeignKey(c => c.SiteId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CeremonyPersonMapping : IEntityTypeConfiguration<CeremonyPerson>
{
    public void Configure(EntityTypeBuilder<CeremonyPerson> builder)
    {
        builder.ToTable("CeremonyPeople");
        builder.HasKey(p => new { p.CeremonyId, p.PersonId });
        builder.HasIndex(p => p.PersonId);
        builder.HasOne<Ceremony>().WithMany().HasForeignKey(p => p.CeremonyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkingAlongsideMapping : IEntityTypeConfiguration<WorkingAlongside>
{
    public void Configure(EntityTypeBuilder<WorkingAlongside> builder)
    {
        builder.ToTable("WorkingAlongside");
        builder.HasKey(w => w.PersonId);
        builder.Property(w => w.PersonId).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OwnViewMapping : IEntityTypeConfiguration<OwnView>
{
    public void Configure(EntityTypeBuilder<OwnView> builder)
    {
        builder.ToTable("OwnViews");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.HasIndex(v => new { v.PersonId, v.Topic });
        builder.HasIndex(v => v.SchemeId);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ClimateReleaseMapping : IEntityTypeConfiguration<ClimateRelease>
{
    public void Configure(EntityTypeBuilder<ClimateRelease> builder)
    {
        builder.ToTable("ClimateReleases");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.SchemeId, r.From }).IsUnique();
        builder.HasOne<Scheme>().WithMany().HasForeignKey(r => r.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Figures).WithOne().HasForeignKey(f => f.ReleaseId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(r => r.Measures).WithOne().HasForeignKey(m => m.ReleaseId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(r => r.Figures).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(r => r.Measures).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ClimateFigureMapping : IEntityTypeConfiguration<ClimateFigure>
{
    public void Configure(EntityTypeBuilder<ClimateFigure> builder)
    {
        builder.ToTable("ClimateFigures");
        builder.HasKey(f => new { f.ReleaseId, f.Number });
        builder.Property(f => f.Number).ValueGeneratedNever();
    }
}

internal sealed class ClimateMeasureMapping : IEntityTypeConfiguration<ClimateMeasure>
{
    public void Configure(EntityTypeBuilder<ClimateMeasure> builder)
    {
        builder.ToTable("ClimateMeasures");
        builder.HasKey(m => new { m.ReleaseId, m.Kind });
        builder.Property(m => m.Value).HasPrecision(9, 2);
    }
}

internal sealed class ConditionAnswerMapping : IEntityTypeConfiguration<ConditionAnswer>
{
    public void Configure(EntityTypeBuilder<ConditionAnswer> builder)
    {
        builder.ToTable("ConditionAnswers");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Evidence).HasMaxLength(ConditionAnswer.EvidenceMaxLength);
        builder.HasIndex(a => new { a.SiteId, a.Condition });
        builder.HasIndex(a => a.SchemeId);
        builder.HasOne<Site>().WithMany().HasForeignKey(a => a.SiteId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ClimateStepMapping : IEntityTypeConfiguration<ClimateStep>
{
    public void Configure(EntityTypeBuilder<ClimateStep> builder)
    {
        builder.ToTable("ClimateSteps");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.What).HasMaxLength(ClimateStep.WhatMaxLength);
        builder.Property(s => s.Who).HasMaxLength(ClimateStep.WhoMaxLength);
        builder.HasIndex(s => new { s.SchemeId, s.DoneOn });
        builder.HasIndex(s => s.SiteId);
        builder.HasOne<Site>().WithMany().HasForeignKey(s => s.SiteId).OnDelete(DeleteBehavior.Restrict);
    }
}
