using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Recruitment;

internal sealed class VettingCaseMapping : IEntityTypeConfiguration<VettingCase>
{
    public void Configure(EntityTypeBuilder<VettingCase> builder)
    {
        builder.ToTable("VettingCases");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.PrimitiveCollection(c => c.Scopes);
        builder.Property(c => c.Route).HasMaxLength(VettingCase.RouteMaxLength);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Ignore(c => c.WordsReaderId);
        builder.HasIndex(c => c.PersonId);
        builder.HasIndex(c => c.DeciderId);
        builder.HasIndex(c => c.HearerId);
        builder.HasIndex(c => c.KeepWordsUntil);
        builder.HasIndex(c => new { c.PersonId, c.SchemeId }).IsUnique().HasFilter("\"State\" IN (2, 3, 4, 8)").HasDatabaseName("IX_VettingCases_OneOpen");
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(c => c.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Words).WithOne().HasForeignKey(w => w.CaseId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(c => c.Words).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class VettingStandingMapping : IEntityTypeConfiguration<VettingStanding>
{
    public void Configure(EntityTypeBuilder<VettingStanding> builder)
    {
        builder.HasNoKey();
        builder.ToView("VettingCases");
        builder.PrimitiveCollection(s => s.Scopes);
    }
}

internal sealed class VettingWordsMapping : IEntityTypeConfiguration<VettingWords>
{
    public void Configure(EntityTypeBuilder<VettingWords> builder)
    {
        builder.ToTable("VettingWords");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.HasIndex(w => new { w.CaseId, w.Kind }).IsUnique();
        builder.HasIndex(w => w.PersonId);
        builder.HasIndex(w => w.DestroyedAt);
    }
}

internal sealed class SupervisionEpisodeMapping : IEntityTypeConfiguration<SupervisionEpisode>
{
    public void Configure(EntityTypeBuilder<SupervisionEpisode> builder)
    {
        builder.ToTable("SupervisionEpisodes", t => t.HasCheckConstraint("CK_SupervisionEpisodes_EndNotBeforeStart", "\"End\" IS NULL OR \"End\" >= \"Start\""));
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Type).HasMaxLength(SupervisionEpisode.TypeMaxLength);
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.HasIndex(e => e.PersonId);
        builder.HasIndex(e => e.OfficerId);
        builder.HasIndex(e => e.End);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(e => e.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CrossingMapping : IEntityTypeConfiguration<Crossing>
{
    public void Configure(EntityTypeBuilder<Crossing> builder)
    {
        builder.HasNoKey();
        builder.ToView("SupervisionEpisodes");
    }
}

internal sealed class OfficerApprovalMapping : IEntityTypeConfiguration<OfficerApproval>
{
    public void Configure(EntityTypeBuilder<OfficerApproval> builder)
    {
        builder.ToTable("OfficerApprovals");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => a.PersonId);
        builder.HasIndex(a => new { a.OfficerId, a.State });
        builder.HasIndex(a => new { a.EpisodeId, a.RoleDefinitionId }).IsUnique().HasFilter("\"State\" <> 3").HasDatabaseName("IX_OfficerApprovals_OneThatStands");
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SupervisionEpisode>().WithMany().HasForeignKey(a => a.EpisodeId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<RoleDefinition>().WithMany().HasForeignKey(a => a.RoleDefinitionId).OnDelete(DeleteBehavior.Restrict);
    }
}
