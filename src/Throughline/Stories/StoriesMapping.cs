using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;

namespace Throughline.Stories;

internal sealed class StoryMapping : IEntityTypeConfiguration<Story>
{
    public void Configure(EntityTypeBuilder<Story> builder)
    {
        builder.ToTable("Stories");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.VersionNumber).IsConcurrencyToken();
        builder.HasIndex(s => new { s.PersonId, s.OccasionDate });
        builder.HasIndex(s => s.AuthorId);
        builder.Ignore(s => s.NeedsAgreement);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StoryVersionMapping : IEntityTypeConfiguration<StoryVersion>
{
    public void Configure(EntityTypeBuilder<StoryVersion> builder)
    {
        builder.ToTable("StoryVersions");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.HasIndex(v => new { v.StoryId, v.Number }).IsUnique();
        builder.HasIndex(v => v.PersonId);
        builder.HasOne<Story>().WithMany().HasForeignKey(v => v.StoryId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StoryConsentMapping : IEntityTypeConfiguration<StoryConsent>
{
    public void Configure(EntityTypeBuilder<StoryConsent> builder)
    {
        builder.ToTable("StoryConsents");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Purpose).HasMaxLength(40);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => new { c.StoryId, c.State });
        builder.HasIndex(c => new { c.AudiencePersonId, c.State });
        builder.HasIndex(c => new { c.AudienceSchemeId, c.State });
        builder.HasIndex(c => c.PersonId);
        builder.HasOne<Story>().WithMany().HasForeignKey(c => c.StoryId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConsentOfferMapping : IEntityTypeConfiguration<ConsentOffer>
{
    public void Configure(EntityTypeBuilder<ConsentOffer> builder)
    {
        builder.ToTable("ConsentOffers");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Purpose).HasMaxLength(40);
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.HasIndex(o => new { o.PersonId, o.State });
        builder.HasIndex(o => new { o.AskedById, o.AskedAt });
        builder.HasOne<Person>().WithMany().HasForeignKey(o => o.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StoryGrantMapping : IEntityTypeConfiguration<StoryGrant>
{
    public void Configure(EntityTypeBuilder<StoryGrant> builder)
    {
        builder.HasNoKey();
        builder.ToView("StoryConsents");
    }
}

internal sealed class StoryAuthorMapping : IEntityTypeConfiguration<StoryAuthor>
{
    public void Configure(EntityTypeBuilder<StoryAuthor> builder)
    {
        builder.HasNoKey();
        builder.ToView("Stories");
    }
}

internal sealed class ExcerptMapping : IEntityTypeConfiguration<Excerpt>
{
    public void Configure(EntityTypeBuilder<Excerpt> builder)
    {
        builder.ToTable("Excerpts", t => t.HasCheckConstraint("CK_Excerpts_Span", "\"Start\" >= 0 AND \"End\" > \"Start\""));
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasIndex(e => new { e.VersionId, e.Start, e.End }).IsUnique();
        builder.HasIndex(e => e.PersonId);
        builder.HasOne<StoryVersion>().WithMany().HasForeignKey(e => e.VersionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CodingMapping : IEntityTypeConfiguration<Coding>
{
    public void Configure(EntityTypeBuilder<Coding> builder)
    {
        builder.ToTable("Codings", t => t.HasCheckConstraint("CK_Codings_Strength", "\"Strength\" BETWEEN 1 AND 3"));
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Book).HasMaxLength(80);
        builder.Property(c => c.Code).HasMaxLength(80);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => new { c.ExcerptId, c.Code, c.CoderId }).IsUnique();
        builder.HasIndex(c => new { c.PersonId, c.Answer });
        builder.HasIndex(c => c.StoryId);
        builder.HasIndex(c => c.CoderId);
        builder.HasOne<Excerpt>().WithMany().HasForeignKey(c => c.ExcerptId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CoderTrainingMapping : IEntityTypeConfiguration<CoderTraining>
{
    public void Configure(EntityTypeBuilder<CoderTraining> builder)
    {
        builder.ToTable("CoderTrainings");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Book).HasMaxLength(80);
        builder.HasIndex(t => new { t.PersonId, t.Book }).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StageViewMapping : IEntityTypeConfiguration<StageView>
{
    public void Configure(EntityTypeBuilder<StageView> builder)
    {
        builder.ToTable("StageViews");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.HasIndex(v => new { v.PersonId, v.Stage, v.Id });
    }
}

internal sealed class PastRelationMapping : IEntityTypeConfiguration<PastRelation>
{
    public void Configure(EntityTypeBuilder<PastRelation> builder)
    {
        builder.ToTable("PastRelations");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.PersonId, r.Id });
    }
}

internal sealed class StageReviewMapping : IEntityTypeConfiguration<StageReview>
{
    public void Configure(EntityTypeBuilder<StageReview> builder)
    {
        builder.ToTable("StageReviews");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.PersonId, r.On });
        builder.Ignore(r => r.Rule);
        builder.HasMany(r => r.Statuses).WithOne().HasForeignKey(s => s.ReviewId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(r => r.Statuses).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasMany(r => r.Evidence).WithOne().HasForeignKey(e => e.ReviewId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(r => r.Evidence).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class StageReviewStatusMapping : IEntityTypeConfiguration<StageReviewStatus>
{
    public void Configure(EntityTypeBuilder<StageReviewStatus> builder)
    {
        builder.ToTable("StageReviewStatuses");
        builder.HasKey(s => new { s.ReviewId, s.Stage });
        builder.HasIndex(s => s.PersonId);
    }
}

internal sealed class StageReviewEvidenceMapping : IEntityTypeConfiguration<StageReviewEvidence>
{
    public void Configure(EntityTypeBuilder<StageReviewEvidence> builder)
    {
        builder.ToTable("StageReviewEvidence");
        builder.HasKey(e => new { e.ReviewId, e.CodingId });
        builder.HasIndex(e => e.PersonId);
    }
}
