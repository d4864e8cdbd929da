using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Mentoring;

internal sealed class AccessConstraintMapping : IEntityTypeConfiguration<AccessConstraint>
{
    public void Configure(EntityTypeBuilder<AccessConstraint> builder)
    {
        builder.ToTable("AccessConstraints");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.PrimitiveCollection(c => c.OnlyAt);
        builder.PrimitiveCollection(c => c.NotAt);
        builder.HasIndex(c => new { c.PersonId, c.SchemeId });
        builder.HasIndex(c => new { c.SchemeId, c.EndedOn });
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(c => c.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReferralMapping : IEntityTypeConfiguration<Referral>
{
    public void Configure(EntityTypeBuilder<Referral> builder)
    {
        builder.ToTable("Referrals");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => new { r.PersonId, r.SchemeId }).IsUnique().HasFilter("\"ClosedOn\" IS NULL").HasDatabaseName("IX_Referrals_OneOpen");
        builder.HasIndex(r => new { r.SchemeId, r.ClosedOn });
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(r => r.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MatchProfileMapping : IEntityTypeConfiguration<MatchProfile>
{
    public void Configure(EntityTypeBuilder<MatchProfile> builder)
    {
        builder.ToTable("MatchProfiles");
        builder.HasKey(p => new { p.PersonId, p.SchemeId });
        builder.Property(p => p.Gender).HasMaxLength(MatchProfile.GenderMaxLength);
        builder.Property(p => p.WantsGender).HasMaxLength(MatchProfile.GenderMaxLength);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Ignore(p => p.Details);
        builder.HasIndex(p => p.SchemeId);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MatchWishMapping : IEntityTypeConfiguration<MatchWish>
{
    public void Configure(EntityTypeBuilder<MatchWish> builder)
    {
        builder.ToTable("MatchWishes");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.HasIndex(w => new { w.PersonId, w.OtherId, w.SchemeId }).IsUnique().HasFilter("\"To\" IS NULL").HasDatabaseName("IX_MatchWishes_OneOpen");
        builder.HasIndex(w => w.OtherId);
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LimitsShownMapping : IEntityTypeConfiguration<LimitsShown>
{
    public void Configure(EntityTypeBuilder<LimitsShown> builder)
    {
        builder.ToTable("LimitsShown");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.HasIndex(l => new { l.PersonId, l.SchemeId });
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MatchRunMapping : IEntityTypeConfiguration<MatchRun>
{
    public void Configure(EntityTypeBuilder<MatchRun> builder)
    {
        builder.ToTable("MatchRuns");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Fingerprint).HasMaxLength(64);
        builder.HasIndex(r => new { r.PersonId, r.SchemeId });
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MatchProposalMapping : IEntityTypeConfiguration<MatchProposal>
{
    public void Configure(EntityTypeBuilder<MatchProposal> builder)
    {
        builder.ToTable("MatchProposals");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.RunId);
        builder.HasIndex(p => p.PersonId);
        builder.HasIndex(p => p.MentorId);
        builder.HasOne<MatchRun>().WithMany().HasForeignKey(p => p.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MatchMapping : IEntityTypeConfiguration<Match>
{
    public void Configure(EntityTypeBuilder<Match> builder)
    {
        builder.ToTable("Matches", t => t.HasCheckConstraint("CK_Matches_TwoPeople", "\"PersonId\" <> \"MentorId\""));
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Version).IsConcurrencyToken();
        builder.HasIndex(m => new { m.PersonId, m.SchemeId }).IsUnique().HasFilter("\"ClosedOn\" IS NULL").HasDatabaseName("IX_Matches_OneOpenForEach");
        builder.HasIndex(m => new { m.MentorId, m.ClosedOn });
        builder.HasIndex(m => new { m.SchemeId, m.ClosedOn });
        builder.HasIndex(m => m.HoldingId);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.MentorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RoleHolding>().WithMany().HasForeignKey(m => m.HoldingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(m => m.Entries).WithOne().HasForeignKey(e => e.MatchId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(m => m.Entries).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class MatchEntryMapping : IEntityTypeConfiguration<MatchEntry>
{
    public void Configure(EntityTypeBuilder<MatchEntry> builder)
    {
        builder.ToTable("MatchEntries");
        builder.HasKey(e => new { e.MatchId, e.Number });
        builder.HasIndex(e => e.PersonId);
    }
}

internal sealed class MatchCheckMapping : IEntityTypeConfiguration<MatchCheck>
{
    public void Configure(EntityTypeBuilder<MatchCheck> builder)
    {
        builder.ToTable("MatchChecks", t => t.HasCheckConstraint(
            "CK_MatchChecks_Answers", $"\"Ease\" BETWEEN 0 AND {MatchCheck.AnswerMost} AND \"Aim\" BETWEEN 0 AND {MatchCheck.AnswerMost} AND \"Way\" BETWEEN 0 AND {MatchCheck.AnswerMost}"));
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasIndex(c => new { c.MatchId, c.PersonId, c.On }).IsUnique();
        builder.HasIndex(c => c.PersonId);
        builder.HasIndex(c => c.OtherId);
        builder.HasOne<Match>().WithMany().HasForeignKey(c => c.MatchId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MatchTieMapping : IEntityTypeConfiguration<MatchTie>
{
    public void Configure(EntityTypeBuilder<MatchTie> builder)
    {
        builder.HasNoKey();
        builder.ToView("Matches");
    }
}

internal sealed class ContactMapping : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("Contacts", t =>
        {
            t.HasCheckConstraint("CK_Contacts_Minutes", $"\"Minutes\" BETWEEN 1 AND {Contact.MinutesMost}");
            t.HasCheckConstraint("CK_Contacts_Load", $"\"Load\" BETWEEN 0 AND {Contact.LoadMost}");
        });
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => new { c.MatchId, c.StartsAt });
        builder.HasIndex(c => new { c.MentorId, c.StartsAt });
        builder.HasIndex(c => c.PersonId);
        builder.HasOne<Match>().WithMany().HasForeignKey(c => c.MatchId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GoalMapping : IEntityTypeConfiguration<Goal>
{
    public void Configure(EntityTypeBuilder<Goal> builder)
    {
        builder.ToTable("Goals");
        builder.Property(g => g.Id).ValueGeneratedNever();
        builder.Property(g => g.Version).IsConcurrencyToken();
        builder.HasIndex(g => new { g.PersonId, g.State });
        builder.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(g => g.Steps).WithOne().HasForeignKey(s => s.GoalId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(g => g.Steps).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class GoalStepMapping : IEntityTypeConfiguration<GoalStep>
{
    public void Configure(EntityTypeBuilder<GoalStep> builder)
    {
        builder.ToTable("GoalSteps");
        builder.HasKey(s => new { s.GoalId, s.Number });
        builder.HasIndex(s => s.PersonId);
    }
}

internal sealed class SetbackMapping : IEntityTypeConfiguration<Setback>
{
    public void Configure(EntityTypeBuilder<Setback> builder)
    {
        builder.ToTable("Setbacks");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.PersonId);
        builder.HasIndex(s => s.MentorId);
        builder.HasOne<Match>().WithMany().HasForeignKey(s => s.MatchId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DebriefMapping : IEntityTypeConfiguration<Debrief>
{
    public void Configure(EntityTypeBuilder<Debrief> builder)
    {
        builder.ToTable("Debriefs");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => new { d.PersonId, d.State });
        builder.HasIndex(d => d.ConcernId);
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
